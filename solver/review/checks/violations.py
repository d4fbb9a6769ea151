"""Violations in words: a rule's sentence, filled in both languages."""

from __future__ import annotations

from models.base import Text, clock
from models.buying_rules import BUYING_RULES
from models.calendar import DAY_NAMES, DAYS
from models.call_rules import CALL_RULES
from models.deliveries import Unit
from models.delivery_rules import DELIVERY_RULES
from models.fairness_rules import FAIRNESS_RULES
from models.findings import Finding
from models.fridge_rules import FRIDGE_RULES
from models.grants_rules import GRANT_RULES
from models.hand_rules import HAND_RULES
from models.itinerary_rules import ITINERARY_RULES
from models.numbers import decimal
from models.numbers import number as money
from models.opening_rules import OPENING_RULES
from models.orientation_rules import ORIENTATION_RULES
from models.plan import Round
from models.rota_rules import ROTA_RULES
from models.rules import BOOKING_RULES, RULES
from models.scenario import Scenario
from models.split_rules import SPLIT_RULES
from models.territory_rules import TERRITORY_RULES
from models.transfers_rules import TRANSFERS_RULES
from models.warehouse_rules import WAREHOUSE_RULES

TOLERANCE_KG = 1e-3
RELATIVE = 1e-6

EVERY_RULE = (
    RULES
    | BOOKING_RULES
    | BUYING_RULES
    | CALL_RULES
    | DELIVERY_RULES
    | FAIRNESS_RULES
    | FRIDGE_RULES
    | GRANT_RULES
    | HAND_RULES
    | ITINERARY_RULES
    | ROTA_RULES
    | OPENING_RULES
    | ORIENTATION_RULES
    | SPLIT_RULES
    | TRANSFERS_RULES
    | TERRITORY_RULES
    | WAREHOUSE_RULES
)

Value = object | Text


def exceeds(found: float, limit: float) -> bool:
    """Tell whether a quantity is over its limit by more than rounding."""
    return found > limit + TOLERANCE_KG + RELATIVE * abs(limit)


def violation(code: str, where: tuple[str, ...], **values: Value) -> Finding:
    """Return a violated rule in words; a value given as ``Text`` is put in each language."""
    text = EVERY_RULE[code].text.format(**values)
    return Finding(code=code, severity="violation", text=text, where=where)


def name(scenario: Scenario, identifier: str) -> str:
    """Return what people call a site, vehicle, person, family or pick-up."""
    pickup = scenario.pickups.get(identifier)
    key = identifier if pickup is None else pickup.donor
    for known in (
        scenario.association,
        scenario.donor,
        scenario.vehicle,
        scenario.person,
        scenario.family,
    ):
        if key in known:
            return known[key].label
    return identifier


def unit_name(scenario: Scenario, unit: Unit) -> Text:
    """Return a delivered unit in words: whose, how much, of what."""
    label, family = name(scenario, unit.to), name(scenario, unit.family)
    kg = amount(unit.kg)
    return Text(fr=f"{label} ({kg.fr} kg, {family})", en=f"{label} ({kg.en} kg, {family})")


def round_name(scenario: Scenario, item: Round) -> Text:
    """Return a round in words: vehicle, day, shift."""
    vehicle = name(scenario, item.vehicle)
    when = scenario.when(item.day, item.shift)
    return Text(fr=f"{vehicle}, {when.fr}", en=f"{vehicle}, {when.en}")


def span(start_s: float, end_s: float) -> str:
    """Return two times of day."""
    return f"{clock(start_s)}-{clock(end_s)}"


def number(value: float) -> str:
    """Return a quantity with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def amount(value: float) -> Text:
    """Return a quantity with at most two decimals, as each language writes it."""
    return decimal(number(value))


def euros(cents: float) -> Text:
    """Return cents as euros, as each language writes them."""
    return Text(fr=f"{money(cents / 100, 'fr', 2)} €", en=f"€{money(cents / 100, 'en', 2)}")


def day_and_time(second: int) -> Text:
    """Return an absolute second in words."""
    day = DAY_NAMES[DAYS[(second // 86_400) % 7]]
    time = clock(second % 86_400)
    return Text(fr=f"{day.fr} {time}", en=f"{day.en} {time}")
