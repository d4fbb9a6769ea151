"""A week's food split fairly: what ``ramasse allocate`` does."""

from __future__ import annotations

import base64
import binascii
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints

from models.allocation import Allocation, History, Supply
from models.base import Language, Model, Text
from models.scenario import Scenario
from models.study import Study
from scenarios import Fault, ScenarioError
from service.asking.input_faults import loaded_faults
from service.asking.kind import Asked, Given, Kind, NoAnswerError, RunId, VariantName
from service.kinds.replan.kind import planned_week
from service.kinds.split.words import split_word
from service.sources import Upload, opened

if TYPE_CHECKING:
    from scenarios import Loaded
    from service.pages.page import Page

ALONE_S = 20.0
"""Seconds given to the reference of each going alone, at most; it is proved long before."""
WORKBOOK, RECEIPTS, ALLOCATION = "repartition.xlsx", "bons.pdf", "allocation.json"


class LotsFile(Model):
    """Weighed-in lots, as the command reads them: a CSV file or a workbook."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9 _-]{1,60}\.(csv|xlsx)$")]
    content: Annotated[
        str, StringConstraints(pattern=r"^[A-Za-z0-9+/\r\n]*={0,2}\s*$", max_length=14_000_000)
    ] = Field(description="The file in base64.")


class SplitAsked(Asked):
    """A week's food to be split."""

    kind: Literal["allocate"] = "allocate"
    variant: VariantName = None
    supply: RunId | None = Field(
        default=None, description="A run of kind ``run``: what its rounds bring is split."
    )
    again: RunId | None = Field(
        default=None, description="Instead of it, a run of kind ``replan`` that changed them."
    )
    lots: LotsFile | None = Field(
        default=None, description="Weighed-in lots; without them and a run, the expected week."
    )

    def earlier(self) -> dict[str, tuple[str, str]]:
        """Return the run whose rounds bring the food, and its kind."""
        named = (("supply", self.supply, "run"), ("again", self.again, "replan"))
        return {field: (run, kind) for field, run, kind in named if run is not None}


def count_faults(scenario: Scenario, language: Language) -> list[str]:
    """Return the counts of people that are dated after the week."""
    last = scenario.week_of + timedelta(days=6)
    return [
        split_word("future", language).format(
            who=one.label, on=one.counted_on, week=scenario.week_of
        )
        for one in scenario.associations
        if one.counted_on is not None and one.counted_on > last
    ]


def other_week(study: Study, scenario: Scenario, language: Language) -> list[str]:
    """Return that a study is of another town or week, if it is."""
    if study.scenario.id == scenario.id and study.scenario.week_of == scenario.week_of:
        return []
    return [
        split_word("other_town", language).format(
            found=f"{study.scenario.label}, {study.scenario.week_of}",
            wanted=f"{scenario.label}, {scenario.week_of}",
        )
    ]


def allocated(found: Loaded, given: Supply | Study | None, history: History | None) -> Allocation:
    """Split a week: what is given, else what the scenario expects.

    Raises
    ------
    NoAnswerError
        The independent checker refuses the split.
    """
    made = _split(found, given, history)
    broken = [one.text for one in made.findings if one.severity == "violation"]
    if broken:
        told = Text(fr=" ".join(one.fr for one in broken), en=" ".join(one.en for one in broken))
        raise NoAnswerError(REFUSED.format(told=told))
    return made


def _split(found: Loaded, given: Supply | Study | None, history: History | None) -> Allocation:
    from solver.allocation.supply import expected
    from solver.split import allocate as split
    from solver.split import allocate_plan, alone_points, scaled
    from solver.travel import matrix

    if isinstance(given, Study):
        return allocate_plan(given, history=history)
    floors: dict[str, float] = {}
    if any(pool.mode != "alone" for pool in found.scenario.policy.pools):
        travel = matrix(found.scenario, found.folder)
        floors = alone_points(found.scenario, travel, time_limit_s=ALONE_S)
    supply = expected(found.scenario)
    if given is not None:
        supply, floors = given, scaled(floors, given, found.scenario)
    return split(found.scenario, supply, history=history, floors=floors)


def files(allocation: Allocation, language: Language) -> dict[str, bytes]:
    """Return the files of a split, by name."""
    from service.kinds.split.notes_workbook import workbook
    from service.kinds.split.receipts import receipts

    return {
        WORKBOOK: workbook(allocation, language),
        RECEIPTS: receipts(allocation, language),
        ALLOCATION: allocation.model_dump_json(indent=1).encode(),
    }


def _faults(asked: SplitAsked, upload: Upload, language: Language) -> list[str]:
    found = loaded_faults(upload, [asked.variant], asked.sets, language)
    if sum(one is not None for one in (asked.supply, asked.again, asked.lots)) > 1:
        found.append(BOTH.in_(language))
    if found:
        return found
    with opened(upload, asked.variant, asked.sets) as loaded:
        found += count_faults(loaded.scenario, language)
        try:
            _lots(asked, loaded.scenario)
        except ScenarioError as error:
            found += error.message(language).splitlines()
    return found


def _lots(asked: SplitAsked, scenario: Scenario) -> Supply | None:
    if asked.lots is None:
        return None
    from scenarios.lots import read_lots

    try:
        content = base64.b64decode(asked.lots.content)
    except binascii.Error as error:
        raise ScenarioError([Fault(place="", path="lots.content", text=NO_BASE64)]) from error
    with tempfile.TemporaryDirectory(prefix="ramasse-") as folder:
        path = Path(folder) / asked.lots.name
        path.write_bytes(content)
        return read_lots(path, scenario)


def _work(asked: SplitAsked, given: Given) -> Allocation:
    from service.ledger import Ledger

    with opened(given.upload, asked.variant, asked.sets) as found:
        world = found.scenario
        supply: Supply | Study | None = _lots(asked, world)
        if given.earlier:
            supply = planned_week(given.earlier)
            told = [other_week(supply, world, "fr"), other_week(supply, world, "en")]
            if any(told):
                raise NoAnswerError(Text(fr=" ".join(told[0]), en=" ".join(told[1])))
        with Ledger(given.database) as ledger:
            history = ledger.history(world)
        return allocated(found, supply, history)


def _page(allocation: Allocation, language: Language) -> Page:
    from service.kinds.split.page import split_page

    return split_page(allocation, language)


REFUSED = Text(
    fr="La répartition calculée ne tient pas : {told} Rien n'a été écrit.",
    en="The split that was computed does not hold: {told} Nothing was written.",
)
NO_BASE64 = Text(
    fr="Le contenu n'est pas entier. Attendu : le fichier en base64. Envoyez-le de nouveau.",
    en="The content is not whole. Expected: the file in base64. Send it again.",
)
BOTH = Text(
    fr="Plusieurs de « supply », « again » et « lots » à la fois. Attendu : un seul. "
    "Retirez les autres.",
    en='Several of "supply", "again" and "lots". Expected: one of them. Remove the others.',
)
SPLIT = Kind("allocations", SplitAsked, Allocation, _work, _faults, files, page=_page, brief=True)
