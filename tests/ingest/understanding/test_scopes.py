"""Scopes in printed words of several languages, with their methods and categories."""

import pytest

from pipelines.ingest.understanding.mentions import plain
from pipelines.ingest.understanding.scopes import (
    find_categories,
    find_method,
    find_numbered_scopes,
    find_scopes,
    with_method,
)


def _terms(text: str) -> list[str]:
    return [each.term for each in find_scopes(plain(text))]


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("Scope 1", "scope_1"),
        ("SCOPE I", "scope_1"),
        ("Scope one", "scope_1"),
        ("scope1", "scope_1"),
        ("Scope-1-Emissionen", "scope_1"),
        ("Scopo 2", "scope_2_unspecified"),
        ("Ambito 1", "scope_1"),
        ("范围一", "scope_1"),
        ("範圍二", "scope_2_unspecified"),
        ("范围3", "scope_3"),
        ("スコープ1", "scope_1"),
        ("Périmètre 3", "scope_3"),
        ("Alcance 2", "scope_2_unspecified"),
        ("Omfattning 1", "scope_1"),
        ("Scope 2 (market-based)", "scope_2_market"),
        ("Market-based Scope 2", "scope_2_market"),
        ("Scope 2 – location based", "scope_2_location"),
        ("Scope-2-Emissionen (marktbasiert)", "scope_2_market"),
        ("Scopo 2 (basato sulla localizzazione)", "scope_2_location"),
        ("范围二（基于市场）", "scope_2_market"),
        ("Scope 1+2", "scope_1_2_unspecified"),
        ("Scope 1 + Scope 2", "scope_1_2_unspecified"),
        ("Scopes 1 & 2 (market-based)", "scope_1_2_market"),
        ("Ambiti 1 e 2", "scope_1_2_unspecified"),
        ("Scope 1 und 2", "scope_1_2_unspecified"),
        ("范围1和2", "scope_1_2_unspecified"),
        ("scopes 1, 2, and 3", "scope_1_2_3_unspecified"),
        ("Scopes 1-3", "scope_1_2_3_unspecified"),
        ("Scope 1 to 3", "scope_1_2_3_unspecified"),
        ("Scope 1/2/3", "scope_1_2_3_unspecified"),
        ("范围1、2和3", "scope_1_2_3_unspecified"),
        ("Scope 3+", "scope_3_plus"),
        ("范围3+", "scope_3_plus"),
        ("Scope 3, category 11", "scope_3_category_11"),
        ("Scope 3 cat. 1", "scope_3_category_1"),
        ("Scope 3: 15 categories", "scope_3"),
    ],
)
def test_a_numbered_scope_in_many_writings(printed: str, term: str) -> None:
    assert _terms(printed) == [term]


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("Scope 24", "scope_2_unspecified"),
        ("Scope 12", "scope_1"),
        ("Scope 31", "scope_3"),
        ("Scope 2²", "scope_2_unspecified"),
        ("Scope 3 120,440", "scope_3"),
        ("Scope 1 1,234", "scope_1"),
    ],
)
def test_a_footnote_mark_or_a_figure_behind_the_number_is_no_part_of_it(
    printed: str, term: str
) -> None:
    assert _terms(printed) == [term]


@pytest.mark.parametrize(
    "printed", ["the scope 1,200", "Scope 3.5", "Scope 4", "scope of 3 reports"]
)
def test_what_is_no_scope(printed: str) -> None:
    assert _terms(printed) == []


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("Direct GHG emissions", "scope_1"),
        ("emissioni dirette", "scope_1"),
        ("Direkte Emissionen", "scope_1"),
        ("直接排放", "scope_1"),
        ("Energy indirect GHG emissions", "scope_2_unspecified"),
        ("emissioni indirette", "scope_2_unspecified"),
        ("间接排放", "scope_2_unspecified"),
        ("Indirect emissions (market-based)", "scope_2_market"),
        ("Other indirect emissions", "scope_3"),
        ("altre emissioni indirette", "scope_3"),
        ("Sonstige indirekte Emissionen", "scope_3"),
        ("其他间接排放", "scope_3"),
        ("Emissions (305-1)", "scope_1"),
    ],
)
def test_words_alone_name_a_scope(printed: str, term: str) -> None:
    assert _terms(printed) == [term]
    assert find_numbered_scopes(plain(printed)) == []


def test_the_number_counts_before_the_words() -> None:
    assert _terms("Indirect emissions from energy (Scope 3)") == ["scope_3"]


def test_each_scope_of_a_text_has_its_own_method() -> None:
    text = "Scope 1 (2019), Scope 2 (location-based) and Scope 2 (market-based)"

    assert _terms(text) == ["scope_1", "scope_2_location", "scope_2_market"]


def test_both_methods_together_tell_none() -> None:
    assert find_method("location-based and market-based") is None
    assert find_method("standortbasiert") == "location"


def test_a_method_is_given_to_scopes_that_have_one() -> None:
    assert with_method("scope_1_2_unspecified", "market") == "scope_1_2_market"
    assert with_method("scope_1", "market") == "scope_1"
    assert with_method("scope_2_location", None) == "scope_2_location"


@pytest.mark.parametrize(
    ("printed", "category"),
    [
        ("Purchased goods and services", 1),
        ("Business travel", 6),
        ("Employee commuting", 7),
        ("Use of sold products", 11),
        ("Viaggi di lavoro", 6),
        ("Geschäftsreisen", 6),
        ("商务差旅", 6),
    ],
)
def test_a_category_of_scope_3_is_known_by_its_words(
    printed: str, category: int
) -> None:
    assert [each.term for each in find_categories(plain(printed))] == [
        f"scope_3_category_{category}"
    ]
