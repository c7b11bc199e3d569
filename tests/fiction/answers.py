"""Who answered and what: codebooks with the shares behind them, and respondents drawn from these shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from fiction.free_answers import FreeAnswers


@dataclass(frozen=True)
class Question:
    """One question of a codebook, with the share of each choice: choice -> percent in stage 1, 2, 3.

    A choice of which a stage says None does not exist in that year. `text` has one wording a stage.
    """

    id: str
    text: tuple[str, str, str]
    type: str
    shares: dict[str, tuple[float | None, ...]] = field(default_factory=dict)
    base: str = ""
    asked: tuple[str, tuple[str, ...]] = ("", ())
    other: str = ""

    def choices(self, stage: int) -> dict[str, float]:
        return {name: share[stage - 1] for name, share in self.shares.items() if share[stage - 1] is not None}


def same(text: str) -> tuple[str, str, str]:
    return (text, text, text)


def steady(**shares: float) -> dict[str, tuple[float, float, float]]:
    return {name: (share, share, share) for name, share in shares.items()}


OUTSIDE = ("加入しているが参加していない", "加入していない")
SURVEY = [
    Question("Q1", same("あなたの年代をお選びください。"), "SA", {
        "18～29歳": (9, 9, 9), "30代": (12, 12, 11), "40代": (16, 15, 15), "50代": (18, 18, 18),
        "60代": (17, 18, 18), "70代": (18, 18, 19), "80歳以上": (10, 10, 10)}),
    Question("Q2", same("お住まいの形態をお選びください。"), "SA", {
        "一戸建て": (52, 51, 51), "分譲マンション": (17, 18, 18), "賃貸マンション・アパート": (22, 22, 22),
        "公営住宅": (7, 7, 7), "その他": (2, 2, 2)}),
    Question("Q3", same("あなたを含めて、同居している人数をお書きください。"), "NUM"),
    Question("Q4", same("あなたは、孤独だと感じることがありますか。"), "SA", {
        "しばしばある": (6, 5.5, 6), "ときどきある": (16, 16.5, 15), "たまにある": (24, 23, 24.5),
        "ほとんどない": (36, 37, 36), "まったくない": (18, 18, 18.5)}),
    Question("Q5", same("町会・自治会の活動に参加していますか。"), "SA", {
        "参加している": (24, 25, 27), "加入しているが参加していない": (31, 31, 31),
        "加入していない": (35, 33, 31), "分からない": (10, 11, 11)}),
    Question("Q6", same("参加していない理由を、すべてお選びください。"), "MA", {
        "時間がない": (44, 43, 44), "役員, 当番などの負担が重い": (38, 40, 38), "誘われたことがない": (30, 26, 19),
        "活動の内容を知らない": (27, 24, 21), "必要を感じない": (18, 18, 19), "その他": (7, 7, 7)},
        base='Q5 in ["加入しているが参加していない", "加入していない"]', asked=("Q5", OUTSIDE), other="その他"),
    Question("Q6T", same("「その他」の具体的な内容をお書きください。"), "FA", base='Q6 == "その他"', asked=("Q6", ("その他",))),
    Question("Q7", same("つながりや孤独・孤立について相談できる窓口を知っていますか。"), "SA", {
        "知っている": (21, 32, 47), "名前は聞いたことがある": (29, 30, 28), "知らない": (50, 38, 25)}),
    Question("Q8", ("困ったときに頼れる相手を、すべてお選びください。",
                    "困りごとや悩みがあるとき、相談できる相手を、すべてお選びください。",
                    "困りごとや悩みがあるとき、相談できる相手を、すべてお選びください。"), "MA", {
        "家族・親族": (74, 73, 73), "友人・知人": (48, 48, 49), "近所の人": (19, 20, 22), "民生委員": (7, 8, 8),
        "地域包括支援センター": (11, 12, 13), "市役所の窓口": (9, 11, 14), "オンラインの相談": (None, 6, 9),
        "相談できる相手はいない": (9, 8, 8)}),
    Question("Q9", same("災害時や見守りのために、住所や氏名を地域の支援者に伝えてもよいと思いますか。"), "SA", {
        "伝えてよい": (23, 29, 41), "条件が合えば伝えてよい": (41, 41, 38),
        "伝えたくない": (22, 18, 12), "分からない": (14, 12, 9)}),
    Question("Q10", same("見守りや居場所の担い手として活動してみたいと思いますか。"), "SA", {
        "既に活動している": (9, 9, 10), "機会があれば活動したい": (24, 25, 23),
        "活動は難しい": (52, 51, 52), "分からない": (15, 15, 15)}),
    Question("Q11", same("人とのつながりや孤独・孤立について、日ごろ感じていることをお書きください。"), "FA"),
]  # fmt: skip
FORUM = [
    Question("Q1", same("参加する前に、身近に孤独・孤立の状態の人がいるかを考えたことがありましたか。"), "SA", {
        "よく考えていた": (18, 22, 27), "考えたことはあった": (47, 48, 47), "考えていなかった": (35, 30, 26)}),
    Question("Q2", same("孤独・孤立の状態の人のイメージが具体的になりましたか。"), "SA", {
        "具体的になった": (55, 58, 61), "少し具体的になった": (35, 33, 31), "変わらない": (10, 9, 8)}),
    Question("Q3", same("このフォーラムを何で知りましたか。"), "MA", {
        "市の広報紙": (46, 42, 37), "チラシ・ポスター": (33, 30, 25), "ホームページ, SNS": (17, 24, 33),
        "知人の紹介": (22, 22, 24), "所属する団体からの案内": (27, 29, 30), "その他": (5, 5, 5)}, other="その他"),
    Question("Q3T", same("「その他」の具体的な内容をお書きください。"), "FA", base='Q3 == "その他"', asked=("Q3", ("その他",))),
    Question("Q4", same("これから自分にできそうなことを、すべてお選びください。"), "MA", {
        "近所への声かけ": (52, 53, 55), "見守りや居場所への参加": (29, 30, 31), "相談窓口を人に伝える": (37, 43, 49),
        "まだ分からない": (16, 15, 14)}),
    Question("Q5", same("フォーラムの感想をお書きください。"), "FA"),
]  # fmt: skip
QUESTIONS = {"survey": SURVEY, "forum_questionnaire": FORUM}


def draw_answers(
    questions: list[Question], stage: int, count: int, random: Random
) -> list[dict[str, object]]:
    """One dict a respondent: question id -> label (SA), tuple of labels (MA), number, text; "" = blank, None = not asked."""
    free = FreeAnswers(random, stage)
    rows = [{} for _ in range(count)]
    for question in questions:
        asked = [row for row in rows if not question.asked[0] or _is_asked(question, row)]
        values = _draw(question, stage, asked, random, free)
        for row in rows:
            row[question.id] = None
        for row, value in zip(asked, values, strict=True):
            row[question.id] = value
    return rows


def _is_asked(question: Question, row: dict) -> bool:
    name, wanted = question.asked
    given = row[name]
    return any(label in given for label in wanted) if isinstance(given, tuple) else given in wanted


def _draw(
    question: Question, stage: int, asked: list[dict], random: Random, free: FreeAnswers
) -> list[object]:
    if question.type == "FA":
        return free.draw(question.id, asked)
    if question.type == "NUM":
        return [_or_mark(_household(row, random), random) for row in asked]
    choices = question.choices(stage)
    if question.type == "MA":
        return [_several(choices, random) for _ in asked]
    labels = _by_share(choices, len(asked), random)
    return [_or_mark(label, random) for label in labels]


def _by_share(choices: dict[str, float], count: int, random: Random) -> list[str]:
    """Labels in the shares themselves, shuffled: the story is told by the shares, not by the luck of a seed."""
    marks, total = [], 0.0
    for label, share in choices.items():
        total += share
        marks += [label] * (round(total * count / sum(choices.values())) - len(marks))
    random.shuffle(marks)
    return marks


def _several(choices: dict[str, float], random: Random) -> object:
    """Some labels in the codebook's order; a label of the kind いない or 分からない stands alone; a few are blank."""
    if random.random() < 0.025:
        return ""
    alone = [label for label in choices if label.endswith(("いない", "分からない"))]
    for label in alone:
        if random.random() * 100 < choices[label]:
            return (label,)
    chosen: tuple[str, ...] = ()
    while not chosen:
        chosen = tuple(
            label for label in choices if label not in alone and random.random() * 100 < choices[label]
        )
    return chosen


def _household(row: dict, random: Random) -> int:
    older = row["Q1"] in ("70代", "80歳以上")
    return random.choices((1, 2, 3, 4, 5), (34, 46, 12, 5, 3) if older else (22, 27, 25, 19, 7))[0]


def _or_mark(value: object, random: Random) -> object:
    """The answer itself, now and then a blank or 秘匿 in its place."""
    luck = random.random()
    return "秘匿" if luck < 0.003 else "" if luck < 0.02 else value
