"""Documents in, raw tables out: what is new is read, and nothing is lost on the way."""

import hashlib
from decimal import Decimal

import dagster as dg
import duckdb
import pytest

from pipelines.errors import ReportsFolderError
from pipelines.ingest import intake
from pipelines.ingest.assets import DocumentReading, raw_tables
from pipelines.ingest.figure_sheet import FigureSheetReader
from pipelines.ingest.raw_store import RawStore
from pipelines.ingest.workers import Limits
from pipelines.warehouse import Warehouse

HEADER = "measure,scope,period,value,unit,change,basis\n"
ACME = HEADER + (
    "ghg_emissions_net,1+2,FY2024,4.449,million tons,-5.0,year on year\n"
    "ghg_emissions_net,1+2,FY2022,/,million tons,,\n"
)
ZETA = HEADER + "emission_reductions,1+2,FY2024,,,63.5,year on year\n"
CATALOGUE = (
    "path,company,title,publisher,source_kind,published_on,language,url,attribution,"
    "quotes\n"
    "acme/2024.csv,Acme Ltd,Report 2024,Acme,issuer_report,2024-07,en,"
    "https://acme.example,CC BY 4.0,\n"
    "zeta/press.csv,Zeta,,The Paper,press,2024,de,,,issuer\n"
)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def statuses(summary):
    return {outcome.path: outcome.status for outcome in summary.outcomes}


@pytest.fixture
def two_documents(put):
    put("acme/2024.csv", ACME)
    put("zeta/press.csv", ZETA)
    put("catalogue.csv", CATALOGUE)


@pytest.mark.usefixtures("two_documents")
def test_documents_become_rows(ingest, connection):
    summary = ingest()

    assert connection.sql("from raw_document order by path").fetchall() == [
        (
            *(sha256(ACME), "acme/2024.csv", "acme", "2024.csv", len(ACME)),
            *("figure_sheet", "2", True, "Acme Ltd", None, None, "Report 2024", "Acme"),
            *("issuer_report", "2024-07", "en", "https://acme.example", "CC BY 4.0"),
            *(None, None, 2, 1),
        ),
        (
            *(sha256(ZETA), "zeta/press.csv", "zeta", "press.csv", len(ZETA)),
            *("figure_sheet", "2", True, "Zeta", None, None, "press", "The Paper"),
            *("press", "2024", "de", None, None),
            *("issuer", None, 0, 1),
        ),
    ]
    assert connection.sql(
        """
        select document_id, ordinal, locator, measure_text, scope_text, period_text,
            value_text, unit_text, value, value_low, value_high, value_kind
        from raw_figure order by ordinal
        """
    ).fetchall() == [
        (
            *(sha256(ACME), 1, "row 1", "ghg_emissions_net", "1+2", "FY2024"),
            *("4.449", "million tons"),
            *(Decimal("4.449"), Decimal("4.4485"), Decimal("4.4495"), "number"),
        ),
        (
            *(sha256(ACME), 2, "row 2", "ghg_emissions_net", "1+2", "FY2022"),
            *("/", "million tons", None, None, None, "not_disclosed"),
        ),
    ]
    assert connection.sql(
        """
        select document_id, figure_id is not null, measure_text, change_text,
            change_unit_text, basis_text, change
        from raw_claim order by measure_text
        """
    ).fetchall() == [
        (
            *(sha256(ZETA), False, "emission_reductions", "63.5"),
            *("%", "year on year", Decimal("63.5")),
        ),
        (
            *(sha256(ACME), True, "ghg_emissions_net", "-5.0"),
            *("%", "year on year", Decimal("-5.0")),
        ),
    ]
    assert summary.warnings == ()


NO_READER = (
    "There is no reader for files .pages, only for "
    ".csv, .htm, .html, .json, .md, .pdf, .txt, .xhtml, .xlsx."
)


@pytest.mark.usefixtures("two_documents")
def test_every_run_adds_what_became_of_each_document(put, ingest, connection):
    put("acme/notes.pages", "x")
    ingest()
    ingest()

    assert connection.sql(
        """
        select run_id, document_id, path, reader, reader_version, status, reason,
            figure_count, claim_count
        from audit_document order by run_id, path
        """
    ).fetchall() == [
        row
        for run, status in (("run-1", "read"), ("run-2", "unchanged"))
        for row in (
            (
                *(run, sha256(ACME), "acme/2024.csv", "figure_sheet", "2"),
                *(status, None, 2, 1),
            ),
            (
                *(run, sha256("x"), "acme/notes.pages", None, None, "no_reader"),
                *(NO_READER, None, None),
            ),
            (
                *(run, sha256(ZETA), "zeta/press.csv", "figure_sheet", "2"),
                *(status, None, 0, 1),
            ),
        )
    ]


