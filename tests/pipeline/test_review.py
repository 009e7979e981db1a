"""What is read unsurely waits for a person, whose decision every later run honours."""

import csv
import json
from pathlib import Path

import pytest

from pipelines.ingest.figure_sheet import FigureSheetReader
from tests.pipeline.conftest import Desk, scopebook

# A point may be a decimal mark or part thousands: 0.90 is below this test's threshold.
DOUBTFUL = "12,,ghg_emissions_gross,1,,FY2024,927.000,tCO2e,,,"
SURE = "12,,ghg_emissions_gross,3,,FY2024,5100,tCO2e,,,"


@pytest.fixture(scope="module", autouse=True)
def threshold():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCOPEBOOK_REVIEW_THRESHOLD", "0.95")
        yield


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    """A desk with a doubtful figure and a sure one, after one run."""
    desk = Desk(tmp_path_factory.mktemp("review"))
    desk.write("acme/2024.csv", DOUBTFUL, SURE)
    assert desk.run().exit_code == 0
    return desk


@pytest.fixture
def desk(first_run, tmp_path):
    """A copy of that desk, for a test to go on from."""
    return first_run.copy(tmp_path)


@pytest.fixture
def review(desk):
    """Call the command on the desk."""

    def review(*arguments):
        folders = ("--reports", desk.reports, "--warehouse", desk.warehouse)
        return scopebook("review", *folders, *arguments)

    return review


def waiting(review):
    return json.loads(review("--format", "json").stdout)


def accepted(desk):
    return [
        value
        for (value,) in desk.query("select value_text from fact_figure order by all")
    ]


def reviews(desk):
    with (desk.reports / "reviews.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_an_accepted_figure_is_a_fact_from_the_next_run_on(desk, review, monkeypatch):
    assert accepted(desk) == ["5100"]
    assert desk.query(
        "select value_text, context, expectations from quarantine_figure"
    ) == [
        (
            "927.000",
            "ghg_emissions_gross, 1, FY2024: 927.000 tCO2e",
            ["reading_is_sure"],
        )
    ]
    [row] = waiting(review)
    assert {name: row[name] for name in ("document", "page", "value", "unit")} == {
        "document": "acme/2024.csv",
        "page": "12",
        "value": "927.000",
        "unit": "tCO2e",
    }

    result = review("accept", row["id"], "--reviewer", "Ana", "--note", "on page 12")

    assert result.exit_code == 0, result.output
    [line] = reviews(desk)
    assert line.pop("reviewed_on")
    assert line == {
        "document": "acme/2024.csv",
        "page": "12",
        "locator": "row 1",
        "measure": "ghg_emissions_gross",
        "scope": "scope_1",
        "period": "FY2024",
        "value": "927.000",
        "decision": "accept",
        "reviewer": "Ana",
        "note": "on page 12",
    }
    assert desk.run().exit_code == 0
    assert accepted(desk) == ["5100", "927.000"]
    assert waiting(review) == []

    monkeypatch.setattr(FigureSheetReader, "version", "2")
    assert desk.run().exit_code == 0
    assert accepted(desk) == ["5100", "927.000"]


def test_a_rejected_figure_stays_out_and_says_who_rejected_it(desk, review):
    [(sure,)] = desk.query("select figure_id from fact_figure")

    assert review("reject", sure, "--reviewer", "Ben").exit_code == 0
    [doubtful] = waiting(review)
    assert review("accept", doubtful["id"], "--reviewer", "Ben").exit_code == 0
    desk.run()

    assert accepted(desk) == ["927.000"]
    [(expectations, explanation)] = desk.query(
        "select expectations, explanation from quarantine_figure"
    )
    assert expectations == ["is_not_rejected"]
    assert "It was rejected in review by Ben on " in explanation


def test_a_review_of_what_is_no_longer_printed_is_a_warning(desk, review):
    [row] = waiting(review)
    review("accept", row["id"])
    desk.write("acme/2024.csv", DOUBTFUL.replace("927.000", "928.000"), SURE)

    result = desk.run()

    assert result.exit_code == 0
    assert "reviews.csv line 2: acme/2024.csv has no figure or claim 927.000" in (
        result.stdout
    )
    assert [row["value"] for row in waiting(review)] == ["928.000"]


def test_decisions_are_added_below_those_that_are_there(desk, review):
    [row] = waiting(review)
    there = "note,decision,value,document\nold,accept,1,acme/gone.csv"
    file: Path = desk.reports / "reviews.csv"
    file.write_text(there, encoding="utf-8")

    assert review("reject", row["id"]).exit_code == 0

    assert file.read_text(encoding="utf-8") == (
        f"{there}\n,reject,927.000,acme/2024.csv\n"
    )


def test_an_unknown_id_is_refused_and_nothing_is_written(desk, review):
    [row] = waiting(review)

    result = review("accept", row["id"], "f_none")

    assert result.exit_code == 1
    assert "f_none: the current release has no figure or claim" in result.stderr
    assert not (desk.reports / "reviews.csv").exists()
