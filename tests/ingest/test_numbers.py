"""A number is read as a person would read it, and doubts are told, not hidden."""

import random
from decimal import Decimal

import pytest

from pipelines.ingest.numbers import LARGEST, ReadNumber, read_number

NBSP, THIN, NARROW = "\u00a0", "\u2009", "\u202f"


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  (the same texts on every run)


def interval(number: ReadNumber) -> tuple[str, str, str]:
    assert None not in (number.value, number.low, number.high), number.reasons
    return tuple(f"{amount:f}" for amount in (number.value, number.low, number.high))


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        # Every digit printed is meant, and rounding hides half of the last.
        ("7", "7", "6.5", "7.5"),
        ("100", "100", "99.5", "100.5"),
        ("2030", "2030", "2029.5", "2030.5"),
        ("619944", "619944", "619943.5", "619944.5"),
        ("15.5", "15.5", "15.45", "15.55"),
        ("4.449", "4.449", "4.4485", "4.4495"),
        ("0.56", "0.56", "0.555", "0.565"),
        ("10.0", "10.0", "9.95", "10.05"),
        ("-5.0", "-5.0", "-5.05", "-4.95"),
        ("-50", "-50", "-50.5", "-49.5"),
        # A whole number that ends in zeros was rounded there.
        ("3,400", "3400", "3350", "3450"),
        ("16,100,000", "16100000", "16050000", "16150000"),
        ("1600000000", "1600000000", "1550000000", "1650000000"),
        ("-471,400", "-471400", "-471450", "-471350"),
        ("15,980,000", "15980000", "15975000", "15985000"),
        ("1,230", "1230", "1229.5", "1230.5"),
        ("1,500.0", "1500.0", "1499.95", "1500.05"),
        # Half of the last printed digit, times the multiplier.
        ("4.45 million", "4450000.00", "4445000.000", "4455000.000"),
        ("41 million", "41000000", "40500000.0", "41500000.0"),
        ("468.1万", "4681000.0", "4680500.00", "4681500.00"),
    ],
)
def test_the_interval_holds_all_that_rounds_to_the_printed_number(
    text, value, low, high
):
    number = read_number(text)

    assert [number.value, number.low, number.high] == [
        Decimal(value),
        Decimal(low),
        Decimal(high),
    ]
    assert number.kind == "number"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        (f"1{NBSP}234,5", "1234.5"),
        (f"1{THIN}234,5", "1234.5"),
        (f"1{NARROW}234,5", "1234.5"),
        ("1'234.5", "1234.5"),
        ("1’234.5", "1234.5"),
        ("1'234,5", "1234.5"),
        ("1'000", "1000"),
        ("1 234 567", "1234567"),
        ("1,234,567.89", "1234567.89"),
        ("1.234.567,89", "1234567.89"),
        ("1,234.567", "1234.567"),
        ("1.234,567", "1234.567"),
        ("13,249,439", "13249439"),
        ("7.877.000", "7877000"),
        ("2.773,0", "2773.0"),
        ("1234.567", "1234.567"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("1,234,567.", "1234567"),
        ("１２，３４５，６００", "12345600"),
        ("４．５", "4.5"),
        ("१२३", "123"),
        ("٣٫٥", "3.5"),
    ],
)
def test_marks_between_digits_of_every_custom_are_read(text, value):
    number = read_number(text)

    assert (number.value, number.kind) == (Decimal(value), "number")
    assert (number.confidence, number.reasons) == (Decimal("1.00"), ())
    assert number.alternative_value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,20,234", "220234"),
        ("95,82,781", "9582781"),
        ("22,80,61,009", "228061009"),
        ("2,20,234.5", "220234.5"),
        ("4,00,000+", "400000"),
    ],
)
def test_digits_grouped_as_in_india_are_read(text, value):
    number = read_number(text)

    assert number.value == Decimal(value)
    assert "digits grouped as in India" in number.reasons


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("24,5", "24.5"),
        ("12,34", "12.34"),
        ("1234,567", "1234.567"),
        ("9,1234567", "9.1234567"),
    ],
)
def test_a_comma_that_cannot_part_thousands_is_a_decimal_mark(text, value):
    number = read_number(text)

    assert (number.value, number.alternative_value) == (Decimal(value), None)
    assert number.reasons == ("comma taken as the decimal mark",)