@pytest.mark.usefixtures("two_documents")
def test_the_audit_of_an_earlier_version_is_kept_and_gets_its_new_columns(
    ingest, connection
):
    connection.execute(
        "create table audit_document (run_id varchar, path varchar, status varchar); "
        "insert into audit_document values ('run-0', 'acme/old.csv', 'read')"
    )

    ingest()

    assert connection.sql(
        "select run_id, path, status, figure_count, pages from audit_document "
        "order by all"
    ).fetchall() == [
        ("run-0", "acme/old.csv", "read", None, None),
        ("run-1", "acme/2024.csv", "read", 2, None),
        ("run-1", "zeta/press.csv", "read", 0, None),
    ]


@pytest.fixture
def reads(monkeypatch):
    """Note the name of every file that a reader opens."""
    opened = []
    read = FigureSheetReader.read

    def noted(self, path):
        opened.append(path.name)
        return read(self, path)

    monkeypatch.setattr(FigureSheetReader, "read", noted)
    return opened


def snapshot(connection):
    return [
        connection.sql(f"from {table} order by all").fetchall()
        for table in ("raw_document", "raw_figure", "raw_claim")
    ]


@pytest.mark.usefixtures("two_documents")
def test_a_second_run_reads_nothing_and_changes_nothing(
    ingest, connection, reads, raw_folder
):
    ingest()
    tables, files = snapshot(connection), sorted(raw_folder.glob("*/*"))
    times = [path.stat().st_mtime_ns for path in files]
    reads.clear()

    summary = ingest()

    assert reads == []
    assert set(statuses(summary).values()) == {"unchanged"}
    assert snapshot(connection) == tables
    assert [path.stat().st_mtime_ns for path in sorted(raw_folder.glob("*/*"))] == times


@pytest.mark.usefixtures("two_documents")
def test_one_changed_sheet_is_the_only_one_read(put, ingest, connection, reads):
    ingest()
    reads.clear()
    changed = ACME.replace("4.449", "4.450")
    put("acme/2024.csv", changed)

    summary = ingest()

    assert reads == ["2024.csv"]
    assert statuses(summary) == {
        "acme/2024.csv": "read",
        "zeta/press.csv": "unchanged",
    }
    assert connection.sql(
        "select distinct document_id, value_text from raw_figure order by value_text"
    ).fetchall() == [(sha256(changed), "/"), (sha256(changed), "4.450")]


@pytest.mark.usefixtures("two_documents")
def test_a_sheet_put_back_as_it_was_is_not_read_again(put, ingest, connection, reads):
    ingest()
    tables = snapshot(connection)
    put("acme/2024.csv", ACME.replace("4.449", "4.450"))
    ingest()
    put("acme/2024.csv", ACME)
    reads.clear()

    ingest()

    assert reads == []
    assert snapshot(connection) == tables


@pytest.mark.usefixtures("two_documents")
def test_a_removed_document_leaves_the_tables_and_keeps_its_parquet(
    reports, ingest, connection, raw_folder
):
    ingest()
    (reports / "acme" / "2024.csv").unlink()

    summary = ingest()

    assert connection.sql("select path from raw_document").fetchall() == [
        ("zeta/press.csv",)
    ]
    assert connection.sql("from raw_figure").fetchall() == []
    assert len(list(raw_folder.glob(f"*/{sha256(ACME)}.*"))) == 3
    assert summary.warnings == (
        "catalogue.csv line 2: there is no document acme/2024.csv.",
    )


@pytest.mark.usefixtures("two_documents")
def test_a_renamed_document_keeps_its_figures_and_is_not_read_again(
    reports, ingest, connection, reads
):
    ingest()
    figures = snapshot(connection)[1]
    reads.clear()
    (reports / "acme" / "2024.csv").rename(reports / "acme" / "renamed.csv")

    ingest()

    assert reads == []
    assert snapshot(connection)[1] == figures
    assert ("acme/renamed.csv",) in connection.sql(
        "select path from raw_document"
    ).fetchall()


@pytest.mark.usefixtures("two_documents")
def test_the_same_bytes_at_two_paths_are_read_once_where_they_are_catalogued(
    put, ingest, connection, reads
):
    put("aaa/copy.csv", ACME)
    summary = ingest()

    assert sorted(reads) == ["2024.csv", "press.csv"]
    assert connection.sql("select count(*) from raw_figure").fetchall() == [(2,)]
    [copy] = [each for each in summary.outcomes if each.path == "aaa/copy.csv"]
    assert (copy.status, copy.document_id) == ("duplicate", sha256(ACME))
    assert copy.reason == "The same bytes as acme/2024.csv, which is read in its place."
    assert summary.warnings == ()


