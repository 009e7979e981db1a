"""What somebody put right stands in place of the print, and tells so everywhere."""

from decimal import Decimal

import pytest

from tests.model.printed import claim, document, figure, read

PLACE = {"page": "12", "locator": "line 3"}
EVIDENCE = {
    "corrected_by": "Ana",
    "corrected_on": "2026-02-01",
    "reason": "a slip of the table's header",
    "source": "https://acme.example/errata",
}
UNIT = {
    "line": 2,
    "document": "acme/report.csv",
    **PLACE,
    "field": "unit",
    "printed": "MtCO2e",
    "corrected": "tCO2e",
    **EVIDENCE,
}
TOLD = (
    "unit corrected from MtCO2e to tCO2e by Ana on 2026-02-01: "
    "a slip of the table's header (https://acme.example/errata)"
)
WRONG = {**PLACE, "figure_id": "f_wrong", "unit_text": "MtCO2e"}


def correction(field, printed, corrected, **changes):
    return UNIT | {"field": field, "printed": printed, "corrected": corrected} | changes


def number(text):
    found = read(text)
    return {
        "corrected_value": found["value"],
        "corrected_low": found["value_low"],
        "corrected_high": found["value_high"],
        "corrected_kind": found["value_kind"],
    }


@pytest.fixture
def correct(model):
    """Build the model from figures, claims and corrections; ask it for rows."""

    def correct(*corrections, figures=(), claims=(), **tables):
        return model(
            raw_document=[document()],
            raw_figure=list(figures),
            raw_claim=list(claims),
            raw_correction=list(corrections),
            **tables,
        )

    return correct


def test_a_figure_is_computed_with_what_is_right_and_still_shows_the_print(correct):
    rows_of = correct(UNIT, figures=[figure("100", **WRONG), figure("7", page="12")])

    assert rows_of(
        "select value_text, unit_text, amount, correction from fact_figure order by all"
    ) == [
        {
            "value_text": "100",
            "unit_text": "MtCO2e",
            "amount": 100,
            "correction": TOLD,
        },
        {"value_text": "7", "unit_text": "tCO2e", "amount": 7, "correction": None},
    ]


def test_a_number_is_corrected_with_what_its_rounding_allows(correct):
    rows_of = correct(
        correction("value", "9.649", "9649", **number("9649")),
        figures=[
            figure("9.649", **PLACE, confidence=Decimal("0.4"))
            | {"alternative_value": 9649, "alternative_low": 9648}
        ],
    )

    assert rows_of("select amount, low, high, confidence from fact_figure") == [
        {
            "amount": 9649,
            "low": Decimal("9648.5"),
            "high": Decimal("9649.5"),
            "confidence": 1,
        }
    ]


def test_words_that_are_no_number_become_one(correct):
    unreadable = figure("1", **PLACE, value_text="about a hundred") | {
        "value": None,
        "value_low": None,
        "value_high": None,
        "value_kind": "unreadable",
        "confidence": Decimal(0),
    }
    line = correction("value", "about a hundred", "104", **number("104"))

    rows_of = correct(line, figures=[unreadable])

    assert rows_of("select value_kind, amount, review_state from stg_figure") == [
        {"value_kind": "number", "amount": 104, "review_state": "sure"}
    ]


@pytest.mark.parametrize(
    ("printed", "line", "column", "meant"),
    [
        ({}, ("measure", "ghg_emissions_gross", "pue"), "measure", "pue"),
        ({}, ("scope", "1", "3"), "scope", "scope_3"),
        ({}, ("period", "FY2024", "FY2023"), "fiscal_year", 2023),
        (
            {"period_start_text": "2023-04-01", "period_end_text": "2024-03-31"},
            ("period", "FY2024", "FY2022"),
            "fiscal_year",
            2022,
        ),
        (
            {"period_start_text": "2023-04-01", "period_end_text": "2024-03-31"},
            ("period_end", "2024-03-31", "2025-03-31"),
            "fiscal_year",
            2025,
        ),
        ({}, ("org_unit", None, "Acme Cloud"), "org_unit_id", "acme-cloud"),
        ({}, ("company", None, "Bolt"), "company_id", "bolt"),
        ({}, ("boundary", None, "equity share"), "boundary", "equity_share"),
    ],
)
def test_any_word_can_be_put_right(correct, printed, line, column, meant):
    rows_of = correct(correction(*line), figures=[figure(**PLACE, **printed)])

    assert rows_of(f"select {column} as meant from stg_figure") == [{"meant": meant}]


@pytest.mark.parametrize(
    ("line", "column", "meant"),
    [
        (("change", "5", "6.5", number("6.5")), "change_low", Decimal("6.45")),
        (("change_unit", "%", "percentage points"), "change_kind", "percentage_points"),
        (("scope", "1", "3"), "scope", "scope_3"),
        (("basis", "year on year", "2020"), "base_fiscal_year", 2020),
    ],
)
def test_a_stated_change_can_be_put_right(correct, line, column, meant):
    [field, printed, corrected, *numbers] = line
    put_right = correction(field, printed, corrected, **(numbers[0] if numbers else {}))

    rows_of = correct(put_right, claims=[claim(**PLACE)])

    [row] = rows_of(f"select {column} as meant, correction from fact_claim")
    assert row["meant"] == meant
    assert row["correction"].startswith(f"{field} corrected from {printed} to ")