@pytest.mark.parametrize(
    ("text", "value", "alternative", "alternative_low", "alternative_high"),
    [
        ("927.000", "927.000", "927000", "926500", "927500"),
        ("9.649", "9.649", "9649", "9648.5", "9649.5"),
        ("1.234", "1.234", "1234", "1233.5", "1234.5"),
        ("33.338", "33.338", "33338", "33337.5", "33338.5"),
        ("-1.234", "-1.234", "-1234", "-1234.5", "-1233.5"),
        ("4.445 juta", "4445000", "4445000000", "4444500000", "4445500000"),
        ("1,234", "1234", "1.234", "1.2335", "1.2345"),
        ("926,779", "926779", "926.779", "926.7785", "926.7795"),
        ("-471,400", "-471400", "-471.4", "-471.4005", "-471.3995"),
    ],
)
def test_one_mark_before_three_digits_has_two_readings(
    text, value, alternative, alternative_low, alternative_high
):
    number = read_number(text)

    assert number.value == Decimal(value)
    assert [
        number.alternative_value,
        number.alternative_low,
        number.alternative_high,
    ] == [Decimal(alternative), Decimal(alternative_low), Decimal(alternative_high)]
    assert number.confidence < 1
    assert len(number.reasons) == 1


@pytest.mark.parametrize("text", ["0.927", "0,927", "-0.927", ".927"])
def test_a_leading_zero_decides_that_the_mark_is_decimal(text):
    number = read_number(text)

    assert abs(number.value) == Decimal("0.927")
    assert number.alternative_value is None


def test_a_word_of_a_language_with_decimal_commas_decides_for_the_comma():
    number = read_number("13,249 juta")

    assert number.value == Decimal(13_249_000)
    assert number.alternative_value == Decimal(13_249_000_000)
    assert read_number("13,249 million").value == Decimal(13_249_000_000)


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("5,557,6155", "5557615", "5"),
        ("-324,1008", "-324100", "8"),
        ("-70,00010", "-70000", "10"),
        ("9,2183", "9218", "3"),
        ("1,05118", "1051", "18"),
        ("1.234.5678", "1234567", "8"),
        ("2.547c", "2.547", "c"),
        ("103.58*", "103.58", "*"),
        ("97.80**", "97.80", "**"),
        ("6.08 (A)", "6.08", "A"),
        ("7.10(C)", "7.10", "C"),
        ("12.5 [1]", "12.5", "1"),
        ("12.5 (12)", "12.5", "12"),
        ("123¹", "123", "¹"),
        ("123²³", "123", "²³"),
        ("12.5†", "12.5", "†"),
        ("*103.58", "103.58", "*"),
        ("14.3 million1", "14300000", "1"),
        ("14.3 million*", "14300000", "*"),
        ("98①", "98", "①"),
    ],
)
def test_footnote_marks_are_left_out_and_named(text, value, mark):
    number = read_number(text)

    assert number.value == Decimal(value)
    assert number.confidence < 1
    assert any(f"'{mark}'" in reason for reason in number.reasons)


def test_a_glued_footnote_digit_may_also_be_a_decimal():
    number = read_number("9,2183")

    assert number.alternative_value == Decimal("9.2183")


@pytest.mark.parametrize(
    "remark", ["restated", "Unaudited", "see note 5", "FY2023", "base year 2019"]
)
def test_a_remark_in_brackets_is_left_out_and_quoted(remark):
    number = read_number(f"1,234.5 ({remark})")

    assert number.value == Decimal("1234.5")
    assert number.reasons == (f"remark '{remark}' left out",)


