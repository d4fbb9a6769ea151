"""Lots, temperatures and dates, visit after visit, for the food-safety file."""

from __future__ import annotations

from models.numbers import amount
from models.visits import CAUSE_NAMES, OUTCOME_NAMES, Visit, Weighed
from service.kinds.month import names
from service.kinds.month.page import dated
from service.kinds.month.writer import Data, Writer
from service.words.sentences import capital

COLD = ("chilled", "frozen")


def register(writer: Writer, body: str) -> bytes:
    """Return the register of lots, temperatures and dates of a body."""
    visits = writer.by_body.get(body, ())
    return writer.printed(
        "register",
        {
            "body": names.association(writer.world, body),
            "missing": writer.missing(body),
            "rows": [_registered(writer, one) for one in visits],
        },
        writer.say("register"),
    )


def _registered(writer: Writer, visit: Visit) -> Data:
    products = []
    for one in visit.food:
        told = marks(writer, one)
        name = names.weighed(writer.world, one.family, one.kg, writer.language)
        products.append(f"{name} ({told})" if told else name)
    outcome = OUTCOME_NAMES[visit.outcome].in_(writer.language)
    thrown: dict[str, float] = {}
    for one in visit.food:
        for cause, kg in one.rejected_kg.items():
            if kg:
                name = CAUSE_NAMES[cause].in_(writer.language)
                thrown[name] = thrown.get(name, 0.0) + kg
    return {
        "date": names.day(visit.day, writer.language),
        "time": visit.arrived or "",
        "store": names.donor(writer.world, visit.donor, visit.day),
        "products": " · ".join(products) if visit.food else capital(outcome),
        "cold": cold(writer, visit),
        "read": visit.temperature_c is not None,
        "rejected": ", ".join(
            writer.say("cause_of", kg=writer.kg(kg), cause=cause) for cause, kg in thrown.items()
        ),
        "remarks": visit.note,
    }


def marks(writer: Writer, one: Weighed) -> str:
    """Return the lot and the date of some food, as they were told."""
    lot = writer.say("lot_mark", lot=one.lot) if one.lot else ""
    return ", ".join(
        text for text in (lot, dated(one.until, one.date_kind, writer.language)) if text
    )


def chilled(writer: Writer, visit: Visit) -> bool:
    """Tell whether some of a visit's food must be kept cold."""
    known = writer.world.family
    return any(one.family in known and known[one.family].temperature in COLD for one in visit.food)


def cold(writer: Writer, visit: Visit) -> str:
    """Return the temperature of a visit; that it was not read, where it had to be."""
    if visit.temperature_c is None:
        return writer.say("not_read") if chilled(writer, visit) else ""
    return amount(visit.temperature_c, "°C", writer.language, 1)
