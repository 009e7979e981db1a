"""Other cases of the kinds that the field gets wrong: small documents in, queries out.

The numbers are those of test_cases.py; `-k case_18` runs both. All documents lie on one
desk, which is run once. Where a case is about reading, its document is a page; else it
is a figure sheet. But for SAP, every company here is invented.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from pipelines.publish.snapshot import open_snapshot
from tests.pipeline.conftest import Desk

Ask = Callable[[str], list[tuple]]


@dataclass(frozen=True)
class Document:
    """A document on the desk, and its row in the catalogue."""

    path: str
    company: str
    text: str
    published_on: str = "2025-03-31"
    source_kind: str = "issuer_report"
    publisher: str = ""
    language: str = "en"
    quotes: str = ""

    def write(self, reports: Path) -> None:
        """Write it below a reports folder."""
        file = reports / self.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(dedent(self.text).lstrip("\n"), encoding="utf-8")

    def describe(self) -> dict[str, str]:
        """Describe it as a row of the catalogue."""
        return {
            "path": self.path,
            "company": self.company,
            "title": self.path,
            "publisher": self.publisher or self.company,
            "source_kind": self.source_kind,
            "published_on": self.published_on,
            "language": self.language,
            "quotes": self.quotes,
        }


REDUCTION_NO_FALL = (
    Document(
        "brook/2024-report.csv",
        "Brook Foods",
        """
        measure,scope,period,value,unit,change,basis
        emission_reductions,1+2,FY2023,0.412,million tonnes,,
        emission_reductions,1+2,FY2024,0.721,million tonnes,75.0,year on year
        ghg_emissions_gross,1+2 market-based,FY2023,"5,012,345",tCO2e,,
        ghg_emissions_gross,1+2 market-based,FY2024,"4,911,987",tCO2e,-2.0,year on year
        """,
    ),
    Document(
        "brook/2025-04-post-article.csv",
        "Brook Foods",
        """
        measure,scope,period,value,change,basis
        ghg_emissions_gross,1+2,FY2024,,75,year on year
        """,
        published_on="2025-04-02",
        source_kind="press",
        publisher="The Post",
    ),
    Document(
        "brook/2025-04-herald-article.csv",
        "Brook Foods",
        """
        measure,scope,period,value,change,basis
        ghg_emissions_gross,1+2,FY2024,,-75,year on year
        """,
        published_on="2025-04-03",
        source_kind="press",
        publisher="The Herald",
    ),
)


def test_case_01_each_claim_is_confirmed_on_its_own_measure(published):
    assert published(
        "select measure, claimed_change::double, verdict from metric_claim_check "
        "inner join dim_document using (document_id) "
        "where path = 'brook/2024-report.csv' order by all"
    ) == [
        ("emission_reductions", 75.0, "confirmed"),
        ("ghg_emissions_gross", -2.0, "confirmed"),
    ]


def test_case_01_a_reduction_told_as_growth_of_emissions_is_contradicted(published):
    assert published(
        "select recomputed_change::double, verdict, cause, finding "
        "from metric_claim_check inner join dim_document using (document_id) "
        "where path = 'brook/2025-04-post-article.csv'"
    ) == [
        (
            -2.0022,
            "contradicted",
            "another_measure",
            "It equals the change of emission_reductions, scope_1_2_unspecified.",
        )
    ]


def test_case_01_a_reduction_told_as_a_fall_of_emissions_is_contradicted(published):
    assert published(
        "select recomputed_change::double, verdict from metric_claim_check "
        "inner join dim_document using (document_id) "
        "where path = 'brook/2025-04-herald-article.csv'"
    ) == [(-2.0022, "contradicted")]


LEVEL_AS_GROWTH = (
    Document(
        "lumen/2024-report.csv",
        "Lumen Telecom",
        """
        org_unit,measure,period,value,unit
        group,clean_electricity_share,FY2023,42.0,%
        group,clean_electricity_share,FY2024,55.0,%
        group,clean_electricity_consumption,FY2023,420,GWh
        group,clean_electricity_consumption,FY2024,605,GWh
        depots,clean_electricity_share,FY2024,31.5,%
        """,
    ),
    Document(
        "lumen/2025-04-post-article.csv",
        "Lumen Telecom",
        """
        org_unit,measure,period,value,change,basis
        group,clean_electricity_consumption,FY2024,,55.0,year on year
        depots,clean_electricity_consumption,FY2024,,31.5,year on year
        """,
        published_on="2025-04-02",
        source_kind="press",
        publisher="The Post",
    ),
)


def test_case_02_a_share_told_as_a_growth_is_named_with_its_year(published):
    assert published(
        "select org_unit_id, verdict, cause, finding from metric_claim_check "
        "where company_id = 'lumen-telecom' order by all"
    ) == [
        (
            "depots",
            "unverifiable",
            "level_told_as_growth",
            "It equals the share of the same year.",
        ),
        (
            "group",
            "contradicted",
            "level_told_as_growth",
            "It equals the share of the same year.",
        ),
    ]


METHODS_AND_OFFSETS = (
    Document(
        "harbour/2024-report.csv",
        "Harbour Stores",
        """
        measure,scope,period,value,unit,change,basis
        ghg_emissions_gross,1,FY2023,"101,234",tCO2e,,
        ghg_emissions_gross,1,FY2024,"98,765",tCO2e,,
        ghg_emissions_gross,2 market-based,FY2023,"301,111",tCO2e,,
        ghg_emissions_gross,2 market-based,FY2024,"271,222",tCO2e,,
        ghg_emissions_gross,2 location-based,FY2023,"501,111",tCO2e,,
        ghg_emissions_gross,2 location-based,FY2024,"561,222",tCO2e,,
        carbon_offsets,1+2,FY2023,0,tCO2e,,
        carbon_offsets,1+2,FY2024,"20,123",tCO2e,,
        ghg_emissions_net,1+2 market-based,FY2024,"349,864",tCO2e,-13,year on year
        """,
    ),
    Document(
        "cedar/2024-report.csv",
        "Cedar Holdings",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1+2+3 market-based,FY2024,"1,000,001",tCO2e
        carbon_offsets,1,FY2024,"-1,203",tCO2e
        carbon_offsets,2,FY2024,0,tCO2e
        carbon_offsets,3,FY2024,"-9,001",tCO2e
        ghg_emissions_net,1+2+3 market-based,FY2024,"989,797",tCO2e
        ghg_emissions_gross,1+2+3 market-based,FY2023,"1,100,001",tCO2e
        carbon_offsets,1+2+3,FY2023,"50,503",tCO2e
        ghg_emissions_net,1+2+3 market-based,FY2023,"1,029,417",tCO2e
        """,
    ),
)


