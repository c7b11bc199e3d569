"""start_year: checks what was asked for, and puts the new raw folder in place in one step."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from helpers.case import RESERVED, SLUG, YEAR, Case, known_cases
from helpers.contract import TO_CHECK, WORKBOOK
from helpers.errors import ExportError, ParameterError
from helpers.handoff import replace_file
from helpers.newyear.carry import name_source
from helpers.newyear.folder import begin, carry_over
from helpers.raw import RawInputs, read_case

SOURCE = re.compile(r"(?:(?P<slug>[^/]+)/)?(?P<year>[^/]+)")


@dataclass(frozen=True)
class NewYear:
    """What was made: the case, the case it was made from (None: from nothing), and its files in the raw folder."""

    case: Case
    source: Case | None
    files: tuple[str, ...]


def start_year(
    root: Path, municipality: str, fiscal_year: int | str, source_year: int | str | None = None
) -> NewYear:
    """Make `data/raw/<municipality>/<fiscal_year>/` and return what was made.

    `source_year` is an earlier year of the municipality (2023; default the last before `fiscal_year`), or for a
    municipality without a year so far another case (`koto/2023`), of which only the surveys' questions are taken;
    without it such a municipality begins blank.

    Raises ParameterError when the slug, the year or the source cannot be, or the folder is there already;
    RawInputError when the source cannot be read without fatal findings; ExportError when it cannot be written.
    """
    case = _check_new(root, municipality, fiscal_year)
    source = _find_source(case, source_year)
    raw = _read_source(source) if source else None
    same = source is not None and source.municipality == case.municipality
    files = carry_over(raw, case) if same else begin(case, raw)
    with _placed(case.raw) as folder:
        for name, content in sorted(files.items()):
            replace_file(folder / name, content)
    return NewYear(case, source, tuple(sorted(files)))


def _check_new(root: Path, municipality: str, fiscal_year: int | str) -> Case:
    if not SLUG.fullmatch(municipality) or municipality in RESERVED:
        raise ParameterError(
            f"municipality「{municipality}」は使えません。英小文字で始まる英小文字・数字・「_」「-」の名前にしてください"
            f"（例 koto。{'・'.join(RESERVED)} は使えません）。"
        )
    if isinstance(fiscal_year, bool) or not YEAR.fullmatch(str(fiscal_year)):
        raise ParameterError(f"fiscal_year「{fiscal_year}」は4桁の西暦年度で指定してください（例 2024）。")
    case = Case(municipality, int(fiscal_year), root)
    if case.raw.exists() and (not case.raw.is_dir() or any(case.raw.iterdir())):
        raise ParameterError(
            f"{case.raw} はもうあります。中身を上書きしません。別の年度を指定するか、要らないフォルダなら先に移してください。"
        )
    return case


def _find_source(case: Case, given: int | str | None) -> Case | None:
    known = known_cases(case.root)
    own = known.get(case.municipality, [])
    if given is None:
        earlier = [year for year in own if year < case.fiscal_year]
        if own and not earlier:
            raise ParameterError(
                f"{case.municipality} には {case.fiscal_year} より前の年度がありません。ある年度：{_years(own)}"
            )
        return Case(case.municipality, earlier[-1], case.root) if earlier else None
    match = SOURCE.fullmatch(str(given))
    slug, year = (match["slug"] or case.municipality, match["year"]) if match else ("", "")
    if not YEAR.fullmatch(year) or int(year) not in known.get(slug, []):
        allowed = (
            "、".join(f"{name}/{_years(years, '・')}" for name, years in known.items())
            or "（まだ事例がありません）"
        )
        raise ParameterError(f"--from「{given}」の事例はありません。指定できる値：{allowed}")
    if slug == case.municipality and int(year) >= case.fiscal_year:
        allowed = _years([held for held in own if held < case.fiscal_year]) or "（ありません）"
        raise ParameterError(
            f"--from「{given}」は、作る年度（{case.fiscal_year}）より前ではありません。指定できる値：{allowed}"
        )
    if slug != case.municipality and own:
        raise ParameterError(
            f"{case.municipality} には前の年度があるため、別の自治体（{slug}）からは始められません。指定できる値：{_years(own)}"
        )
    return Case(slug, int(year), case.root)


def _years(years: list[int], mark: str = "、") -> str:
    return mark.join(map(str, years))


def _read_source(source: Case) -> RawInputs:
    raw = read_case(source)
    raw.findings.stop_if_fatal(f"{source} に致命的な指摘があるため、引き継げません。先に直してください。")
    return raw


@contextmanager
def _placed(target: Path) -> Iterator[Path]:
    """A folder beside the target, renamed to it when it is complete; nothing is left where that fails."""
    building = target.with_name(f".{target.name}.new")
    try:
        shutil.rmtree(building, ignore_errors=True)  # of a run that was broken off
        building.mkdir(parents=True)
        yield building
        if target.exists():
            target.rmdir()
        building.rename(target)
    except OSError as error:
        raise ExportError(
            f"{target} を作れません（{error.strerror or error}）。何も変えていません。"
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
        with suppress(OSError):
            target.parent.rmdir()  # a municipality's folder without a year in it


def render_new_year(new: NewYear) -> str:
    """What was made, and what to do next; the findings of the first run are the list of what is still to do."""
    if new.source is None:
        origin = "空の様式を置きました。case.yaml の自治体名から書き始めてください。"
    elif new.source.municipality == new.case.municipality:
        said = name_source(new.source.fiscal_year, new.case.fiscal_year)
        origin = (
            f"{new.source} から、名前・体制・計画・設問・参加者（要確認）を引き継ぎました。"
            f"数値・日付・結果は空にし、{said}の文は印字されないコメントに残しました。"
        )
    else:
        origin = f"{new.source} から調査の設問だけを引き継ぎ、ほかは空の様式を置きました。"
    lines = [
        f"{new.case.raw} を作りました（{len(new.files)}ファイル）。",
        origin,
        "次にすること：",
        *_steps(new),
    ]
    return "\n".join(lines)


def _steps(new: NewYear) -> list[str]:
    steps = [
        f"{WORKBOOK} を Excel で開き、シートごとに書く（最初のシートに使い方）。",
        "受け取った回答を surveys/＜id＞/ の responses.csv（または responses.xlsx）と置き換え、survey.yaml の sent・period と設問を直す。",
        "case.yaml・projects.yaml・forum.yaml・platform.yaml・figures.yaml を今年度のものに直す。",
        "carry_over.yaml の課題ごとに、年度末の状態を書く。",
        f"casebook run {new.case} を動かす。指摘が、残っている作業の一覧になる。",
        "chapters/*.md を一つずつ書き、そのたびに動かす。",
    ]
    if TO_CHECK in new.files:
        steps.insert(0, f"{TO_CHECK} を読み、引き継いだものが今年度も正しいかを確かめて、消す。")
    return [f"  {number}. {step}" for number, step in enumerate(steps, 1)]