def test_a_figure_and_the_change_beside_it_are_put_right_together(correct):
    rows_of = correct(
        correction("scope", "1", "3", value="100"),
        figures=[figure("100", **PLACE, figure_id="f_1")],
        claims=[claim("5", **PLACE, figure_id="f_1"), claim("7", **PLACE)],
    )

    assert rows_of("select scope from stg_figure") == [{"scope": "scope_3"}]
    assert rows_of("select scope from stg_claim order by ordinal") == [
        {"scope": "scope_3"},
        {"scope": "scope_1"},
    ]


def test_what_the_reader_understood_wrongly_is_put_right_too(correct):
    rows_of = correct(
        correction("measure", "pue", "ghg_emissions_gross"),
        figures=[figure(**PLACE, measure_text="Emissions", measure_term="pue")],
    )

    assert rows_of("select measure from stg_figure") == [
        {"measure": "ghg_emissions_gross"}
    ]


@pytest.mark.parametrize(
    "other", [{"value": "200"}, {"measure": "Emissions"}, {"period": "FY2023"}]
)
def test_figures_of_one_place_are_told_apart(correct, other):
    figures = [
        figure("100", **PLACE, unit_text="MtCO2e"),
        figure(
            "200",
            **PLACE,
            unit_text="MtCO2e",
            measure_text="Emissions",
            measure_term="ghg_emissions_gross",
            scope_text="3",
            period_text="FY2023",
        ),
    ]

    rows_of = correct(UNIT | other, figures=figures)

    assert rows_of("select unit_words from stg_worded_figure order by ordinal") == [
        {"unit_words": "MtCO2e"},
        {"unit_words": "tCO2e"},
    ]


def test_one_line_puts_a_whole_row_right(correct):
    rows_of = correct(
        UNIT,
        figures=[figure("100", **WRONG), figure("98", **WRONG | {"figure_id": "b"})],
    )

    assert rows_of("select unit_words from stg_worded_figure") == [
        {"unit_words": "tCO2e"},
        {"unit_words": "tCO2e"},
    ]


def test_the_last_line_of_a_field_counts_and_other_fields_are_told_beside_it(correct):
    rows_of = correct(
        UNIT | {"line": 4},
        UNIT | {"corrected": "ktCO2e"},
        correction("scope", "1", "3", line=3),
        figures=[figure(**WRONG)],
    )

    [row] = rows_of("select unit, scope, correction from fact_figure")
    assert (row["unit"], row["scope"]) == ("tCO2e", "scope_3")
    assert [told.split(" by ")[0] for told in row["correction"].split("; ")] == [
        "scope corrected from 1 to 3",
        "unit corrected from MtCO2e to tCO2e",
    ]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (
            {"document": "acme/other.csv"},
            "No document of this path is read. Correct the path.",
        ),
        (
            {"locator": "line 4"},
            "Nothing that can be corrected so is printed at that place. Look where it "
            "stands now.",
        ),
        (
            {"printed": "GtCO2e"},
            "The unit there is printed as MtCO2e. Where the document was mended, "
            "remove the line.",
        ),
        (
            {"printed": None},
            "The unit there is printed as MtCO2e. Where the document was mended, "
            "remove the line.",
        ),
    ],
)
def test_a_line_that_meets_nothing_changes_nothing_and_says_what_is_there(
    correct, change, finding
):
    rows_of = correct(UNIT | change, figures=[figure(**WRONG)])

    assert rows_of("select line, statement_id, finding from stg_correction") == [
        {"line": 2, "statement_id": None, "finding": finding}
    ]
    assert rows_of("select unit_words, correction from stg_worded_figure") == [
        {"unit_words": "MtCO2e", "correction": None}
    ]


def test_a_line_that_cannot_be_used_is_kept_and_does_nothing(correct):
    rows_of = correct(UNIT | {"problem": "names no reason"}, figures=[figure(**WRONG)])

    assert rows_of("from stg_correction") == []
    assert rows_of("select unit_words from stg_worded_figure") == [
        {"unit_words": "MtCO2e"}
    ]


CORRECTED = {
    "fact_best_figure": "fiscal_year",
    "fact_emissions": "fiscal_year",
    "metric_level": "fiscal_year",
    "metric_change": "fiscal_year",
    "metric_value": "metric_id",
    "metric_claim_check": "claim_id",
}


def test_whatever_rests_on_it_says_so(correct):
    rows_of = correct(
        UNIT | {"value": "100"},
        figures=[
            figure("100", **WRONG),
            figure("50", period_text="FY2023"),
            figure("20", period_text="FY2022"),
            figure("10", scope_text="2"),
        ],
        claims=[
            claim("100", claim_id="c_of_it"),
            claim("150", claim_id="c_before", period_text="FY2023"),
        ],
    )

    assert {
        table: [
            row["name"]
            for row in rows_of(
                f"select {key} as name from {table} where is_corrected order by all"
            )
        ]
        for table, key in CORRECTED.items()
    } == {
        "fact_best_figure": [2024],
        "fact_emissions": [2024],
        "metric_level": [2024, 2024],
        "metric_change": [2024, 2024],
        "metric_value": [
            f"acme/group/2024/ghg_emissions_gross{suffix}/unspecified"
            for suffix in (
                "/scope_1",
                "/scope_1_2_unspecified",
                "_change/scope_1",
                "_change_in_document/scope_1",
                "_change_pct/scope_1",
                "_change_pct_in_document/scope_1",
                "_compound_change_pct/scope_1",
            )
        ],
        "metric_claim_check": ["c_of_it"],
    }
    assert rows_of("select bool_or(not is_corrected) as others from metric_value") == [
        {"others": True}
    ]
    assert rows_of("select is_corrected from metric_total") == [{"is_corrected": True}]
