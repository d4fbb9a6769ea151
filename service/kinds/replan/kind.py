"""A running week planned again with the fewest changes: what ``ramasse replan`` does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from models.base import Language, Model, Text
from models.events import Call
from models.plan import Plan
from models.replan import Replan
from models.study import Study
from service.asking.input_faults import limit_faults
from service.asking.kind import (
    Asked,
    Given,
    Iterations,
    Kind,
    NoAnswerError,
    RunId,
    Seed,
    TimeLimit,
)
from service.kinds.replan.call_faults import call_faults
from service.kinds.replan.call_faults import files as files_of
from service.sources import Upload

if TYPE_CHECKING:
    from service.pages.page import Page


class ReplanAsked(Asked):
    """A day on which something happened."""

    kind: Literal["replan"] = "replan"
    week: RunId | None = Field(
        default=None, description="The run of kind ``run`` whose rounds are under way."
    )
    again: RunId | None = Field(
        default=None, description="Instead of it, a run of kind ``replan`` that changed them."
    )
    call: Call
    time_limit_s: TimeLimit = Field(default=None, description="5 s unless iterations are given.")
    iterations: Iterations = None
    seed: Seed = 1

    def earlier(self) -> dict[str, tuple[str, str]]:
        """Return the run whose rounds are under way, and its kind."""
        named = (("week", self.week, "run"), ("again", self.again, "replan"))
        return {field: (run, kind) for field, run, kind in named if run is not None}


class Replanned(Model):
    """The answer to a call, and the rounds as they were before."""

    answer: Replan
    before: Plan

    @property
    def study(self) -> Study:
        """The week as it is now planned."""
        return self.answer.study


def _faults(asked: ReplanAsked, upload: Upload, language: Language) -> list[str]:
    del upload  # the study knows its scenario
    found = limit_faults(asked.time_limit_s, asked.iterations, asked.seed, 0, language)
    if (asked.week is None) == (asked.again is None):
        found.append(ONE_WEEK.in_(language))
    return found


def _work(asked: ReplanAsked, given: Given) -> Replanned:
    from solver.replan.replan import TIME_LIMIT_S, replan
    from solver.settings import Settings

    study = planned_week(given.earlier)
    told = [call_faults(study, asked.call, "fr"), call_faults(study, asked.call, "en")]
    if any(told):
        raise NoAnswerError(Text(fr=" ".join(told[0]), en=" ".join(told[1])))
    limit = TIME_LIMIT_S if asked.time_limit_s is None else asked.time_limit_s
    settings = Settings(
        time_limit_s=None if asked.iterations is not None else limit,
        iterations=asked.iterations,
        seed=asked.seed,
        weeks=0,
    )
    made = replan(study, asked.call, settings=settings, watch=given.tell, stop=given.stop)
    return Replanned(answer=made, before=study.plan)


def planned_week(earlier: Mapping[str, bytes]) -> Study:
    """Return the week of an earlier run: as one of kind ``replan``, named ``again``, changed it."""
    if "again" in earlier:
        return Replanned.model_validate_json(earlier["again"]).study
    (content,) = earlier.values()
    return Study.model_validate_json(content)


def _page(study: Replanned, language: Language) -> Page:
    from service.kinds.replan.page import replan_page

    return replan_page(study.answer, study.before, language)


def _files(study: Replanned, language: Language) -> dict[str, bytes]:
    return files_of(study.answer, study.before, language)


ONE_WEEK = Text(
    fr="Attendu : « week » ou « again », l'un des deux. Dites quelle semaine est en cours.",
    en='Expected: "week" or "again", one of them. Say which week is under way.',
)
REPLAN = Kind("replans", ReplanAsked, Replanned, _work, _faults, _files, page=_page, brief=True)
