"""Which column of a table is which, by its title: French or English, in any order."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.base import Text
from models.letters import bare
from tabular.faults import TableFault, quoted
from tabular.separated import SEARCHED, Line


@dataclass(frozen=True)
class Headers:
    """What columns may be called, by field: in French first, in English last."""

    called: Mapping[str, tuple[str, ...]]
    unsaid: frozenset[str] = frozenset()
    """Fields that nobody is told of: columns that people do not see."""

    @cached_property
    def fields(self) -> dict[str, str]:
        """The field of each title: of one that several are called by, the first."""
        found: dict[str, str] = {}
        for name, many in self.called.items():
            for one in many:
                found.setdefault(title_key(one), name)
        return found

    def field(self, title: object) -> str | None:
        """Return which field a title means, none when it means none."""
        return self.fields.get(title_key(str(title or "")))

    def known(self, title: object) -> bool:
        """Tell whether a title means a field."""
        return self.field(title) is not None


def title_key(title: str) -> str:
    """Return a title as titles are compared.

    Examples
    --------
    >>> title_key(" Date-limite "), title_key("Poids (kg)"), title_key("N° de téléphone")
    ('date_limite', 'poids_kg', 'n_de_telephone')
    """
    # a degree sign is a letter to some
    return re.sub(r"[\W_]+", "_", bare(title.replace("°", " "))).strip("_")


@dataclass(frozen=True)
class Heads:
    """The line of titles, and what it says."""

    line: int
    """Its number; 1 when there is none."""
    titles: tuple[str, ...]
    columns: Mapping[str, int]
    """Where each field stands, from 0."""
    faults: tuple[TableFault, ...]
    before: int
    """Lines above it."""


def titled_line(lines: Sequence[Line], headers: Headers) -> int | None:
    """Return which of the first lines holds most titles, the first of several; none if none does.

    Lines are counted from 0.
    """
    counts = [sum(map(headers.known, one.cells)) for one in lines[:SEARCHED]]
    most = max(counts, default=0)
    return counts.index(most) if most else None


def heads_of(lines: Sequence[Line], headers: Headers) -> Heads:
    """Return the titles of a table: the one of the first lines that holds most of them."""
    if not lines:
        return Heads(1, (), {}, (), 0)
    at = titled_line(lines, headers) or 0
    titles = tuple(str(cell or "").strip() for cell in lines[at].cells)
    columns: dict[str, int] = {}
    faults = []
    for number, title in enumerate(titles):
        field = headers.field(title)
        if not title:
            continue
        if field is None:
            faults.append(TableFault(_unknown(title, headers), lines[at].number, number))
        elif field in columns:
            faults.append(TableFault(TWICE, lines[at].number, number))
        else:
            columns[field] = number
    return Heads(lines[at].number, titles, columns, tuple(faults), at)


def _unknown(title: str, headers: Headers) -> Text:
    close = difflib.get_close_matches(title_key(title), sorted(headers.fields), n=1, cutoff=0.75)
    told = [many for name, many in headers.called.items() if name not in headers.unsaid]
    remedy = REMOVE if not close else MEANT.format(name=close[0])
    return UNKNOWN.format(
        found=quoted(title),
        french=", ".join(one[0] for one in told),
        english=", ".join(one[-1] for one in told),
        remedy=remedy,
    )


MEANT = Text(fr="Vouliez-vous dire « {name} » ?", en='Did you mean "{name}"?')
REMOVE = Text(fr="Retirez-la, ou videz son titre et ses cellules.", en="Remove it.")
UNKNOWN = Text(
    fr="Colonne inconnue {found}. Attendu : {french}. {remedy}",
    en="Unknown column {found}. Expected: {english}. {remedy}",
)
TWICE = Text(
    fr="Cette colonne est là deux fois. Attendu : une seule. Retirez-en une.",
    en="This column is there twice. Expected: one. Remove one of them.",
)
