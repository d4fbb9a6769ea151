"""Sentences with their placeholders filled, as their language joins words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

from models.letters import bare

_JOINS = re.compile(r"\b(de|que|à) \{", re.IGNORECASE)
_LAST = re.compile(r"\b(de|que|à) $", re.IGNORECASE)
_WITH_ARTICLE = {
    ("de", "le"): "du",
    ("de", "les"): "des",
    ("à", "le"): "au",
    ("à", "les"): "aux",
}
_JOINED = re.compile(
    r"(?!onz|oui)[aeiouœ]|y[^aeiou]|hy|habit|heure|herb|hiver|hopita|hospi|hote|huil"
)
"""How words begin that « de » and « que » are joined to: of those in h, the usual silent ones."""


def in_french(text: str, values: Mapping[str, object]) -> str:
    """Return a French sentence with its ``{placeholders}`` filled.

    « de », « que » and « à » before a placeholder join the word that comes to stand there.

    Raises
    ------
    KeyError
        A placeholder has no value.

    Examples
    --------
    >>> in_french("centre de {where}", {"where": "Eyguières"})
    "centre d'Eyguières"
    >>> in_french("centre de {where}", {"where": "Les Pennes-Mirabeau"})
    'centre des Pennes-Mirabeau'
    >>> in_french("{kg} kg de {what}", {"kg": 3, "what": "huile"})
    "3 kg d'huile"
    >>> in_french("port de {where}", {"where": "Ouistreham"})
    'port de Ouistreham'
    >>> in_french("Moins que {who}", {"who": "U express"})
    'Moins que U express'
    """
    if _JOINS.search(text) is None:
        return text.format_map(values)
    made = ""
    for literal, name, spec, conversion in Formatter().parse(text):
        made += literal
        if name is not None:
            ending = (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            made = _joined(made, f"{{{name}{ending}}}".format_map(values))
    return made


def _joined(before: str, value: str) -> str:
    """Return words with what stands after them; single letters are joined to nothing."""
    found, first = _LAST.search(before), value.partition(" ")[0]
    if found is None or len(first) < 2:
        return before + value
    word = found[1]
    article = _WITH_ARTICLE.get((word.lower(), first.lower()))
    if article is not None and first != value:
        article = article.capitalize() if word[0].isupper() else article
        return before[: found.start(1)] + article + value[len(first) :]
    if word.lower() != "à" and _JOINED.match(bare(first)):
        return f"{before[: found.end(1) - 1]}'{value}"
    return before + value