@pytest.mark.usefixtures("two_documents")
def test_bad_files_are_recorded_and_keep_no_other_out(put, ingest, connection, reports):
    put("acme/empty.csv", "")
    put("acme/latin.csv", HEADER.encode() + b"\xe9,,,,,,\n")
    put("acme/report.pdf", b"%PDF-1.7")
    put("acme/semicolons.csv", "measure;period;value\n")
    put("stray.csv", "measure,period,value\npue,FY2024,1.2\n")
    (reports / "acme" / "broken.csv").symlink_to(reports / "nowhere.csv")
    (reports / "acme" / "away.csv").symlink_to("/dev/null")

    summary = ingest()

    assert connection.sql("select count(*) from raw_document").fetchall() == [(2,)]
    recorded = {
        path: (status, has_id, reason)
        for path, status, has_id, reason in connection.sql(
            """
            select path, status, document_id is not null, reason
            from audit_document where status <> 'read'
            """
        ).fetchall()
    }
    assert {path: row[:2] for path, row in recorded.items()} == {
        "acme/away.csv": ("unreadable", False),
        "acme/broken.csv": ("unreadable", False),
        "acme/empty.csv": ("unreadable", True),
        "acme/latin.csv": ("unreadable", True),
        "acme/report.pdf": ("unreadable", True),
        "acme/semicolons.csv": ("unreadable", True),
        "stray.csv": ("unreadable", False),
    }
    assert "is empty" in recorded["acme/empty.csv"][2]
    assert "line 2, byte 46" in recorded["acme/latin.csv"][2]
    assert "is not a whole PDF" in recorded["acme/report.pdf"][2]
    assert "semicolons" in recorded["acme/semicolons.csv"][2]
    assert "Move it into a folder" in recorded["stray.csv"][2]
    assert {outcome.path for outcome in summary.failed} == set(recorded)


def test_a_mended_document_is_read_in_the_next_run(put, ingest):
    put("acme/a.csv", "")
    assert statuses(ingest()) == {"acme/a.csv": "unreadable"}

    put("acme/a.csv", ACME)

    assert statuses(ingest()) == {"acme/a.csv": "read"}


def test_a_document_that_changes_while_it_is_read_is_left_for_the_next_run(
    put, ingest, monkeypatch, connection, raw_folder
):
    path = put("acme/a.csv", ACME)
    read = FigureSheetReader.read

    def read_and_write(self, path):
        document = read(self, path)
        path.write_text(ZETA)
        return document

    monkeypatch.setattr(FigureSheetReader, "read", read_and_write)
    [outcome] = ingest().outcomes

    assert outcome.status == "unreadable"
    assert "changed while it was read" in outcome.reason
    assert list(raw_folder.glob("*/*")) == []
    monkeypatch.undo()
    assert statuses(ingest()) == {"acme/a.csv": "read"}
    assert connection.sql("select document_id from raw_document").fetchall() == [
        (sha256(path.read_text()),)
    ]


def test_a_document_that_cannot_be_opened_is_recorded(put, ingest, monkeypatch):
    put("acme/a.csv", ACME)
    put("acme/b.csv", ZETA)

    def closed(path):
        if path.name == "a.csv":
            raise PermissionError(13, "Permission denied")
        return sha256(path.read_text())

    monkeypatch.setattr(intake, "hash_file", closed)
    [shut, opened] = ingest().outcomes

    assert (shut.status, shut.document_id, opened.status) == (
        "unreadable",
        None,
        "read",
    )
    assert "Permission denied" in shut.reason


def test_a_document_that_cannot_be_kept_is_recorded(put, ingest, monkeypatch):
    put("acme/a.csv", ACME)
    put("acme/b.csv", ZETA)
    write = RawStore.write

    def write_some(self, reading, document):
        if reading.document_id == sha256(ACME):
            message = "Maximum line size of 16000000 bytes exceeded."
            raise duckdb.InvalidInputException(message)
        write(self, reading, document)

    monkeypatch.setattr(RawStore, "write", write_some)
    [long, other] = ingest().outcomes

    assert (long.status, other.status) == ("unreadable", "read")
    assert long.reason == (
        "a.csv holds a row of more characters than can be kept. "
        "Part it into shorter ones."
    )