def test_two_footnotes_in_brackets_are_both_left_out():
    assert read_number("5.2 (a) (b)").value == Decimal("5.2")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("118,10 0", "118100"),
        ("2 , 697, 55 4", "2697554"),
        ("4 ,745,197", "4745197"),
        ("1 ,234.5", "1234.5"),
        ("12 .11", "12.11"),
        ("5,557,615 5", "5557615"),
        ("2 ,20,23 4", "220234"),
    ],
)
def test_stray_spaces_are_closed_up(text, value):
    number = read_number(text)

    assert number.value == Decimal(value)
    assert "stray spaces inside the number closed up" in number.reasons
    assert number.confidence <= Decimal("0.80")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("16.1亿", "1610000000"),
        ("2.54亿", "254000000"),
        ("1800万", "18000000"),
        ("1000亿", "100000000000"),
        ("15億", "1500000000"),
        ("3万亿", "3000000000000"),
        ("1.2百万", "1200000"),
        ("5千", "5000"),
        ("2.5 lakh", "250000"),
        ("3 crore", "30000000"),
        ("2 lakh crore", "2000000000000"),
        ("3.5 लाख", "350000"),
        ("4.5 thousand", "4500"),
        ("4.5 THOUSAND", "4500"),
        ("2.32 million", "2320000"),
        ("2.32million", "2320000"),
        ("7.5 mn", "7500000"),
        ("1.5 billion", "1500000000"),
        ("1.5 bn", "1500000000"),
        ("1.5 trillion", "1500000000000"),
        ("4,5 juta", "4500000"),
        ("4,5 miliar", "4500000000"),
        ("5,3 Mio.", "5300000"),
        ("5,3 Mio", "5300000"),
        ("1,2 Mrd.", "1200000000"),
        ("2,5 milioni", "2500000"),
        ("2,5 miliardi", "2500000000"),
        ("4.5 (million)", "4500000"),
        ("1.2×10⁶", "1200000"),
        ("1.2 x 10^6", "1200000"),
        ("1.5E+06", "1500000"),
        ("2.5e-3", "0.0025"),
    ],
)
def test_words_and_powers_multiply(text, value):
    number = read_number(text)

    assert (number.value, number.kind) == (Decimal(value), "number")
    assert number.low < number.value < number.high


@pytest.mark.parametrize(
    ("text", "value", "word"),
    [
        ("400 billion+", "400000000000", "plus behind"),
        ("400+ million", "400000000", "plus behind"),
        ("500+", "500", "plus behind"),
        (">500", "500", "'>'"),
        ("> 1,500.5", "1500.5", "'>'"),
        ("<0.1", "0.1", "'<'"),
        ("~12", "12", "'~'"),
        ("约500", "500", "'约'"),
        ("约16.1亿", "1610000000", "'约'"),
        ("超过500", "500", "'超过'"),
        ("1000多亿", "100000000000", "'多'"),
        ("500以上", "500", "'以上'"),
        ("over 500", "500", "'over'"),
        ("Over 2.5 million", "2500000", "'over'"),
        ("approx. 41", "41", "'approx.'"),
        ("approximately 41 million", "41000000", "'approximately'"),
        ("c. 500", "500", "'c.'"),
        ("500 or more", "500", "'or more'"),
    ],
)
def test_a_hedge_is_told(text, value, word):
    number = read_number(text)

    assert number.value == Decimal(value)
    assert number.confidence < 1
    assert any(word in reason for reason in number.reasons)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("−5.0", "-5.0"),
        ("–5.0", "-5.0"),
        ("- 5.0", "-5.0"),
        ("+5.0", "5.0"),
        ("(1,234,567)", "-1234567"),
        ("(12.5%)", "-12.5"),
        ("(1.2 million)", "-1200000"),
        ("(5) million", "-5000000"),
        ("(2.5) (a)", "-2.5"),
        ("－７", "-7"),
    ],
)
def test_signs_of_every_kind_are_kept(text, value):
    number = read_number(text)

    assert number.value == Decimal(value)
    assert number.low < number.value < number.high


def test_brackets_around_a_number_are_a_minus_with_a_reason():
    assert read_number("(1,234,567)").reasons == (
        "brackets around the number taken as a minus",
    )


