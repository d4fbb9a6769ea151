"""What answers requests: the store, the ledger, the runs; the API's and the page's alike."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from anyio.to_thread import run_sync
from pydantic import ValidationError

from models.allocation import Allocation
from models.base import Language, Model, Text
from models.plan import Plan
from models.scenario import Scenario
from scenarios.outlines.kept import outline_files
from service.accounts import audit
from service.acting import acting
from service.asking.asked import EarlierAsked, EarlierRun, mark_of
from service.asking.kind import Kind
from service.asking.kinds import Kinds
from service.database import Database, DatabaseError
from service.files import passed_on
from service.ledger import Ledger
from service.ledger.publishing import NEWER_PLAN, SETTLED, settles
from service.ledger.week_visits import in_week
from service.made import Made
from service.runs.queue import Jobs
from service.sources import opened as opened_scenario
from service.store import opened, published, results, runs, scenarios
from service.store.once import Beside, asked_of, done_once, together
from service.store.published import PublishedWeek
from service.store.runs import ENDED, Run, Step
from service.store.scenarios import UnknownError
from service.store.servers import Server, arrive
from service.workshop.followers import followers

LONG_S = 5.0
"""Seconds from which on a run is one whose files are worth being made ahead."""
MOST_PLANS = 24
"""Plans that are kept at hand."""


class NotReadyError(DatabaseError):
    """A run that has no study to show, not yet or never."""


@dataclass(frozen=True)
class PlannedWeek:
    """A week of a town, and its plan."""

    world: Scenario
    plan: Plan | None
    run: str | None
    """The run that planned it."""


@dataclass(frozen=True)
class Desk:
    """One database, and all that works on it."""

    database: Database
    url: str
    ledger: Ledger
    jobs: Jobs
    place: Server | None
    """Of the server that works on it; none where it only answers."""
    made: Made
    """What is made of studies."""
    closing: threading.Event = field(default_factory=threading.Event)
    """Set when the server stops: whoever follows a run lets go."""
    _plans: OrderedDict[str, PlannedWeek | None] = field(default_factory=OrderedDict)
    _making: threading.Lock = field(default_factory=threading.Lock)
    _erased: list[int] = field(default_factory=lambda: [0])
    """Number of the last deed that erased something, when what is at hand was looked at."""

    @staticmethod
    def opened(
        url: str,
        kinds: Kinds,
        workers: int = 1,
        most_bytes: int | None = None,
        cluster: str | None = None,
    ) -> Desk:
        """Open a database's store and ledger; ``most_bytes`` and ``cluster`` are of its runs.

        Raises
        ------
        DatabaseError
            When it cannot be opened, or another server works on it alone.
        """
        database = opened(url)
        place = None
        try:
            place = arrive(database) if workers else None
            ledger = Ledger(url)
        except BaseException:
            if place is not None:
                place.release()
            database.close()
            raise
        jobs = Jobs(database, url, kinds, workers, place, most_bytes, cluster)
        return Desk(database, url, ledger, jobs, place, Made(kinds, aside=workers > 0))

    @property
    def kinds(self) -> Kinds:
        """What may be asked."""
        return self.jobs.kinds

    def close(self) -> None:
        """Let runs give their best so far, then let the database go."""
        self.closing.set()
        self.jobs.close()
        self.ledger.close()
        if self.place is not None:
            self.place.release()
        self.database.close()

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

    def make_ahead(self) -> None:
        """Have the files of long runs made as soon as they are done, before anybody asks."""

        def ahead(run: Run) -> None:
            began, ended = run.started_at, run.ended_at
            if began is None or ended is None or (ended - began).total_seconds() < LONG_S:
                return
            threading.Thread(target=self._make, args=(run.id,), daemon=True).start()

        self.jobs.on_done = ahead

    def _make(self, name: str) -> None:
        # whoever asks for what could not be made meets why
        with suppress(Exception):
            world = getattr(self.study(name), "scenario", None)
            self.files(name, world.language if isinstance(world, Scenario) else "fr")

    def erased(self) -> int:
        """Return the number of the last deed that erased something; let go of what is older."""
        last = audit.last_forgotten(self.database)
        with self._making:
            if self._erased[0] != last:
                self._erased[0] = last
                self._plans.clear()
        return last

    async def followed(
        self, name: str, after: int, turn_s: float
    ) -> AsyncIterator[tuple[Run, list[Step]]]:
        """Yield how far a run is and what it told since, again and again until it has ended.

        Parameters
        ----------
        after
            Steps after that one only.
        turn_s
            Seconds between two looks.
        """
        while not self.closing.is_set():
            # the state first: what it told before it ended is then among the steps
            run = await run_sync(runs.run, self.database, name, limiter=followers())
            told = await run_sync(runs.steps, self.database, name, after, limiter=followers())
            after = told[-1].number if told else after
            yield run, told
            if run.state in ENDED:
                return
            await asyncio.sleep(turn_s)

    def publish(self, name: str, town: str | None = None, key: str | None = None) -> PublishedWeek:
        """Publish the split of a run; asked again under the same key, give the first answer.

        Raises
        ------
        UnknownError
            There is no such run that can be published, of that town if one is given.
        NotReadyError
            It has no study.
        LedgerError
            The week is published already.
        """
        run = runs.run(self.database, name)
        if "ledger" not in self.kinds[run.kind].uses or town not in (None, run.town):
            raise UnknownError(NO_SPLIT.format(run=name, town=town or run.town))
        split = self.study(name)
        assert isinstance(split, Allocation)
        world, content, now = split.scenario, split.model_dump_json().encode(), datetime.now(UTC)
        week = PublishedWeek(town=world.id, week_of=world.week_of, run=name, published_at=now)
        note = published.note(name, world.id, world.week_of, content, now)

        def do(beside: Beside | None) -> None:
            if settles(split) and self.ledger.kept(world) is not None:
                told = audit.noted("settled", world.id, str(world.week_of))
                self.ledger.settle(split, SETTLED.in_(world.language), together(told, beside))
                return
            told = audit.noted("published", world.id, str(world.week_of))
            self.ledger.publish(split, together(note, told, beside))

        done, _ = done_once(self.database, key, asked_of("publish", name), week, do)
        return done

    def settles(self, run: Run) -> bool:
        """Tell whether a run splits what really came in: a published week is brought to it."""
        if "ledger" not in self.kinds[run.kind].uses or not run.has_study:
            return False
        split = self.study(run.id)
        return isinstance(split, Allocation) and settles(split)

    def before_publishing(self, name: str) -> tuple[Allocation, list[Text]]:
        """Return the split of a run that is to be published, and what to think of before.

        Raises
        ------
        UnknownError
            There is no such run that can be published.
        NotReadyError
            It has no study.
        """
        run = runs.run(self.database, name)
        kind = self.kinds.get(run.kind)
        if kind is None or "ledger" not in kind.uses:
            raise UnknownError(NO_SPLIT.format(run=name, town=run.town))
        split = self.study(name)
        assert isinstance(split, Allocation)
        named = self._earlier(kind, name)
        earlier, since = {}, run.number
        for field_, one in named.items():
            before, content = self.content(one.run)
            earlier[field_] = self.kinds.handed_on(before.kind, content)
            since = before.number
        told = [] if kind.before_publishing is None else [*kind.before_publishing(split, earlier)]
        newer = self._newer_plan(run, kind, since)
        if newer is not None:
            what = self.kinds.called(newer.kind)
            number = Text(fr=f"{what.fr} {newer.number}", en=f"{what.en} {newer.number}")
            told.append(NEWER_PLAN.format(what=number))
        return split, told

    def _earlier(self, kind: Kind, name: str) -> Mapping[str, EarlierAsked]:
        """Return the earlier runs that a run asked for; none of what asked in another shape."""
        try:
            return kind.asked.model_validate(runs.asked(self.database, name)).earlier()
        except ValidationError:  # asked of an earlier version of the program
            return {}

    def _newer_plan(self, run: Run, kind: Kind, since: int) -> Run | None:
        """Return the last plan of a run's week that was made after another run."""
        marks = (mark_of(kind.asked, one, EarlierRun) for one in kind.asked.model_fields)
        plans = {name for mark in marks if mark is not None for name in mark.kinds}
        there = runs.listed(self.database, town=run.town, week_of=run.week_of)
        return next(
            (one for one in there if one.kind in plans and one.has_study and one.number > since),
            None,
        )

    def withdraw(self, town: str, week_of: date, reason: str, also: Beside | None = None) -> None:
        """Take back a published week, the ledger's lines and the run that it came from.

        Parameters
        ----------
        also
            Writes what goes with it: with it, or not at all.

        Raises
        ------
        LedgerError
            It is not published, or something of it was weighed.
        """
        note = published.note_withdrawn(town, week_of)
        told = audit.noted("withdrawn", town, str(week_of))
        self.ledger.withdraw(town, week_of, reason, together(note, told, also))

    def plan_of(self, name: str) -> PlannedWeek | None:
        """Return the plan of a run, or the one that it started from; none when it has none.

        Raises
        ------
        UnknownError
            There is no such run.
        """
        found = runs.run(self.database, name)
        self.erased()
        with self._making:
            if name in self._plans:
                self._plans.move_to_end(name)
                return self._plans[name]
        made = self._plan(found)
        if found.has_study:  # what has ended changes no more
            with self._making:
                self._plans[name] = made
                while len(self._plans) > MOST_PLANS:
                    self._plans.popitem(last=False)
        return made

    def _plan(self, found: Run) -> PlannedWeek | None:
        name = found.id
        content = results.study(self.database, name) if found.has_study else None
        if content is None or found.kind not in self.kinds:
            return None
        kind = self.kinds[found.kind]
        handed = kind.hands_on(kind.study.model_validate_json(content))
        world, plan = getattr(handed, "scenario", None), getattr(handed, "plan", None)
        if isinstance(world, Scenario) and isinstance(plan, Plan):
            return PlannedWeek(world, plan, name)
        for one in self._earlier(kind, name).values():
            before = None if one.run == name else self.plan_of(one.run)
            if before is not None:
                return before
        return None

    def week(self, town: str, week_of: date) -> PlannedWeek:
        """Return a week of a town: as published, else as planned last, else as its scenario says.

        Raises
        ------
        UnknownError
            No scenario of the town is stored.
        """
        there = published.weeks(self.database, town)
        chosen = [one.run for one in there if one.week_of == week_of]
        chosen += [one.id for one in runs.listed(self.database, town=town, week_of=week_of)]
        for name in dict.fromkeys(chosen):
            found = self.plan_of(name)
            if found is not None:
                return found
        return PlannedWeek(in_week(self.town(town), week_of), None, None)

    def plans(self, town: str, week_of: date) -> Iterator[Plan]:
        """Yield the plans of a week of a town, the one that stands first."""
        seen = []
        names = [one.id for one in runs.listed(self.database, town=town, week_of=week_of)]
        for found in (self.week(town, week_of), *(self.plan_of(name) for name in names)):
            if found is not None and found.plan is not None and found.run not in seen:
                seen.append(found.run)
                yield found.plan

    def planned_weeks(self, town: str) -> set[date]:
        """Return the Mondays of a town's weeks that were planned."""
        planning = [name for name, kind in self.kinds.items() if "plan" in kind.study.model_fields]
        return runs.weeks(self.database, town, planning)

    def town(self, town: str) -> Scenario:
        """Return the last scenario of a town that is stored.

        Raises
        ------
        UnknownError
            There is none.
        """
        for one in scenarios.latest(self.database):
            if one.town == town:
                upload = scenarios.upload(self.database, one.scenario)
                with opened_scenario(upload, None, ()) as found:
                    return found.scenario
        raise UnknownError(NO_TOWN.format(town=town))


def _bare() -> bool:
    """Tell whether whoever asks is shown nobody's contact."""
    who = acting()
    return who is not None and not who.holds("coordinator", "driver")


def _ground() -> str:
    """Return what maps are drawn on: made texts are made anew over other outlines."""
    return " ".join(f"{one.path.name}@{one.written_ns}" for one in outline_files())


NO_TOWN = Text(
    fr="Aucun scénario de {town} n'est enregistré ici. Enregistrez-le d'abord.",
    en="No scenario of {town} is stored here. Store it first.",
)
NO_SPLIT = Text(
    fr="{run} n'est pas une répartition de {town}. Attendu : une répartition terminée. "
    "Choisissez-la dans la liste des calculs.",
    en="{run} is no split of {town}. Expected: an ended split. Choose it in the list of runs.",
)
NO_STUDY_YET = Text(
    fr="Ce calcul n'est pas terminé. Suivez-le jusqu'au bout, puis redemandez.",
    en="This run has not ended. Follow it to its end, then ask again.",
)
NO_STUDY = Text(
    fr="Ce calcul n'a donné aucune étude. Lisez pourquoi dans « error », puis relancez-le.",
    en='This run gave no study. Read why in "error", then start it again.',
)
