"""Bad input is told, with its place and the remedy, and keeps nothing else out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pytest

from docs.write_bad_input import PAGE, compose_page
from pipelines.errors import ReportsFolderError
from pipelines.ingest.archive import ReportArchive
from pipelines.ingest.intake import ingest_documents
from pipelines.ingest.workers import Limits
from tests.ingest.bad_input.cases import (
    CASES,
    LISTS,
    ROWS,
    BadInput,
    BadList,
    BadRow,
)
from tests.ingest.bad_input.made_files import SENTENCE, sheet

FIRST_GOOD_NUMBER = 1000
OUTSIDE = 4321
AUDIT = "select path, status, reason from audit_document"
FIGURES = """
    select
        path,
        coalesce(value_text, ''),
        coalesce(reading_problem, if(value_kind = 'unreadable', reasons[1], null))
    from raw_figure
    inner join raw_document using (document_id)
    order by path, ordinal
"""

Told = tuple[str, str | None]


@dataclass(frozen=True)
class Intake:
    """What the warehouse holds of every path: status and reason, values and problems.

    ``figures`` also has the good documents, and ``warnings`` are those of the run.
    """

    told: dict[str, Told]
    figures: dict[str, list[Told]]
    warnings: tuple[str, ...]


def folder_of(case: BadInput) -> str:
    return f"case-{CASES.index(case)}"


def good_number(case: BadInput) -> str:
    """Return the number in the good documents beside a case, which is its own."""
    return str(FIRST_GOOD_NUMBER + CASES.index(case))


def put_case(reports: Path, case: BadInput) -> None:
    """Write good documents, and the file of a case beside them."""
    folder = reports / folder_of(case)
    folder.mkdir()
    sentence = SENTENCE.replace("12,345", good_number(case))
    (folder / "good.csv").write_text(sheet(good_number(case)), encoding="utf-8")
    (folder / "good.txt").write_text(sentence, encoding="utf-8")
    made = case.make(folder / case.file)
    if made is not None:
        content = made.encode() if isinstance(made, str) else made
        (folder / case.file).write_bytes(content)


def take_in(root: Path, cases: list[BadInput], limits: Limits) -> Intake:
    """Take in the documents of some cases, in one run."""
    reports = root / "reports"
    reports.mkdir()
    (root / "outside.csv").write_text(sheet(OUTSIDE), encoding="utf-8")
    rows = "".join(f"{each.row}\n" for each in ROWS)
    (reports / "catalogue.csv").write_text(f"path,company\n{rows}", encoding="utf-8")
    for case in cases:
        put_case(reports, case)

    def interfere(_done: int, _total: int, name: str) -> None:
        for case in cases:
            if case.meanwhile and case.file == name:
                case.meanwhile(reports / folder_of(case) / name)

    with duckdb.connect() as connection:
        archive = ReportArchive(folder=str(reports))
        summary = ingest_documents(
            archive, connection, root / "raw", "run-1", limits, interfere
        )
        figures: dict[str, list[Told]] = {}
        for path, value, problem in connection.sql(FIGURES).fetchall():
            figures.setdefault(path, []).append((value, problem))
        audit = connection.sql(AUDIT).fetchall()
    told = {path: (status, reason) for path, status, reason in audit}
    return Intake(told, figures, summary.warnings)


@pytest.fixture(scope="module")
def intake_of(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, Limits], Intake]:
    """Take in the cases of a kind together, once: none may keep another out."""

    @cache
    def intake_of(kind: str, limits: Limits) -> Intake:
        cases = [each for each in CASES if (each.kind, each.limits) == (kind, limits)]
        return take_in(tmp_path_factory.mktemp("bad"), cases, limits)

    return intake_of


def path_of(case: BadInput) -> str:
    """Return the path under which a case is recorded."""
    name = case.file.encode("utf-8", "backslashreplace").decode()
    return f"{folder_of(case)}/{name}"


def is_said(reason: str | None, says: str | None) -> bool:
    """Tell whether a reason is what a case says; an ellipsis stands for anything."""
    if says is None or reason is None:
        return reason == says
    return re.fullmatch(".*".join(map(re.escape, says.split("…"))), reason) is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.what}")
def test_bad_input_is_told_and_keeps_nothing_out(case, intake_of):
    intake = intake_of(case.kind, case.limits)

    status, reason = intake.told[path_of(case)]
    figures = intake.figures.get(path_of(case), [])
    problems = [problem for _, problem in figures if problem]
    assert status == case.status
    assert is_said(reason, case.says), reason
    assert [value for value, _ in figures] == list(case.values)
    assert len(problems) == len(case.held)
    assert all(map(is_said, problems, case.held)), problems
    for good in ("good.csv", "good.txt"):
        [(value, problem)] = intake.figures[f"{folder_of(case)}/{good}"]
        assert (value, problem) == (good_number(case), None)


def test_no_file_out_of_the_reports_folder_is_read(intake_of):
    for case in CASES:
        figures = intake_of(case.kind, case.limits).figures.values()
        assert str(OUTSIDE) not in [value for each in figures for value, _ in each]


def test_what_is_wrong_with_a_document_that_is_read_is_warned_of_too(intake_of):
    for case in CASES:
        if case.status == "read" and case.says:
            intake = intake_of(case.kind, case.limits)
            assert str(intake.told[path_of(case)][1]) in " ".join(intake.warnings)


@pytest.mark.parametrize("bad", ROWS, ids=lambda bad: bad.what)
def test_a_bad_row_of_the_catalogue_is_told(bad: BadRow, intake_of):
    line = ROWS.index(bad) + 2
    warnings = intake_of(CASES[0].kind, CASES[0].limits).warnings

    assert f"catalogue.csv line {line}: {bad.says}" in warnings


@pytest.mark.parametrize("bad", LISTS, ids=lambda bad: bad.what)
def test_a_catalogue_that_cannot_be_trusted_stops_the_run(bad: BadList, put, ingest):
    put("acme/good.csv", sheet(1))
    put("catalogue.csv", bad.content)

    with pytest.raises(ReportsFolderError) as error:
        ingest()

    assert is_said(str(error.value), bad.says)


def test_the_page_of_bad_input_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == compose_page()


def test_every_case_has_a_name_of_its_own():
    names = [(case.kind, case.what) for case in CASES]

    assert len(set(names)) == len(names)