def test_case_03_the_headline_falls_and_the_other_method_rises(published):
    assert published(
        "select metric, scope, round(amount, 1)::double from metric_value "
        "where metric_kind = 'change_pct' and company_id = 'harbour-stores' "
        "and scope in ('scope_1_2_market', 'scope_1_2_location') order by all"
    ) == [
        ("ghg_emissions_gross_change_pct", "scope_1_2_location", 9.6),
        ("ghg_emissions_gross_change_pct", "scope_1_2_market", -8.0),
        ("ghg_emissions_net_change_pct", "scope_1_2_market", -13.0),
    ]


def test_case_06_offsets_of_each_scope_are_added_before_they_are_subtracted(published):
    assert published(
        "select fiscal_year, reported_tco2e::bigint, computed_tco2e::bigint, "
        "difference_tco2e::bigint, missing_tco2e::bigint, verdict from metric_total "
        "where company_id = 'cedar-holdings' and total_of = 'offsets' order by all"
    ) == [
        (2023, 1029417, 1049498, -20081, -20080, "disagrees"),
        (2024, 989797, 989797, 0, None, "agrees"),
    ]


def test_case_06_offsets_are_no_emissions_and_have_no_minus(published):
    assert published(
        "select scope, amount_tco2e::bigint from fact_emissions "
        "where company_id = 'cedar-holdings' and measure = 'carbon_offsets' "
        "and fiscal_year = 2024 order by all"
    ) == [("scope_1", 1203), ("scope_2_unspecified", 0), ("scope_3", 9001)]


UNIT_OFF_BY_A_MILLION = (
    Document(
        "quarry/2024-climate.html",
        "Quarry Cement",
        """
        <html lang="en"><head><title>Quarry Cement: climate data 2024</title></head>
        <body><h1>Greenhouse gas emissions</h1>
        <table>
        <tr><th></th><th>Unit</th><th>2023</th><th>2024</th></tr>
        <tr><td>Scope 1</td><td>MtCO2e</td><td>8,200,511</td><td>7,900,402</td></tr>
        <tr><td>Scope 2 (market-based)</td><td>MtCO2e</td>
        <td>611,208</td><td>598,317</td></tr>
        </table></body></html>
        """,
    ),
    Document(
        "plain/2024-report.csv",
        "Plain Paper",
        """
        page,measure,scope,period,value,unit
        1,ghg_emissions_gross,1,FY2024,412.6,MtCO2e
        9,ghg_emissions_gross,1,FY2024,412.6,tonnes CO2e
        1,ghg_emissions_gross,3,FY2024,903.1,MtCO2e
        """,
    ),
    Document(
        "delta/2023-report.csv",
        "Delta Mills",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2022,"612,345",tonnes CO2e
        """,
        published_on="2023-06-30",
    ),
    Document(
        "delta/2024-report.csv",
        "Delta Mills",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2023,0.598,mt CO2 eq
        ghg_emissions_gross,1,FY2024,0.571,mt CO2 eq
        """,
    ),
    Document(
        "summit/2024-report.csv",
        "Summit Oil",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2024,38.4,MtCO2e
        """,
    ),
    Document(
        "ferry/2024-report.csv",
        "Ferry Lines",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2024,350,mt CO2 eq
        ghg_emissions_gross,3,FY2024,"1,350,812",megatonnes CO2e
        """,
    ),
)


@pytest.mark.parametrize(
    ("company", "scope", "year", "amount", "unit", "decided_by"),
    [
        ("quarry-cement", "scope_1", 2024, 7900402, "tCO2e", "limit"),
        ("quarry-cement", "scope_2_market", 2024, 598317, "tCO2e", "limit"),
        ("plain-paper", "scope_3", 2024, 903, "tCO2e", "document"),
        ("delta-mills", "scope_1", 2024, 571000, "MtCO2e", "series"),
        ("summit-oil", "scope_1", 2024, 38400000, "MtCO2e", "symbol"),
    ],
)
def test_case_04_what_decides_a_unit_is_kept_with_the_figure(
    published, company, scope, year, amount, unit, decided_by
):
    [(found_amount, found_unit, found_decided_by, reason)] = published(
        "select amount::bigint, unit, unit_decided_by, unit_reason from fact_figure "
        f"where company_id = '{company}' and scope = '{scope}' and fiscal_year = {year}"
    )

    assert (found_amount, found_unit, found_decided_by) == (amount, unit, decided_by)
    assert reason.startswith("Printed as ")
    assert f"read as {unit}, " in reason


def test_case_04_what_cannot_be_decided_is_in_quarantine(published):
    assert published(
        "select value_text, unit_text, expectations from quarantine_figure "
        "where company_id = 'ferry-lines' order by all"
    ) == [
        ("1,350,812", "megatonnes CO2e", ["amount_is_possible"]),
        ("350", "mt CO2 eq", ["unit_is_decided"]),
    ]
    assert published("select * from fact_figure where company_id = 'ferry-lines'") == []


BREAK = (
    Document(
        "loom/2023-report.csv",
        "Loom Textiles",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2022,"52,345",tCO2e
        ghg_emissions_gross,1,FY2023,"51,234",tCO2e
        """,
        published_on="2024-03-31",
    ),
    Document(
        "loom/2024-report.csv",
        "Loom Textiles",
        """
        measure,scope,period,value,unit,series_break
        ghg_emissions_gross,1,FY2022,"52,345",tCO2e,
        ghg_emissions_gross,1,FY2023,"51,234",tCO2e,
        ghg_emissions_gross,1,FY2024,"40,123",tCO2e,better meters from 2024 on
        """,
    ),
)


def test_case_05_a_break_is_on_the_change_and_nothing_is_restated(published):
    assert published(
        "select vintage, fiscal_year, is_series_break from metric_change "
        "where company_id = 'loom-textiles' order by all"
    ) == [
        ("latest", 2023, False),
        ("latest", 2024, True),
        ("one_document", 2023, False),
        ("one_document", 2024, True),
    ]
    assert published(
        "select fiscal_year, series_break_reason, is_restated from fact_emissions "
        "where company_id = 'loom-textiles' order by all"
    ) == [
        (2022, None, False),
        (2023, None, False),
        (2024, "better meters from 2024 on", False),
    ]


CALENDAR_YEAR = (
    Document(
        "nvidia/2025-climate.csv",
        "NVIDIA",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,CY2022,"10,234",tCO2e
        ghg_emissions_gross,1,FY2023,"12,346",tCO2e
        ghg_emissions_gross,1,FY2024,"14,390",tCO2e
        """,
    ),
    Document(
        "mica/2024-report.csv",
        "Mica Bank",
        """
        measure,scope,period,period_start,period_end,value,unit
        ghg_emissions_gross,1,2022/23,2022-04-01,2023-03-31,"1,234",tCO2e
        ghg_emissions_gross,1,CY2023,,,"1,111",tCO2e
        ghg_emissions_gross,1,CY2024,,,"1,050",tCO2e
        """,
    ),
)


