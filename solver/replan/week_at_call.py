"""The week as it is at the moment of the call: what happened, what stands, what is on the road."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from models.base import Text, clock
from models.calendar import DAY_NUMBER, Day
from models.events import Absent, Call, Closed, Down, Gives, Surprise
from models.plan import Plan, Round, Stop
from models.replan import ToCall
from models.scenario import Scenario
from models.study import Study
from models.travel import TravelMatrix
from models.vehicles import Taken
from pools.streams import streams
from solver.ramasse.running_menus import hit
from solver.ramasse.running_plan import RunningPlan
from solver.ramasse.week import Week
from solver.replan.events import WaitingFood, away, days_of, gives, off_road, pallet, shut, waiting
from solver.review.check import check_round
from solver.review.left_behind import useful_kg

WORTH_KG = 1.0
"""What of a surprise must still be needed for it to be asked for; more of it is worth no less."""


@dataclass
class World:
    """The week being told again, event after event."""

    call: Call
    scenario: Scenario
    travel: TravelMatrix
    plan: Plan
    """The published rounds, with facts: what stores gave, rounds cut short on the road."""
    broken: list[Round] = field(default_factory=list)
    """What rounds cut short had still to do."""
    closed: set[str] = field(default_factory=set)
    """Associations that are closed on the day."""
    wanted: set[str] = field(default_factory=set)
    """Pick-ups asked for that no round made."""
    surprises: list[str] = field(default_factory=list)
    """Pick-ups that nobody expected, wanted or not."""
    grown: dict[str, float] = field(default_factory=dict)
    """Pick-ups of which more is there than was planned, and the part of each that is of use."""
    emptied: set[str] = field(default_factory=set)
    """Pick-ups that a vehicle now off the road had made."""
    notes: list[Text] = field(default_factory=list)
    to_open: list[ToCall] = field(default_factory=list)
    """Who is closed and must open all the same, for what is on the road."""

    @property
    def free(self) -> frozenset[Day]:
        """Days whose rounds may change."""
        found = {self.call.day}
        for event in self.call.events:
            if isinstance(event, Absent | Down | Closed):
                found |= set(days_of(self.call, event.until))
        if self.call.rest_of_week or self.call.only_locks:
            first = DAY_NUMBER[self.call.day]
            found |= {day for day in self.scenario.days if DAY_NUMBER[day] >= first}
        return frozenset(found & set(self.scenario.days))

    def left(self, item: Round) -> bool:
        """Tell whether a round of the day has left home."""
        return item.day == self.call.day and item.stops[0].leave_s <= self.call.now_s

    def over(self, item: Round) -> bool:
        """Tell whether a round had ended."""
        if item.day != self.call.day:
            return DAY_NUMBER[item.day] < DAY_NUMBER[self.call.day]
        return item.stops[-1].arrive_s <= self.call.now_s

    def reached(self, item: Round) -> int:
        """Return how many stops of a round under way were reached, the departure included."""
        return sum(stop.arrive_s <= self.call.now_s for stop in item.stops)


def world(study: Study, call: Call) -> tuple[World, RunningPlan]:
    """Return the week with all that happened, and what of the published plan stands.

    The call is taken as good: people, vehicles and stores exist, nobody aboard a round that has
    left is absent, no lock holds what an event forbids.
    """
    made = World(call, study.scenario, study.travel, study.plan)
    for event in call.events:
        if isinstance(event, Absent):
            made.scenario = away(made.scenario, call, event)
        elif isinstance(event, Gives):
            _gives(made, event)
        elif isinstance(event, Closed):
            _closed(made, event)
        elif isinstance(event, Surprise):
            made.scenario, made.travel, pickup = pallet(made.scenario, made.travel, call, event)
            made.surprises.append(pickup)
            if _worth(made, pickup):
                made.wanted.add(pickup)
    for event in call.events:
        if isinstance(event, Down):
            _down(made, event)
    return made, _standing(made)


def _worth(made: World, name: str) -> bool:
    """Tell whether enough of a surprise is still needed by those who may receive it."""
    pickup = made.scenario.pickups[name]
    stream = next((one for one in streams(made.scenario) if pickup.donor in one.donors), None)
    if stream is None:
        return False
    useful, _ = useful_kg(made.scenario, made.plan, stream, pickup, dict(pickup.kg))
    offered = sum(pickup.usable_kg(family) for family in pickup.kg)
    made.grown[name] = min(1.0, useful / offered) if offered > 0 else 0.0
    return useful >= WORTH_KG


def _gives(made: World, event: Gives) -> None:
    """Tell what a store gives: at its next visit of the day, else at the one just made."""
    day = made.call.day
    mine = [p for p in made.scenario.pickups.values() if p.donor == event.donor and p.day == day]
    stops = {str(s.pickup): s for item in made.plan.rounds for s in item.collected}
    done = [p.id in stops and stops[p.id].arrive_s <= made.call.now_s for p in mine]
    number = done.index(False) if False in done else len(mine) - 1
    before = mine[number]
    made.scenario = gives(made.scenario, day, event, number)
    after = made.scenario.pickups[before.id]
    ratio = after.gross_kg / before.gross_kg if before.gross_kg else 0.0
    if ratio > 1:
        made.grown[before.id] = 1.0
    locked = {lock.round for lock in made.call.locks if lock.pickup is None}
    made.plan = made.plan.changed(
        rounds=tuple(
            _weighed(made, item, before.id, ratio)
            if made.left(item) or made.over(item) or item.id in locked
            else item
            for item in made.plan.rounds
        )
    )


def _weighed(made: World, item: Round, pickup: str, ratio: float) -> Round:
    """Return a round that took another quantity at one stop; no more than it could load."""
    if all(stop.pickup != pickup for stop in item.stops):
        return item

    def told(stop: Stop) -> Stop:
        if stop.pickup != pickup:
            return stop
        return stop.changed(kg={family: kg * ratio for family, kg in stop.kg.items() if ratio > 0})

    found = item.changed(stops=tuple(told(stop) for stop in item.stops))
    if ratio > 1 and check_round(made.scenario, made.travel, found):
        return item  # what it could not load stayed there
    return found


def _closed(made: World, event: Closed) -> None:
    """Close an association; what is on the road and can be unloaded nowhere else still comes."""
    call, who = made.call, event.association
    until_s, must_open = call.now_s, False
    for item in made.plan.rounds:
        if not made.left(item) or made.over(item):
            continue
        coming = [
            stop
            for stop in item.stops
            if stop.kind == "unload" and stop.site == who and stop.leave_s > call.now_s
        ]
        there = [
            stop.leave_s
            for stop in item.stops
            if stop.kind == "drop" and stop.site == who and stop.arrive_s <= call.now_s
        ]
        until_s = max(until_s, *there) if there else until_s
        if coming:
            must_open = True
            until_s = max(until_s, *(stop.leave_s for stop in coming))
            what = made.scenario.vehicle[item.vehicle].label
            at = clock(coming[0].arrive_s)
            label = made.scenario.association[who].label
            made.notes.append(MUST_OPEN.format(who=label, what=what, at=at))
            opens = TO_OPEN.format(what=what, at=at)
            made.to_open.append(ToCall(kind="association", id=who, text=opens))
    made.scenario = shut(made.scenario, call, event, until_s)
    if not must_open:
        made.closed.add(who)


def _down(made: World, event: Down) -> None:
    """Take a vehicle off the road; its round under way is cut short, its food waits there."""
    call = made.call
    item = next(
        (
            one
            for one in made.plan.rounds
            if one.vehicle == event.vehicle and made.left(one) and not made.over(one)
        ),
        None,
    )
    if item is None:
        made.scenario = off_road(made.scenario, call, event, call.now_s)
        return
    done = item.stops[: made.reached(item)]
    ends = [n for n, stop in enumerate(done) if stop.kind in ("unload", "drop")]
    others = tuple(one for one in made.plan.rounds if one.id != item.id)
    made.broken.append(item.changed(stops=(item.stops[0], *item.stops[len(done) :])))
    from_s = call.now_s
    if ends:
        last = done[ends[-1]]
        home = item.stops[-1].site
        back = last.leave_s + (made.travel.between(last.site, home)[0] if last.site != home else 0)
        end = item.stops[-1].changed(arrive_s=back, start_s=back, leave_s=back)
        others = (*others, item.changed(stops=(*done[: ends[-1] + 1], end)))
        from_s = max(from_s, back)
    else:
        _stay(made, item)
    made.plan = made.plan.changed(rounds=others)
    made.scenario = off_road(made.scenario, call, event, from_s)
    aboard = [s for s in done[(ends[-1] + 1 if ends else 0) :] if s.kind == "collect"]
    if aboard:
        _strand(made, item, done[-1].site, aboard)
    elif any(stop.kind == "drop" for stop in item.stops[len(done) :]):
        text = SHARES.format(what=made.scenario.vehicle[item.vehicle].label)
        made.notes.append(text)


def _stay(made: World, item: Round) -> None:
    """Keep the crew of a round cut short with its vehicle until the end of the shift."""
    ends = made.scenario.shift[item.shift].ends
    hours = Taken(day=item.day, starts=made.call.now, ends=ends)
    people = tuple(
        one.changed(busy=(*one.busy, hours), max_shifts=max(0, one.most_shifts - 1))
        if one.id in item.crew
        else one
        for one in made.scenario.people
    )
    made.scenario = made.scenario.changed(people=people)


def _strand(made: World, item: Round, site: str, aboard: list[Stop]) -> None:
    """Let the food of a round cut short wait where its vehicle stands."""
    kg: dict[str, float] = defaultdict(float)
    fresh: dict[str, int] = {}
    rejected = 0.0
    day = DAY_NUMBER[item.day]
    for stop in aboard:
        pickup = made.scenario.pickups[str(stop.pickup)]
        for family, amount in stop.kg.items():
            kg[family] += amount
            rejected += amount * pickup.reject_rate
            fresh[family] = min(fresh.get(family, 3650), pickup.use_by[family] - day)
        made.emptied.add(pickup.id)
        same = [
            p.id
            for p in made.scenario.pickups.values()
            if p.donor == stop.site and p.day == item.day
        ]
        nothing = Gives(donor=stop.site, kg=0.0)
        made.scenario = gives(made.scenario, item.day, nothing, same.index(pickup.id))
    total = sum(kg.values())
    if total <= 0:
        return
    food = WaitingFood(
        site,
        kg,
        name="stranded",
        label=ABOARD,
        hours=(made.call.now, made.scenario.shift[item.shift].ends),
        holder=made.scenario.donor[aboard[0].site].holder,
        reject_rate=rejected / total,
        shelf_days=fresh,
    )
    made.scenario, made.travel, waits = waiting(made.scenario, made.travel, made.call.day, food)
    made.wanted.add(waits)
    place = made.scenario.donor.get(site) or made.scenario.association[site]
    what = made.scenario.vehicle[item.vehicle].label
    made.notes.append(STRANDED.format(what=what, kg=f"{total:.0f}", where=place.label))


def _standing(made: World) -> RunningPlan:
    call, free = made.call, made.free
    locked = {lock.round for lock in call.locks if lock.pickup is None}
    fixed, begun = set(), {}
    cut = {one.id for one in made.broken}
    for item in made.plan.rounds:
        if made.over(item) or item.day not in free or item.id in locked or item.id in cut:
            fixed.add(item.id)
        elif made.left(item):
            done = _done(made, item)
            if done >= len(item.stops) - 1:
                fixed.add(item.id)
            elif done > 1:
                begun[item.id] = done
    standing = RunningPlan(
        plan=made.plan,
        fixed=frozenset(fixed),
        begun=begun,
        free=free,
        day=call.day,
        now_s=call.now_s,
        notice_s=round(call.notice_min * 60) if call.now_s else 0,
        held={str(lock.pickup): lock.round for lock in call.locks if lock.pickup is not None},
        wanted=frozenset(made.wanted),
        broken=tuple(made.broken),
    )
    _lift(made, standing)
    return standing


def _done(made: World, item: Round) -> int:
    """Return how many stops are made or headed for; none is headed for where nothing awaits."""
    reached = made.reached(item)
    if reached >= len(item.stops):
        return reached
    following = item.stops[reached]
    if item.stops[reached - 1].leave_s > made.call.now_s or following.kind == "return":
        return reached
    if following.kind == "collect":
        possible = made.scenario.pickups[str(following.pickup)].gross_kg > 0
    else:
        possible = following.site not in made.closed
    return reached + possible


def _lift(made: World, standing: RunningPlan) -> None:
    """Lift the promises that a vehicle or a crew can no longer keep."""
    week = Week(made.scenario, made.travel)
    struck = [
        item
        for item in (*made.plan.rounds, *made.broken)
        if item.id not in standing.fixed and item.id not in standing.begun and hit(week, item)
    ]
    lost = {(stop.site, item.day) for item in (*struck, *made.broken) for stop in item.collected}
    policy = made.scenario.policy
    kept = tuple(one for one in policy.commitments if (one.donor, one.day) not in lost)
    if len(kept) < len(policy.commitments):
        made.scenario = made.scenario.changed(policy=policy.changed(commitments=kept))


MUST_OPEN = Text(
    fr="{who} est fermé, mais {what} est en route et ne peut décharger que là : quelqu'un doit "
    "ouvrir à {at}.",
    en="{who} is closed, but {what} is on the road and can unload only there: someone must open "
    "at {at}.",
)
TO_OPEN = Text(
    fr="Ouvrir à {at} : {what} est en route et ne peut décharger que là.",
    en="Open at {at}: {what} is on the road and can unload only there.",
)
ABOARD = Text(fr="Chargement en panne, {site}", en="Stranded load, {site}")
STRANDED = Text(
    fr="{what} est en panne en route : {kg} kg à bord attendent à {where}. Vérifier le froid avant "
    "de les reprendre.",
    en="{what} broke down on the road: {kg} kg aboard wait at {where}. Check the cold before they "
    "are taken over.",
)
SHARES = Text(
    fr="{what} est en panne avec des parts à livrer : elles comptent comme revenues au lieu de "
    "tri.",
    en="{what} broke down with shares to be dropped: they count as back at the sorting place.",
)
