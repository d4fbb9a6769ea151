"""Costs shared between associations: what ``ramasse costs`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from models.base import Language, Text
from models.scenario import Scenario
from models.sharing import CostRule, SharingStudy
from service.asking.input_faults import limit_faults, loaded_faults
from service.asking.kind import (
    Asked,
    Given,
    Iterations,
    Kind,
    NoAnswerError,
    Seeds,
    TimeLimit,
    VariantName,
)
from service.kinds.comparison.words import say
from service.pages.outputs import contents
from service.sources import Upload, opened

if TYPE_CHECKING:
    from service.pages.page import Page
    from solver.cache import Cache
    from solver.pooling.coalition_values import Effort

COALITION_S = 8.0
"""Seconds of one plan, unless something else is asked."""


class CostsAsked(Asked):
    """Groups of associations to be planned, and their costs shared."""

    kind: Literal["costs"] = "costs"
    variant: VariantName = None
    rule: CostRule = Field(default="nucleolus", description="Rule of the settlement.")
    time_limit_s: TimeLimit = Field(
        default=None, description="Seconds of one plan; 8 unless iterations are given."
    )
    iterations: Iterations = None
    seeds: Seeds = 2
    orders: Annotated[
        int | None,
        Field(
            ge=0,
            le=100_000,
            description="Orders of arrival sampled instead of every group; 0: every group.",
        ),
    ] = None


def effort(
    time_limit_s: float | None, iterations: int | None, seeds: int, default_s: float
) -> Effort:
    """Return how long each plan is searched, and with which seeds."""
    from solver.pooling.coalition_values import Effort

    limit = default_s if time_limit_s is None else time_limit_s
    return Effort(None if iterations is not None else limit, iterations, tuple(range(1, seeds + 1)))


def cache(*, used: bool = True) -> Cache:
    """Return where plans are kept by content; nowhere if it is not used."""
    from solver.cache import Cache, default_folder

    return Cache(default_folder("plans") if used else None)


def not_alone(world: Scenario, who: tuple[str, ...]) -> Text:
    """Return that some associations have no plan of their own."""
    labels = ", ".join(world.association[one].label for one in who)
    return Text(fr=say("not_alone", "fr", who=labels), en=say("not_alone", "en", who=labels))


def _faults(asked: CostsAsked, upload: Upload, language: Language) -> list[str]:
    found = limit_faults(asked.time_limit_s, asked.iterations, 1, 0, language)
    return found + loaded_faults(upload, [asked.variant], asked.sets, language)


def _work(asked: CostsAsked, given: Given) -> SharingStudy:
    from solver.pooling.sharing import NotAloneError, share_costs

    with opened(given.upload, asked.variant, asked.sets) as found:
        try:
            return share_costs(
                found.scenario,
                effort(asked.time_limit_s, asked.iterations, asked.seeds, COALITION_S),
                folder=found.folder,
                cache=cache(),
                rule=asked.rule,
                orders=asked.orders,
                watch=given.tell,
                stop=given.stop,
            )
        except NotAloneError as error:
            raise NoAnswerError(not_alone(found.scenario, tuple(error.who))) from error


def _page(study: SharingStudy, language: Language) -> Page:
    from service.kinds.costs.page import sharing_page

    return sharing_page(study, language)


def _files(study: SharingStudy, language: Language) -> dict[str, bytes]:
    return contents(study, _page(study, language), language)


COSTS = Kind("costs", CostsAsked, SharingStudy, _work, _faults, _files, page=_page)
