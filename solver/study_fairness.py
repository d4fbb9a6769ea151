"""The fairness of a week in a study: what was sought, what is proved, who is far behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median

from models.base import Text
from models.dates import full_date
from models.fairness import FairnessOfWeek, FairPoint, FloorShort, ProvedStage, StageEnd
from models.findings import Finding
from models.history import History
from models.means import TriedMeans
from models.next_openings import next_openings
from models.numbers import amount, percent
from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.words import UNKNOWN
from solver.allocation.rules import RULE_NAMES
from solver.ramasse.fair_levels import scopes_of
from solver.ramasse.fair_stages import KnownFairness
from solver.ramasse.fairness import Raised, all_levels, far_behind_of, levels_of
from solver.ramasse.planned import Planned
from solver.review.indicators import totals
from solver.study_fairness_words import (
    BAND,
    BEHIND,
    BEHIND_SO_FAR,
    GAP,
    ITS_STORES,
    LATE,
    NOT_OPEN,
    NOTHING_AT_ALL,
    NOTHING_SO_FAR,
    NOTHING_YET,
    OTHER_RULE,
    PROVED,
    ROUGH,
    SHORT,
    SHORT_SO_FAR,
    STAGES,
    UNSOUGHT,
)
from solver.study_lift import CRUMB_KG, NOTHING, lift, rare_cost
from solver.study_means import binding

SAME = 1e-3
"""Levels that differ by less are the same."""


def fairness_of(
    scenario: Scenario, travel: TravelMatrix, planned: Planned
) -> FairnessOfWeek | None:
    """Return what a search knows of the fairness of a plan; none where nothing is shared."""
    known = planned.fairness
    if known is None:
        asked = any(one.objective == "fairness" for one in scenario.policy.stages)
        if planned.not_sought is None or not asked:
            return None
        return FairnessOfWeek(sought=False, why_not=planned.not_sought)
    best, beaten = known.fair.best, planned.parted or _beaten(known, planned.plan)
    fewest = known.price.fewest
    sure = fewest is not None and fewest.proved and not beaten
    return FairnessOfWeek(
        sought=bool(best),
        why_not=None if best else LATE,
        proved=known.proved and not beaten and _as_known(scenario, known, planned),
        band=max(known.fair.tolerance, _below(scenario, known, planned)),
        best=best.get("all", ()),
        best_rare=best.get("rare", ()),
        ends=()
        if beaten
        else (*_ends(known), *_levels(known.fair.raised), *_levels(known.fair.last, " again")),
        frontier=tuple(
            _point(scenario, travel, planned.past, one.plan, proved=one.proved and not beaten)
            for one in known.price.frontier
        ),
        fewest_hours=None
        if fewest is None
        else _point(scenario, travel, planned.past, fewest.plan, proved=sure),
        short=tuple(
            FloorShort(
                association=who, asked=known.floors.asked[who], held=_held(scenario, planned, who)
            )
            for who in sorted(known.floors.short)
        ),
        free_kg=known.floors.free_kg if known.floors.proved and not beaten else None,
    )


def _held(scenario: Scenario, planned: Planned, who: str) -> float:
    """Return the points that a floor which cannot be met is held at.

    In a running week published shares stay, and others may find no way beside them: what the
    program held may then be more than the plan gives, which is what is told.
    """
    known = planned.fairness
    assert known is not None
    held = known.floors.held[who]
    if not known.fair.running:
        return held
    worth = {one.id: one.points_per_kg for one in scenario.families}
    mine = (one for one in planned.plan.shares if one.association == who)
    return min(held, sum(one.kg * worth[one.family] for one in mine))


def _beaten(known: KnownFairness, plan: Plan) -> bool:
    """Tell whether plans may bring more than the program took for the most there is.

    Drops made on the way can; nothing is called proved then.
    """
    food = known.ends.get("food")
    most = max([plan.usable_kg, *(one.food_kg for one in known.price.met)])
    return food is not None and most > abs(food.bound) * (1 + SAME) + SAME


def _as_known(scenario: Scenario, known: KnownFairness, planned: Planned) -> bool:
    """Tell whether a plan stands where the program of its rounds says, no better.

    Drops made on the way can do better than the program knows; nothing is promised then.
    """
    levels = all_levels(scenario, planned.past, planned.plan)
    return all(abs(levels[who] - level) <= SAME for who, level in known.levels.items())


def _below(scenario: Scenario, known: KnownFairness, planned: Planned) -> float:
    """Return how far the lowest levels of a plan are below the best: what the study may say."""
    found = 0.0
    for scope in scopes_of(scenario, planned.past):
        best = known.fair.best.get(scope.name, ())
        mine = sorted(levels_of(scope, planned.plan).values())
        found = max(
            [found, *(b - m for b, m in zip(best, mine[len(mine) - len(best) :], strict=True))]
        )
    return found


def _ends(known: KnownFairness) -> Iterator[StageEnd]:
    stages: dict[str, ProvedStage] = {"food": "food", "hours": "hours", "cost": "cost"}
    for objective, met in known.ends.items():
        yield StageEnd(
            stage=stages[objective],
            value=abs(met.value),
            bound=_finite(abs(met.bound)),
            proved=met.proved,
        )


def _levels(raised: list[Raised], suffix: str = "") -> Iterator[StageEnd]:
    stages: dict[str, ProvedStage] = {
        "rare": "rare",
        "all": "all",
        "rare again": "rare again",
        "all again": "all again",
    }
    for one in raised:
        yield StageEnd(
            stage=stages[one.scope + suffix],
            k=one.k,
            value=one.reached,
            bound=_finite(one.bound),
            proved=one.proved,
        )


def _finite(bound: float) -> float | None:
    return bound if bound < 1e15 else None


def _point(
    scenario: Scenario, travel: TravelMatrix, past: History, plan: Plan, *, proved: bool
) -> FairPoint:
    summed = totals(scenario, travel, plan)
    return FairPoint(
        food_kg=summed.usable_kg,
        person_hours=summed.person_hours,
        levels=all_levels(scenario, past, plan),
        lowest_rare=_lowest_rare(scenario, past, plan),
        proved=proved,
    )


def _lowest_rare(scenario: Scenario, past: History, plan: Plan) -> float | None:
    """Return the lowest level of rare families; none where they are not split first."""
    scopes = scopes_of(scenario, past)
    return min(levels_of(scopes[0], plan).values(), default=None) if len(scopes) > 1 else None


def far_behind(
    scenario: Scenario,
    travel: TravelMatrix,
    planned: Planned,
    fairness: FairnessOfWeek | None,
    tried: Sequence[TriedMeans] = (),
    *,
    finished: bool = False,
) -> tuple[Finding, ...]:
    """Name who has nothing, or less than half of the middle level, and what would lift it.

    Parameters
    ----------
    tried
        Means that were granted, and what they brought.
    finished
        Whether the search came to its end.
    """
    plan = planned.plan
    shared = any(pool.mode != "alone" for pool in scenario.policy.pools)
    levels = all_levels(scenario, planned.past, plan)
    if not shared or not plan.rounds or not levels:
        return ()
    summed, waiting = totals(scenario, travel, plan), next_openings(scenario)
    rare = _lowest_rare(scenario, planned.past, plan)
    offered, middle = offered_by_holder(scenario), median(levels.values())
    known = planned.fairness
    floors = known is not None and any(points > 0 for points in known.floors.held.values())

    def text(who: str) -> Text:
        label, share = scenario.association[who].label, _share(levels[who])
        if who in waiting:
            # neither more time nor other rounds are advised: it hands nothing out this week
            return NOT_OPEN.format(who=label, share=share, when=_dated(waiting[who]))
        left_out = levels[who] < NOTHING and offered.get(who, 0.0) > CRUMB_KG
        return _joined(
            _behind(levels[who], middle, so_far=planned.past.weeks > 0).format(
                who=label, share=share, middle=_share(middle), weeks=planned.past.weeks
            ),
            *((ITS_STORES.format(kg=_kg(offered[who])),) if left_out else ()),
            lift(who, levels[who], summed, fairness, finished=finished, floors=floors),
            *rare_cost(who, levels[who], rare, fairness),
            *binding(who, tried),
        )

    return tuple(
        Finding(code="far_behind", severity="warning", text=text(who), where=(who,))
        for who in far_behind_of(levels)
    )


def _dated(when: date) -> Text:
    return Text(fr=full_date(when, "fr"), en=full_date(when, "en"))


def offered_by_holder(scenario: Scenario) -> dict[str, float]:
    """Return the usable kg that the stores of each holder of agreements offer this week."""
    offered: dict[str, float] = {}
    for pickup in scenario.pickups.values():
        who = scenario.donor[pickup.donor].holder
        usable = sum(pickup.usable_kg(family) for family in pickup.kg)
        offered[who] = offered.get(who, 0.0) + usable
    return offered


def _behind(level: float, middle: float, *, so_far: bool) -> Text:
    """Return how far behind an association is: what receives nothing has no share to be told."""
    if level < NOTHING and middle < NOTHING and not so_far:
        return NOTHING_AT_ALL
    if level < NOTHING:
        return NOTHING_SO_FAR if so_far else NOTHING_YET
    return BEHIND_SO_FAR if so_far else BEHIND


def told(scenario: Scenario, fairness: FairnessOfWeek | None) -> tuple[Finding, ...]:
    """Tell how far fairness was sought, which floors are not met, and what they cost."""
    if fairness is None:
        return ()
    found: list[Finding] = [
        Finding(
            code="floor_short",
            severity="warning",
            text=(SHORT_SO_FAR if fairness.free_kg is None else SHORT).format(
                who=scenario.association[one.association].label,
                share=_share(one.held / one.asked),
            ),
            where=(one.association,),
        )
        for one in fairness.short
        if one.held < one.asked * (1 - NOTHING)
    ]
    split = scenario.policy.split.rule
    if fairness.sought and split != "leximin":
        text = OTHER_RULE.format(rule=RULE_NAMES[split])
    elif not fairness.sought:
        assert fairness.why_not is not None
        text = UNSOUGHT.format(why=fairness.why_not)
    elif fairness.proved:
        text = PROVED
    else:
        missing = [one for one in fairness.ends if not one.proved]
        text = BAND.format(band=_share(fairness.band), gaps=_gaps(missing))
    return (*found, Finding(code="fairness", severity="info", text=text))


def _gaps(missing: list[StageEnd]) -> Text:
    """Return where stages ended short of their bound."""
    if not missing:
        return ROUGH
    first = {one.stage: one for one in reversed(missing)}
    told = [GAP.format(stage=STAGES[one.stage], gap=_gap(one)) for one in first.values()]
    return Text(fr=" ; ".join(one.fr for one in told), en="; ".join(one.en for one in told))


def _gap(one: StageEnd) -> Text:
    if one.bound is None:
        return UNKNOWN
    apart = abs(one.bound - one.value)
    if one.stage in ("food", "hours", "cost"):
        unit = {"food": "kg", "hours": "h", "cost": "€"}[one.stage]
        return Text(fr=amount(apart, unit, "fr", 1), en=amount(apart, unit, "en", 1))
    return _share(apart)


def _joined(*parts: Text) -> Text:
    return Text(fr=" ".join(one.fr for one in parts), en=" ".join(one.en for one in parts))


def _share(level: float) -> Text:
    return Text(fr=percent(level, "fr"), en=percent(level, "en"))


def _kg(kg: float) -> Text:
    return Text(fr=amount(kg, "kg", "fr"), en=amount(kg, "kg", "en"))
