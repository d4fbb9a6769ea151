"""A running week planned again with the fewest changes: what ``ramasse replan`` does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from models.base import Language, Model, Text
from models.events import Call
from models.fields import en, fr
from models.plan import Plan
from models.replan import Replan
from models.study import Study
from models.words import WHAT_CHANGES
from service.asking import fields
from service.asking.asked import Asked, EarlierRun, Option, RunId, Spelled
from service.asking.calls import ByTelephone, CallAnswer
from service.asking.given import Given
from service.asking.kind import Kind, Next, Tab, from_studies_alone, no_variant
from service.kinds.replan import ROOM
from service.kinds.replan.call_faults import call_faults
from service.kinds.replan.call_form import CALL_FORM
from service.kinds.replan.call_form import read as read_form
from service.kinds.replan.call_options import CallOptions, read_call
from service.kinds.replan.call_words import CALL_WORDS
from service.kinds.replan.phone_call import call_answer, call_form
from service.kinds.week.kind import DRAWN_TAB, SHEETS_TAB, TELEPHONES, WEEK, after_week
from service.words.field_faults import FieldFault

if TYPE_CHECKING:
    from service.asking.things import Told
    from service.pages.page import Page

CHANGES, CHANGES_REPORT = "changements.json", "changements.html"
CHANGES_BOOK = "changements.xlsx"


class ReplanAsked(Asked):
    """A day on which something happened."""

    default_s: ClassVar[float | None] = 5.0

    kind: Literal["replan"] = "replan"
    week: Annotated[
        RunId,
        EarlierRun(("week", "replan", "hand_plan")),
        Option(argument=True),
        fr("Semaine en cours", "Le study.json publié."),
        en("Running week", "The published study.json."),
    ]
    call: Annotated[Call, Spelled(CallOptions, read_call), fr("Appel"), en("Call")]
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1


class Replanned(Model):
    """The answer to a call, and the rounds as they were before."""

    answer: Replan
    before: Plan

    @property
    def study(self) -> Study:
        """The week as it is now planned."""
        return self.answer.study


def _week(given: Given) -> Study:
    found = given.earlier["week"]
    assert isinstance(found, Study)
    return found


def _faults(asked: ReplanAsked, given: Given) -> Sequence[FieldFault]:
    return call_faults(_week(given), asked.call) if "week" in given.earlier else ()


def _work(asked: ReplanAsked, given: Given) -> Replanned:
    from solver.replan.replan import replan
    from solver.settings import Settings

    study = _week(given)
    settings = Settings(asked.limit_s, asked.iterations, asked.seed, weeks=0)
    made = replan(study, asked.call, settings=settings, watch=given.tell, stop=given.stop)
    return Replanned(answer=made, before=study.plan)


def _page(study: Replanned, language: Language) -> Page:
    from service.kinds.replan.page import replan_page

    return replan_page(study.answer, study.before, language)


def _files(study: Replanned, language: Language) -> dict[str, bytes]:
    """Return the files of a day planned again: those of a week, and what changed."""
    from service.files import passed_on
    from service.kinds.week.calendars import round_calendars
    from service.pages.html import html
    from service.pages.workbook import workbook

    # whom to ring is told where the call is made, not in what is passed on
    page = _page(Replanned.model_validate_json(passed_on(study.model_dump_json())), language)
    return {
        **WEEK.made(study.study, language),
        **round_calendars(study.study, language, study.before),
        CHANGES: passed_on(study.answer.model_dump_json(indent=1, exclude={"study"})).encode(),
        CHANGES_REPORT: html(page, language).encode(),
        CHANGES_BOOK: workbook(page, language),
    }


def _agendas(study: Replanned, language: Language) -> dict[str, bytes]:
    """Return the calendars of the week: what was published and is no more is cancelled in them."""
    from service.kinds.week.calendars import round_calendars

    return round_calendars(study.study, language, study.before, by_id=True)


def _whole_week(study: Replanned, language: Language) -> str:
    return WEEK.html(study.study, language)


def _linked_week(study: Replanned, language: Language, things: str) -> str:
    return WEEK.html(study.study, language, things)


def _told(study: Replanned, sort: str, name: str, language: Language) -> Told | None:
    from service.kinds.week.why.pages import told

    return told(study.study, sort, name, language)


def _sheets(study: Replanned, language: Language) -> str:
    return SHEETS_TAB.body(study.study, language)


def _drawn(study: Replanned, language: Language) -> str:
    return DRAWN_TAB.body(study.study, language)


def _next(study: Replanned) -> Sequence[Next]:
    return after_week(study.study)


def _refused(study: Replanned) -> bool:
    return WEEK.refused(study.study)


def _hands_on(study: Replanned) -> Study:
    return study.study


def _called(study: Replanned, language: Language) -> CallAnswer:
    return call_answer(study.answer, study.before, language)


REPLAN = Kind(
    room=ROOM,
    resource="replans",
    called=Text(fr="Semaine re-planifiée", en="Week planned again"),
    study_called=WEEK.study_called,
    page_called=WHAT_CHANGES,
    asked=ReplanAsked,
    study=Replanned,
    example={
        "kind": "replan",
        "scenario": "aubagne",
        "week": "5e2b7c1f90a4d836",
        "call": {
            "day": "tue",
            "now": "08:30",
            "events": [{"kind": "gives", "donor": "super-1", "kg": 0}],
        },
    },
    applies=from_studies_alone,
    variants=no_variant,
    faults=_faults,
    work=_work,
    page=_page,
    files=_files,
    agendas=_agendas,
    writes=(*WEEK.writes, CHANGES, CHANGES_REPORT, CHANGES_BOOK),
    owned=WEEK.owned,
    refused=_refused,
    hands_on=_hands_on,
    next=_next,
    tabs=(
        Tab("week", Text(fr="La semaine", en="The week"), _whole_week, linked=_linked_week),
        Tab(DRAWN_TAB.name, DRAWN_TAB.title, _drawn, behaviour=DRAWN_TAB.behaviour),
        Tab(SHEETS_TAB.name, SHEETS_TAB.title, _sheets, SHEETS_TAB.file, SHEETS_TAB.lead),
    ),
    telephones=TELEPHONES,
    things=_told,
    form=CALL_FORM,
    by_telephone=ByTelephone(
        title=CALL_WORDS["call_title"],
        lead=CALL_WORDS["call_lead"],
        button=CALL_FORM.button,
        back=CALL_FORM.back,
        form=call_form,
        read=read_form,
        answer=_called,
    ),
    brief=True,
)
