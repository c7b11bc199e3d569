"""What coders agree on, and how the rules do against them, as a notebook shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers.numerals import number_text
from helpers.raw.codings import MET, NOT_MET
from helpers.text.workbench import look
from helpers.text.workbench.accuracy import compare_with_coder, list_mistakes
from helpers.text.workbench.agreement import UNDEFINED
from helpers.text.workbench.coders import WHOLE, CoderAgreement, compare_coders
from helpers.text.workbench.page import Reader

FEW = 30  # decisions below which a kappa is for reference only
LISTED = 30  # disagreements and mistakes that are listed at once


@dataclass(frozen=True, repr=False)
class AgreementView:
    """`agreement` with the answers on which the coders differ; a notebook shows it as HTML."""

    agreement: CoderAgreement
    df_by_remark: pd.DataFrame

    def __repr__(self) -> str:
        return f"判断の一致：{'、'.join(self.agreement.coders)}、2人以上の判断{self.agreement.pairs:,}"

    def _repr_html_(self) -> str:
        held = self.agreement
        if len(held.coders) < 2 or not held.pairs:
            said = "2人以上が判断した回答がまだないため、一致は計算できない。"
            return look.wrap(look.heading("判断の一致"), look.paragraph(said))
        return look.wrap(*_render_kappas(held), *_render_alpha(held), *_render_differences(self))


def show_agreement(
    codings: pd.DataFrame,
    df_by_remark: pd.DataFrame,
    *,
    coders: Sequence[str] | None = None,
    codes: Sequence[str] | None = None,
) -> AgreementView:
    """`compare_coders` with the answers to talk over."""
    return AgreementView(compare_coders(codings, coders, codes), df_by_remark)


def tell_agreement(agreement: CoderAgreement) -> list[str]:
    """How to read kappa and alpha, in Japanese."""
    return [
        "一致率は、二人の判断が同じだった割合。カッパ係数（κ）は、偶然でも一致する分を除いた一致の度合いで、1 が完全な一致、0 が偶然と同じ"
        "（Cohen 1960）。［ ］は95%信頼区間（標準誤差は Fleiss, Cohen & Everitt 1969 の大標本の式）で、判断の数が少ないと広い。",
        "κの言い表し方（わずか～ほぼ完全）は Landis & Koch (1977) の区分で、慣例にすぎず、合否の基準ではない。区間の下の端も見る。",
        "該当がごく少ない（または多い）コードでは、一致率が高くてもκが小さくなる。「該当の一致」「非該当の一致」（Cicchetti & Feinstein 1990）を併せて見る。"
        "二人とも一つの値しか使わなかったコードのκは計算できない。",
        f"「{WHOLE}」は、すべてのコードの判断を合わせたもの。一つの回答に複数の判断があって独立ではないため、区間は実際より狭い。",
    ]


def _render_kappas(held: CoderAgreement) -> Iterator[Markup]:
    yield look.heading("判断の一致（カッパ係数）")
    for (first, second), rows in held.by_code.groupby(["first", "second"], sort=False):
        whole = rows[rows["code"] == WHOLE].iloc[0]
        if not whole["n"]:
            yield look.paragraph(f"{first}と{second}が共に判断した回答はない。")
            continue
        said = f"{first}と{second}：{whole['n']:,}の判断のうち一致は{look.percent(whole['percent'])}"
        yield look.paragraph(f"{said}、κ＝{look.fixed(whole['kappa'])}（{whole['reading']}）。", "lead")
        head = [
            "コード",
            "判断",
            "共に該当",
            f"{first}だけ",
            f"{second}だけ",
            "共に非該当",
            "一致率",
            "κ（標準誤差）",
        ]
        head += ["95%区間", "κの言い表し方", "該当／非該当の一致"]
        cells = [_kappa_row(row) for row in rows.itertuples(index=False)]
        kinds = ["whole" if code == WHOLE else "" for code in rows["code"]]
        yield look.table(head, cells, kinds, "tight")
    yield from map(look.read, [*tell_agreement(held), *_tell_cautions(held.by_code)])


def _tell_cautions(by_code: pd.DataFrame) -> Iterator[str]:
    if (by_code["kappa"] == 1).any():
        yield "κが1.00のとき区間に幅がないのは計算の性質で、食い違いが起こらないという意味ではない。"
    if ((by_code["n"] < FEW) & (by_code["code"] != WHOLE)).any():
        yield f"＊は判断が{FEW}に満たず、参考にとどめるもの。"


def _kappa_row(row) -> list:
    name = f"{row.code}＊" if row.n < FEW and row.code != WHOLE else row.code
    is_known = row.reading != UNDEFINED
    kappa = f"{look.fixed(row.kappa)}（{look.fixed(row.se, 3)}）" if is_known else "−"
    interval = f"［{look.fixed(row.lower)}, {look.fixed(row.upper)}］" if is_known else "−"
    counts = [row.n, row.both, row.first_only, row.second_only, row.neither]
    figures = [look.percent(row.percent), look.Number(kappa), look.Number(interval), row.reading]
    return [name, *counts, *figures, look.Number(f"{look.fixed(row.positive)}／{look.fixed(row.negative)}")]


def _render_alpha(held: CoderAgreement) -> Iterator[Markup]:
    yield look.heading("クリッペンドルフのα（すべての人、欠けた判断を含む）")
    rows = held.alphas.itertuples(index=False)
    cells = [[row.code, row.coders, row.units, row.values, look.fixed(row.alpha, 3)] for row in rows]
    kinds = ["whole" if code == WHOLE else "" for code in held.alphas["code"]]
    yield look.table(["コード", "判断した人", "2人以上が判断した回答", "その判断", "α"], cells, kinds)
    yield look.read(
        "3人以上のとき、または判断していない回答があるときの一致の度合い（名義尺度。Krippendorff 2011）。1 が完全な一致、0 が偶然と同じ。"
        "Krippendorff は、0.800 以上を頼ってよい目安、0.667 未満を結論に使わない目安としている（これも慣例）。"
    )


def _render_differences(view: AgreementView) -> Iterator[Markup]:
    differ, reader = view.agreement.disagreements, Reader(view.df_by_remark, _NO_TOKENS)
    yield look.heading("判断が分かれた回答")
    yield look.paragraph(
        f"{len(differ):,}件。読み合わせて決め、coder を「合議」とする行を codings.csv に加える。"
    )
    for code, rows in differ.groupby("code", sort=False):
        records = rows.to_dict("records")
        items = [(reader.mark_known(row["remark"]), _said(row, view.agreement.coders)) for row in records]
        first = look.answers(items[:LISTED])
        more = (
            look.fold(f"残りの{len(items) - LISTED:,}件", look.answers(items[LISTED:]))
            if len(items) > LISTED
            else Markup()
        )
        yield Markup("<h5>{}　{}件</h5>").format(code, f"{len(items):,}") + first + more


def _said(row: dict, coders: Sequence[str]) -> str:
    return f"{row['remark']}　" + "、".join(f"{coder}：{row[coder]}" for coder in coders if row[coder])


_NO_TOKENS = pd.DataFrame(
    {name: pd.Series(dtype="str") for name in ("remark_id", "surface", "base_form", "term")}
)


@dataclass(frozen=True, repr=False)
class AccuracyView:
    """`by_code` of `compare_with_coder`, with the answers where rule and coder differ; shown as HTML."""

    by_code: pd.DataFrame
    missed: pd.DataFrame
    wrong: pd.DataFrame
    reader: Reader
    is_weighted: bool

    def __repr__(self) -> str:
        return f"ルールと人の判断：{self.by_code['n'].iloc[-1]:,}の判断"

    def _repr_html_(self) -> str:
        if not self.by_code["n"].iloc[-1]:
            said = "人の判断がまだないため、ルールと比べられない。"
            return look.wrap(look.heading("ルールと人の判断"), look.paragraph(said))
        return look.wrap(*_render_accuracy(self), *_render_mistakes(self))


def show_accuracy(
    df_by_remark_theme: pd.DataFrame,
    codings: pd.DataFrame,
    df_by_remark: pd.DataFrame,
    df_by_token: pd.DataFrame,
    *,
    coder: str | None = None,
    codes: Sequence[str] | None = None,
    weights: pd.Series | None = None,
) -> AccuracyView:
    """`compare_with_coder` with the answers that the rules take wrongly, and those that they miss."""
    by_code = compare_with_coder(df_by_remark_theme, codings, coder=coder, codes=codes, weights=weights)
    wrong, missed = list_mistakes(df_by_remark_theme, codings, coder=coder, codes=codes)
    return AccuracyView(by_code, missed, wrong, Reader(df_by_remark, df_by_token), weights is not None)


def _render_accuracy(view: AccuracyView) -> Iterator[Markup]:
    yield look.heading("ルールと人の判断")
    head = [
        "コード",
        "判断した回答",
        "ルールが当たる",
        "人が該当とする",
        "両方",
        "適合率",
        "95%区間",
        "再現率",
        "95%区間",
        "F値",
    ]
    rows = [_accuracy_row(row) for row in view.by_code.itertuples(index=False)]
    kinds = ["whole" if code == WHOLE else "" for code in view.by_code["code"]]
    yield look.table(head, rows, kinds)
    yield look.read(
        "適合率は、ルールが当たった回答のうち人も該当としたもの。低ければ、ルールが余計な回答を拾っている。"
        "再現率は、人が該当とした回答のうちルールが当たったもの。低ければ、言い回しを拾い落としている。F値は両者の調和平均。"
        "区間はウィルソンの95%信頼区間。人の判断も、上の一致の度合いより確かではない。"
    )
    yield look.read(
        "層ごとに引く割合が違う標本なので、適合率・再現率は全回答に戻した推定値（重みつき）。件数は標本のもの。"
        if view.is_weighted
        else "判断した回答だけについての値。ルールの当たった回答ばかりを選んで判断すると、再現率は高く出る。"
    )


def _accuracy_row(row) -> list:
    def shares(name: str) -> list:
        share, lower, upper = (getattr(row, f"{name}{end}") for end in ("", "_lower", "_upper"))
        known = not pd.isna(share)
        interval = f"［{number_text(100 * lower)}, {number_text(100 * upper)}］" if known else "−"
        return [look.percent(100 * share), look.Number(interval)]

    return [
        row.code,
        row.n,
        row.hits,
        row.met,
        row.both,
        *shares("precision"),
        *shares("recall"),
        look.fixed(row.f1),
    ]


def _render_mistakes(view: AccuracyView) -> Iterator[Markup]:
    for frame, title in (
        (view.wrong, f"ルールは当たるが、人は{NOT_MET}とした回答"),
        (view.missed, f"人は{MET}としたが、ルールが当たらない回答"),
    ):
        if len(frame):
            yield look.heading(f"{title}　{len(frame):,}件")
        for code, rows in frame.groupby("code", sort=False):
            listed = look.answers(
                (view.reader.mark_known(row.remark, row.matched_terms), f"{row.remark}　{row.reason}".strip())
                for row in rows.head(LISTED).itertuples(index=False)
            )
            yield Markup("<h5>{}　{}件</h5>").format(code, f"{len(rows):,}") + listed