def test_case_07_a_year_of_other_months_is_never_compared(published):
    assert published(
        "select company_id, period_start, period_end from fact_emissions "
        "where company_id in ('nvidia', 'mica-bank') order by all"
    ) == [
        ("mica-bank", date(2022, 4, 1), date(2023, 3, 31)),
        ("mica-bank", date(2023, 1, 1), date(2023, 12, 31)),
        ("mica-bank", date(2024, 1, 1), date(2024, 12, 31)),
        ("nvidia", date(2022, 1, 1), date(2022, 12, 31)),
        ("nvidia", date(2022, 2, 1), date(2023, 1, 31)),
        ("nvidia", date(2023, 2, 1), date(2024, 1, 31)),
    ]
    assert published(
        "select company_id, prior_period_end, period_end from metric_change "
        "where company_id in ('nvidia', 'mica-bank') and vintage = 'latest' "
        "order by all"
    ) == [
        ("mica-bank", date(2023, 12, 31), date(2024, 12, 31)),
        ("nvidia", date(2023, 1, 31), date(2024, 1, 31)),
    ]


PRECISION = (
    Document(
        "slate/2023-report.csv",
        "Slate Mining",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2021,11.4,million tonnes CO2e
        ghg_emissions_gross,1,FY2022,"12,412,345",tCO2e
        ghg_emissions_gross,3,FY2022,1.5,million tonnes CO2e
        """,
        published_on="2024-03-31",
    ),
    Document(
        "slate/2024-report.csv",
        "Slate Mining",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2021,"11,437,999",tCO2e
        ghg_emissions_gross,1,FY2022,12.4,million tonnes CO2e
        ghg_emissions_gross,3,FY2022,1.4,million tonnes CO2e
        """,
    ),
)


def test_case_08_the_finer_is_kept_whichever_came_first(published):
    assert published(
        "select fiscal_year, amount_tco2e::bigint, choice, is_restated "
        "from fact_emissions where company_id = 'slate-mining' and scope = 'scope_1' "
        "order by all"
    ) == [
        (2021, 11437999, "precision", False),
        (2022, 12412345, "precision", False),
    ]
    assert published(
        "select fiscal_year, kind, amount::bigint from fact_variant "
        "where company_id = 'slate-mining' order by all"
    ) == [(2021, "precision", 11400000), (2022, "precision", 12400000)]


def test_case_08_what_rounds_to_something_else_is_restated(published):
    assert published(
        "select scope, prior_amount::bigint, amount::bigint from fact_restatement "
        "where company_id = 'slate-mining'"
    ) == [("scope_3", 1500000, 1400000)]


CHINESE_UNITS = (
    Document(
        "lotus/2024-sheet.csv",
        "Lotus Steel",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2024,1.25亿,吨
        ghg_emissions_gross,2 market-based,FY2024,"3,204.6",万吨
        ghg_emissions_gross,3,FY2024,0.4,亿吨
        electricity_consumption,,FY2024,7.3亿,千瓦时
        renewable_generation,,FY2024,"5,120",万千瓦时
        """,
        language="zh",
    ),
    Document(
        "lotus/2023-table.html",
        "Lotus Steel",
        """
        <html lang="zh"><head><title>莲花钢铁2023年排放</title></head>
        <body><h1>莲花钢铁2023年温室气体排放</h1>
        <table>
        <tr><th>指标</th><th>单位</th><th>2022</th><th>2023</th></tr>
        <tr><td>范围一</td><td>万吨二氧化碳当量</td>
        <td>12,650</td><td>12,580.5</td></tr>
        <tr><td>范围二（基于市场）</td><td>万吨二氧化碳当量</td>
        <td>/</td><td>3,310.2</td></tr>
        </table></body></html>
        """,
        published_on="2024-03-31",
        language="zh",
    ),
)


def test_case_09_ten_thousands_and_hundred_millions_are_exact(published):
    assert published(
        "select measure, scope, fiscal_year, amount::bigint, canonical_unit "
        "from fact_best_figure where company_id = 'lotus-steel' order by all"
    ) == [
        ("electricity_consumption", "not_applicable", 2024, 730000, "MWh"),
        ("ghg_emissions_gross", "scope_1", 2022, 126500000, "tCO2e"),
        ("ghg_emissions_gross", "scope_1", 2023, 125805000, "tCO2e"),
        ("ghg_emissions_gross", "scope_1", 2024, 125000000, "tCO2e"),
        ("ghg_emissions_gross", "scope_2_market", 2023, 33102000, "tCO2e"),
        ("ghg_emissions_gross", "scope_2_market", 2024, 32046000, "tCO2e"),
        ("ghg_emissions_gross", "scope_3", 2024, 40000000, "tCO2e"),
        ("renewable_generation", "not_applicable", 2024, 51200, "MWh"),
    ]


DASHES = (
    Document(
        "dune/2024-report.csv",
        "Dune Airways",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2023,-,tCO2e
        ghg_emissions_gross,1,FY2024,0,tCO2e
        ghg_emissions_gross,2 market-based,FY2023,nil,tCO2e
        ghg_emissions_gross,2 market-based,FY2024,n/a,tCO2e
        ghg_emissions_gross,2 location-based,FY2023,not disclosed,tCO2e
        ghg_emissions_gross,2 location-based,FY2024,—,tCO2e
        ghg_emissions_gross,3,FY2023,"1,512",tCO2e
        ghg_emissions_gross,3,FY2024,0.0,tCO2e
        """,
    ),
    Document(
        "dune/2022-climate.html",
        "Dune Airways",
        """
        <html lang="en"><head><title>Dune Airways: climate data 2022</title></head>
        <body><h1>Greenhouse gas emissions (tCO2e)</h1>
        <table>
        <tr><th></th><th>2021</th><th>2022</th></tr>
        <tr><td>Scope 1</td><td>–</td><td>0</td></tr>
        <tr><td>Scope 3</td><td>1,733</td><td>1,602</td></tr>
        </table></body></html>
        """,
        published_on="2023-03-31",
    ),
)