@pytest.mark.usefixtures("two_documents")
def test_a_document_without_a_catalogue_row_takes_its_folders_name(
    put, ingest, connection
):
    put("Omega AG/sheets/2024.csv", ACME.replace("4.449", "5.1"))

    summary = ingest()

    assert connection.sql(
        """
        select folder_name, company_text, title, is_catalogued, source_kind
        from raw_document where path like 'Omega%'
        """
    ).fetchall() == [("Omega AG", None, "2024", False, None)]
    assert summary.warnings == (
        "Omega AG/sheets/2024.csv: not in catalogue.csv; its folder, or else its own "
        "words, tell the company.",
    )


def test_without_a_catalogue_everything_is_read(put, ingest, connection):
    put("acme/2024.csv", ACME)

    summary = ingest()

    assert connection.sql(
        "select folder_name, is_catalogued from raw_document"
    ).fetchall() == [("acme", False)]
    assert len(summary.warnings) == 1


def test_an_empty_folder_makes_empty_tables(ingest, connection):
    summary = ingest()

    assert summary.outcomes == ()
    assert snapshot(connection) == [[], [], []]
    assert connection.sql("from audit_document").fetchall() == []


@pytest.mark.usefixtures("two_documents")
def test_a_catalogue_that_cannot_be_read_leaves_the_tables_as_they_were(
    put, ingest, connection
):
    ingest()
    tables = snapshot(connection)
    put("catalogue.csv", "path\na.csv\na.csv\n")

    with pytest.raises(ReportsFolderError):
        ingest()

    assert snapshot(connection) == tables


def failing(*_):
    message = "disk full"
    raise OSError(message)


@pytest.mark.usefixtures("two_documents")
def test_a_failure_while_loading_leaves_every_table_as_it_was(
    ingest, connection, monkeypatch, put
):
    ingest()
    tables = snapshot(connection)
    put("acme/more.csv", ACME.replace("4.449", "5.1"))
    monkeypatch.setattr(RawStore, "append", failing)

    with pytest.raises(OSError, match="disk full"):
        ingest()

    assert snapshot(connection) == tables
    assert connection.sql("select distinct run_id from audit_document").fetchall() == [
        ("run-1",)
    ]


def test_the_longest_row_that_is_read_can_be_kept(put, ingest, connection):
    words = '"""' + "能" * 110_000 + '"""'
    columns = "measure,scope,org_unit,period,value,unit,basis,note"
    put("acme/a.csv", f"{columns}\n{','.join([words] * 8)},{words}\n")

    assert statuses(ingest()) == {"acme/a.csv": "read"}
    assert connection.sql("select length(note) from raw_figure").fetchall() == [
        (110_002,)
    ]


@pytest.mark.usefixtures("two_documents")
def test_a_new_version_of_the_reader_reads_everything_anew(
    ingest, connection, monkeypatch
):
    ingest()
    monkeypatch.setattr(FigureSheetReader, "version", "anew")

    summary = ingest()

    assert set(statuses(summary).values()) == {"read"}
    assert connection.sql(
        "select distinct reader_version, count(*) from raw_figure group by all"
    ).fetchall() == [("anew", 2)]


def test_what_a_document_tells_of_itself_stays_when_it_is_not_read_again(
    put, ingest, connection, monkeypatch
):
    read = FigureSheetReader.read

    def read_with_cover(self, path):
        document = read(self, path)
        document.issuer_text = "Acme Incorporated"
        document.dated_text = "2024-07"
        document.page_count = 12
        return document

    monkeypatch.setattr(FigureSheetReader, "read", read_with_cover)
    put("acme/a.csv", ACME)
    told = "select issuer_text, dated_text, page_count from raw_document"

    for status in ("read", "unchanged"):
        assert statuses(ingest()) == {"acme/a.csv": status}
        assert connection.sql(told).fetchall() == [("Acme Incorporated", "2024-07", 12)]
    assert connection.sql("select pages from audit_document").fetchall() == [
        (12,),
        (12,),
    ]


REVIEW = "document,page,locator,measure,scope,period,value,decision,reviewer\n"


