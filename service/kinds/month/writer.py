"""Who writes the papers of a month: what they all say, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from models.base import Language
from models.dates import full_date
from models.month import MonthStudy
from models.numbers import number
from models.periods import period_name
from models.places import written
from service.kinds.month import names
from service.kinds.month.words import say
from service.pages.printed import printed
from service.words.sentences import count, in_units
from solver.told.food import by

HERE = Path(__file__).parent
Data = dict[str, Any]
"""What a template prints: plain JSON, never markup."""


class Writer:
    """What all papers of one month have in common, in one language.

    Parameters
    ----------
    study
        Of a month: it has its visits.
    """

    def __init__(self, study: MonthStudy, language: Language) -> None:
        self.study, self.language = study, language
        self.world = study.scenario
        self.by_body = by(study.journal.visits, lambda one: one.holder)
        self.lost = by_days(study)
        told = sha256(study.journal.model_dump_json().encode()).hexdigest()
        self.digest = told[:16]

    @property
    def bodies(self) -> list[str]:
        """Holders of agreements of whose stores something was told or expected."""
        known = [one.association for one in self.study.holders]
        return [one for one in known if one in self.by_body or one in self.lost]

    def say(self, key: str, **values: object) -> str:
        """Return a text in the language of the papers."""
        return say(key, self.language, **values)

    def in_order(self, stores: Iterable[names.Hand]) -> list[names.Hand]:
        """Return stores by what they were called."""
        return sorted(
            stores,
            key=lambda one: (names.of_hand(self.world, one).casefold(), one[0], one[1] or date.max),
        )

    def missing(self, body: str, store: names.Hand | None = None) -> list[str]:
        """Return what was not told, of a body's stores or of one: said on each paper."""
        found = []
        if self.study.told_to < self.study.period.last:
            day = full_date(self.study.told_to, self.language)
            found.append(self.say("to_day", day=day))
        stores = self.lost.get(body, {})
        days = stores.get(store, []) if store else [day for one in stores.values() for day in one]
        if days:
            visits = count(len(days), "untold_visit", self.language)
            shown = names.days(sorted(days), self.language) if store else ""
            key = "untold_days" if store else "untold_count"
            found.append(self.say(key, visits=visits, **({"days": shown} if store else {})))
        if self.study.untold.weeks and not store:
            weeks = names.days(list(self.study.untold.weeks), self.language)
            found.append(self.say("untold_weeks", weeks=weeks))
        return found

    def kg(self, value: float) -> str:
        """Return kg as they are written in tables."""
        return number(value, self.language, 1)

    def kg_of(self, family: str, value: float) -> str:
        """Return kg of a family as tables write them, with the units that it is counted in."""
        beside = in_units(self.world.family.get(family), value, self.language)
        return f"{self.kg(value)} {beside}".rstrip()

    def place_of(self, store: str) -> str:
        """Return the address of a store, where the scenario has it."""
        known = self.world.donor.get(store)
        return "" if known is None else written(known.place)

    def printed(self, template: str, data: Mapping[str, Any], title: str) -> bytes:
        """Return the PDF of a template of this room, with what all papers say."""
        foot = f"{self.world.label}. {self.say('digest')} {self.digest}"
        common = {
            "language": self.language,
            "words": say.all_in(self.language),
            "title": f"{title} – {self.world.label}",
            "period": period_name(self.study.period, self.language),
            "foot": foot,
        }
        return printed(HERE / f"{template}.typ", common | dict(data))


def by_days(study: MonthStudy) -> dict[str, dict[names.Hand, list[date]]]:
    """Return the days of visits that were not told, by body and store."""
    found: dict[str, dict[names.Hand, list[date]]] = {}
    for one in study.untold.visits:
        which = names.hand(study.scenario, one.donor, one.day)
        found.setdefault(one.holder, {}).setdefault(which, []).append(one.day)
    return found
