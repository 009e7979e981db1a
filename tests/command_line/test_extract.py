"""Documents in, their figures out: without a warehouse, converted as in one."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.command_line import app

HEADER = "page,measure,scope,org_unit,period,value,unit,change,change_unit,basis\n"
SHEET = HEADER + (
    "63,ghg_emissions_gross,1,,FY2024,4.45 million,tons,-5,%,year on year\n"
    "63,clean_electricity_share,,Alibaba Cloud,FY2024,56.0,%,,,\n"
    "64,vibes,,,FY2024,3,%,,,\n"
    "64,target_carbon_neutrality,1+2,,2030,2030,year,,,since 2020\n"
    "65,ghg_emissions_gross,3,,FY2024,/,tons,,,\n"
)
FIGURES = (
    "document,company,org_unit,measure,scope,fiscal_year,value,unit,value_low,"
    "value_high,value_text,unit_text,page,locator,confidence,context"
)
CLAIMS = (
    "document,company,org_unit,measure,scope,fiscal_year,change_pct,change_kind,basis,"
    "page,locator,context"
)


@pytest.fixture
def extract():
    """Call the command."""
    return lambda *arguments: CliRunner().invoke(
        app, ["extract", *map(str, arguments)], env={"COLUMNS": "300"}
    )


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Write a document into the folder that the command is called in."""
    monkeypatch.chdir(tmp_path)

    def put(relative, content=SHEET):
        path = tmp_path / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return Path(relative)

    return put


def test_figures_are_printed_in_their_canonical_unit(extract, put):
    result = extract(put("alibaba/2024.csv"), "--format", "csv")

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        FIGURES,
        "alibaba/2024.csv,Alibaba Group,group,ghg_emissions_gross,scope_1,2024,4450000,"
        "tCO2e,4445000,4455000,4.45 million,tons,63,row 1,1,"
        '"ghg_emissions_gross, 1, FY2024: 4.45 million tons; -5 % year on year"',
        "alibaba/2024.csv,Alibaba Group,Alibaba Cloud,clean_electricity_share,,2024,56,"
        "%,55.95,56.05,56.0,%,63,row 2,1,"
        '"clean_electricity_share, Alibaba Cloud, FY2024: 56.0 %"',
    ]


def test_claims_are_printed_by_themselves(extract, put):
    result = extract(put("alibaba/2024.csv"), "--claims", "--format", "csv")

    assert result.stdout.splitlines() == [
        CLAIMS,
        "alibaba/2024.csv,Alibaba Group,group,ghg_emissions_gross,scope_1,2024,-5,"
        "relative,year on year,63,row 1,"
        '"ghg_emissions_gross, 1, FY2024: 4.45 million tons; -5 % year on year"',
    ]


def test_targets_are_printed_by_themselves_with_their_base(extract, put):
    result = extract(put("alibaba/2024.csv"), "--targets", "--format", "csv")

    header, row = result.stdout.splitlines()
    assert header == f"{FIGURES},basis"
    assert row.startswith(
        "alibaba/2024.csv,Alibaba Group,group,target_carbon_neutrality,"
        "scope_1_2_unspecified,2030,2030,year,"
    )
    assert row.endswith(",since 2020")


def test_what_is_doubtful_is_printed_where_it_is_asked_for(extract, put):
    result = extract(put("alibaba/2024.csv"), "--all", "--format", "json")

    assert [
        (row["measure"], row["value"], row["value_text"])
        for row in json.loads(result.stdout)
    ] == [
        ("ghg_emissions_gross", 4450000, "4.45 million"),
        ("clean_electricity_share", 56, "56.0"),
        (None, None, "3"),
        ("ghg_emissions_gross", None, "/"),
    ]


def test_the_threshold_is_a_setting(extract, put, monkeypatch):
    path = put("a/b.csv", HEADER + ",ghg_emissions_gross,1,,FY2024,927.000,t,,,\n")

    assert len(extract(path, "--format", "csv").stdout.splitlines()) == 2
    monkeypatch.setenv("SCOPEBOOK_REVIEW_THRESHOLD", "0.95")
    assert extract(path, "--format", "csv").stdout.splitlines() == [FIGURES]


def test_a_folder_that_is_no_company_says_nothing_of_one(extract, put):
    result = extract(put("downloads/2024.csv"), "--format", "json")

    assert {row["company"] for row in json.loads(result.stdout)} == {None}


def test_a_company_that_the_row_names_is_told_whatever_the_folder(extract, put):
    sheet = "company,measure,period,value\nOmega Mills,pue,FY2024,1.2\n"

    result = extract(put("downloads/2024.csv", sheet), "--format", "json")

    assert [row["company"] for row in json.loads(result.stdout)] == ["Omega Mills"]


def test_folders_are_read_to_their_depth_but_for_what_describes_documents(extract, put):
    put("reports/catalogue.csv", "path\n")
    put("reports/.hidden.csv")
    put("reports/acme/old/2023.csv")
    put("reports/acme/2024.csv")

    result = extract("reports", "--format", "json")

    assert [row["document"] for row in json.loads(result.stdout)] == [
        *["reports/acme/2024.csv"] * 2,
        *["reports/acme/old/2023.csv"] * 2,
    ]
    assert result.stderr == ""


def test_a_document_that_cannot_be_read_is_one_line_and_keeps_no_other_out(
    extract, put
):
    put("acme/good.csv")
    put("acme/empty.csv", "")
    put("acme/picture.png")

    result = extract("acme", "gone.csv", "--format", "csv")

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 3
    told = result.stderr.splitlines()
    assert [line.split(": ")[0] for line in told] == [
        "acme/empty.csv",
        "acme/picture.png",
        "gone.csv",
    ]
    assert "is empty" in told[0]
    assert "There is no reader for files .png" in told[1]


def test_where_nothing_can_be_read_the_command_fails(extract, put):
    put("acme/empty.csv", "")

    result = extract("acme")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == (
        "error: None of the documents could be read. Name others."
    )


def test_the_same_bytes_twice_are_two_documents(extract, put):
    put("a/2024.csv")
    put("b/2024.csv")

    result = extract("a", "b", "--format", "json")

    assert len(json.loads(result.stdout)) == 4


def test_claims_and_targets_are_not_asked_for_at_once(extract, put):
    result = extract(put("a/2024.csv"), "--claims", "--targets")

    assert result.exit_code == 2
    assert "two lists" in result.stderr


@pytest.mark.parametrize("measure", ["pue", "vibes"])
def test_a_list_without_rows_has_its_header(extract, put, measure):
    sheet = f"measure,period,value,change\n{measure},,,5\n"

    assert extract(put("a/b.csv", sheet), "--format", "csv").stdout == FIGURES + "\n"


def test_neither_dagster_nor_great_expectations_is_imported(put):
    import subprocess
    import sys

    path = put("acme/2024.csv").absolute()
    program = (
        "import sys; from typer.testing import CliRunner; "
        "from pipelines.command_line import app; "
        f"result = CliRunner().invoke(app, ['extract', {str(path)!r}]); "
        "assert result.exit_code == 0, result.output; "
        "assert not {'dagster', 'great_expectations'} & sys.modules.keys()"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
