"""Checks across files: identity, sums, and names or ids that one file borrows from another."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.findings import Findings, Place
from helpers.raw.model import RawInputs
from helpers.raw.names import is_one_edit_away, suggest
from helpers.raw.remarks import build_remarks

SUMS = ("小計", "合計")


def check_inputs(raw: RawInputs, findings: Findings) -> None:
    """Every check across files; each only adds findings."""
    _check_identity(raw, findings)
    _check_ids(raw, findings)
    _check_totals(raw, findings)
    _check_copies(raw, findings)
    _check_divisions(raw, findings)
    _check_opinion_meetings(raw, findings)
    _check_forum(raw, findings)
    _check_pins(raw, findings)
    _check_returned(raw, findings)


def _check_identity(raw: RawInputs, findings: Findings) -> None:
    if not raw.settings:
        return
    pairs = [
        (("municipality", "slug"), raw.settings["municipality"]["slug"], raw.case.municipality),
        (("fiscal_year",), raw.settings["fiscal_year"], raw.case.fiscal_year),
    ]
    for path, given, folder in pairs:
        if given != folder:
            message = "フォルダの名前と違います。別の事例のファイルではありませんか。"
            details = {
                "given": str(given),
                "allowed": str(folder),
                "remedy": "値を直すか、正しいフォルダに移してください。",
            }
            findings.add("wrong-case", "fatal", raw.yaml_place("case.yaml", *path), message, **details)


def _check_ids(raw: RawInputs, findings: Findings) -> None:
    for name in ("facts", "opinions", "interviews", "media"):
        ids = [
            (value, raw.place(name, row, "id")) for row, value in getattr(raw, name)["id"].dropna().items()
        ]
        _check_unique(ids, findings)
    remarks = build_remarks(raw)
    if not raw.opinions["id"].duplicated().any() and not raw.interviews["id"].duplicated().any():
        rows = zip(remarks["remark_id"], remarks["file"], remarks["row"], strict=True)
        kept = [(name, Place(file, "", int(row))) for name, file, row in rows if not name.startswith("SV-")]
        _check_unique(kept, findings)
    for file, path, records, key in [
        ("projects.yaml", ("projects",), raw.projects.get("projects", []), "id"),
        ("platform.yaml", ("meetings",), raw.platform.get("meetings", []), "number"),
        ("figures.yaml", (), raw.figures, "id"),
        ("carry_over.yaml", (), raw.carry_over, "id"),
        ("corrections.yaml", (), raw.corrections, "id"),
    ]:
        _check_unique(
            [(r[key], raw.yaml_place(file, *path, n, key)) for n, r in enumerate(records)], findings
        )


def _check_unique(ids: Iterable[tuple[object, Place]], findings: Findings) -> None:
    first: dict[object, Place] = {}
    for name, place in ids:
        if name in first:
            message = f"同じ id が二度出てきます（先は{first[name]}）。どちらを指すか決められません。"
            findings.add(
                "duplicate-id",
                "fatal",
                place,
                message,
                given=str(name),
                remedy="id を一つずつにしてください。",
            )
        first.setdefault(name, place)


def _check_totals(raw: RawInputs, findings: Findings) -> None:
    """小計 (of the group in `place`, else of the rows since the last 小計) and 合計 against the rows."""
    groups: dict[str, int] = {}
    since, total = 0, 0
    if raw.distribution["copies"].isna().any():  # told already; a sum would blame the wrong row
        return
    for row, record in raw.distribution.iterrows():
        group, place, copies = record["group"], record["place"], int(record["copies"])
        if pd.isna(group) or group not in SUMS:
            groups[str(group)] = groups.get(str(group), 0) + copies
            since, total = since + copies, total + copies
            continue
        expected = total if group == "合計" else groups.get("" if pd.isna(place) else place, since)
        if copies != expected:
            message = f"「{group}」が各行の和と合いません。"
            remedy = "各行か合計のどちらが誤りかを確かめ、corrections.yaml に直しを記録してください。"
            details = {"given": f"{copies:,}", "allowed": f"{expected:,}", "remedy": remedy}
            findings.add("wrong-total", "fatal", raw.place("distribution", row, "copies"), message, **details)
        since = 0


def _check_copies(raw: RawInputs, findings: Findings) -> None:
    counted = raw.distribution.dropna(subset=["sites", "copies_per_site", "copies"])
    for row, record in counted.iterrows():
        expected = int(record["sites"]) * int(record["copies_per_site"])
        if int(record["copies"]) != expected:
            message = (
                f"か所数 {record['sites']} × 1か所の部数 {record['copies_per_site']} と部数が合いません。"
            )
            details = {
                "given": str(record["copies"]),
                "allowed": str(expected),
                "remedy": "三つの数を確かめてください。",
            }
            findings.add(
                "wrong-product", "error", raw.place("distribution", row, "copies"), message, **details
            )


def section_registry(settings: dict) -> list[str]:
    """Names of departments and divisions in case.yaml: alone, and joined (福祉部, 福祉課, 福祉部福祉課)."""
    charge = settings.get("division_in_charge") or {}
    pairs = [(charge.get("department"), [charge.get("division")])]
    for cooperation in settings.get("internal_cooperation") or []:
        pairs += [
            (section.get("department"), section.get("divisions") or [])
            for section in cooperation.get("sections") or []
        ]
    names = [
        name
        for department, divisions in pairs
        for name in (
            department,
            *divisions,
            *(f"{department or ''}{division or ''}" for division in divisions),
        )
    ]
    return list(dict.fromkeys(name for name in names if name))


def _check_divisions(raw: RawInputs, findings: Findings) -> None:
    registry = section_registry(raw.settings)
    office = raw.participants[(raw.participants["side"] == "行政").fillna(False)]
    for row, given in office["division"].dropna().items():
        if not registry or "".join(given.split()) in registry:
            continue
        near = next((name for name in registry if is_one_edit_away(name, given)), "")
        message = "case.yaml の部署名の台帳（internal_cooperation、division_in_charge）に無い部署名です。"
        remedy = f"「{near}」の誤りではありませんか。" if near else suggest(given, registry)
        remedy += "正しければ case.yaml に加え、誤りなら corrections.yaml に直しを記録してください。"
        details = {"given": given, "allowed": "、".join(registry), "remedy": remedy}
        place = raw.place("participants", row, "division")
        findings.add("unknown-division", "error" if near else "warning", place, message, **details)


def _check_opinion_meetings(raw: RawInputs, findings: Findings) -> None:
    known = [meeting["number"] for meeting in raw.platform.get("meetings", [])]
    for row, given in raw.opinions["meeting"].dropna().items():
        if given not in known:
            message = "platform.yaml に無い回です。"
            details = {
                "given": str(given),
                "allowed": "、".join(map(str, known)),
                "remedy": "回の数を確かめてください。",
            }
            findings.add(
                "unknown-meeting", "error", raw.place("opinions", row, "meeting"), message, **details
            )


def _check_forum(raw: RawInputs, findings: Findings) -> None:
    given = raw.forum.get("questionnaire")
    if given and given not in raw.surveys:
        message, known = "surveys/ の下に無い調査です。", "、".join(raw.surveys)
        details = {
            "given": given,
            "allowed": known,
            "remedy": suggest(given, raw.surveys) or "調査の id を確かめてください。",
        }
        findings.add(
            "unknown-survey", "error", raw.yaml_place("forum.yaml", "questionnaire"), message, **details
        )
    parts = raw.forum.get("programme", [])
    names = [speaker["name"] for part in parts for speaker in part["speakers"]]
    known = list(dict.fromkeys([*names, *(part["moderator"] for part in parts if part["moderator"])]))
    for number, question in enumerate(raw.forum.get("questions", [])):
        for position, answer in enumerate(question["answers"]):
            if answer["speaker"] and answer["speaker"] not in known:
                place = raw.yaml_place("forum.yaml", "questions", number, "answers", position, "speaker")
                remedy = suggest(answer["speaker"], known) or "登壇者の名前を確かめてください。"
                details = {"given": answer["speaker"], "allowed": "、".join(known), "remedy": remedy}
                findings.add(
                    "unknown-speaker",
                    "warning",
                    place,
                    "プログラム（programme）に無い登壇者です。",
                    **details,
                )


def _check_pins(raw: RawInputs, findings: Findings) -> None:
    known = list(build_remarks(raw)["remark_id"])
    for row, given in raw.pins["remark"].dropna().items():
        if given not in known:
            remedy = suggest(given, known) or "発言の id を確かめてください。"
            place = raw.place("pins", row, "remark")
            findings.add(
                "unknown-remark", "error", place, "この id の発言はありません。", given=given, remedy=remedy
            )


def _check_returned(raw: RawInputs, findings: Findings) -> None:
    for name, survey in raw.surveys.items():
        sent, returned = survey.codebook["sent"], len(survey.respondents)
        if sent is not None and returned > sent:
            place = raw.yaml_place(f"surveys/{name}/survey.yaml", "sent")
            message = f"回収数（{returned}）が送付数より多くなっています。"
            findings.add(
                "more-than-sent",
                "error",
                place,
                message,
                given=str(sent),
                remedy="送付数を確かめてください。",
            )
