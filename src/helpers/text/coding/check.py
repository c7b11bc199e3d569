"""What a rule asks for that this tokenizer, these variables or these units can never give: told, never counted as 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.findings import Finding, Findings, Place
from helpers.text.coding.inflections import FORMS_BY_TYPE
from helpers.text.coding.nodes import Comparison, Expression, Leaf, Not, Rule, Tagged, Variable
from helpers.text.coding.tags import FORCED, UNKNOWN, find_tag
from helpers.text.coding.units import CodingUnits
from helpers.text.coding.values import as_numbers, as_texts, list_names, name_variables, order_values
from helpers.text.dictionaries import Dictionaries, normalise

SPLIT = "'' で囲んで文字列として探すか、user_dictionary.csv に加えてください。"
SHOWN = 12


def check_words(
    rules: Iterable[Rule], dictionaries: Dictionaries, file: str, *, base_forms: bool = False
) -> list[Finding]:
    """Warn of words that can never match: the tokenizer cuts them, or (`base_forms`) they are no base forms."""
    from helpers.text.tokens import tokenize

    findings = Findings()
    words = [(rule, word) for rule in rules for word in _list_words(rule)]
    tokens = tokenize({word: word for _, word in words}, dictionaries)
    counts = tokens.groupby("remark_id").size()
    bases = dict(zip(tokens["remark_id"], tokens["base_form"], strict=True))
    for rule, word in words:
        place = Place(file, row=rule.line)
        if counts.get(word, 0) != 1:
            message = f"テーマ「{rule.name}」の語は複数の語に分けられるため、回答と一致しません。"
            findings.add("rule-word-split", "warning", place, message, given=word, remedy=SPLIT)
        elif base_forms and not _is_base_form(word, bases[word]):
            message = f"コード「{rule.name}」の語は基本形ではないため、回答と一致しません。"
            remedy = f"基本形「{bases[word]}」で書くか、「{bases[word]}=>{word}」と書いてください。"
            findings.add("rule-word-form", "warning", place, message, given=word, remedy=remedy)
    return findings.items


def _is_base_form(word: str, base_form: str) -> bool:
    """Its own base form when it stands alone, or that of a word in the dictionary."""
    return base_form.casefold() == word.casefold() or any(base == word for _, _, base in look_up(word))


def check_coding(
    rules: Iterable[Rule], dictionaries: Dictionaries, file: str, units: CodingUnits | None = None
) -> list[Finding]:
    """All checks of rules that could be read: words, parts of speech, forms, variables, operators."""
    rules, findings = list(rules), Findings()
    findings.extend(check_words(rules, dictionaries, file, base_forms=True))
    findings.extend(check_tags(rules, dictionaries, file))
    for _, leaf, place in _place_leaves(rules, file):
        if isinstance(leaf, Variable) and units is not None:
            _check_variable(leaf, units, place, findings)
    for rule in rules:
        _check_operators(rule, file, findings)
    return findings.items


def check_tags(rules: Iterable[Rule], dictionaries: Dictionaries, file: str) -> list[Finding]:
    """Errors for parts of speech, inflected forms and written forms that a word cannot have in IPADIC."""
    findings = Findings()
    for _, leaf, place in _place_leaves(rules, file):
        if isinstance(leaf, Tagged):
            _check_tagged(leaf, dictionaries, place, findings)
    return findings.items


def _place_leaves(rules: Iterable[Rule], file: str) -> Iterator[tuple[Rule, Leaf, Place]]:
    for rule in rules:
        for leaf in dict.fromkeys(rule.expression.all_leaves()):
            yield rule, leaf, Place(file, row=leaf.line, column=f"{leaf.column}文字目")


def _list_words(rule: Rule) -> list[str]:
    leaves = dict.fromkeys(rule.expression.all_leaves())
    return list(dict.fromkeys(word for leaf in leaves for word in leaf.words))


def look_up(word: str) -> list[tuple[str, str, str]]:
    """(part of speech, type of inflection, base form) of every entry of Janome's dictionary that is written so."""
    from helpers.text.morphemes import open_tokenizer, replace_surrogates

    tokenizer = open_tokenizer(())
    dictionary = tokenizer.sys_dic
    found = []
    for number, surface, *_ in dictionary.lookup(replace_surrogates(word).encode("utf-8"), tokenizer.matcher):
        if surface == word:  # the others begin the word
            pos, inflection, _, base, *_ = dictionary.lookup_extra(number)
            found.append((pos, inflection, base))
    return found


