"""Checks of carry_over.yaml, the ledger of carry-over issues, by itself and against last year's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.case import Case
from helpers.dates import fiscal_year_label
from helpers.findings import Findings, Place
from helpers.raw.desk import Desk
from helpers.raw.model import RawInputs
from helpers.raw.names import suggest
from helpers.raw.remarks import build_remarks

FILE = "carry_over.yaml"
UNTOUCHED, RESOLVED = "未着手", "解消"
RANK = {UNTOUCHED: 0, "着手": 1, "継続": 1, RESOLVED: 2}  # a lower rank than last year's is a step back


def read_ledger(case: Case) -> list[dict]:
    """The ledger of another year as it stands in its raw folder; what is wrong with it is told there, not here.

    Empty where there is none, or none that can be read.
    """
    desk = Desk(case)
    return desk.read_document(FILE, "carry_over") if desk.has(FILE) else []


def is_open(issue: dict) -> bool:
    return issue["status"] != RESOLVED


def check_carry_over(raw: RawInputs, findings: Findings) -> None:
    """Every check of the ledger; each only adds findings. (That ids are unique: helpers.raw.checks.)"""
    for number, issue in enumerate(raw.carry_over):
        _check_origin(raw, number, issue, findings)
        _check_state(raw, number, issue, findings)
    _check_names(raw, findings)
    previous = raw.case.previous
    before = read_ledger(previous) if previous else []
    if before:
        _check_against(raw, {issue["id"]: issue for issue in before}, findings)


def _check_origin(raw: RawInputs, number: int, issue: dict, findings: Findings) -> None:
    in_id, year = int(issue["id"].split("-")[1]), raw.case.fiscal_year
    place = raw.yaml_place(FILE, number, "origin")
    if issue["origin"] != in_id:
        message = f"生じた年度が id（{issue['id']}）の年度と違います。"
        details = {"allowed": str(in_id), "remedy": "id か origin のどちらかを直してください。"}
        findings.add("wrong-origin", "error", place, message, given=str(issue["origin"]), **details)
    if issue["origin"] > year:
        message = f"生じた年度が、この事例の年度（{year}）より後です。"
        details = {"allowed": f"{year} 以前", "remedy": "年度を確かめてください。"}
        findings.add("future-origin", "error", place, message, given=str(issue["origin"]), **details)


def _check_state(raw: RawInputs, number: int, issue: dict, findings: Findings) -> None:
    place = raw.yaml_place(FILE, number, "status")
    if issue["origin"] == raw.case.fiscal_year and issue["status"] != UNTOUCHED:
        message = "今年度に生じた課題の状態は「未着手」です。"
        remedy = "前年度からの課題なら、id と origin を確かめてください。"
        details = {"given": issue["status"], "allowed": UNTOUCHED, "remedy": remedy}
        findings.add("state-of-new-issue", "warning", place, message, **details)
    if issue["status"] == RESOLVED and not (issue["done"] or issue["evidence"]):
        message = "「解消」とした根拠がありません。"
        remedy = "行ったこと（done）か、根拠となる発言の id（evidence）を書いてください。"
        findings.add("resolved-without-evidence", "warning", place, message, given=issue["id"], remedy=remedy)


def _check_names(raw: RawInputs, findings: Findings) -> None:
    """Projects and remarks that the ledger borrows from other files."""
    projects = [project["id"] for project in raw.projects.get("projects", [])]
    remarks = list(build_remarks(raw)["remark_id"]) if raw.carry_over else []
    for place, given in _named(raw, "projects"):
        if given not in projects:
            remedy = suggest(given, projects) or "事業の id を確かめてください。"
            details = {"given": given, "allowed": "、".join(projects), "remedy": remedy}
            findings.add("unknown-project", "error", place, "projects.yaml に無い事業です。", **details)
    for place, given in _named(raw, "evidence"):
        if given not in remarks:
            remedy = suggest(given, remarks) or "発言の id を確かめてください。"
            message = "この id の発言はありません。"
            findings.add("unknown-remark", "error", place, message, given=given, remedy=remedy)


def _named(raw: RawInputs, key: str) -> Iterator[tuple[Place, str]]:
    for number, issue in enumerate(raw.carry_over):
        for position, name in enumerate(issue[key]):
            yield raw.yaml_place(FILE, number, key, position), name


def _check_against(raw: RawInputs, before: dict[str, dict], findings: Findings) -> None:
    """What became of last year's issues: none lost, none reborn, none that went back."""
    year = fiscal_year_label(raw.case.fiscal_year - 1)
    _check_missing(raw, before.values(), year, findings)
    for number, issue in enumerate(raw.carry_over):
        known, place = before.get(issue["id"]), raw.yaml_place(FILE, number, "status")
        if known is None:
            if issue["origin"] < raw.case.fiscal_year:
                message = f"{year}の台帳に無い課題です。"
                remedy = "id の書き誤りか、前の年度の台帳への記載漏れか確かめてください。"
                place = raw.yaml_place(FILE, number, "id")
                findings.add(
                    "unknown-earlier-issue", "warning", place, message, given=issue["id"], remedy=remedy
                )
        elif not is_open(known):
            message = f"{year}に解消した課題です。台帳に二度載せません。"
            remedy = "再び生じたなら、今年度の新しい id を付けてください。"
            findings.add("closed-issue-again", "warning", place, message, given=issue["id"], remedy=remedy)
        elif RANK[issue["status"]] < RANK[known["status"]]:
            message = f"状態が{year}（{known['status']}）より戻っています。"
            remedy = "取組が止まったのなら、事情を done に書いてください。"
            findings.add("state-backwards", "warning", place, message, given=issue["status"], remedy=remedy)


def _check_missing(raw: RawInputs, before: Iterable[dict], year: str, findings: Findings) -> None:
    held = {issue["id"] for issue in raw.carry_over}
    for issue in before:
        if is_open(issue) and issue["id"] not in held:
            message = f"{year}に残っていた課題が、今年度の台帳にありません。"
            remedy = "その後の状態を書いてください。解消したのなら、解消した年度に「解消」と書きます。"
            given = f"{issue['id']} {issue['title']}"
            findings.add("missing-issue", "error", Place(FILE), message, given=given, remedy=remedy)
