"""How many slips `casebook proofread --case` tells in documents that somebody else wrote, and what it tells wrongly.

`tests/fixtures/planted/<case>/` holds documents about a case, by writers who did not know the rules, all of them
right, and `slips.csv` with six slips a document, each of one fact. Every slip is planted alone. No timing.

    python benchmarks/planted.py                     # the cases must have been run: casebook run --all
"""

from __future__ import annotations

import csv
from pathlib import Path

from helpers.proofread.found import Found
from helpers.proofread.held.model import Held
from helpers.proofread.reading import document_of_text
from helpers.proofread.run import proofread
from helpers.proofreading.of_case import hold_case

SETS = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "planted"


def main() -> None:
    for folder in sorted(path for path in SETS.iterdir() if path.is_dir()):
        municipality, year = folder.name.rsplit("_", 1)
        _, held = hold_case(municipality, year)
        slips = read_slips(folder)
        texts = {slip["document"]: read_text(folder, slip["document"]) for slip in slips}
        sound = {number: read_findings(text, held, int(year)) for number, text in texts.items()}
        told = [slip for slip in slips if tell(slip, texts, sound, held, int(year))]
        wrong = [item for found in sound.values() for item in found]
        errors = sum(item.severity == "error" for item in wrong)
        print(
            f"{folder.name}: {len(told)} of {len(slips)} slips told; in the sound documents {errors} errors, ",
            end="",
        )
        print(f"{sum(item.rule.startswith('held-') for item in wrong)} findings held-*")
        for slip in (slip for slip in slips if slip not in told):
            print(f"  not told: {slip['right']} -> {slip['wrong']} ({slip['fact']})")


def read_slips(folder: Path) -> list[dict[str, str]]:
    with (folder / "slips.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_text(folder: Path, number: str) -> str:
    return (folder / f"{number}.txt").read_text(encoding="utf-8")


def read_findings(text: str, held: Held, year: int) -> list[Found]:
    """Errors and warnings of a document."""
    found = proofread(document_of_text(text, fiscal_year=year), held=held)
    return [item for item in found if item.severity != "style"]


def tell(
    slip: dict[str, str], texts: dict[str, str], sound: dict[str, list[Found]], held: Held, year: int
) -> bool:
    """Whether a document with one slip has a finding that the sound one has not."""
    text = texts[slip["document"]]
    assert text.count(slip["right"]) == 1, slip
    before = {(item.rule, item.message) for item in sound[slip["document"]]}
    after = read_findings(text.replace(slip["right"], slip["wrong"]), held, year)
    return any((item.rule, item.message) not in before for item in after)


if __name__ == "__main__":
    main()
