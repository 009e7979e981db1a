"""The files beside the database say what the database says, and are safe to open."""

import csv
import hashlib
import json
import shutil
from datetime import UTC, datetime

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from pipelines.errors import ReleaseError
from pipelines.publish.exports import data_package, parquet_files, workbook
from pipelines.publish.exports.csv_files import write_csv_files
from pipelines.publish.exports.data_package import write_data_package
from pipelines.publish.exports.parquet_files import write_parquet_files
from pipelines.publish.exports.workbook import write_workbook
from pipelines.publish.stamp import Stamp

STAMP = Stamp("20260101T000000Z-1a2b3c4d", "run", datetime(2026, 1, 1, tzinfo=UTC), "1")
MARTS = [
    "mart_changes",
    "mart_claims",
    "mart_emissions",
    "mart_indicators",
    "mart_progress",
]


@pytest.fixture
def snapshot(rich_release):
    with duckdb.connect(
        rich_release / "scopebook.duckdb", read_only=True
    ) as connection:
        yield connection


@pytest.fixture(scope="module")
def package(rich_release):
    return json.loads((rich_release / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def excel(rich_release):
    return openpyxl.load_workbook(rich_release / "scopebook.xlsx")


def resource(package, name):
    [found] = [each for each in package["resources"] if each["name"] == name]
    return found


def test_every_published_table_and_view_is_a_parquet_file(rich_release, snapshot):
    wanted = {
        name
        for (name,) in snapshot.execute(
            "select table_name from information_schema.tables"
        ).fetchall()
        if not name.startswith(("raw_", "stg_", "reference_"))
    }

    files = {path.stem for path in (rich_release / "parquet").iterdir()}
    assert files == wanted
    assert {"dim_company", "figure_as_last_restated", "mart_claims"} <= files


def test_a_parquet_file_holds_the_rows_of_its_table_in_the_order_of_its_grain(
    rich_release,
):
    file = rich_release / "parquet" / "mart_emissions.parquet"
    table = pq.read_table(file, columns=["fact_id", "amount_tco2e", "company"])

    assert [str(value) for value in table["amount_tco2e"].to_pylist()] == [
        "1000000.000000",
        "-5.250000",
    ]
    assert table["fact_id"].to_pylist() == [2, 9007199254740993]
    assert pq.ParquetFile(file).metadata.row_group(0).column(0).compression == "ZSTD"


def test_text_that_begins_like_a_formula_is_text_in_csv_and_numbers_are_numbers(
    rich_release,
):
    with (rich_release / "csv" / "mart_emissions.csv").open(encoding="utf-8") as file:
        first, second = csv.DictReader(file)

    assert first["company"] == "'=cmd|'/c calc'!A0"
    assert first["org_unit"] == '\'@Acme, "the" Group'
    assert second["value_text"] == "'-5.25"
    assert second["amount_tco2e"] == "-5.250000"
    assert first["series_break_reason"] == ""


@pytest.mark.parametrize("mark", "=+-@\t\r\n＝＋－＠")
def test_no_mark_of_a_formula_begins_a_cell(tmp_path, mark):
    with duckdb.connect() as connection:
        connection.execute(
            "create table mart_x as select 1 as id, ? as a", [mark + "1"]
        )
        write_parquet_files(connection, tmp_path, STAMP)
        write_csv_files(connection, tmp_path, STAMP)

    text = (tmp_path / "csv" / "mart_x.csv").read_bytes().decode()
    assert text.replace('"', "").startswith(f"id,a\n1,'{mark}1")


def test_lists_are_json_in_csv(rich_release):
    with (rich_release / "csv" / "mart_changes.csv").open(encoding="utf-8") as file:
        [row] = csv.DictReader(file)

    assert json.loads(row["figure_ids"]) == ["f_1", "f_2"]


def test_only_marts_are_csv(rich_release):
    assert sorted(path.stem for path in (rich_release / "csv").iterdir()) == MARTS


def test_the_data_package_is_valid(rich_release):
    report = Package(str(rich_release / "datapackage.json")).validate()

    assert report.valid, report.flatten(["name", "message"])
    assert report.stats["tasks"] == len(list((rich_release / "parquet").iterdir())) + 5


@pytest.mark.parametrize("path", ["parquet/dim_company.parquet", "csv/mart_claims.csv"])
def test_a_changed_file_makes_the_data_package_invalid(rich_release, tmp_path, path):
    copy = tmp_path / "copy"
    shutil.copytree(rich_release, copy)
    (copy / path).chmod(0o644)
    (copy / path).write_bytes((copy / path).read_bytes() + b"\n")

    assert not Package(str(copy / "datapackage.json")).validate().valid


def test_a_resource_tells_meaning_type_unit_key_and_references(package, rich_release):
    emissions = resource(package, "fact_emissions")
    fields = {field["name"]: field for field in emissions["schema"]["fields"]}
    file = rich_release / emissions["path"]

    assert (
        emissions["hash"] == f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
    )
    assert emissions["bytes"] == file.stat().st_size
    assert emissions["description"].startswith("Emissions in tonnes of CO2 equivalent")
    assert fields["amount_tco2e"] == {
        "name": "amount_tco2e",
        "type": "number",
        "description": "The best amount, in tonnes of CO2 equivalent.",
        "unit": "tCO2e",
    }
    assert fields["period_end"]["type"] == "date"
    assert fields["fiscal_year"]["type"] == "integer"
    assert {
        "fields": ["company_id", "org_unit_id"],
        "reference": {
            "resource": "dim_org_unit",
            "fields": ["company_id", "org_unit_id"],
        },
    } in emissions["schema"]["foreignKeys"]
    assert resource(package, "dim_company")["schema"]["foreignKeys"] == [
        {
            "fields": ["suggested_company_id"],
            "reference": {"resource": "", "fields": ["company_id"]},
        }
    ]


def test_a_key_is_told_only_where_none_of_its_columns_is_null(package):
    assert resource(package, "mart_emissions")["schema"]["primaryKey"] == ["fact_id"]
    # The period of a state at one day has no start.
    assert "primaryKey" not in resource(package, "fact_emissions")["schema"]


def test_keys_and_references_hold_in_the_files(package, rich_release):
    with duckdb.connect() as connection:
        for each in package["resources"]:
            if each["format"] == "parquet":
                connection.execute(
                    f"create view {each['name']} as from "
                    f"read_parquet('{rich_release / each['path']}')"
                )
        for each in package["resources"]:
            for key in each["schema"].get("foreignKeys", []):
                target = key["reference"]["resource"] or each["name"]
                pairs = zip(key["fields"], key["reference"]["fields"], strict=True)
                condition = " and ".join(f"a.{x} = b.{y}" for x, y in pairs)
                filled = " and ".join(f"a.{x} is not null" for x in key["fields"])
                assert connection.execute(
                    f"select count(*) from {each['name'].removesuffix('_csv')} as a "
                    f"anti join {target} as b on {condition} where {filled}"
                ).fetchall() == [(0,)], (each["name"], key)


def test_the_package_credits_documents_and_tells_licences(package):
    assert package["sources"] == [
        {
            "title": "Report",
            "path": "https://acme.example/report.pdf",
            "document": "acme/report.pdf",
            "sha256": "d_1",
            "publisher": "Acme",
            "attribution": "Acme, CC BY 4.0 "
            "(https://creativecommons.org/licenses/by/4.0/)",
        }
    ]
    assert [(licence["name"], licence["path"]) for licence in package["licenses"]] == [
        ("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ]


def test_csv_resources_say_that_text_is_guarded(package):
    assert "apostrophe" in resource(package, "mart_claims_csv")["description"]


def test_a_database_without_documents_credits_nobody(tmp_path):
    with duckdb.connect() as connection:
        connection.execute("create table fact_x as select 1 as amount")
        write_parquet_files(connection, tmp_path, STAMP)
        write_data_package(connection, tmp_path, STAMP)

    told = json.loads((tmp_path / data_package.DATA_PACKAGE).read_text())
    assert told["sources"] == []
    assert [each["name"] for each in told["resources"]] == ["fact_x"]


def test_the_workbook_opens_with_what_it_is(excel, rich_release):
    assert excel.sheetnames == ["Read me", *MARTS]
    cells = [[cell.value for cell in row[:3]] for row in excel["Read me"].rows]
    assert ["Release", rich_release.name, None] in cells
    assert ["mart_emissions", "2"] in [row[:2] for row in cells]
    assert [
        "mart_emissions",
        "amount_tco2e",
        "The best amount, in tonnes of CO2 equivalent.",
    ] in cells


def test_a_sheet_has_typed_cells_and_no_formula(excel):
    sheet = excel["mart_emissions"]
    header = [cell.value for cell in sheet[1]]
    row = dict(zip(header, sheet[3], strict=True))

    assert row["amount_tco2e"].value == -5.25
    assert row["amount_tco2e"].number_format == "#,##0"
    assert row["period_end"].value == datetime(2023, 12, 31)
    assert row["period_end"].number_format == "yyyy-mm-dd"
    assert row["is_restated"].value is False
    # A double has fewer digits than the key.
    assert row["fact_id"].value == "9007199254740993"
    assert (row["company"].value, row["company"].data_type) == (
        "=cmd|'/c calc'!A0",
        "s",
    )
    assert row["url"].hyperlink is None
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("3")


def test_a_sheet_that_is_cut_says_so_and_where_the_rest_is(rich_release, tmp_path):
    shutil.copytree(rich_release / "parquet", tmp_path / "parquet")
    with duckdb.connect(rich_release / "scopebook.duckdb", read_only=True) as snapshot:
        write_workbook(snapshot, tmp_path, STAMP, most_rows=1)

    cut = openpyxl.load_workbook(tmp_path / "scopebook.xlsx")
    rows = list(cut["mart_emissions"].values)
    assert len(rows) == 3
    assert rows[2][0] == (
        "This sheet ends here, after 1 of 2 rows. All of them are in "
        "parquet/mart_emissions.parquet and csv/mart_emissions.csv, beside this "
        "workbook."
    )
    told = [row for row in cut["Read me"].values if row[0] == "mart_emissions"]
    assert told[0][1] == "the first 1 of 2"


def test_what_excel_cannot_hold_is_cut_or_escaped(tmp_path):
    with duckdb.connect() as connection:
        connection.execute(
            "create table mart_x as select 1 as id, repeat('x', 40000) as long, "
            "chr(27) || '<b>&' as odd"
        )
        write_parquet_files(connection, tmp_path, STAMP)
        write_workbook(connection, tmp_path, STAMP)

    sheet = openpyxl.load_workbook(tmp_path / "scopebook.xlsx")["mart_x"]
    assert len(sheet["B2"].value) == 32_767
    assert sheet["C2"].value.endswith("<b>&")


def test_a_workbook_that_cannot_be_written_names_the_file(tmp_path):
    with duckdb.connect() as connection, pytest.raises(OSError, match="No such file"):
        write_workbook(connection, tmp_path / "gone", STAMP)


def test_a_parquet_file_that_lacks_rows_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(
        parquet_files,
        "export_query",
        lambda _: "select file_name, num_rows - 1 from parquet_file_metadata($files)",
    )
    with duckdb.connect() as connection:
        connection.execute("create table fact_x as select 1 as amount")
        with pytest.raises(ReleaseError, match=r"fact_x.parquet: .* the 1 rows"):
            write_parquet_files(connection, tmp_path, STAMP)


def test_the_same_rows_in_another_order_are_the_same_bytes(tmp_path):
    made = []
    for order in ("asc", "desc"):
        folder = tmp_path / order
        folder.mkdir()
        with duckdb.connect() as connection:
            connection.execute(
                "create table mart_emissions as select i as fact_id, "
                "hash(i)::varchar as name, [i, i + 1] as list, i / 7 as part "
                f"from range(300000) as rows (i) order by i {order}"
            )
            write_parquet_files(connection, folder, STAMP)
            write_csv_files(connection, folder, STAMP)
        made.append(
            [
                hashlib.sha256((folder / path).read_bytes()).hexdigest()
                for path in (
                    "parquet/mart_emissions.parquet",
                    "csv/mart_emissions.csv",
                )
            ]
        )

    assert made[0] == made[1]


def test_sheets_of_a_release_end_at_a_hundred_thousand_rows():
    assert workbook.MOST_ROWS == 50_000
