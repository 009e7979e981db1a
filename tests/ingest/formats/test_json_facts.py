"""JSON: figure objects, and facts in xBRL-JSON."""

import json
from decimal import Decimal

import pytest

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.formats.json_facts import read_facts

YEAR = "2024-01-01T00:00:00/2025-01-01T00:00:00"
SCOPE_1 = "esrs:GrossScope1GreenhouseGasEmissions"


@pytest.fixture
def read(make_file):
    """Return a function that reads JSON of some content."""

    def read_(content):
        return read_facts(make_file("report.json", json.dumps(content)))

    return read_


def xbrl(*facts):
    """Return a report of facts: a value, decimals and dimensions each."""
    return {
        "documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-json"},
        "facts": {
            f"f{number}": {
                "value": value,
                "decimals": decimals,
                "dimensions": dimensions,
            }
            for number, (value, decimals, dimensions) in enumerate(facts, start=1)
        },
    }


def of(concept, period=YEAR, unit="utr:tCO2e", **more):
    return {
        "concept": concept,
        "entity": "lei:X",
        "period": period,
        "unit": unit,
    } | more


@pytest.mark.parametrize("wrapped", [False, True])
def test_figure_objects_have_the_keys_of_a_figure_sheet(make_file, wrapped):
    figures = '[{"Measure": "ghg", "period": "FY2024", "value": 12.50, "unit": "t"}]'
    text = f'{{"figures": {figures}}}' if wrapped else figures

    (figure,) = read_facts(make_file("report.json", text)).figures

    assert figure.row.measure_text == "ghg"
    assert figure.row.period_text == "FY2024"
    assert figure.row.locator == "figure 1"
    assert (figure.value_text, figure.unit_text) == ("12.50", "t")
    assert (figure.number.low, figure.number.high) == (
        Decimal("12.495"),
        Decimal("12.505"),
    )


def test_a_figure_object_may_state_a_change(read):
    document = read(
        [
            {
                "measure": "ghg",
                "period": "FY2024",
                "value": None,
                "change": "-5",
                "page": 3,
            }
        ]
    )

    assert document.figures == []
    assert document.claims[0].change.value == -5
    assert document.claims[0].row.page == "3"


def test_what_is_not_read_is_told(read):
    document = read(
        [{"measure": "ghg", "period": "FY2024", "value": [1, 2], "colour": "red"}]
    )

    assert document.warnings == ["report.json: key 'colour' is not read."]
    assert document.figures[0].row.reading_problem == (
        "figure 1 has more than one value as its value"
    )


def test_a_fact_has_the_terms_of_its_concept(read):
    (figure,) = read(xbrl(("12345", -1, of(SCOPE_1)))).figures

    row = figure.row
    assert (row.measure_term, row.scope_term) == ("ghg_emissions_gross", "scope_1")
    assert (row.period_start_text, row.period_end_text) == ("2024-01-01", "2024-12-31")
    assert (row.period_term, figure.unit_text) == ("CY2024", "tCO2e")
    assert (figure.number.low, figure.number.high) == (12340, 12350)
    assert (row.locator, row.context) == ("fact f1", f"{SCOPE_1}: 12345 tCO2e")


def test_a_fact_without_decimals_is_not_rounded(read):
    (figure,) = read(xbrl(("12345", None, of(SCOPE_1)))).figures

    assert (figure.number.low, figure.number.high) == (12345, 12345)


@pytest.mark.parametrize(
    ("period", "term"),
    [
        ("2023-04-01T00:00:00/2024-04-01T00:00:00", "FY2024"),
        ("2024-01-01T00:00:00/2024-07-01T00:00:00", None),
        ("2025-01-01T00:00:00", "as of 2024-12-31"),
    ],
)
def test_periods_of_facts(read, period, term):
    (figure,) = read(xbrl(("1", 0, of(SCOPE_1, period)))).figures

    assert figure.row.period_term == term


def test_a_fact_whose_period_is_no_date_says_so(read):
    (figure,) = read(xbrl(("1", 0, of(SCOPE_1, "last year")))).figures

    assert figure.row.reading_problem == "fact f1 has no period that can be read"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("0", "zero"),
        ("many", "unreadable"),
        ("1e30", "unreadable"),
        (None, "not_disclosed"),
    ],
)
def test_values_that_are_no_figures(read, value, kind):
    (figure,) = read(xbrl((value, 0, of(SCOPE_1)))).figures

    assert figure.number.kind == kind


def test_facts_of_parts_and_unknown_concepts_are_counted(read):
    document = read(
        xbrl(
            ("1", 0, of(SCOPE_1) | {"esrs:SiteAxis": "esrs:Milan"}),
            ("2", 0, of("acme:Bottles", unit="utr:t")),
            ("ACME S.p.A.", None, {"concept": "esrs:NameOfReportingUndertaking"}),
            ("a text", None, {"concept": "esrs:Policy"}),
        )
    )

    assert document.figures == []
    assert document.issuer_text == "ACME S.p.A."
    assert document.warnings == [
        "report.json: facts whose concept is not read: 1.",
        "report.json: facts of a part of the whole, not read: 1.",
    ]


@pytest.mark.parametrize(
    "concept", ["esrs:NetRevenue", "ifrs-full:Revenue", "us-gaap:Revenues"]
)
def test_revenue_is_read_beside_emissions(read, concept):
    revenue = ("5312000000", -6, of(concept, unit="iso4217:EUR"))

    _, figure = read(xbrl(("12345", 0, of(SCOPE_1)), revenue)).figures

    assert (figure.row.measure_term, figure.row.scope_term) == (
        "revenue",
        "not_applicable",
    )
    assert (figure.number.value, figure.unit_text) == (5312000000, "EUR")
    assert read(xbrl(revenue)).figures == []


@pytest.mark.parametrize("unit", ["iso4217:SEK", "pure"])
def test_revenue_without_a_known_currency_is_counted(read, unit):
    revenue = ("5312000000", -6, of("ifrs-full:Revenue", unit=unit))

    document = read(xbrl(("12345", 0, of(SCOPE_1)), revenue))

    assert [each.row.measure_term for each in document.figures] == [
        "ghg_emissions_gross"
    ]
    assert document.warnings == [
        "report.json: revenue in a currency that is not read: 1."
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "is not JSON"),
        ('{"a": 1}', "has no figures"),
        ("5", "has no figures"),
        ("[5]", "has figures that are no objects"),
        ('[{"value": 5}]', "lacks the key measure and period"),
        ("[" * 100_000, "is nested too deep"),
    ],
)
def test_what_holds_no_figures_is_refused(make_file, text, problem):
    with pytest.raises(UnreadableDocumentError, match=rf"report\.json {problem}.*keys"):
        read_facts(make_file("report.json", text))
