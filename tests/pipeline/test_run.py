"""From sheets to a snapshot; what is wrong is set aside, or stops the publish."""

import pytest

from pipelines.publish.snapshot import current_release
from tests.pipeline.conftest import Desk, content_hash, scopebook

GOOD = "7,,ghg_emissions_gross,1,,FY2024,100,tCO2e,,,"
CATALOGUE_HEADER = (
    "path,company,title,publisher,source_kind,published_on,language,url,attribution\n"
)
PRIOR = "7,,ghg_emissions_gross,1,,FY2023,80,tCO2e,,,"
CLAIM = "9,,ghg_emissions_gross,1,,FY2024,,,25,%,year on year"


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    """A desk with documents of several companies, good and bad, after one run."""
    desk = Desk(tmp_path_factory.mktemp("run"))
    desk.write("acme/2023-report.csv", PRIOR)
    desk.write("acme/2024-report.csv", GOOD)
    desk.write(
        "brook/2024-report.csv",
        GOOD,
        "7,,ghg_emissions_gross,2,,FY2024,5,barrels,,,",
        "7,,ghg_emissions_gross,3,,FY2024,-5,tCO2e,,,",
        "7,,ghg_emissions_net,1,,FY2024,roughly flat,tCO2e,,,",
        GOOD,
        PRIOR,
    )
    desk.write("cedar/2024-report.csv", PRIOR, GOOD, CLAIM)
    desk.write("Dune Holdings/our report.csv", GOOD.replace("100", "70"))
    desk.write("ember/broken.csv", "1", header="measure,period,what")
    (desk.reports / "ember" / "scan.tiff").write_bytes(b"II*\0")
    (desk.reports / "catalogue.csv").write_text(
        CATALOGUE_HEADER
        + "acme/2024-report.csv,Acme,Report 2024,Acme,issuer_report,2025-03,en,,\n",
        encoding="utf-8",
    )
    desk.run()
    return desk


@pytest.fixture
def desk(first_run, tmp_path):
    """A copy of that desk, for a test to go on from."""
    return first_run.copy(tmp_path)


def test_what_is_wrong_with_some_documents_stops_no_run(first_run):
    assert first_run.last_run.exit_code == 0, first_run.last_run.output
    assert "7 accepted, 4 in quarantine" in first_run.last_run.output


def test_a_printed_figure_becomes_a_metric(first_run):
    assert first_run.query(
        "select metric, amount::double, unit from metric_value "
        "where company_id = 'cedar' and fiscal_year = 2024 order by all"
    ) == [
        ("ghg_emissions_gross", 100.0, "tCO2e"),
        ("ghg_emissions_gross_change", 20.0, "tCO2e"),
        ("ghg_emissions_gross_change_in_document", 20.0, "tCO2e"),
        ("ghg_emissions_gross_change_pct", 25.0, "%"),
        ("ghg_emissions_gross_change_pct_in_document", 25.0, "%"),
    ]


def test_four_bad_rows_are_set_aside_and_all_others_published(first_run):
    assert first_run.query(
        "select value_text, expectations from quarantine_figure "
        "where company_id = 'brook' order by all"
    ) == [
        ("-5", ["amount_is_not_negative"]),
        ("100", ["is_stated_once"]),
        ("5", ["unit_is_known"]),
        ("roughly flat", ["value_is_a_number"]),
    ]
    assert first_run.query(
        "select fiscal_year, amount_tco2e::int from fact_emissions "
        "where company_id = 'brook' order by all"
    ) == [(2023, 80), (2024, 100)]


def test_a_claim_stands_alone_and_is_no_figure(first_run):
    assert first_run.query("select company_id, verdict from metric_claim_check") == [
        ("cedar", "confirmed")
    ]


def test_a_run_with_one_changed_sheet_reads_only_that_one(desk):
    before = content_hash(desk.warehouse)

    desk.write("acme/2024-report.csv", GOOD.replace("100", "120"))
    result = desk.run()

    assert "1 read, 4 unchanged" in result.output
    assert content_hash(desk.warehouse) != before
    assert desk.query(
        "select path, status from audit_document "
        "where run_id = (select max_by(run_id, started_at) from audit_run) "
        "and status <> 'unreadable' and status <> 'no_reader' order by all"
    ) == [
        ("Dune Holdings/our report.csv", "unchanged"),
        ("acme/2023-report.csv", "unchanged"),
        ("acme/2024-report.csv", "read"),
        ("brook/2024-report.csv", "unchanged"),
        ("cedar/2024-report.csv", "unchanged"),
    ]
    assert desk.query(
        "select amount::int from metric_level where company_id = 'acme' order by all"
    ) == [(80,), (120,)]


def test_a_removed_sheet_leaves_the_warehouse_if_that_was_meant(desk, monkeypatch):
    (desk.reports / "acme" / "2024-report.csv").unlink()
    stopped = desk.run()
    assert stopped.exit_code == 1
    assert "SCOPEBOOK_ACCEPT_LOSS=true" in " ".join(stopped.output.split())
    years = "select fiscal_year from fact_figure where company_id = 'acme' order by all"
    assert desk.query(years) == [(2023,), (2024,)]

    monkeypatch.setenv("SCOPEBOOK_ACCEPT_LOSS", "true")
    assert desk.run().exit_code == 0
    assert desk.query(years) == [(2023,)]


def test_a_document_that_no_catalogue_knows_is_read_with_a_warning(first_run):
    assert "our report.csv" in first_run.last_run.output
    assert first_run.query(
        "select company_id, title, source_kind, is_catalogued from dim_document "
        "where path = 'Dune Holdings/our report.csv'"
    ) == [("dune-holdings", "our report", "unknown", False)]


def test_the_catalogue_says_whose_a_document_is_and_from_when(first_run):
    assert first_run.query(
        "select title, source_kind, known_from::varchar from dim_document "
        "where path = 'acme/2024-report.csv'"
    ) == [("Report 2024", "issuer_report", "2025-03-31")]


def test_an_unreadable_document_is_recorded_and_the_others_are_published(first_run):
    assert first_run.query("select path, status from audit_document order by all") == [
        ("Dune Holdings/our report.csv", "read"),
        ("acme/2023-report.csv", "read"),
        ("acme/2024-report.csv", "read"),
        ("brook/2024-report.csv", "read"),
        ("cedar/2024-report.csv", "read"),
        ("ember/broken.csv", "unreadable"),
        ("ember/scan.tiff", "no_reader"),
    ]
    assert "broken.csv" in first_run.last_run.output


def test_a_failed_check_leaves_the_current_release_and_says_so(desk):
    release = current_release(desk.warehouse)
    figures = desk.query("select figure_id from fact_figure order by all")

    for sheet in desk.reports.rglob("*report.csv"):
        sheet.unlink()
    result = desk.run()

    assert result.exit_code == 1
    assert release.name in result.output
    assert current_release(desk.warehouse) == release
    assert desk.query("select figure_id from fact_figure order by all") == figures


def test_a_missing_reports_folder_is_one_clear_message(tmp_path):
    result = scopebook(
        "run", "--reports", tmp_path / "nowhere", "--warehouse", tmp_path / "warehouse"
    )

    assert result.exit_code == 1
    assert "nowhere" in result.output
    assert "Traceback" not in result.output


def test_a_run_is_recorded_where_the_ui_looks(first_run):
    from pipelines.instance import prepare_instance

    [run] = prepare_instance(first_run.warehouse).get_runs()
    assert (run.job_name, run.status.value) == ("refresh", "SUCCESS")
