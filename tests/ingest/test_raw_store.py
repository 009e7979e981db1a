"""What was read is kept whole, exact and once."""

from decimal import Decimal

import pytest

from pipelines.ingest.numbers import ReadNumber, read_number
from pipelines.ingest.printed import (
    PrintedFigure,
    PrintedRow,
    ReadDocument,
    StatedChange,
)
from pipelines.ingest.raw_store import DocumentFacts, RawStore, Reading

READING = Reading("a" * 64, "figure_sheet", "1")
OTHER = Reading("b" * 64, "figure_sheet", "1")


@pytest.fixture
def store(raw_folder, connection):
    store = RawStore(raw_folder, connection)
    store.prepare()
    return store


def figure(ordinal=1, text="1", **words):
    row = PrintedRow(ordinal=ordinal, **words)
    return PrintedFigure(row=row, number=read_number(text), value_text=text)


def rows(connection, query):
    relation = connection.sql(query)
    return [
        dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()
    ]


# A figure_id is the SHA-256 of document_id|reader|reader_version|ordinal|figure, cut.
def test_a_figure_comes_back_as_it_was_read(store, connection):
    printed = PrintedFigure(
        row=PrintedRow(
            ordinal=3,
            page="55",
            locator="table 2",
            context="pue: 9.649",
            company_text="Acme",
            org_unit_text="Cloud",
            measure_text="pue",
            scope_text="1+2",
            boundary_text="equity share",
            period_text="FY2024",
            period_start_text="2023-04-01",
            period_end_text="2024-03-31",
            basis_text="year on year",
            note="audited",
            reading_problem="line 4 has 3 cells",
            org_unit_term="Alibaba Cloud",
            measure_term="pue",
            scope_term="not_applicable",
            period_term="latest year",
        ),
        number=read_number("9.649*"),
        value_text="9.649*",
        unit_text="ratio",
        series_break_text="new method",
        unit_term="ratio",
    )
    store.write(READING, ReadDocument(figures=[printed]))
    store.load([READING])

    [row] = rows(connection, "select * from raw_figure")
    assert row == {
        "figure_id": "f_481602624753e166ef74",
        "document_id": "a" * 64,
        "reader": "figure_sheet",
        "reader_version": "1",
        "ordinal": 3,
        "page": "55",
        "locator": "table 2",
        "context": "pue: 9.649",
        "company_text": "Acme",
        "org_unit_text": "Cloud",
        "measure_text": "pue",
        "scope_text": "1+2",
        "boundary_text": "equity share",
        "period_text": "FY2024",
        "period_start_text": "2023-04-01",
        "period_end_text": "2024-03-31",
        "value_text": "9.649*",
        "unit_text": "ratio",
        "basis_text": "year on year",
        "value": Decimal("9.649"),
        "value_low": Decimal("9.6485"),
        "value_high": Decimal("9.6495"),
        "alternative_value": Decimal(9649),
        "alternative_low": Decimal("9648.5"),
        "alternative_high": Decimal("9649.5"),
        "value_kind": "number",
        "series_break_text": "new method",
        "note": "audited",
        "confidence": Decimal("0.86"),
        "reasons": [
            "footnote mark '*' left out",
            "'.' taken as the decimal mark, may part thousands",
        ],
        "reading_problem": "line 4 has 3 cells",
        "org_unit_term": "Alibaba Cloud",
        "measure_term": "pue",
        "scope_term": "not_applicable",
        "period_term": "latest year",
        "unit_term": "ratio",
    }


