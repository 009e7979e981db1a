"""A stated change is confirmed, contradicted, or cannot be told; and why."""

from decimal import Decimal

import pytest

from tests.model.printed import claim, document, figure


@pytest.fixture
def check(model):
    """Check one claim against figures."""

    def check(stated, *figures, documents=("report",)):
        rows_of = model(
            raw_document=[
                document(name, published_text=f"20{25 + place}")
                for place, name in enumerate(documents)
            ],
            raw_figure=list(figures),
            raw_claim=[stated],
        )
        [row] = rows_of("from metric_claim_check")
        return row

    return check


def verdict(row):
    return row["verdict"], row["cause"]


def test_a_claim_within_rounding_is_confirmed(check):
    row = check(
        claim("-5.0"), figure("4681066", period_text="FY2023"), figure("4449171")
    )

    assert verdict(row) == ("confirmed", None)
    assert row["recomputed_change"] == Decimal("-4.9539")
    assert row["vintage"] == "one_document"


def test_a_claim_beyond_rounding_is_contradicted(check):
    row = check(
        claim("11"),
        figure("12.11", period_text="FY2023", unit_text="million tons"),
        figure("13.32", unit_text="million tons"),
    )

    assert verdict(row) == ("contradicted", "no_cause_found")


def test_a_fall_that_was_a_rise_has_the_wrong_sign(check):
    row = check(claim("-20"), figure("10", period_text="FY2023"), figure("12"))

    assert verdict(row) == ("contradicted", "sign")


def test_of_two_documents_that_show_a_mistake_the_more_precise_is_named(check):
    row = check(
        claim("-20"),
        figure("10", document_id="rough", period_text="FY2023"),
        figure("12", document_id="rough"),
        exact := figure("10.00", document_id="fine", period_text="FY2023"),
        also := figure("12.00", document_id="fine"),
        documents=("report", "fine", "rough"),
    )

    assert verdict(row) == ("contradicted", "sign")
    assert row["figure_ids"] == [exact["figure_id"], also["figure_id"]]


def test_the_growth_of_a_reduction_is_not_a_fall_of_emissions(check):
    reductions = {"measure_text": "emission_reductions"}
    row = check(
        claim("63.5"),
        figure("4681066", period_text="FY2023"),
        figure("4449171"),
        figure("1419000", period_text="FY2023", **reductions),
        figure("2320000", **reductions),
    )

    assert verdict(row) == ("contradicted", "another_measure")
    assert row["finding"] == "It equals the change of emission_reductions, scope_1."


def test_a_level_told_as_a_growth_equals_the_share_of_the_year_before(check):
    share = {"measure_text": "clean_electricity_share", "scope_text": None}
    row = check(
        claim("53.9", measure_text="clean_electricity_consumption", scope_text=None),
        figure("53.9", unit_text="%", period_text="FY2023", **share),
        figure("56.0", unit_text="%", **share),
    )

    assert verdict(row) == ("unverifiable", "level_told_as_growth")


@pytest.mark.parametrize(
    ("years", "cause"),
    [
        ((), "no_figure"),
        (("FY2024",), "no_figure_of_the_year_before"),
        (("FY2023",), "no_figure_of_the_year"),
    ],
)
def test_a_claim_without_figures_is_unverifiable(check, years, cause):
    row = check(claim("5"), *[figure("10", period_text=year) for year in years])

    assert verdict(row) == ("unverifiable", cause)


def test_a_claim_since_a_base_year_is_held_against_that_year(check):
    row = check(
        claim("48", basis_text="since 2019"),
        figure("100", period_text="FY2019"),
        figure("140", period_text="FY2023"),
        figure("148"),
    )

    assert verdict(row) == ("confirmed", None)
    assert row["prior_fiscal_year"] == 2019


def test_percentage_points_are_the_difference_of_shares(check):
    share = {"measure_text": "clean_electricity_share", "unit_text": "%"}
    row = check(
        claim(
            "11.8",
            change_unit_text="percentage points",
            measure_text="clean_electricity_share",
        ),
        figure("27.2", period_text="FY2023", **share),
        figure("39.0", **share),
    )

    assert verdict(row) == ("confirmed", None)
    assert row["recomputed_change"] == Decimal("11.8")


def test_a_scope_without_a_method_may_be_of_either(check):
    net = {"measure_text": "ghg_emissions_net"}
    row = check(
        claim("-12.9", scope_text="1+2", **net),
        figure("5372017", scope_text="1+2 market-based", period_text="FY2023", **net),
        figure("4681066", scope_text="1+2 market-based", **net),
    )

    assert verdict(row) == ("confirmed", None)
    assert row["recomputed_scope"] == "scope_1_2_market"


