"""HTML and Markdown: what is read, what is not, and where it stands."""

from __future__ import annotations

import pytest

from helpers.proofread.reading.html import read_html
from helpers.proofread.reading.markdown import read_markdown

PAGE = """<!DOCTYPE html><html><head><title>題名</title><style>p { color: red }</style></head><body>
<nav><a href="#a">目次</a></nav>
<h1>報告</h1>
<p>参加者は <b>110</b>名、
回収率は28.7&#37;（62&nbsp;/&nbsp;216）。</p>
<script>var x = "2024年2月9日（火）";</script>
<h2>表</h2>
<figure><figcaption>図表1　参加者</figcaption>
<table><thead><tr><th rowspan="2">区分</th><th colspan="2">人数</th></tr><tr><th>区</th><th>地域</th></tr></thead>
<tbody><tr><td>部長<br>課長</td><td>1<td>2</tr><tr><td colspan=2>合計</td><td>3</td></tr></tbody></table></figure>
<ul><li>一つ目<li>二つ目<ul><li>内側</ul></ul>
<blockquote>引用文</blockquote>
<p><ruby>江東<rp>（</rp><rt>こうとう</rt><rp>）</rp></ruby>区</p>
<!-- proofread: allow weekday: 引用のまま -->
</body></html>"""


def test_what_is_read_of_a_page():
    document = read_html(PAGE)
    told = [(block.kind, block.text) for block in document.blocks if block.kind != "cell"]
    assert told == [
        ("heading", "報告"),
        ("paragraph", "参加者は 110名、回収率は28.7%（62\xa0/\xa0216）。"),
        ("heading", "表"),
        ("caption", "図表1　参加者"),
        ("bullet", "一つ目"),
        ("bullet", "二つ目"),
        ("bullet", "内側"),
        ("quote", "引用文"),
        ("paragraph", "江東区"),
    ]
    assert document.properties["allowed"] == [{"rule": "weekday", "reason": "引用のまま", "line": 14}]


def test_table_with_spans():
    document = read_html(PAGE)
    (table,) = document.tables
    assert table.cells == (
        ("区分", "人数", "人数"),
        ("区分", "区", "地域"),
        ("部長\n課長", "1", "2"),
        ("合計", "合計", "3"),
    )
    assert (table.heads, table.caption) == (2, "図表1　参加者")
    assert table.repeats == {(0, 2), (1, 0), (3, 1)}
    cells = {(block.row, block.column): block.text for block in document.blocks if block.kind == "cell"}
    assert len(cells) == 9 and cells[3, 2] == "3" and document.blocks[table.block].text == "区分"


@pytest.mark.parametrize("words", ["110", "回収率", "28.7", "課長", "二つ目", "江東"])
def test_places_in_a_page(words):
    block = next(block for block in read_html(PAGE).blocks if words in block.text)
    line, column = block.place(block.text.index(words))
    assert PAGE.split("\n")[line - 1][column - 1 :].startswith(words)


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>", ["a\nb", "c"]),
        ("<table><tr><td rowspan=999999>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("<p>閉じない<p>段落", ["閉じない", "段落"]),
        ("</table></div><p>本文", ["本文"]),
        ("<td>裸のセル</td>", ["裸のセル"]),
        ("<svg><text>図の字</text></svg><p>&lt;b&gt;</p>", ["<b>"]),
        ("<p>一行目<br>二行目</p>", ["一行目", "二行目"]),
        (
            "<pre>フォーラムは令和６年\n2/6(<b>火</b>)に開く。\n終わり。</pre><pre>ls -l\nrm a</pre>",
            ["フォーラムは令和６年2/6(火)に開く。", "終わり。"],
        ),
    ],
)
def test_untidy_pages(page, texts):
    assert [block.text for block in read_html(page).blocks] == texts


MARKDOWN = """# 題

参加者は**110名**、[回収率](https://example.org)は
28.7%だった。
<!-- proofread: allow percent-without-base -->

- 項目 `code`
  続き
- 次

| 名 | 数 |
|---|---|
| 甲 | 1 |

```python
x = "2024年2月9日（火）"
```

> 引用
"""


def test_markdown():
    document = read_markdown(MARKDOWN)
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "題"),
        ("paragraph", "参加者は110名、回収率は28.7%だった。"),
        ("bullet", "項目 code続き"),
        ("bullet", "次"),
        *[("cell", text) for text in ("名", "数", "甲", "1")],
        ("quote", "引用"),
    ]
    assert document.tables[0].cells == (("名", "数"), ("甲", "1"))
    assert document.properties["allowed"] == [{"rule": "percent-without-base", "reason": "", "line": 5}]


@pytest.mark.parametrize("words", ["110名", "回収率", "28.7%", "続き", "甲", "引用"])
def test_places_in_markdown(words):
    block = next(block for block in read_markdown(MARKDOWN).blocks if words in block.text)
    line, column = block.place(block.text.index(words))
    assert MARKDOWN.split("\n")[line - 1][column - 1 :].startswith(words)
