"""What the ledger refuses, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Text
from service.database import DatabaseError
from service.ledger.journal import Clash


class LedgerError(DatabaseError):
    """Something the ledger refuses, in both languages."""


class ClashError(LedgerError):
    """What is written in a journal does not allow what is told; nothing of it was written."""

    def __init__(self, found: Sequence[Clash]) -> None:
        self.clashes = tuple(found)
        days = ", ".join(sorted({str(one.told.day) for one in found}))
        super().__init__(CLASH.format(count=len(found), days=days))


CLASH = Text(
    fr="{count} ligne(s) du {days} : déjà dites, dites entre-temps, ou d'une semaine close. Rien "
    "n'a été écrit. Attendu : des lignes nouvelles, ou une correction avec son motif.",
    en="{count} line(s) of {days}: told already, told meanwhile, or of a closed week. Nothing was "
    "written. Expected: new lines, or a correction with its reason.",
)
