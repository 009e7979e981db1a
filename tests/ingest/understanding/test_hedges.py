"""Shares told in words: how wide they are, and never as sure as digits."""

from decimal import Decimal

import pytest

from pipelines.ingest.understanding.hedges import find_spoken_shares


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("more than half of it", 50, 100),
        ("less than a third of it", 0, 33),
        ("about two thirds of it", 62, 72),
        ("oltre la metà dei consumi", 50, 100),
        ("mehr als die Hälfte", 45, 55),
        ("超过一半的电力", 50, 100),
    ],
)
def test_words_are_as_wide_as_they_say(text: str, low: int, high: int) -> None:
    (share,) = find_spoken_shares(text)

    assert (share.number.low, share.number.high) == (low, high)


def test_words_are_kept_as_printed_and_need_review() -> None:
    (share,) = find_spoken_shares("with more than half of all power")

    assert share.text == "more than half"
    assert share.number.confidence < Decimal("0.5")


def test_halved_is_a_fall() -> None:
    (share,) = find_spoken_shares("It halved its emissions.")

    assert (share.kind, share.number.value) == ("fall", 50)
