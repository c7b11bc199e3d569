import pandas as pd
import pytest

from helpers.raw.base import BaseError, is_in_base, parse_base

MATRIX = "マトリクスは項目ごとの id で書いてください。"
CHOICES = {
    "Q3": None,
    "Q10": MATRIX,
    "Q1": ["NPO", "任意"],
    "Q17": ["はい", "いいえ"],
    "Q18": [],
    "Q19": ["人員", "情報"],
}


@pytest.mark.parametrize(
    ("text", "answers", "asked"),
    [
        ('Q17 == "はい"', {"Q17": "はい"}, True),
        ('Q17 == "はい"', {"Q17": "いいえ"}, False),
        ('Q17 == "はい"', {"Q17": pd.NA}, False),
        ('Q17 == "はい"', {"Q17": "秘匿"}, None),
        ('Q17 != "はい"', {"Q17": "いいえ"}, True),
        ('Q17 != "はい"', {"Q17": pd.NA}, False),
        ('Q17 != "はい"', {"Q17": "非該当"}, False),
        ('Q17 in ["はい", "いいえ"]', {"Q17": "いいえ"}, True),
        ('Q17 not in ["はい"]', {"Q17": "いいえ"}, True),
        ('Q19 == "人員"', {"Q19": ("情報", "人員")}, True),
        ('Q17 == "はい" and Q1 == "NPO"', {"Q17": "はい", "Q1": "任意"}, False),
        ('Q17 == "はい" or Q1 == "NPO"', {"Q17": "はい", "Q1": "任意"}, True),
        ('Q17 == "はい" and Q1 == "NPO"', {"Q17": "秘匿", "Q1": "NPO"}, None),
        ('Q17 == "はい" and Q1 == "NPO"', {"Q17": "秘匿", "Q1": "任意"}, False),
        ('not Q17 == "はい"', {"Q17": "いいえ"}, True),
        ("Q3 >= 65", {"Q3": 65}, True),
        ("Q3 >= 65", {"Q3": 64.9}, False),
        ("Q3 > 65", {"Q3": 65}, False),
        ("Q3 < 0.5", {"Q3": 0}, True),
        ("Q3 <= -1", {"Q3": -1}, True),
        ("Q3 == 65", {"Q3": 65.0}, True),
        ("Q3 != 65", {"Q3": 65}, False),
        ("Q3 in [1, 2]", {"Q3": 2}, True),
        ("Q3 not in [1, 2]", {"Q3": 3}, True),
        ("Q3 >= 65", {"Q3": pd.NA}, False),
        ("Q3 < 65", {"Q3": "非該当"}, False),
        ("Q3 >= 65", {"Q3": "秘匿"}, None),
        ('Q3 >= 18 and Q3 < 65 and Q17 == "はい"', {"Q3": 40, "Q17": "はい"}, True),
        ('Q19 == "人員"', {"Q19": ("", "情報")}, False),
    ],
)
def test_who_was_asked(text, answers, asked):
    assert is_in_base(parse_base(text, CHOICES), answers) is asked


@pytest.mark.parametrize(
    "text",
    [
        'Q17 = "はい"',
        "Q17",
        'Q99 == "はい"',
        'Q17 == "ハイ"',
        "Q17 == はい",
        'Q17 > "はい"',
        'Q17 in "はい"',
        'Q17 == ["はい"]',
        '__import__("os").system("x") == "はい"',
        'Q17 == "はい" == "はい"',
        'Q3 == "65"',
        "Q3 >= [65]",
        "Q3 in 65",
        "Q3 == True",
        "Q3 >= Q3",
        "Q3 is 65",
        "18 <= Q3 < 65",
        'Q10 == "はい"',
        "not " * 60 + 'Q17 == "はい"',
        "not " * 5000 + 'Q17 == "はい"',
        "(" * 300 + 'Q17 == "はい"' + ")" * 300,
        "",
    ],
)
def test_what_is_no_base(text):
    with pytest.raises(BaseError):
        parse_base(text, CHOICES)


def test_a_matrix_is_told_apart():
    with pytest.raises(BaseError, match="項目ごと"):
        parse_base('Q10 == "はい"', CHOICES)
