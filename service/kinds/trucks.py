"""Bookings of shared trucks: what ``ramasse trucks`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from models.base import Language
from models.booking_study import BookingStudy
from models.scenario import Scenario
from models.study import Study
from service.door import limit_faults, loaded_faults
from service.finishing import contents
from service.kinds.base import Asked, Given, Iterations, Kind, RunId, Seed, TimeLimit, VariantName
from service.pages.booking_words import say
from service.uploads import Upload, opened

if TYPE_CHECKING:
    from service.pages.page import Page
    from solver.parallel import Brake
    from solver.trucks.search import Limits

TIME_LIMIT_S = 30.0
WORK = 2.0
"""CP-SAT's deterministic time of one iteration."""


class TrucksAsked(Asked):
    """Shared trucks to be booked."""

    kind: Literal["trucks"] = "trucks"
    variant: VariantName = None
    time_limit_s: TimeLimit = Field(default=None, description="30 s unless iterations are given.")
    iterations: Iterations = None
    seed: Seed = 1
    keep: RunId | None = Field(
        default=None, description="A run of kind ``trucks`` to change as little as can be."
    )
    last: RunId | None = Field(
        default=None, description="The run of kind ``trucks`` of the week before."
    )
    rounds: RunId | None = Field(
        default=None, description="A run of kind ``run`` whose rounds occupy the trucks."
    )

    def earlier(self) -> dict[str, tuple[str, str]]:
        """Return the runs whose bookings or rounds count."""
        named = (
            ("keep", self.keep, "trucks"),
            ("last", self.last, "trucks"),
            ("rounds", self.rounds, "run"),
        )
        return {field: (run, kind) for field, run, kind in named if run is not None}


def limits(time_limit_s: float | None, iterations: int | None, seed: int, stop: Brake) -> Limits:
    """Return how long to search."""
    from solver.trucks.search import Limits

    limit = TIME_LIMIT_S if time_limit_s is None else time_limit_s
    return Limits(
        None if iterations is not None else limit,
        None if iterations is None else WORK * iterations,
        seed,
        stop,
    )


def nothing_asked(world: Scenario, language: Language) -> list[str]:
    """Return that a scenario has no bookings to make, if it has none."""
    if world.bookings.requests and world.bookings.trucks:
        return []
    return [say("nothing_asked", language, label=world.label)]


def _faults(asked: TrucksAsked, upload: Upload, language: Language) -> list[str]:
    found = limit_faults(asked.time_limit_s, asked.iterations, asked.seed, 0, language)
    found += loaded_faults(upload, [asked.variant], asked.sets, language)
    if not found:
        with opened(upload, asked.variant, asked.sets) as loaded:
            found += nothing_asked(loaded.scenario, language)
    return found


def _work(asked: TrucksAsked, given: Given) -> BookingStudy:
    from solver.trucks.plan import book_trucks

    before = given.earlier.get("keep", given.earlier.get("last"))
    rounds = given.earlier.get("rounds")
    with opened(given.upload, asked.variant, asked.sets) as found:
        return book_trucks(
            found.scenario,
            limits(asked.time_limit_s, asked.iterations, asked.seed, given.stop),
            rounds=None if rounds is None else Study.model_validate_json(rounds).plan,
            before=None if before is None else BookingStudy.model_validate_json(before),
            keep=asked.keep is not None,
            watch=given.tell,
        )


def _page(study: BookingStudy, language: Language) -> Page:
    from service.pages.booking_page import booking_page

    return booking_page(study, language)


def _files(study: BookingStudy, language: Language) -> dict[str, bytes]:
    from service.exports.calendars import calendars

    return contents(study, _page(study, language), language) | calendars(study)


TRUCKS = Kind("bookings", TrucksAsked, BookingStudy, _work, _faults, _files, page=_page)
