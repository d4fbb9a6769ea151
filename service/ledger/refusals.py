"""What the ledger refuses, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Text
from models.dates import dated
from models.scenario import Scenario
from service.database_errors import DatabaseError
from service.ledger.journal import Clash


class LedgerError(DatabaseError):
    """Something the ledger refuses, in both languages."""


class ClashError(LedgerError):
    """What is written in a journal does not allow what is told; nothing of it was written."""

    def __init__(self, found: Sequence[Clash]) -> None:
        self.clashes = tuple(found)
        days = [dated(day) for day in sorted({one.told.day for one in found})]
        listed = Text(fr=", ".join(one.fr for one in days), en=", ".join(one.en for one in days))
        super().__init__(CLASH.format(count=len(found), days=listed))


CLASH = Text(
    fr="Lignes du {days} déjà dites, dites entre-temps, ou d'une semaine close : {count}. Rien "
    "n'a été écrit. Attendu : des lignes nouvelles, ou une correction avec son motif.",
    en="Lines of {days} told already, told meanwhile, or of a closed week: {count}. Nothing was "
    "written. Expected: new lines, or a correction with its reason.",
)
ALTERED = Text(
    fr="Le journal de {town} a été altéré hors de ramasse : sa ligne {line} n'est plus telle "
    "qu'elle a été écrite, et il ne se lit plus. Reprenez une sauvegarde d'avant.",
    en="The journal of {town} was altered outside ramasse: its line {line} is no longer as it was "
    "written, and it can be read no more. Take back an earlier backup.",
)
TWICE = Text(
    fr="La semaine du {week} est déjà publiée pour {town}. Corrigez-la par une ligne visible : "
    "`ramasse ledger correct`.",
    en="The week of {week} is published already for {town}. Correct it by a visible line: "
    "`ramasse ledger correct`.",
)
NOT_PUBLISHED = Text(
    fr="La semaine du {week} n'est pas publiée pour {town}. Publiez-la avec `ramasse allocate … "
    "--publish`.",
    en="The week of {week} is not published for {town}. Publish it with `ramasse allocate … "
    "--publish`.",
)
WEIGHED = Text(
    fr="La semaine du {week} ne se retire plus : quelque chose en a été pesé, ou elle est close. "
    "Corrigez-la par une ligne visible : `ramasse ledger correct`.",
    en="The week of {week} can be withdrawn no more: something of it was weighed, or it is closed. "
    "Correct it by a visible line: `ramasse ledger correct`.",
)


def twice(scenario: Scenario) -> LedgerError:
    """Return that a week is published already."""
    return LedgerError(TWICE.format(week=dated(scenario.week_of), town=scenario.label))
