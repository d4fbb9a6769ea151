"""The studies of runs, and what is made of them, at hand: pages, texts, files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.base import Language, Model, Text
from scenarios.outlines.kept import outline_files
from service.acting import acting
from service.asking.kinds import Kinds
from service.database import Database
from service.database_errors import DatabaseError
from service.files import passed_on
from service.made import Made
from service.store import results, runs
from service.store.runs import Run


class NotReadyError(DatabaseError):
    """A run that has no study to show, not yet or never."""


class Studies:
    """What ended runs gave."""

    database: Database
    made: Made

    @property
    def kinds(self) -> Kinds:
        """What may be asked."""
        raise NotImplementedError

    def content(self, name: str) -> tuple[Run, bytes]:
        """Return a run and its study as JSON.

        Raises
        ------
        UnknownError
            There is no such run.
        NotReadyError
            It has no study.
        """
        run = runs.run(self.database, name)
        found = results.study(self.database, name) if run.has_study else None
        if found is None:
            raise NotReadyError(NO_STUDY_YET if run.state in ("queued", "running") else NO_STUDY)
        return run, found

    def study(self, name: str) -> Model:
        """Return the study of a run.

        Raises
        ------
        UnknownError
            There is no such run.
        NotReadyError
            It has no study.
        """
        run, mark = self.marked(name)
        bare = _bare()
        return self.made.study(run, f"{mark} {bare}", lambda: self._said(name, bare=bare))

    def _said(self, name: str, *, bare: bool) -> bytes:
        """Return a study as JSON; bare, without the contacts of anybody."""
        content = self.content(name)[1]
        return passed_on(content.decode()).encode() if bare else content

    def html(self, name: str, language: Language, things: str = "") -> str:
        """Return the study of a run as HTML to be put under its title; raises what it does.

        Parameters
        ----------
        things
            Where the pages of the things that it names are; it links to them.
        """
        run, mark = self.marked(name)
        kind = self.kinds[run.kind]
        return self.made.text(
            run,
            f"{mark} {_bare()} {_ground()}",
            things,
            language,
            lambda: kind.html(self.study(name), language, things),
        )

    def text(self, name: str, what: str, language: Language, make: Callable[[], str]) -> str:
        """Return a text made of the study of a run alone, at hand or made now.

        Parameters
        ----------
        what
            Tells it from others of the same study.
        """
        run, mark = self.marked(name)
        return self.made.text(run, f"{mark} {_bare()} {_ground()}", what, language, make)

    def marked(self, name: str) -> tuple[Run, str]:
        """Return a run, and what tells its study from any other.

        Raises
        ------
        UnknownError
            There is no such run.
        NotReadyError
            It has no study.
        """
        run = runs.run(self.database, name)
        mark = results.mark(self.database, name) if run.has_study else None
        if mark is None:
            raise NotReadyError(NO_STUDY_YET if run.state in ("queued", "running") else NO_STUDY)
        return run, mark

    def files(self, name: str, language: Language) -> Mapping[str, bytes]:
        """Return the files of a run by name, those that the command writes.

        Raises
        ------
        UnknownError
            There is no such run.
        NotReadyError
            It has no study.
        """
        # looked for each time: who asks may not know of it; what was erased has another mark
        run, mark = self.marked(name)
        bare = _bare()
        return self.made.files(run, f"{mark} {bare}", language, lambda: self._said(name, bare=bare))


def _bare() -> bool:
    """Tell whether whoever asks is shown nobody's contact."""
    who = acting()
    return who is not None and not who.holds("coordinator", "driver")


def _ground() -> str:
    """Return what maps are drawn on: made texts are made anew over other outlines."""
    return " ".join(f"{one.path.name}@{one.written_ns}" for one in outline_files())


NO_STUDY_YET = Text(
    fr="Ce calcul n'est pas terminé. Suivez-le jusqu'au bout, puis redemandez.",
    en="This run has not ended. Follow it to its end, then ask again.",
)
NO_STUDY = Text(
    fr="Ce calcul n'a donné aucune étude. Lisez pourquoi dans « error », puis relancez-le.",
    en='This run gave no study. Read why in "error", then start it again.',
)
