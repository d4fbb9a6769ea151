"""Addresses as people write them: number, words without accents, abbreviations written out.

Abbreviations are those of the postal norm NF Z 10-011 (AFNOR) and of everyday lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from models.letters import bare

KINDS: Mapping[str, str] = {
    "r": "rue",
    "av": "avenue",
    "ave": "avenue",
    "aven": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "boul": "boulevard",
    "bvd": "boulevard",
    "ch": "chemin",
    "che": "chemin",
    "chem": "chemin",
    "chm": "chemin",
    "rte": "route",
    "pl": "place",
    "plc": "place",
    "imp": "impasse",
    "all": "allee",
    "allees": "allee",
    "sq": "square",
    "crs": "cours",
    "fg": "faubourg",
    "fbg": "faubourg",
    "qu": "quai",
    "trav": "traverse",
    "tra": "traverse",
    "mte": "montee",
    "pass": "passage",
    "prom": "promenade",
    "esp": "esplanade",
    "rpt": "rond-point",
    "lot": "lotissement",
    "res": "residence",
    "qua": "quartier",
    "quart": "quartier",
    "qrt": "quartier",
    "ham": "hameau",
    "dom": "domaine",
    "sen": "sentier",
    "ctre": "centre",
    "lieudit": "lieu-dit",
}
"""What kinds of ways are called in short."""
ABBREVIATIONS: Mapping[str, str] = {
    **KINDS,
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "gal": "general",
    "gral": "general",
    "gen": "general",
    "mal": "marechal",
    "mar": "marechal",
    "dr": "docteur",
    "doct": "docteur",
    "pdt": "president",
    "pres": "president",
    "cdt": "commandant",
    "cmdt": "commandant",
    "cne": "capitaine",
    "cpt": "capitaine",
    "col": "colonel",
    "lt": "lieutenant",
    "lieut": "lieutenant",
    "adj": "adjudant",
    "prof": "professeur",
    "pr": "professeur",
    "cdx": "cedex",
    "ntre": "notre",
    "nd": "notre dame",
    "zi": "zone industrielle",
    "za": "zone artisanale",
    "zac": "zone amenagement concerte",
    "zae": "zone activites economiques",
    "cc": "centre commercial",
    "ccial": "centre commercial",
    "rn": "route nationale",
    "rd": "route departementale",
    "premier": "1er",
}
WAYS = frozenset(KINDS.values()) | {
    *("rue", "zone", "industrielle", "artisanale", "amenagement", "concerte", "activites"),
    *("economiques", "commercial", "centre", "nationale", "departementale", "voie", "ruelle"),
    *("villa", "parc", "cite", "clos", "mas", "rond", "point", "lieu", "dit", "parvis"),
}
"""Words that say what kind of way it is: they count for less than its name."""
TITLES = frozenset(
    {
        *("saint", "sainte", "saints", "general", "marechal", "docteur", "president"),
        *("commandant", "capitaine", "colonel", "lieutenant", "adjudant", "professeur"),
    }
)
SMALL = frozenset(
    ("de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "aux", "en", "sur", "n", "no")
)
"""Words that may be left out."""
_NUMBER = r"(\d{1,5})(?:\s*(bis|ter|quater|quinquies)\b|([a-z])\b(?![.'])|\s+([a-f])\b(?![.']))?"
"""Number and suffix; a letter apart is one only where it cannot begin a word ("12 r. Foch")."""
_FIRST = re.compile(rf"(?:n\s*[°o]?\s*)?{_NUMBER}\s*(?:[-/a]\s*\d{{1,5}}\b)?\s*,?\s*(?=\D)")
_WITHIN = re.compile(rf"\b{_NUMBER}\s*,?\s+(?=([a-z-]+))")
_LAST = re.compile(r"(.*\D)\bn\s*[°o]\s*(\d{1,5})$")
_POSTCODE = re.compile(r"\b(\d{2})[ ]?(\d{3})\b\s*(.*)$")
_PARTS = re.compile(r"[,;()\n]| [-–] ")
_NOTHING_AFTER = re.compile(r"\b(?:cedex|cdx|bp|cs)\b\s*\d*.*$")
_STREET = re.compile(r"[a-z0-9]+")
SPELT = ("er", "e", "eme", "ere")


_ON = re.compile(r"\bs/\s*")
"""How "sur" is written in short: "La Penne s/ Huveaune"."""


@dataclass(frozen=True)
class Written:
    """What one part of an address says."""

    number: int | None
    suffix: str
    """``bis``, ``ter``, a letter, or nothing."""
    words: tuple[str, ...]
    """Of the street, as ``words_of`` gives them."""


@dataclass(frozen=True)
class Address:
    """What a text says: the parts that may be a street, and its end."""

    parts: tuple[Written, ...]
    """Those that begin with a number first."""
    postcode: str = ""
    town: str = ""
    """What follows the postcode, bare."""


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a street's name: bare, written out, the small ones left out.

    Examples
    --------
    >>> words_of("Av. du Gal de Gaulle"), words_of("ZI Les Paluds")
    (('avenue', 'general', 'gaulle'), ('zone', 'industrielle', 'paluds'))
    """
    found = []
    for word in _STREET.findall(plain(text)):
        found += ABBREVIATIONS.get(word, word).replace("-", " ").split()
    return tuple(word for word in found if word not in SMALL) or tuple(found)


