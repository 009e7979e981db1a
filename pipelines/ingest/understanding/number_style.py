"""Which mark stands before decimals in a document, and numbers written without doubt.

'2.734' is 2,734 in an Italian table and 2.734 in an English one; the other numbers of
the page tell which. A number of another size than its neighbours is a slip of the
typesetter, and is read as they are.
"""

import math
import re
from functools import cache, lru_cache
from typing import Literal

from pipelines.ingest.understanding.mentions import phrases_pattern, vocabulary_rows
from pipelines.ingest.understanding.torn_numbers import without_torn

# 'points': nothing tells but points before three digits. They part thousands, but in
# thousands and millions of a unit they stand before decimals.
NumberStyle = Literal[".", ",", "points"]

_EVIDENCE: dict[Literal[".", ","], tuple[tuple[re.Pattern[str], int], ...]] = {
    ",": (
        (re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d"), 5),
        (re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}\.\d{3}(?![\d.,])"), 5),
        # 'Scope 1,2' is a list.
        (re.compile(r"(?<![\d.,])(?<!cope )(?<!copes )\d+,\d{1,2}(?![\d.,])"), 1),
    ),
    ".": (
        (re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+\.\d"), 5),
        (re.compile(r"(?<![\d.,])\d{1,3},\d{3},\d{3}(?![\d.,])"), 5),
        (re.compile(r"(?<![\d.,])\d+\.\d{1,2}\s?(?:%|million|m\b|bn\b)"), 2),
        (re.compile(r"(?<![\d.,])(?:0|[1-9]\d{2,})\.\d{1,2}(?![\d.,])"), 1),
        (re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d.,])"), 1),
    ),
}
_DOTTED_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])")
_COMMA_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_ONE_DOT = re.compile(r"\d{1,3}\.\d{3}")
_ONE_COMMA = re.compile(r"\d{1,3},\d{3}")
_SCALED_UNIT = re.compile(r"(?<![A-Za-z])(?:kt|Mt|Gt)(?![A-Za-z])")
_A_HUNDREDFOLD = 2.0


def number_style(text: str) -> NumberStyle | None:
    """Tell the decimal mark of a text by the numbers that leave no doubt."""
    text = without_torn(text)
    weights = {
        style: sum(
            weight * min(len(pattern.findall(text)), 50) for pattern, weight in patterns
        )
        for style, patterns in _EVIDENCE.items()
    }
    # '1.234' is a group in one style and rare decimals in the other.
    with_points = weights[","] + min(len(_DOTTED_GROUPS.findall(text)), 50)
    if with_points <= weights["."]:
        return "." if with_points < weights["."] else None
    return "," if weights[","] > weights["."] else "points"


def style_of_page(text: str, of_document: NumberStyle | None) -> NumberStyle | None:
    """Tell the decimal mark of a page, or of its document where the page does not."""
    style = number_style(text)
    is_open = style is None or (style == "points" and of_document == ",")
    return of_document if is_open else style


def is_in_multiples(words: str) -> bool:
    """Tell '12.518 million' and 'kt' from tonnes.

    Words of languages with decimal commas do not count: 'Tsd. t' speaks for them.
    """
    is_scaled = _SCALED_UNIT.search(words) or _multiples("").search(words)
    return bool(is_scaled) and not _multiples(",").search(words)


@cache
def _multiples(decimal_mark: str) -> re.Pattern[str]:
    rows = vocabulary_rows("multipliers")
    return phrases_pattern(
        tuple(row["word"] for row in rows if row["decimal_mark"] == decimal_mark)
    )


def without_groups(
    text: str, style: NumberStyle | None, *, is_scaled: bool = False
) -> str:
    """Leave out the marks between thousands, where the style tells what they are.

    ``is_scaled`` tells that the number counts thousands or millions of a unit.
    """
    if style == "," or (style == "points" and not is_scaled):
        return _DOTTED_GROUPS.sub(lambda found: found[0].replace(".", ""), text)
    if style == ".":
        return _COMMA_GROUPS.sub(lambda found: found[0].replace(",", ""), text)
    return text


def is_one_point(text: str) -> bool:
    """Tell '2.734', whose size is open."""
    return bool(_ONE_DOT.fullmatch(text))


def in_line_with(text: str, neighbours: tuple[float, ...]) -> str:
    """Read a mark before three digits as its neighbours in the table suggest."""
    if not neighbours or not (_ONE_DOT.fullmatch(text) or _ONE_COMMA.fullmatch(text)):
        return text
    whole = float(re.sub(r"[.,]", "", text))
    typical = sorted(neighbours)[len(neighbours) // 2]
    if whole == 0 or typical <= 0:
        return text
    distance = abs(math.log10(typical / whole))
    return re.sub(r"[.,]", "", text) if distance < _A_HUNDREDFOLD / 2 else text


@lru_cache(maxsize=4096)
def plain_size(text: str) -> float | None:
    """Return a rough size of a printed number, its marks taken as between thousands."""
    digits = re.sub(r"[^\d]", "", re.sub(r"[.,]\d{1,2}$", "", text))
    return float(digits) if digits else None