def test_reviews_become_rows_with_their_lines(put, ingest, connection):
    put("acme/a.csv", ACME)
    put(
        "reviews.csv",
        REVIEW + "acme/a.csv,12,line 3,pue,,FY2024,1.2,accept,Ana\n"
        "\n"
        "acme/a.csv,,,,,,,reject,Ana\n"
        "acme/a.csv,,,,,,5,perhaps,Ana\n"
        "acme/a.csv,,,,,,5,Reject,Ben\n",
    )

    summary = ingest()

    assert connection.sql("from raw_review").fetchall() == [
        (
            *(2, "acme/a.csv", "12", "line 3", "pue", None, "FY2024", "1.2"),
            *("accept", "Ana", None, None),
        ),
        (
            *(6, "acme/a.csv", None, None, None, None, None, "5"),
            *("reject", "Ben", None, None),
        ),
    ]
    assert summary.warnings[1:] == (
        "reviews.csv line 4: names no value, and is left out. Fill it in.",
        "reviews.csv line 5: 'perhaps' is no decision, and the row is left out. "
        "Write accept or reject.",
    )


def test_reviews_that_cannot_be_read_stop_the_run(put, ingest):
    put("acme/a.csv", ACME)
    put("reviews.csv", "document,value\n")

    with pytest.raises(ReportsFolderError, match="document, value, decision among"):
        ingest()


def test_documents_are_read_in_processes_within_their_limits(
    put, archive, connection, tmp_path
):
    figure = '[{{"measure": "pue", "period": "FY2024", "value": {}, "note": "{}"}}]'
    put("acme/a.json", figure.format("1.20", "first"))
    put("acme/b.json", "{")
    put("zeta/c.json", figure.format("1.30", "second"))
    put("zeta/d.csv", "measure,period,value,colour\npue,FY2024,1.4,red\n")
    told = []

    summary = intake.ingest_documents(
        archive,
        connection,
        tmp_path / "raw",
        "run-1",
        Limits(seconds=30),
        lambda *each: told.append(each),
    )

    assert connection.sql(
        "select value_text, note from raw_figure order by all"
    ).fetchall() == [("1.20", "first"), ("1.30", "second"), ("1.4", None)]
    assert [(each.path, each.status) for each in summary.outcomes] == [
        ("acme/a.json", "read"),
        ("acme/b.json", "unreadable"),
        ("zeta/c.json", "read"),
        ("zeta/d.csv", "read"),
    ]
    assert [each[:2] for each in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_what_a_sheet_warns_of_reaches_the_run(put, ingest):
    put("acme/a.csv", "measure,period,value,colour\npue,FY2024,1.2,red\n")

    assert "a.csv: column 'colour' is not read." in ingest().warnings


@pytest.fixture
def materialize(archive, tmp_path):
    """Materialize the raw tables in Dagster."""

    def materialize():
        warehouse = Warehouse(folder=str(tmp_path / "warehouse"))
        with dg.DagsterInstance.ephemeral() as instance:
            return dg.materialize(
                [raw_tables],
                resources={
                    "archive": archive,
                    "reading": DocumentReading(),
                    "warehouse": warehouse,
                },
                instance=instance,
            )

    return materialize


def metadata(result):
    return {
        event.asset_key.to_user_string(): event.materialization.metadata
        for event in result.get_asset_materialization_events()
    }


@pytest.mark.usefixtures("two_documents")
def test_dagster_shows_what_was_read(put, materialize):
    put("acme/bad|name.csv", "")

    shown = metadata(materialize())

    assert {
        table: entries["dagster/row_count"].value for table, entries in shown.items()
    } == {
        "raw_document": 2,
        "raw_figure": 2,
        "raw_claim": 2,
        "raw_review": 0,
        "raw_correction": 0,
    }
    columns = shown["raw_figure"]["dagster/column_schema"].value.columns
    assert ("value", "DECIMAL(28,9)") in [(each.name, each.type) for each in columns]
    documents = shown["raw_document"]
    assert {
        name: entry.value
        for name, entry in documents.items()
        if name.startswith("documents_")
    } == {
        "documents_read": 2,
        "documents_unchanged": 0,
        "documents_duplicate": 0,
        "documents_failed": 1,
    }
    [_, _, failed] = documents["failed"].value.splitlines()
    assert failed.startswith(r"| acme/bad\|name\.csv | unreadable | bad\|name\.csv is")


@pytest.mark.usefixtures("two_documents")
def test_dagster_shows_that_nothing_was_read_again(materialize):
    materialize()

    documents = metadata(materialize())["raw_document"]

    assert documents["documents_read"].value == 0
    assert documents["documents_unchanged"].value == 2
    assert "failed" not in documents


def test_every_raw_table_is_described_in_the_graph():
    assert {spec.key.to_user_string() for spec in raw_tables.specs} == {
        "raw_document",
        "raw_figure",
        "raw_claim",
        "raw_review",
        "raw_correction",
    }
    assert {spec.group_name for spec in raw_tables.specs} == {"ingest"}
    assert all(spec.description and spec.kinds for spec in raw_tables.specs)
