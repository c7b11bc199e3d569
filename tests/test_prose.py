"""prose: chapters read into blocks with file and line; references replaced, everything else stays text."""

from __future__ import annotations

import datetime as dt

import pytest

from helpers.facts import Fact, FactStore
from helpers.findings import Place
from helpers.prose import Prose, check_typed_numbers, read_passages

PLACE = Place("chapters/a.md", row=3)


def build_store() -> FactStore:
    store = FactStore()
    store.add(Fact("survey.returned", 62, "団体", source="responses.csv"))
    store.add(Fact("survey.rate", 95.16, "%", source="results"))
    store.add(Fact("forum.date", dt.date(2024, 2, 6), source="forum.yaml"))
    store.add(Fact("evil", "<b>太</b> *強* {{ forum.date }} {% raw %}", source='a"><script>'))
    store.add(Fact("case.population", 524310, "人"))
    return store


def build_prose() -> Prose:
    return Prose(build_store(), {"IV-03": "名簿が<b>届かない</b>。\n**{{ forum.date }}** `x`"})


def kinds(text: str) -> list[tuple]:
    return [
        (block.kind, block.text, block.place.row)
        for passage in read_passages({"a": text}, "a")
        for block in passage.blocks
    ]


def test_kinds_of_blocks_and_their_lines():
    text = "# 見出し\n■ 結論。\n- 理由一。\n・理由二。\n> 結び。\n\n段落。\n"
    assert kinds(text) == [
        ("conclusion", "結論。", 2),
        ("bullet", "理由一。", 3),
        ("bullet", "理由二。", 4),
        ("quote", "結び。", 5),
        ("paragraph", "段落。", 7),
    ]


def test_unmarked_lines_continue_the_block_above_until_a_blank_line():
    assert kinds("- 一行目\n  二行目\n三行目\n\n次の段落\n続き\n") == [
        ("bullet", "一行目二行目三行目", 1),
        ("paragraph", "次の段落続き", 5),
    ]


def test_heading_directly_followed_by_a_paragraph():
    first, second = read_passages({"a": "前文\n## 庁内の巻き込み\n本文。\n## 庁外\n- 点。\n"}, "a")[:2]
    assert (first.heading, first.blocks[0].text) == ("", "前文")
    assert second.heading == "庁内の巻き込み"
    assert [(block.kind, block.text, block.place.row) for block in second.blocks] == [
        ("paragraph", "本文。", 3)
    ]


def test_tags_are_taken_off_the_text():
    (passage,) = read_passages(
        {"a": "■ 結論。 [テーマ: 希薄化] [根拠: PF-02, IV-01、IV-02]\n- 理由 [根拠：SV-Q18-R01]\n"}, "a"
    )
    conclusion, bullet = passage.blocks
    assert (conclusion.text, conclusion.themes, conclusion.evidence) == (
        "結論。",
        ("希薄化",),
        ("PF-02", "IV-01", "IV-02"),
    )
    assert (bullet.text, bullet.evidence) == ("理由", ("SV-Q18-R01",))


def test_comments_go_and_line_numbers_stay():
    assert kinds("<!-- 一\n二 -->\n段落<!-- 内緒 -->です。\n") == [("paragraph", "段落です。", 3)]


@pytest.mark.parametrize(
    "text",
    ["", "# 見出しだけ\n", "\n\n", "<!-- 下書き -->", "# 題\n## 庁内\n<!-- 昨年度の文。 -->\n## 庁外\n"],
)
def test_chapter_without_text_has_no_passages(text):
    assert read_passages({"a": text}, "a") == []


def test_sub_heading_with_nothing_under_it_is_no_passage():
    (passage,) = read_passages({"a": "## 庁内\n## 庁外\n文。\n"}, "a")
    assert passage.heading == "庁外"


def test_missing_chapter_has_no_passages():
    assert read_passages({}, "a") == []


def test_include_brings_the_blocks_with_their_own_place():
    chapters = {"a": "前。\n\n{{ text.b }}\n\n後。\n", "b": "# 乙\n- 点。\n"}
    (passage,) = read_passages(chapters, "a")
    assert [(b.kind, b.text, str(b.place)) for b in passage.blocks] == [
        ("paragraph", "前。", "chapters/a.md 1行目"),
        ("bullet", "点。", "chapters/b.md 2行目"),
        ("paragraph", "後。", "chapters/a.md 5行目"),
    ]


def test_the_same_chapter_may_be_included_twice():
    (passage,) = read_passages({"a": "{{ text.b }}\n\n{{ text.b }}\n", "b": "文。\n"}, "a")
    assert [block.text for block in passage.blocks] == ["文。", "文。"]


@pytest.mark.parametrize(
    "chapters",
    [
        {"a": "前。\n\n{{ text.nothing }}\n", "b": "文。"},
        {"a": "前。\n\n{{ text.a }}"},
        {"a": "前。\n\n{{ text.b }}", "b": "\n\n{{ text.a }}"},
    ],
    ids=["unknown", "itself", "in a circle"],
)
def test_include_that_cannot_be_made_is_a_fatal_finding_with_its_line(chapters):
    """All findings come at once: an include must not end the reading."""
    prose = build_prose()
    for passage in read_passages(chapters, "a"):
        for block in passage.blocks:
            prose.render(block.text, block.place)
    (finding,) = prose.findings.items
    assert (finding.rule, finding.severity, finding.place.row) == ("unknown-reference", "fatal", 3)
    assert "差し込めません" in finding.message


@pytest.mark.parametrize(
    "text", ["{{ survey.returned }", "{{ a | 値 | x }}", "{{x|}}", "計 survey.returned }}"]
)
def test_reference_that_is_not_well_written_is_fatal(text):
    prose = build_prose()
    assert str(prose.render(text, PLACE)) == text
    assert [(f.rule, f.severity, f.place) for f in prose.findings.items] == [
        ("bad-reference", "fatal", PLACE)
    ]