@pytest.mark.parametrize(
    ("text", "value", "left_out"),
    [
        ("63.5%", "63.5", "%"),
        ("63.5 ％", "63.5", "%"),
        ("12 per cent", "12", "per cent"),
        ("$5 billion", "5000000000", "$"),
        ("2030年", "2030", "年"),
    ],
)
def test_a_unit_sign_inside_the_value_is_left_out(text, value, left_out):
    number = read_number(text)

    assert number.value == Decimal(value)
    assert number.reasons == (f"'{left_out}' beside the number left out",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("FY2030", "'FY2030' taken as the year 2030"),
        ("fy 2030", "'fy 2030' taken as the year 2030"),
        ("2030 (fiscal year 2031)", "remark 'fiscal year 2031' left out"),
    ],
)
def test_a_year_is_read_from_its_label(text, reason):
    number = read_number(text)

    assert interval(number) == ("2030", "2029.5", "2030.5")
    assert number.reasons == (reason,)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0", "-0.5", "0.5"),
        ("-0", "-0.5", "0.5"),
        ("0.00", "-0.005", "0.005"),
        ("0,0", "-0.05", "0.05"),
        ("0 million", "-500000.0", "500000.0"),
        ("nil", "-0.5", "0.5"),
    ],
)
def test_a_printed_nought_is_zero(text, low, high):
    number = read_number(text)

    assert (number.kind, number.value) == ("zero", 0)
    assert not number.value.is_signed()
    assert (number.low, number.high) == (Decimal(low), Decimal(high))


SILENCE = "/|-|–|—|−|--|…|n.d.|N.D.|n. d.|nd|n/d|not disclosed|Not  Disclosed"
SILENCE += "|n/a disclosed|not available|未披露|/*|—¹|— (a)| / |n.d. (2)"


@pytest.mark.parametrize("text", SILENCE.split("|"))
def test_what_stands_for_silence_is_not_disclosed_and_no_zero(text):
    assert read_number(text) == ReadNumber(kind="not_disclosed")


@pytest.mark.parametrize(
    "text", ["n/a", "N/A", "n.a.", "NA", "not applicable", "不适用", "n/a (1)", "#N/A"]
)
def test_what_does_not_apply_is_told_from_what_is_not_disclosed(text):
    assert read_number(text) == ReadNumber(kind="not_applicable")


NOT_ONE_NUMBER = [
    *("halving", "超过一半", "持续下降", "twelve thousand", "%", "*", "+", "()", "½"),
    *("10-15", "10–15", "2.5 to 3", "1/2", "2,80 + 9,50", "1:3", "2021/22", "12½"),
    *("12 5", "1,234 1,150", "1,234 (1,150)", "2019 2020", "1, 2", "1,234 567"),
    *("12,34.5", "1,234,56", "1.2.3", "12,,5", "1,2345678,9", "1'2", "1.234.56"),
    *("--5", "(-5)", "-(5)", "— (1,234)", "/ (5)", "(5", "5)", "5-", "±5"),
    *("5m", "12k", "1,234 tonnes", "16.1亿千瓦时", "4.45 Mt", "5 dozen", "3.2x"),
    *(
        "1 million trillion",
        "5亿亿",
        "1,2345.6",
        "5亿3000万",
        "10²",
        "10⁶",
        "e5",
        "5e5e5",
        "MtCO2e",
    ),
    *("\x00", "1\x002", "1\n2\n3", "Scope 1", "9" * 19, "9" * 500, "x" * 5000),
    *("5 (kt)", "5 (Mt CO2e)", "1,234 (000s)", "5 (in millions)", "5 (m)", "5 (000)"),
    *(
        "12 (5%)",
        "12 (thousand) million",
        "9999999 trillion",
        "1e99",
        "1 × 10^18",
        "0 x 10^40",
    ),
]


@pytest.mark.parametrize("text", NOT_ONE_NUMBER)
def test_what_is_not_one_number_is_unreadable_and_says_why(text):
    number = read_number(text)

    assert number == ReadNumber(
        kind="unreadable", confidence=Decimal(0), reasons=number.reasons
    )
    [reason] = number.reasons
    assert len(reason) < 200
    assert reason.isprintable()


@pytest.mark.parametrize("text", ["", " ", "\n\t", NBSP, "\u200b"])
def test_nothing_printed_is_unreadable(text):
    number = read_number(text)

    assert number.kind == "unreadable"
    assert number.reasons == ("no value is printed",)


def test_unknown_words_point_to_the_unit_column():
    [reason] = read_number("1,234 tonnes").reasons

    assert reason == (
        "'1,234 tonnes': 'tonnes' is not known as part of a number; "
        "a unit belongs in the unit column"
    )


