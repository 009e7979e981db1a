"""The catalogue describes documents; where it is silent or odd, it says so."""

import pytest

from pipelines.errors import ReportsFolderError
from pipelines.ingest.catalogue import CatalogueEntry, read_catalogue

HEADER = (
    "path,company,title,publisher,source_kind,published_on,language,url,attribution,"
    "quotes"
)
ROW = (
    'acme/a.csv,Acme Ltd,"Report, 2024",Acme,issuer_report,2024-07-30,en,'
    "https://acme.example/r,CC BY 4.0"
)


@pytest.fixture
def catalogue(archive, put):
    """Read a catalogue of the given lines."""

    def catalogue(*lines):
        put("catalogue.csv", "\n".join(lines))
        return read_catalogue(archive)

    return catalogue


def test_an_entry_holds_what_its_row_says(catalogue):
    entries = catalogue(HEADER, ROW)

    assert entries.entry("acme/a.csv") == CatalogueEntry(
        line=2,
        path="acme/a.csv",
        company="Acme Ltd",
        title="Report, 2024",
        publisher="Acme",
        source_kind="issuer_report",
        published_on="2024-07-30",
        language="en",
        url="https://acme.example/r",
        attribution="CC BY 4.0",
    )
    assert entries.entry("acme/b.csv") is None
    assert entries.warnings == []


def test_a_missing_catalogue_is_one_warning(archive):
    catalogue = read_catalogue(archive)

    assert catalogue.entries == {}
    assert catalogue.warnings == [
        "There is no catalogue.csv: folders, or else the documents' own words, tell "
        "the companies."
    ]
    assert catalogue.compare(present=["acme/a.csv"], taken=["acme/a.csv"]) == []


def test_rows_and_documents_without_each_other_are_warned_of(catalogue):
    entries = catalogue(HEADER, ROW, "acme/gone.csv,Acme")

    assert entries.compare(
        present=["acme/a.csv", "acme/b.csv", "acme/broken.csv"],
        taken=["acme/a.csv", "acme/b.csv"],
    ) == [
        "catalogue.csv line 3: there is no document acme/gone.csv.",
        "acme/b.csv: not in catalogue.csv; its folder, or else its own words, tell the "
        "company.",
    ]


@pytest.mark.parametrize("path", ["./acme/a.csv", "acme\\a.csv", " acme/a.csv "])
def test_one_path_may_be_written_in_several_ways(catalogue, path):
    assert catalogue(HEADER, f"{path},Acme").entry("acme/a.csv").company == "Acme"


def test_accents_meet_however_they_are_composed(catalogue):
    entries = catalogue(HEADER, "nestl\u00e9/a.csv,Nestlé")

    assert entries.entry("nestle\u0301/a.csv").company == "Nestlé"
    assert entries.compare(["nestle\u0301/a.csv"], ["nestle\u0301/a.csv"]) == []


def test_a_kind_of_source_that_is_unknown_is_left_out_with_a_warning(catalogue):
    entries = catalogue(HEADER, "acme/a.csv,Acme,,,blog,2024,en")

    assert entries.entry("acme/a.csv").source_kind is None
    assert entries.entry("acme/a.csv").published_on == "2024"
    assert entries.warnings == [
        "catalogue.csv line 2: 'blog' is not a kind of source and is left out; it is "
        "one of issuer_report, regulatory_filing, press, aggregator."
    ]


@pytest.mark.parametrize("published_on", ["2024-07-30", "2024-07", "2024", ""])
def test_a_day_a_month_or_a_year_dates_a_document(catalogue, published_on):
    assert catalogue(HEADER, f"acme/a.csv,Acme,,,,{published_on}").warnings == []


@pytest.mark.parametrize("published_on", ["30.07.2024", "2024-13", "2024-02-32", "now"])
def test_another_date_is_kept_with_a_warning(catalogue, published_on):
    entries = catalogue(HEADER, f"acme/a.csv,Acme,,,,{published_on}")

    assert entries.entry("acme/a.csv").published_on == published_on
    [warning] = entries.warnings
    assert warning.startswith(f"catalogue.csv line 2: published on '{published_on}'")


@pytest.mark.parametrize(("cell", "quotes"), [("issuer", "issuer"), ("", None)])
def test_a_document_may_only_relay_what_the_issuer_said(catalogue, cell, quotes):
    entries = catalogue(HEADER, f"acme/a.csv,Acme,,,press,2024,en,,,{cell}")

    assert entries.entry("acme/a.csv").quotes == quotes
    assert entries.warnings == []


@pytest.mark.parametrize("cell", ["Issuer", "Acme", "true"])
def test_a_document_quotes_nobody_but_the_issuer(catalogue, cell):
    with pytest.raises(ReportsFolderError) as error:
        catalogue(HEADER, ROW, f"acme/b.csv,Acme,,,press,2024,en,,,{cell}")

    assert str(error.value).endswith(
        f"catalogue.csv, line 3: quotes is '{cell}'. Write issuer where the document "
        "only relays the issuer's own figures; else leave it empty."
    )


def test_a_row_without_a_path_or_a_company_is_warned_of(catalogue):
    entries = catalogue(HEADER, ",Acme", "", "acme/a.csv,")

    assert list(entries.entries) == ["acme/a.csv"]
    assert entries.warnings == [
        "catalogue.csv line 2: names no path, and describes nothing. Fill it in.",
        "catalogue.csv line 4: no company; the folder, or else the document's "
        "own words, tell it.",
    ]


def test_a_document_described_twice_names_both_lines(catalogue):
    with pytest.raises(ReportsFolderError, match="lines 2 and 4 both describe"):
        catalogue(HEADER, ROW, "acme/b.csv,Acme", "./acme/a.csv,Other")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the column path among them"),
        ("file,company\n", "the column path among them"),
        ("path,company,company\n", "name each column once"),
        (
            f"{HEADER}\nacme/a.csv,Acme, Inc.,a,b,press,2024,en,x,y,,z\n",
            "line 2: 12 cells",
        ),
        (f'{HEADER}\nacme/a.csv,"Acme\n', "Close every quotation mark"),
        (HEADER.encode() + b"\nacme/a.csv,Nestl\xe9\n", "line 2: not UTF-8"),
    ],
)
def test_a_catalogue_that_cannot_be_read_says_where_and_why(
    archive, put, content, message
):
    put("catalogue.csv", content)

    with pytest.raises(ReportsFolderError) as error:
        read_catalogue(archive)

    assert message in str(error.value)
    assert "catalogue.csv" in str(error.value)


def test_a_byte_order_mark_is_no_part_of_the_header(archive, put):
    put("catalogue.csv", b"\xef\xbb\xbf" + f"{HEADER}\n{ROW}\n".encode())

    assert read_catalogue(archive).entry("acme/a.csv").company == "Acme Ltd"
