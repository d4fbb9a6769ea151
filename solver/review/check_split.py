"""The independent checker of a split: every hard rule, from models alone.

It recomputes rights, dates, stocks and accounts from the scenario, the supply and the history. A
whole lot may exceed the week's need by less than its half, and so may a unit of what is counted;
beyond that a lot's food must last at the pace of the need, and the account must pay for it, unless
it is more than anyone's need.
"""

from __future__ import annotations

from collections import defaultdict

from models.allocation import Allocation, Portion, SupplyLot
from models.calendar import DAY_NAMES, DAYS
from models.findings import Finding
from models.products import TEMPERATURE_NAMES
from solver.review.checks.violations import amount, day_and_time, exceeds, name, violation

DAY_S = 86_400
ROUNDING_KG = 0.05
"""Of programs and of portions that are written to the gram."""
GRAM_KG = 0.0015
"""Portions are rounded down to the gram."""


def check_split(made: Allocation) -> tuple[Finding, ...]:
    """Return every violation of a hard rule; empty when the split can be handed over.

    Portions that name unknown things are reported for that alone.
    """
    known = [
        one
        for one in made.portions
        if one.lot in made.supply.lot and one.association in made.scenario.association
    ]
    found = [
        violation("portion_unknown", (one.association, one.lot), what=_unknown(made, one))
        for one in made.portions
        if one not in known
    ]
    for one in known:
        found += _portion(made, one)
    return (*found, *_lots(made, known), *_stores(made, known), *_needs(made, known))


def _unknown(made: Allocation, one: Portion) -> str:
    """Return the names of a portion that stand nowhere."""
    named = ((one.association, made.scenario.association), (one.lot, made.supply.lot))
    return ", ".join(name for name, known in named if name not in known)


