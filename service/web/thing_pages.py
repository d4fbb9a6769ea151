"""The page of a thing that a result names, and the button that tries a change for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Response

from models.base import Text
from service.asking.asked import what_if_of
from service.asking.cards import LONGEST_LABEL, played
from service.asking.kind import Kind
from service.asking.kinds import Kinds
from service.asking.reading import read
from service.asking.things import Told, Trial
from service.pages.html import page_body
from service.runs.queue import BadInputError
from service.store import runs
from service.store.runs import Run
from service.store.scenarios import UnknownError
from service.web.shown_runs import shown
from service.web.visit import PageRoute, SentForm, Visit, Visited
from service.web.what_if.pages import SEARCH_S, SEEDS, what_if_kind, what_if_takes_s
from service.web.what_if.words import what_if_say
from service.web.words import say
from service.words.sentences import unbroken
from service.words.vocabulary import Vocabulary

thing_pages = APIRouter(route_class=PageRoute)
MOST_TRIALS = 4
"""Offered: the first as the button, the others folded."""
THING_WORDS = {
    "try": Text(fr="Essayer", en="Try it"),
    "try_title": Text(fr="Qu'est-ce qui changerait cela ?", en="What would change this?"),
    "try_lead": Text(
        fr="La semaine est planifiée avec et sans ce changement, puis comparée. Rien ne change "
        "dans vos données.",
        en="The week is planned with and without this change, then compared. Nothing changes in "
        "your data.",
    ),
    "other_trials": Text(fr="Essayer autre chose pour {name}", en="Try something else for {name}"),
}
thing_word = Vocabulary(THING_WORDS, what_if_say)


@dataclass(frozen=True)
class Offered:
    """A change that can be tried: what it is called, and what it puts in the scenario."""

    label: str
    changes: tuple[str, ...]

    def said(self, language: str) -> str:
        """Return its label as a button says it: cards quote for the inside of a sentence."""
        if language == "en":
            return self.label
        return self.label.replace("“", "«\u00a0").replace("”", "\u00a0»")


def things_of(kind: Kind, run: str, language: str) -> str:
    """Return where the pages of the things of a run are; nowhere where it has none."""
    return "" if kind.things is None else f"/{language}/runs/{run}/about/"


@thing_pages.get("/runs/{run}/about/{sort}/{name}")
def thing_page(visit: Visited, run: str, sort: str, name: str) -> Response:
    """Show what a result says of a thing that it names."""
    found, told = _told(visit, run, sort, name)
    kind = visit.desk.kinds[found.kind]
    return shown(
        visit,
        found,
        "thing_told.html.j2",
        tab=None,
        told=told,
        body=page_body(told.page, visit.language, things_of(kind, run, visit.language)),
        trials=_offered(visit, found, told.trials),
        seconds=what_if_takes_s(),
        tw={key: unbroken(text) for key, text in thing_word.all_in(visit.language).items()},
    )


@thing_pages.post("/runs/{run}/about/{sort}/{name}")
def try_change(visit: Visited, sent: SentForm, run: str, sort: str, name: str) -> Response:
    """Plan the week with and without a change that the page of a thing offers."""
    found, told = _told(visit, run, sort, name)
    offered = _offered(visit, found, told.trials)
    wanted = sent.number("trial") or 1
    if wanted > len(offered):
        raise UnknownError(say["not_found_lead"])
    one, kind = offered[wanted - 1], _what_if(visit.desk.kinds)
    fields = what_if_of(kind.asked)
    values: dict[str, Any] = {
        "kind": kind.name,
        "scenario": found.scenario,
        "version": found.version,
        "sets": list(found.asked.get("sets", ())),
        fields["changes"]: list(one.changes),
        fields["label"]: one.label,
        "time_limit_s": SEARCH_S,
        "seeds": SEEDS,
    }
    if found.asked.get("variant"):
        values[fields["from"]] = found.asked["variant"]
    asked, faults = read(kind.asked, values)
    try:
        if asked is not None:
            return visit.go(f"runs/{visit.desk.jobs.submit(asked, once=True).id}")
    except BadInputError as error:
        return visit.refuse([unbroken(fault.text.in_(visit.language)) for fault in error.faults])
    return visit.refuse([fault.text.in_(visit.language) for fault in faults])


def _told(visit: Visit, run: str, sort: str, name: str) -> tuple[Run, Told]:
    found = runs.run(visit.desk.database, run)
    kind = visit.desk.kinds[found.kind]
    if kind.things is not None and found.has_study:
        study = visit.desk.study(run)
        told = None if kind.refused(study) else kind.things(study, sort, name, visit.language)
        if told is not None:
            return found, told
    raise UnknownError(say["not_found_lead"])


def _what_if(kinds: Kinds) -> Kind:
    kind = what_if_kind(kinds)
    if kind is None:
        raise UnknownError(say["not_found_lead"])
    return kind


def _offered(visit: Visit, run: Run, trials: tuple[Trial, ...]) -> list[Offered]:
    """Return the trials that the scenario of a run allows, as they are told."""
    kinds = visit.desk.kinds
    kind = what_if_kind(kinds)
    if kind is None or not trials:
        return []
    world = getattr(kinds[run.kind].hands_on(visit.desk.study(run.id)), "scenario", None)
    if world is None:
        return []
    found = []
    for one in trials:
        if one.changes:
            found.append(Offered(one.label[:LONGEST_LABEL], one.changes))
            continue
        made, wrong = played(world, kind.cards, one.picks, visit.language)
        if not wrong:
            found.append(Offered(made.label(visit.language), made.sets))
    return found[:MOST_TRIALS]
