"""A note of each visit at which a body was given something."""

from __future__ import annotations

from models.numbers import number
from models.visits import Visit
from service.kinds.month import names
from service.kinds.month.register import chilled, cold, marks
from service.kinds.month.writer import Data, Writer
from service.words.sentences import units_said


def notes(writer: Writer, body: str) -> bytes:
    """Return a note of each visit at which a body was given something."""
    given = [one for one in writer.by_body.get(body, ()) if one.food]
    return writer.printed(
        "notes",
        {
            "body": names.association(writer.world, body),
            "missing": writer.missing(body),
            "notes": [_note(writer, n, one) for n, one in enumerate(given, start=1)],
        },
        writer.say("pickup_note"),
    )


def _note(writer: Writer, n: int, visit: Visit) -> Data:
    went = names.short(writer.world, visit.association)
    return {
        "number": writer.say("pickup_number", number=f"{visit.day:%y%m}-{n}"),
        "when": " ".join(
            one for one in (names.day(visit.day, writer.language), visit.arrived or "") if one
        ),
        "store": names.donor(writer.world, visit.donor, visit.day),
        "place": writer.place_of(visit.donor),
        "body": names.association(writer.world, visit.holder),
        "by": ""
        if visit.association == visit.holder
        else f"({writer.say('collected_by').lower()} {went})",
        "lines": [
            {
                "family": names.family(writer.world, one.family),
                "lot": marks(writer, one),
                "crates": units_said(writer.world.family.get(one.family), one.kg, writer.language)
                or ("" if one.crates is None else number(one.crates, writer.language, 0)),
                "kg": writer.kg(one.kg),
            }
            for one in visit.food
        ],
        "total": writer.kg(visit.kg),
        "cold": f"{writer.say('temperature')} : {cold(writer, visit)}"
        if chilled(writer, visit)
        else "",
    }
