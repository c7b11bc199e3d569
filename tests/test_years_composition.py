"""years/composition: a question beside its survey, and two steps put together."""

from helpers.years.composition import compose_links, compose_pairs, with_whole
from helpers.years.links import CONDITIONAL, NO, YES, Link, Pair


def pair(new: str, old: str) -> Pair:
    return Pair(tuple(new.split()), tuple(old.split()))


def same(new: str, old: str, *pairs: Pair, **keys) -> Link:
    return Link(new, old, ("同じ",), YES, pairs=pairs, **keys)


def test_a_question_is_no_freer_than_its_survey():
    whole = Link("*", "*", ("方法変更",), CONDITIONAL, "調査方法が変わった", confirmed_by="山田")
    links = with_whole([whole, same("Q1", "Q1"), Link("Q2", "", ("新設",), NO, "新しい設問")])
    assert [(link.question, link.comparable, link.reason) for link in links] == [
        ("Q1", CONDITIONAL, "調査方法が変わった"),
        ("Q2", NO, "新しい設問"),
    ]
    assert (links[0].status, links[0].confirmed_by, links[0].is_draft) == (("方法変更",), "山田", False)
    assert with_whole([Link("*", "*", ("方法変更",), CONDITIONAL), same("Q1", "Q1")])[0].is_draft


def test_two_steps_are_as_strict_as_the_stricter():
    earlier = [same("Q6", "Q5", confirmed_by="山田"), Link("", "Q9", ("廃止",), NO)]
    later = [
        Link("Q7", "Q6", ("文言変更",), CONDITIONAL, "設問文が変わった", confirmed_by="佐藤"),
        Link("Q8", "", ("新設",), NO),
    ]
    composed = compose_links(earlier, later)
    assert [(link.question, link.previous, link.comparable) for link in composed] == [
        ("Q7", "Q5", CONDITIONAL),
        ("Q8", "", NO),
        ("", "Q9", NO),
    ]
    assert composed[0].confirmed_by == "山田、佐藤"


def test_a_question_of_the_year_between_alone_is_new_to_the_later():
    earlier = [Link("Q2", "", ("新設",), NO, "新しい設問", pairs=(pair("A", ""),))]
    (link,) = compose_links(earlier, [same("Q3", "Q2", pair("B", "A"))])
    assert (link.question, link.previous, link.status, link.pairs) == ("Q3", "", ("新設",), (pair("B", ""),))


def test_choices_through_the_year_between():
    assert compose_pairs([pair("A", "a"), pair("B", "b")], [pair("AB", "A B")]) == (pair("AB", "a b"),)
    assert compose_pairs([pair("A", "a b")], [pair("X Y", "A")]) == (pair("X Y", "a b"),)
    assert compose_pairs([pair("A B", "ab")], [pair("X", "A"), pair("Y", "B")]) == (pair("X Y", "ab"),)


def test_a_group_that_loses_a_choice_between_falls_apart():
    assert compose_pairs([pair("A B", "ab")], [pair("A", "A"), pair("", "B")]) == (
        pair("A", ""),
        pair("", "ab"),
    )
    assert compose_pairs([pair("A", "a"), pair("B", "")], [pair("A", "A"), pair("B", "B")]) == (
        pair("A", "a"),
        pair("B", ""),
    )


def test_the_same_labels_in_all_three_years():
    steady = [pair("A", "A"), pair("B", "B")]
    assert compose_pairs(steady, steady) == tuple(steady)
