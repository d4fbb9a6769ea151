"""Loans of vehicles and commitments to donors that cannot hold together."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import seconds
from models.calendar import Shift
from models.donors import Donor, Offer, window_s
from models.policy import Commitment
from models.scenario import Scenario
from models.vehicles import Vehicle
from pools.streams import is_private, may_work, streams, user_of
from scenarios.faults import choices
from scenarios.sense.problem import Loc, Problem, Rule, problem
from scenarios.sense.vehicle_days import not_out, shut_out


def loans(scenario: Scenario) -> Iterator[Problem]:
    """Yield vehicles lent to two at once, to their owner, or when they do not go out."""
    for n, vehicle in enumerate(scenario.vehicles):
        taken: dict[str, str] = {}
        for m, loan in enumerate(vehicle.loans):
            at: Loc = ("vehicles", n, "loans", m)
            if loan.to == vehicle.owner:
                yield problem(
                    (*at, "to"),
                    f"« {vehicle.id} » est prêté à « {loan.to} », qui le possède. Attendu : une "
                    "autre association. Retirez ce prêt.",
                    f'"{vehicle.id}" is lent to "{loan.to}", its owner. Expected: another '
                    "association. Remove this loan.",
                )
            for d, day in enumerate(loan.days):
                if day in taken and taken[day] != loan.to:
                    yield problem(
                        (*at, "days", d),
                        f"« {vehicle.id} » est déjà prêté à « {taken[day]} » ce jour-là ({day}). "
                        "Attendu : une association par jour. Retirez l'un des deux.",
                        f'"{vehicle.id}" is already lent to "{taken[day]}" on that day ({day}). '
                        "Expected: one association a day. Remove one of them.",
                    )
                taken.setdefault(day, loan.to)
                if day not in vehicle.days:
                    yield problem(
                        (*at, "days", d),
                        f"« {vehicle.id} » est prêté un jour où il ne sort pas ({day}). Attendu : "
                        f"{choices(vehicle.days)}. Corrigez le prêt ou les jours du véhicule.",
                        f'"{vehicle.id}" is lent on a day when it does not go out ({day}). '
                        f"Expected: {choices(vehicle.days)}. Correct the loan or its days.",
                    )


def commitments(scenario: Scenario) -> Iterator[Problem]:
    """Yield commitments that cannot be kept, each by itself."""
    for n, promise in enumerate(scenario.policy.commitments):
        donor = scenario.donor.get(promise.donor)
        vehicle = scenario.vehicle.get(promise.vehicle)
        at: Loc = ("policy", "commitments", n)
        if donor is not None:
            yield from _against_offers(scenario, at, promise, donor)
        if vehicle is not None:
            yield from _against_vehicle(scenario, at, promise, vehicle)


def _against_offers(
    scenario: Scenario, at: Loc, promise: Commitment, donor: Donor
) -> Iterator[Problem]:
    offers = [offer for offer in donor.offers if promise.day in offer.days]
    if not offers:
        days = choices(dict.fromkeys(day for offer in donor.offers for day in offer.days))
        yield problem(
            (*at, "day"),
            f"« {donor.id} » n'offre rien ce jour-là ({promise.day}). Attendu : {days}. "
            "Changez le jour, ou ajoutez une ramasse.",
            f'"{donor.id}" offers nothing on that day ({promise.day}). Expected: {days}. '
            "Change the day, or add an offer.",
        )
    elif promise.at is not None and not any(
        window_s(offer)[0] <= seconds(promise.at)
        and seconds(promise.at) + _loading_s(scenario, donor, offer) <= window_s(offer)[1]
        for offer in offers
    ):
        known = choices(f"{offer.opens}–{offer.closes}" for offer in offers)
        yield problem(
            (*at, "at"),
            f"L'heure promise ({promise.at}) et le temps sur place sortent du créneau. Attendu : "
            f"dans {known}. Changez l'heure ou le créneau.",
            f"The time promised ({promise.at}) and the time on site leave the window. Expected: "
            f"within {known}. Change the time or the window.",
        )


def _against_vehicle(
    scenario: Scenario, at: Loc, promise: Commitment, vehicle: Vehicle
) -> Iterator[Problem]:
    yield from not_out((*at, "vehicle"), vehicle, promise.day, vehicle.days)
    yield from shut_out((*at, "vehicle"), vehicle, promise.donor)
    works = vehicle.shifts or tuple(scenario.shift)
    if promise.shift in scenario.shift and promise.shift not in works:
        yield problem(
            (*at, "shift"),
            f"« {vehicle.id} » ne sort pas sur la plage « {promise.shift} ». Attendu : "
            f"{choices(works)}. Changez de plage ou de véhicule.",
            f'"{vehicle.id}" does not go out in the shift "{promise.shift}". Expected: '
            f"{choices(works)}. Change the shift or the vehicle.",
        )
        return
    allowed = [promise.shift] if promise.shift is not None else works
    spans = [scenario.shift[name] for name in allowed if name in scenario.shift]
    if spans and not _in_a_shift(scenario, promise, spans):
        field = "at" if promise.at is not None else "shift" if promise.shift else "vehicle"
        known = choices(f"{span.starts}–{span.ends}" for span in spans)
        yield problem(
            (*at, field),
            "Le passage promis et son temps sur place ne tiennent dans aucune plage du véhicule. "
            f"Attendu : dans {known}. Changez l'heure, la plage ou le véhicule.",
            "The pick-up promised and its time on site fit in no shift of the vehicle. "
            f"Expected: within {known}. Change the time, the shift or the vehicle.",
        )


def _in_a_shift(scenario: Scenario, promise: Commitment, spans: list[Shift]) -> bool:
    """Tell whether some offer can be served inside a shift; travel is not counted."""
    donor = scenario.donor.get(promise.donor)
    offers = [o for o in donor.offers if promise.day in o.days] if donor is not None else []
    if donor is None or not offers:
        return True
    for offer in offers:
        loading_s = _loading_s(scenario, donor, offer)
        opens_s, closes_s = window_s(offer)
        if promise.at is not None:
            opens_s, closes_s = seconds(promise.at), seconds(promise.at) + loading_s
        for span in spans:
            if max(opens_s, span.starts_s) + loading_s <= min(closes_s, span.ends_s):
                return True
    return False


def together(scenario: Scenario) -> Iterator[Problem]:
    """Yield pairs of commitments that contradict each other."""
    given = list(enumerate(scenario.policy.commitments))
    for n, promise in given:
        at: Loc = ("policy", "commitments", n)
        for _, other in given[:n]:
            if (other.donor, other.day) == (promise.donor, promise.day):
                yield problem(
                    (*at, "vehicle"),
                    f"« {promise.donor} » est déjà promis ce jour-là ({promise.day}) à "
                    f"« {other.vehicle} ». Attendu : une seule promesse. Retirez l'une des deux.",
                    f'"{promise.donor}" is already promised on that day ({promise.day}) to '
                    f'"{other.vehicle}". Expected: one promise. Remove one of them.',
                )
            elif _clash(scenario, promise, other):
                yield problem(
                    (*at, "at"),
                    f"« {promise.vehicle} » est promis à {promise.at} à « {promise.donor} » et à "
                    f"{other.at} à « {other.donor} » ({promise.day}). Attendu : un temps sur place "
                    "fini avant l'autre. Changez une heure ou un véhicule.",
                    f'"{promise.vehicle}" is promised at {promise.at} to "{promise.donor}" and at '
                    f'{other.at} to "{other.donor}" ({promise.day}). Expected: one pick-up over '
                    "before the other. Change a time or a vehicle.",
                )


def _clash(scenario: Scenario, one: Commitment, other: Commitment) -> bool:
    if (one.vehicle, one.day) != (other.vehicle, other.day):
        return False
    if one.at is None or other.at is None:
        return False
    first, second = sorted((one, other), key=lambda promise: seconds(promise.at or "00:00"))
    starts_s, next_s = seconds(first.at or ""), seconds(second.at or "")
    donor = scenario.donor.get(first.donor)
    offers = [offer for offer in donor.offers if first.day in offer.days] if donor else []
    loading = min((_loading_s(scenario, donor, o) for o in offers), default=0) if donor else 0
    return next_s < starts_s + max(loading, 1)


def _loading_s(scenario: Scenario, donor: Donor, offer: Offer) -> int:
    kind = next((kind for kind in scenario.donor_kinds if kind.id == donor.kind), None)
    usual = kind.loading_min if kind is not None else 0.0
    return round(60 * (usual if offer.loading_min is None else offer.loading_min))


def in_their_stream(scenario: Scenario) -> Iterator[Problem]:
    """Yield commitments to a vehicle that may not collect that donor on that day.

    To be called once every name designates something and every donor is collected once.
    """
    of_donor = {donor: stream for stream in streams(scenario) for donor in stream.donors}
    for n, promise in enumerate(scenario.policy.commitments):
        stream, vehicle = of_donor[promise.donor], scenario.vehicle[promise.vehicle]
        if promise.day not in vehicle.days or may_work(
            scenario, stream, vehicle.id, promise.day, collects=True
        ):
            continue
        user = user_of(scenario, vehicle.id, promise.day)
        own = is_private(scenario, promise.donor) or stream.mode == "alone"
        collectors = choices(stream.collectors)
        yield problem(
            ("policy", "commitments", n, "vehicle"),
            f"« {vehicle.id} », utilisé ce jour-là ({promise.day}) par « {user} », ne ramasse pas "
            f"pour {'le titulaire seul' if own else 'ce groupe'}. Attendu : un véhicule de "
            f"{collectors}{'' if own else ', et prêté au groupe (lent)'}. Changez de véhicule, ou "
            "retirez cette promesse de la variante.",
            f'"{vehicle.id}", used on that day ({promise.day}) by "{user}", does not collect for '
            f"{'the holder alone' if own else 'this pool'}. Expected: a vehicle of "
            f"{collectors}{'' if own else ', lent to the pool (lent)'}. Change the vehicle, or "
            "remove this promise from the variant.",
        )


RULES: tuple[Rule, ...] = (loans, commitments, together)
RULES_OF_STREAMS: tuple[Rule, ...] = (in_their_stream,)