def test_a_claim_comes_back_with_the_figure_of_its_row(store, connection):
    claims = [
        StatedChange(
            row=PrintedRow(ordinal=ordinal, basis_text="year on year", note="n"),
            change=read_number("-5.0"),
            change_text="-5.0",
            change_unit_text="%",
            has_figure=has_figure,
        )
        for ordinal, has_figure in ((1, True), (2, False))
    ]
    store.write(READING, ReadDocument(figures=[figure(1)], claims=claims))
    store.load([READING])

    [of_figure, alone] = rows(connection, "select * from raw_claim order by ordinal")
    assert of_figure["figure_id"] == rows(connection, "from raw_figure")[0]["figure_id"]
    assert alone["figure_id"] is None
    del alone["claim_id"]
    assert {name: value for name, value in alone.items() if value is not None} == {
        "document_id": "a" * 64,
        "reader": "figure_sheet",
        "reader_version": "1",
        "ordinal": 2,
        "change_text": "-5.0",
        "change_unit_text": "%",
        "basis_text": "year on year",
        "change": Decimal("-5.0"),
        "change_low": Decimal("-5.05"),
        "change_high": Decimal("-4.95"),
        "note": "n",
        "confidence": Decimal("1.00"),
        "reasons": [],
    }


EXACT = [
    "999,999,999,999,999,999",
    "-999999999999999999",
    "0.123456789",
    "-0.000000001",
    "12345678901234567.1",
    "950 thousand",
    "0",
]


def test_amounts_are_exact_to_the_last_digit(store, connection):
    figures = [figure(n, text) for n, text in enumerate(EXACT)]
    store.write(READING, ReadDocument(figures=figures))
    store.load([READING])

    loaded = connection.sql(
        "select value, value_low, value_high from raw_figure order by ordinal"
    ).fetchall()
    numbers = [read_number(text) for text in EXACT]
    assert loaded == [(number.value, number.low, number.high) for number in numbers]


AWKWARD = [
    'a "quoted", word; and\ttab',
    "two\nlines\r\nand\rthree",
    "能耗 — ½ ‘’",
    "a lone\rreturn",
    "NULL",
    "\\N",
    "[a, b]",
    " spaces ",
    "'; drop table raw_figure; --",
    "x" * 100_000,
]


@pytest.mark.parametrize("text", AWKWARD)
def test_printed_words_are_kept_to_the_letter(store, connection, text):
    number = ReadNumber(kind="unreadable", reasons=(text, "second, with a comma"))
    printed = PrintedFigure(row=PrintedRow(ordinal=1, note=text), number=number)
    store.write(READING, ReadDocument(figures=[printed]))
    store.load([READING])

    [row] = connection.sql("select note, reasons from raw_figure").fetchall()
    assert row == (text, [text, "second, with a comma"])


def test_rows_lie_in_the_file_in_the_order_of_the_document(store, raw_folder):
    store.connection.execute("set preserve_insertion_order = false")
    figures = [figure(ordinal) for ordinal in (3, 1, 2)]
    store.write(READING, ReadDocument(figures=figures))

    path = raw_folder / "figure" / READING.file_name
    assert store.connection.sql(
        f"select ordinal from read_parquet('{path}')"
    ).fetchall() == [(1,), (2,), (3,)]


def test_identifiers_are_the_same_whenever_a_document_is_read(store, connection):
    document = ReadDocument(figures=[figure(1), figure(2)])
    query = "select figure_id from raw_figure order by ordinal"

    def identifiers(reading):
        store.write(reading, document)
        store.load([reading])
        return connection.sql(query).fetchall()

    first = identifiers(READING)
    assert identifiers(READING) == first
    assert len(set(first)) == 2
    later_version = Reading(READING.document_id, READING.reader, "2")
    assert not set(identifiers(OTHER)) & set(first)
    assert not set(identifiers(later_version)) & set(first)


def test_only_the_readings_asked_for_are_loaded(store):
    store.write(READING, ReadDocument(figures=[figure(1)]))
    store.write(OTHER, ReadDocument(figures=[figure(1), figure(2)]))

    store.load([READING, OTHER])
    assert store.counts("raw_figure") == {"a" * 64: 1, "b" * 64: 2}
    store.load([OTHER])
    assert store.counts("raw_figure") == {"b" * 64: 2}
    assert store.counts("raw_claim") == {}


def test_tables_without_documents_have_the_same_columns(store, connection):
    def schema(table):
        relation = connection.table(table)
        return list(zip(relation.columns, relation.types, strict=True))

    store.load([])
    empty = schema("raw_figure"), schema("raw_claim")
    store.write(READING, ReadDocument())
    store.load([READING])

    assert (schema("raw_figure"), schema("raw_claim")) == empty
    assert connection.sql("select count(*) from raw_figure").fetchall() == [(0,)]


