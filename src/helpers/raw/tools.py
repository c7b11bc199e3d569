"""Which survey tool an export comes from, told by its first columns and by how it names the others."""

from __future__ import annotations

import re

from helpers.raw.received import Evidence
from helpers.raw.sheet_choice import fold

CODED = re.compile(r"(q|s|sc|f|a|x)[0-9]+([_\-.]?[a-z0-9]+)*", re.IGNORECASE)


def recognize_form(names: list[str], header_rows: int) -> tuple[str, Evidence]:
    """(form, why): Google Forms, Microsoft Forms, SurveyMonkey, Qualtrics, LoGoフォーム, Questant, Macromill-like or plain."""
    parts = [fold(name).split(" / ") for name in names]
    first = [level for part in parts[:12] for level in part]
    for form, sure, why in _by_first_columns(first, names):
        return form, Evidence(sure=sure, why=why)
    leaves = {part for name in parts for part in name}
    coded = sum(bool(CODED.fullmatch(part)) for part in leaves)
    if coded >= 3 and any(
        part in first for part in ("sampleid", "サンプルid", "mid", "no", "no.", "id", "モニタid")
    ):
        sure = "likely" if "sampleid" in first or "mid" in first else "guess"
        return "Macromill-like", Evidence(
            sure=sure, why=f"回答者番号と、{coded}個の設問コード（Q1 など）の列があります。"
        )
    return "plain", Evidence(why="知られたツールの列はありません。")


def _by_first_columns(first: list[str], names: list[str]):
    """(form, how sure, why), the best first."""
    items = sum(name.rstrip().endswith("]") and "[" in name for name in names)
    if first and first[0] in ("タイムスタンプ", "timestamp"):
        why = f"最初の列が「{names[0]}」です。" + (
            f"「設問 [項目]」の列が{items}列あります。" if items else ""
        )
        yield "Google Forms", "certain", why
    if {"開始時刻", "完了時刻"} <= set(first) or {"start time", "completion time"} <= set(first):
        yield "Microsoft Forms", "certain", "「開始時刻」「完了時刻」の列があります。"
    if {"respondent id", "collector id"} <= set(first) or {"respondent_id", "collector_id"} <= set(first):
        yield "SurveyMonkey", "certain", "Respondent ID と Collector ID の列があります。"
    if {"回答者 id", "コレクター id"} <= set(first) or {"回答者id", "コレクターid"} <= set(first):
        yield "SurveyMonkey", "certain", "「回答者 ID」「コレクター ID」の列があります。"
    if {"startdate", "enddate"} <= set(first) and (
        "responseid" in {part for part in first} or "status" in first
    ):
        yield "Qualtrics", "certain", "StartDate、EndDate の列があります。"
    if "受付番号" in first and any(
        re.search(r"(送信|申込|申請|受付|回答|登録)日時?", part) for part in first
    ):
        yield "LoGoフォーム", "guess", "「受付番号」と日時の列があります。"
    if any(re.fullmatch(r"回答(者)?(no\.?|番号|id)", part) for part in first) and any(
        "回答日時" in part or "回答時間" in part or "回答開始" in part for part in first
    ):
        yield "Questant", "guess", "回答番号と回答日時の列があります。"
