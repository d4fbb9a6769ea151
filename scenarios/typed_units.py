"""Units that people type in place of kg, of a family that is counted: "12 u", "12 paquets"."""

from __future__ import annotations

import re

from models.letters import bare
from models.numbers import read_number
from models.products import Family

UNIT_WORDS = frozenset(("u", "unite", "unites", "unit", "units"))
_COUNTED = re.compile(r"(?P<count>[\d\s.,]*\d)\s*(?:x|×)?\s*(?P<what>[^\d\s.,].*)")


def units_typed(cell: object, family: Family) -> float | None:
    """Return how many units a cell says; none when it says kg, crates or nothing readable.

    Examples
    --------
    >>> nappies = Family(
    ...     id="n", label="Couches", temperature="ambient", shelf_days=900, target_kg_per_person=0,
    ...     target_units=2, unit="paquet de 40", kg_per_unit=1.4,
    ... )
    >>> [units_typed(one, nappies) for one in ("12 u", "12 paquets", "1 paquet de 40", "12")]
    [12.0, 12.0, 1.0, None]
    """
    if not isinstance(cell, str) or family.unit is None or family.kg_per_unit is None:
        return None
    found = _COUNTED.fullmatch(cell.strip())
    if found is None:
        return None
    named, said = bare(family.unit), bare(found["what"].rstrip("."))
    first, _, rest = named.partition(" ")
    called = {named, first, f"{first}s", f"{first}s {rest}".strip()} | UNIT_WORDS
    count = read_number(found["count"]) if said in called else None
    return None if count is None else float(count)


def in_kg(cell: object, family: Family | None) -> object:
    """Return what a cell says, in kg where it says units of the family."""
    units = None if family is None else units_typed(cell, family)
    if family is None or units is None or family.kg_per_unit is None:
        return cell
    return round(units * family.kg_per_unit, 6)
