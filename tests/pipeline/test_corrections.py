"""A mistake of a document is put right with evidence, until the document is mended."""

import csv
import json

import pytest

from pipelines.schema import load_schema
from pipelines.validate.quarantine import QUARANTINES
from pipelines.validate.suites import load_row_suite
from tests.conftest import PROJECT_FOLDER
from tests.pipeline.conftest import Desk, scopebook

WRONG = "12,,ghg_emissions_gross,1,,FY2024,927,MWh,,,"
RIGHT = WRONG.replace("MWh", "tCO2e")
SURE = "12,,ghg_emissions_gross,3,,FY2024,5100,tCO2e,,,"
EVIDENCE = {
    "corrected": "tCO2e",
    "corrected_by": "Ana",
    "corrected_on": "2026-02-01",
    "reason": "the heading of the energy table stands above it",
    "source": "acme/2025.csv, page 3",
}
TOLD = (
    "unit corrected from MWh to tCO2e by Ana on 2026-02-01: "
    "the heading of the energy table stands above it (acme/2025.csv, page 3)"
)
HEADER = (
    "document,page,locator,field,printed,corrected,corrected_by,corrected_on,reason,"
    "source"
)
GOOD = "acme/2024.csv,12,row 1,{},{},{},Ana,2026-02-01,why,where"
#: Lines of corrections.csv, and what is the matter with each.
UNUSABLE = [
    (
        "acme/2024.csv,12,row 1,unit,MWh,tCO2e,Ana,2026-02-01,,",
        "names no reason and no source, and corrects nothing. Fill it in.",
    ),
    (
        GOOD.format("units", "MWh", "tCO2e"),
        "'units' is no field, and the line corrects nothing. Write one of value, ",
    ),
    (
        GOOD.format("unit", "MWh", "MWh"),
        "'MWh' is what is printed, and the line corrects nothing. Remove it.",
    ),
    (
        GOOD.format("unit", "MWh", "tCO2e").replace("2026-02-01", "today"),
        "'today' is no day on which it was corrected",
    ),
    (
        GOOD.format("period_end", "", "March 2024"),
        "'March 2024' is no day, and the line corrects nothing. Write YYYY-MM-DD.",
    ),
    (
        GOOD.format("value", "927", "many"),
        "'many' is no number, and the line corrects nothing. Write digits.",
    ),
    (
        GOOD.format("change", "5", "n.d."),
        "'n.d.' is no number, and the line corrects nothing. Write digits.",
    ),
    (
        GOOD.format("value", "927", "927.000"),
        "'927.000' can be read as 927 and as 927000, and the line corrects",
    ),
]


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    """A desk with a wrong unit and lines that do not put it right, after one run."""
    desk = Desk(tmp_path_factory.mktemp("corrections"))
    desk.write("acme/2024.csv", WRONG, SURE)
    lines = "\n".join([HEADER, *(line for line, _ in UNUSABLE), ""])
    (desk.reports / "corrections.csv").write_text(lines, encoding="utf-8")
    desk.run()
    return desk


@pytest.fixture
def desk(first_run, tmp_path):
    """A copy of that desk, for a test to go on from."""
    return first_run.copy(tmp_path)


@pytest.fixture
def quarantine(desk):
    """Call the command on the desk."""

    def quarantine(*arguments):
        folders = ("--reports", desk.reports, "--warehouse", desk.warehouse)
        return scopebook("quarantine", *folders, *arguments).stdout

    return quarantine


@pytest.fixture
def correct(desk, quarantine):
    """Fill in the lines that the command prints, and put them where runs read them."""

    def correct(evidence):
        lines = list(csv.DictReader(quarantine("--corrections").splitlines()))
        with (desk.reports / "corrections.csv").open("w", encoding="utf-8") as file:
            writer = csv.DictWriter(file, lines[0])
            writer.writeheader()
            writer.writerows(line | evidence for line in lines)

    return correct


def test_a_wrong_unit_is_put_right_until_the_document_is_mended(
    desk, quarantine, correct
):
    [held_back] = json.loads(quarantine("--format", "json"))
    assert {name: held_back[name] for name in ("document", "page", "printed")} == {
        "document": "acme/2024.csv",
        "page": "12",
        "printed": "927 MWh",
    }
    assert held_back["expectations"] == ["unit_measures_the_quantity"]
    assert "corrections.csv: field unit" in held_back["cure"]

    correct(EVIDENCE)
    assert desk.run().exit_code == 0

    assert json.loads(quarantine("--format", "json")) == []
    assert desk.query(
        "select unit_text, amount, correction from fact_figure "
        "inner join fact_emissions using (figure_id) where is_corrected"
    ) == [("MWh", 927, TOLD)]
    [(metric,)] = desk.query(
        "select metric_id from metric_value where is_corrected order by all limit 1"
    )
    trace = scopebook("trace", metric, "--warehouse", desk.warehouse).stdout
    assert f"correction   {TOLD}\n" in trace

    published = desk.query("select run_id from audit_run order by started_at")
    desk.write("acme/2024.csv", RIGHT, SURE)
    result = desk.run()

    assert result.exit_code == 1
    said = " ".join(result.output.split())
    assert "stg_correction_suite" in said
    assert "correction_meets_its_mistake" in said
    assert "acme/2024.csv" in said
    assert "MWh" in said
    assert "Where the document was mended, remove the line" in said
    assert desk.query("select run_id from audit_run order by started_at") == published

    (desk.reports / "corrections.csv").unlink()
    assert desk.run().exit_code == 0
    assert desk.query("select distinct unit_text, correction from fact_figure") == [
        ("tCO2e", None)
    ]


@pytest.mark.parametrize(
    ("number", "problem"),
    [(number, problem) for number, (_, problem) in enumerate(UNUSABLE, start=2)],
)
def test_a_line_that_cannot_be_used_is_kept_and_warned_of(first_run, number, problem):
    assert f"corrections.csv line {number}: {problem}" in first_run.last_run.stdout
    [(kept,)] = first_run.query(
        f"select problem from raw_correction where line = {number}"
    )
    assert kept.startswith(problem)


def test_lines_that_cannot_be_used_correct_nothing_and_stop_nothing(first_run):
    assert first_run.last_run.exit_code == 0, first_run.last_run.output
    assert first_run.query("select count(*) from raw_correction") == [(len(UNUSABLE),)]
    assert first_run.query("select count(*) from quarantine_figure") == [(1,)]


def test_a_header_that_lacks_a_column_stops_the_run(desk):
    (desk.reports / "corrections.csv").write_text("document,printed\n", "utf-8")

    result = desk.run()

    assert result.exit_code == 1
    assert "corrections.csv: the first line must name each column once" in result.output


def test_every_expectation_of_a_row_has_a_remedy(empty_warehouse):
    names = {
        expectation.meta["name"]
        for staging in QUARANTINES.values()
        for expectation in load_row_suite(staging, load_schema()[staging]).expectations
    }

    remedies = empty_warehouse.sql("select expectation from reference_remedy")
    assert {name for (name,) in remedies.fetchall()} == names


def test_the_example_of_the_page_can_be_used(desk):
    page = (PROJECT_FOLDER / "docs" / "correcting.md").read_text(encoding="utf-8")
    example = page.split("```csv\n")[1].split("```")[0]
    (desk.reports / "corrections.csv").write_text(example, encoding="utf-8")

    assert desk.run().exit_code == 0
    assert desk.query("select count(correction) from fact_figure") == [(1,)]
