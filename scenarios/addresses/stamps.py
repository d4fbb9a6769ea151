"""What the ``source`` of a place says of how its point was found, read back."""

from __future__ import annotations

import re
from functools import cache

from models.base import Language, Text
from scenarios.addresses.communes import name_of
from scenarios.addresses.matching import likeness
from scenarios.addresses.spelling import read
from scenarios.addresses.told import CENTRE, NEAR, STAMPS, STREET

LANGUAGES: tuple[Language, ...] = ("fr", "en")
LIKE = 0.6
"""Likeness under which two addresses are not the same."""


def is_of_another_address(address: str, commune: str, source: str) -> bool:
    """Tell whether a point was found by another address than the one that stands beside it.

    Parameters
    ----------
    address
        What stands in the file now.
    commune
        Its commune.
    source
        The ``source`` of the point.

    Examples
    --------
    >>> found = "Adresse trouvée dans adresses-13.csv : 12 Rue Foch, 13400 Aubagne (100 %)"
    >>> is_of_another_address("12 r. Foch", "Aubagne", found)
    False
    >>> is_of_another_address("9 bd Jaurès", "Aubagne", found)
    True
    """
    label, near = found_label(source)
    if not label or not address.strip():
        return False
    said = read(label)
    if commune and said.town and not name_of(commune).meets(name_of(said.town)):
        return True
    found, asked = said.parts, read(address).parts
    return not any(
        likeness(one.words, other.words) >= LIKE
        and (near or one.number is None or one.number == other.number)
        for one in asked
        for other in found
    )


def found_label(source: str) -> tuple[str, bool]:
    """Return the address that a point was found by, and whether it is another number near it.

    Nothing when the point was not found by an address.
    """
    for stamp in STAMPS.values():
        for language in LANGUAGES:
            matched = _pattern(stamp, language).fullmatch(source)
            if matched is not None:
                return matched["label"], bool(matched["near"])
    return "", False


def is_stamp(source: str) -> bool:
    """Tell whether a ``source`` was written by a search for a point, and not by people."""
    start = CENTRE.format(label="", instead="")
    return bool(found_label(source)[0]) or source.startswith((start.fr, start.en))


@cache
def _pattern(stamp: Text, language: Language) -> re.Pattern[str]:
    text = re.escape(stamp.in_(language))
    near = "|".join(re.escape(one.in_(language)) for one in (NEAR, STREET))
    for name, form in (
        ("found_in", ".*?"),
        ("score", r"\d+"),
        ("label", "(?P<label>.*?)"),
        ("near", f"(?P<near>{near})?"),
    ):
        text = text.replace(re.escape(f"{{{name}}}"), form)
    return re.compile(text)
