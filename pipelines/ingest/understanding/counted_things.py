"""Reads counts and amounts of things that a vocabulary knows: boxes, models, people.

A thing counts only beside the words for what was done with it ('reused 500 boxes').
"""

import re
from functools import cache
from typing import NamedTuple

from pipelines.ingest.understanding.clues import Clues
from pipelines.ingest.understanding.mentions import phrases_pattern, vocabulary_rows
from pipelines.ingest.understanding.number_spans import Quantity

_THING_BEHIND = 30
_ACTION_AROUND = 140


class CountedThing(NamedTuple):
    """What a count is of: the measure, and the printed name of the thing."""

    measure: str
    thing: str
    quantity: str


def read_counted_thing(clues: Clues, quantity: Quantity) -> CountedThing | None:
    """Return the thing that a number counts or weighs, if it is a known one."""
    following = [each.start for each in clues.quantities if each.start >= quantity.end]
    reach = min([quantity.end + _THING_BEHIND + 25, *following])
    behind = clues.text[quantity.end : reach]
    clause_start, clause_end = clues.clause(quantity.number_start)
    around = clues.text[
        max(clause_start, quantity.start - _ACTION_AROUND) : min(
            clause_end, quantity.end + _ACTION_AROUND
        )
    ]
    for row in vocabulary_rows("counted_things"):
        if row["quantity"] != quantity.quantity.replace("mass_co2e", "-"):
            continue
        thing = _pattern((row["words"],)).search(behind)
        if (
            thing
            and thing.start() <= _THING_BEHIND
            and "," not in behind[: thing.start()]
        ):
            actions = _pattern(tuple(row["action"].split(";")))
            if actions.search(around):
                return CountedThing(row["meaning"], thing[0], row["quantity"])
    return None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return phrases_pattern(words)
