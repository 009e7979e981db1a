"""Units of money: currencies, what they are counted in, and signs they share."""

import pytest

from pipelines.ingest.understanding.money import meaning_of_sign, money_of


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Revenue (EUR million)", "million EUR"),
        ("million EUR", "million EUR"),
        ("in millions of US dollars", "million USD"),
        ("US$m", "million USD"),
        ("USD, thousands", "thousand USD"),
        ("US$'000", "thousand USD"),
        ("£ 12.4bn", "billion GBP"),
        ("CHF 4.2 billion", "billion CHF"),
        ("RMB million", "million CNY"),
        ("868 billion yuan", "billion CNY"),
        ("人民币百万元", "million CNY"),
        ("百万元 (人民币)", "million CNY"),
        ("8,400亿元", "hundred million CNY"),
        ("十亿元", "billion CNY"),
        ("万元", "ten thousand CNY"),
        ("亿美元", "hundred million USD"),
        ("百万円", "million JPY"),
        ("KRW 100 million", "hundred million KRW"),
        ("₹ crore", "ten million INR"),
        ("Mio. €", "million EUR"),
        ("Umsatz in TEUR", "thousand EUR"),
        ("T€", "thousand EUR"),
        ("k€", "thousand EUR"),
        ("Mrd. Euro", "billion EUR"),
        ("€/000", "thousand EUR"),
        ("migliaia di euro", "thousand EUR"),
        ("€/mln", "million EUR"),
        ("7 100 000 EUR", "EUR"),
        ("HK$ million", "million HKD"),
    ],
)
def test_a_unit_of_money_has_a_currency_and_a_multiplier(text: str, unit: str) -> None:
    money = money_of(text)

    assert money
    assert money.unit
    assert money.unit.term == unit


@pytest.mark.parametrize(
    "text",
    ["in millions", "5,300m", "net sales", "thousand tonnes", "多元化", "Eureka", ""],
)
def test_without_a_currency_there_is_no_unit(text: str) -> None:
    money = money_of(text)

    assert money
    assert money.unit is None


@pytest.mark.parametrize(
    "text",
    ["RMB million, US$ million", "EUR million (EUR 5 bn)", "€ and £", "¥ or EUR"],
)
def test_of_several_units_none_is_meant(text: str) -> None:
    assert money_of(text) is None


def test_a_sign_beside_its_currency_is_that_currency() -> None:
    money = money_of("USD million: $5,300")

    assert money
    assert money.unit
    assert money.unit.term == "million USD"


@pytest.mark.parametrize(
    ("sign", "words", "currency"),
    [
        ("$", "All amounts are rounded.", "USD"),
        ("$", "Presented in US dollars (USD).", "USD"),
        ("$", "Presented in Canadian dollars.", "CAD"),
        ("$", "At 0.65 USD for one AUD.", None),
        ("¥", "All amounts are rounded.", None),
        ("¥", "Presented in Japanese yen.", "JPY"),
        ("¥", "除另有说明外，金额单位为人民币。", "CNY"),
        ("EUR", "At 0.65 USD for one AUD.", "EUR"),
    ],
)
def test_a_shared_sign_means_the_currency_that_the_document_names(
    sign: str, words: str, currency: str | None
) -> None:
    assert meaning_of_sign(sign, ["Page one.", words]) == currency
