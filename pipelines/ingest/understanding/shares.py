"""Reads shares of clean electricity: '56 percent of its electricity is renewable'."""

import re
from decimal import Decimal
from typing import NamedTuple

from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.signals import find_signals, is_only

CLEAN_SHARE = "clean_electricity_share"

_OF_WHAT = 90
_LEAD = 70
_BESIDE = 20
_ANY_SHARE = re.compile(r"\d[\d.,]*\s?(?:%|per ?cent)")


class Share(NamedTuple):
    """A share of clean electricity, and how sure that reading is."""

    measure: str
    sureness: Decimal
    reason: str


def read_share(clues: Clues, start: int, end: int) -> Share | None:
    """Return what a share that stands between two places is of, if it is known."""
    clause_start, clause_end = clues.clause(start)
    before = clues.text[max(clause_start, start - _LEAD * 3) : start]
    behind = clues.text[end : min(clause_end, end + _OF_WHAT)]
    whole = before + behind
    if not find_signals("prose", whole, "clean") or not find_signals(
        "prose", whole, "electricity"
    ):
        return None
    if _is_of_electricity(behind) or _is_of_electricity_before(before):
        return Share(CLEAN_SHARE, Decimal("0.95"), "share of the electricity")
    if find_signals("prose", behind[:30], "clean") and find_signals(
        "prose", behind[:45], "electricity"
    ):
        return Share(CLEAN_SHARE, Decimal("0.85"), "so much clean electricity")
    if _accounts_for(before) or _was_before(before):
        return Share(CLEAN_SHARE, Decimal("0.85"), "share that clean electricity has")
    parts = find_signals("actors", before[-20:], "of_which")
    if parts and find_signals("prose", behind[:30], "clean"):
        return Share(CLEAN_SHARE, Decimal("0.85"), "share of the electricity before it")
    if find_signals("prose", before, "share_of") and _ends_with_level(before):
        return Share(CLEAN_SHARE, Decimal("0.90"), "share of clean electricity")
    return None


def _accounts_for(before: str) -> bool:
    """Tell 'clean electricity accounted for 56 %' from other shares."""
    words = find_signals("prose", before, "accounting")
    if not words or not is_only(before[words[-1].end :], "article"):
        return False
    head = before[: words[-1].start]
    clean = find_signals("prose", head, "clean")
    power = find_signals("prose", head, "electricity")
    return bool(clean and power) and 0 <= power[-1].start - clean[-1].end < _BESIDE


def _was_before(before: str) -> bool:
    """Tell '53.9 % of consumption, up from 21.6 %': the same share before."""
    words = find_signals("basis", before)
    return (
        bool(words)
        and is_only(before[words[-1].end :], "article")
        and bool(_ANY_SHARE.search(before))
        and _accounts_for(_ANY_SHARE.split(before)[0])
    )


def _is_of_electricity(behind: str) -> bool:
    """Tell '56 % of its total electricity' from '56 % of its suppliers'."""
    nouns = find_signals("prose", behind, "electricity")
    joints = find_signals("prose", behind[:12], "of", "share_of")
    return bool(nouns and joints) and len(behind[: nouns[0].start].split()) <= 7


def _is_of_electricity_before(before: str) -> bool:
    """Tell '占总用电量的56%': the whole named before the share."""
    shares = find_signals("prose", before, "share_of")
    return (
        bool(shares)
        and not before.isascii()
        and bool(find_signals("prose", before[shares[-1].end - 2 :], "electricity"))
    )


def _ends_with_level(before: str) -> bool:
    levels = find_signals("prose", before, "level", "to", "of")
    return bool(levels) and is_only(before[levels[-1].end :], "article", "level", "of")