def test_reference_to_a_file_that_has_not_come_says_so_and_goes_on():
    prose = build_prose()
    prose.absent = lambda name: "media.csv" if name.startswith("media.") else ""
    assert prose.render("再生{{ media.plays }}", PLACE) == "再生【資料未受領】"
    assert [(f.rule, f.severity) for f in prose.findings.items] == [("absent-figure", "error")]
    assert "media.csv" in prose.findings.items[0].message


def test_reference_to_a_value_that_is_still_blank_says_so_and_goes_on():
    prose = build_prose()
    prose.facts.blank["boards"] = "facts.csv 3行目（契約書）"
    assert prose.render("{{ boards }}に掲示", PLACE) == "【資料未受領】に掲示"
    (finding,) = prose.findings.items
    assert (finding.rule, finding.severity, finding.place) == ("absent-figure", "error", PLACE)
    assert finding.message == "facts.csv 3行目（契約書） に値がまだないため、値を示せません"
    assert prose.render("{{ bords }}", PLACE) == "{{ bords }}"
    assert prose.findings.count("fatal") == 1


def test_reference_becomes_a_traceable_value():
    html = build_prose().render("計{{ survey.returned }}から回答。", PLACE)
    assert html == '計<data class="fact" value="62" title="出典：responses.csv">62団体</data>から回答。'
    assert 'value="2024-02-06"' in build_prose().render("{{ forum.date | 月日 }}に開く", PLACE)


def test_use_is_noted_with_file_and_line():
    prose = build_prose()
    prose.render("{{ survey.returned }}", PLACE)
    assert prose.facts.used == {"survey.returned": ["chapters/a.md 3行目"]}


def test_value_of_a_reference_stays_literal():
    html = build_prose().render("値は{{ evil }}", PLACE)
    assert "&lt;b&gt;太&lt;/b&gt; *強* {{ forum.date }} {% raw %}" in html
    assert "<b>" not in html
    assert "<script>" not in html
    assert "<em>" not in html


def test_remark_stays_literal_and_leads_to_its_record():
    prose = build_prose()
    html = prose.render("「{{ remark.IV-03 }}」", PLACE)
    assert "名簿が&lt;b&gt;届かない&lt;/b&gt;。" in html
    assert "**{{ forum.date }}** `x`" in html
    assert '<a class="evidence" href="#r-IV-03">IV-03</a>' in html
    assert prose.used_remarks == {"IV-03"}
    assert prose.facts.used == {}


def test_emphasis_is_kept_and_html_links_and_pictures_are_text():
    prose = build_prose()
    assert prose.render("**大事**な*点*", PLACE) == "<strong>大事</strong>な<em>点</em>"
    assert (
        prose.render("<script>x</script> & 1 < 2", PLACE) == "&lt;script&gt;x&lt;/script&gt; &amp; 1 &lt; 2"
    )
    assert "<a" not in prose.render("[押す](javascript:alert(1)) <https://example.org>", PLACE)
    assert "<img" not in prose.render("![図](http://example.org/x.png)", PLACE)
    assert prose.render("{% for x in y %}{{% x %}}", PLACE) == "{% for x in y %}{{% x %}}"


def test_placeholder_characters_in_a_chapter_cannot_pick_a_value():
    assert build_prose().render("\ue0000\ue001 {{ survey.returned | 値 }}", PLACE).count("<data") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ survey.retuned }}", "survey.returned"),
        ("{{ survey.returned | 和暦 }}", "日付ではありません"),
        ("{{ forum.date | 何か }}", "和暦"),
        ("{{ remark.IV-99 }}", "IV-99"),
    ],
)
def test_bad_reference_is_a_fatal_finding_with_file_and_line(text, said):
    prose = build_prose()
    assert prose.render(f"値{text}", PLACE) == f"値{text}"
    (finding,) = prose.findings.items
    assert (finding.rule, finding.severity, finding.place) == ("unknown-reference", "fatal", PLACE)
    assert said in finding.message
    assert "3行目" not in finding.message


def typed(text: str, terms: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    findings = check_typed_numbers(text, PLACE, build_store().known_numbers(), terms)
    return [(finding.severity, finding.given) for finding in findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("62団体から", [("info", "62")]),
        ("６２団体から", [("info", "６２")]),
        ("95.2%が", [("info", "95.2")]),
        ("９５．２％が", [("info", "９５．２")]),
        ("524,310人と524310人", [("info", "524,310"), ("info", "524310")]),
        ("63団体から", [("warning", "63")]),
        ("６３団体から", [("warning", "６３")]),
        ("2月6日", [("warning", "2"), ("warning", "6")]),
        ("約2割、3分の1", [("warning", "2"), ("warning", "3"), ("warning", "1")]),
    ],
)
def test_typed_numbers(text, found):
    assert typed(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Q18とPF1",
        "第1部と第10回、第１部",
        "{{ survey.returned }}から",
        "{{ survey.Q17.n | 値 }}",
        "①と三つ",
        "",
    ],
)
def test_not_a_typed_number(text):
    assert typed(text) == []


def test_terms_that_hold_digits_are_no_numbers():
    assert typed("8050問題が3件", ("8050問題",)) == [("warning", "3")]
    assert typed("8050問題", ()) == [("warning", "8050")]


def test_typed_number_says_what_to_do():
    (known, unknown) = check_typed_numbers("62と63", PLACE, build_store().known_numbers())
    assert (known.rule, unknown.rule) == ("typed-number", "unknown-number")
    assert unknown.place == PLACE
    assert "facts.csv" in unknown.remedy