def _portion(made: Allocation, one: Portion) -> list[Finding]:
    lot, who = made.supply.lot[one.lot], made.scenario.association[one.association]
    where = (who.id, lot.id)
    said = {"who": who.label, "what": lot.label}
    found = []
    barred = lot.accredited_only and not who.accredited
    if not lot.may_go_to(who.id) or lot.family in who.refuses or barred:
        found.append(violation("portion_right", where, **said))
    day = one.opening_s // DAY_S
    when = day_and_time(one.opening_s)
    if one.opening_s not in made.scenario.openings_from(who.id, day // 7):
        found.append(violation("portion_opening", where, **said, found=when))
    if one.opening_s < lot.ready_s:
        found.append(
            violation("portion_ready", where, **said, found=when, limit=day_and_time(lot.ready_s))
        )
    if day > lot.use_by:
        limit = DAY_NAMES[DAYS[lot.use_by % 7]]
        found.append(violation("portion_use_by", where, **said, found=when, limit=limit))
    if made.supply.whole:
        each = lot.kg / lot.units
        if one.units is None or abs(one.kg - one.units * each) > ROUNDING_KG:
            found.append(violation("lot_whole", where, **said, found=amount(one.kg)))
    each_kg = _unit_kg(made, lot.family)
    if each_kg and abs(one.kg - round(one.kg / each_kg) * each_kg) > GRAM_KG:
        found.append(violation("unit_whole", where, **said, found=f"{one.kg / each_kg:.2f}"))
    return found


def _unit_kg(made: Allocation, family: str) -> float:
    """Return what a unit weighs that is handed over whole; 0 of what is split by kg.

    A plan and what is expected are means of weeks; whole lots have their own rule.
    """
    if made.supply.source != "weighed" or made.supply.whole:
        return 0.0
    return made.scenario.family[family].handed_kg or 0.0


def _lots(made: Allocation, portions: list[Portion]) -> list[Finding]:
    given: dict[str, float] = defaultdict(float)
    for one in portions:
        given[one.lot] += one.kg
    return [
        violation(
            "lot_supply",
            (lot.id,),
            what=lot.label,
            found=amount(given[lot.id]),
            limit=amount(lot.kg),
        )
        for lot in made.supply.lots
        if exceeds(given[lot.id], lot.kg + ROUNDING_KG)
    ]


def _stores(made: Allocation, portions: list[Portion]) -> list[Finding]:
    """Check what each store holds whenever something comes in; a plan's are checked with it."""
    if made.supply.source == "plan":
        return []
    found = []
    for who in made.scenario.associations:
        for group, limit in (("ambient", who.ambient_storage_kg), ("chilled", who.cold_storage_kg)):
            stays = [
                (lot.ready_s, one.opening_s, one.kg)
                for one in portions
                for lot in (made.supply.lot[one.lot],)
                if one.association == who.id and _group(made, lot.family) == group
            ]
            peak = _carried(made, who.id, group) + max(
                (
                    sum(kg for a, b, kg in stays if a <= at < b)
                    + made.scenario.stored_kg(who.id, group != "ambient", at)
                    for at, _, _ in stays
                ),
                default=0.0,
            )
            if stays and limit is not None and exceeds(peak, limit + ROUNDING_KG):
                found.append(
                    violation(
                        "split_storage",
                        (who.id, group),
                        who=who.label,
                        found=amount(peak),
                        temperature=TEMPERATURE_NAMES[group],
                        limit=amount(limit),
                    )
                )
    return found


def _carried(made: Allocation, who: str, group: str) -> float:
    """Return what is in a store from the weeks before; only whole lots leave something."""
    if not made.supply.whole:
        return 0.0
    return sum(
        kg
        for family, kg in made.history.carried_kg.get(who, {}).items()
        if family in made.scenario.family and _group(made, family) == group
    )


def _group(made: Allocation, family: str) -> str:
    return "ambient" if made.scenario.family[family].temperature == "ambient" else "chilled"


def _needs(made: Allocation, portions: list[Portion]) -> list[Finding]:
    got: dict[tuple[str, str], list[Portion]] = defaultdict(list)
    for one in portions:
        got[one.association, made.supply.lot[one.lot].family].append(one)
    found = []
    for (who, family), items in sorted(got.items()):
        rule, kg = _over_need(made, who, family, items)
        if rule is not None:
            found.append(
                violation(
                    rule,
                    (who, family),
                    who=name(made.scenario, who),
                    found=amount(kg),
                    family=name(made.scenario, family),
                    limit=amount(made.scenario.need_kg(who, family)),
                )
            )
    return found


def _over_need(
    made: Allocation, who: str, family: str, items: list[Portion]
) -> tuple[str | None, float]:
    """Return which rule of need what one receives of a family breaks, and by how many kg."""
    kg, need = sum(one.kg for one in items), made.scenario.need_kg(who, family)
    if not made.supply.whole:
        need += _unit_kg(made, family) / 2
        return ("split_need" if exceeds(kg, need + ROUNDING_KG) else None), kg
    lots = [made.supply.lot[one.lot] for one in items]
    largest = max(lot.kg / lot.units for lot in lots)
    stock = kg + made.history.carried_kg.get(who, {}).get(family, 0.0)
    if not exceeds(stock, need + largest / 2 + ROUNDING_KG):
        return None, kg
    weeks = max(
        1 + (lot.use_by - one.opening_s // DAY_S) // 7 for lot, one in zip(lots, items, strict=True)
    )
    if exceeds(stock, need * weeks + ROUNDING_KG):
        return "split_keeps", stock
    account = made.history.account_kg.get(who, {}).get(family, 0.0)
    paid = account + min(made.standing[who].fair_kg.get(family, 0.0), need) + ROUNDING_KG >= kg
    return (None if paid or any(_too_large(made, lot) for lot in lots) else "split_account"), kg


def _too_large(made: Allocation, lot: SupplyLot) -> bool:
    """Tell whether half a unit is more than anyone needs who may have it and can store it."""
    each = lot.kg / lot.units
    group = _group(made, lot.family)
    for who in made.scenario.associations:
        limit = who.ambient_storage_kg if group == "ambient" else who.cold_storage_kg
        there = made.scenario.stored_kg(who.id, group != "ambient", lot.ready_s)
        there += _carried(made, who.id, group)
        room = limit is None or limit - there >= each - ROUNDING_KG
        may = who.id in lot.members and (who.accredited or not lot.accredited_only)
        starts = made.scenario.openings_from(who.id, lot.ready_s // (7 * DAY_S))
        timely = any(lot.ready_s <= start and start // DAY_S <= lot.use_by for start in starts)
        if may and room and timely and made.scenario.need_kg(who.id, lot.family) >= each / 2:
            return False
    return True