def test_the_columns_are_those_that_the_model_reads(store, connection):
    store.load([])

    assert ", ".join(connection.table("raw_figure").columns) == (
        "figure_id, document_id, reader, reader_version, ordinal, page, locator, "
        "context, company_text, org_unit_text, measure_text, scope_text, "
        "boundary_text, period_text, period_start_text, period_end_text, value_text, "
        "unit_text, basis_text, value, value_low, value_high, alternative_value, "
        "alternative_low, alternative_high, value_kind, series_break_text, note, "
        "confidence, reasons, reading_problem, org_unit_term, measure_term, "
        "scope_term, period_term, unit_term"
    )
    assert ", ".join(connection.table("raw_claim").columns) == (
        "claim_id, figure_id, document_id, reader, reader_version, ordinal, page, "
        "locator, context, company_text, org_unit_text, measure_text, scope_text, "
        "boundary_text, period_text, period_start_text, period_end_text, "
        "change_text, change_unit_text, basis_text, change, change_low, change_high, "
        "note, confidence, reasons, reading_problem, org_unit_term, measure_term, "
        "scope_term, period_term"
    )


def test_a_document_is_held_once_all_files_are_whole(store, raw_folder):
    assert not store.holds(READING)
    store.write(READING, ReadDocument(figures=[figure(1)]))
    assert store.holds(READING)
    assert not store.holds(OTHER)
    assert not store.holds(Reading(READING.document_id, READING.reader, "2"))

    for part in ("figure", "claim", "document"):
        file = raw_folder / part / READING.file_name
        content = file.read_bytes()
        for broken in (content[:-1], b"", b"PAR1"):
            file.write_bytes(broken)
            assert not store.holds(READING)
        file.unlink()
        assert not store.holds(READING)
        file.write_bytes(content)
    assert store.holds(READING)


def test_what_a_document_tells_of_itself_is_kept(store):
    store.write(READING, ReadDocument(issuer_text="Acme", dated_text="2024-07"))
    store.write(OTHER, ReadDocument(page_count=12))

    assert store.facts([]) == {}
    assert store.facts([READING, OTHER]) == {
        "a" * 64: DocumentFacts("Acme", "2024-07", None),
        "b" * 64: DocumentFacts(None, None, 12),
    }


def test_what_was_just_read_is_loaded_without_being_kept(store, connection, raw_folder):
    store.load_read([(READING, ReadDocument(figures=[figure(1)]))])
    just_read = connection.sql("from raw_figure").fetchall()
    assert [path.name for path in raw_folder.glob("*/*")] == []

    store.write(READING, ReadDocument(figures=[figure(1)]))
    store.load([READING])

    assert connection.sql("from raw_figure").fetchall() == just_read


def test_nothing_is_left_beside_the_files_of_a_document(store, raw_folder):
    store.write(READING, ReadDocument(figures=[figure(1)]))

    assert [path.name for path in raw_folder.glob("*/*")] == [READING.file_name] * 3


def test_leftovers_of_dead_runs_are_removed(store, raw_folder):
    store.write(READING, ReadDocument(figures=[figure(1)]))
    leftovers = [
        raw_folder / "figure" / f"{OTHER.file_name}.tmp",
        raw_folder / "claim" / f"{OTHER.file_name}.rows.tmp",
    ]
    for leftover in leftovers:
        leftover.write_text("half")

    store.prepare()

    assert not any(leftover.exists() for leftover in leftovers)
    assert store.holds(READING)


def test_a_folder_with_an_awkward_name_holds_figures_too(tmp_path, connection):
    store = RawStore(tmp_path / "it's a [raw]* folder, 100%?", connection)
    store.prepare()
    store.write(READING, ReadDocument(figures=[figure(1)]))
    store.load([READING])

    assert store.counts("raw_figure") == {"a" * 64: 1}
