"""Part 4 連携PFの行程: ten steps in four stages, breakthrough factors, and the column."""

from __future__ import annotations

from markupsafe import Markup

from helpers.prose import Block
from helpers.sections.base import Materials, circled, stack, unwritten
from helpers.sections.carry_over import build_follow_up
from helpers.sections.evidence import build_conclusions, render_theme_table
from helpers.sections.slots import render_slot
from helpers.sections.writing import render_blocks

# Stage titles are unique here; the published chapter gave （ウ） and （エ） the same one.
STAGES = {
    "initial": ("（ア）初期段階", (1, 2, 3)),
    "preparation": ("（イ）準備段階", (4, 5, 6)),
    "launch": ("（ウ）設立段階", (7, 8)),
    "review": ("（エ）評価・見直し段階", (9, 10)),
}
STEPS = (
    "主担当部署・主担当者の設定", "地域課題・実態の概略の把握", "連携PFの絵姿の描写", "地域課題の詳細把握",
    "連携PFの運営形態・体制の検討", "連携PFの参加者の検討・巻き込み", "域内住民・関係団体への情報発信", "連携PFの運営",
    "今年度の積み残し課題", "来年度以降の方針",
)  # fmt: skip
CARRY_OVER = 9


def build_stage(m: Materials, stage: str) -> Markup:
    """The steps of one stage; step ⑨ stands on the coded remarks."""
    return Markup("\n").join(_step(m, number) for number in STAGES[stage][1])


def _step(m: Materials, number: int) -> Markup:
    title = Markup("<h4>{} {}</h4>").format(circled(number), STEPS[number - 1])
    body = _carry_over(m) if number == CARRY_OVER else _step_body(m, number)
    return Markup('<section class="step" id="step-{}">{}\n{}</section>').format(number, title, body)


def _step_body(m: Materials, number: int) -> Markup:
    """Sub-headings of a step (庁内の巻き込み …) are headings of their own."""
    passages = m.passages(f"step_{number:02d}")
    if not passages:
        return unwritten(f"行程{circled(number)}")
    titles = (Markup("<h5>{}</h5>").format(p.heading) if p.heading else Markup() for p in passages)
    return stack(
        *(stack(title, render_blocks(m, p.blocks)) for title, p in zip(titles, passages, strict=True))
    )


def _carry_over(m: Materials) -> Markup:
    """First what became of the issues of earlier years, then those of this year."""
    follow_up = build_follow_up(m)
    conclusions = build_conclusions(m, "carry_over")
    table = render_theme_table(m, "carry_over", "今年度の積み残し課題に関わる発言のテーマ")
    return stack(follow_up, conclusions, table)


def build_breakthrough(m: Materials) -> Markup:
    """アクション/ブレイクスルー要因, each with its evidence, then all themes counted."""
    lead = Markup("<h4>アクション/ブレイクスルー要因</h4>")
    table = render_theme_table(m, "breakthrough", "ブレイクスルー要因に関わる発言のテーマ")
    return stack(lead, build_conclusions(m, "breakthrough"), table)


def build_column(m: Materials) -> Markup:
    """コラム: the body's introduction, its insights with what it said, a photo, its closing words."""
    passages = m.passages("column")
    if not passages:
        return unwritten("コラム")
    blocks = [block for passage in passages for block in passage.blocks]
    heading = next((passage.heading for passage in passages if passage.heading), "")
    title = Markup("<h4>{}</h4>").format(heading) if heading else Markup()
    body = render_blocks(m, [block for block in blocks if block.kind != "quote"])
    return stack(
        title, body, render_slot(m, "column_photo"), _closing(m, [b for b in blocks if b.kind == "quote"])
    )


def _closing(m: Materials, blocks: list[Block]) -> Markup:
    words = Markup("<br>").join(m.prose.render(block.text, block.place) for block in blocks)
    return Markup("<blockquote><p>{}</p></blockquote>").format(words) if blocks else Markup()
