"""What the numbers of a row are of: a measure and a scope, the whole of it or a part.

The label speaks first; what it leaves open, the heading above tells. Words that make
the numbers something else (an intensity, a target, another gas) end the matter.
"""

from typing import NamedTuple

from pipelines.ingest.understanding.intensities import find_intensity
from pipelines.ingest.understanding.labels import LabelReading
from pipelines.ingest.understanding.measures import (
    AVOIDED,
    GROSS,
    NET,
    OF_EMISSIONS,
    OFFSETS,
    REDUCTIONS,
    measures_quantity,
)
from pipelines.ingest.understanding.scopes import UNSPECIFIED, with_method
from pipelines.ingest.understanding.units import UnitMention

MASSES = ("mass_co2e", "mass")
_FEW_WORDS = 4
_SHARES = {"clean_electricity_consumption": "clean_electricity_share"}
_WITHOUT_UNIT = {"employees": "items", "pue": "ratio"}
# Measures that a table may state without saying of which scopes.
_OF_NO_SCOPE = {
    OFFSETS: "scope_1_2_3_unspecified",
    REDUCTIONS: UNSPECIFIED,
    NET: UNSPECIFIED,
    AVOIDED: "scope_3_plus",
}
NO_SCOPE = "not_applicable"
_NEVER = frozenset({"earlier", "peer", "target", "other_gas", "change", "document"})


class Subject(NamedTuple):
    """What a row's numbers are of. A component is part of the section's scope.

    ``unit_term`` is the unit of what is counted without one, or by two together.
    """

    measure: str
    scope: str
    is_component: bool = False
    is_section_total: bool = False
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    unit_term: str | None = None


def find_subject(
    label: LabelReading, heading: LabelReading | None, section_scope: str | None
) -> Subject | None:
    """Tell what a row is of; None where it is no measure that is known."""
    if label.spoilers & _NEVER:
        return None
    if _is_intensity(label, heading):
        return _intensity(label)
    if label.unit and label.unit.quantity not in MASSES:
        return _other_measure(label)
    is_of_co2 = label.unit is not None and label.unit.quantity == "mass_co2e"
    is_other = label.measure is not None and label.measure not in OF_EMISSIONS
    if is_other and not label.scope and not is_of_co2:
        return _other_measure(label)
    if "share" in label.spoilers:
        return None
    return _of_emissions(label, heading, section_scope)


def _is_intensity(label: LabelReading, heading: LabelReading | None) -> bool:
    if "intensity" in label.spoilers:
        return True
    is_under = heading is not None and "intensity" in heading.spoilers
    has_mass = label.unit is not None and label.unit.quantity == "mass_co2e"
    return is_under and not (has_mass and label.has_scope_words)


def _other_measure(label: LabelReading) -> Subject | None:
    """Energy, water, waste: only where every word of the label is accounted for."""
    measure = label.measure
    if measure is None or measure in OF_EMISSIONS or label.is_part or label.rest:
        return None
    if label.category:
        return None
    reasons = ("measure from the row's label",)
    if label.unit is None:
        if measure in _SHARES and "%" in label.text:
            measure = _SHARES[measure]
        counted = "%" if measure.endswith("_share") else _WITHOUT_UNIT.get(measure)
        return (
            Subject(measure, NO_SCOPE, reasons=reasons, unit_term=counted)
            if counted
            else None
        )
    if not measures_quantity(measure, label.unit.quantity):
        return None
    return Subject(measure, NO_SCOPE, reasons=reasons)


def _intensity(label: LabelReading) -> Subject | None:
    found = find_intensity(label.text)
    if found is None:
        return None
    reasons = ("intensity from the row's label",)
    scope = label.scope or UNSPECIFIED
    return Subject(found.measure, scope, reasons=reasons, unit_term=found.unit)


def _of_emissions(
    label: LabelReading, heading: LabelReading | None, section_scope: str | None
) -> Subject | None:
    measure = label.measure if label.measure in OF_EMISSIONS else _measure_of(heading)
    if label.category:
        # 'Investments' alone is likelier of a balance sheet.
        is_of_scope_3 = label.scope or (section_scope or "").startswith("scope_3")
        return Subject(
            measure or GROSS,
            label.category,
            confidence=1.0 if is_of_scope_3 or label.unit else 0.6,
            reasons=("category from the row's label",),
        )
    if label.scope:
        return _of_own_scope(label, measure or GROSS, section_scope)
    if section_scope is None:
        return _total(label, measure)
    scope = with_method(section_scope, label.method)
    if label.is_total or _repeats_heading(label):
        reasons = ("scope from the heading of the section",)
        return Subject(
            measure or GROSS,
            scope,
            is_section_total=True,
            confidence=0.95,
            reasons=reasons,
        )
    return Subject(measure or GROSS, scope, is_component=True, confidence=0.7)


def is_method_row(label: LabelReading, last_scope: str | None) -> bool:
    """Tell 'Market-based approach' below a row of Scope 2."""
    has_method = label.method is not None and label.scope is None
    is_scope_2 = last_scope is not None and last_scope.startswith("scope_2")
    return has_method and is_scope_2 and not label.rest and not label.spoilers


def of_method(label: LabelReading) -> Subject:
    """Return the subject of a row that names the method of the scope above it."""
    scope = with_method("scope_2_unspecified", label.method)
    reason = "method from the row, scope from the row above"
    return Subject(GROSS, scope, confidence=0.9, reasons=(reason,))


def _repeats_heading(label: LabelReading) -> bool:
    """Tell 'emissions (t)' below 'Scope 1' from a source of them."""
    names_nothing = not label.rest and label.word_count <= _FEW_WORDS
    return names_nothing and (label.is_wordless or label.measure in OF_EMISSIONS)


def _of_own_scope(
    label: LabelReading, measure: str, section_scope: str | None
) -> Subject:
    scope = str(label.scope)
    if section_scope and section_scope.endswith(("location", "market")):
        scope = with_method(scope, section_scope.rsplit("_", 1)[-1])
    return Subject(
        measure,
        scope,
        is_component=bool(label.rest) or label.is_part,
        reasons=("scope from the row's label",),
    )


def _total(label: LabelReading, measure: str | None) -> Subject | None:
    """A total of emissions whose scopes only its parts can tell."""
    if label.measure in _OF_NO_SCOPE and not label.rest and label.unit:
        reasons = ("measure from the row's label",)
        return Subject(
            label.measure, _OF_NO_SCOPE[label.measure], confidence=0.9, reasons=reasons
        )
    if not label.is_total or label.rest or measure not in OF_EMISSIONS:
        return None
    confidence = 0.6 if label.measure in OF_EMISSIONS else 0.45
    return Subject(
        str(measure),
        UNSPECIFIED,
        confidence=confidence,
        reasons=("a total of emissions",),
    )


def _measure_of(heading: LabelReading | None) -> str | None:
    return heading.measure if heading and heading.measure in OF_EMISSIONS else None


def unit_of_run(
    subject: Subject, own: UnitMention | None, above: UnitMention | None
) -> tuple[UnitMention | None, float, str]:
    """Choose the unit of a row: its own, else the one that stands above the table."""
    measure = subject.measure
    if subject.unit_term:
        text = own.text if own else subject.unit_term
        mention = UnitMention(0, 0, text, subject.unit_term, "")
        return mention, 0.95, "unit that the measure is counted in"
    if own is not None:
        return own, 1.0, "unit from the row"
    if above is None or not measures_quantity(measure, above.quantity):
        return None, 0.4, "no unit is printed near"
    return above, 0.97, "unit from the heading of the table"
