"""What a kind of run is: what may be asked, what is done, and the files that show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, StringConstraints

from models.base import Language, Model, Slug, Text
from service.sources import Upload

if TYPE_CHECKING:
    from models.plan import Plan
    from service.pages.page import Page
    from solver.parallel import Brake
    from solver.settings import Watcher

LONGEST_S = 3600.0
MOST_ITERATIONS = 100_000
MOST_WEEKS = 10_000
MOST_SEEDS = 50
MOST_SETS = 100

RunId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""Id of another run of the same scenario's town."""
TimeLimit = Annotated[
    float | None,
    Field(gt=0, le=LONGEST_S, allow_inf_nan=False, description="Wall-clock seconds of a plan."),
]
Iterations = Annotated[
    int | None,
    Field(
        ge=1,
        le=MOST_ITERATIONS,
        description="Steps of improvement instead of a time: a reproducible result.",
    ),
]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
Seeds = Annotated[int, Field(ge=1, le=MOST_SEEDS, description="Seeds of each plan: 1, 2…")]
Weeks = Annotated[int, Field(ge=0, le=MOST_WEEKS, description="Simulated weeks, 0 for none.")]
VariantName = Annotated[
    Slug | None, Field(description="A variant, or ``base``; the file's default when absent.")
]


class Asked(Model):
    """What every run asks for."""

    scenario: Slug = Field(description="Id of a stored scenario.")
    version: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="Of the scenario; the last when absent."
    )
    sets: tuple[Annotated[str, StringConstraints(max_length=2000)], ...] = Field(
        default=(),
        max_length=MOST_SETS,
        description="``path=value`` each, applied after the variant, as ``--set`` does.",
    )

    def earlier(self) -> dict[str, tuple[str, str]]:
        """Return the runs whose studies are needed, id and kind, by the field that names them."""
        return {}


@dataclass(frozen=True)
class Given:
    """What a run works with, and whom it tells."""

    upload: Upload
    earlier: Mapping[str, bytes]
    """Studies of other runs, as JSON, by the field that names them."""
    database: str
    """Where the ledger is."""
    tell: Watcher
    keep: Callable[[Plan], None]
    """Given every better plan."""
    stop: Brake


class NoAnswerError(Exception):
    """Nothing that can be told in the form of a study, and why."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True)
class Kind:
    """One kind of run."""

    resource: str
    """Its name among the resources of the API."""
    asked: type[Asked]
    study: type[Model]
    """What it gives."""
    work: Callable[[Any, Given], Model]
    """Does it, given what was asked; raises ``NoAnswerError``, ``ScenarioError``."""
    faults: Callable[[Any, Upload, Language], list[str]]
    """What is wrong with what is asked, before it is stored: the sentences of the command."""
    files: Callable[[Any, Language], dict[str, bytes]]
    """The files of its study, by name."""
    page: Callable[[Any, Language], Page] | None = None
    """Its study as a page, where its files are made of one."""
    review: Callable[[Any, Given, bytes], Model] | None = None
    """Makes a study of the best plan, as JSON, that a lost run left."""
    brief: bool = False
    """Takes seconds, and someone waits for it: it does not queue behind long runs."""
