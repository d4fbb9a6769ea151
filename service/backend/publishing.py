"""A week published from a run, and withdrawn: ledger, store and trail in one deed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from models.allocation import Allocation
from models.base import Text
from service.accounts import audit
from service.asking.asked import EarlierRun, mark_of
from service.asking.kind import Kind
from service.backend.planned import PlannedWeeks
from service.ledger import Ledger
from service.ledger.publishing import NEWER_PLAN, SETTLED, settles
from service.store import published, runs
from service.store.once import Beside, asked_of, done_once, together
from service.store.published import PublishedWeek
from service.store.runs import Run
from service.store.scenarios import UnknownError


class Publishing(PlannedWeeks):
    """What a town's word for a week is, given and taken back."""

    ledger: Ledger

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
        named = self.earlier(kind, name)
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


NO_SPLIT = Text(
    fr="{run} n'est pas une répartition de {town}. Attendu : une répartition terminée. "
    "Choisissez-la dans la liste des calculs.",
    en="{run} is no split of {town}. Expected: an ended split. Choose it in the list of runs.",
)
