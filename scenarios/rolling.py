"""The file of a town carried on to another week: dates, what is over, food left, measured kg.

All is done on what the file says, base and variants, so that its text and its comments can stay.
Variants stay as they are.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from models.base import Text
from models.dates import full_date, span
from models.networks import OpeningStock
from models.next_week import Change, Changed
from models.numbers import amount
from models.stocks import Held
from models.words import EXCEPTIONAL_GIFT
from scenarios.contents import things

DATED: Mapping[str, tuple[str, ...]] = {
    "donors": ("absences", "exceptions"),
    "associations": ("absences", "moved"),
    "vehicles": ("absences",),
    "people": ("absences",),
}
"""Lists of dated things, by the list of those that have them."""
ENDS: Mapping[str, tuple[str, ...]] = {
    "absences": ("last", "first"),
    "exceptions": ("on",),
    "moved": ("to", "on"),
}
"""Fields that say the last date of one, the first that is there; for ``moved`` the later one."""
REMEMBERED = {"donors": timedelta(days=400)}
"""How long it stays in the file: papers of a month and of a year ask when a store was closed, else
its visits would be missing in them. Of people nothing stays."""


def rolled(
    content: Mapping[str, Any],
    week_of: date,
    stock: Mapping[str, Sequence[Held]],
    rates: Mapping[str, Sequence[Mapping[str, Any]]],
    warehouse: Sequence[OpeningStock] | None = None,
) -> tuple[dict[str, Any], tuple[Change, ...]]:
    """Return what a file says of another week, and what changed.

    Parameters
    ----------
    content
        What the file says, base and variants.
    week_of
        The Monday of the other week.
    stock
        What associations hold when that week begins, by their id; nothing for the others.
    rates
        Measured values of offers, by store, one for each of its offers: what takes the place of
        what is there.
    warehouse
        What the shared warehouse holds when that week begins; None: its stock stays as it is said.
    """
    after = copy.deepcopy(dict(content))
    before = _date(after.get("week_of"))
    after["week_of"] = week_of.isoformat()
    changes = [*_over(after, week_of), *_stocks(after, stock), *_measured(after, rates)]
    if before is not None:
        changes += _warehouse(after, (week_of - before).days // 7, warehouse)
    return after, tuple(changes)


def _over(after: dict[str, Any], week_of: date) -> Iterator[Change]:
    """Drop what is announced and over, and tell it; tell what is to come and stays.

    What is remembered goes without a word.
    """
    for path, fields in DATED.items():
        for one in things(after, path):
            for field in fields:
                there = one.get(field)
                if not isinstance(there, list) or not there:
                    continue
                since = week_of - REMEMBERED.get(path, timedelta(0))
                kept = [item for item in there if not _is_over(field, item, since)]
                for item in there:
                    stays = item in kept
                    if stays and _is_over(field, item, week_of):
                        continue
                    text = COMING if stays else PASSED
                    kind: Changed = "coming" if stays else "passed"
                    told = text.format(who=str(one.get("label", one["id"])), **_said(field, item))
                    where = f"{path}.{one['id']}.{field}"
                    yield Change(kind=kind, text=told, where=where)
                if not kept:
                    del one[field]
                elif len(kept) < len(there):
                    one[field] = kept


def _is_over(field: str, item: Any, week_of: date) -> bool:
    ends = [_date(item.get(name)) for name in ENDS[field]] if isinstance(item, dict) else []
    known = [one for one in ends if one is not None]
    if not known:
        return False
    return (max(known) if field == "moved" else known[0]) < week_of


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _said(field: str, item: Any) -> dict[str, Text]:
    first = _date(item.get("first") or item.get("on"))
    last = _date(item.get("last") or item.get("to")) or first
    if first is None or last is None:
        return {"what": WHAT[field], "when": Text(fr="?", en="?")}
    return {"what": WHAT[field], "when": span(first, last)}


def _stocks(after: dict[str, Any], stock: Mapping[str, Sequence[Held]]) -> Iterator[Change]:
    """Write what each holds in place of what it held a week before."""
    for one in things(after, "associations"):
        held = stock.get(one["id"], ())
        label = str(one.get("label", one["id"]))
        where = f"associations.{one['id']}.stock"
        if not held:
            if one.pop("stock", None):
                yield Change(kind="stock", text=NO_STOCK.format(who=label), where=where)
            continue
        one["stock"] = [
            {"family": lot.family, "kg": round(lot.kg, 1), "until": lot.until.isoformat()}
            | ({"counted": True} if lot.counted else {})
            for lot in held
        ]
        for lot in held:
            until = Text(fr=full_date(lot.until, "fr"), en=full_date(lot.until, "en"))
            family = next(
                (str(f["label"]) for f in things(after, "families") if f["id"] == lot.family),
                lot.family,
            )
            kg = Text(fr=amount(lot.kg, "kg", "fr", 1), en=amount(lot.kg, "kg", "en", 1))
            values = {"who": label, "kg": kg, "family": family, "until": until}
            yield Change(kind="stock", text=STOCK.format(**values), where=where)


def _measured(
    after: dict[str, Any], rates: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterator[Change]:
    """Write measured values over what offers say."""
    for one in things(after, "donors"):
        mine, offers = rates.get(one["id"], ()), one.get("offers")
        if not mine or not isinstance(offers, list) or len(mine) != len(offers):
            continue
        for n, (offer, values) in enumerate(zip(offers, mine, strict=True)):
            new = {
                name: value for name, value in values.items() if not _same(offer.get(name), value)
            }
            if not new:
                continue
            old = offer.get("kg")
            for name, value in new.items():
                if value in (None, {}):
                    offer.pop(name, None)
                else:
                    offer[name] = value
            told = KG if "kg" in new else RATES
            kgs = {
                name: Text(fr=amount(kg, "kg", "fr", 1), en=amount(kg, "kg", "en", 1))
                for name, kg in (("old", float(old or 0.0)), ("new", float(values["kg"])))
            }
            text = told.format(who=str(one.get("label", one["id"])), **kgs)
            yield Change(kind="rates", text=text, where=f"donors.{one['id']}.offers.{n}")


def _warehouse(
    after: dict[str, Any], weeks: int, stock: Sequence[OpeningStock] | None
) -> Iterator[Change]:
    """Begin the arrivals of a shared warehouse with those of the other week; write its stock."""
    there = after.get("warehouse")
    if not isinstance(there, dict):
        return
    for one in there.get("flows") or ():
        kg = one.get("weekly_kg") if isinstance(one, dict) else None
        if isinstance(kg, list) and len(kg) > 1 and weeks % len(kg):
            one["weekly_kg"] = kg[weeks % len(kg) :] + kg[: weeks % len(kg)]
            text = ARRIVALS.format(what=str(one.get("label", one.get("id", ""))))
            yield Change(kind="week", text=text, where=f"warehouse.flows.{one.get('id', '')}")
    if stock is None:
        return
    there["stock"] = [one.model_dump(mode="json", exclude_defaults=True) for one in stock]
    if not stock:
        del there["stock"]
    kg = sum(one.kg for one in stock)
    told = Text(fr=amount(kg, "kg", "fr"), en=amount(kg, "kg", "en"))
    yield Change(kind="stock", text=WAREHOUSE.format(kg=told), where="warehouse.stock")


def _same(old: Any, new: Any) -> bool:
    return old == new or (old is None and new in (None, {}))


WHAT = {
    "absences": Text(fr="absence ou fermeture", en="absence or closure"),
    "exceptions": EXCEPTIONAL_GIFT,
    "moved": Text(fr="distribution déplacée ou annulée", en="distribution moved or cancelled"),
}
PASSED = Text(fr="Passé, retiré : {who}, {what} {when}.", en="Over, removed: {who}, {what} {when}.")
COMING = Text(
    fr="À venir, gardé : {who}, {what} {when}.", en="To come, kept: {who}, {what} {when}."
)
STOCK = Text(
    fr="{who} : en stock au début de la semaine, {kg} ({family}), à distribuer jusqu'au {until}.",
    en="{who}: in stock when the week begins, {kg} ({family}), to be given out by {until}.",
)
WAREHOUSE = Text(
    fr="Entrepôt partagé : {kg} en stock au début de la semaine, comme son plan le prévoyait.",
    en="Shared warehouse: {kg} in stock when the week begins, as its plan had it.",
)
ARRIVALS = Text(
    fr="Entrepôt partagé, {what} : ses arrivages commencent par ceux de la nouvelle semaine.",
    en="Shared warehouse, {what}: its arrivals begin with those of the new week.",
)
NO_STOCK = Text(
    fr="{who} : plus rien en stock au début de la semaine.",
    en="{who}: nothing in stock any more when the week begins.",
)
KG = Text(
    fr="{who} : {old} par passage étaient dits, {new} sont mesurés.",
    en="{who}: {old} per visit were said, {new} are measured.",
)
RATES = Text(
    fr="{who} : absences et rebut mesurés, à la place de ce qui était supposé.",
    en="{who}: no-shows and rejects as measured, in the place of what was assumed.",
)
