"""A planned week changed by hand, one change after the other.

Each change is made as it was asked for, whatever rule it breaks: rounds are timed again, food is
shared out again (what can stay as it was does), and the checker says what does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from models.base import Slug, seconds
from models.by_hand import (
    AddStop,
    ChangePerson,
    ChangeTime,
    ChangeVehicle,
    HandEdit,
    LockStop,
    MoveStop,
    RemoveStop,
)
from models.calendar import DAY_NAMES
from models.plan import Plan, Round, Stop
from pools.streams import Stream
from solver.by_hand.stops import called, found_at, is_of_use, new_stop, tidy, without
from solver.by_hand.week_in_hand import Edited, WeekInHand
from solver.by_hand.words import EXPECTED, impossible
from solver.review.check import check_round
from solver.review.checks.violations import name, round_name
from solver.review.insertion import Insertions, choices_of, collect_positions
from solver.review.left_behind import left_behind


class HandWeek(WeekInHand):
    """What changes of a study's plan are made with."""

    def after(self, edits: Sequence[HandEdit]) -> Edited:
        """Return the week after some changes, in their order.

        Raises
        ------
        EditError
            One of them cannot be made at all.
        """
        found = self.first
        for edit in edits:
            found = self.changed(found, edit)
        return found

    def changed(self, now: Edited, edit: HandEdit) -> Edited:
        """Return the week after one more change.

        Raises
        ------
        EditError
            It cannot be made at all.
        """
        made: Callable[[Edited, HandEdit], Edited] = getattr(self, f"_{edit.kind}")
        return made(now, edit)

    def _put_in(self, now: Edited, item: Round, stop: Stop, at: int | None) -> Round:
        """Return a round with one more stop: at a place, else where least breaks and it is short.

        Parameters
        ----------
        at
            From 1, the departure not counted.
        """
        stream = self.streams[item.stream]
        if at is not None:
            if at > len(item.stops) - 1:
                most = len(item.stops) - 1
                raise impossible("at", found=at, most=most, round=round_name(self.scenario, item))
            places = [at]
        elif stop.kind == "collect":
            places = collect_positions(stream, item) or [len(item.stops) - 1]
        else:
            last = len(item.stops) - 1
            places = [n for n in range(1, last + 1) if item.stops[n - 1].kind in ("load", "drop")]
            places = places or [last]
        tried = []
        for position in places:
            added = [stop]
            if (
                at is None
                and stream.mode == "hub"
                and stop.kind == "collect"
                and item.stops[position].kind not in ("collect", "unload")
            ):
                added.append(new_stop("unload", str(stream.hub)))
            stops = (*item.stops[:position], *added, *item.stops[position:])
            tried.append(self.timed(now, item, stops))
        if len(tried) == 1:
            return tried[0]
        return min(
            tried,
            key=lambda one: (
                len(check_round(self.scenario, self.travel, one)),
                one.duration_s,
            ),
        )

    def _move(self, now: Edited, edit: MoveStop) -> Edited:
        item, to = self._round(now, edit.round), self._round(now, edit.to)
        position = self._stop(item, edit.stop)
        stop = item.stops[position]
        if to.id == item.id:
            left = item.changed(stops=(*item.stops[:position], *item.stops[position + 1 :]))
            made = self._put_in(now, left, stop, edit.at)
            made = self.timed(now, made, tidy(made.stops))
            fixed = now.fixed | {item.id} if edit.at is not None else now.fixed
            return replace(self.with_rounds(now, made), fixed=fixed)
        if stop.kind != "collect":
            values = {"found": name(self.scenario, edit.stop)}
            raise impossible("door", **values, round=round_name(self.scenario, item))
        self._same_day(edit.stop, to)
        rest = without(item.stops, position)
        of_use = is_of_use(rest, self.streams[item.stream].mode)
        source = [self.timed(now, item, rest)] if of_use else []
        gone = () if of_use else (item.id,)
        again = found_at(to.stops, edit.stop)
        if again is None:
            made = self._put_in(now, to, stop.changed(pickup=edit.stop), edit.at)
        else:  # a large gift that the other round takes a part of: it takes all of it
            had = to.stops[again]
            kg = {f: stop.kg.get(f, 0.0) + had.kg.get(f, 0.0) for f in {**had.kg, **stop.kg}}
            both = tuple(
                one.changed(kg=kg) if n == again else one for n, one in enumerate(to.stops)
            )
            made = self.timed(now, to, both)
        return self._kept(
            self.with_rounds(now, *source, made, gone=gone), edit.stop, to.id, edit.at
        )

    def _kept(self, now: Edited, stop: Slug, by: Slug, at: int | None) -> Edited:
        """Return the week in which a pick-up stays in a round, whose order stays if it was said."""
        fixed = now.fixed | {by} if at is not None else now.fixed
        held = {**now.held, stop: by} if stop in self.scenario.pickups else now.held
        return replace(now, held=held, fixed=fixed, dropped=now.dropped - {stop})

    def _same_day(self, pickup: Slug, item: Round) -> None:
        day = self.scenario.pickups[pickup].day
        if item.day != day:
            raise impossible(
                "other_day",
                found=name(self.scenario, pickup),
                day=DAY_NAMES[day],
                round=round_name(self.scenario, item),
            )

    def _add(self, now: Edited, edit: AddStop) -> Edited:
        if edit.stop not in self.scenario.pickups:
            return self._add_door(now, edit)
        by = [one for one in now.plan.rounds if found_at(one.stops, edit.stop) is not None]
        found = next(iter(left_behind(self.scenario, now.plan, {edit.stop})), None)
        if found is None and by:
            values = {"found": name(self.scenario, edit.stop)}
            raise impossible("made", **values, round=round_name(self.scenario, by[0]))
        if found is None or found.stream is None:
            raise impossible("collector", found=name(self.scenario, edit.stop))
        pickup = self.scenario.pickups[edit.stop]
        wanted = {family: kg for family, kg in found.kg.items() if kg > 0}
        if edit.to is None:
            made = self._new_round(now, edit, found.stream, wanted)
            return self._kept(self.with_rounds(now, made), edit.stop, made.id, None)
        item = self._round(now, edit.to)
        self._same_day(edit.stop, item)
        again = found_at(item.stops, edit.stop)
        if again is not None:  # it takes a part already: it takes all
            stops = _with_kg(item.stops, again, dict(pickup.kg))
            made = self.timed(now, item, stops)
        else:
            stop = new_stop("collect", pickup.donor).changed(pickup=pickup.id, kg=wanted)
            made = self._put_in(now, item, stop, edit.at)
        return self._kept(self.with_rounds(now, made), edit.stop, item.id, edit.at)

    def _add_door(self, now: Edited, edit: AddStop) -> Edited:
        if edit.stop not in self.scenario.association or edit.to is None:
            raise impossible("unknown", found=edit.stop, expected=EXPECTED["stop"])
        item = self._round(now, edit.to)
        made = self._put_in(now, item, new_stop("drop", edit.stop), edit.at)
        return replace(self.with_rounds(now, made), fixed=now.fixed | {item.id})

    def _new_round(
        self, now: Edited, edit: AddStop, stream: Stream, wanted: dict[str, float]
    ) -> Round:
        scenario, pickup = self.scenario, self.scenario.pickups[edit.stop]
        if edit.vehicle not in scenario.vehicle:
            raise impossible("unknown", found=edit.vehicle or "–", expected=EXPECTED["vehicle"])
        if edit.shift not in scenario.shift:
            raise impossible("unknown", found=edit.shift or "–", expected=EXPECTED["shift"])
        new = f"{pickup.day}-{edit.shift}-{edit.vehicle}"
        if new in now.plan.round:
            taken = round_name(scenario, now.plan.round[new])
            vehicle = scenario.vehicle[edit.vehicle].label
            raise impossible("not_free", vehicle=vehicle, round=taken)
        insertions = Insertions(scenario, self.travel, now.plan)
        trials = list(
            insertions.new_rounds(
                stream,
                pickup,
                edit.vehicle,
                scenario.shift[edit.shift],
                choices_of(scenario, wanted),
            )
        )
        if not trials:
            raise impossible("collector", found=name(scenario, edit.stop))
        best = min(trials, key=lambda one: (len(one.broken), one.item.duration_s))
        return best.item.changed(id=new)

    def _remove(self, now: Edited, edit: RemoveStop) -> Edited:
        item = self._round(now, edit.round)
        position = self._stop(item, edit.stop)
        stop = item.stops[position]
        rest = without(item.stops, position)
        if is_of_use(rest, self.streams[item.stream].mode):
            made = self.with_rounds(now, self.timed(now, item, rest))
        else:
            made = self.with_rounds(now, gone=(item.id,))
        if stop.kind != "collect":
            return replace(made, fixed=made.fixed | {item.id})
        held = {key: by for key, by in made.held.items() if key != edit.stop}
        others = any(called(one) == edit.stop for by in made.plan.rounds for one in by.collected)
        dropped = made.dropped if others else made.dropped | {edit.stop}
        return replace(made, held=held, dropped=dropped)

    def _lock(self, now: Edited, edit: LockStop) -> Edited:
        item = self._round(now, edit.round)
        if edit.stop is None:
            return replace(now, fixed=now.fixed | {item.id})
        stop = item.stops[self._stop(item, edit.stop)]
        if stop.kind != "collect":
            return replace(now, fixed=now.fixed | {item.id})
        return replace(now, held={**now.held, edit.stop: item.id})

    def _vehicle(self, now: Edited, edit: ChangeVehicle) -> Edited:
        item = self._round(now, edit.round)
        vehicle = self.scenario.vehicle.get(edit.vehicle)
        if vehicle is None:
            raise impossible("unknown", found=edit.vehicle, expected=EXPECTED["vehicle"])
        new = f"{item.day}-{item.shift}-{vehicle.id}"
        taken = now.plan.round.get(new)
        if taken is not None:
            values = {"vehicle": vehicle.label, "round": round_name(self.scenario, taken)}
            raise impossible("not_free", **values)
        stops = (
            item.stops[0].changed(site=vehicle.owner),
            *item.stops[1:-1],
            item.stops[-1].changed(site=vehicle.owner),
        )
        leaves = {new if key == item.id else key: at for key, at in now.leaves.items()}
        other = item.changed(id=new, vehicle=vehicle.id)
        now = replace(
            now,
            plan=_renamed(now.plan, item.id, new),
            leaves=leaves,
            held={key: new if by == item.id else by for key, by in now.held.items()},
            fixed=frozenset(one for one in now.fixed if one != item.id) | {new},
            away=now.away - {(vehicle.id, item.day, item.shift)}
            | {(item.vehicle, item.day, item.shift)},
        )
        return self.with_rounds(now, self.timed(now, other, stops))

    def _person(self, now: Edited, edit: ChangePerson) -> Edited:
        item = self._round(now, edit.round)
        who = round_name(self.scenario, item)
        if edit.person is not None and edit.person not in item.crew:
            raise impossible("nobody", who=name(self.scenario, edit.person), round=who)
        if edit.by is None and edit.person is None:
            raise impossible("unknown", found="–", expected=EXPECTED["person"])
        if edit.by is not None and edit.by not in self.scenario.person:
            raise impossible("unknown", found=edit.by, expected=EXPECTED["person"])
        if edit.by is not None and edit.by in item.crew:
            raise impossible("aboard", who=name(self.scenario, edit.by), round=who)
        new = () if edit.by is None else (edit.by,)
        if edit.person is None:
            crew = (*item.crew, *new)
        else:
            at = item.crew.index(edit.person)
            crew = (*item.crew[:at], *new, *item.crew[at + 1 :])
        made = self.with_rounds(now, item.changed(crew=crew))
        away = frozenset(one for one in made.away if one != (edit.by, item.day, item.shift))
        if edit.person is not None:
            away |= {(edit.person, item.day, item.shift)}
        return replace(made, fixed=made.fixed | {item.id}, away=away)

    def _time(self, now: Edited, edit: ChangeTime) -> Edited:
        item = self._round(now, edit.round)
        now = replace(
            now,
            leaves={**now.leaves, item.id: seconds(edit.leaves)},
            fixed=now.fixed | {item.id},
        )
        return self.with_rounds(now, self.timed(now, item, item.stops))


def _with_kg(stops: Sequence[Stop], position: int, kg: Mapping[str, float]) -> tuple[Stop, ...]:
    """Return stops of which one takes another quantity."""
    return tuple(one.changed(kg=kg) if n == position else one for n, one in enumerate(stops))


def _renamed(plan: Plan, old: Slug, new: Slug) -> Plan:
    """Return a plan in which a round is called otherwise."""

    def other(one: Slug | None) -> Slug | None:
        return new if one == old else one

    return Plan(
        rounds=tuple(one.changed(id=new) if one.id == old else one for one in plan.rounds),
        shares=tuple(
            one.changed(origin=other(one.origin), carried_by=other(one.carried_by))
            for one in plan.shares
        ),
    )
