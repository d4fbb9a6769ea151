"""A half-year lived week after week, by what a town does in each: plan, publish, weigh, close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from models.base import Model
from models.exceptions import Absence
from models.scenario import Scenario
from models.stocks import Held
from models.study import Study
from models.vehicles import Person, Vehicle
from models.visits import Visit
from scenarios import Loaded
from scenarios.editing import changes, content, edited
from scenarios.fields import slot
from scenarios.rolling import rolled
from scenarios.variants import ScenarioFile
from scenarios.weighing import Said, Told
from service.acting import MADE_UP, by_hand_of
from service.asking.given import Given
from service.database import Database
from service.kinds.next_week.left import left_over
from service.kinds.next_week.making import file_of, kept_in_ledger
from service.kinds.past.made_up import WEEK, came, driven, mondays
from service.kinds.past.words import NOT_YET, NOTE
from service.kinds.split.kind import weighed_split
from service.ledger import Ledger
from service.ledger.publishing import SETTLED
from service.ledger.week_visits import planned_visits
from service.ledger.weighing import weigh
from service.sources import Checked, Upload
from service.store import published, results, runs, scenarios
from service.store.scenarios import Version
from solver import study as planning
from solver.settings import Progress, Settings
from solver.split import allocate_plan

SUNDAY = timedelta(days=6)
STAGE = "lived_week"


@dataclass
class Town:
    """A town that lives its weeks, and where all of it is written."""

    given: Given
    found: Loaded
    database: Database
    ledger: Ledger
    settings: Settings
    visits: Sequence[Visit]
    """Those that ship."""
    variant: str | None
    """As it was asked for."""
    named: tuple[tuple[str, str], ...]
    """The variants of the town's file: names and labels."""

    def live(self) -> None:
        """Live each week that ships, in order; what was lived before stays as it is."""
        with by_hand_of(MADE_UP):
            weeks = mondays(self.visits)
            before: Study | None = None
            for n, monday in enumerate(weeks, start=1):
                if self.given.stop.is_set():
                    return
                self.given.tell(Progress(STAGE, done=n, of=len(weeks)))
                before = self._week(monday, before)
            after = weeks[-1] + WEEK
            if all(one.week_of < after for one in self._versions[:1]):
                self._store(self._file(after, before))

    # -- one week --------------------------------------------------------------------------

    def _week(self, monday: date, before: Study | None) -> Study:
        """Live one week: what is done of it already is not done again."""
        ledger, town = self.ledger, self.found.scenario.id
        there = self._published(monday)
        if there is None:
            file = self._file(monday, before)
            week = self._planned(file.scenario, before)
            version = self._store(file)
            plan = self._kept("week", version, {}, week)
            split = allocate_plan(week, history=ledger.history(week.scenario), compare=False)
            run = self._kept("split", version, {"supply": {"run": plan}}, split)
            note = published.note(run, town, monday, split.model_dump_json().encode())
            ledger.publish(split, note)
        else:
            week, version, plan = there
        self._weighed(week, version, plan)
        return week

    def _weighed(self, week: Study, version: Version, plan: str) -> None:
        """Weigh in what ships of a week, split it, and close the week; nothing where none did."""
        world, monday = week.scenario, week.scenario.week_of
        mine = [one for one in self.visits if one.week_of == monday]
        if not mine or monday in self.ledger.closed_weeks(world.id):
            return
        visits, outings = came(week, mine), driven(week, monday.toordinal())
        told = Told(
            [(Said({}, f"visits.{n}"), one) for n, one in enumerate(visits)],
            [(Said({}, f"outings.{n}"), one) for n, one in enumerate(outings)],
        )
        rows = planned_visits(world, week.plan)
        done = weigh(self.ledger, world, told, sure=True, planned=rows, today=monday + SUNDAY)
        assert not done.refused, [one.text.en for one in (*done.faults, *done.doubts)]
        journal = self.ledger.journal(world.id, monday, monday + SUNDAY)
        found = replace(self.found, scenario=world)
        split = weighed_split(found, journal, week, self.ledger.history(world), compare=False)
        self._kept("split", version, {"weighed": True, "supply": {"run": plan}}, split)
        self.ledger.settle(split, SETTLED.in_(world.language))
        self.ledger.close_week(world.id, monday)

    def _planned(self, world: Scenario, before: Study | None) -> Study:
        """Return the plan of a week: the one of the week before, as long as nothing else is there.

        Where the stores that give, or those who drive, are others, it is planned anew.
        """
        if before is not None and _alike(before.scenario, world):
            return before.changed(scenario=world)
        return planning.run(
            world,
            self.settings,
            folder=self.found.folder,
            past=self.ledger.history(world),
            earlier=before,
            stop=self.given.stop,
        )

    # -- what is kept ----------------------------------------------------------------------

    def _file(self, monday: date, before: Study | None) -> Checked:
        """Return the file of a week, made of the town's: its date, new stores, stock carried on."""
        name, text = file_of(self.given)
        said = content(text, name)
        stock: Mapping[str, Sequence[Held]] = {}
        if before is not None:
            week = before.scenario
            journal = self.ledger.journal(week.id, week.week_of, week.week_of + SUNDAY)
            stock = left_over(week, before, journal, kept_in_ledger(self.given, week))
        after, _ = rolled(said, monday, stock, {})
        later = self._not_yet(monday)
        for one in after["donors"]:
            if one["id"] in later:
                whole = later[one["id"]].model_dump(mode="json", exclude_defaults=True)
                one["absences"] = [*(one.get("absences") or ()), whole]
        new = edited(text, name, changes(said, after, slot(ScenarioFile)))
        upload = Upload(f"{PurePath(name).stem}.yaml", new.encode())
        world = self.found.scenario
        associations = tuple(
            one.changed(stock=tuple(stock.get(one.id, ()))) for one in world.associations
        )
        donors = tuple(
            one.changed(absences=(*one.absences, later[one.id])) if one.id in later else one
            for one in world.donors
        )
        world = world.changed(week_of=monday, associations=associations, donors=donors)
        return Checked(upload, world, self.named)

    def _not_yet(self, monday: date) -> dict[str, Absence]:
        """Return until when stores are closed that begin to give only after a week."""
        soon, begins = NOT_YET.in_(self.found.scenario.language), dict[str, date]()
        for visit in self.visits:
            begins[visit.donor] = min(visit.day, begins.get(visit.donor, visit.day))
        return {
            store: Absence(first=monday, last=day - timedelta(days=1), reason=soon)
            for store, day in begins.items()
            if day > monday + SUNDAY
        }

    def _store(self, file: Checked) -> Version:
        """Store the file of a week as the next version of its town."""
        note = NOTE.in_(file.scenario.language)
        for mine in self._versions:
            return scenarios.add_version(self.database, mine.scenario, file, note)
        return scenarios.add(self.database, file, note)

    @property
    def _versions(self) -> list[Version]:
        """The last version of each stored scenario of the town, the newest first."""
        town = self.found.scenario.id
        return [one for one in scenarios.latest(self.database) if one.town == town]

    def _kept(self, kind: str, version: Version, asked: Mapping[str, Any], study: Model) -> str:
        """Keep a study as the run that it would be of; return its name."""
        whole = {"kind": kind, "scenario": version.scenario, "variant": self.variant, **asked}
        content = study.model_dump_json().encode()
        return runs.add_done(self.database, kind, version, whole, content).id

    def _published(self, monday: date) -> tuple[Study, Version, str] | None:
        """Return the plan of a week that was lived as far as its publication, and its run."""
        town = self.found.scenario.id
        there = [one for one in published.weeks(self.database, town) if one.week_of == monday]
        if not there:
            return None
        split = runs.run(self.database, there[0].run)
        plan = runs.asked(self.database, split.id)["supply"]["run"]
        study = results.study(self.database, plan)
        assert study is not None, "it was kept before it was split"
        version = scenarios.version(self.database, split.scenario, split.version)
        return Study.model_validate_json(study), version, plan


def _alike(before: Scenario, world: Scenario) -> bool:
    """Tell whether a week has the same gifts, distributions, vehicles and people as another."""

    def holds(week: Scenario) -> list[object]:
        means: list[Vehicle | Person] = [*week.vehicles, *week.people]
        return [
            week.pickups,
            week.openings_s,
            week.promises,
            {one.id: week.taken(one) for one in means},
        ]

    return holds(before) == holds(world)
