"""The machine-readable tables of a survey, long, with physical names: results, codes, symbols, definitions, history.

    results: survey | question | question_type | row_kind | choice_code | choice_label | statistic | banner | banner_code
             survey | Q1       | SA            | choice   | c01         | NPO法人      | count     | total  | total
             ... status   | n  | base | percent | ...
                 observed | 18 | 62   | 29.03   |

Every column is described in machine_words. A suppressed row holds no number but its base, whatever the frame says.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from helpers.databook.about import About
from helpers.databook.machine_codes import Codes, build_codes, list_codes
from helpers.databook.machine_words import (
    BOM,
    DELIMITER,
    ENCODING,
    NEWLINE,
    NONE,
    SYMBOLS,
    TABLES,
    TOTAL,
)
from helpers.databook.plain import one_line

NUMBERS = {
    "n": "n", "base": "base", "percent": "percent", "value": "value", "difference": "difference", "ci_lower": "lower",
    "ci_upper": "upper", "p_value": "p", "degrees_of_freedom": "df", "n_unweighted": "n_unweighted",
    "base_unweighted": "base_unweighted", "base_effective": "base_effective",
}  # fmt: skip
KEPT = ("base", "base_unweighted", "base_effective")  # what a suppressed row may still tell
WHOLE = ("base", "base_unweighted", "n", "n_unweighted")


def build_machine_tables(frame: pd.DataFrame, codebook: Mapping, about: About) -> dict[str, pd.DataFrame]:
    """The tables of machine_words.TABLES by name, in that order; `frame` is df_by_question_choice."""
    frame = _complete(frame)
    questions = {question["id"]: question for question in codebook.get("questions", [])}
    codes = build_codes(frame, questions)
    results = _build_results(frame, codes)
    made = {
        "results": results,
        "significance": _build_significance(frame, results),
        "questions": _build_questions(frame, questions, codes, codebook),
        "codes": named_frame("codes", list_codes(frame, codes).itertuples(index=False)),
        "symbols": named_frame("symbols", SYMBOLS),
        "columns": _build_columns(),
        "history": _build_history(about),
        "about": _build_about(about, codebook),
    }
    return {name: made[name] for name in TABLES}


def _complete(frame: pd.DataFrame) -> pd.DataFrame:
    """The same frame with every column that is read; texts without gaps and on one line."""
    texts = (
        "survey", "question", "question_text", "matrix", "item", "type", "choice", "kind", "banner",
        "banner_choice", "statistic", "letter", "letters", "base_note", "source",
    )  # fmt: skip
    frame = frame.reset_index(drop=True)
    made = {name: _texts(frame, name) for name in texts}
    made |= {name: _numbers(frame, name) for name in NUMBERS.values()}
    made |= {name: _flags(frame, name) for name in ("suppressed", "synthetic")}
    return pd.DataFrame(made, index=frame.index)


def _texts(frame: pd.DataFrame, name: str) -> pd.Series:
    column = frame[name] if name in frame else pd.Series("", index=frame.index)
    codes, labels = pd.factorize(column.astype(object).where(column.notna(), ""))
    clean = np.array([*map(one_line, labels), ""], dtype=object)
    return pd.Series(clean[codes], index=frame.index, dtype=object)


def _numbers(frame: pd.DataFrame, name: str) -> pd.Series:
    column = pd.to_numeric(frame[name]) if name in frame else pd.Series(pd.NA, index=frame.index)
    return column.astype("Float64")


def _flags(frame: pd.DataFrame, name: str) -> pd.Series:
    if name not in frame:
        return pd.Series(False, index=frame.index)
    return frame[name].astype("boolean").fillna(False).astype(bool)


def _build_results(frame: pd.DataFrame, codes: Codes) -> pd.DataFrame:
    whole = frame["banner"] == ""
    is_statistic = frame["statistic"] != ""
    choice = frame["choice"].where(frame["choice"] != "", "該当なし")
    made = {
        "survey": frame["survey"],
        "question": frame["question"],
        "question_type": frame["type"],
        "row_kind": frame["kind"].where(frame["kind"] != "", "choice").where(~is_statistic, "statistic"),
        "choice_code": _look_up(frame["question"], frame["choice"], codes, NONE),
        "choice_label": choice,
        "statistic": frame["statistic"].where(is_statistic, "count"),
        "banner": frame["banner"].where(~whole, TOTAL),
        "banner_code": _look_up(frame["banner"], frame["banner_choice"], codes, TOTAL),
        "banner_label": frame["banner_choice"].where(frame["banner_choice"] != "", "全体"),
        "banner_letter": frame["letter"].where(frame["letter"] != "", NONE),
        "status": _status(frame),
        **{name: _number_column(frame, name) for name in NUMBERS},
        "synthetic": frame["synthetic"].map({True: "yes", False: "no"}),
    }
    return pd.DataFrame(made)


def _look_up(keys: pd.Series, labels: pd.Series, codes: Codes, absent: str) -> pd.Series:
    pairs = pd.MultiIndex.from_arrays([keys, labels])
    positions, found = pd.factorize(pairs)
    made = np.array([codes.get(key, {}).get(label, absent) for key, label in found], dtype=object)
    return pd.Series(made[positions] if len(found) else [], index=keys.index, dtype=object)


def _status(frame: pd.DataFrame) -> pd.Series:
    """observed where the row's own figure is there: n of a count, value of a statistic."""
    own = frame["value"].where(frame["statistic"] != "", frame["percent"])
    status = pd.Series("observed", index=frame.index, dtype=object)
    status[own.isna().astype(bool)] = "unavailable"
    status[(own.isna() & (frame["base"] == 0).fillna(False)).astype(bool)] = "no_base"
    status[frame["suppressed"]] = "suppressed"
    return status