def test_case_10_what_a_dash_means_is_kept_apart_from_nil(published):
    assert published(
        "select scope, fiscal_year, value_kind, amount::int from fact_figure "
        "where company_id = 'dune-airways' and fiscal_year > 2022 order by all"
    ) == [
        ("scope_1", 2023, "not_disclosed", None),
        ("scope_1", 2024, "zero", 0),
        ("scope_2_location", 2023, "not_disclosed", None),
        ("scope_2_location", 2024, "not_disclosed", None),
        ("scope_2_market", 2023, "zero", 0),
        ("scope_2_market", 2024, "not_applicable", None),
        ("scope_3", 2023, "number", 1512),
        ("scope_3", 2024, "zero", 0),
    ]


def test_case_10_a_dash_in_a_table_is_no_nil_and_a_nil_is_one(published):
    assert published(
        "select scope, fiscal_year, amount_tco2e::int from fact_emissions "
        "where company_id = 'dune-airways' and fiscal_year < 2023 order by all"
    ) == [("scope_1", 2022, 0), ("scope_3", 2021, 1733), ("scope_3", 2022, 1602)]


def test_case_10_only_what_is_disclosed_is_a_fact(published):
    assert published(
        "select scope, fiscal_year from fact_emissions "
        "where company_id = 'dune-airways' and fiscal_year > 2022 order by all"
    ) == [
        ("scope_1", 2024),
        ("scope_2_market", 2023),
        ("scope_3", 2023),
        ("scope_3", 2024),
    ]


LIKE_NAMES = (
    Document(
        "parcel/2024-report.csv",
        "Parcel Express",
        """
        org_unit,measure,scope,period,value,unit
        group,new_energy_vehicle_share,,FY2023,33,%
        group,new_energy_vehicle_trip_share,,FY2024,99,%
        group,packaging_material_reduced,,FY2023,"9,123",t
        group,packaging_material_saved,,FY2024,"4,123",t
        group,clean_electricity_share,,FY2023,21.5,%
        depots,clean_electricity_share,,FY2024,56.5,%
        group,ghg_emissions_gross,1+2 market-based,FY2023,"81,234",tCO2e
        group,ghg_emissions_net,1+2 market-based,FY2024,"21,234",tCO2e
        group,avoided_emissions,3+,FY2023,"71,234",tCO2e
        group,emission_reductions,1+2,FY2024,"61,234",tCO2e
        """,
    ),
)


def test_case_11_like_names_are_different_things(published):
    assert published(
        "select count(distinct series_id), count(*) from fact_best_figure "
        "where company_id = 'parcel-express'"
    ) == [(10, 10)]
    assert (
        published("select * from metric_change where company_id = 'parcel-express'")
        == []
    )


PARENTS_TARGETS = (
    Document(
        "alibaba-group/2024-health-page.txt",
        "Alibaba Group",
        """
        Alibaba Health: 2024 sustainability page

        Alibaba Group aims to be carbon neutral in its own operations by 2030.
        """,
        published_on="2024-07-30",
        source_kind="aggregator",
        publisher="Kept pages",
    ),
    Document(
        "alibaba-group/2024-health-targets.csv",
        "Alibaba Group",
        """
        page,org_unit,measure,scope,period,value,unit,basis
        48,group,target_cumulative_avoided_emissions,3+,2035,1.5,gigatons,over 15 years
        48,Alibaba Group,target_intensity_reduction,3,2030,50,%,since 2020
        55,Alibaba Health,ghg_emissions_gross,1+2,FY2024,"2,160.06",tCO2e,
        """,
        published_on="2024-07-30",
        source_kind="aggregator",
        publisher="Kept pages",
    ),
)


def test_case_12_a_parents_targets_are_the_parents(published):
    assert published(
        "select org_unit_id, measure, target_fiscal_year, amount::bigint "
        "from fact_target where company_id = 'alibaba-group' "
        "and measure <> 'target_carbon_neutrality' order by all"
    ) == [
        ("group", "target_cumulative_avoided_emissions", 2035, 1500000000),
        ("group", "target_intensity_reduction", 2030, 50),
    ]
    assert published(
        "select org_unit_id, amount_tco2e::double from fact_emissions "
        "where company_id = 'alibaba-group'"
    ) == [("alibaba-health", 2160.06)]


def test_case_12_a_sentence_about_the_parent_is_about_the_parent(published):
    assert published(
        "select fact_figure.org_unit_id, measure, fiscal_year from fact_figure "
        "inner join dim_document using (document_id) "
        "where path = 'alibaba-group/2024-health-page.txt' order by all"
    ) == [("group", "target_carbon_neutrality", 2030)]


RESTATED = (
    Document(
        "tundra/2021-report.csv",
        "Tundra Gas",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2021,"201,234",tCO2e
        ghg_emissions_gross,2,FY2021,"31,234",tCO2e
        ghg_emissions_gross,2,FY2020,"35,678",tCO2e
        """,
        published_on="2022-03-31",
    ),
    Document(
        "tundra/2022-report.csv",
        "Tundra Gas",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2021,"211,234",tCO2e
        ghg_emissions_gross,1,FY2022,"205,432",tCO2e
        ghg_emissions_gross,2 location-based,FY2021,"41,234",tCO2e
        ghg_emissions_gross,2 market-based,FY2021,"28,234",tCO2e
        ghg_emissions_gross,2 market-based,FY2020,"35,678",tCO2e
        """,
        published_on="2023-03-31",
    ),
    Document(
        "tundra/2023-report.csv",
        "Tundra Gas",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2021,"195,678",tCO2e
        ghg_emissions_gross,1,FY2022,"205,432",tCO2e
        ghg_emissions_gross,1,FY2023,"191,234",tCO2e
        """,
        published_on="2024-03-31",
    ),
    Document(
        "tundra/2023-05-post-article.csv",
        "Tundra Gas",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,3,FY2022,5.04,million tonnes
        """,
        published_on="2023-05-02",
        source_kind="press",
        publisher="The Post",
        quotes="issuer",
    ),
    Document(
        "tundra/2024-05-herald-article.csv",
        "Tundra Gas",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2023,"251,234",tonnes
        """,
        published_on="2024-05-02",
        source_kind="press",
        publisher="The Herald",
    ),
    Document(
        "tundra/2024-report.csv",
        "Tundra Gas",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,3,FY2022,6.21,million tonnes
        """,
    ),
)


