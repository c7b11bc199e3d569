"""sections/records: the meeting log in order of date, weekdays from the calendar."""

from __future__ import annotations

from section_cases import build_materials

from helpers.sections.records import build_meetings, build_previous

HEAD = "no,date,weekday,start,end,counterpart\n"


def test_meetings_by_date_with_computed_weekdays(tmp_path):
    table = f"{HEAD}1,2023-11-30,木,13:00,14:00,<乙>\n2,2023-11-07,,11:00,12:30,甲\n3,2023-11-30,木,09:00,10:00,丙\n"
    html = build_meetings(build_materials(tmp_path, {"meetings.csv": table}))
    rows = [line for line in html.split("\n") if line.startswith("<tr>")]
    assert (
        rows[0] == '<tr><th scope="row">1</th><td>令和5年11月7日（火）<br>11:00～12:30</td><td>甲</td></tr>'
    )
    assert "令和5年11月30日（木）<br>09:00～10:00</td><td>丙" in rows[1]
    assert "令和5年11月30日（木）<br>13:00～14:00</td><td>&lt;乙&gt;" in rows[2]


def test_no_meetings(tmp_path):
    assert "資料未受領：打合せ記録" in build_meetings(build_materials(tmp_path, {"meetings.csv": None}))


def test_meeting_without_times_or_day_does_not_stop_the_chapter(tmp_path):
    table = f"{HEAD}1,2023-11-07,,,,甲\n2,未定,,,,乙\n"
    html = build_meetings(build_materials(tmp_path, {"meetings.csv": table}))
    assert "令和5年11月7日（火）" in html
    assert "乙" in html
    for mark in ("nan", "None", "NA", "<br>～"):
        assert mark not in html


def test_previous_efforts_with_their_flyer(tmp_path):
    html = build_previous(build_materials(tmp_path))
    assert '<p class="conclusion">■ 結論。</p>' in html
    assert "資料未受領：図版（watch_flyer）" in html
