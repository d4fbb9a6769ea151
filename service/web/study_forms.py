"""The form that asks for a run from the study of an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from fastapi import Response

from models.base import Model
from scenarios import Fault
from service.asking.forms import Boxes, Fieldset, FormField, FormSection, StudyForm
from service.asking.kind import Kind
from service.asking.reading import read
from service.asking.telling import AnyFault
from service.runs.queue import BadInputError
from service.store.runs import Run
from service.web.asking import on_page
from service.web.form_parts import Control, beside, control_of
from service.web.posted import Posted
from service.web.shown_runs import shown
from service.web.visit import UNUSABLE, Sent, Visit


@dataclass(frozen=True)
class Shown:
    """One section of a form, ready to be shown."""

    title: str
    lead: str
    fields: tuple[Control | tuple[str, tuple[tuple[Control, ...], ...]], ...]
    """Controls; or a legend, and rows of controls."""
    boxes: tuple[Boxes, ...]


def ask_by_form(visit: Visit, sent: Sent, run: Run, kind: Kind, field: str) -> Response:
    """Ask for a run of a kind whose form was sent, or show the form with its faults."""
    assert kind.form is not None
    _, content = visit.desk.content(run.id)
    study = visit.desk.kinds.handed_on(run.kind, content)
    said, wrong = kind.form.read(sent.texts, study)
    faults: Sequence[AnyFault] = wrong
    if not wrong:
        place = {"kind": kind.name, "scenario": run.scenario, "version": run.version}
        wanted, faults = read(kind.asked, {**place, field: run.id, **said})
        if wanted is not None:
            try:
                made = visit.desk.jobs.submit(wanted, once=True)
            except BadInputError as error:
                faults = error.faults
            else:
                return visit.go(f"runs/{made.id}")
    return form_page(visit, run, kind, field, sent.texts, faults)


def form_page(
    visit: Visit,
    run: Run,
    kind: Kind,
    field: str,
    posted: Posted | None = None,
    wrong: Sequence[AnyFault] = (),
) -> Response:
    """Show the form of a kind that starts from the result of a run."""
    del field  # of what is asked: the page's address says the run
    form = kind.form
    assert form is not None
    _, content = visit.desk.content(run.id)
    study = visit.desk.kinds.handed_on(run.kind, content)
    sections = form.sections(study, visit.language)
    begun = _ticked(visit, run, form, study) if posted is None else {}
    names = {one.name for section in sections for one in _fields(section)}
    faults = on_page(wrong, kind.asked, visit.language, lambda name: name if name in names else "")
    made = [_shown(section, visit, posted or {}, faults) for section in sections]
    controls = [
        one
        for section in made
        for part in section.fields
        for one in ([part] if isinstance(part, Control) else [c for row in part[1] for c in row])
    ]
    placed, told = beside(faults, controls, visit.language)
    return shown(
        visit,
        run,
        "study_form.html.j2",
        tab=kind.name,
        status=UNUSABLE if faults else 200,
        kind=kind,
        sections=made,
        ticked={name: set(values) for name, values in (posted or begun).items()},
        ticked_told=form.ticked_told if begun else None,
        faults=faults,
        placed=placed,
        told=told,
    )


def _ticked(visit: Visit, run: Run, form: StudyForm, study: Model) -> Posted:
    """Return the boxes that what telephones told of the week ticks."""
    if form.ticked is None:
        return {}
    last = run.week_of + timedelta(days=6)
    told = visit.desk.ledger.journal(run.town, run.week_of, last).visits
    return form.ticked(study, [one for one in told if one.by_telephone])


def _fields(section: FormSection) -> list[FormField]:
    found: list[FormField] = []
    for part in section.parts:
        if isinstance(part, FormField):
            found.append(part)
        elif isinstance(part, Fieldset):
            found += [one for row in part.rows for one in row]
    return found


def _shown(section: FormSection, visit: Visit, posted: Posted, faults: Sequence[Fault]) -> Shown:
    def control(one: FormField) -> Control:
        return control_of(one, posted, faults, visit.language)

    fields: list[Control | tuple[str, tuple[tuple[Control, ...], ...]]] = []
    for part in section.parts:
        if isinstance(part, FormField):
            fields.append(control(part))
        elif isinstance(part, Fieldset):
            rows = tuple(tuple(control(one) for one in row) for row in part.rows)
            fields.append((part.title, rows))
    boxes = tuple(part for part in section.parts if isinstance(part, Boxes))
    return Shown(section.title, section.lead, tuple(fields), boxes)