def test_case_13_each_restatement_is_held_against_the_one_before(published):
    assert published(
        "select kind, scope, prior_scope, fiscal_year, prior_amount::bigint, "
        "amount::bigint, known_from from fact_restatement "
        "where company_id = 'tundra-gas' order by all"
    ) == [
        (
            "method_stated_since",
            "scope_2_market",
            "scope_2_unspecified",
            2021,
            31234,
            28234,
            date(2023, 3, 31),
        ),
        ("restated", "scope_1", "scope_1", 2021, 201234, 211234, date(2023, 3, 31)),
        ("restated", "scope_1", "scope_1", 2021, 211234, 195678, date(2024, 3, 31)),
        ("restated", "scope_3", "scope_3", 2022, 5040000, 6210000, date(2025, 3, 31)),
    ]


SCOPE_1_OF_2021 = (
    "where company_id = 'tundra-gas' and scope = 'scope_1' and fiscal_year = 2021"
)


@pytest.mark.parametrize(
    ("line", "amounts"),
    [
        ("from figure_as_known_on('2022-03-30')", []),
        ("from figure_as_known_on('2022-03-31')", [201234]),
        ("from figure_as_known_on('2023-12-31')", [211234]),
        ("from figure_as_known_on('2025-12-31')", [195678]),
        ("from figure_as_first_reported", [201234]),
        ("from figure_as_last_restated", [195678]),
    ],
)
def test_case_13_three_questions_have_three_answers(published, line, amounts):
    assert published(f"select amount::bigint {line} {SCOPE_1_OF_2021}") == [
        (amount,) for amount in amounts
    ]


def test_case_13_another_source_restates_nothing(published):
    assert published(
        "select amount_tco2e::bigint, choice, is_restated from fact_emissions "
        "where company_id = 'tundra-gas' and scope = 'scope_1' and fiscal_year = 2023"
    ) == [(191234, "source", False)]


BOUNDARIES = (
    Document(
        "mesa/2024-report.csv",
        "Mesa Oil",
        """
        measure,scope,boundary,period,value,unit
        ghg_emissions_gross,1,operational control,FY2023,60,million tonnes
        ghg_emissions_gross,1,operational control,FY2024,58,million tonnes
        ghg_emissions_gross,1,financial control,FY2024,71,million tonnes
        ghg_emissions_gross,1,equity share,FY2024,91,million tonnes
        ghg_emissions_gross,3,equity share,FY2024,512,million tonnes
        """,
    ),
)


def test_case_14_three_boundaries_are_three_facts(published):
    assert published(
        "select boundary, amount_tco2e::bigint, source_count, spread_pct "
        "from fact_emissions where company_id = 'mesa-oil' and scope = 'scope_1' "
        "and fiscal_year = 2024 order by all"
    ) == [
        ("equity_share", 91000000, 1, 0),
        ("financial_control", 71000000, 1, 0),
        ("operational_control", 58000000, 1, 0),
    ]
    assert published(
        "select boundary, compared_boundary from fact_variant "
        "where company_id = 'mesa-oil' and kind = 'boundary' order by all"
    ) == [
        ("financial_control", "equity_share"),
        ("operational_control", "equity_share"),
        ("operational_control", "financial_control"),
    ]


def test_case_14_no_change_and_no_total_crosses_a_boundary(published):
    assert published(
        "select boundary, prior_amount::bigint, amount::bigint from metric_change "
        "where company_id = 'mesa-oil' and vintage = 'latest'"
    ) == [("operational_control", 60000000, 58000000)]
    assert published("select * from metric_total where company_id = 'mesa-oil'") == []


CHANNELS = (
    Document(
        "sap/2022-integrated-report.csv",
        "SAP",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,3,FY2022,0.507,million tonnes CO2e
        """,
        published_on="2023-03-01",
    ),
    Document(
        "sap/2023-cdp-response.csv",
        "SAP",
        """
        locator,measure,scope,period,value,unit
        C6.5,ghg_emissions_gross,3,FY2022,13.352,million tonnes CO2e
        """,
        published_on="2023-10-01",
        source_kind="regulatory_filing",
        publisher="CDP",
    ),
    Document(
        "valley/2024-report.csv",
        "Valley Bank",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,3,FY2023,"40,123",tCO2e
        """,
        published_on="2024-03-31",
    ),
    Document(
        "valley/2024-list.csv",
        "Valley Bank",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,3,FY2023,"50,123",tCO2e
        """,
        published_on="2024-09-01",
        source_kind="aggregator",
        publisher="The List",
    ),
    Document(
        "valley/2024-09-herald-article.csv",
        "Valley Bank",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,3,FY2023,"38,123",tonnes
        """,
        published_on="2024-09-02",
        source_kind="press",
        publisher="The Herald",
    ),
)


def test_case_15_both_channels_of_sap_are_kept_and_the_spread_is_shown(published):
    assert published(
        "select source, amount::bigint from fact_figure where company_id = 'sap' "
        "order by all"
    ) == [("CDP", 13352000), ("issuer", 507000)]
    assert published(
        "select amount::bigint, choice, source_count, agreeing_source_count, "
        "is_restated, round(spread_pct, 1)::double from fact_best_figure "
        "where company_id = 'sap'"
    ) == [(507000, "source", 2, 1, False, 2533.5)]
    assert published(
        "select round(amount, 1)::double, unit from metric_value "
        "where company_id = 'sap' and metric_kind = 'spread_pct'"
    ) == [(2533.5, "%")]
    assert published(
        "select kind, amount::bigint, compared_amount::bigint from fact_variant "
        "where company_id = 'sap'"
    ) == [("channel", 13352000, 507000)]


def test_case_15_three_sources_have_one_spread(published):
    assert published(
        "select amount::bigint, source_count, round(spread_pct, 2)::double "
        "from fact_best_figure where company_id = 'valley-bank'"
    ) == [(40123, 3, 29.91)]
    assert published(
        "select kind, amount::bigint from fact_variant "
        "where company_id = 'valley-bank' order by all"
    ) == [("channel", 38123), ("channel", 50123)]


