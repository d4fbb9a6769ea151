"""The papers of a month: for each body gifts, notes, register and statement; the settlement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from models.base import Language
from models.dates import full_date
from models.month import HolderMonth, MonthStudy, PoolSettlement
from models.numbers import amount, number, percent, signed
from models.periods import period_name
from models.places import written
from models.visits import CAUSE_NAMES, OUTCOME_NAMES, Visit, Weighed
from service.kinds.costs.words import RULES
from service.kinds.month import names
from service.kinds.month.page import answer_of, dated, nature
from service.kinds.month.settlement_sections import key_name, pool_name
from service.kinds.month.words import say
from service.pages.printed import printed
from service.words.sentences import capital, count
from solver.told.food import by, food_of

HERE = Path(__file__).parent
Data = dict[str, Any]
"""What a template prints: plain JSON, never markup."""
COLD = ("chilled", "frozen")
KG = ("collected", "rejected", "kept")
MOST_FAMILIES = 7
"""Families that have a column each on a sheet of gifts."""


class Papers:
    """The papers of one month in one language.

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

    def gifts(self, body: str) -> bytes:
        """Return the data of gifts to a body, a page or more for each of its stores."""
        stores = by(self.by_body.get(body, ()), lambda one: one.donor)
        for store in self.lost.get(body, {}):
            stores.setdefault(store, [])
        order = sorted(stores, key=lambda one: (names.donor(self.world, one).casefold(), one))
        papers = [self._gifts(body, store, stores[store]) for store in order]
        return self._printed("gifts", {"papers": papers}, self.say("gifts"))

    def notes(self, body: str) -> bytes:
        """Return a note of each visit at which a body was given something."""
        given = [one for one in self.by_body.get(body, ()) if one.food]
        return self._printed(
            "notes",
            {
                "body": names.association(self.world, body),
                "missing": self.missing(body),
                "notes": [self._note(n, one) for n, one in enumerate(given, start=1)],
            },
            self.say("pickup_note"),
        )

    def register(self, body: str) -> bytes:
        """Return the register of lots, temperatures and dates of a body."""
        visits = self.by_body.get(body, ())
        return self._printed(
            "register",
            {
                "body": names.association(self.world, body),
                "missing": self.missing(body),
                "rows": [self._registered(one) for one in visits],
            },
            self.say("register"),
        )

    def statement(self, one: HolderMonth) -> bytes:
        """Return what a body had of its stores and of the pool."""
        return self._printed("statement", self._statement(one), self.say("statement"))

    def settlement(self) -> bytes:
        """Return the settlement of each pool."""
        pools = [self._settled(one) for one in self.study.settlements]
        return self._printed("settlement", {"pools": pools}, self.say("settle"))

    # -- parts --------------------------------------------------------------------------------

    def missing(self, body: str, store: str = "") -> list[str]:
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

    def _printed(self, template: str, data: Mapping[str, Any], title: str) -> bytes:
        foot = f"{self.world.label}. {self.say('digest')} {self.digest}"
        common = {
            "language": self.language,
            "words": say.all_in(self.language),
            "title": f"{title} – {self.world.label}",
            "period": period_name(self.study.period, self.language),
            "foot": foot,
        }
        return printed(HERE / f"{template}.typ", common | dict(data))

    def _place(self, store: str) -> str:
        known = self.world.donor.get(store)
        return "" if known is None else written(known.place)

    def _gifts(self, body: str, store: str, visits: Sequence[Visit]) -> Data:
        food = food_of(visits, [one.id for one in self.world.families])
        # one column a family, where they hold on a sheet
        told = len(food) > MOST_FAMILIES
        families = [] if told else [one.family for one in food]
        named = [names.family(self.world, one) for one in families]
        sums = [sum(getattr(one, f"{key}_kg") for one in food) for key in KG]
        return {
            "store": names.donor(self.world, store),
            "place": self._place(store),
            "body": names.association(self.world, body),
            "period": self._held(store, body, visits),
            "missing": self.missing(body, store),
            "told": told,
            "families": [self.say("nature")] if told else named,
            "heads": [
                self.say("date"),
                *([self.say("nature")] if told else [f"{one} (kg)" for one in named]),
                *(f"{self.say(key)} (kg)" for key in ("given", "rejected", "accepted")),
                self.say("value_eur"),
            ],
            "lines": [
                {
                    "date": names.day(one.day, self.language),
                    "parts": [nature(self.study, one, self.language)]
                    if told
                    else self._parts(one, families),
                    "given": self.kg(one.kg),
                    "rejected": self.kg(one.rejected_kg) if one.rejected_kg else "",
                    "accepted": self.kg(one.kg - one.rejected_kg),
                }
                for one in visits
                if one.food
            ],
            "sums": [
                *([""] if told else (self.kg(one.collected_kg) for one in food)),
                *map(self.kg, sums),
            ],
        }

    def _parts(self, visit: Visit, families: Sequence[str]) -> list[str]:
        """Return the kg of a visit by family, empty where none was given."""
        kg: dict[str, float] = {}
        for one in visit.food:
            kg[one.family] = kg.get(one.family, 0.0) + one.kg
        return [self.kg(kg[one]) if one in kg else "" for one in families]

    def _held(self, store: str, body: str, visits: Sequence[Visit]) -> str:
        """Return the period of a paper: the days of one body, where the store changed hands."""
        whole = period_name(self.study.period, self.language)
        others = [one for who, one in self.by_body.items() if who != body for one in one]
        if not visits or not any(one.donor == store for one in others):
            return whole
        ends = [names.day(one.day, self.language) for one in (visits[0], visits[-1])]
        return f"{whole} ({ends[0]} – {ends[1]})"

    def _note(self, n: int, visit: Visit) -> Data:
        went = names.short(self.world, visit.association)
        return {
            "number": self.say("pickup_number", number=f"{visit.day:%y%m}-{n}"),
            "when": " ".join(
                one for one in (names.day(visit.day, self.language), visit.arrived or "") if one
            ),
            "store": names.donor(self.world, visit.donor),
            "place": self._place(visit.donor),
            "body": names.association(self.world, visit.holder),
            "by": ""
            if visit.association == visit.holder
            else f"({self.say('collected_by').lower()} {went})",
            "lines": [
                {
                    "family": names.family(self.world, one.family),
                    "lot": self._marks(one),
                    "crates": "" if one.crates is None else number(one.crates, self.language, 0),
                    "kg": self.kg(one.kg),
                }
                for one in visit.food
            ],
            "total": self.kg(visit.kg),
            "cold": f"{self.say('temperature')} : {self._cold(visit)}"
            if self._chilled(visit)
            else "",
        }

    def _marks(self, one: Weighed) -> str:
        lot = self.say("lot_mark", lot=one.lot) if one.lot else ""
        return ", ".join(
            text for text in (lot, dated(one.until, one.date_kind, self.language)) if text
        )

    def _chilled(self, visit: Visit) -> bool:
        known = self.world.family
        return any(
            one.family in known and known[one.family].temperature in COLD for one in visit.food
        )

    def _cold(self, visit: Visit) -> str:
        if visit.temperature_c is None:
            return self.say("not_read") if self._chilled(visit) else ""
        return amount(visit.temperature_c, "°C", self.language, 1)

    def _registered(self, visit: Visit) -> Data:
        products = []
        for one in visit.food:
            marks = self._marks(one)
            name = (
                f"{names.family(self.world, one.family)} {amount(one.kg, 'kg', self.language, 1)}"
            )
            products.append(f"{name} ({marks})" if marks else name)
        outcome = OUTCOME_NAMES[visit.outcome].in_(self.language)
        thrown: dict[str, float] = {}
        for one in visit.food:
            for cause, kg in one.rejected_kg.items():
                if kg:
                    name = CAUSE_NAMES[cause].in_(self.language)
                    thrown[name] = thrown.get(name, 0.0) + kg
        return {
            "date": names.day(visit.day, self.language),
            "time": visit.arrived or "",
            "store": names.donor(self.world, visit.donor),
            "products": " · ".join(products) if visit.food else capital(outcome),
            "cold": self._cold(visit),
            "read": visit.temperature_c is not None,
            "rejected": ", ".join(
                self.say("cause_of", kg=self.kg(kg), cause=cause) for cause, kg in thrown.items()
            ),
            "remarks": visit.note,
        }

    def _statement(self, one: HolderMonth) -> Data:
        food = {part.family: part for part in one.food}
        order = [family.id for family in self.world.families]
        shown = [f for f in order if f in food or one.received_kg.get(f)]
        shown += sorted((food.keys() | one.received_kg.keys()) - set(order))
        received = sum(one.received_kg.values())
        visits = by(self.by_body.get(one.association, ()), lambda visit: visit.donor)
        lost = self.lost.get(one.association, {})
        stores = sorted(
            visits.keys() | lost.keys(), key=lambda name: names.donor(self.world, name).casefold()
        )
        made = {name: food_of(visits.get(name, ()), ()) for name in stores}
        heads = ("collected", "rejected", "left", "from_pool")
        return {
            "body": names.association(self.world, one.association),
            "missing": self.missing(one.association),
            "answer": answer_of([one], one.untold, self.language),
            "family_heads": [self.say("family"), *(f"{self.say(key)} (kg)" for key in heads)],
            "families": [
                [
                    names.family(self.world, name),
                    *(
                        ["", "", ""]
                        if (part := food.get(name)) is None
                        else map(self.kg, (part.collected_kg, part.rejected_kg, part.kept_kg))
                    ),
                    self.kg(one.received_kg[name]) if name in one.received_kg else "",
                ]
                for name in shown
            ],
            "family_total": [
                self.say("total"),
                self.kg(one.collected_kg),
                self.kg(one.rejected_kg),
                self.kg(one.collected_kg - one.rejected_kg),
                self.kg(received) if one.received_kg else "",
            ],
            "store_heads": [
                *(self.say(key) for key in ("donor", "done", "empty", "untold")),
                *(f"{self.say(key)} (kg)" for key in ("collected", "rejected", "left")),
            ],
            "stores": [
                [
                    names.donor(self.world, name),
                    str(sum(bool(visit.food) for visit in visits.get(name, ()))),
                    str(sum(not visit.food for visit in visits.get(name, ()))),
                    str(len(lost.get(name, ()))) if name in lost else "",
                    self.kg(sum(part.collected_kg for part in made[name])),
                    self.kg(sum(part.rejected_kg for part in made[name])),
                    self.kg(sum(part.kept_kg for part in made[name])),
                ]
                for name in stores
            ],
            "store_total": [
                self.say("total"),
                str(one.done),
                str(one.empty),
                str(one.untold or ""),
                self.kg(one.collected_kg),
                self.kg(one.rejected_kg),
                self.kg(one.collected_kg - one.rejected_kg),
            ],
            "note": self.say("week_rule") if one.received_kg else "",
        }

    def _settled(self, pool: PoolSettlement) -> Data:
        agreed = pool.agreed
        rows = []
        for who, borne in pool.borne_cents.items():
            mine = [one for one in pool.drives if one.owner == who]
            share = None if agreed is None else agreed.cents.get(who, 0)
            rows.append(
                [
                    names.association(self.world, who),
                    self.kg(sum(one.km for one in mine)),
                    self.kg(sum(one.hours for one in mine)),
                    self._eur(borne),
                    "" if agreed is None else percent(agreed.parts.get(who, 0.0), self.language, 1),
                    self._eur(share),
                    "" if share is None else signed((share - borne) / 100, self.language, 2),
                ]
            )
        heads = ("association", "km", "drive_hours", "borne", "part", "share", "owes")
        drive_heads = ("date", "vehicle", "association", "km", "drive_hours", "drive_cost")
        warned = [one for one in self.study.findings if one.severity == "warning"]
        others = [one for one in pool.shares if one.key != pool.key]
        return {
            "name": pool_name(self.study, pool),
            "missing": [one.text.in_(self.language) for one in warned],
            "how": self.say("settle_how", rule=key_name(pool, self.language)),
            "nothing": self.say("nobody_pays") if agreed is not None else self.say("no_agreed"),
            "payments": [
                {
                    "payer": names.association(self.world, one.payer),
                    "payee": names.association(self.world, one.payee),
                    "eur": amount(one.cents / 100, "€", self.language, 2),
                }
                for one in pool.payments
            ],
            "heads": [self.say(one) for one in heads],
            "rows": rows,
            "total": [
                self.say("total"),
                self.kg(sum(one.km for one in pool.drives)),
                self.kg(sum(one.hours for one in pool.drives)),
                self._eur(pool.cents),
                "" if agreed is None else percent(1, self.language, 1),
                "" if agreed is None else self._eur(pool.cents),
                "" if agreed is None else signed(0, self.language, 2),
            ],
            "untold": [
                " ".join([names.day(one.day, self.language), one.round or "–"])
                for one in self.study.untold.outings
            ],
            "drive_heads": [self.say(one) for one in drive_heads],
            "drives": [
                [
                    names.day(one.day, self.language),
                    names.vehicle(self.world, one.vehicle),
                    names.short(self.world, one.owner),
                    self.kg(one.km),
                    self.kg(one.hours),
                    self.say("no_price") if one.cents is None else self._eur(one.cents),
                ]
                for one in pool.drives
            ],
            "other_heads": [
                self.say("rule"),
                *(names.short(self.world, who) for who in pool.members),
            ],
            "others": [
                [
                    RULES[one.key].in_(self.language),
                    *(self._eur(one.cents.get(who, 0)) for who in pool.members),
                ]
                for one in others
            ],
        }

    def _eur(self, cents: int | None) -> str:
        return "" if cents is None else number(cents / 100, self.language, 2)


def by_days(study: MonthStudy) -> dict[str, dict[str, list[date]]]:
    """Return the days of visits that were not told, by body and store."""
    found: dict[str, dict[str, list[date]]] = {}
    for one in study.untold.visits:
        found.setdefault(one.holder, {}).setdefault(one.donor, []).append(one.day)
    return found
