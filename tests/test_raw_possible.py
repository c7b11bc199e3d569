"""Base filters that nobody can meet."""

import pytest
from codebook_cases import open_literal, told

QUESTIONS = """
{id: Q1, text: t, type: SA, choices: [a, b, c]}
{id: Q2, text: t, type: NUM, minimum: 0, maximum: 120, base: 'Q1 == "a"'}
{id: Q3, text: t, type: MA, choices: [x, y], base: 'Q1 in ["a", "b"]'}
{id: Q4, text: t, type: NPS}
{id: Q5, text: t, type: FA, base: '%s'}
"""


@pytest.mark.parametrize(
    ("base", "possible"),
    [
        ('Q1 == "a"', True),
        ('Q1 == "a" and Q1 == "b"', False),
        ('Q1 == "a" and Q1 != "a"', False),
        ('not Q1 in ["a", "b", "c"]', True),  # who gave no answer
        ('Q1 not in ["a", "b", "c"]', False),
        ('Q3 == "x" and Q3 == "y"', True),
        ('Q3 == "x" and Q3 != "x"', False),
        ("Q2 >= 65", True),
        ("Q2 >= 65 and Q2 < 65", False),
        ("Q2 > 64 and Q2 < 65", True),
        ("Q2 > 120", False),
        ("Q2 < 0 or Q2 > 119", True),
        ("Q4 > 9 and Q4 < 10", False),
        ("Q4 == 11", False),
        ('Q2 >= 65 and Q1 == "b"', False),  # only who answered a was asked Q2
        ('Q3 == "x" and Q1 == "c"', False),
        ('Q3 == "x" and Q1 == "b"', True),
    ],
)
def test_who_can_be_asked(tmp_path, base, possible):
    columns = {f"Q{number}": [""] for number in range(1, 6)}
    _, findings = open_literal(tmp_path, QUESTIONS % base, columns)
    assert told(findings) == ([] if possible else [("empty-base", "error", 9, "questions[4].base", base)])


def test_a_condition_on_very_much_is_taken_as_possible(tmp_path):
    many = "\n".join(f"{{id: Q{n}, text: t, type: SA, choices: [a, b, c]}}" for n in range(1, 12))
    base = " and ".join(f'Q{n} == "a"' for n in range(1, 12)) + ' and Q1 == "b"'
    questions = f"{many}\n{{id: Q12, text: t, type: FA, base: '{base}'}}"
    _, findings = open_literal(tmp_path, questions, {f"Q{n}": [""] for n in range(1, 13)})
    assert told(findings) == []