PARTS = (
    Document(
        "granite/2024-report.csv",
        "Granite Group",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2023,12.518,million tonnes
        ghg_emissions_gross,2 market-based,FY2023,3.503,million tonnes
        ghg_emissions_gross,3,FY2023,450.012,million tonnes
        ghg_emissions_gross,1+2+3 market-based,FY2023,470.033,million tonnes
        ghg_emissions_gross,1,FY2024,12.123,million tonnes
        ghg_emissions_gross,2 market-based,FY2024,3.210,million tonnes
        ghg_emissions_gross,3,FY2024,449.116,million tonnes
        ghg_emissions_gross,1+2+3 market-based,FY2024,464.450,million tonnes
        """,
    ),
    Document(
        "opal/2024-report.csv",
        "Opal Media",
        """
        org_unit,measure,scope,period,value,unit
        group,ghg_emissions_gross,3 category 1,FY2024,512,tCO2e
        group,ghg_emissions_gross,3 category 6,FY2024,308,tCO2e
        group,ghg_emissions_gross,3,FY2024,701,tCO2e
        group,ghg_emissions_gross,3 category 1,FY2023,533,tCO2e
        group,ghg_emissions_gross,3 category 6,FY2023,311,tCO2e
        group,ghg_emissions_gross,3,FY2023,902,tCO2e
        """,
    ),
)


def test_case_16_a_total_that_misses_its_parts_names_what_is_missing(published):
    assert published(
        "select reported_tco2e::bigint, computed_tco2e::bigint, "
        "difference_tco2e::bigint, missing_tco2e::bigint, verdict, finding "
        "from metric_total where company_id = 'granite-group' and fiscal_year = 2023 "
        "and scope = 'scope_1_2_3_market'"
    ) == [
        (
            470033000,
            466033000,
            4000000,
            3998000,
            "disagrees",
            "The printed total is 4,000,000 tCO2e more than its parts add up to.",
        )
    ]


def test_case_16_464_450_and_464_449_agree(published):
    assert published(
        "select reported_tco2e::bigint, computed_tco2e::bigint, missing_tco2e, verdict "
        "from metric_total where company_id = 'granite-group' and fiscal_year = 2024 "
        "and scope = 'scope_1_2_3_market'"
    ) == [(464450000, 464449000, None, "agrees")]


def test_case_16_parts_may_be_fewer_than_all_but_never_more_than_the_whole(published):
    assert published(
        "select fiscal_year, total_of, difference_tco2e::int, verdict, finding "
        "from metric_total where company_id = 'opal-media' order by all"
    ) == [
        (
            2023,
            "categories",
            58,
            "incomplete",
            "The parts that are stated are 58 tCO2e short of the printed total.",
        ),
        (
            2024,
            "categories",
            -119,
            "disagrees",
            "The printed total is 119 tCO2e less than its parts add up to.",
        ),
    ]


DOUBLE_COUNTS = (
    Document(
        "prism/2024-report.csv",
        "Prism Software",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2023,"1,123",tCO2e
        ghg_emissions_gross,2 market-based,FY2023,"2,634",tCO2e
        ghg_emissions_gross,2 location-based,FY2023,"29,512",tCO2e
        ghg_emissions_gross,3,FY2023,"110,345",tCO2e
        ghg_emissions_gross,1,FY2024,"1,034",tCO2e
        ghg_emissions_gross,2 market-based,FY2024,"2,512",tCO2e
        ghg_emissions_gross,2 location-based,FY2024,"30,523",tCO2e
        ghg_emissions_gross,3,FY2024,"100,456",tCO2e
        """,
    ),
    Document(
        "prism/2025-list.csv",
        "Prism Software",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,2,FY2023,"32,146",tCO2e
        ghg_emissions_gross,2,FY2024,"33,035",tCO2e
        ghg_emissions_gross,1+2,FY2024,"34,069",tCO2e
        ghg_emissions_gross,1+2+3,FY2024,"134,525",tCO2e
        """,
        published_on="2025-10-01",
        source_kind="aggregator",
        publisher="The List",
    ),
)


def test_case_17_both_methods_are_found_in_a_scope_and_in_a_total(published):
    assert published(
        "select scope, fiscal_year, reported_tco2e::bigint, double_sum_tco2e::bigint "
        "from metric_double_count where company_id = 'prism-software' order by all"
    ) == [
        ("scope_1_2_3_unspecified", 2024, 134525, 134525),
        ("scope_1_2_unspecified", 2024, 34069, 34069),
        ("scope_2_unspecified", 2023, 32146, 32146),
        ("scope_2_unspecified", 2024, 33035, 33035),
    ]


def test_case_17_a_double_counted_total_says_so(published):
    assert published(
        "select scope, reported_tco2e::bigint, verdict, is_level, finding "
        "from metric_total where company_id = 'prism-software' "
        "and reported_tco2e is not null order by all"
    ) == [
        (
            scope,
            reported,
            "double_counted",
            False,
            "The printed total has both Scope 2 methods in it.",
        )
        for scope, reported in [
            ("scope_1_2_3_unspecified", 134525),
            ("scope_1_2_unspecified", 34069),
        ]
    ]


@pytest.mark.parametrize(
    "table", ["metric_level", "metric_change", "metric_share", "metric_value"]
)
def test_case_17_what_is_counted_twice_is_in_no_metric(published, table):
    assert published(
        "select count(*) from fact_figure semi join metric_double_count "
        "using (figure_id) where company_id = 'prism-software'"
    ) == [(4,)]
    assert (
        published(
            f"select scope from {table} semi join metric_double_count "
            "on list_contains(figure_ids, figure_id)"
        )
        == []
    )


NUMBERS_AS_TEXT = (
    Document(
        "acorn/2024-report.csv",
        "Acorn Foods",
        """
        measure,scope,period,value,unit
        carbon_offsets,1+2+3,FY2024,"-324,1008",tCO2e
        ghg_emissions_gross,1,FY2024,"9,2183",tCO2e
        ghg_emissions_gross,2 market-based,FY2024,"1,05118",tCO2e
        ghg_emissions_gross,2 location-based,FY2024,"9,796",tC02e
        ghg_emissions_gross,3,FY2024,"118,10 0",tCO2e
        ghg_emissions_gross,1,FY2023,7'604,1'000 tonnes
        ghg_emissions_gross,2 market-based,FY2023,1 234 567,tCO₂e
        ghg_emissions_gross,3,FY2023,"2,20,234",tCO2e
        """,
    ),
    Document(
        "ulivo/2023-bilancio.html",
        "Ulivo Trasporti",
        """
        <html lang="it"><head><title>Ulivo Trasporti: emissioni 2023</title></head>
        <body><h1>Emissioni di gas serra</h1>
        <table>
        <tr><th></th><th>u.m.</th><th>2022</th><th>2023</th></tr>
        <tr><td>Scope 1</td><td>tCO2e</td><td>1.310,2</td><td>1.234,5</td></tr>
        <tr><td>Scope 2 (market-based)</td><td>tCO2e</td>
        <td>9.811</td><td>9.702</td></tr>
        <tr><td>Scope 3</td><td>tCO2e</td><td>12.540.100</td><td>12.431.007</td></tr>
        </table></body></html>
        """,
        published_on="2024-03-31",
        language="it",
    ),
    Document(
        "ulivo/2024-bilancio.csv",
        "Ulivo Trasporti",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2024,"1.201,4",tonnellate CO2e
        ghg_emissions_gross,2 market-based,FY2024,9.649,tonnellate CO2e
        ghg_emissions_gross,3,FY2024,12.345.678,tonnellate CO2e
        """,
        language="it",
    ),
    Document(
        "birch/2023-report.csv",
        "Birch Print",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2022,"9,649",tCO2e
        """,
        published_on="2023-06-30",
    ),
    Document(
        "birch/2024-report.csv",
        "Birch Print",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2022,9.649,tCO2e
        """,
        published_on="2024-06-30",
    ),
    Document(
        "birch/2024-climate.html",
        "Birch Print",
        """
        <html lang="en"><head><title>Birch Print: climate data 2024</title></head>
        <body><h1>Greenhouse gas emissions</h1>
        <table>
        <tr><th>Emissions (tC02e)</th><th>2023</th><th>2024</th></tr>
        <tr><td>Scope 1</td><td>9,412</td><td>9,2183</td></tr>
        <tr><td>Scope 2 (market-based)</td><td>1,072</td><td>1,05118</td></tr>
        <tr><td>Scope 3</td><td>118,10 0</td><td>117,204</td></tr>
        </table>
        <p>3 Estimated. 18 Without depots.</p></body></html>
        """,
    ),
    Document(
        "teak/2024-report.txt",
        "Teak Furniture",
        """
        Teak Furniture: climate data

        Greenhouse gas emissions (mtCO2e)   2020     2021      2022      2023
        Scope 1                             107,452  117,956   118,10 0  123,704
        Scope 2 (market-based)              139,066  275,420   228,194   163,935
        """,
    ),
    Document(
        "alder/2024-climate.html",
        "Alder Energy",
        """
        <html lang="en"><head><title>Alder Energy: climate data 2024</title></head>
        <body><h1>Greenhouse gas emissions in million tonnes CO2e</h1>
        <table>
        <tr><th></th><th>2023</th><th>2024</th></tr>
        <tr><td>Scope 1</td><td>12.518</td><td>12.123</td></tr>
        <tr><td>Scope 2 (market-based)</td><td>3.503</td><td>3.210</td></tr>
        </table></body></html>
        """,
    ),
    Document(
        "elm/2024-report.csv",
        "Elm Power",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2024,9.649.112,tCO2e
        ghg_emissions_gross,3,FY2024,"22,80,61,009",MT
        """,
    ),
)


@pytest.mark.parametrize(
    ("value_text", "amount"),
    [
        ("-324,1008", 324100),
        ("9,2183", 9218),
        ("1,05118", 1051),
        ("9,796", 9796),
        ("118,10 0", 118100),
        ("7'604", 7604000),
        ("1 234 567", 1234567),
        ("2,20,234", 220234),
    ],
)
def test_case_18_a_typed_number_is_what_the_page_means(published, value_text, amount):
    escaped = value_text.replace("'", "''")
    assert published(
        "select amount::bigint from fact_figure where company_id = 'acorn-foods' "
        f"and value_text = '{escaped}'"
    ) == [(amount,)]


def test_case_18_an_italian_table_has_points_between_thousands(published):
    assert published(
        "select scope, fiscal_year, amount::double from fact_figure "
        "where company_id = 'ulivo-trasporti' and fiscal_year < 2024 order by all"
    ) == [
        ("scope_1", 2022, 1310.2),
        ("scope_1", 2023, 1234.5),
        ("scope_2_market", 2022, 9811.0),
        ("scope_2_market", 2023, 9702.0),
        ("scope_3", 2022, 12540100.0),
        ("scope_3", 2023, 12431007.0),
    ]


def test_case_18_an_italian_sheet_has_points_between_thousands(published):
    assert published(
        "select scope, amount::double from fact_figure "
        "where company_id = 'ulivo-trasporti' and fiscal_year = 2024 order by all"
    ) == [("scope_1", 1201.4), ("scope_2_market", 9649.0), ("scope_3", 12345678.0)]


def test_case_18_a_point_in_an_english_report_is_told_by_the_other_report(published):
    assert published(
        "select path, value_text, amount::double from fact_figure "
        "inner join dim_document using (document_id) "
        "where fact_figure.company_id = 'birch-print' and fiscal_year = 2022 "
        "order by all"
    ) == [
        ("birch/2023-report.csv", "9,649", 9649.0),
        ("birch/2024-report.csv", "9.649", 9649.0),
    ]
    assert (
        published("select * from fact_restatement where company_id = 'birch-print'")
        == []
    )


def test_case_18_footnote_marks_in_a_table_are_no_digits(published):
    assert published(
        "select scope, fiscal_year, amount::double from fact_figure "
        "where company_id = 'birch-print' and fiscal_year > 2022 "
        "and scope <> 'scope_3' order by all"
    ) == [
        ("scope_1", 2023, 9412.0),
        ("scope_1", 2024, 9218.0),
        ("scope_2_market", 2023, 1072.0),
        ("scope_2_market", 2024, 1051.0),
    ]


def test_case_18_a_stray_space_in_a_cell_parts_no_number(published):
    assert published(
        "select fiscal_year, amount::double from fact_figure "
        "where company_id = 'birch-print' and scope = 'scope_3' order by all"
    ) == [(2023, 118100.0), (2024, 117204.0)]


def test_case_18_a_stray_space_in_a_text_parts_no_number(published):
    assert published(
        "select scope, fiscal_year, amount::double from fact_figure "
        "where company_id = 'teak-furniture' order by all"
    ) == [
        ("scope_1", 2020, 107452.0),
        ("scope_1", 2021, 117956.0),
        ("scope_1", 2022, 118100.0),
        ("scope_1", 2023, 123704.0),
        ("scope_2_market", 2020, 139066.0),
        ("scope_2_market", 2021, 275420.0),
        ("scope_2_market", 2022, 228194.0),
        ("scope_2_market", 2023, 163935.0),
    ]


def test_case_18_three_decimals_of_a_million_are_no_thousands(published):
    assert published(
        "select scope, fiscal_year, amount::bigint from fact_figure "
        "where company_id = 'alder-energy' order by all"
    ) == [
        ("scope_1", 2023, 12518000),
        ("scope_1", 2024, 12123000),
        ("scope_2_market", 2023, 3503000),
        ("scope_2_market", 2024, 3210000),
    ]


def test_case_18_marks_between_thousands_of_other_countries_are_known(published):
    assert published(
        "select scope, amount::bigint from fact_figure "
        "where company_id = 'elm-power' order by all"
    ) == [("scope_1", 9649112), ("scope_3", 228061009)]


TONS = (
    Document(
        "ridge/2024-report.csv",
        "Ridge Aero",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2024,"708,000",short tons CO2e
        ghg_emissions_gross,2 market-based,FY2024,13.32,MMT CO2e
        ghg_emissions_gross,3,FY2024,"107,452",mtCO2e
        ghg_emissions_gross,1,FY2023,"7,604",thousand tonnes
        """,
    ),
    Document(
        "heron/2022-report.txt",
        "Heron Rail",
        """
        Heron Rail: climate figures for 2022

        Emissions (1'000 tonnes CO2e)       2021     2022
        Scope 1                             7'812    7'705
        Scope 2 (market-based)              9'960    9'871
        """,
        published_on="2023-03-31",
    ),
    Document(
        "heron/2024-climate.html",
        "Heron Rail",
        """
        <html lang="en"><head><title>Heron Rail: climate data 2024</title></head>
        <body><h1>Greenhouse gas emissions</h1>
        <table>
        <tr><th>In thousand tonnes of CO2e</th><th>2023</th><th>2024</th></tr>
        <tr><td>Scope 1</td><td>7,604</td><td>7,520</td></tr>
        <tr><td>Scope 2 (market-based)</td><td>9,796</td><td>9,558</td></tr>
        </table></body></html>
        """,
    ),
    Document(
        "kelp/2023-report.csv",
        "Kelp Farms",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2022,"52,123",tCO2e
        ghg_emissions_gross,2 market-based,FY2022,"8,345",tCO2e
        """,
        published_on="2024-03-31",
    ),
    Document(
        "kelp/2024-report.csv",
        "Kelp Farms",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2022,"52,123",kg CO2e
        ghg_emissions_gross,1,FY2023,"50,456",kg CO2e
        ghg_emissions_gross,2 market-based,FY2023,"8,056",kg CO2e
        """,
    ),
    Document(
        "moss/2024-report.csv",
        "Moss Hotels",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2023,52123.4,tCO2e
        """,
        published_on="2024-03-31",
    ),
    Document(
        "moss/2025-report.csv",
        "Moss Hotels",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2024,50456.7,kg CO2e
        """,
    ),
    Document(
        "yarrow/2024-report.csv",
        "Yarrow Labs",
        """
        measure,scope,period,value,unit
        ghg_emissions_gross,1,FY2024,"50,456",kg CO2e
        """,
    ),
)


