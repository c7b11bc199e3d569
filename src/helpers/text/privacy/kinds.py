"""The kinds of personal information that are looked for, and what one find looks like."""

from __future__ import annotations

from dataclasses import dataclass

# kind -> its label, which is also what the mark says; of two finds in the same place the kind named first here wins.
KINDS = {
    "email": "メールアドレス",
    "url": "URL",
    "account": "アカウント",
    "vehicle": "車両番号",
    "birthday": "生年月日",
    "identifier": "個人の番号",
    "fax": "FAX番号",
    "telephone": "電話番号",
    "postal_code": "郵便番号",
    "address": "住所",
    "post": "勤務先と役職",
    "name": "氏名",
    "family": "家族",
    "age": "年齢",
    "stated": "伏せ字",
}
CERTAINTIES = ("高", "中", "低")  # how sure the program is; all three are masked


@dataclass(frozen=True)
class Personal:
    """One find: `text[start:end]` is `surface` (code points of the text as written).

    start | end | kind | surface | reason                       | certainty
    0     | 2   | name | 渡辺    | 敬称「さん」の前の人名（姓） | 高

    `kind` is a key of KINDS ("stated": not found, but to be masked by a record); `reason` is Japanese, for the analyst.
    """

    start: int
    end: int
    kind: str
    surface: str
    reason: str
    certainty: str = "高"

    @property
    def mark(self) -> str:
        """【氏名】: what stands in its place."""
        return f"【{KINDS[self.kind]}】"
