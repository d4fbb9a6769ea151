"""A week planned: what ``ramasse run`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from models.base import Language, Text
from models.booking_study import BookingStudy
from models.plan import Plan
from models.study import Study
from service.asking.input_faults import limit_faults, loaded_faults
from service.asking.kind import (
    Asked,
    Given,
    Iterations,
    Kind,
    NoAnswerError,
    RunId,
    Seed,
    TimeLimit,
    VariantName,
    Weeks,
)
from service.sources import Upload, opened
from service.words.labels import code, word
from solver.settings import EngineName, Settings

if TYPE_CHECKING:
    from service.pages.page import Page

TIME_LIMIT_S = 30.0
"""Seconds of search, unless something else is asked."""


class WeekAsked(Asked):
    """A week to be planned."""

    kind: Literal["run"] = "run"
    variant: VariantName = None
    time_limit_s: TimeLimit = Field(default=None, description="30 s unless iterations are given.")
    iterations: Iterations = None
    seed: Seed = 1
    engine: EngineName = "pyvrp"
    weeks: Weeks = 200
    bookings: RunId | None = Field(
        default=None, description="A run of kind ``trucks`` whose bookings are to be kept."
    )

    def earlier(self) -> dict[str, tuple[str, str]]:
        """Return the run whose bookings are kept."""
        return {} if self.bookings is None else {"bookings": (self.bookings, "trucks")}


def settings(time_limit_s: float | None, iterations: int | None, **others: object) -> Settings:
    """Return the settings of a run: iterations if they are given, else a time.

    Examples
    --------
    >>> settings(None, None).time_limit_s, settings(None, 5).time_limit_s
    (30.0, None)
    """
    limit = TIME_LIMIT_S if time_limit_s is None else time_limit_s
    return Settings(
        time_limit_s=None if iterations is not None else limit,
        iterations=iterations,
        **others,  # type: ignore[arg-type]
    )


def _faults(asked: WeekAsked, upload: Upload, language: Language) -> list[str]:
    found = limit_faults(asked.time_limit_s, asked.iterations, asked.seed, asked.weeks, language)
    return found + loaded_faults(upload, [asked.variant], asked.sets, language)


def _work(asked: WeekAsked, given: Given) -> Study:
    from solver import study
    from solver.routing.base import UnsupportedError

    with opened(given.upload, asked.variant, asked.sets) as found:
        world = found.scenario
        if "bookings" in given.earlier:
            from solver.trucks.plan import with_bookings

            booked = BookingStudy.model_validate_json(given.earlier["bookings"])
            world = with_bookings(world, booked)
        try:
            return study.run(
                world,
                _settings(asked),
                folder=found.folder,
                watch=given.tell,
                stop=given.stop,
                keep=given.keep,
            )
        except UnsupportedError as error:
            raise NoAnswerError(unsupported(error)) from error


def _review(asked: WeekAsked, given: Given, plan: bytes) -> Study:
    from solver import study

    with opened(given.upload, asked.variant, asked.sets) as found:
        left = Plan.model_validate_json(plan)
        return study.reviewed(found.scenario, _settings(asked), left, folder=found.folder)


def _settings(asked: WeekAsked) -> Settings:
    return settings(
        asked.time_limit_s,
        asked.iterations,
        seed=asked.seed,
        engine=asked.engine,
        weeks=asked.weeks,
    )


def unsupported(error: object) -> Text:
    """Return what an engine cannot do and which one can."""
    from solver.routing.base import UnsupportedError

    assert isinstance(error, UnsupportedError)

    def told(language: Language) -> str:
        return word("unsupported", language).format(
            engine=error.engine,
            why=", ".join(sorted(code(feature.name, language) for feature in error.refused)),
            able=", ".join(error.able),
        )

    return Text(fr=told("fr"), en=told("en"))


def _page(study: Study, language: Language) -> Page:
    from service.kinds.week.page import week_page

    return week_page(study, language)


def _files(study: Study, language: Language) -> dict[str, bytes]:
    from service.kinds.week.files import contents

    return contents(study, language)


WEEK = Kind("weeks", WeekAsked, Study, _work, _faults, _files, page=_page, review=_review)