def test_a_claim_about_a_figure_restated_since_is_judged_by_its_own_figure(check):
    own = figure("71.27", unit_text="million tons")
    row = check(
        claim("-0.4", figure_id=own["figure_id"]),
        figure("71.54", unit_text="million tons", period_text="FY2023"),
        own,
        figure("70.74", unit_text="million tons", document_id="later"),
        documents=("report", "later"),
    )

    assert verdict(row) == ("confirmed", None)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("-2.4", "confirmed"), ("-2.3", "contradicted"), ("2.4", "contradicted")],
)
def test_an_absolute_change_is_held_against_the_difference(check, stated, expected):
    row = check(
        claim(stated, change_unit_text="thousand tonnes"),
        figure("12400", period_text="FY2023"),
        figure("10000"),
    )

    assert row["verdict"] == expected
    assert row["change_kind"] == "absolute"
    assert row["recomputed_change"] == -2400
    assert row["claimed_change"] == Decimal(stated) * 1000


NET = {"measure_text": "ghg_emissions_net"}
SHARE = {"measure_text": "clean_electricity_share", "unit_text": "%"}
SHARE_OF = {"measure_text": "clean_electricity_share"}
LOCATION = {"scope_text": "2 location-based"}
MARKET = {"scope_text": "2 market-based"}


