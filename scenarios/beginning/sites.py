"""Where a site lies, by one line of text: an address with its commune, or the commune alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.base import Language, Text
from models.places import Place, km_between
from scenarios.addresses.candidates import POSSIBLE, Candidate, chosen
from scenarios.addresses.communes import around
from scenarios.addresses.finding import Finder, default_finder
from scenarios.addresses.spelling import town_of
from scenarios.addresses.told import source_of
from scenarios.faults import did_you_mean, shown
from scenarios.positions.lambert import is_lambert, to_degrees
from scenarios.positions.told import LOOK, LOOKS, NUMBERS

LONGEST_NAME = 6
"""Words of a commune, at most."""
OF = frozenset(("de", "du", "des", "d"))
LINKS = OF | {"la", "le", "les", "l"}
"""Words before a name that is then no commune: "route de Gémenos"."""
MOST_SHOWN = 5
_POINT = re.compile(r"(-?\d{1,2}[.,]\d{2,})\s*(?:[,;/]\s*|\s+)(-?\d{1,3}[.,]\d{2,})")
"""Latitude and longitude, with a decimal point or comma."""
_NUMBERS = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(?:[,;/]\s*|\s+)(-?\d+(?:[.,]\d+)?)")
"""Two numbers alone, which no address is."""


@dataclass(frozen=True)
class Site:
    """What a text says of where a site lies."""

    place: Place | None
    """Where it is; none while that is in doubt."""
    candidates: tuple[Candidate, ...] = ()
    """What it may mean, when that is in doubt."""
    why: Text | None = None
    """Why there is neither."""


def parted(text: str, near: str, finder: Finder) -> tuple[str, str]:
    """Return the street of an address and its commune: the one that it says, else the one given.

    Examples
    --------
    >>> here = Finder()
    >>> parted("3 rue Foch, 13420 Gémenos", "Aubagne", here), parted("Gémenos", "Aubagne", here)
    (('3 rue Foch', 'Gémenos'), ('', 'Gémenos'))
    >>> parted("12 route de Gémenos", "Aubagne", here)
    ('12 route de Gémenos', 'Aubagne')
    >>> parted("Gémenos, 9 route d'Aubagne", "Auriol", here)
    ("9 route d'Aubagne", 'Gémenos')
    """
    *before, last = [part.strip() for part in text.split(",")]
    whole = finder.centre(re.sub(r"^\d{5}\s+", "", last))
    if whole is not None:
        return ", ".join(before), whole.commune
    words = last.split()
    for length in range(min(LONGEST_NAME, len(words) - 1), 0, -1):
        before_it, first = (re.split(r"['’]", words[-n].lower())[0] for n in (length + 1, length))
        named = before_it not in LINKS and first not in OF
        found = finder.centre(" ".join(words[-length:])) if named else None
        if found is not None:
            street = re.sub(r"[\s-]+(\d{5})?$", "", " ".join(words[:-length]))
            return ", ".join((*before, street)), found.commune
    ahead = finder.centre(re.sub(r"^\d{5}\s+", "", before[0])) if before else None
    if ahead is not None:
        return ", ".join((*before[1:], last)), ahead.commune
    return text.strip(), near


def point_in(text: str) -> tuple[float, float] | None:
    """Return the point that stands in the place of an address, as maps let it be copied.

    Examples
    --------
    >>> point_in("43.29123, 5.57012"), point_in("43,2912 ; 5,5701"), point_in("3, rue 5")
    ((43.29123, 5.57012), (43.2912, 5.5701), None)
    """
    said = _POINT.fullmatch(text.strip())
    if said is None:
        return None
    lat, lon = (float(one.replace(",", ".")) for one in said.groups())
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def no_point(text: str) -> Text | None:
    """Return what is said of two numbers in the place of an address: metres, or nothing at all.

    Their site would be placed at the centre of the town, as an address that is not found.

    Examples
    --------
    >>> no_point("897300, 6247900").en.partition("Did")[2]
    ' you mean "43.30293, 5.43057"?'
    >>> no_point("0, 0") is None, no_point("12, 13400"), no_point("43.29123, 5.57012")
    (False, None, None)
    """
    said = _NUMBERS.fullmatch(text.strip())
    if said is None:
        return None
    first, second = (float(one.replace(",", ".")) for one in said.groups())
    for east, north in ((first, second), (second, first)):
        if is_lambert(east, north):
            lat, lon = to_degrees(east, north)
            remedy = did_you_mean(f"{lat:.5f}, {lon:.5f}")
            return NUMBERS["lambert"].format(lat=said[1], lon=said[2], remedy=remedy)
    return LOOKS["zero"].format(lat=0, lon=0, remedy=LOOK) if first == second == 0 else None


def at_point(text: str, near: str, language: Language) -> Place | None:
    """Return the place of a point that stands in the place of an address, none where none does."""
    point = point_in(text)
    if point is None:
        return None
    lat, lon = point
    here = sorted(around(lat, lon), key=lambda one: km_between((lat, lon), (one.lat, one.lon)))
    commune = here[0].name if here else near or text
    return Place(commune=commune, lat=lat, lon=lon, source=TYPED.in_(language))


def site(text: str, near: str, language: Language, finder: Finder | None = None) -> Site:
    """Return where a text says that a site lies.

    Parameters
    ----------
    text
        An address with its commune, an address of the town, or a commune.
    near
        The town's commune, where the text says none.
    """
    finder = finder or default_finder()
    typed = at_point(text, near, language)
    if typed is not None:
        return Site(typed)
    numbers = no_point(text)
    if numbers is not None:
        return Site(None, why=numbers)
    street, commune = parted(text, near, finder)
    candidates = finder.find(street, commune) if street else ()
    best = chosen(candidates)
    possible = tuple(one for one in candidates if one.score >= POSSIBLE)[:MOST_SHOWN]
    if best is None and possible:
        return Site(None, possible)
    doubted = misspelt(text, near, finder) if best is None else None
    if doubted is not None:
        return Site(None, why=doubted)
    best = best or (finder.centre(commune) if commune else None)
    if best is None:
        close = finder.nearest_commune(commune or text)
        remedy = did_you_mean(close) if close is not None else NO_FILE
        return Site(None, why=UNKNOWN.format(found=shown(commune or text), remedy=remedy))
    return Site(placed(best, street, language))


def misspelt(text: str, near: str, finder: Finder) -> Text | None:
    """Return what is said of the commune of an address that is none, though it may be meant.

    The town's own would be taken in its stead, many kilometres away. Nothing where the address is
    found, or names no commune but the town's.
    """
    street, commune = parted(text, near, finder)
    offline = Finder(finder.books)
    if (street, commune) != (text.strip(), near):
        return None
    if chosen(offline.find(street, commune)) is not None:
        return None
    return _misspelt(text, near, offline)


def _misspelt(text: str, near: str, finder: Finder) -> Text | None:
    town = town_of(text)
    words = town.name.split()
    if any(finder.centre(" ".join(words[:n])) is not None for n in range(1, len(words) + 1)):
        return None
    close = finder.nearest_commune(town.name) if words else None
    if words and town.postcode and town.postcode not in finder.postcodes(near):
        return UNKNOWN.format(
            found=shown(town.name), remedy=NO_FILE if close is None else did_you_mean(close)
        )
    if close is None or town.postcode:
        return None
    return UNKNOWN.format(found=shown(town.name), remedy=did_you_mean(close))


def placed(found: Candidate, street: str, language: Language) -> Place:
    """Return the place of a candidate that was chosen, stamped with how it was found."""
    return Place(
        address=street,
        commune=found.commune,
        lat=found.lat,
        lon=found.lon,
        assumed=found.level == "commune",
        source=source_of(found, street, language),
    )


def centre(text: str, near: str, language: Language, finder: Finder | None = None) -> Place | None:
    """Return the centre of the commune of an address, which is then assumed; none if unknown."""
    finder = finder or default_finder()
    street, commune = parted(text, near, finder)
    found = finder.centre(commune)
    return None if found is None else placed(found, street, language)


def picked(
    site: Site, number: int, text: str, near: str, language: Language, finder: Finder
) -> Place | None:
    """Return the place of one of a site's candidates by its number, none when there is none."""
    if not 0 <= number < len(site.candidates):
        return None
    street, _ = parted(text, near, finder)
    return placed(site.candidates[number], street, language)


def labels(candidates: Sequence[Candidate]) -> list[str]:
    """Return what candidates are called; those of one name are numbered."""
    names = [one.label for one in candidates]
    return [
        name if names.count(name) == 1 else f"{name} ({names[: n + 1].count(name)})"
        for n, name in enumerate(names)
    ]


UNKNOWN = Text(
    fr="La commune {found} est inconnue ici. Attendu : une commune des Bouches-du-Rhône, ou d'un "
    "fichier d'adresses importé. {remedy}",
    en="The commune {found} is not known here. Expected: a commune of Bouches-du-Rhône, or of a "
    "file of addresses that was imported. {remedy}",
)
TYPED = Text(fr="le point donné", en="the point that was given")
NO_FILE = Text(
    fr="Importez le fichier d'adresses de votre département.",
    en="Import the file of addresses of your department.",
)
