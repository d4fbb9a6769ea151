"""What is made of the studies of runs: themselves, their pages, their files; kept by content."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

from models.base import Language, Model
from service.asking.kind import Kind
from service.asking.kinds import Kinds
from service.downloads import scenario_file
from service.sources import Form, Upload
from service.store.runs import Run
from service.workshop.at_hand import AtHand
from service.workshop.helpers import shared

MOST_STUDIES, MOST_TEXT, MOST_BYTES = 6, 40_000_000, 120_000_000
"""Studies, letters of pages and bytes of files that are kept at hand."""
MOST_OTHERS = 12
"""Other files."""
T = TypeVar("T")


def _text() -> AtHand[str]:
    return AtHand(MOST_TEXT, len)


def _files() -> AtHand[Mapping[str, bytes]]:
    return AtHand(MOST_BYTES, lambda files: sum(map(len, files.values())))


@dataclass(frozen=True)
class Made:
    """What was made of studies, by what they say: one that was changed is made anew."""

    kinds: Kinds
    aside: bool
    """Whether files are made by helpers, so that no page waits for them."""
    _studies: AtHand[Model] = field(default_factory=lambda: AtHand(MOST_STUDIES))
    _pages: AtHand[str] = field(default_factory=_text)
    _files: AtHand[Mapping[str, bytes]] = field(default_factory=_files)
    _others: AtHand[Any] = field(default_factory=lambda: AtHand(MOST_OTHERS))

    def study(self, run: Run, mark: str, content: Callable[[], bytes]) -> Model:
        """Return the study of a run.

        Parameters
        ----------
        mark
            Of what it says.
        content
            Returns it as JSON.
        """
        kind = self.kinds[run.kind].study
        return self._studies.get((run.kind, mark), lambda: kind.model_validate_json(content()))

    def text(
        self, run: Run, mark: str, what: str, language: Language, make: Callable[[], str]
    ) -> str:
        """Return a text that is made of the study of a run and of nothing else."""
        return self._pages.get((run.kind, mark, what, language), make)

    def files(
        self, run: Run, mark: str, language: Language, content: Callable[[], bytes]
    ) -> Mapping[str, bytes]:
        """Return the files of a run by name."""
        kind = self.kinds[run.kind]

        def make() -> Mapping[str, bytes]:
            if self.aside:
                return shared("files").do(files_of, kind, content(), language)
            return files_of(kind, content(), language)

        return self._files.get((run.kind, mark, language), make)

    def file(self, key: Hashable, make: Callable[..., T], *given: Any) -> T:
        """Return what a function of a module makes of what it is given, and of that alone.

        Parameters
        ----------
        key
            Tells what it is given from anything else.
        """

        def new() -> T:
            return shared("files").do(make, *given) if self.aside else make(*given)

        found: T = self._others.get((make.__module__, make.__name__, key), new)
        return found


def files_of(kind: Kind, content: bytes, language: Language) -> dict[str, bytes]:
    """Return the files of a study, given as JSON, by name."""
    return dict(kind.made(kind.study.model_validate_json(content), language))


def converted(made: Made, upload: Upload, form: Form) -> tuple[str, bytes]:
    """Return the name and content of a scenario in a form: as it was uploaded, or converted.

    Raises
    ------
    ScenarioError
        It cannot be read, or cannot be written in that form.
    """
    if form == upload.form:
        return upload.name, upload.content
    key = (upload.name, sha256(upload.content).hexdigest(), form)
    return made.file(key, scenario_file, upload, form)
