"""How often each rule speaks: findings per 10,000 characters over many files, by which false alarms are looked for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from helpers.proofread.checked import Checked
from helpers.proofread.registry import SEVERITIES, Rule, Severity

UNIT = 10_000  # characters


@dataclass(frozen=True)
class Rate:
    """One rule: its findings, in how many files, and findings per 10,000 characters of all files."""

    rule: str
    severity: Severity
    findings: int
    files: int
    per_10000: float


def count_rates(results: Sequence[Checked], rules: Iterable[Rule]) -> list[Rate]:
    """A rate for each rule, also for those that found nothing; what is allowed on record counts too."""
    characters = sum(result.document.characters for result in results)
    counts = Counter(item.rule for result in results for item in result.found)
    files = Counter(rule for result in results for rule in {item.rule for item in result.found})
    return [
        Rate(rule.id, rule.severity, counts[rule.id], files[rule.id], _rate(counts[rule.id], characters))
        for rule in rules
    ]


def _rate(count: int, characters: int) -> float:
    return UNIT * count / characters if characters else 0.0


def render_rates(results: Sequence[Checked], rules: Iterable[Rule]) -> str:
    """A line a rule, and the sum of each severity."""
    rates, characters = count_rates(results, rules), sum(result.document.characters for result in results)
    lines = [f"{len(results)}ファイル、{characters:,}字。1万字あたりの件数（件数、ファイル数）"]
    for severity, label in SEVERITIES.items():
        own = [rate for rate in rates if rate.severity == severity]
        total = sum(rate.findings for rate in own)
        lines.append(f"{label}　{_rate(total, characters):.2f}（{total}）")
        lines += [
            f"    {rate.rule:<28} {rate.per_10000:>7.2f}（{rate.findings}、{rate.files}）" for rate in own
        ]
    return "\n".join(lines) + "\n"


def rates_json(results: Sequence[Checked], rules: Iterable[Rule]) -> str:
    characters = sum(result.document.characters for result in results)
    told = {"files": len(results), "characters": characters}
    return (
        json.dumps({**told, "rules": [asdict(rate) for rate in count_rates(results, rules)]}, indent=1) + "\n"
    )
