"""The pages of the first steps: begun, answered step by step, checked, planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Response

from scenarios import ScenarioError
from scenarios.beginning.answers import begun
from scenarios.beginning.figures import crate_kg
from scenarios.faults import Fault
from service.pages.html import page_body
from service.pages.sites_page import map_alone
from service.runs.queue import BadInputError
from service.sources import Checked
from service.store import drafts, scenarios
from service.store.drafts import Draft
from service.store.scenarios import NewerError, UnknownError, Version
from service.web.asking import asked
from service.web.controls import Form
from service.web.first_steps.address_files import FIELD, imported, known_files
from service.web.first_steps.answering import named, row_numbers, with_step
from service.web.first_steps.checking import called, empty_list, faults_of, looked_at
from service.web.first_steps.showing import sections
from service.web.first_steps.sites import located
from service.web.first_steps.steps import BY_NAME, CHECK, NAMES, Step
from service.web.first_steps.words import step_say
from service.web.form_parts import control_id
from service.web.visit import CONFLICT, UNUSABLE, Number, PageRoute, SentForm, Visit, Visited
from service.web.words import say

first_step_pages = APIRouter(route_class=PageRoute)
SEARCH_S = 10
"""How long a first plan is searched, seconds: it is there to be looked at, not to be the best."""
MORE_ROWS = 4
MOST_BLANKS = 60
"""How many empty rows are added at once, and how many there may be."""


@first_step_pages.post("/first-steps")
def begin(visit: Visited) -> Response:
    """Begin a town."""
    made = drafts.add(visit.desk.database, begun(visit.language, date.today()))
    return visit.go(f"first-steps/{made.id}/{NAMES[0]}")


@first_step_pages.get("/first-steps/{draft}")
def go_on(visit: Visited, draft: str) -> Response:
    """Lead to the first step that was not answered yet."""
    found = drafts.draft(visit.desk.database, draft)
    reached = next((one for one in BY_NAME.values() if not _begun(one, found.answers)), None)
    return visit.go(f"first-steps/{draft}/{reached.name if reached else CHECK}")


@first_step_pages.post("/first-steps/{draft}/remove")
def give_up(visit: Visited, draft: str) -> Response:
    """Take a draft away."""
    drafts.remove(visit.desk.database, draft)
    return visit.go("")


@first_step_pages.get("/first-steps/{draft}/check")
def check_page(visit: Visited, draft: str) -> Response:
    """Show what is wrong with a draft, or that it can be planned."""
    return _check(visit, drafts.draft(visit.desk.database, draft))


@first_step_pages.post("/first-steps/{draft}/addresses")
def send_addresses(visit: Visited, sent: SentForm, draft: str) -> Response:
    """Read a file of addresses; those typed so far are looked up in it from now on.

    What was typed at the step is sent with it, and kept too.
    """
    database, step = visit.desk.database, BY_NAME[NAMES[0]]
    found = drafts.draft(database, draft)
    answers = with_step(step, found.answers, sent.texts)
    try:
        found = drafts.save(database, draft, answers, after=sent.number("number") or 0)
        imported(sent.files)
    except NewerError:
        return _step(visit, found, step, answers, newer=True, status=CONFLICT)
    except ScenarioError as error:
        return _step(visit, found, step, answers, error.faults, status=UNUSABLE)
    drafts.save(database, draft, located(answers, {}, visit.language), after=found.number)
    return visit.go(f"first-steps/{draft}/{step.name}")


@first_step_pages.post("/first-steps/{draft}/plan")
def plan(visit: Visited, draft: str) -> Response:
    """Store the town that a draft makes, and plan its week."""
    database = visit.desk.database
    found = drafts.draft(database, draft)
    outcome = looked_at(found.answers, visit.language)
    if outcome.checked is None:
        return _check(visit, found, UNUSABLE)
    try:
        version = _stored(visit, found, outcome.checked)
    except NewerError:
        return visit.refuse([step_say("moved_on", visit.language)], CONFLICT)
    content = outcome.checked.scenario.model_dump(mode="json")
    kind = next(k for k in visit.desk.kinds.values() if k.form is None and k.applies(content))
    wanted, _ = asked(
        kind,
        version.scenario,
        version.number,
        {f"{kind.name}.time_limit_s": [str(SEARCH_S)]},
    )
    assert wanted is not None
    try:
        run = visit.desk.jobs.submit(wanted, once=True)
    except BadInputError:
        return visit.go(f"scenarios/{version.scenario}")
    return visit.go(f"runs/{run.id}")


@first_step_pages.get("/first-steps/{draft}/{step}")
def step_page(
    visit: Visited, draft: str, step: str, mend: str = "", blanks: Number | None = None
) -> Response:
    """Show one step; with what is wrong, when it is to be mended."""
    found, shown = drafts.draft(visit.desk.database, draft), _known(step)
    faults = faults_of(shown, found.answers) if mend else ()
    return _step(visit, found, shown, found.answers, faults, blanks=min(MOST_BLANKS, blanks or 0))


@first_step_pages.post("/first-steps/{draft}/{step}")
def save_step(visit: Visited, sent: SentForm, draft: str, step: str) -> Response:
    """Save what a step says, whole or not; go on when nothing of it is wrong."""
    database, shown = visit.desk.database, _known(step)
    before = drafts.draft(database, draft)
    after = located(with_step(shown, before.answers, sent.texts), sent.texts, visit.language)
    try:
        saved = drafts.save(database, draft, after, after=sent.number("number") or 0)
    except NewerError:
        return _step(visit, before, shown, after, newer=True, status=CONFLICT)
    if sent.text("then") == "more":
        name = shown.sections[0].list
        there = len(named(after, name))
        blanks = max(0, len(row_numbers(name, sent.texts)) - there) + MORE_ROWS
        anchor = control_id(f"{name}.{there}")
        return visit.go(f"first-steps/{draft}/{step}?blanks={min(MOST_BLANKS, blanks)}#{anchor}")
    faults = faults_of(shown, after)
    if faults:
        return _step(visit, saved, shown, after, faults, status=UNUSABLE)
    return visit.go(f"first-steps/{draft}/{NAMES[NAMES.index(step) + 1]}")


def _known(step: str) -> Step:
    if step not in BY_NAME:
        raise UnknownError(say["not_found_lead"])
    return BY_NAME[step]


def _begun(step: Step, answers: Mapping[str, Any]) -> bool:
    """Tell whether something was said at a step."""
    lists = [one.list for one in step.sections if one.list and one.blanks]
    return all(answers.get(one) for one in lists) if lists else bool(answers.get("label"))


def _stored(visit: Visit, draft: Draft, checked: Checked) -> Version:
    """Store the town: as a new scenario, or as the next version of the one made before.

    Raises
    ------
    NewerError
        That one was changed elsewhere since.
    """
    database = visit.desk.database
    if draft.scenario is None:
        version = scenarios.add(database, checked)
    else:
        last = scenarios.upload(database, draft.scenario, draft.version)
        if last.content == checked.upload.content:
            return scenarios.version(database, draft.scenario, draft.version)
        version = scenarios.add_version(database, draft.scenario, checked, after=draft.version)
    drafts.made(database, draft.id, version.scenario, version.number)
    return version


def _moved_on(visit: Visit, draft: Draft) -> bool:
    """Tell whether the scenario made of a draft was changed elsewhere since."""
    if draft.scenario is None:
        return False
    return scenarios.version(visit.desk.database, draft.scenario).number != draft.version


def _step(
    visit: Visit,
    draft: Draft,
    step: Step,
    answers: Mapping[str, Any],
    faults: Sequence[Fault] = (),
    *,
    blanks: int = 0,
    newer: bool = False,
    status: int = 200,
) -> Response:
    language = visit.language
    form = Form(answers, language, faults)
    shown = sections(step, answers, form, language, blanks)
    name = step.name
    titled = step_say(name, language)
    weights = {
        "market": round(crate_kg("supermarket")),
        "bakery": round(crate_kg("bakery")),
        "produce": round(crate_kg("producer")),
    }
    return visit.show(
        "step.html.j2",
        title=titled,
        trail=[(visit.say("home"), "")],
        status=status,
        fw=step_say.all_in(language),
        draft=draft,
        step=step,
        names=NAMES,
        lead=step_say(f"{name}_lead", language, **weights),
        sections=shown,
        faults=faults,
        placed=form.placed | {n: FIELD for n, one in enumerate(faults) if one.path == FIELD},
        told={
            n: " – ".join(
                filter(
                    None,
                    (called(one.path, answers), form.told.get(n) or empty_list(one, language)),
                )
            )
            for n, one in enumerate(faults)
            if not one.place
        },
        newer=newer,
        books=known_files() if step.name == NAMES[0] else None,
        moved_on=_moved_on(visit, draft),
    )


def _check(visit: Visit, draft: Draft, status: int = 200) -> Response:
    language = visit.language
    outcome = looked_at(draft.answers, language)
    summary: tuple[str, ...] = ()
    sites = ""
    if outcome.checked is not None:
        summary = visit.desk.kinds.summary(outcome.checked.scenario, language)
        sites = page_body(map_alone(outcome.checked.scenario, language), language)
    return visit.show(
        "step_check.html.j2",
        title=step_say(CHECK, language),
        trail=[(visit.say("home"), "")],
        status=status,
        fw=step_say.all_in(language),
        draft=draft,
        step=None,
        names=NAMES,
        outcome=outcome,
        summary=summary,
        sites=sites,
        notes=outcome.checked.scenario.notes if outcome.checked else (),
        seconds=SEARCH_S,
        moved_on=_moved_on(visit, draft),
    )
