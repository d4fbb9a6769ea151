"""What a body had of its stores and of the pool, on one page."""

from __future__ import annotations

from models.month import HolderMonth
from service.kinds.month import names
from service.kinds.month.page import answer_of
from service.kinds.month.writer import Data, Writer
from solver.told.food import by, food_of


def statement(writer: Writer, one: HolderMonth) -> bytes:
    """Return what a body had of its stores and of the pool."""
    return writer.printed("statement", _data(writer, one), writer.say("statement"))


def _data(writer: Writer, one: HolderMonth) -> Data:
    food = {part.family: part for part in one.food}
    order = [family.id for family in writer.world.families]
    shown = [f for f in order if f in food or one.received_kg.get(f)]
    shown += sorted((food.keys() | one.received_kg.keys()) - set(order))
    received = sum(one.received_kg.values())
    visits = by(
        writer.by_body.get(one.association, ()),
        lambda visit: names.hand(writer.world, visit.donor, visit.day),
    )
    lost = writer.lost.get(one.association, {})
    stores = writer.in_order(visits.keys() | lost.keys())
    made = {which: food_of(visits.get(which, ()), ()) for which in stores}
    heads = ("collected", "rejected", "left", "from_pool")
    return {
        "body": names.association(writer.world, one.association),
        "missing": writer.missing(one.association),
        "answer": answer_of([one], one.untold, writer.language),
        "family_heads": [writer.say("family"), *(f"{writer.say(key)} (kg)" for key in heads)],
        "families": [
            [
                names.family(writer.world, name),
                *(
                    ["", "", ""]
                    if (part := food.get(name)) is None
                    else (
                        writer.kg_of(name, kg)
                        for kg in (part.collected_kg, part.rejected_kg, part.kept_kg)
                    )
                ),
                writer.kg_of(name, one.received_kg[name]) if name in one.received_kg else "",
            ]
            for name in shown
        ],
        "family_total": [
            writer.say("total"),
            writer.kg(one.collected_kg),
            writer.kg(one.rejected_kg),
            writer.kg(one.collected_kg - one.rejected_kg),
            writer.kg(received) if one.received_kg else "",
        ],
        "store_heads": [
            *(writer.say(key) for key in ("donor", "done", "empty", "untold")),
            *(f"{writer.say(key)} (kg)" for key in ("collected", "rejected", "left")),
        ],
        "stores": [
            [
                names.of_hand(writer.world, which),
                str(sum(bool(visit.food) for visit in visits.get(which, ()))),
                str(sum(visit.empty_handed for visit in visits.get(which, ()))),
                str(len(lost.get(which, ()))) if which in lost else "",
                writer.kg(sum(part.collected_kg for part in made[which])),
                writer.kg(sum(part.rejected_kg for part in made[which])),
                writer.kg(sum(part.kept_kg for part in made[which])),
            ]
            for which in stores
        ],
        "store_total": [
            writer.say("total"),
            str(one.done),
            str(one.empty),
            str(one.untold or ""),
            writer.kg(one.collected_kg),
            writer.kg(one.rejected_kg),
            writer.kg(one.collected_kg - one.rejected_kg),
        ],
        "note": writer.say("week_rule") if one.received_kg else "",
    }
