"""A purchase that keeps every rule, and ways to change it."""

from __future__ import annotations

from typing import Any

from models.buying_study import BuyingPlan, BuyingStudy, HandedOver
from solver.buying.plan import plan_purchase
from solver.programs.limits import Limits
from solver.review.checks.buying import check_buying
from tests.helpers.once import once
from tests.helpers.purchases import small


@once
def sound() -> BuyingStudy:
    study = plan_purchase(small(), Limits(iterations=2))
    assert check_buying(study) == ()
    return study


def codes(study: BuyingStudy) -> set[str]:
    return {one.code for one in check_buying(study)}


def planned(**values: Any) -> BuyingStudy:
    return sound().changed(plan=sound().plan.changed(**values))


def asked(**values: Any) -> BuyingStudy:
    study = sound()
    buying = study.scenario.buying.changed(**values)
    return study.changed(scenario=study.scenario.changed(buying=buying))


def first_order(**values: Any) -> BuyingStudy:
    first, *others = sound().plan.orders
    return planned(orders=(first.changed(**values), *others))


def first_line(**values: Any) -> BuyingStudy:
    first, *others = sound().plan.orders
    line, *lines = first.lines
    changed = first.changed(lines=(line.changed(**values), *lines))
    return planned(orders=(changed, *others))


def first_bill(**values: Any) -> BuyingStudy:
    first, *others = sound().plan.bills
    return planned(bills=(first.changed(**values), *others))


def first_handed(**values: Any) -> BuyingStudy:
    plan: BuyingPlan = sound().plan
    number = next(n for n, one in enumerate(plan.handed) if not one.extra)
    handed: list[HandedOver] = list(plan.handed)
    handed[number] = handed[number].changed(**values)
    return planned(handed=tuple(handed))


def offers(**values: Any) -> BuyingStudy:
    return asked(offers=tuple(one.changed(**values) for one in sound().scenario.buying.offers))


def suppliers(**values: Any) -> BuyingStudy:
    many = tuple(one.changed(**values) for one in sound().scenario.buying.suppliers)
    return asked(suppliers=many)


def members(**values: Any) -> BuyingStudy:
    return asked(members=tuple(one.changed(**values) for one in sound().scenario.buying.members))


def payers(**values: Any) -> BuyingStudy:
    return asked(payers=tuple(one.changed(**values) for one in sound().scenario.buying.payers))
