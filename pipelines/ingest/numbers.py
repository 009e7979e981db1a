"""Reads one number as it is printed: its value, what rounding allows, how sure that is.

What belongs here is the writing of numbers: marks between digits, footnote marks
glued on, signs, words such as million and 万. Units and periods stay as printed and are
understood later. Words live in ``vocabulary/``; nothing here knows a company.
"""

import csv
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

ValueKind = Literal["number", "zero", "not_disclosed", "not_applicable", "unreadable"]

VOCABULARY_FOLDER = Path(__file__).parent / "vocabulary"

ONE = Decimal(1)
FIVE = Decimal(5)
LONGEST_TEXT = 200
MOST_DIGITS = 60
LARGEST = Decimal("1E18")
PLACES = 9
LAST_PLACE = ONE.scaleb(-PLACES)
CERTAIN = Decimal("1.00")
LEAST_CONFIDENCE = Decimal("0.05")

_EXACT = Context(prec=2 * MOST_DIGITS)

_OF_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SAME_CHARACTERS = dict.fromkeys("’‘ʼ´′", "'") | {"٫": ".", "٬": ","}
_MINUS = "-−–—‐‑‒﹣"
_SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = _SUPERSCRIPT_DIGITS + "⁽⁾ᵃᵇᶜᵈᵉᶠ①②③④⑤⑥⑦⑧⑨⑩"

