"""`casebook proofread`: what it says, and its exit status."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Sequence

from helpers.errors import MissingStep, ParameterError
from helpers.handoff import replace_file
from helpers.proofread.checked import Checked, check_file, describe_counts
from helpers.proofread.held.model import Held
from helpers.proofread.reading import FORMATS, can_read
from helpers.proofread.registry import Rule
from helpers.proofread.render import render_json, render_rules, render_text, rules_json
from helpers.proofread.run import load_rules
from helpers.proofread.scale import rates_json, render_rates
from helpers.proofreading.of_case import hold_case, read_terms_of_case
from helpers.proofreading.terms import read_terms


def run_proofread(options: Namespace) -> int:
    """Exit status: 0 no error found, 1 errors found (those allowed on record do not count), 2 wrong use."""
    rules = load_rules()
    only = _chosen(options, rules)
    chosen = [rule for id, rule in rules.items() if only is None or id in only]
    if options.rules:
        _write(options, rules_json(chosen) if options.format == "json" else render_rules(chosen))
        return 0
    _refuse_files(options)
    yardstick = _yardstick(options)
    results = [check_file(path, *yardstick, only=only) for path in options.files]
    _write(options, _render(options, results, chosen))
    if options.out:
        print(f"校閲しました。指摘：{describe_counts(results)}（{options.out}）")
    return int(any(result.count("error") for result in results))


def _yardstick(options: Namespace) -> tuple[int | None, dict[str, str] | None, Held | None]:
    """(fiscal year, register of terms, what the case holds): of the case named, unless the options say otherwise."""
    terms = read_terms(options.terms) if options.terms else None
    if not options.case:
        return options.fiscal_year, terms, None
    try:
        case, held = hold_case(*options.case)
    except (ParameterError, MissingStep) as error:  # 1 is for errors found
        options.parser.error(str(error))
    return options.fiscal_year or case.fiscal_year, terms or read_terms_of_case(case, held), held


def _chosen(options: Namespace, rules: Collection[str]) -> set[str] | None:
    if not options.only:
        return None
    only = {name.strip() for name in options.only.split(",") if name.strip()}
    unknown = sorted(only - set(rules))
    if unknown:
        options.parser.error(f"規則「{'」「'.join(unknown)}」はありません。--rules で一覧が出ます。")
    return only


def _refuse_files(options: Namespace) -> None:
    if not options.files:
        options.parser.error("校閲する文書を指定してください。規則の一覧なら --rules です。")
    for path in options.files:
        if not path.is_file():
            options.parser.error(f"{path} がありません。")
        if not can_read(path):
            options.parser.error(f"{path} は読めない形式です。読めるのは {FORMATS} です。")
    if options.terms and not options.terms.is_file():
        options.parser.error(f"用語の台帳 {options.terms} がありません。")


def _render(options: Namespace, results: Sequence[Checked], rules: Sequence[Rule]) -> str:
    if options.statistics:
        return rates_json(results, rules) if options.format == "json" else render_rates(results, rules)
    if options.format == "html":
        from helpers.proofread.page import render_page

        return render_page(results)
    return render_json(results) if options.format == "json" else render_text(results)


def _write(options: Namespace, text: str) -> None:
    if options.out:
        replace_file(options.out, text)
    else:
        print(text, end="")
