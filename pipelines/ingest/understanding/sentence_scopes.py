"""Reads the scope of an amount in a sentence: behind it, in its turn, or before it.

'30 tonnes were direct (Scope 1) emissions' names it behind the amount, 'Scope 1 and 2
emissions were 30 and 50 tonnes' in turn, and most sentences before it. A method and a
category narrow it, unless they only say what it is mainly made of.
"""

import re
from itertools import pairwise

from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.mentions import Mention
from pipelines.ingest.understanding.number_spans import Quantity
from pipelines.ingest.understanding.scopes import find_categories, with_method
from pipelines.ingest.understanding.signals import find_signals, is_only

SCOPE_3_PLUS = "scope_3_plus"

_BEHIND = 70
_METHOD_BEHIND = 90
_TO_SCOPE = ("of", "level", "from", "in", "article", "kind_of_emissions")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PARTED = re.compile(r"[,;，；、]")
_OF_ANOTHER_NUMBER = re.compile(r"\s*(?:[:=]|\([^()]*\)\s*:|\(?\s*\d)")
_METHODS = ("location", "market")


def scope_of(clues: Clues, quantity: Quantity) -> Mention | None:
    """Return the scope of an amount; None where the sentence names none for it."""
    scope = (
        _scope_in_turn(clues, quantity)
        or scope_behind(clues, quantity)
        or _scope_before(clues, quantity)
    )
    if scope is None and [each.term for each in clues.scopes] == [SCOPE_3_PLUS]:
        return clues.scopes[0]
    if scope is None or scope.term == "scope_3":
        return _category(clues, quantity, scope) or scope
    method = _method_of(clues, quantity)
    if method is None:
        return scope
    bare = re.sub("_(?:location|market)$", "_unspecified", scope.term)
    return scope._replace(term=with_method(bare, method))


def scope_behind(clues: Clues, quantity: Quantity) -> Mention | None:
    """Return the scope that an amount is tied to by the words that lead to it."""
    for each in clues.scopes:
        if quantity.end <= each.start <= quantity.end + _BEHIND:
            between = _without_periods(clues, quantity.end, each.start)
            joins = is_only(between.replace("(", " "), *_TO_SCOPE)
            is_tied = joins and not _PARTED.search(between) and _closes(clues, each)
            return each if is_tied else None
    return None


def _without_periods(clues: Clues, start: int, end: int) -> str:
    """Leave out the years of '30 tonnes in 2021 were direct (Scope 1)'."""
    words = clues.text[start:end]
    for each in (*clues.periods, *clues.relatives):
        if start <= each.start and each.end <= end:
            words = words.replace(each.text, " ")
    return words


def _closes(clues: Clues, scope: Mention) -> bool:
    """Tell '30 tonnes (Scope 1)' from '30 tonnes (Scope 2: 20 tonnes'."""
    return not _OF_ANOTHER_NUMBER.match(clues.text, scope.end)


def _scope_in_turn(clues: Clues, quantity: Quantity) -> Mention | None:
    """Pair scopes with amounts where a sentence lists as many of both."""
    bracket = clues.bracket(quantity.number_start)
    amounts = [
        each
        for each in clues.quantities
        if each.quantity == quantity.quantity
        and clues.bracket(each.number_start) == bracket
    ]
    scopes = _parted_scopes(clues)
    if len(amounts) != len(scopes) or len(amounts) < 2 or quantity not in amounts:
        return None
    says_so = find_signals("prose", clues.text, "respectively")
    if not says_so and not (len(clues.scopes) == 1 and _are_listed(clues, amounts)):
        return None
    return scopes[amounts.index(quantity)]


def _are_listed(clues: Clues, amounts: list[Quantity]) -> bool:
    return all(
        is_only(clues.text[one.end : other.start].replace(",", " "), "listing")
        for one, other in pairwise(amounts)
    )


def _parted_scopes(clues: Clues) -> list[Mention]:
    """Return the scopes, with 'Scope 1 and Scope 2' as two."""
    parted = []
    for each in clues.scopes:
        digits = re.findall(r"[123](?!\d)", each.text)
        if len(digits) > 1 and "_category" not in each.term:
            names = {"1": "scope_1", "2": "scope_2_unspecified", "3": "scope_3"}
            parted += [each._replace(term=names[digit]) for digit in digits]
        else:
            parted.append(each)
    return parted


