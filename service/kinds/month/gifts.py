"""Gifts of stores to a body, as data for the tax form: a page or more for each store."""

from __future__ import annotations

from collections.abc import Sequence

from models.periods import period_name
from models.visits import Visit
from service.kinds.month import names
from service.kinds.month.page import nature
from service.kinds.month.writer import Data, Writer
from solver.told.food import by, food_of

KG = ("collected", "rejected", "kept")
MOST_FAMILIES = 7
"""Families that have a column each on a sheet."""


def gifts(writer: Writer, body: str) -> bytes:
    """Return the data of gifts to a body, a page or more for each of its stores."""
    stores = by(
        writer.by_body.get(body, ()), lambda one: names.hand(writer.world, one.donor, one.day)
    )
    for which in writer.lost.get(body, {}):
        stores.setdefault(which, [])
    papers = [_paper(writer, body, one, stores[one]) for one in writer.in_order(stores)]
    return writer.printed("gifts", {"papers": papers}, writer.say("gifts"))


def _paper(writer: Writer, body: str, store: names.Hand, visits: Sequence[Visit]) -> Data:
    food = food_of(visits, [one.id for one in writer.world.families])
    # one column a family, where they hold on a sheet
    told = len(food) > MOST_FAMILIES
    families = [] if told else [one.family for one in food]
    named = [names.family(writer.world, one) for one in families]
    sums = [sum(getattr(one, f"{key}_kg") for one in food) for key in KG]
    return {
        "store": names.of_hand(writer.world, store),
        "place": writer.place_of(store[0]),
        "body": names.association(writer.world, body),
        "period": _held(writer, store, body, visits),
        "missing": writer.missing(body, store),
        "told": told,
        "families": [writer.say("nature")] if told else named,
        "heads": [
            writer.say("date"),
            *([writer.say("nature")] if told else [f"{one} (kg)" for one in named]),
            *(f"{writer.say(key)} (kg)" for key in ("given", "rejected", "accepted")),
            writer.say("value_eur"),
        ],
        "lines": [
            {
                "date": names.day(one.day, writer.language),
                "parts": [nature(writer.study, one, writer.language)]
                if told
                else _parts(writer, one, families),
                "given": writer.kg(one.kg),
                "rejected": writer.kg(one.rejected_kg) if one.rejected_kg else "",
                "accepted": writer.kg(one.kg - one.rejected_kg),
            }
            for one in visits
            if one.food
        ],
        "sums": [
            *([""] if told else (writer.kg_of(one.family, one.collected_kg) for one in food)),
            *map(writer.kg, sums),
        ],
    }


def _parts(writer: Writer, visit: Visit, families: Sequence[str]) -> list[str]:
    """Return the kg of a visit by family, empty where none was given."""
    kg: dict[str, float] = {}
    for one in visit.food:
        kg[one.family] = kg.get(one.family, 0.0) + one.kg
    return [writer.kg_of(one, kg[one]) if one in kg else "" for one in families]


def _held(writer: Writer, store: names.Hand, body: str, visits: Sequence[Visit]) -> str:
    """Return the period of a paper: its own days, where the store changed hands in it."""
    whole = period_name(writer.study.period, writer.language)
    others = [
        one
        for who, told in writer.by_body.items()
        for one in told
        if one.donor == store[0]
        and (who != body or names.hand(writer.world, one.donor, one.day) != store)
    ]
    if not visits or not others:
        return whole
    ends = [names.day(one.day, writer.language) for one in (visits[0], visits[-1])]
    return f"{whole} ({ends[0]} – {ends[1]})"
