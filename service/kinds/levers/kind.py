"""One change of the week at a time: what ``ramasse levers`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from models.base import Language, Text
from models.levers import LeversStudy
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
from service.kinds.costs.kind import cache, effort
from service.pages.outputs import contents
from service.sources import Upload, opened

if TYPE_CHECKING:
    from service.pages.page import Page

LEVER_S = 10.0
"""Seconds of one plan, unless something else is asked."""


class LeversAsked(Asked):
    """Changes of a week to be tried."""

    kind: Literal["levers"] = "levers"
    variant: VariantName = None
    freedom: bool = Field(default=True, description="Try giving up opt-outs.")
    means: bool = Field(default=True, description="Try one unit more of means.")
    stores: bool = Field(default=True, description="Try without each store.")
    time_limit_s: TimeLimit = Field(
        default=None, description="Seconds of one plan; 10 unless iterations are given."
    )
    iterations: Iterations = None
    seeds: Seeds = 2


def _faults(asked: LeversAsked, upload: Upload, language: Language) -> list[str]:
    found = limit_faults(asked.time_limit_s, asked.iterations, 1, 0, language)
    return found + loaded_faults(upload, [asked.variant], asked.sets, language)


def _work(asked: LeversAsked, given: Given) -> LeversStudy:
    from solver.pooling.levers import NoPlanError, pull_levers

    with opened(given.upload, asked.variant, asked.sets) as found:
        try:
            return pull_levers(
                found.scenario,
                effort(asked.time_limit_s, asked.iterations, asked.seeds, LEVER_S),
                freedom=asked.freedom,
                means=asked.means,
                stores=asked.stores,
                folder=found.folder,
                cache=cache(),
                watch=given.tell,
                stop=given.stop,
            )
        except NoPlanError as error:
            why = Text(fr=say("too_soon", "fr"), en=say("too_soon", "en"))
            raise NoAnswerError(why) from error


def _page(study: LeversStudy, language: Language) -> Page:
    from service.kinds.levers.page import levers_page

    return levers_page(study, language)


def _files(study: LeversStudy, language: Language) -> dict[str, bytes]:
    return contents(study, _page(study, language), language)


LEVERS = Kind("levers", LeversAsked, LeversStudy, _work, _faults, _files, page=_page)
