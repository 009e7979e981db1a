"""Tab offers what may be meant, and first what the statement speaks of."""

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from pipelines.command_line.sql_completion import SqlCompleter, Word

WORDS = [
    Word("column", "amount", "fact_figure", "The quantity."),
    Word("column", "figure_id", "fact_figure", None),
    Word("column", "figure_id", "fact_claim", None),
    Word("column", "claim_id", "fact_claim", None),
    Word("table", "fact_claim", None, "Stated changes."),
    Word("table", "fact_figure", None, None),
    Word("table function", "figure_as_known_on(", None, None),
    Word("function", "abs(", None, "Absolute value."),
    Word("keyword", "as", None, None),
    Word("keyword", "from", None, None),
]


def complete(text):
    """Complete at the mark |."""
    at = text.index("|")
    document = Document(text.replace("|", ""), at)
    return list(SqlCompleter(lambda: WORDS).get_completions(document, CompleteEvent()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("from fa|", ["fact_claim", "fact_figure"]),
        ("select * from FACT_F|", ["fact_figure"]),
        (
            "from fact_claim join |",
            ["fact_claim", "fact_figure", "figure_as_known_on(", "as", "from"],
        ),
        ("from fact_claim, fact_f|", ["fact_figure"]),
        ("from fig|", ["figure_as_known_on("]),
        ("select a| from fact_figure", ["amount", "abs(", "as"]),
        ("select a| from fact_claim", ["abs(", "as"]),
        (
            "select f|",
            ["fact_claim", "fact_figure", "figure_as_known_on(", "figure_id", "from"],
        ),
        ("select fi| from fact_claim", ["figure_id", "figure_as_known_on("]),
        ("select c.| from fact_claim as c", ["figure_id", "claim_id"]),
        ("select c.| from fact_figure f, fact_claim c", ["figure_id", "claim_id"]),
        ("select fact_claim.c| from fact_claim", ["claim_id"]),
        ("select z.| from fact_claim as c", []),
        ("from fact_claim; select a|", ["amount", "abs(", "as"]),
        ("from fact_claim where a|", ["abs(", "as"]),
        ("\\|", ["\\d", "\\o", "\\?", "\\q"]),
        ("\\d fact_c|", ["fact_claim"]),
        ("\\o j|", ["json"]),
        ("\\q |", []),
    ],
)
def test_words_come_in_the_order_in_which_they_may_be_meant(text, words):
    assert [completion.text for completion in complete(text)] == words


def test_only_what_was_begun_is_replaced():
    [completion] = complete("select c.cl| from fact_claim c")

    assert (completion.text, completion.start_position) == ("claim_id", -2)


def test_a_word_is_offered_with_its_meaning_or_its_kind():
    told = {each.text: each.display_meta_text for each in complete("select a|")}

    assert told == {
        "amount": "The quantity.",
        "abs(": "Absolute value.",
        "as": "keyword",
    }
