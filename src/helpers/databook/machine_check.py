"""The 30 rules of machine readability, checked on the files as they were written.

Source: デジタル庁「行政データにおける機械可読性に関するルール」(2026-03-31): L1 (15 rules), L2 (6), L3 (9). Some rules are about
meaning (a choice that is spelled in two ways, a symbol that nobody explains); with the codebook at hand they are checked
too: L1-09, L3-02, L3-03, L3-08.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from helpers.databook import rules_cells as l2
from helpers.databook import rules_data as l3
from helpers.databook import rules_format as l1
from helpers.databook.known import Known, build_known
from helpers.databook.written import Written, read_written

FIT, UNFIT, NOT_CONCERNED = "適合", "不適合", "対象外"
MOST_TOLD = 3
Rule = Callable[[Written, Known], Iterator[str] | None]

RULES: tuple[tuple[str, str, Rule], ...] = (
    ("L1-01", "ファイル形式は xlsx、csv、xml、ods、json のいずれかである", l1.check_format),
    ("L1-02", "1シートに1表だけを置く", l1.check_one_table),
    ("L1-03", "表を分断しない", l1.check_unbroken),
    ("L1-04", "表と関係のないもの（表題、注、コメント）を置かない", l1.check_nothing_else),
    ("L1-05", "すべての列に項目名がある", l1.check_names_given),
    ("L1-06", "空白や改行で体裁を整えない", l1.check_layout),
    ("L1-07", "1セルに1データだけを置く", l1.check_one_datum),
    ("L1-08", "機種依存文字を使わない", l1.check_characters),
    ("L1-09", "空欄とゼロを区別する", l1.check_blank),
    ("L1-10", "図形、グラフ、画像を置かない", l1.check_objects),
    ("L1-11", "書式（色、太字など）に意味を持たせない", l1.check_look),
    ("L1-12", "セルを結合しない", l1.check_merged),
    ("L1-13", "非表示の行、列、シートがない", l1.check_hidden),
    ("L1-14", "CSV は1行に1件である", l1.check_lines),
    ("L1-15", "CSV の値の中のカンマは引用符で囲む", l1.check_quoting),
    ("L2-01", "数値に単位、カンマ、記号を付けない", l2.check_numbers),
    ("L2-02", "項目を省略しない", l2.check_omitted),
    ("L2-03", "名前が重複しない", l2.check_unique),
    ("L2-04", "選択肢の表記を統一する", l2.check_uniform),
    ("L2-05", "「その他」の内容は別の列に置く", l2.check_other),
    ("L2-06", "数式ではなく値を置く", l2.check_values),
    ("L3-01", "項目名は1行目に置く", l3.check_first_row),
    ("L3-02", "コード表を添える", l3.check_code_table),
    ("L3-03", "特殊な記号（秘匿など）を定義する", l3.check_symbols),
    ("L3-04", "単位を示す", l3.check_units),
    ("L3-05", "年は西暦、又は和暦に西暦を併記する", l3.check_years),
    ("L3-06", "標準地域コード又は正式な地域名を使う", l3.check_areas),
    ("L3-07", "年度を通じて同じ形式とし、変更の履歴を示す", l3.check_history),
    ("L3-08", "定義、履歴、文字コードとBOMを示し、物理名は英数字とする", l3.check_definitions),
    ("L3-09", "縦持ちとする", l3.check_long),
)
ABSENT = {
    "L1-14": "CSV がない", "L1-15": "CSV がない", "L3-06": "地域を表す項目がない",
}  # fmt: skip


def check_machine_readability(
    files: Sequence[Path], codebook: Mapping | None = None, earlier: Sequence[Path] = ()
) -> list[dict]:
    """A verdict a rule, in order: {"rule": "L1-01", "name": ..., "verdict": 適合 | 不適合 | 対象外, "reason": ...}.

    `files` are one set (helpers.databook.machine_files), `earlier` the set of the year before. What cannot be read
    fails L1-01. Tables are found by their names: codes, symbols, columns, history, about, questions, results.
    """
    written = read_written(files)
    known = build_known(written, codebook)
    looked = f"{len(written.tables)}表、{sum(len(table.rows) for table in written.tables):,}行を調べた。"
    before = read_written(earlier) if earlier else None
    return [_judge(rule, name, check, written, known, before, looked) for rule, name, check in RULES]


def _judge(
    rule: str, name: str, check: Rule, written: Written, known: Known, before: Written | None, looked: str
) -> dict:
    found = check(written, known)
    if found is None:
        return {"rule": rule, "name": name, "verdict": NOT_CONCERNED, "reason": f"{ABSENT[rule]}。"}
    if rule == "L3-07" and before is not None:
        found = chain(found, l3.check_same_form(written, before))
    problems = list(found)
    if not problems and not written.tables and rule != "L1-01":
        problems = ["読める表がない"]
    if not problems:
        return {"rule": rule, "name": name, "verdict": FIT, "reason": looked}
    more = f"。ほか{len(problems) - MOST_TOLD}件" if len(problems) > MOST_TOLD else ""
    return {
        "rule": rule,
        "name": name,
        "verdict": UNFIT,
        "reason": "。".join(problems[:MOST_TOLD]) + more + "。",
    }