def plain(text: str) -> str:
    """Return a text in plain small letters.

    Examples
    --------
    >>> plain("12, Bd de l'Œuvre")
    "12, bd de l'oeuvre"
    """
    said = bare(text).replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return _ON.sub("sur ", said) if "/" in said else said


def read(text: str) -> Address:
    """Return what an address says, whatever its order and its additions.

    Examples
    --------
    >>> read("Carrefour, 12bis av. de la République - 13400 Aubagne").parts[0]
    Written(number=12, suffix='bis', words=('avenue', 'republique'))
    >>> found = read("Rue du 8 mai 1945 13001 MARSEILLE CEDEX 01")
    >>> found.parts[0].number, found.postcode, found.town
    (None, '13001', 'marseille')
    """
    said = plain(text)
    postcode = town = ""
    end = None
    for one in re.finditer(r"(?:^|(?<=[\s,;(-]))(?=\d{2} ?\d{3}\b)", said):
        end = _POSTCODE.match(said, one.start()) or end
    if end is not None and (end.start() > 0 or end[3]):
        postcode, town = end[1] + end[2], _NOTHING_AFTER.sub("", end[3]).strip(" ,;.-()")
        said = said[: end.start()]
    said = _NOTHING_AFTER.sub("", said)
    parts = [one for part in _PARTS.split(said) for one in _written(part.strip(" .-"))]
    joined = _joined(said)
    numbered = [one for one in parts if one.number is not None]
    others = [one for one in parts if one.number is None]
    found = dict.fromkeys((*joined, *numbered, *others))
    return Address(tuple(one for one in found if one.words), postcode, town)


@dataclass(frozen=True)
class Town:
    """What an address says of its commune."""

    name: str
    """As it is written, known or not; empty where there is none."""
    postcode: str
    alone: bool
    """Whether nothing stands before it, so that it may as well be a place of the town."""


def town_of(address: str) -> Town:
    """Return the commune that stands at the end of an address: behind a postcode or a comma.

    Examples
    --------
    >>> town_of("3 rue Foch 13400 Aubagn"), town_of("3 rue Foch, Gemenoss").name
    (Town(name='Aubagn', postcode='13400', alone=False), 'Gemenoss')
    >>> town_of("Gemenoss").alone, town_of("3 rue Foch").name
    (True, '')
    """
    behind = re.fullmatch(r"(.*?)[\s,(-]*\b(\d{2}) ?(\d{3})\b[\s,]*(\D*?)[\s).]*", address.strip())
    if behind is not None:
        postcode, name = behind[2] + behind[3], _NOTHING_AFTER.sub("", behind[4]).strip(" ,;-(")
        return Town(name, postcode, not behind[1] and bool(name))
    before, comma, last = (one.strip() for one in address.rpartition(","))
    # "Marseille 6e" is one, "12 rue Foch" is none
    if not re.fullmatch(r"[^\d]+(?: \d{1,2} ?(?:er|e|[eè]me)?)?", last, re.IGNORECASE):
        return Town("", "", False)
    return Town(last, "", not comma or not before)


def _joined(said: str) -> Iterator[Written]:
    """Yield a number that a comma parts from its street: "12, rue Foch"."""
    for one in re.finditer(rf"(?:^|[,;(]\s*){_NUMBER}\s*,\s*([^,;()]+)", said):
        yield Written(int(one[1]), _suffix(one), words_of(one[5]))


def _written(part: str) -> Iterator[Written]:
    if not part or part.isdigit():
        return
    first = _FIRST.match(part)
    if first is not None and not part[first.end(1) :].startswith(SPELT):
        yield Written(int(first[1]), _suffix(first), words_of(part[first.end() :]))
        return
    last = _LAST.match(part)
    if last is not None:
        yield Written(int(last[2]), "", words_of(last[1]))
        return
    for one in _WITHIN.finditer(part):
        kind = ABBREVIATIONS.get(one[5], one[5]).split()[0]
        if kind in WAYS and one.start() > 0:
            yield Written(int(one[1]), _suffix(one), words_of(part[one.end() :]))
    yield Written(None, "", words_of(part))


def _suffix(found: re.Match[str]) -> str:
    return found[2] or found[3] or found[4] or ""
