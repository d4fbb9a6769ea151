"""Ids made from what people call things: nobody has to type one, and a made one stays.

An id is made once, when a thing is first met, and kept beside it from then on: a label that
changes later changes no id. Two things of the same label get different ids, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.letters import bare

LONGEST = 60
"""Letters of an id, at most."""
_ROOM = 5
"""Letters kept free for what tells doubles apart: ``-9999``."""
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that no accent is taken from: written out."""


def slug(label: str) -> str:
    """Return a label as an id is written: empty when it has no letter and no digit.

    Examples
    --------
    >>> slug("Les Sœurs de l'Épi (2)"), slug("Ærø-Øst"), slug("***")
    ('les-soeurs-de-l-epi-2', 'aero-ost', '')
    """
    plain = bare(label.casefold().translate(_LETTERS)).translate(_LETTERS)
    found = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")
    return found[:LONGEST].rstrip("-_")


def free_id(label: str, otherwise: str, taken: Iterable[str]) -> str:
    """Return an id made from a label that nothing has yet.

    Parameters
    ----------
    label
        What people call the thing.
    otherwise
        What the id is made from when the label has no letter.
    taken
        The ids that there are.

    Examples
    --------
    >>> free_id("Épicerie du Port", "store", {"epicerie-du-port"}), free_id("", "person", ())
    ('epicerie-du-port-2', 'person')
    """
    known = set(taken)
    start = slug(label) or slug(otherwise) or "x"
    if start not in known:
        return start
    start = start[: LONGEST - _ROOM].rstrip("-_")
    return next(
        one for one in (f"{start}-{n}" for n in range(2, len(known) + 3)) if one not in known
    )


def ids_of(
    labels: Sequence[str], otherwise: str, taken: Iterable[str] = (), kept: Sequence[str] = ()
) -> list[str]:
    """Return an id for each label: the one that it had, or a new one that nothing else has.

    Parameters
    ----------
    labels
        What people call some things, in order.
    otherwise
        What the id of a thing without a label is made from.
    taken
        Ids that none of them may have.
    kept
        The id that each had before, empty for a new thing; a shorter list stands for new things
        at the end. An id that is there twice, as when a row was copied, stays with the first.

    Examples
    --------
    >>> ids_of(["Cœur d'Ormeaux", "Coeur d’Ormeaux", ""], "store")
    ['coeur-d-ormeaux', 'coeur-d-ormeaux-2', 'store']
    >>> ids_of(["New", "Old", "Old"], "store", kept=["first", "old-store", "old-store"])
    ['first', 'old-store', 'old']
    """
    before = [*kept, *("" for _ in labels[len(kept) :])]
    used = {*taken, *before}
    found: list[str] = []
    for label, old in zip(labels, before, strict=True):
        fresh = not old or old in found
        found.append(free_id(label, otherwise, used) if fresh else old)
        used.add(found[-1])
    return found


def names_in(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """Yield the names in a cell that holds several, each with the id that it means, if any.

    Names are parted by ``;``, ``|``, ``,`` or a new line; one that holds commas itself is found
    whole.

    Parameters
    ----------
    known
        Ids by what they may be called, as ``bare`` writes it.

    Examples
    --------
    >>> known = {"riz, pates et cie": "riz", "secours": "sp"}
    >>> list(names_in("Secours, Riz, pâtes et Cie, Autre", known))
    [('Secours', 'sp'), ('Riz, pâtes et Cie', 'riz'), ('Autre', None)]
    """
    for chunk in re.split(r"[;|\n]", text):
        parts = chunk.split(",")
        while parts:
            lengths = range(len(parts), 0, -1)
            fits = (n for n in lengths if bare(",".join(parts[:n])) in known)
            length = next(fits, 1)
            name = ",".join(parts[:length]).strip()
            if name:
                yield name, known.get(bare(name))
            del parts[:length]
