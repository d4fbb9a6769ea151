"""A call by telephone: large buttons, the answer in seconds, whom to ring and what to send."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Response

from models.base import Text
from scenarios.faults import Fault
from service.asking.calls import ByTelephone
from service.asking.kind import Kind
from service.asking.progress import line
from service.asking.reading import read
from service.asking.telling import AnyFault
from service.runs.queue import BadInputError
from service.store import runs
from service.store.runs import ENDED, Run
from service.store.scenarios import UnknownError
from service.web.asking import on_page
from service.web.form_parts import Control, beside, control_of
from service.web.posted import Posted
from service.web.shown_runs import shown
from service.web.visit import UNUSABLE, PageRoute, SentForm, Visit, Visited
from service.web.words import say
from service.words.vocabulary import Vocabulary

call_pages = APIRouter(route_class=PageRoute)
CALL_PAGE_WORDS = {
    "whom_to_tell": Text(fr="Qui prévenir", en="Whom to tell"),
    "nobody_to_tell": Text(fr="Personne à prévenir.", en="Nobody to tell."),
    "ring": Text(fr="Appeler", en="Phone"),
    "send_sms": Text(fr="Envoyer par SMS", en="Send as a text message"),
    "send_mail": Text(fr="Envoyer par courriel", en="Send by mail"),
    "copy_it": Text(fr="Copier", en="Copy"),
    "copied": Text(fr="Copié", en="Copied"),
    "share": Text(fr="Partager", en="Share with…"),
    "message": Text(fr="Message", en="Message"),
    "no_number": Text(
        fr="Aucun numéro au dossier : le message s'ouvre sans destinataire.",
        en="No number in the file: the message opens without an addressee.",
    ),
    "searching": Text(fr="Le nouveau plan arrive…", en="The new plan is coming…"),
    "see_whole": Text(fr="Voir tout le détail", en="See all the details"),
    "call_again": Text(fr="Autre chose est arrivé", en="Something else happened"),
    "show_day": Text(fr="Montrer ce jour", en="Show that day"),
    "when": Text(fr="Le jour et l'heure", en="Day and time"),
}
call_say = Vocabulary(CALL_PAGE_WORDS)


@call_pages.get("/runs/{run}/call")
def call_page(visit: Visited, run: str, day: str = "") -> Response:
    """Show what may be tapped; what was tapped before another day was picked stays."""
    tapped: dict[str, list[str]] = {}
    for name, value in visit.request.query_params.multi_items():
        tapped.setdefault(name, []).append(value)
    return _form(visit, *_asking(visit, run), tapped, day=day)


@call_pages.post("/runs/{run}/call")
def call_sent(visit: Visited, sent: SentForm, run: str) -> Response:
    """Plan again, or show what is missing."""
    found, kind, field, phone = _asking(visit, run)
    said, wrong = phone.read(sent.texts)
    faults: Sequence[AnyFault] = wrong
    if not wrong:
        place = {"kind": kind.name, "scenario": found.scenario, "version": found.version}
        wanted, faults = read(kind.asked, {**place, field: run, **said})
        if wanted is not None:
            try:
                made = visit.desk.jobs.submit(wanted, once=True)
            except BadInputError as error:
                faults = error.faults
            else:
                return visit.go(f"runs/{made.id}/called")
    return _form(visit, found, kind, field, phone, sent.texts, faults, sent.text("day"))


@call_pages.get("/runs/{run}/called")
def answer_page(visit: Visited, run: str) -> Response:
    """Show what changes and whom to tell, or that it is being searched."""
    found = runs.run(visit.desk.database, run)
    kind = visit.desk.kinds[found.kind]
    if kind.by_telephone is None:
        raise UnknownError(say["not_found_lead"])
    if not found.has_study:
        told = [line(step, visit.language) for step in runs.steps(visit.desk.database, run)]
        if found.state in ENDED:
            return visit.go(f"runs/{run}")
        return _shown(visit, found, kind.by_telephone, "called.html.j2", answer=None, told=told)
    study = visit.desk.study(run)
    if kind.refused(study):
        return visit.go(f"runs/{run}")
    answer = kind.by_telephone.answer(study, visit.language)
    return _shown(visit, found, kind.by_telephone, "called.html.j2", answer=answer, told=[])


def _asking(visit: Visit, run: str) -> tuple[Run, Kind, str, ByTelephone]:
    found = runs.run(visit.desk.database, run)
    if found.has_study:
        for kind, field in visit.desk.kinds.from_study_of(found.kind):
            if kind.by_telephone is not None:
                return found, kind, field, kind.by_telephone
    raise UnknownError(say["not_found_lead"])


def _form(
    visit: Visit,
    run: Run,
    kind: Kind,
    field: str,
    phone: ByTelephone,
    posted: Posted | None = None,
    wrong: Sequence[AnyFault] = (),
    day: str = "",
) -> Response:
    del field  # of what is asked: the page's address says the run
    _, content = visit.desk.content(run.id)
    form = phone.form(visit.desk.kinds.handed_on(run.kind, content), visit.language, day)
    names = {one.name for group in form.happenings for one in group.fields}
    names |= {one.name for one in form.when}
    faults: list[Fault] = on_page(
        wrong, kind.asked, visit.language, lambda name: name if name in names else ""
    )
    sent: Posted = posted or {}

    def made(fields: Sequence[object]) -> list[Control]:
        return [control_of(one, sent, faults, visit.language) for one in fields]  # type: ignore[arg-type]

    when = made(form.when)
    groups = [(one, made(one.fields)) for one in form.happenings]
    controls = [*when, *(control for _, group in groups for control in group)]
    placed, told = beside(faults, controls, visit.language)
    return _shown(
        visit,
        run,
        phone,
        "call.html.j2",
        status=UNUSABLE if faults else 200,
        when=when,
        groups=groups,
        faults=faults,
        placed=placed,
        told=told,
    )


def _shown(
    visit: Visit, run: Run, phone: ByTelephone, template: str, **context: object
) -> Response:
    return shown(
        visit, run, template, tab="call", phone=phone, cw=call_say.all_in(visit.language), **context
    )
