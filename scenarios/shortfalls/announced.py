"""What is announced for the days of the week planned, as it is told before and beside a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from models.associations import Association
from models.base import Text
from models.calendar import DAY_NAMES, DAYS
from models.dates import full_date, span
from models.exceptions import Absence, away_on
from models.findings import Finding, Severity
from models.numbers import amount
from models.scenario import Scenario
from scenarios.shortfalls.calendar import DAY_S


def announced(scenario: Scenario) -> Iterator[Finding]:
    """Yield closures, absences, exceptions and food held that concern the week planned."""
    monday, sunday = scenario.week_of, scenario.week_of + timedelta(days=6)
    for code, text, things in (
        ("store_closed", _CLOSED, scenario.donors),
        ("association_closed", _SHUT, scenario.associations),
        ("vehicle_away", _AWAY, scenario.vehicles),
        ("person_away", _AWAY, scenario.people),
    ):
        for one in things:
            for absence in one.absences:
                if absence.meets(monday, sunday):
                    yield _told(code, text.format(who=one.label, **_from_to(absence)), (one.id,))
    yield from _hubs(scenario)
    for donor in scenario.donors:
        for gift in donor.exceptions:
            if monday <= gift.on <= sunday:
                found = [p for p in scenario.pickups.values() if p.donor == donor.id]
                kg = sum(p.gross_kg for p in found if scenario.date_of(p.day) == gift.on)
                values = {"who": donor.label, "when": _day(gift.on), "why": _why(gift.reason)}
                text = _GIFT.format(kg=_kg(kg), **values) if kg else _NO_GIFT.format(**values)
                yield _told("exceptional_gift", text, (donor.id,))
    for who in scenario.associations:
        for other in who.moved:
            if monday <= other.on <= sunday or monday <= (other.takes_place or other.on) <= sunday:
                values = {"who": who.label, "when": _day(other.on), "why": _why(other.reason)}
                to = other.takes_place
                text = _CANCELLED if to is None else _MOVED
                starts = "" if other.starts is None else f", {other.starts}"
                told = text.format(to="" if to is None else _day(to), starts=starts, **values)
                yield _told("distribution_moved", told, (who.id,))
    yield from promises(scenario)
    for who in scenario.associations:
        yield from _stock(scenario, who)


def _hubs(scenario: Scenario) -> Iterator[Finding]:
    """Yield the days of rounds on which a sorting place is closed: nothing is collected for it."""
    for pool in scenario.policy.pools:
        if pool.hub is None:
            continue
        hub = scenario.association[pool.hub]
        closed = [
            day for day in scenario.days if away_on(hub.absences, scenario.date_of(day)) is not None
        ]
        if closed:
            days = Text(
                fr=", ".join(DAY_NAMES[day].fr for day in closed),
                en=", ".join(DAY_NAMES[day].en for day in closed),
            )
            text = _NOT_SORTED.format(who=hub.label, days=days, pool=pool.label)
            yield _told("hub_closed", text, (hub.id,), "warning")


def promises(scenario: Scenario) -> Iterator[Finding]:
    """Yield the promises of the week that a closure or an absence lifts."""
    for one in scenario.policy.commitments:
        when = scenario.date_of(one.day)
        donor, vehicle = scenario.donor[one.donor], scenario.vehicle[one.vehicle]
        for away in (donor, vehicle):
            if away_on(away.absences, when) is not None:
                values = {"store": donor.label, "vehicle": vehicle.label, "when": _day(when)}
                text = _LIFTED.format(away=away.label, **values)
                yield _told("promise_lifted", text, (donor.id, vehicle.id), "warning")
                break


def _stock(scenario: Scenario, who: Association) -> Iterator[Finding]:
    """Yield what an association holds when the week begins, and what of it cannot be given out."""
    if not who.stock:
        return
    first = next(iter(scenario.openings_s[who.id]), None)
    opens = None if first is None else scenario.week_of + timedelta(days=first // DAY_S)
    held = [one for one in who.stock if opens is not None and one.until >= opens]
    late = [one for one in who.stock if one not in held]
    for text, lots, severity in ((_HELD, held, "info"), (_LATE, late, "warning")):
        if lots:
            kg: dict[str, float] = {}
            for one in lots:
                kg[one.family] = kg.get(one.family, 0.0) + one.kg
            parts = [
                Text(
                    fr=f"{scenario.family[family].label} {amount(whole, 'kg', 'fr')}",
                    en=f"{scenario.family[family].label} {amount(whole, 'kg', 'en')}",
                )
                for family, whole in kg.items()
            ]
            what = Text(fr=", ".join(p.fr for p in parts), en=", ".join(p.en for p in parts))
            covered = sum(scenario.covered_kg(who.id, one.id) for one in scenario.families)
            told = text.format(who=who.label, what=what, covered=_kg(covered))
            kind: Severity = "warning" if severity == "warning" else "info"
            yield _told("stock_held" if kind == "info" else "stock_late", told, (who.id,), kind)
    for cold, limit in ((True, who.cold_storage_kg), (False, who.ambient_storage_kg)):
        found = scenario.stored_kg(who.id, cold, 0)
        if limit is not None and found > limit:
            values = {"who": who.label, "found": _kg(found), "limit": _kg(limit)}
            yield _told("stock_too_large", _OVER.format(**values), (who.id,), "warning")


def _from_to(absence: Absence) -> dict[str, object]:
    return {"when": span(absence.first, absence.until), "why": _why(absence.reason)}


def _why(reason: str) -> str:
    return f" ({reason})" if reason else ""


def _date(when: date) -> Text:
    return Text(fr=full_date(when, "fr"), en=full_date(when, "en"))


def _day(when: date) -> Text:
    name, said = DAY_NAMES[DAYS[when.weekday()]], _date(when)
    return Text(fr=f"{name.fr} {said.fr}", en=f"{name.en} {said.en}")


def _kg(kg: float) -> Text:
    return Text(fr=amount(kg, "kg", "fr"), en=amount(kg, "kg", "en"))


def _told(code: str, text: Text, where: Iterable[str] = (), severity: Severity = "info") -> Finding:
    return Finding(code=code, severity=severity, text=text, where=tuple(where))


_CLOSED = Text(
    fr="Fermé {when} : {who}{why}, rien n'y est ramassé.",
    en="Closed {when}: {who}{why}, nothing is collected there.",
)
_SHUT = Text(
    fr="Fermé {when} : {who}{why}, ni réception ni distribution.",
    en="Closed {when}: {who}{why}, neither reception nor distribution.",
)
_AWAY = Text(fr="Absent {when} : {who}{why}.", en="Away {when}: {who}{why}.")
_NOT_SORTED = Text(
    fr="{who} est fermé ({days}) : rien ne peut y être trié, aucune tournée de « {pool} » ne sort "
    "ces jours-là.",
    en='{who} is closed ({days}): nothing can be sorted there, no round of "{pool}" goes out on '
    "these days.",
)
_GIFT = Text(
    fr="Don exceptionnel de {who} le {when} : {kg} attendus{why}.",
    en="Exceptional gift of {who} on {when}: {kg} expected{why}.",
)
_NO_GIFT = Text(fr="{who} ne donne rien le {when}{why}.", en="{who} gives nothing on {when}{why}.")
_CANCELLED = Text(
    fr="Distribution annulée le {when} : {who}{why}.",
    en="Distribution cancelled on {when}: {who}{why}.",
)
_MOVED = Text(
    fr="Distribution de {who} du {when} : elle a lieu le {to}{starts}{why}.",
    en="Distribution of {who} of {when}: it takes place on {to}{starts}{why}.",
)
_LIFTED = Text(
    fr="Promesse levée cette semaine : {vehicle} à {store} le {when}, car {away} n'y est pas. "
    "Prévenez-les, ou changez la promesse.",
    en="A promise is lifted this week: {vehicle} at {store} on {when}, for {away} is not there. "
    "Tell them, or change the promise.",
)
_HELD = Text(
    fr="En stock au début de la semaine, {who} : {what}. Cela couvre {covered} de son besoin.",
    en="In stock when the week begins, {who}: {what}. It covers {covered} of the need.",
)
_LATE = Text(
    fr="En stock, {who} : {what}, à donner avant sa prochaine distribution. Donnez-le ailleurs, ou "
    "retirez-le du stock.",
    en="In stock, {who}: {what}, to be given out before its next distribution. Give it elsewhere, "
    "or remove it from the stock.",
)
_OVER = Text(
    fr="{who} a {found} en stock au début de la semaine, et de la place pour {limit} : rien ne "
    "peut y être ajouté avant une distribution.",
    en="{who} has {found} in stock when the week begins, and room for {limit}: nothing can be "
    "added before a distribution.",
)
