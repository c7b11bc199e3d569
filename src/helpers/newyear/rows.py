"""The rows that a new year's tables begin with: names, places and people stay, every figure of last year goes."""

from __future__ import annotations

import pandas as pd

from helpers.raw import RawInputs
from helpers.raw.checks import SUMS

EMPTIED = {
    "facts": ("value", "as_of", "source", "note"),
    "distribution": ("sites", "copies_per_site", "copies"),
    "participants": (),
}


def carry_rows(source: RawInputs) -> dict[str, pd.DataFrame]:
    """Table -> its rows with the year's columns blank; last year's corrections are already in them."""
    kept = {name: getattr(source, name) for name in EMPTIED}
    kept["distribution"] = kept["distribution"][~kept["distribution"]["group"].isin(SUMS)]
    return {name: frame.assign(**dict.fromkeys(EMPTIED[name], pd.NA)) for name, frame in kept.items()}


def suggest_values(source: RawInputs) -> dict[tuple[str, str], list[str]]:
    """Values that the year before knew, to choose from: classes of participants, open questions."""
    classes = [name for link in source.platform.get("links", []) for name in link["classes"]]
    surveys = source.surveys.values()
    questions = [q["id"] for survey in surveys for q in survey.codebook["questions"] if q["type"] == "FA"]
    return {
        ("participants", "class"): list(dict.fromkeys(classes)),
        ("opinions", "speaker_class"): list(dict.fromkeys(classes)),
        ("pins", "scope"): list(dict.fromkeys(questions)),
    }
