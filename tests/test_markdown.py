"""What a document prints cannot change the page on which it is shown."""

import pytest

from pipelines.markdown import escape_markdown, markdown_table


def test_rows_become_a_table():
    assert markdown_table(
        [{"page": 1, "value": "1,5"}, {"page": None, "value": "x"}]
    ) == ("| page | value |\n| --- | --- |\n| 1 | 1,5 |\n|  | x |")


def test_no_rows_are_no_table():
    assert markdown_table([]) == ""


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("a | b", r"a \| b"),
        ("two\nlines", "two lines"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("[here](http://x)", r"\[here\]\(http://x\)"),
        ("`code` **bold** _a_ \\", r"\`code\` \*\*bold\*\* \_a\_ \\"),
        ("&amp;", "&amp;amp;"),
        ("-5.0", r"\-5\.0"),
        (None, ""),
    ],
)
def test_markup_is_shown_as_it_is(printed, shown):
    assert escape_markdown(printed) == shown
