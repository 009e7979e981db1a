"""Sentences: joined from broken lines, parted from tables, headings and each other."""

from pipelines.ingest.understanding.sentences import find_sentences


def _sentences(text: str, taken: frozenset[int] = frozenset()) -> list[str]:
    return [each.text for each in find_sentences(text, taken)]


def test_broken_lines_and_words_are_joined() -> None:
    text = "Our emissions are in a steady re -\nduction on a market-\nbased method."

    assert _sentences(text) == [
        "Our emissions are in a steady reduction on a market-based method."
    ]


def test_points_in_numbers_and_abbreviations_do_not_end_a_sentence() -> None:
    text = (
        "We emitted approx. 9.1 t of CO2 in the U.S. last year. It was 3.4 Mt before."
    )

    assert _sentences(text) == [
        "We emitted approx. 9.1 t of CO2 in the U.S. last year.",
        "It was 3.4 Mt before.",
    ]


def test_chinese_sentences_end_without_spaces() -> None:
    assert _sentences("范围一排放下降。范围二排放上升。") == [
        "范围一排放下降。",
        "范围二排放上升。",
    ]


def test_rows_of_numbers_are_no_sentences() -> None:
    text = "We report our emissions here.\nScope 1 t CO2e 30,953 28,699 28,714\n"

    assert _sentences(text) == ["We report our emissions here."]


def test_taken_lines_are_left_out() -> None:
    text = "This is the first line here.\nThis is the second line here."

    assert _sentences(text, frozenset({1})) == ["This is the second line here."]


def test_an_empty_line_inside_a_sentence_does_not_part_it() -> None:
    text = "Emissions fell from 71 tonnes of CO2\n\n-equivalent to 70 tonnes in 2019."

    assert len(_sentences(text)) == 1


def test_each_place_knows_its_line() -> None:
    text = "The first sentence is here. The\nsecond one goes on."
    _, second = find_sentences(text, frozenset())

    assert second.line_at(0) == 1
    assert second.line_at(second.text.index("second")) == 2
