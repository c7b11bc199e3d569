"""A tiny fictional case, complete and without a fault; tests write one bad file over it and read again."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

from openpyxl import Workbook

from helpers.case import Case

FILES = {
    "case.yaml": """\
municipality: {slug: minato_no_mori, name: 森の港市, code: "999997", prefecture: 架空県}
fiscal_year: 2023
chapter: {number: 9}
division_in_charge: {department: 福祉部, division: 地域福祉課, unit: 見守り係}
population: {value: 12345, as_of: 2020-10, source: 国勢調査}
internal_cooperation:
  - {role: メイン, sections: [{department: 福祉部, divisions: [地域福祉課]}], task: 調整}
  - {role: メンバー, sections: [{department: 保健所, divisions: [保健予防課]}], task: 情報交換}
previous_efforts: [{name: 見守りの会, activities: 声かけ, members: 町会}]
goals: {final: [支え合うまち], this_year: [体制づくり]}
external_structure: [{name: 地方版連携PF, members: [町会], approach: [個別に打診]}]
""",
    "facts.csv": "id,label,value,unit,prefix,suffix,as_of,source,note\nwatch.count,町会,70,,約,,,聞き取り,\n"
    "leaflet.ordered,発注,2023-12,,,,,契約書,\n",
    "projects.yaml": """\
points: [小さく始める]
projects:
  - id: forum
    name: フォーラムの開催
    content: ["{{ forum.date | 和暦 }}に開く"]
    aims: [周知]
    contractors: [{name: 架空印刷, role: 印刷, cost_yen: 300000}]
    detail: {summary: [講演], result: [盛況], ingenuity: [掲示板]}
""",
    "surveys/survey/survey.yaml": """\
id: survey
title: つながり調査
respondents: 市内の団体
unit: 団体
sent: 10
period: {start: 2024-01-19, end: 2024-02-23}
questions:
  - {id: Q1, text: 種別, type: SA, choices: [NPO法人, 任意団体]}
  - {id: Q17, text: 必要か, type: SA, choices: [はい, いいえ]}
  - {id: Q18, text: 場面, type: FA, base: 'Q17 == "はい"'}
  - {id: Q19, text: 課題, type: MA, base: 'Q17 == "はい"', choices: [人員, 情報, その他], other: その他}
""",
    "surveys/survey/responses.csv": """\
回答ID,Q1,Q17,Q18,Q19
R01,NPO法人,はい,一人暮らしの方に会ったとき,人員;情報
R02,任意団体,はい,,その他
R03,任意団体,いいえ,,
R04,,秘匿,,
""",
    "surveys/questionnaire/survey.yaml": """\
id: questionnaire
title: 参加者アンケート
questions:
  - {id: Q1, text: 理解, type: SA, choices: [深まった, 変わらない]}
""",
    "surveys/questionnaire/aggregates.csv": "question,choice,percent,n,source\nQ1,深まった,72,,広報\n",
    "forum.yaml": """\
title: つながりを考える会
date: 2024-02-06
start: "19:00"
end: "20:30"
venue: 市民ホール
attendance: 110
programme:
  - {part: 第1部, speakers: [{post: [大学教授], name: 山田花子}], talk: つながる}
questions:
  - id: FQ-1
    question: こつは何ですか。
    answers:
      - {speaker: 山田花子, text: 何気なくやることです。}
questionnaire: questionnaire
""",
    "platform.yaml": """\
links: [{id: community, name: 地域, description: 町会どうし, classes: [町会]}]
meetings:
  - {number: 1, date: 2023-11-20, agenda: [調査について]}
""",
    "participants.csv": "side,class,organisation,division,post\n地域,町会,港町会,,会長\n行政,市役所,,保健予防課,課長\n",
    "opinions.csv": "id,meeting,speaker_class,category,remark\nPF-01,1,町会,地域の現状,町会が続かない。\n",
    "interviews.csv": "id,interviewee,speaker_class,topic,remark,source\nIV-01,支え合いの会,団体,防災,名簿が届かない。,聞き取り\n",
    "meetings.csv": "no,date,weekday,start,end,counterpart\n1,2023-11-07,火,11:00,12:30,地域福祉課\n",
    "distribution.csv": """\
group,place,sites,copies_per_site,copies
市内各所,福祉会館,7,10,70
市内各所,協議会,,,30
市役所内,窓口,,,20
合計,,,,120
""",
    "media.csv": "id,channel,label,value,unit,as_of,source\nplays,動画,再生数,279,回,2024-03-11,画面\n",
    "pins.csv": "scope,remark,reason,decided_by\nQ18,SV-Q18-R01,代表的,編集部\n",
    "figures.yaml": "- {id: forum_scene, file: null, caption: 風景, alt: 会場に人が座っている, source: 森の港市}\n",
    "carry_over.yaml": "- {id: CO-2023-01, title: 名簿が届かない, theme: 名簿, origin: 2023, status: 未着手}\n",
    "corrections.yaml": "- {id: C-01, where: {source: 原典 2.}, from: 二, to: 三, reason: 数え違い, date: 2024-04-01}\n",
}
# A sound picture of one pixel.
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"
)
FIRST_HEADINGS = {"forum": "## 開催の様子\n", "platform_meetings": "## 運営\n"}
CHAPTERS = [
    *("values", "platform_picture", "next_year", "reactions", *(f"step_{n:02d}" for n in range(1, 11))),
    *("breakthrough", "column", "previous_efforts", "forum", "survey", "publicity", "platform_meetings"),
]


def build_case(root: Path, changes: dict[str, str | bytes | None] | None = None) -> Case:
    """Write the case under `root`; `changes` gives a file's new text or bytes, None leaves it out."""
    case = Case("minato_no_mori", 2023, root)
    chapters = {
        f"chapters/{stem}.md": f"# {stem}\n{FIRST_HEADINGS.get(stem, '')}■ 結論。\n- 理由。\n"
        for stem in CHAPTERS
    }
    for file, content in (FILES | chapters | (changes or {})).items():
        if content is not None:
            path = case.raw / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return case


def replaced(file: str, old: str, new: str) -> dict[str, str]:
    """`{file: text}` with one passage replaced; fails when the passage is not there exactly once."""
    assert FILES[file].count(old) == 1, f"{file}: {old!r}"
    return {file: FILES[file].replace(old, new)}


def write_workbook(path: Path, sheets: dict[str, list[list]]) -> None:
    """An .xlsx with these sheets, each a list of rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def places(raw, rule: str) -> list[tuple]:
    """(severity, file, row, column) of every finding of one rule."""
    found = [finding for finding in raw.findings.sorted() if finding.rule == rule]
    return [(f.severity, f.place.file, f.place.row, f.place.column) for f in found]


def finding(raw, rule: str):
    """The only finding of one rule."""
    (found,) = [finding for finding in raw.findings.items if finding.rule == rule]
    return found