def _check_tagged(leaf: Tagged, dictionaries: Dictionaries, place: Place, findings: Findings) -> None:
    """Only of words that the dictionary knows by this base form, and the user dictionary does not change."""
    listed = {normalise(line.split(",")[0]) for line in dictionaries.user_words}
    known = [(pos, kind) for pos, kind, base in look_up(leaf.word) if base == leaf.word]
    if leaf.word in listed or not known or leaf.tag in (UNKNOWN, FORCED):
        return
    tags = {find_tag(pos, leaf.word) for pos, _ in known}
    fitting = [kind for pos, kind in known if leaf.tag in ("", find_tag(pos, leaf.word))]
    forms = frozenset().union(*(FORMS_BY_TYPE.get(normalise(kind), frozenset()) for kind in fitting))
    if not fitting:
        _refuse(
            f"「{leaf.word}」は、Janome（IPADIC）では{leaf.tag}になりません。",
            leaf,
            sorted(tags),
            place,
            findings,
        )
    elif leaf.form and leaf.form not in forms:
        allowed = sorted(forms) or ["活用しない語"]
        _refuse(
            f"「{leaf.word}」は、Janome（IPADIC）では{leaf.form}になりません。",
            leaf,
            allowed,
            place,
            findings,
        )
    elif leaf.surface and all(base != leaf.word for _, _, base in look_up(leaf.surface)):
        message = f"「{leaf.surface}」という形は、Janome（IPADIC）では「{leaf.word}」の語になりません。"
        _refuse(message, leaf, [], place, findings)


def _refuse(message: str, leaf: Leaf, allowed: list[str], place: Place, findings: Findings) -> None:
    remedy = (
        "この条件は決して当てはまりません。品詞や活用形を直すか、'…' で囲んで文字列として探してください。"
    )
    findings.add(
        "rule-tag", "error", place, message, given=leaf.text, allowed="、".join(allowed), remedy=remedy
    )


def _check_variable(leaf: Variable, units: CodingUnits, place: Place, findings: Findings) -> None:
    names = name_variables(units.variables)
    if leaf.name not in names:
        message = f"変数「{leaf.name}」がありません。"
        remedy = "変数の名前を直すか、外部変数の表を渡してください。"
        allowed = list_names(units.variables)
        findings.add(
            "rule-variable", "error", place, message, given=leaf.text, allowed=allowed, remedy=remedy
        )
        return
    values = units.variables[names[leaf.name]]
    known = order_values(values)
    if leaf.wanted is not None and leaf.wanted not in map(normalise, known):
        message = f"変数「{leaf.name}」に、値「{leaf.wanted}」は一つもありません。"
        allowed = "、".join(known[:SHOWN]) + (" ほか" if len(known) > SHOWN else "")
        findings.add(
            "rule-value",
            "warning",
            place,
            message,
            given=leaf.text,
            allowed=allowed,
            remedy="値の書き方を確かめてください。",
        )
    if leaf.wanted is None:
        _check_number(leaf, values, place, findings)


def _check_number(leaf: Variable, values, place: Place, findings: Findings) -> None:
    odd = {
        text
        for text, number in zip(as_texts(values), as_numbers(values), strict=True)
        if text and number != number
    }
    if odd:
        message = f"変数「{leaf.name}」に、数でない値があります。比較には使いません。"
        given = "、".join(sorted(odd)[:SHOWN])
        findings.add(
            "rule-number",
            "warning",
            place,
            message,
            given=given,
            remedy="数で書くか、<>変数-->値 の形で指定してください。",
        )


def _check_operators(rule: Rule, file: str, findings: Findings) -> None:
    for node in _walk(rule.expression):
        if isinstance(node, Comparison) and isinstance(node.left, Not) and node.left.is_tight:
            leaf = next(node.all_leaves(), None)
            place = Place(file, row=leaf.line if leaf else rule.line)
            message = "「!」は比較より先に結び付くため、「! 語 >= 2」は「( ! 語 ) >= 2」と読まれます。"
            findings.add(
                "rule-precedence",
                "warning",
                place,
                message,
                remedy="「! ( 語 >= 2 )」か「not 語 >= 2」と書いてください。",
            )


def _walk(node: Expression) -> Iterator[Expression]:
    yield node
    for name in ("part", "left", "right"):
        if isinstance(part := getattr(node, name, None), Expression):
            yield from _walk(part)
    for part in getattr(node, "parts", ()):
        if isinstance(part, Expression):
            yield from _walk(part)