def test_the_largest_and_the_finest_figures_fit_the_warehouse():
    largest = read_number("999,999,999,999,999,999")
    finest = read_number("0.123456789")
    finer = read_number("0.12345678951")

    assert interval(largest) == (
        "999999999999999999",
        "999999999999999998.5",
        "999999999999999999.5",
    )
    # Half of the ninth decimal has no place, so the bounds move outwards.
    assert interval(finest) == ("0.123456789", "0.123456788", "0.123456790")
    assert interval(finer) == ("0.123456790", "0.123456789", "0.123456790")
    assert finest.reasons == ()
    assert finer.reasons == ("rounded to nine decimals",)


def test_each_repair_lowers_the_confidence():
    texts = ["1,234,567", "1,234,567*", "~1,234,567*", "~1,234 ,567*"]
    confidences = [read_number(text).confidence for text in texts]

    assert confidences == sorted(set(confidences), reverse=True)
    assert confidences[0] == 1


PIECES = [
    *"0123456789",
    *".,'  -+()[]/%*¹²",
    "万",
    "亿",
    " million",
    "约",
    "over ",
    "c",
]
PIECES += ["FY", "(A)", "e", "x10^", "\u00a0", "½", "\x00", "n/a", "−", "٣", "ß", "İ"]


@pytest.mark.parametrize("seed", range(20))
def test_any_text_has_an_answer_that_the_warehouse_can_hold(seed):
    chance = dice(seed)
    for _ in range(500):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 14)))
        number = read_number(text)

        assert_whole(text, number)


@pytest.mark.parametrize("seed", range(10))
def test_any_characters_at_all_have_an_answer(seed):
    chance = dice(seed)
    for _ in range(500):
        text = "".join(chr(chance.randrange(0x11_0000)) for _ in range(6))

        assert_whole(text, read_number(text))


def assert_whole(text: str, number: ReadNumber) -> None:
    amounts = [number.value, number.low, number.high]
    others = [
        number.alternative_value,
        number.alternative_low,
        number.alternative_high,
    ]
    assert 0 <= number.confidence <= 1, text
    assert number.reasons or number.confidence == 1, text
    if number.kind in ("number", "zero"):
        assert number.confidence > 0, text
    else:
        assert amounts == others == [None, None, None], text
    for value, low, high in (amounts, others):
        if value is not None:
            assert low <= value <= high, text
            assert abs(value) < LARGEST, text
            assert all(-each.as_tuple().exponent <= 9 for each in (value, low, high))
            assert max(abs(low), abs(high)) < 10 * LARGEST, text


@pytest.mark.parametrize("seed", range(5))
def test_what_is_written_in_any_custom_is_read_back(seed):
    chance = dice(seed)
    for _ in range(300):
        amount = Decimal(chance.randrange(1_000_000, 10**11)) / 100
        english = f"{amount:,.2f}"
        german = english.translate(str.maketrans(",.", ".,"))
        french = english.translate(str.maketrans(",.", " ,"))
        swiss = english.replace(",", "’")

        readings = [read_number(text) for text in (english, german, french, swiss)]

        assert {reading.value for reading in readings} == {amount}
        assert {reading.confidence for reading in readings} == {1}


def test_long_texts_take_no_longer_than_short_ones():
    hostile = ["1" * 200, "1 " * 100, "5" + "+" * 199, "1(" * 100, "5" + "%" * 199]
    hostile += ["(" * 99 + "5" + ")" * 99, "over " * 39 + "5", "1,2345" * 30_000]

    for text in hostile:
        assert_whole(text, read_number(text))


@pytest.mark.parametrize(
    ("text", "value", "alternative"),
    [
        ("9.649", "9649", "9.649"),
        ("9,649", "9.649", "9649"),
        ("about 9.649", "9649", "9.649"),
        ("1,2345", "1.2345", None),
        ("1.2345", "1.2345", None),
        ("9.64", "9.64", None),
        ("1.234,5", "1234.5", None),
        ("1,234.5", "1234.5", None),
    ],
)
def test_among_decimal_commas_a_point_parts_thousands(text, value, alternative):
    number = read_number(text, ",")

    assert number.value == Decimal(value)
    assert number.alternative_value == (Decimal(alternative) if alternative else None)
