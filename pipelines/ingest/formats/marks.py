"""How footnote marks and exponents are written, so that no number runs into them."""

import re

MARKS = str.maketrans(
    "0123456789()+-=abcdefghijklmnoprstuvwxyz,",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻⁼ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ ",
)
_MARK = re.compile(r"[(\[]?(?:\d{1,2}|[a-z])[)\]]?(?:,\s?(?:\d{1,2}|[a-z]))*,?|[-−–]\d")


def mark_text(text: str) -> str:
    """Write a footnote mark or an exponent with small raised signs."""
    return text.translate(MARKS).strip() if _MARK.fullmatch(text) else text
