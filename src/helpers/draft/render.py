"""Draft -> survey.yaml as text: the document, with every reason, check and count as a comment beside what it is about."""

from __future__ import annotations

import re

from helpers.draft.model import Draft

WIDTH = 110
PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~][^\n\t]*")
NOT_TEXT = re.compile(
    r"[-+.\d:_,/ ]+|[-+]?[\d.]+e[-+]?\d+|0[xob][\da-f_]+|~|null|true|false|yes|no|on|off|y|n|nan|\.?inf|=",
    re.IGNORECASE,
)
UNPRINTABLE = re.compile(
    r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]"
)
WHY = {
    "timestamp_column": "理由：回答日時らしい列名で、値が日時",
    "date_order": "理由：12より大きい数の位置",
    "weight": "理由：ウェイトらしい列名で、値が正の数。確認：集計に使うか",
    **dict.fromkeys(("header_rows", "sheet", "encoding", "delimiter"), ""),
}
HEAD = """\
{file}（{rows}件、{columns}列）の設問の下書きです。casebook codebook draft が、値だけから推測しました。
「理由」はそう推測したわけ、「確認」は人が調査票と照らすところです。直したら、その行は消してかまいません。
選択肢の右の数は、回答の件数です。"""


def render_yaml(draft: Draft) -> str:
    """The text of survey.yaml; the same draft gives the same text."""
    head = HEAD.format(file=draft.place.file or "回答の表", rows=draft.rows, columns=draft.columns)
    lines = [f"# {line}" for line in head.splitlines()]
    lines += ["", *_survey(draft)]
    lines += ["", "questions:" if draft.document["questions"] else "questions: []"]
    for question in draft.document["questions"]:
        lines += _question(draft, question)
    return "\n".join(lines) + "\n"


def _survey(draft: Draft) -> list[str]:
    document = draft.document
    lines = [
        f"id: {scalar(document['id'])}",
        f"title: {scalar(document['title'])}   # 確認：調査の名称に直す",
    ]
    lines += [
        "# 確認：分かれば書く（respondents 誰に聞いたか、unit 数え方、sent 送付数、period 調査期間、source 出典）"
    ]
    lines += ["# respondents: 市内の18歳以上の市民", "# unit: 人", "# sent: 1000", "# source: ○○市「○○調査」"]
    if document["id_column"] is None:
        lines.append("id_column: null   # 理由：値の重ならない id の列が無いので、行番号を id にする")
    else:
        lines.append(f"id_column: {scalar(document['id_column'])}   # 理由：id らしい列名で、値がすべて違う")
    for key, why in WHY.items():
        if key in document:
            lines.append(f"{key}: {scalar(document[key])}{f'   # {why}' if why else ''}")
    if "date_order" in draft.hints.get("", {}):
        lines.append("# date_order: mdy   # 確認：1/2/2024 の順（mdy 月日年、dmy 日月年）")
    lines += _crosstabs(draft)
    return [*lines, *_left_out(draft)]


def _left_out(draft: Draft) -> list[str]:
    """The columns that no question reads, those of one reason together."""
    by_reason: dict[str, list[str]] = {}
    for one in draft.left_out:
        by_reason.setdefault(one.reason, []).append(one.column)
    lines = ["", "unread:   # 設問にしなかった列"] if by_reason else []
    for reason, columns in by_reason.items():
        lines += [_comment(f"理由：{reason}", 2), *(f"  - {scalar(column)}" for column in columns)]
    return lines


def _crosstabs(draft: Draft) -> list[str]:
    banners = draft.document.get("crosstabs")
    if not banners:
        return ["# crosstabs: [Q1]   # クロス集計の軸にする設問"]
    text = {question["id"]: question.get("text", "") for question in draft.document["questions"]}
    told = "、".join(f"{name} {text.get(name.removesuffix('_band'), '')}" for name in banners)
    return [f"crosstabs: [{', '.join(banners)}]   {_comment(f'理由：回答者の属性（{told}）')}"]


def _question(draft: Draft, question: dict) -> list[str]:
    name = question["id"]
    lines = ["", *(_comment(f"理由：{reason}", 2) for reason in draft.reasons.get(name, []))]
    lines += [_comment(f"確認：{check}", 2) for check in draft.checks.get(name, [])]
    for at, (key, value) in enumerate(question.items()):
        lines += _entry(
            key, value, "  - " if at == 0 else "    ", draft.counts.get(name, {}) if key == "choices" else {}
        )
    for key, value in draft.hints.get(name, {}).items():
        lines += [
            f"    # {line.strip()}" if at == 0 else f"    # {line[4:]}"
            for at, line in enumerate(_entry(key, value, "    ", {}))
        ]
    return lines


def _entry(key: str, value: object, indent: str, counts: dict[str, int]) -> list[str]:
    deeper = " " * (len(indent) + 2)
    if isinstance(value, list):
        width = max((_width(scalar(item)) for item in value), default=0)
        return [f"{indent}{key}:", *(f"{deeper}- {_counted(item, counts, min(width, 40))}" for item in value)]
    if isinstance(value, dict):
        return [
            f"{indent}{key}:",
            *(line for inner, item in value.items() for line in _pair(inner, item, deeper)),
        ]
    return [f"{indent}{key}: {scalar(value)}"]


def _pair(key: object, value: object, indent: str) -> list[str]:
    if isinstance(value, dict):
        return _entry(scalar(key), value, indent, {})
    if isinstance(value, list):
        return [
            f"{indent}{scalar(key)}: [{', '.join('null' if item is None else scalar(item) for item in value)}]"
        ]
    return [f"{indent}{scalar(key)}: {scalar(value)}"]


def _counted(item: object, counts: dict[str, int], width: int) -> str:
    text = scalar(item)
    if item not in counts:
        return text
    return f"{text}{' ' * max(width - _width(text), 0)}   # {counts[item]}"


def _width(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)


def scalar(value: object) -> str:
    """A value as YAML: plain where no reader could take it for anything but its text, else in quotes."""
    if value is None:
        return "null"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    text = str(value)
    unprintable = UNPRINTABLE.search(text)
    unsafe = ": " in text or " #" in text or text.endswith(":") or text != text.strip() or unprintable
    if PLAIN.fullmatch(text) and not unsafe and not NOT_TEXT.fullmatch(text):
        return text
    if not unprintable and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for char, code in (("\n", "n"), ("\t", "t"), ("\r", "r")):
        escaped = escaped.replace(char, f"\\{code}")
    return f'"{UNPRINTABLE.sub(_escape, escaped)}"'


def _escape(match: re.Match) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def _comment(text: str, indent: int = 0) -> str:
    """One line of comment; what respondents typed can neither break the line nor carry control characters."""
    plain = UNPRINTABLE.sub(
        " ", re.sub(r"\s+", " ", text) if not text.startswith("  ") else "  " + " ".join(text.split())
    )
    return f"{' ' * indent}# {plain}"
