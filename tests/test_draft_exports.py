"""From the export of every tool to a draft and back: each value of the data can be read with the drafted codebook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from draft_cases import EXPORTS, ROWS, flags, turn, write_csv

from helpers.draft import draft_codebook, render_yaml
from helpers.findings import Findings
from helpers.raw.export import read_code_sheet, read_export
from helpers.raw.survey import open_survey

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"


def draft(path: Path, table: dict | None = None):
    """(questions by text, survey read back, findings of the draft); reading back gives no error."""
    noted, told = Findings(), Findings()
    export = read_export(path, noted)
    drafted = draft_codebook(export.sheet, noted, export.received, table or read_code_sheet(export))
    codebook = path.with_name("survey.yaml")
    codebook.write_text(render_yaml(drafted), encoding="utf-8", newline="\n")
    survey = open_survey(export.sheet, codebook, told)
    wrong = [str(item) for item in told.items if item.severity in ("error", "fatal")]
    assert wrong == []
    return {question["text"]: question for question in drafted.document["questions"]}, survey, drafted


def kinds(questions: dict) -> dict[str, str]:
    return {text: question["type"] for text, question in questions.items()}


@pytest.mark.parametrize("name", EXPORTS)
def test_every_value_of_every_export_is_readable(name, tmp_path):
    _, survey, drafted = draft(write_csv(EXPORTS[name](), tmp_path))
    assert len(survey.respondents) == ROWS
    assert all(drafted.reasons[question["id"]] for question in drafted.document["questions"])


def test_google_forms(tmp_path):
    questions, survey, drafted = draft(write_csv(EXPORTS["google_ja"](), tmp_path))
    assert kinds(questions) == {
        "性別": "SA", "年代": "SA", "利用したもの（すべて）": "MA", "満足度": "SCALE", "友人にすすめたいですか": "NPS",
        "総合評価": "SCALE", "希望の時間": "MA", "ご意見": "FA",
    }  # fmt: skip
    assert questions["性別"]["choices"] == ["男性", "女性", "回答しない"]
    assert questions["年代"]["choices"] == ["10代", "20代", "30代", "40代", "80歳以上"]
    assert questions["利用したもの（すべて）"]["choices"] == [
        "ホームページ, SNS",
        "相談窓口",
        "イベント（講座, 交流会）",
        "郵送",
    ]
    assert questions["満足度"]["items"] == {"接客": "満足度 [接客]", "価格": "満足度 [価格]"}
    assert questions["総合評価"]["choices"] == ["1", "2", "3", "4", "5"]
    assert drafted.document["timestamp_column"] == "タイムスタンプ"
    assert [one.column for one in drafted.left_out] == ["メールアドレス"]
    # 16 combinations of 4 choices, 3 times: each choice in 8 of them
    assert survey.respondents[questions["利用したもの（すべて）"]["id"]].dropna().explode().value_counts().to_dict() == {
        "ホームページ, SNS": 24, "相談窓口": 24, "イベント（講座, 交流会）": 24, "郵送": 24,
    }  # fmt: skip


def test_google_forms_in_english_with_own_words_in_the_cell(tmp_path):
    questions, survey, _ = draft(write_csv(EXPORTS["google_en"](), tmp_path))
    cloud = questions["Which clouds?"]
    assert (cloud["choices"], cloud["other_text"]) == (["AWS", "GCP", "Azure", "Other"], "cell")
    words = survey.respondents[f"{cloud['id']}_other"]
    assert words[~words.isin(["非該当"])].dropna().tolist() == ["OVH", "our own cluster", "Hetzner"]
    assert questions["How often do you use it?"]["choices"] == [
        "Every day",
        "Occasionally",
        "Just looking for now",
    ]
    assert questions["Features"]["choices"] == ["Critical to me", "Somewhat useful", "Not relevant for me"]
    assert questions["Python 2 or 3?"] | {"codes": {"2.0": "2", "3.0": "3"}} == questions["Python 2 or 3?"]
    assert questions["How easy is it to upgrade?"]["type"] == "SCALE"


def test_microsoft_forms(tmp_path):
    questions, _, drafted = draft(write_csv(EXPORTS["microsoft_forms"](), tmp_path))
    assert kinds(questions) == {"部署": "SA", "利用した機能": "MA", "大切な順": "RANK", "改善点": "FA"}
    assert drafted.document["id_column"] == "ID"
    assert drafted.document["timestamp_column"] == "完了時刻"


def test_surveymonkey_two_header_rows_and_a_choice_that_nobody_chose(tmp_path):
    questions, survey, drafted = draft(write_csv(EXPORTS["surveymonkey"](), tmp_path))
    assert kinds(questions) == {
        "性別": "SA",
        "利用した窓口": "MA",
        "満足度": "SCALE",
        "ご意見": "FA",
        "重視する順": "RANK",
    }
    assert drafted.document["header_rows"] == 2
    assert questions["利用した窓口"]["choices"] == ["電話", "来所", "オンライン", "その他 (具体的に)"]
    chosen = survey.respondents[questions["利用した窓口"]["id"]].dropna().explode().value_counts().to_dict()
    assert chosen == {"電話": 24, "来所": 16, "その他 (具体的に)": 7}
    assert {one.column for one in drafted.left_out} >= {"IP Address", "Collector ID", "Email Address"}


def test_coded_export_without_a_code_table(tmp_path):
    questions, _, drafted = draft(write_csv(EXPORTS["macromill"](), tmp_path))
    found = {question["id"]: question for question in questions.values()}
    assert {name: question["type"] for name, question in found.items()} == {
        "SEX": "SA", "AGE": "NUM", "Q1": "SA", "Q2": "MA", "Q3": "SA", "Q4": "SA", "a1": "MA",
    }  # fmt: skip
    assert found["Q2"]["columns"] == {name: name for name in ("Q2_1", "Q2_2", "Q2_3")}
    assert found["Q2"]["other_text"] == "Q2_3FA"
    assert found["Q3"]["items"] == {"Q3_1": "Q3_1", "Q3_2": "Q3_2"}
    assert found["Q4"]["base"] == 'Q1 == "1"'
    assert found["a1"]["columns"] == {"1": "a1_1", "2": "a1_2", "3": "a1_3"}
    assert drafted.document["weight"] == "WT"
    assert drafted.document["crosstabs"] == ["SEX", "AGE_band"]


def test_coded_export_with_its_code_table(tmp_path):
    book = openpyxl.Workbook()
    answers, codes = book.active, book.create_sheet("コード表")
    columns = EXPORTS["macromill"]()
    answers.append([*columns])
    for row in zip(*columns.values(), strict=True):
        answers.append([int(cell) if cell.isdigit() else cell for cell in row])
    for row in [
        ("設問番号", "設問文", "形式", "コード", "選択肢"), ("SEX", "性別", "SA", 1, "男性"), ("", "", "", 2, "女性"),
        ("Q1", "利用したことがある", "SA", 1, "はい"), ("", "", "", 2, "いいえ"),
        ("Q2", "利用したもの", "MA", 1, "窓口"), ("", "", "", 2, "電話"), ("", "", "", 3, "その他"),
        ("Q4", "満足度", "SA", 1, "満足"), ("", "", "", 2, "普通"), ("", "", "", 3, "不満"), ("", "", "", 4, "わからない"),
        ("a1", "希望", "MA", 1, "朝"), ("", "", "", 2, "昼"), ("", "", "", 3, "夕"), ("", "", "", 4, "夜"), ("", "", "", 5, "深夜"),
    ]:  # fmt: skip
        codes.append(row)
    path = tmp_path / "responses.xlsx"
    book.save(path)
    questions, survey, _ = draft(path)
    assert questions["性別"]["codes"] == {"1": "男性", "2": "女性"}
    assert questions["利用したもの"]["columns"] == {"窓口": "Q2_1", "電話": "Q2_2", "その他": "Q2_3"}
    assert questions["満足度"]["choices"] == ["満足", "普通", "不満", "わからない"]
    assert questions["満足度"]["scores"] == {"満足": 3, "普通": 2, "不満": 1}
    assert questions["満足度"]["base"] == 'Q1 == "はい"'
    assert questions["希望"]["choices"] == ["朝", "昼", "夕", "夜", "深夜"]
    # by turns: 1 3 5 / 2 5 / 3 / 1 2 4
    assert survey.respondents[questions["希望"]["id"]].head(4).tolist() == [
        ("朝", "夕", "深夜"),
        ("昼", "深夜"),
        ("夕",),
        ("朝", "昼", "夜"),
    ]


def test_logo_form(tmp_path):
    questions, _, drafted = draft(write_csv(EXPORTS["logo"](), tmp_path))
    assert [(question["id"], question["type"]) for question in questions.values()] == [
        ("Q1", "SA"), ("Q2", "MA"), ("Q3", "SA"), ("Q4", "SCALE"), ("Q5", "NUM"),
    ]  # fmt: skip
    assert questions["利用した施設"]["other_text"] == "問2 利用した施設_その他"
    assert questions["来館回数"]["choices"] == ["初めて", "2～3回", "4～9回", "10回以上"]
    assert questions["問4"]["items"] == {
        "職員の対応": "問4-1 職員の対応",
        "館内の清潔さ": "問4-2 館内の清潔さ",
    }
    assert questions["利用料"]["unit"] == "円"
    assert drafted.document["id_column"] == "受付番号"


def test_questant(tmp_path):
    questions, _, _ = draft(write_csv(EXPORTS["questant"](), tmp_path))
    assert questions["知ったきっかけ"]["columns"] == {
        name: f"Q2.知ったきっかけ:{name}" for name in ("テレビ", "新聞", "その他")
    }
    assert questions["知ったきっかけ"]["other_text"] == "Q2.知ったきっかけ:その他:自由記入"
    assert questions["Q3"] | {"type": "RANK", "columns": {"1": "Q3.1位", "2": "Q3.2位"}} == questions["Q3"]


def test_excel_with_merged_header_rows_and_a_matrix_of_marks(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["No", "問5", "", "", "", "問6"])
    sheet.append(["", "接客", "", "価格", "", ""])
    sheet.append(["", "電話", "窓口", "電話", "窓口", ""])
    for area in ("A1:A3", "B1:E1", "B2:C2", "D2:E2", "F1:F3"):
        sheet.merge_cells(area)
    marks = zip(flags(2), flags(3), flags(4), flags(5), turn("はい", "いいえ"), strict=True)
    for at, row in enumerate(marks):
        sheet.append([at + 1, *map(int, row[:4]), row[4]])
    path = tmp_path / "responses.xlsx"
    book.save(path)
    questions, survey, _ = draft(path)
    assert questions["問5"]["items"] == {
        item: {choice: f"問5 / {item} / {choice}" for choice in ("電話", "窓口")} for item in ("接客", "価格")
    }
    assert survey.respondents["Q5_1"].iloc[0] == ("電話", "窓口")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_survey_of_one_or_three_respondents(rows, tmp_path):
    columns = {"回答ID": ["a", "b", "c"], "性別": ["男性", "女性", "女性"], "満足度": ["満足", "普通", "とても満足"],
               "利用": ["窓口;電話", "窓口", "電話;郵便"], "ご意見": ["よい", "", "待ち時間が長い。"]}  # fmt: skip
    questions, survey, _ = draft(write_csv({name: cells[:rows] for name, cells in columns.items()}, tmp_path))
    assert len(survey.respondents) == rows
    assert [question["type"] for question in questions.values()][-2:] == ["MA", "FA"]


def test_a_survey_without_respondents_keeps_its_columns(tmp_path):
    noted = Findings()
    export = read_export(write_csv({"回答ID": [], "性別": [], "満足度": []}, tmp_path), noted)
    drafted = draft_codebook(export.sheet, noted, export.received)
    assert [(question["text"], question["type"]) for question in drafted.document["questions"]] == [
        ("性別", "FA"),
        ("満足度", "FA"),
    ]
    assert drafted.document["id_column"] == "回答ID"


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_export_gives_the_same_bytes(name, tmp_path):
    path = write_csv(EXPORTS[name](), tmp_path)
    texts = set()
    for _ in range(2):
        export = read_export(path, Findings())
        texts.add(render_yaml(draft_codebook(export.sheet, Findings(), export.received)))
    assert len(texts) == 1 and str(tmp_path) not in texts.pop()


def copy_sample(name: str, folder: Path) -> Path:
    if not (SAMPLES / name).is_file():
        pytest.skip("samples are not part of the project")
    path = folder / name
    path.write_bytes((SAMPLES / name).read_bytes())
    return path


def test_sample_of_google_forms(tmp_path):
    questions, _, _ = draft(copy_sample("google_forms_dask_2019.csv", tmp_path))
    assert [question["type"] for question in questions.values()] == [
        *("MA", "MA", "MA", "SA", "MA", "SA", "SA", "SA", "SA", "MA", "MA", "FA", "SCALE", "SA"),
    ]  # fmt: skip
    launch = questions["If you use a cluster, how do you launch Dask?"]
    assert (
        "HPC resource manager (SLURM, PBS, SGE, LSF or similar)" in launch["choices"]
        and launch["other_text"] == "cell"
    )
    assert len(questions["What common feature requests do you care about most?"]["items"]) == 10


def test_sample_of_a_tourism_survey(tmp_path):
    """Its joined columns and its 0/1 columns say the same; three of the latter belong to two questions at once."""
    questions, survey, drafted = draft(copy_sample("fukui_tourism_survey_202204.csv", tmp_path))
    assert [question["type"] for question in questions.values()].count("MA") == 4
    assert "column" in questions["訪問目的ALL"] and "columns" in questions["福井県内での交通手段ALL"]
    assert questions["満足度"]["choices"] == ["とても満足", "満足", "どちらでもない", "不満", "とても不満"]
    assert questions["NPS"]["type"] == "NPS"
    assert questions["交通費"]["choices"][:3] == ["使わない", "1,000円未満", "1,000円以上 3,000円未満"]
    assert {"生まれ年", "回答月", "回答エリア2", "福井県内での交通手段ALL"} <= {
        one.column for one in drafted.left_out
    }
    car = survey.respondents[questions["福井県内での交通手段ALL"]["id"]].dropna().explode().value_counts()
    assert car["自家用車"] == 205
