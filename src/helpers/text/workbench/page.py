"""What the workbench shows: counts and coverage, what changed with examples, and what is still uncoded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup, escape

from helpers.numerals import number_text
from helpers.text.workbench import look
from helpers.text.workbench.comparing import SAME, Comparison
from helpers.text.workbench.examples import choose_examples
from helpers.text.workbench.highlighting import find_spans, mark, read_words
from helpers.text.workbench.regression import render_mistakes

if TYPE_CHECKING:
    from helpers.text.workbench.desk import Workbench

PARTS = re.compile(r"[()（）]|\s+|[^\s()（）]+")
SHOWN, REST = 3, 50  # uncoded answers shown at once of each group, and unfolded of the rest


class Reader:
    """Answers and their tokens, looked up by id; only what is shown is ever marked."""

    def __init__(self, df_by_remark: pd.DataFrame, df_by_token: pd.DataFrame) -> None:
        self.texts = df_by_remark.set_index("remark_id")["text"].fillna("").astype(str)
        self._tokens, self._rows = df_by_token, df_by_token.groupby("remark_id", sort=False).indices

    def mark(self, remark_id: str, matched_terms: str) -> Markup:
        """The answer with the words of `matched_terms` marked."""
        tokens = self._tokens.iloc[self._rows.get(remark_id, [])]
        text = self.texts[remark_id]
        return mark(text, find_spans(text, read_words(matched_terms), tokens))

    def mark_known(self, remark_id: str, matched_terms: str = "") -> Markup:
        """The same; of an answer that is no longer there, that it is not."""
        return (
            self.mark(remark_id, matched_terms)
            if remark_id in self.texts.index
            else Markup("（この回答はない）")
        )

    def list_examples(self, df_coded: pd.DataFrame, limit: int) -> Markup:
        """Examples of df_by_remark_theme, strongest first, and how many there are."""
        chosen = choose_examples(df_coded, self.texts, limit)
        rows = chosen.itertuples(index=False)
        return look.answers(
            (
                self.mark(row.remark_id, row.matched_terms),
                f"{row.remark_id}　得点 {number_text(row.score, 2)}",
            )
            for row in rows
        )


def render_workbench(bench: Workbench) -> str:
    reader = Reader(bench.df_by_remark, bench.df_by_token)
    return look.wrap(
        *(Markup('<div class="finding">{}</div>').format(str(item)) for item in bench.findings.sorted()),
        *_render_counts(bench.comparison),
        *(() if bench.codings is None else render_mistakes(bench.comparison, bench.codings)),
        *_render_changes(bench, reader),
        *_render_hits(bench, reader),
        *_render_uncoded(bench, reader),
    )


def _share(count: int, whole: int) -> str:
    return f"{count:,}件（{look.percent(100 * count / whole if whole else float('nan'))}）"


def _render_counts(comparison: Comparison) -> Iterator[Markup]:
    held, changed = comparison.coverage, comparison.changed
    now = f"回答{held.answers:,}件のうち、どれかのコードが付くのは{_share(held.after, held.answers)}。"
    if changed:
        now += f"保存版では{_share(held.before, held.answers)}。初めて付いた回答{held.newly:,}件、一つも付かなくなった回答{held.lost:,}件。"
    yield look.heading(
        "ルールの当たり" + ("（保存版 → 変更後）" if changed else f"（{comparison.after.file}）")
    )
    yield look.paragraph(now, "lead")
    rows = comparison.by_code.itertuples(index=False)
    if changed:
        head = ["コード", "", "保存版", "変更後", "％", "増", "減", "このコードだけ"]
        cells = [_compared(row, comparison) for row in rows]
        kinds = ["changed" if code in changed else "" for code in comparison.by_code["code"]]
        yield look.table(head, cells, kinds=kinds)
    else:
        head = ["コード", "件数", "％", "", "このコードだけ"]
        yield look.table(head, [_plain(row) for row in rows])
    yield look.read(
        "％は全回答に占める割合。一つの回答に複数のコードが付くので、合計は100％にならない。"
        "「このコードだけ」は、ほかのコードが付かない回答の数で、多いほど、そのルールが無いと拾えない回答が多い。"
        + (
            "増減が打ち消し合うこともあるので、件数の差だけでなく「増」「減」の両方を見る。"
            if changed
            else ""
        )
    )


def _plain(row) -> list:
    return [row.code, row.after, look.percent(row.percent_after), look.bar(row.percent_after), row.alone]


def _compared(row, comparison: Comparison) -> list:
    tag = "" if row.status == SAME else Markup('<span class="tag">{}</span>').format(row.status)
    former = comparison.previous.get(row.code)
    name = Markup("{}<br><span class='about'>← {}</span>").format(row.code, former) if former else row.code
    moved = look.signed(row.newly, "＋"), look.signed(row.lost, "−")
    return [name, tag, row.before, row.after, look.percent(row.percent_after), *moved, row.alone]


def _render_changes(bench: Workbench, reader: Reader) -> Iterator[Markup]:
    comparison = bench.comparison
    for code in comparison.changed:
        yield look.heading(f"「{code}」で変わった回答")
        yield _show_conditions(code, comparison)
        yield from _show_moved(
            code, comparison.newly, "新しく当たった回答", "変更後のルールの語", bench, reader
        )
        yield from _show_moved(code, comparison.lost, "外れた回答", "保存版のルールの語", bench, reader)


def _show_conditions(code: str, comparison: Comparison) -> Markup:
    """Both conditions, with what was struck out of the one and put into the other."""
    former = comparison.previous.get(code, code)
    before, after = (
        PARTS.findall(" ".join(conditions.get(name, "").split()))
        for conditions, name in ((comparison.before.conditions, former), (comparison.after.conditions, code))
    )
    struck, put = mark_difference(before, after)
    rows = [("保存版", struck or "（無し）"), ("変更後", put or "（無し）")]
    return look.table(["", "条件（下線は加えた部分、取り消し線は除いた部分）"], rows, kind="wide")


def mark_difference(before: list[str], after: list[str]) -> tuple[Markup, Markup]:
    """The parts of both, joined, with <del> and <ins> around what only one of them has."""
    struck, put = [], []
    for kind, *ends in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[ends[0] : ends[1]]), "".join(after[ends[2] : ends[3]])
        is_same = kind == "equal" or not (before and after)
        struck.append(escape(old) if is_same or not old else Markup("<del>{}</del>").format(old))
        put.append(escape(new) if is_same or not new else Markup("<ins>{}</ins>").format(new))
    return Markup().join(struck), Markup().join(put)


def _show_moved(
    code: str, moved: pd.DataFrame, title: str, words: str, bench: Workbench, reader: Reader
) -> Iterator[Markup]:
    rows = moved[moved["theme"] == code]
    if len(rows):
        yield Markup("<h5>{}　{}件</h5>").format(title, f"{len(rows):,}")
        yield reader.list_examples(rows, bench.examples)
        yield look.read(f"印は{words}。上ほど得点が高い。{_say_limit(len(rows), bench.examples)}")


def _say_limit(count: int, limit: int) -> str:
    return f"得点の順に、高いものから低いものまで等間隔に{limit}件まで示した。" if count > limit else ""


def _render_hits(bench: Workbench, reader: Reader) -> Iterator[Markup]:
    coded = bench.comparison.coded
    wanted = [code for code in dict.fromkeys([*bench.codes, *bench.comparison.after.names])]
    parts = []
    for code in wanted:
        rows = coded[coded["theme"] == code]
        if len(rows):
            title = f"{code}　{len(rows):,}件"
            parts.append(look.fold(title, reader.list_examples(rows, bench.examples), code in bench.codes))
    if parts:
        yield look.heading(f"当たっている回答の例（コードごとに{bench.examples}件まで）")
        yield look.read(
            "上は最もよく当たるもの、下は最も弱く当たるもので、間は等間隔に選んだ。直すべきルールは、たいてい下のほうに現れる。印は当たった語。"
        )
        yield from parts


def _render_uncoded(bench: Workbench, reader: Reader) -> Iterator[Markup]:
    uncoded, whole = bench.uncoded, bench.comparison.coverage.answers
    yield look.heading("まだ当たらない回答")
    said = f"どのコードも付かない回答は{_share(uncoded.count, whole)}。"
    said += f"ほかに「特になし」の類が{len(uncoded.nothing):,}件。" if uncoded.nothing else ""
    yield look.paragraph(said, "lead")
    if not uncoded.count:
        return
    if len(uncoded.groups):
        head = ["手がかりの語", "当たらない回答", "当たっている回答", "一緒に現れる語"]
        rows = uncoded.groups.itertuples(index=False)
        yield look.table(head, [[row.word, row.uncoded, row.coded, row.companions] for row in rows])
        yield look.read(
            "当たらない回答に偏って現れる語。その語だけのルールを書くと、左の数の回答に新しくコードが付き、右の数の回答にも重ねて付く。"
            "右が大きい語は、ほかの語と and で結ぶ。"
        )
    for row in uncoded.groups.itertuples(index=False):
        yield _show_group(row.word, row.remarks, reader)
    if uncoded.rest:
        listed = look.answers((reader.mark(name, ""), name) for name in uncoded.rest[:REST])
        more = (
            look.paragraph(f"ほか{len(uncoded.rest) - REST:,}件。") if len(uncoded.rest) > REST else Markup()
        )
        yield look.fold(f"手がかりの語のない回答　{len(uncoded.rest):,}件", listed + more)


def _show_group(word: str, remarks: list[str], reader: Reader) -> Markup:
    def listed(names: Iterable[str]) -> Markup:
        return look.answers((reader.mark(name, word), name) for name in names)

    title = Markup("<h5>「{}」を含む回答　{}件</h5>").format(word, f"{len(remarks):,}")
    rest = remarks[SHOWN : SHOWN + REST]
    more = f"残りの{len(remarks) - SHOWN:,}件" + (f"（{REST}件まで）" if len(remarks) > SHOWN + REST else "")
    return title + listed(remarks[:SHOWN]) + (look.fold(more, listed(rest)) if rest else Markup())
