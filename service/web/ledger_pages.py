"""The ledger: balances of a town, what was published and corrected, and new corrections."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from secrets import token_hex
from typing import Literal

from fastapi import APIRouter, Response

from models.base import Model
from models.dates import full_date
from models.scenario import Scenario
from scenarios import Fault
from service.accounts.audit import noted
from service.ledger import Entry, LedgerError, corrections
from service.store import published, scenarios
from service.store.once import Beside, asked_of, done_once, together
from service.web.form_parts import Control, Option, beside
from service.web.visit import UNUSABLE, PageRoute, SentForm, Visit, Visited
from service.web.words import say
from service.words.labels import word
from service.words.ledger import ledger_word

ledger_pages = APIRouter(route_class=PageRoute)
KINDS: tuple[Literal["received", "refused", "returned"], ...] = ("received", "refused", "returned")
FIELDS = ("week", "association", "family", "kind", "kg", "reason")


@ledger_pages.get("/ledger")
def towns_page(visit: Visited) -> Response:
    """Show the towns of which weeks may be published."""
    found = {one.town: one for one in reversed(scenarios.latest(visit.desk.database))}
    towns = [(one, visit.desk.ledger.weeks(one.town)) for one in found.values()]
    return visit.show("towns.html.j2", title=visit.say("ledger_title"), here="ledger", towns=towns)


@ledger_pages.get("/ledger/{town}")
def ledger_page(visit: Visited, town: str) -> Response:
    """Show the ledger of a town."""
    return _ledger(visit, town)


@ledger_pages.post("/ledger/{town}/corrections")
def correct(visit: Visited, sent: SentForm, town: str) -> Response:
    """Add a correction to a published week."""
    given = {field: sent.text(field) for field in FIELDS}
    world = visit.desk.town(town)
    week, kg = (
        corrections.day(given["week"]),
        corrections.kg_of(world, given["family"], given["kg"]),
    )
    faults = _faults(world, visit.desk.ledger.weeks(town), given)
    if faults or week is None:
        return _ledger(visit, town, given, faults)
    kind: Literal["received", "refused", "returned"] = next(k for k in KINDS if k == given["kind"])
    try:
        values = (town, week, given["association"], given["family"], kind, kg, given["reason"])
        told = noted("corrected", town, str(week))

        def do(also: Beside | None) -> None:
            visit.desk.ledger.correct(*values, together(told, also))

        done_once(visit.desk.database, sent.key, asked_of("correct", *values), Model(), do)
    except LedgerError as error:
        return _ledger(visit, town, given, [Fault(place="", path="kg", text=error.text)])
    return visit.go(f"ledger/{town}", "corrected")


def _faults(world: Scenario, weeks: Sequence[date], given: Mapping[str, str]) -> list[Fault]:
    """Return what is wrong with a correction, beside the field in which it is."""
    kg = corrections.kg_of(world, given["family"], given["kg"])
    known: dict[str, set[str]] = {
        "week": {str(one) for one in weeks},
        "association": set(world.association),
        "family": set(world.family),
        "kind": set(KINDS),
    }
    found = [
        Fault(place="", path=field, text=say["choose_one"])
        for field, names in known.items()
        if given[field] not in names
    ]
    if not math.isfinite(kg) or kg == 0 or (kg < 0 and given["kind"] != "received"):
        key = "bad_units" if corrections.counted(world, given["family"]) else "bad_kg"
        text = say[key].format(value=given["kg"])
        found.append(Fault(place="", path="kg", text=text))
    if not given["reason"]:
        found.append(Fault(place="", path="reason", text=say["no_reason"]))
    return found


def _ledger(
    visit: Visit, town: str, given: Mapping[str, str] | None = None, faults: Sequence[Fault] = ()
) -> Response:
    world, ledger = visit.desk.town(town), visit.desk.ledger
    lines = [one for one in ledger.entries(town) if one.kind in KINDS]
    weeks = ledger.weeks(town)
    shown = _controls(visit, world, weeks, given or {}, faults)
    placed, told = beside(faults, shown, visit.language)
    return visit.show(
        "ledger.html.j2",
        title=f"{visit.say('ledger_title')} – {world.label}",
        heading=world.label,
        here="ledger",
        trail=[(visit.say("ledger"), "ledger")],
        status=UNUSABLE if faults else 200,
        town=town,
        key=token_hex(16),
        world=world,
        weeks=weeks,
        runs={one.week_of: one.run for one in published.weeks(visit.desk.database, town)},
        feeds=[
            *((f"association-{one.id}", one.label) for one in world.associations),
            *((f"vehicule-{one.id}", one.label) for one in world.vehicles),
            *((f"equipage-{one.id}", one.label) for one in world.people),
        ],
        balances=ledger.balances(town),
        lines=[(one, _label(world, one)) for one in lines],
        controls=shown,
        faults=faults,
        placed=placed,
        told=told,
    )


def _label(world: Scenario, line: Entry) -> tuple[str, str]:
    who, family = world.association.get(line.association), world.family.get(line.family)
    return (who.label if who else line.association, family.label if family else line.family)


def _controls(
    visit: Visit,
    world: Scenario,
    weeks: Sequence[date],
    given: Mapping[str, str],
    faults: Sequence[Fault],
) -> list[Control]:
    """Return the fields of a correction."""
    named: dict[str, list[tuple[str, str]]] = {
        "week": [(str(one), full_date(one, visit.language)) for one in reversed(weeks)],
        "association": [(one.id, one.label) for one in world.associations],
        "family": [(one.id, one.label) for one in world.families],
        "kind": [(kind, ledger_word(f"{kind}_kind", visit.language)) for kind in KINDS],
    }
    counted = any(one.unit is not None for one in world.families)
    notes = [visit.say("entry_kg_note"), *([visit.say("entry_units_note")] if counted else [])]
    titles = {
        "week": visit.say("week_of"),
        "association": word("association", visit.language),
        "family": word("family", visit.language),
        "kind": visit.say("of_what"),
        "kg": visit.say("kg"),
        "reason": visit.say("cause"),
    }
    return [
        Control(
            field,
            titles[field],
            # the keys of a telephone for numbers have no letters
            "choice" if field in named else "number" if field == "kg" and not counted else "text",
            given.get(field, ""),
            tuple(
                Option(name, label, name == given.get(field))
                for name, label in named.get(field, ())
            ),
            required=True,
            hint=" ".join(notes) if field == "kg" else "",
            faults=tuple(one.text.in_(visit.language) for one in faults if one.path == field),
        )
        for field in FIELDS
    ]
