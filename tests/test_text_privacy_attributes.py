"""generalise_attributes: every printed combination is true of k respondents, and little is lost."""

import pandas as pd
import pytest

from helpers.errors import ParameterError
from helpers.findings import Findings, Place
from helpers.text.privacy import check_attributes, generalise_attributes

DF = pd.DataFrame(
    {
        "年代": ["70代", "70代", "70代", "80代", "80代", "20代", None],
        "性別": ["女", "女", "女", "女", "男", "男", "女"],
        "地区": ["A", "A", "B", "A", "A", "B", "A"],
    }
)
OLD = {"年代": [{"70代": "70代以上", "80代": "70代以上"}]}


def test_widened_before_left_out_and_the_last_column_first():
    df = generalise_attributes(DF, ["年代", "性別", "地区"], 3, OLD)
    assert (
        df["label"].tolist()
        == [
            "70代以上・女・A",  # rows 0, 1, 3
            "70代以上・女・A",
            "70代・女",  # rows 0, 1, 2: leaving out 地区 costs as much as leaving out another, and it is named last
            "70代以上・女・A",
            "70代以上・A",  # rows 0, 1, 3, 4
            "",  # 20代 1, 男 2, B 2: nothing may be printed
            "女・A",  # rows 0, 1, 3, 6: nothing was given up, the age was not answered
        ]
    )
    assert df["matches"].tolist() == [3, 3, 3, 3, 4, 7, 4]
    assert df["given_up"].tolist()[2:] == [
        "地区を省いた",
        "年代を広げた",
        "年代を広げた、性別を省いた",
        "年代を省いた、性別を省いた、地区を省いた",
        "",
    ]


@pytest.mark.parametrize("k", [1, 2, 3, 4, 5, 8])
def test_what_is_printed_is_true_of_k_respondents(k):
    df = generalise_attributes(DF, ["年代", "性別", "地区"], k, OLD)
    wide = DF.assign(年代=DF["年代"].replace(OLD["年代"][0]))
    for row in df.to_dict("records"):
        same = pd.Series(True, index=DF.index)
        for name in DF:
            if row[name]:
                same &= (DF[name] == row[name]) | (wide[name] == row[name])
        assert same.sum() >= k or not row["label"]


def test_k_of_one_prints_everything():
    df = generalise_attributes(DF, ["年代", "地区"], 1)
    assert df["label"].tolist()[:2] == ["70代・A", "70代・A"]
    assert (df["given_up"] == "").all()


def test_index_is_kept_and_no_rows_are_no_error():
    df = generalise_attributes(DF.set_index(pd.Index(range(10, 17))), ["性別"], 2)
    assert list(df.index) == list(range(10, 17))
    assert len(generalise_attributes(DF.head(0), ["性別"], 2)) == 0


def test_what_cannot_be_asked():
    with pytest.raises(ParameterError, match="学年"):
        generalise_attributes(DF, ["学年"], 2)
    with pytest.raises(ParameterError, match="k は1以上"):
        generalise_attributes(DF, ["性別"], 0)


def test_a_finding_tells_how_many_were_changed():
    findings = Findings()
    check_attributes(generalise_attributes(DF, ["年代", "性別", "地区"], 3, OLD), 3, Place(), findings)
    (one,) = findings.items
    assert (one.rule, one.severity, one.given) == ("rare-attributes", "info", "6人／7人")