@pytest.mark.parametrize(
    ("stated", "figures", "cause"),
    [
        (
            claim("11.2"),
            [figure("100", period_text="FY2023"), figure("112.6")],
            "percentage_of_end_value",
        ),
        (
            claim("0.126"),
            [figure("1000", period_text="FY2023"), figure("1126")],
            "factor",
        ),
        (
            claim("-2.4", change_unit_text="tonnes"),
            [figure("12400", period_text="FY2023"), figure("10000")],
            "factor",
        ),
        (
            claim("-2.4", change_unit_text="million tonnes"),
            [figure("12400", period_text="FY2023"), figure("10000")],
            "factor",
        ),
        (
            claim("11.8", **SHARE_OF, change_unit_text="%"),
            [figure("27.2", period_text="FY2023", **SHARE), figure("39.0", **SHARE)],
            "points_for_percent",
        ),
        (
            claim("43.4", **SHARE_OF, change_unit_text="percentage points"),
            [figure("27.2", period_text="FY2023", **SHARE), figure("39.0", **SHARE)],
            "percent_for_points",
        ),
        (
            claim("-20.0"),
            [
                figure("1000", period_text="FY2023"),
                figure("1000"),
                figure("900", period_text="FY2023", **NET),
                figure("720", **NET),
            ],
            "net_told_as_gross",
        ),
        (
            claim("-20.0", **NET),
            [
                figure("1000", period_text="FY2023", **NET),
                figure("1000", **NET),
                figure("900", period_text="FY2023"),
                figure("720"),
            ],
            "gross_told_as_net",
        ),
        (
            claim("-20.0", **MARKET),
            [
                figure("1000", period_text="FY2023", **MARKET),
                figure("1000", **MARKET),
                figure("900", period_text="FY2023", **LOCATION),
                figure("720", **LOCATION),
            ],
            "another_method",
        ),
        (
            claim("-20.0"),
            [
                figure("1250", period_text="FY2022"),
                figure("1000", period_text="FY2023"),
                figure("990"),
            ],
            "another_year",
        ),
        (
            claim("-20.8", basis_text="since 2020"),
            [
                figure("2000", period_text="FY2020"),
                figure("1250", period_text="FY2022"),
                figure("1000", period_text="FY2023"),
                figure("990"),
            ],
            "another_year",
        ),
        (
            claim("-20.0"),
            [
                figure("1000", period_text="FY2023"),
                figure("990"),
                figure("1000", period_text="FY2023", boundary_text="equity share"),
                figure("800", boundary_text="equity share"),
            ],
            "another_boundary",
        ),
        (
            claim("-20.0"),
            [
                figure("1000", period_text="FY2023"),
                figure("990"),
                figure("1000", period_text="FY2023", scope_text="3"),
                figure("800", scope_text="3"),
            ],
            "another_scope",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_contradicted_claim_has_its_likely_cause(check, stated, figures, cause):
    row = check(stated, *figures)

    assert verdict(row) == ("contradicted", cause)
    assert row["finding"].endswith(".")


def test_the_likeliest_of_several_causes_is_named(check):
    row = check(
        claim("-20.0"),
        figure("1000", period_text="FY2023"),
        figure("1200"),
        figure("1000", period_text="FY2023", scope_text="3"),
        figure("800", scope_text="3"),
    )

    assert verdict(row) == ("contradicted", "sign")


def test_an_unverifiable_claim_may_have_a_cause_as_well(check):
    row = check(
        claim("-20.0", scope_text="3"),
        figure("1000", period_text="FY2023"),
        figure("800"),
    )

    assert verdict(row) == ("unverifiable", "another_scope")


def test_a_claim_is_held_against_its_own_document_first(check):
    row = check(
        claim("10"),
        figure("100", period_text="FY2023"),
        figure("110"),
        figure("120", period_text="FY2023", document_id="later"),
        figure("125", document_id="later"),
        documents=("report", "later"),
    )

    assert verdict(row) == ("confirmed", None)
    assert (row["vintage"], row["recomputed_change"]) == ("one_document", 10)


def test_a_claim_that_only_the_latest_figures_confirm_is_confirmed(check):
    row = check(
        claim("-5.0", document_id="press"),
        figure("1000", period_text="FY2023"),
        figure("950"),
        documents=("report", "press"),
    )

    assert (row["verdict"], row["vintage"]) == ("confirmed", "latest")


def test_the_implied_prior_amount_is_held_against_other_documents(check):
    own = figure("2.32", unit_text="million tons", document_id="press")
    row = check(
        claim("63.5", figure_id=own["figure_id"], document_id="press"),
        own,
        figure("1419000", period_text="FY2023"),
        documents=("report", "press"),
    )

    assert round(row["implied_prior_amount"]) == 1418960
    assert row["implied_prior_low"] < 1419000 < row["implied_prior_high"]
    assert row["implied_prior_verdict"] == "supported"
    assert len(row["implied_prior_figure_ids"]) == 1


def test_an_implied_prior_amount_that_no_document_states_is_not_supported(check):
    own = figure("2.32", unit_text="million tons", document_id="press")
    row = check(
        claim("50", figure_id=own["figure_id"], document_id="press"),
        own,
        figure("1419000", period_text="FY2023"),
        documents=("report", "press"),
    )

    assert (row["implied_prior_verdict"], row["implied_prior_figure_ids"]) == (
        "not_supported",
        [],
    )


def test_a_document_that_states_the_year_before_implies_nothing(check):
    row = check(claim("10"), figure("100", period_text="FY2023"), figure("110"))

    assert row["implied_prior_amount"] is None
    assert row["implied_prior_verdict"] is None


def test_a_change_in_points_implies_a_share(check):
    row = check(
        claim("11.8", change_unit_text="points", **SHARE_OF), figure("39.0", **SHARE)
    )

    assert (row["implied_prior_amount"], row["implied_prior_verdict"]) == (
        Decimal("27.2"),
        "no_other_figure",
    )


def test_a_reduction_that_grew_told_as_emissions_that_fell_is_named(check):
    reductions = {"measure_text": "emission_reductions"}
    row = check(
        claim("-63.5"),
        figure("4681066", period_text="FY2023"),
        figure("4449171"),
        figure("1419000", period_text="FY2023", **reductions),
        figure("2320000", **reductions),
    )

    assert verdict(row) == ("contradicted", "another_measure")
    assert row["finding"] == "It equals the change of emission_reductions, scope_1."


def test_a_change_that_may_be_nil_is_no_factor_of_the_claim(check):
    row = check(
        claim("-75"),
        figure("10", period_text="FY2023", unit_text="million tons"),
        figure("10", unit_text="million tons"),
    )

    assert verdict(row) == ("contradicted", "no_cause_found")


def test_a_document_that_names_no_method_supports_an_implied_amount(check):
    scope = {"scope_text": "1+2 market-based"}
    own = figure("4.449", unit_text="million tons", document_id="press", **scope, **NET)
    row = check(
        claim("-5.0", figure_id=own["figure_id"], document_id="press", **scope, **NET),
        own,
        figure(
            "468.1", period_text="FY2023", unit_text="万吨", scope_text="1+2", **NET
        ),
        documents=("report", "press"),
    )

    assert row["implied_prior_verdict"] == "supported"


def test_the_implied_interval_of_net_removals_holds_its_amount(check):
    own = figure("-1000", **NET)
    row = check(claim("10", figure_id=own["figure_id"], **NET), own)

    low, high = row["implied_prior_low"], row["implied_prior_high"]
    assert low < row["implied_prior_amount"] < high < 0
