"""The codes of choices and banners, and the code table (rule L3-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pandas as pd

from helpers.databook.machine_words import AREA_CODES, FIXED_CODES, MARK_CODES, NONE, STATISTICS
from helpers.databook.plain import one_line
from helpers.survey_tables.reading import NESTED

Codes = dict[str, dict[str, str]]  # question or banner -> label -> code


def build_codes(frame: pd.DataFrame, questions: Mapping[str, Mapping]) -> Codes:
    """はい -> c01 in the order of the codebook, nets n01, marks by their name; nested banners c01_c02."""
    codes: Codes = {}
    counted = frame[frame["kind"].isin(["choice", "net", "mark"]) & (frame["choice"] != "")]
    labels = counted[["question", "kind", "choice"]].drop_duplicates()
    for question, rows in labels.groupby("question", sort=False):
        choices = [one_line(label) for label in (questions.get(question, {}).get("choices") or [])]
        choices += rows.loc[rows["kind"] == "choice", "choice"].tolist()
        nets = rows.loc[rows["kind"] == "net", "choice"].tolist()
        marks = rows.loc[rows["kind"] == "mark", "choice"].tolist()
        made = _number("c", choices) | {label: MARK_CODES.get(label, "mark") for label in marks}
        codes[question] = _number("n", nets) | made
        codes[question] = {
            label: codes[question][label] for label in [*dict.fromkeys(choices), *nets, *marks]
        }
    for banner, rows in frame[frame["banner"] != ""].groupby("banner", sort=False):
        found = [label for label in dict.fromkeys(rows["banner_choice"]) if label]
        codes[banner] = codes.get(banner, {}) | _banner_codes(banner, found, codes)
    return codes


def _number(letter: str, labels: Sequence[str]) -> dict[str, str]:
    labels = list(dict.fromkeys(labels))
    digits = max(2, len(str(len(labels))))
    return {label: f"{letter}{number:0{digits}}" for number, label in enumerate(labels, 1)}


def _banner_codes(banner: str, found: Sequence[str], codes: Codes) -> dict[str, str]:
    """The codes of a banner's labels; a label that no question knows gets a number of its own."""
    parts = [codes.get(part.strip(), {}) for part in banner.split("*")]
    known = parts[0]
    for part in parts[1:]:
        pairs = product(known.items(), part.items())
        known = {f"{a}{NESTED}{b}": f"{code_a}_{code_b}" for (a, code_a), (b, code_b) in pairs}
    own = _number("x", [label for label in found if label not in known])
    return {label: known.get(label) or own[label] for label in found}


def list_codes(frame: pd.DataFrame, codes: Codes) -> pd.DataFrame:
    """variable | question | code | label | area_code | sort_order: what is the same in every survey, then the survey's own."""
    fixed = [(variable, NONE, code, label) for variable, code, label in FIXED_CODES]
    statistics = dict.fromkeys(["count", *(s for s in frame["statistic"].unique() if s)])
    fixed += [("statistic", NONE, name, statistic_label(name)) for name in statistics]
    asked, banners = set(frame["question"]), set(frame["banner"]) - {""}
    own = [
        (variable, key, code, label)
        for variable, keys in (("choice_code", asked), ("banner_code", banners))
        for key, labels in codes.items() if key in keys
        for label, code in labels.items()
    ]  # fmt: skip
    rows = pd.DataFrame([*fixed, *own], columns=["variable", "question", "code", "label"])
    rows["area_code"] = [AREA_CODES.get(label, NONE) for label in rows["label"]]
    rows["sort_order"] = rows.groupby(["variable", "question"], sort=False).cumcount() + 1
    return rows[["variable", "question", "code", "label", "area_code", "sort_order"]]


def statistic_label(name: str) -> str:
    """mean -> 平均, rank_1 -> 1位に選んだ割合; a name that is not known stays."""
    rank = name.removeprefix("rank_")
    return f"{rank}位" if rank.isdigit() else STATISTICS.get(name, name)
