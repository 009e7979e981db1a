"""Which mark stands before decimals in a document, and numbers written without doubt.

'2.734' is 2,734 in an Italian table and 2.734 in an English one; the other numbers of
the page tell which. A number of another size than its neighbours is a slip of the
typesetter, and is read as they are.
"""

import math
import re
from functools import lru_cache
from typing import Literal

NumberStyle = Literal[".", ","]

_EVIDENCE: dict[NumberStyle, tuple[tuple[re.Pattern[str], int], ...]] = {
    ",": (
        (re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d"), 5),
        (re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}\.\d{3}(?![\d.,])"), 5),
        (re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d.,])"), 1),
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
_A_HUNDREDFOLD = 2.0


def number_style(text: str) -> NumberStyle | None:
    """Tell the decimal mark of a text by the numbers that leave no doubt."""
    weights = {
        style: sum(
            weight * min(len(pattern.findall(text)), 50) for pattern, weight in patterns
        )
        for style, patterns in _EVIDENCE.items()
    }
    # '1.234' is a group in one style and rare decimals in the other.
    weights[","] += min(len(_DOTTED_GROUPS.findall(text)), 50)
    if weights[","] == weights["."]:
        return None
    return "," if weights[","] > weights["."] else "."


def without_groups(text: str, style: NumberStyle | None) -> str:
    """Leave out the marks between thousands, where the style tells what they are."""
    if style == ",":
        return _DOTTED_GROUPS.sub(lambda found: found[0].replace(".", ""), text)
    if style == ".":
        return _COMMA_GROUPS.sub(lambda found: found[0].replace(",", ""), text)
    return text


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