def test_case_19_tons_of_every_kind_are_metric_tons_in_the_end(published):
    assert published(
        "select unit_text, unit, round(amount)::bigint from fact_figure "
        "where company_id = 'ridge-aero' order by all"
    ) == [
        ("MMT CO2e", "MtCO2e", 13320000),
        ("mtCO2e", "tCO2e", 107452),
        ("short tons CO2e", "short_tonCO2e", 642287),
        ("thousand tonnes", "ktCO2e", 7604000),
    ]


def test_case_19_thousand_tonnes_in_a_heading_are_of_all_its_figures(published):
    assert published(
        "select scope, fiscal_year, amount_tco2e::bigint from fact_emissions "
        "where company_id = 'heron-rail' order by all"
    ) == [
        ("scope_1", 2021, 7812000),
        ("scope_1", 2022, 7705000),
        ("scope_1", 2023, 7604000),
        ("scope_1", 2024, 7520000),
        ("scope_2_market", 2021, 9960000),
        ("scope_2_market", 2022, 9871000),
        ("scope_2_market", 2023, 9796000),
        ("scope_2_market", 2024, 9558000),
    ]


@pytest.mark.parametrize(
    ("company", "amounts"),
    [
        (
            "kelp-farms",
            [
                ("scope_1", 2022, 52123.0),
                ("scope_1", 2023, 50456.0),
                ("scope_2_market", 2022, 8345.0),
                ("scope_2_market", 2023, 8056.0),
            ],
        ),
        ("moss-hotels", [("scope_1", 2023, 52123.4), ("scope_1", 2024, 50456.7)]),
    ],
)
def test_case_19_kilograms_where_tonnes_are_meant_are_tonnes(
    published, company, amounts
):
    assert (
        published(
            "select scope, fiscal_year, amount_tco2e::double from fact_emissions "
            f"where company_id = '{company}' order by all"
        )
        == amounts
    )
    assert published(
        "select distinct unit, unit_decided_by, "
        "contains(unit_reason, 'Kilograms are printed where metric tons are meant') "
        f"from fact_figure where company_id = '{company}' and unit_text = 'kg CO2e'"
    ) == [("tCO2e", "series", True)]


