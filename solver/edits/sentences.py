"""Putting names and parts of sentences together, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Text


def quoted(labels: Sequence[str]) -> Text:
    """Return names between quotation marks.

    Examples
    --------
    >>> quoted(["Camion A", "Camion B"]).fr
    '« Camion A », « Camion B »'
    """
    return Text(
        fr=", ".join(f"« {label} »" for label in labels),
        en=", ".join(f'"{label}"' for label in labels),
    )


def joined(texts: Sequence[Text]) -> Text:
    """Return parts of a sentence, one after the other."""
    return Text(fr=" ; ".join(one.fr for one in texts), en="; ".join(one.en for one in texts))


def sentence(text: Text) -> Text:
    """Return a part of a sentence as a whole one.

    Examples
    --------
    >>> sentence(Text(fr="il manque un camion", en="a truck is lacking")).fr
    'Il manque un camion.'
    """
    begun = capital(text)
    return Text(fr=f"{begun.fr}.", en=f"{begun.en}.")


def capital(text: Text) -> Text:
    """Return a part of a sentence with a capital letter."""
    fr, en = (f"{one[0].upper()}{one[1:]}" for one in (text.fr, text.en))
    return Text(fr=fr, en=en)


def enumerated(texts: Sequence[Text]) -> Text:
    """Return parts of a sentence as one says them: commas, and an "and" before the last.

    Examples
    --------
    >>> enumerated([Text(fr=one, en=one) for one in "abc"]).fr
    'a, b et c'
    """
    *first, last = texts
    if not first:
        return last
    fr, en = ", ".join(one.fr for one in first), ", ".join(one.en for one in first)
    return Text(fr=f"{fr} et {last.fr}", en=f"{en} and {last.en}")
