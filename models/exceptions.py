"""What is announced for a date: who is away, what is given or distributed otherwise than usual."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import Field

from models.base import Amount, Clock, Model
from models.fields import en, fr

Reason = Annotated[
    str,
    fr("Raison", "Facultative : elle est redite à qui lit le plan."),
    en("Reason", "Optional: it is told again to whoever reads the plan."),
    Field(max_length=200),
]


class Absence(Model):
    """Days on end on which someone or something is not there, both ends included."""

    first: Annotated[date, fr("Premier jour"), en("First day")]
    last: Annotated[
        date | None,
        fr("Dernier jour", "Compris ; vide : le premier jour seulement."),
        en("Last day", "Included; the first day alone when empty."),
    ] = None
    reason: Reason = ""

    @property
    def until(self) -> date:
        """The last day."""
        return self.first if self.last is None else self.last

    def covers(self, when: date) -> bool:
        """Tell whether a date is one of its days.

        Examples
        --------
        >>> summer = Absence(first=date(2027, 8, 2), last=date(2027, 8, 22))
        >>> summer.covers(date(2027, 8, 22)), summer.covers(date(2027, 8, 23))
        (True, False)
        """
        return self.first <= when <= self.until

    def meets(self, first: date, last: date) -> bool:
        """Tell whether some of its days lie between two dates, both included."""
        return self.first <= last and first <= self.until


class GivesOtherwise(Model):
    """What a store gives on one date, in place of all that it gives on such a day as a rule.

    What it does not say is as in the first offer of that day, or of the store.
    """

    on: Annotated[date, fr("Le"), en("On")]
    kg: Annotated[
        Amount | None,
        fr("kg attendus", "0 : rien ce jour-là ; vide : comme d'habitude."),
        en("kg expected", "0: nothing on that day; as usual when empty."),
        Field(le=100_000),
    ] = None
    opens: Annotated[
        Clock | None,
        fr("Ouvre", "Si ce n'est pas l'heure habituelle."),
        en("Opens", "If other than usual."),
    ] = None
    closes: Annotated[
        Clock | None,
        fr("Ferme", "Si ce n'est pas l'heure habituelle."),
        en("Closes", "If other than usual."),
    ] = None
    reason: Reason = ""


class DistributesOtherwise(Model):
    """A distribution of an association that does not take place on its date, or elsewhen.

    With neither a date nor an hour, the distributions of that date are cancelled. On a date that
    has none as a rule, an hour makes one more.
    """

    on: Annotated[
        date,
        fr("Distribution du", "La date habituelle, ou celle d'une distribution en plus."),
        en("Distribution of", "The usual date, or that of one more."),
    ]
    to: Annotated[
        date | None,
        fr("Déplacée au", "Vide, sans heure : elle est annulée."),
        en("Moved to", "When empty, and no hour is given: it is cancelled."),
    ] = None
    starts: Annotated[
        Clock | None,
        fr("Début", "Si ce n'est pas l'heure habituelle."),
        en("Starts", "If other than usual."),
    ] = None
    reason: Reason = ""

    @property
    def takes_place(self) -> date | None:
        """The date of the distribution that stands in place of the usual ones, if there is one."""
        if self.to is None and self.starts is None:
            return None
        return self.to or self.on


def away_on(absences: Iterable[Absence], when: date) -> Absence | None:
    """Return the absence that covers a date, or none."""
    return next((one for one in absences if one.covers(when)), None)