def _scope_before(clues: Clues, quantity: Quantity) -> Mention | None:
    clause_start, _ = clues.clause(quantity.number_start)
    before = [
        each
        for each in clues.scopes
        if each.end <= quantity.start and not _is_taken(clues, each)
    ]
    inside = [each for each in before if each.start >= clause_start] or before
    return inside[-1] if inside else None


def _is_taken(clues: Clues, scope: Mention) -> bool:
    """Tell a scope that follows its amount from one that leads to the next."""
    preceding = [each for each in clues.quantities if each.end <= scope.start]
    return bool(preceding) and scope_behind(clues, preceding[-1]) == scope


def _method_of(clues: Clues, quantity: Quantity) -> str | None:
    """Return the method that a sentence ties to an amount, or to the one it details."""
    named = _methods(clues)
    if quantity.start in named:
        return named[quantity.start]
    if clues.bracket(quantity.number_start):
        before = [
            each
            for each in clues.quantities
            if each.end <= quantity.start and not clues.bracket(each.number_start)
        ]
        if before and before[-1].start in named:
            return named[before[-1].start]
    return _only_method(clues)


def _only_method(clues: Clues) -> str | None:
    """Return the method told before all scopes, or for all years of a sole scope."""
    methods = find_signals("scopes", clues.text, *_METHODS)
    if len({each.term for each in methods}) != 1:
        return None
    is_in_front = methods[0].end <= clues.scopes[0].start
    amounts = [each for each in clues.quantities if each.unit]
    is_of_all = len(clues.scopes) == 1 and len(amounts) <= len(clues.periods)
    return methods[0].term if is_in_front or is_of_all else None


def _methods(clues: Clues) -> dict[int, str]:
    """Give each method of a sentence to the amount before or behind it."""
    amounts = [
        each
        for each in clues.quantities
        if each.unit and not clues.bracket(each.number_start)
    ]
    named: dict[int, str] = {}
    for each in find_signals("scopes", clues.text, *_METHODS):
        before = [one for one in amounts if one.end <= each.start]
        behind = [one for one in amounts if each.end <= one.start]
        if before and _is_behind(clues, before[-1], each, behind):
            named.setdefault(before[-1].start, each.term)
        elif before and behind and _leads(clues, each, behind[0]):
            named.setdefault(behind[0].start, each.term)
    return named


def _is_behind(
    clues: Clues, amount: Quantity, method: Mention, behind: list[Quantity]
) -> bool:
    """Tell '120 tonnes by the market-based method' from '120 and market-based 90'."""
    gap = _IN_BRACKETS.sub(" ", clues.text[amount.end : method.start])
    if len(gap) > _METHOD_BEHIND or find_signals("prose", gap, "boundary"):
        return False
    own = scope_behind(clues, amount)
    if any(
        amount.end <= each.start < method.start and each != own for each in clues.scopes
    ):
        return False
    is_next = bool(behind) and _leads(clues, method, behind[0])
    is_parted = _PARTED.search(gap) or find_signals("prose", gap, "listing")
    return not (is_parted and is_next) and (own is not None or not is_parted)


def _leads(clues: Clues, method: Mention, amount: Quantity) -> bool:
    """Tell whether a method leads to the amount behind it."""
    between = clues.text[method.end : amount.start]
    if any(method.end <= each.start < amount.start for each in clues.scopes):
        return False
    return not find_signals("prose", between, "listing") and not clues.bracket(
        amount.number_start
    )


def _category(
    clues: Clues, quantity: Quantity, scope: Mention | None
) -> Mention | None:
    """Return the category of Scope 3 before an amount, or right behind it."""
    clause_start, _ = clues.clause(quantity.number_start)
    named = [each for each in find_categories(clues.text) if each.start >= clause_start]
    before = [each for each in named if each.end <= quantity.start]
    if before:
        return None if _are_examples(clues, before, scope) else before[-1]
    return next(
        (
            each
            for each in named
            if quantity.end <= each.start <= quantity.end + _BEHIND
            and is_only(clues.text[quantity.end : each.start], *_TO_SCOPE)
        ),
        None,
    )


def _are_examples(
    clues: Clues, categories: list[Mention], scope: Mention | None
) -> bool:
    """Tell what Scope 3 is mainly made of, or several of its parts, from one part."""
    if scope is None or scope.end > categories[-1].start:
        return False
    since = clues.text[scope.end : categories[-1].start]
    if any(scope.end <= each.start < categories[-1].start for each in clues.quantities):
        return False
    several = sum(each.start >= scope.end for each in categories) > 1
    return several or bool(find_signals("prose", since, "mainly"))
