"""The pages of "What if?": cards to pick from, and what was asked kept as a variant."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Response

from models.base import Text
from scenarios.faults import Fault
from scenarios.variants import BASE
from service.asking.asked import what_if_of
from service.asking.cards import Card, Picked, WhatIf, played
from service.asking.forms import FormField
from service.asking.kind import Kind
from service.asking.kinds import Kinds
from service.asking.reading import read
from service.asking.telling import AnyFault
from service.runs.queue import BadInputError
from service.sources import opened as read_variant
from service.store import runs
from service.store.scenarios import NewerError, UnknownError
from service.web.editing import Opened, opened, save
from service.web.form_parts import Control, beside, control_of
from service.web.visit import (
    CONFLICT,
    UNUSABLE,
    Number,
    PageRoute,
    Sent,
    SentForm,
    Visit,
    Visited,
)
from service.web.what_if.keeping import asked_what_if, label_of, variant_of, with_variant
from service.web.what_if.words import what_if_say
from service.web.words import say
from service.words.field_faults import FieldFault
from solver.parallel import workers

what_if_pages = APIRouter(route_class=PageRoute)
SEARCH_S = 8.0
"""How long each plan is searched, seconds."""
PLANS = 3
"""With the changes, without, and each alone."""
SEEDS = 2


@dataclass(frozen=True)
class ShownCard:
    """One card, ready to be shown."""

    name: str
    title: str
    fields: tuple[Control, ...]

    @property
    def used(self) -> bool:
        """Whether something is picked on it, or wrong."""
        return any(
            one.faults or any(option.chosen for option in one.options if not one.default)
            for one in self.fields
        )


def what_if_takes_s() -> int:
    """Return about how long a change takes to be planned beside what is, seconds."""
    return round(math.ceil(PLANS * SEEDS / workers()) * SEARCH_S)


def what_if_kind(kinds: Kinds) -> Kind | None:
    """Return the kind of run that compares what cards change, none where there is none."""
    return next((one for one in kinds.values() if one.cards), None)


@what_if_pages.get("/scenarios/{scenario}/what-if")
def what_if_page(
    visit: Visited, scenario: str, version: Number | None = None, variant: str = ""
) -> Response:
    """Show the cards of a scenario."""
    return _cards(visit, opened(visit.desk.database, scenario, version), variant)


@what_if_pages.post("/scenarios/{scenario}/what-if")
def ask_what_if(visit: Visited, sent: SentForm, scenario: str) -> Response:
    """Plan what was picked beside today's."""
    here = opened(visit.desk.database, scenario, sent.number("version"))
    kind, variant = _kind(visit), _variant(here, sent.text("variant"))
    with read_variant(here.upload, variant, ()) as found:
        world = found.scenario
    made, wrong = played(world, kind.cards, sent.texts, visit.language)
    if wrong:
        return _cards(visit, here, variant, sent, wrong)
    fields = what_if_of(kind.asked)
    values = {
        "kind": kind.name,
        "scenario": scenario,
        "version": here.version.number,
        fields["from"]: variant,
        fields["changes"]: made.sets,
        fields["label"]: made.label(visit.language),
        "time_limit_s": SEARCH_S,
        "seeds": SEEDS,
    }
    wanted, faults = read(kind.asked, values)
    if wanted is None:
        return _cards(visit, here, variant, sent, faults)
    try:
        run = visit.desk.jobs.submit(wanted, once=True)
    except BadInputError as error:
        return _cards(visit, here, variant, sent, _told(error.faults, made))
    return visit.go(f"runs/{run.id}")


@what_if_pages.post("/runs/{run}/keep")
def keep(visit: Visited, sent: SentForm, run: str) -> Response:
    """Keep what a run compared as a variant of its scenario's last version."""
    database = visit.desk.database
    found = runs.run(database, run)
    asked = asked_what_if(visit.desk.kinds, found)
    if not asked:
        raise UnknownError(say["not_found_lead"])
    here = opened(database, found.scenario)
    if variant_of(here.content, asked) is not None:
        return visit.go(f"scenarios/{found.scenario}", "unchanged")
    label = sent.text("label") or label_of(asked, visit.language)
    after = with_variant(here.content, asked, label)
    try:
        save(database, here, after)
    except NewerError as error:
        number = here.version.number
        return visit.refuse([visit.say("newer", last=error.last, number=number)], CONFLICT)
    return visit.go(f"scenarios/{found.scenario}", "saved")


def _kind(visit: Visit) -> Kind:
    kind = what_if_kind(visit.desk.kinds)
    if kind is None:
        raise UnknownError(say["not_found_lead"])
    return kind


def _variant(here: Opened, wanted: str) -> str:
    """Return the variant that is started from: the file's default one unless another is named."""
    names = [one.name for one in here.version.variants]
    default = str(here.content.get("default_variant", BASE))
    return next((one for one in (wanted, default, BASE) if one in names), BASE)


def _told(faults: Sequence[AnyFault], made: WhatIf) -> list[FieldFault]:
    """Return what is wrong with the scenario that the cards make, once each."""
    label = {language: made.label(language) for language in ("fr", "en")}
    found = dict.fromkeys(one.text for one in faults)
    return [
        FieldFault("", Text(fr=f"{label['fr']} : {one.fr}", en=f"{label['en']}: {one.en}"))
        for one in found
    ]


def _cards(
    visit: Visit,
    here: Opened,
    variant: str,
    sent: Sent | None = None,
    wrong: Sequence[FieldFault] = (),
) -> Response:
    kind, variant, language = _kind(visit), _variant(here, variant), visit.language
    with read_variant(here.upload, variant, ()) as found:
        world = found.scenario
    faults = [Fault(place="", path=one.field, text=one.text) for one in wrong]
    picked: Picked = sent.texts if sent is not None else {}
    cards = [
        _shown(card, picked, faults, visit, fields)
        for card in kind.cards
        if (fields := card.fields(world, language))
    ]
    controls = [one for card in cards for one in card.fields]
    placed, told = beside(faults, controls, language)
    title = what_if_say("what_if_title", language)
    return visit.show(
        "what_if.html.j2",
        title=f"{title} – {here.version.label}",
        heading=title,
        trail=[
            (visit.say("home"), ""),
            (here.version.label, f"scenarios/{here.version.scenario}"),
        ],
        status=UNUSABLE if faults else 200,
        ww=what_if_say.all_in(language),
        scenario=here.version,
        variant=variant,
        starts=[
            (one.name, one.label if one.name != BASE else _as_stored(one.label, visit))
            for one in here.version.variants
        ],
        cards=cards,
        seconds=what_if_takes_s(),
        faults=faults,
        placed=placed,
        told=told,
    )


def _as_stored(label: str, visit: Visit) -> str:
    return what_if_say("as_stored", visit.language, label=label)


def _shown(
    card: Card, picked: Picked, faults: Sequence[Fault], visit: Visit, fields: Sequence[FormField]
) -> ShownCard:
    made = tuple(
        # what has no value from the start may stay empty: the card is then not played
        control_of(
            replace(one, name=f"{card.name}.{one.name}", required=bool(one.value)),
            picked,
            faults,
            visit.language,
        )
        for one in fields
    )
    return ShownCard(card.name, card.title.in_(visit.language), made)