_PLAIN = re.compile(r"[0-9][0-9.,']*[0-9]|[0-9]")
_GROUPED_BY_SPACES = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_LAST_GROUP = re.compile(r"(\d{3})([1-9]\d?)?")
_YEAR = re.compile(r"(?:FY|CY) ?(\d{4})", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"(.*\d)[eE]([+-]?\d{1,2})")
_POWER_OF_TEN = re.compile(
    rf"(.*\d) ?[x×*·] ?10(?:\^([+-]?\d{{1,2}})|([{_SUPERSCRIPT_DIGITS}]{{1,2}}))"
)
_TRAILING_MARKS = re.compile(rf"(.*?) ?([*†‡§¶#{_RAISED}]+)")
_LEADING_MARKS = re.compile(r"([*†‡§¶]+) ?(.+)")
_TEN_RAISED = re.compile(rf"(?:.*[^\d.,' ] ?)?10[{_SUPERSCRIPT_DIGITS}]+")
_MARK_ON_WORD = re.compile(r"(.*\d ?([A-Za-z]+))([1-9]\d?)")
_LETTER_MARK = re.compile(r"(.*\d)([a-f])")
_REMARK = re.compile(r"(.*\d.*?) ?[(\[]([^()\[\]]*)[)\]]")
_REMARK_ON_WORDS = re.compile(r"([^()\[\]]+?) ?[(\[]([^()\[\]]*)[)\]]")
_IN_BRACKETS = re.compile(r"\(([^()]*\d[^()]*)\)")
# No k, m or t: in brackets they are likelier to be a scale or a unit.
_SHORT_MARK = re.compile(r"[A-FPRU]|[a-fpru]|[ivx]{1,4}|\d{1,2}|[*†‡§]+")
_LAST_WORDS = re.compile(r"(.*[\d)\]+*]) ?([^\d()\[\]+*]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNumber:
    """What one printed text says.

    ``low`` and ``high`` enclose every number that rounds to the printed one. The
    alternative is the other reading of a mark that may stand between thousands or
    before decimals; it is empty where the text allows one reading only.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    alternative_value: Decimal | None = None
    alternative_low: Decimal | None = None
    alternative_high: Decimal | None = None
    kind: ValueKind
    confidence: Decimal = CERTAIN
    reasons: tuple[str, ...] = ()


class _Multiplier(NamedTuple):
    factor: Decimal
    decimal_mark: str


class _Digits(NamedTuple):
    integer: str
    decimals: str = ""


class _Interval(NamedTuple):
    value: Decimal
    low: Decimal
    high: Decimal
    is_cut: bool = False


@dataclass(slots=True)
class _Draft:
    """A text half understood: what is left of it, and what was taken off.

    ``style`` is the decimal mark of the numbers around it.
    """

    printed: str
    style: str = ""
    text: str = ""
    is_negative: bool = False
    multiplier: _Multiplier | None = None
    reasons: list[str] = field(default_factory=list)
    confidence: Decimal = CERTAIN

    def __post_init__(self) -> None:
        self.text = self.printed

    def repair(self, reason: str, confidence: str) -> None:
        self.reasons.append(reason)
        self.confidence *= Decimal(confidence)

    @property
    def decimal_mark(self) -> str:
        return self.style or (self.multiplier.decimal_mark if self.multiplier else "")


@lru_cache(maxsize=32_768)
def read_number(text: str, decimal_mark: str = "") -> ReadNumber:
    """Read a number as printed. Any text has an answer; none raises.

    ``decimal_mark`` is a comma where the numbers around it have one: a point before
    three digits then likelier parts thousands, and a comma does not.
    """
    words = _plain(text)
    if not words:
        return _unreadable("no value is printed")
    if len(words) > LONGEST_TEXT:
        return _unreadable(f"{_quoted(words)} is longer than a number")
    if len(words) <= MOST_DIGITS and _PLAIN.fullmatch(words):
        return _read_marks(words, _Draft(words, style=decimal_mark))
    if spoken := _read_spoken(words):
        return spoken
    if not any(character.isdecimal() for character in words):
        return _unreadable(f"{_quoted(words)} holds no number in digits")
    return _read_draft(words, decimal_mark)


def _plain(text: str) -> str:
    """Write digits, signs and spaces of every width and script in one way."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join("".join(map(_plain_character, text)).split())


def _plain_character(character: str) -> str:
    if character in _OF_NO_WIDTH:
        return ""
    if character in _SAME_CHARACTERS:
        return _SAME_CHARACTERS[character]
    if "！" <= character <= "～":
        return chr(ord(character) - ord("！") + ord("!"))
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _read_spoken(words: str) -> ReadNumber | None:
    """Read a text that says that there is no number, or that it is nil."""
    for candidate in (words, _without_remark(words)):
        match _meanings().get(_key(candidate)):
            case "not_disclosed":
                return ReadNumber(kind="not_disclosed")
            case "not_applicable":
                return ReadNumber(kind="not_applicable")
            case "zero":
                draft = _Draft("0")
                draft.repair(f"{_quoted(words)} taken as zero", "0.95")
                return _read_digits(draft)
    return None


def _without_remark(words: str) -> str:
    """Take footnote marks and remarks off words; a dash before a number is a minus."""
    if marked := _TRAILING_MARKS.fullmatch(words):
        return marked[1]
    remarked = _REMARK_ON_WORDS.fullmatch(words)
    if remarked is None:
        return ""
    has_digits = any(character.isdecimal() for character in remarked[2])
    has_letters = any(character.isalpha() for character in remarked[1])
    return remarked[1] if has_letters or not has_digits else ""


def _read_draft(words: str, decimal_mark: str) -> ReadNumber:
    draft = _Draft(words, style=decimal_mark)
    # Marks, words and signs come in any order, so each is tried until none fits.
    while draft.text and any(peel(draft) for peel in _PEELS):
        pass
    return _read_digits(draft)


def _peel_year(draft: _Draft) -> bool:
    found = _YEAR.fullmatch(draft.text)
    if found is None:
        return False
    draft.repair(f"{_quoted(draft.text)} taken as the year {found[1]}", "0.95")
    draft.text = found[1]
    return True


def _peel_power_of_ten(draft: _Draft) -> bool:
    found = _POWER_OF_TEN.fullmatch(draft.text)
    if found is None or draft.multiplier:
        return False
    power = found[2] or "".join(str(unicodedata.digit(digit)) for digit in found[3])
    draft.multiplier = _Multiplier(ONE.scaleb(int(power)), "")
    draft.text = found[1]
    return True


def _peel_scientific(draft: _Draft) -> bool:
    found = _SCIENTIFIC.fullmatch(draft.text)
    if found is None or draft.multiplier:
        return False
    draft.repair(f"{_quoted(draft.text)} taken as a power of ten", "0.95")
    draft.multiplier = _Multiplier(ONE.scaleb(int(found[2])), "")
    draft.text = found[1]
    return True


def _peel_marks(draft: _Draft) -> bool:
    # 10⁶ may be a million or a ten with a footnote, so it is left as it is.
    found = _TRAILING_MARKS.fullmatch(draft.text)
    if found is None or _TEN_RAISED.fullmatch(draft.text):
        return False
    draft.repair(f"footnote mark {_quoted(found[2])} left out", "0.95")
    draft.text = found[1]
    return True


def _peel_mark_on_multiplier(draft: _Draft) -> bool:
    found = _MARK_ON_WORD.fullmatch(draft.text)
    if found is None or _key(found[2]) not in _multipliers():
        return False
    draft.repair(f"footnote mark {_quoted(found[3])} left out", "0.80")
    draft.text = found[1]
    return True


def _peel_leading_marks(draft: _Draft) -> bool:
    found = _LEADING_MARKS.fullmatch(draft.text)
    if found is None:
        return False
    draft.repair(f"footnote mark {_quoted(found[1])} left out", "0.95")
    draft.text = found[2]
    return True


def _peel_letter(draft: _Draft) -> bool:
    found = _LETTER_MARK.fullmatch(draft.text)
    if found is None:
        return False
    draft.repair(f"footnote mark {_quoted(found[2])} left out", "0.90")
    draft.text = found[1]
    return True


def _peel_remark(draft: _Draft) -> bool:
    """Take off what stands in brackets behind the number, unless it may scale it."""
    found = _REMARK.fullmatch(draft.text)
    if found is None:
        return False
    remark = found[2]
    multiplier = _multipliers().get(_key(remark))
    if multiplier and not draft.multiplier:
        draft.multiplier = multiplier
    elif _SHORT_MARK.fullmatch(remark):
        draft.repair(f"footnote mark {_quoted(remark)} left out", "0.95")
    elif _is_remark(remark):
        draft.repair(f"remark {_quoted(remark)} left out", "0.80")
    else:
        return False
    draft.text = found[1]
    return True


def _is_remark(words: str) -> bool:
    """Tell a remark such as 'restated' from a unit, a scale or another number."""
    letters = set(re.findall(r"[^\W\d_]+", words.casefold()))
    return bool(letters) and letters <= set(_words_of("remark"))


def _peel_brackets(draft: _Draft) -> bool:
    found = _IN_BRACKETS.fullmatch(draft.text)
    if found is None or draft.is_negative:
        return False
    draft.repair("brackets around the number taken as a minus", "0.90")
    draft.is_negative = True
    draft.text = found[1].strip()
    return True


def _peel_sign(draft: _Draft) -> bool:
    sign, rest = draft.text[0], draft.text[1:].lstrip()
    if not rest or not (rest[0].isdecimal() or rest[0] in ".,$€£¥₹"):
        return False
    if sign == "+" and not draft.is_negative:
        draft.text = rest
        return True
    if sign in _MINUS and not draft.is_negative:
        draft.is_negative = True
        draft.text = rest
        return True
    return False


def _peel_plus(draft: _Draft) -> bool:
    if not draft.text.endswith("+"):
        return False
    draft.repair("printed with a plus behind: this much or more", "0.90")
    draft.text = draft.text[:-1].rstrip()
    return True


def _peel_hedge(draft: _Draft) -> bool:
    return _peel_word(
        draft, "hedge", lambda word: (f"printed as {_quoted(word)}: not exact", "0.90")
    )


def _peel_unit_sign(draft: _Draft) -> bool:
    return _peel_word(
        draft,
        "unit_sign",
        lambda word: (f"{_quoted(word)} beside the number left out", "0.95"),
    )


def _peel_word(
    draft: _Draft, meaning: str, explain: Callable[[str], tuple[str, str]]
) -> bool:
    folded = draft.text.casefold()
    for word in _words_of(meaning):
        rest = None
        if folded.startswith(word) and _stands_alone(folded, len(word), word[-1]):
            rest = draft.text[len(word) :]
        elif folded.endswith(word) and _stands_alone(folded, -len(word) - 1, word[0]):
            rest = draft.text[: -len(word)]
        if rest and len(folded) == len(draft.text):
            draft.repair(*explain(word))
            draft.text = rest.strip()
            return True
    return False


def _stands_alone(folded: str, neighbour: int, edge: str) -> bool:
    """Tell a word from the beginning of a longer one, in scripts that part words."""
    if not -len(folded) <= neighbour < len(folded):
        return True
    return not (edge.isascii() and edge.isalpha() and folded[neighbour].isalpha())


def _peel_multiplier(draft: _Draft) -> bool:
    found = _LAST_WORDS.fullmatch(draft.text)
    if found is None or draft.multiplier:
        return False
    words = _key(found[2])
    multiplier = _multipliers().get(words)
    if multiplier:
        draft.multiplier, draft.text = multiplier, found[1]
        return True
    # Chinese sets a word such as 多 between the number and 亿, without a space.
    for word in _words_without_spaces():
        if words.endswith(word) and draft.text.endswith(word):
            draft.multiplier = _multipliers()[word]
            draft.text = draft.text.removesuffix(word).rstrip()
            return True
    return False


_PEELS: tuple[Callable[[_Draft], bool], ...] = (
    _peel_year,
    _peel_power_of_ten,
    _peel_scientific,
    _peel_multiplier,
    _peel_marks,
    _peel_mark_on_multiplier,
    _peel_leading_marks,
    _peel_plus,
    _peel_unit_sign,
    _peel_hedge,
    _peel_remark,
    _peel_brackets,
    _peel_sign,
    _peel_letter,
)


def _read_digits(draft: _Draft) -> ReadNumber:
    """Read what is left when marks, words and signs are off."""
    printed = _quoted(draft.printed)
    text = draft.text.rstrip(".,;:")
    words = "".join(c if c.isalpha() or c == " " else "" for c in text).strip()
    if words:
        return _unreadable(
            f"{printed}: {_quoted(words)} is not known as part of a number; "
            "a unit belongs in the unit column"
        )
    if sum(character.isdecimal() for character in text) > MOST_DIGITS:
        return _unreadable(f"{printed} has more digits than a figure can have")
    return _read_marks(_join_spaced(text, draft), draft)


def _read_marks(text: str | None, draft: _Draft) -> ReadNumber:
    readings = _split_marks(text, draft) if text else []
    if not readings:
        printed = _quoted(draft.printed)
        return _unreadable(f"{printed} is not one number in any known writing")
    return _number(readings, draft)


def _join_spaced(text: str, draft: _Draft) -> str | None:
    """Close up a number with spaces in it; None where it may be several numbers."""
    if " " not in text:
        return text
    if _GROUPED_BY_SPACES.fullmatch(text):
        return text.replace(" ", "'")
    joined = text.replace(" ", "")
    is_before_mark_only = not re.search(r"\d \d|[.,'] ", text)
    if not (is_before_mark_only or _is_grouped(joined)):
        return None
    draft.repair("stray spaces inside the number closed up", "0.80")
    return joined


def _is_grouped(text: str) -> bool:
    """Tell whether marks part the digits just as marks between thousands do."""
    if any(mark in text and _ungroup(text.split(mark)) for mark in ",.'"):
        return True
    head, _, decimals = text.rpartition(".")
    return decimals.isdecimal() and "," in head and bool(_ungroup(head.split(",")))


def _ungroup(groups: list[str]) -> tuple[str, str] | None:
    """Join groups of thousands to digits, and a footnote mark glued to the last.

    Groups are of three digits, or as in India of two before a last one of three.
    """
    head, *middle, last = groups
    last_group = _LAST_GROUP.fullmatch(last)
    if not last_group or not all(group.isdecimal() for group in (head, *middle)):
        return None
    widths = {len(group) for group in middle}
    is_western = len(head) <= 3 and widths <= {3}
    is_indian = len(head) <= 2 and widths == {2}
    if not (is_western or is_indian):
        return None
    return "".join([head, *middle, last_group[1]]), last_group[2] or ""


def _split_marks(text: str, draft: _Draft) -> list[_Digits]:
    """Tell the decimal mark from those between thousands; the likeliest comes first."""
    marks = re.findall(r"[^0-9]", text)
    if not set(marks) <= set(".,'"):
        return []
    if not marks:
        return [_Digits(text)]
    if marks == ["."] or marks == [","]:
        return _split_one_mark(*text.split(marks[0]), mark=marks[0], draft=draft)
    if len(set(marks)) == 1:
        return _join_groups(text.split(marks[0]), draft)
    return _split_two_marks(text, marks, draft)


def _split_two_marks(text: str, marks: list[str], draft: _Draft) -> list[_Digits]:
    thousands, decimal = marks[0], marks[-1]
    head, _, decimals = text.rpartition(decimal)
    if decimal == "'" or set(marks[:-1]) != {thousands} or not decimals:
        return []
    grouped = _ungroup(head.split(thousands))
    if grouped is None or grouped[1]:
        return []
    _say_indian(head.split(thousands), draft)
    return [_Digits(grouped[0], decimals)]


def _join_groups(groups: list[str], draft: _Draft) -> list[_Digits]:
    grouped = _ungroup(groups)
    if grouped is None:
        return []
    digits, footnote = grouped
    _say_indian(groups, draft)
    if footnote:
        draft.repair(f"footnote mark '{footnote}' glued on left out", "0.80")
    return [_Digits(digits)]


def _say_indian(groups: list[str], draft: _Draft) -> None:
    if len(groups) > 2 and len(groups[1]) == 2:
        draft.repair("digits grouped as in India", "0.98")


def _split_one_mark(head: str, tail: str, *, mark: str, draft: _Draft) -> list[_Digits]:
    """Read a number with one point or comma, the one mark that can mean either."""
    decimal = _Digits(head or "0", tail)
    if not head.strip("0"):
        return [decimal]
    if not (grouped := _ungroup([head, tail])):
        if mark == ",":
            draft.repair("comma taken as the decimal mark", "0.95")
        return [decimal]
    digits, footnote = grouped
    if footnote and mark in (".", draft.style):
        return [decimal]
    is_decimal = draft.style != "," if mark == "." else draft.decimal_mark == ","
    if footnote:
        draft.repair(f"footnote mark '{footnote}' glued on left out", "0.70")
    elif is_decimal:
        draft.repair(f"'{mark}' taken as the decimal mark, may part thousands", "0.90")
        return [decimal, _Digits(digits)]
    else:
        draft.repair(f"'{mark}' taken to part thousands, may be decimal", "0.95")
    return [_Digits(digits), decimal]


def _number(readings: list[_Digits], draft: _Draft) -> ReadNumber:
    interval, *others = (_interval(digits, draft) for digits in readings)
    if interval is None:
        return _unreadable(f"{_quoted(draft.printed)} has more than 18 whole digits")
    if interval.is_cut:
        draft.repair("rounded to nine decimals", "0.99")
    other = others[0] if others else None
    return ReadNumber(
        kind="number" if interval.value or interval.is_cut else "zero",
        value=interval.value,
        low=interval.low,
        high=interval.high,
        alternative_value=other.value if other else None,
        alternative_low=other.low if other else None,
        alternative_high=other.high if other else None,
        confidence=max(draft.confidence, LEAST_CONFIDENCE).quantize(CERTAIN),
        reasons=tuple(draft.reasons),
    )


def _interval(digits: _Digits, draft: _Draft) -> _Interval | None:
    """Scale the digits. Rounding hides half of the last printed one, either way."""
    factor = draft.multiplier.factor if draft.multiplier else ONE
    value = _EXACT.multiply(Decimal(f"{digits.integer}.{digits.decimals}"), factor)
    half = FIVE.scaleb(_last_printed_place(digits) - 1)
    margin = _EXACT.multiply(half, factor)
    if max(value, margin) >= LARGEST:
        return None
    if draft.is_negative:
        value = -value
    interval = _Interval(
        value, _EXACT.subtract(value, margin), _EXACT.add(value, margin)
    )
    needs_places = len(digits.decimals) >= PLACES or factor < ONE
    return _cut(interval) if needs_places else interval


def _cut(interval: _Interval) -> _Interval:
    """Keep the decimals that the warehouse stores, and the bounds outside the value."""
    value = _to_places(interval.value, ROUND_HALF_EVEN)
    return _Interval(
        value,
        _to_places(interval.low, ROUND_FLOOR),
        _to_places(interval.high, ROUND_CEILING),
        is_cut=value != interval.value,
    )


def _to_places(amount: Decimal, rounding: str) -> Decimal:
    return amount.quantize(LAST_PLACE, rounding=rounding, context=_EXACT)


def _last_printed_place(digits: _Digits) -> int:
    """Return the power of ten of the last digit that was measured.

    A whole number of four or more digits that ends in two or more zeros was rounded
    there: 16,100,000 says nothing below a hundred thousand.
    """
    if digits.decimals:
        return -len(digits.decimals)
    integer = digits.integer.lstrip("0")
    zeros = len(integer) - len(integer.rstrip("0"))
    return zeros if len(integer) >= 4 and zeros >= 2 else 0


def _unreadable(reason: str) -> ReadNumber:
    return ReadNumber(kind="unreadable", confidence=Decimal("0.00"), reasons=(reason,))


def _quoted(words: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in words)
    return f"'{printable if len(printable) <= 40 else printable[:39] + '…'}'"


def _key(words: str) -> str:
    """Fold a word so that 'Mio.', 'mio' and 'n. d.', 'N.D.' meet."""
    folded = unicodedata.normalize("NFC", " ".join(words.casefold().split()))
    return re.sub(r"\. ?(?=\w)|\.$", "", folded) or folded


@cache
def _multipliers() -> dict[str, _Multiplier]:
    return {
        _key(row["word"]): _Multiplier(Decimal(row["factor"]), row["decimal_mark"])
        for row in _vocabulary("multipliers")
    }


@cache
def _words_without_spaces() -> tuple[str, ...]:
    words = (word for word in _multipliers() if not word.isascii())
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _meanings() -> dict[str, str]:
    return {_key(row["word"]): row["meaning"] for row in _vocabulary("words")}


@cache
def _words_of(meaning: str) -> tuple[str, ...]:
    words = {
        row["word"].casefold()
        for row in _vocabulary("words")
        if row["meaning"] == meaning
    }
    return tuple(sorted(words, key=len, reverse=True))


def _vocabulary(name: str) -> list[dict[str, str]]:
    path = VOCABULARY_FOLDER / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
