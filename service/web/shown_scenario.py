"""The page of one scenario: its tables, what can be asked of it, its runs, its versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Response

from scenarios import Fault
from scenarios.contents import at, things
from scenarios.variants import BASE
from service.asking.kind import Kind
from service.asking.kinds import Kinds
from service.pages.html import page_body
from service.pages.sites_page import about_positions, sites_page
from service.store import runs, scenarios
from service.web.address_pages import on_page as told_on_page
from service.web.asking import controls_for
from service.web.editing import Opened, loaded_of
from service.web.first_steps.words import step_say
from service.web.form_parts import beside
from service.web.home import in_file
from service.web.posted import Posted
from service.web.tables import TABLES, Table, offered
from service.web.visit import UNUSABLE, Visit
from service.web.what_if.pages import what_if_kind
from service.web.what_if.words import what_if_say


def shown_scenario(
    visit: Visit,
    here: Opened,
    kind: Kind | None = None,
    posted: Posted | None = None,
    faults: Sequence[Fault] = (),
) -> Response:
    """Return the page of a scenario.

    Parameters
    ----------
    kind, posted
        What was asked for there, and what its form sent.
    faults
        What was wrong with that, or with a file that was sent.
    """
    database, version = visit.desk.database, here.version
    history = scenarios.history(database, version.scenario)
    default = str(here.content.get("default_variant", BASE))
    known = runs.listed(database, scenario=version.scenario, most=60)
    forms = []
    for one in _offered(visit.desk.kinds, here.content):
        mine = (posted, faults) if one is kind else (None, ())
        forms.append(
            (one, *controls_for(one, version, default, visit.language, *mine, earlier=known))
        )
    asked_for = [
        field for one, *fields in forms if one is kind for part in fields for field in part
    ]
    placed, told = beside(faults, asked_for, visit.language)
    loaded = loaded_of(here.upload)
    warnings = tuple(told_on_page(one) for one in loaded.warnings)
    shown = sites_page(loaded.scenario, warnings, visit.language)
    return visit.show(
        "scenario.html.j2",
        title=version.label,
        trail=[(visit.say("home"), "")],
        status=UNUSABLE if faults else 200,
        scenario=version,
        last=history[0].number,
        history=history,
        warnings=warnings,
        pressing=any(one.severity == "warning" for one in about_positions(warnings)),
        addresses=step_say("addresses", visit.language),
        sites=page_body(shown, visit.language),
        tables=[(one, _count(one, here.content)) for one in offered(here.content)],
        elsewhere=[
            (one, name)
            for one in TABLES.values()
            if one.nested is None and (name := at(here.content, f"{one.path}_table"))
        ],
        forms=forms,
        what_if=_what_if(visit.desk.kinds, here.content),
        ww=what_if_say.all_in(visit.language),
        opened_kind=kind,
        faults=faults,
        placed=placed if kind else in_file(faults),
        told=told,
        **visit.runs(known[:30]),
    )


def _what_if(kinds: Kinds, content: Mapping[str, Any]) -> bool:
    """Tell whether a scenario is one that cards change."""
    kind = what_if_kind(kinds)
    return kind is not None and kind.applies(content)


def _count(table: Table, content: Mapping[str, Any]) -> int:
    found = things(content, table.path)
    return (
        len(found)
        if table.nested is None
        else sum(len(one.get(table.nested) or ()) for one in found)
    )


def _offered(kinds: Kinds, content: Mapping[str, Any]) -> list[Kind]:
    """Return the kinds of runs that a scenario has something for, or all if it has for none."""
    asked = [kind for kind in kinds.values() if kind.of_scenario]
    return [kind for kind in asked if kind.applies(content)] or asked
