"""The files of a case of which there is nothing to carry over: keys to fill in, and nothing that could be printed."""

from __future__ import annotations

CASE = """\
municipality: {{slug: {slug}, name: （自治体名を記入）, code: null, prefecture: null}}
fiscal_year: {year}
chapter: {{number: null}}                     # 事例集での番号（No. 3 なら 3）
division_in_charge: {{department: null, division: null, unit: null}}
population: {{value: null, as_of: null, source: null}}   # as_of は 2020-10 の形
internal_cooperation: []                    # 書き方は docs/data_contract.md の case.yaml
previous_efforts: []
goals: {{final: [], this_year: []}}
external_structure: []
"""

DOCUMENTS = {
    "projects.yaml": """\
points: []
projects:
  - {id: forum, name: フォーラムの開催, content: [], aims: [], periods: [], results: []}
  - {id: survey, name: 調査の実施, content: [], aims: [], periods: [], results: []}
  - {id: publicity, name: 広報物の作成, content: [], aims: [], periods: [], results: []}
  - {id: platform, name: 連携PFの体制の検討, content: [], aims: [], periods: [], results: []}
""",
    "forum.yaml": """\
title: null
date: null                                # 2024-02-06 の形
start: null                               # "19:00" の形（引用符も書く）
end: null
venue: null
attendance: null
programme: []
questions: []
questionnaire: null                       # surveys/ の下の id
""",
    "platform.yaml": """\
links:
  - {id: community, name: 地域, description: null, classes: []}
  - {id: office, name: 行政内部, description: null, classes: []}
  - {id: both, name: 地域と行政, description: null, classes: []}
meetings: []
""",
    "figures.yaml": """\
- {id: watch_flyer, file: null, caption: null, alt: null, source: null}
- {id: column_photo, file: null, caption: null, alt: null, source: null}
- {id: forum_scene, file: null, caption: null, alt: null, source: null}
- {id: youtube, file: null, caption: null, alt: null, source: null}
- {id: support_list, file: null, caption: null, alt: null, source: null}
- {id: platform_scene, file: null, caption: null, alt: null, source: null}
""",
}

CORRECTIONS = """\
# 受け取った資料の直しの記録。元のファイルは書き換えず、ここに加える（最初の [] は消す）。例：
# - id: C-01
#   where: {file: meetings.csv, row: 3, column: weekday}
#   from: 金
#   to: 木
#   reason: 11月30日は木曜日
#   decided_by: 分析者
#   date: 2024-12-01
[]
"""