def _number_column(frame: pd.DataFrame, name: str) -> pd.Series:
    column = frame[NUMBERS[name]]
    if name not in KEPT:
        column = column.mask(frame["suppressed"])
    column = column.mask(~np.isfinite(column.to_numpy(dtype=float, na_value=np.nan)))
    is_whole = NUMBERS[name] in WHOLE and bool((column.dropna() % 1 == 0).all())
    return column.astype("Int64") if is_whole else column


def _build_significance(frame: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """A row for each column that another is significantly lower than: one datum a cell, so not "A,C"."""
    names = [column.name for column in TABLES["significance"][1]]
    rows = results.assign(lower_letter=frame["letters"].str.split(","))
    rows = rows[(frame["letters"] != "") & ~frame["suppressed"]].explode("lower_letter")
    if rows.empty:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in names})
    rows["lower_letter"] = rows["lower_letter"].str.strip()
    keys = ["survey", "question", "banner", "banner_letter"]
    lettered = results.loc[results["banner_letter"] != NONE, [*keys, "banner_code"]].drop_duplicates(keys)
    lettered = lettered.set_axis([*keys[:3], "lower_letter", "lower_code"], axis=1)
    rows = rows.merge(lettered, how="left", on=[*keys[:3], "lower_letter"], validate="m:1")
    return rows.fillna({"lower_code": NONE})[names]


def _build_questions(
    frame: pd.DataFrame, questions: Mapping[str, Mapping], codes: Codes, codebook: Mapping
) -> pd.DataFrame:
    rows = []
    for row in frame.drop_duplicates(["survey", "question"]).itertuples():
        known = questions.get(row.question, {})
        count = sum(code.startswith("c") for code in codes.get(row.question, {}).values())
        base = known.get("percent_base") or codebook.get("percent_base") or "asked"
        values = (
            row.survey, row.question, row.matrix, row.item, row.question_text, row.type, known.get("unit"),
            known.get("base"), base, row.base_note, count, _yes(known.get("derived")), _yes(row.synthetic), row.source,
        )  # fmt: skip
        rows.append(values)
    return named_frame("questions", rows)


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _build_columns() -> pd.DataFrame:
    return named_frame("columns", [
        (table, column.name, column.label, column.kind, column.unit, column.codes, column.blank, column.meaning)
        for table, (_, columns) in TABLES.items()
        for column in columns
    ])  # fmt: skip


def _build_history(about: About) -> pd.DataFrame:
    first = (about.fiscal_year, NONE, "この形式で提供した最初の年度", NONE)
    changes = [(change.fiscal_year, change.question, change.change, change.note) for change in about.history]
    return named_frame("history", changes or [first])


def _build_about(about: About, codebook: Mapping) -> pd.DataFrame:
    rows = [
        ("survey", "調査のID", about.id), ("title", "調査の名称", about.title), ("respondents_text", "対象", about.who),
        ("fiscal_year", "年度（西暦）", about.fiscal_year), ("fiscal_year_label", "年度（和暦併記）", about.year_label),
        ("period_start", "調査の開始日", about.start), ("period_end", "調査の終了日", about.end),
        ("mode", "調査方法", about.mode), ("unit", "回答者の単位", about.unit),
        ("respondents", "回答者の数", about.respondents), ("sent", "送付した数", about.sent),
        ("area_code", "標準地域コード", about.area_code), ("area_name", "地域の正式名称", about.area_name),
        ("weight", "重みの列", codebook.get("weight")), ("suppress_below", "秘匿する件数の下限", codebook.get("suppress_below")),
        ("source", "出典", about.source), ("synthetic_note", "合成データの説明", about.synthetic),
        *((f"method_{number:02}", f"集計の方法{number}", text) for number, text in enumerate(about.methods, 1)),
        *((f"received_{number:02}", f"受け取ったデータの{what}", value)
          for number, (what, value) in enumerate(about.received, 1)),
        ("encoding", "CSVの文字コード", ENCODING), ("bom", "CSVのBOM", BOM), ("newline", "CSVの改行", NEWLINE),
        ("delimiter", "CSVの区切り", DELIMITER), ("decimal_mark", "小数点", "ピリオド"),
        ("date_format", "日付の形", "西暦（ISO 8601、YYYY-MM-DD）"),
        ("table_format", "表の形", "縦持ち（1行1値の組）"),
    ]  # fmt: skip
    return named_frame("about", rows)


def named_frame(name: str, rows: object) -> pd.DataFrame:
    """Rows as a frame with the table's columns; texts on one line, `none` where there is nothing."""
    columns = TABLES[name][1]
    made = pd.DataFrame(list(rows), columns=[column.name for column in columns], dtype=object)
    for column in columns:
        if column.kind == "integer":
            made[column.name] = made[column.name].astype("Int64")
        else:
            made[column.name] = [_cell(value) for value in made[column.name]]
    return made


def _cell(value: object) -> str:
    return NONE if value is None or value is pd.NA or value == "" else one_line(value)
