"""The independent checker of a week planned again after a call, from models alone.

What is over cannot be given more: at the moment of the call, food reaches no distribution that
has begun but what was published for it.
"""

from __future__ import annotations

from collections import defaultdict

from models.base import Text, clock
from models.calendar import DAY_NAMES, DAY_NUMBER, DAYS
from models.events import Call
from models.findings import Finding
from models.next_openings import DAY_S
from models.plan import Plan
from models.scenario import Scenario
from solver.review.checks.violations import amount, exceeds, violation


def check_call(scenario: Scenario, call: Call, published: Plan, plan: Plan) -> tuple[Finding, ...]:
    """Return every distribution that was over and gets more of a family than was published, kg."""
    now_s = DAY_NUMBER[call.day] * DAY_S + call.now_s
    before, after = _over(published, now_s), _over(plan, now_s)
    return tuple(
        violation(
            "call_over",
            (who,),
            who=scenario.association[who].label,
            found=amount(kg),
            limit=amount(before[who, family, opening_s]),
            when=_moment(opening_s),
        )
        for (who, family, opening_s), kg in sorted(after.items())
        if exceeds(kg, before[who, family, opening_s])
    )


def _over(plan: Plan, now_s: int) -> dict[tuple[str, str, int], float]:
    """Return the kg of each association and family at each distribution before a moment."""
    found: dict[tuple[str, str, int], float] = defaultdict(float)
    for share in plan.shares:
        if share.opening_s < now_s:
            found[share.association, share.family, share.opening_s] += share.kg
    return found


def _moment(opening_s: int) -> Text:
    day = DAY_NAMES[DAYS[opening_s // DAY_S % 7]]
    at = clock(opening_s % DAY_S)
    return Text(fr=f"{day.fr} {at}", en=f"{day.en} {at}")