def test_case_19_kilograms_that_nothing_speaks_against_are_kilograms(published):
    assert published(
        "select unit, unit_decided_by, amount::double from fact_figure "
        "where company_id = 'yarrow-labs'"
    ) == [("kgCO2e", "reference", 50.456)]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask the snapshot of all the documents above, after one run."""
    desk = Desk(tmp_path_factory.mktemp("cases"))
    documents = (
        *REDUCTION_NO_FALL,
        *LEVEL_AS_GROWTH,
        *METHODS_AND_OFFSETS,
        *UNIT_OFF_BY_A_MILLION,
        *BREAK,
        *CALENDAR_YEAR,
        *PRECISION,
        *CHINESE_UNITS,
        *DASHES,
        *LIKE_NAMES,
        *PARENTS_TARGETS,
        *RESTATED,
        *BOUNDARIES,
        *CHANNELS,
        *PARTS,
        *DOUBLE_COUNTS,
        *NUMBERS_AS_TEXT,
        *TONS,
    )
    for document in documents:
        document.write(desk.reports)
    with (desk.reports / "catalogue.csv").open("w", encoding="utf-8") as file:
        catalogue = csv.DictWriter(file, documents[0].describe())
        catalogue.writeheader()
        catalogue.writerows(document.describe() for document in documents)
    result = desk.run()
    assert result.exit_code == 0, result.output
    with open_snapshot(desk.warehouse) as connection:
        yield lambda query: connection.sql(query).fetchall()
