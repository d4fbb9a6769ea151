"""Stock to be passed on: dates that hold, nothing home-made, trips that keep it cold."""

from __future__ import annotations

from collections.abc import Iterator

from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, problem

AT: Loc = ("transfers",)


def _label(scenario: Scenario, association: str) -> str:
    known = scenario.association.get(association)
    return shown(association if known is None else known.label)


def past_use_by(scenario: Scenario) -> Iterator[Problem]:
    """Yield lots whose use-by date is past when they are counted."""
    first = scenario.transfers.first_day(scenario.week_of)
    for n, lot in enumerate(scenario.transfers.lots):
        if lot.date_kind == "use_by" and lot.date < first:
            yield problem(
                (*AT, "lots", n, "date"),
                f"La DLC ({lot.date}) est passée quand le stock est compté ({first}). Attendu : "
                "une DLC à venir. Jetez ce lot et retirez-le, ou corrigez sa date ; si c'est une "
                "DDM, dites-le.",
                f"The use-by date ({lot.date}) is past when stock is counted ({first}). Expected: "
                "a use-by date to come. Bin this lot and take it out, or correct its date; if it "
                "is a best-before date, say so.",
            )


def home_made(scenario: Scenario) -> Iterator[Problem]:
    """Yield lots that were cooked at somebody's home."""
    for n, lot in enumerate(scenario.transfers.lots):
        if lot.cooked == "home":
            yield problem(
                (*AT, "lots", n, "cooked"),
                "Un plat fait maison ne se transmet pas : ni sa cuisson ni sa conservation ne sont "
                "connues. Attendu : du commerce, ou d'une cuisine professionnelle. Retirez ce lot.",
                "Home-made food is not passed on: neither its cooking nor its keeping is known. "
                "Expected: from a shop, or a professional kitchen. Take this lot out.",
            )


def pieces(scenario: Scenario) -> Iterator[Problem]:
    """Yield lots whose piece weighs more than the lot."""
    for n, lot in enumerate(scenario.transfers.lots):
        if lot.unit_kg is not None and lot.unit_kg > lot.kg + 1e-9:
            yield problem(
                (*AT, "lots", n, "unit_kg"),
                f"Une pièce pèse {lot.unit_kg:g} kg, le lot entier {lot.kg:g}. Attendu : pas plus "
                "que le lot. Échangez les deux poids, ou corrigez-les.",
                f"A piece weighs {lot.unit_kg:g} kg, the whole lot {lot.kg:g}. Expected: no more "
                "than the lot. Swap the two weights, or correct them.",
            )


def halts(scenario: Scenario) -> Iterator[Problem]:
    """Yield trips whose halts are not one after the other."""
    for n, trip in enumerate(scenario.transfers.trips):
        before = -1
        for k, stop in enumerate(trip.stops):
            if stop.leaves_s < stop.arrives_s or stop.arrives_s < before:
                yield problem(
                    (*AT, "trips", n, "stops", k, "arrives"),
                    f"{shown(trip.label)} : halte de {stop.arrives} à {stop.leaves}, après une "
                    "halte qui finit plus tard, ou qui finit avant de commencer. Attendu : des "
                    "heures qui se suivent. Corrigez-les.",
                    f"{shown(trip.label)}: halt from {stop.arrives} to {stop.leaves}, after one "
                    "that ends later, or that ends before it begins. Expected: times one after "
                    "the other. Correct them.",
                )
            before = max(before, stop.leaves_s)


def boxes(scenario: Scenario) -> Iterator[Problem]:
    """Yield trips with insulated boxes in which nothing fits."""
    for n, trip in enumerate(scenario.transfers.trips):
        if trip.cold == "boxes" and trip.cold_kg <= 0:
            yield problem(
                (*AT, "trips", n, "cold_kg"),
                f"{shown(trip.label)} a des norvégiennes et 0 kg de place dedans. Attendu : plus "
                "de 0. Écrivez leur place, ou « aucun » pour le froid.",
                f"{shown(trip.label)} has insulated boxes and 0 kg of room in them. Expected: "
                'more than 0. Write their room, or "none" for the cold.',
            )


def partners_twice(scenario: Scenario) -> Iterator[Problem]:
    """Yield associations that say twice what they accept."""
    known = set[str]()
    for n, one in enumerate(scenario.transfers.partners):
        if one.association in known:
            yield problem(
                (*AT, "partners", n, "association"),
                f"{_label(scenario, one.association)} dit deux fois ce qu'elle accepte. Attendu : "
                "une fois. Retirez une des lignes.",
                f"{_label(scenario, one.association)} says twice what it accepts. Expected: once. "
                "Take one of the lines out.",
            )
        known.add(one.association)


def decided(scenario: Scenario) -> Iterator[Problem]:
    """Yield transfers decided by hand that contradict what they are about."""
    asked = scenario.transfers
    placed: dict[str, float] = {}
    for n, one in enumerate(asked.fixed):
        lot = asked.lot.get(one.lot)
        if lot is None or one.to not in scenario.association or lot.family not in scenario.family:
            continue
        at: Loc = (*AT, "fixed", n)
        placed[lot.id] = placed.get(lot.id, 0.0) + one.kg
        if placed[lot.id] > lot.kg + 1e-9:
            yield problem(
                (*at, "kg"),
                f"{placed[lot.id]:g} kg décidés d'un lot de {lot.kg:g}. Attendu : pas plus que le "
                "lot. Réduisez l'une des quantités.",
                f"{placed[lot.id]:g} kg decided of a lot of {lot.kg:g}. Expected: no more than "
                "the lot. Reduce one of the quantities.",
            )
        if one.to == lot.association:
            yield problem(
                (*at, "to"),
                f"Le lot est déjà chez {_label(scenario, one.to)}. Attendu : une autre "
                "association. Choisissez-en une, ou retirez la ligne.",
                f"The lot is at {_label(scenario, one.to)} already. Expected: another "
                "association. Choose one, or take the line out.",
            )
        partners = (asked.partner(lot.association).gives, asked.partner(one.to).takes)
        if lot.family in scenario.association[one.to].refuses or not all(partners):
            yield problem(
                (*at, "to"),
                f"{_label(scenario, lot.association)} ne donne pas, ou "
                f"{_label(scenario, one.to)} ne prend pas cela. Attendu : ce que chacun accepte. "
                "Retirez la ligne, ou leur condition si elles sont d'accord.",
                f"{_label(scenario, lot.association)} does not give, or "
                f"{_label(scenario, one.to)} does not take that. Expected: what each accepts. "
                "Take the line out, or their condition if they agree.",
            )
        yield from _on_trip(scenario, n)


def _on_trip(scenario: Scenario, n: int) -> Iterator[Problem]:
    """Yield what a transfer decided by hand asks of a trip that does not keep it so."""
    asked = scenario.transfers
    one, at = asked.fixed[n], (*AT, "fixed", n, "trip")
    lot, trip = asked.lot[one.lot], asked.trip.get(one.trip or "")
    if trip is None:
        return
    family = scenario.family[lot.family]
    sites = [stop.association for stop in trip.stops]
    first = sites.index(lot.association) if lot.association in sites else None
    if first is None or one.to not in sites[first + 1 :]:
        yield problem(
            at,
            f"{shown(trip.label)} ne passe pas chez {_label(scenario, lot.association)} puis chez "
            f"{_label(scenario, one.to)}. Attendu : un trajet qui passe chez l'une, puis chez "
            "l'autre. Choisissez-en un, ou laissez vide.",
            f"{shown(trip.label)} does not pass at {_label(scenario, lot.association)} and then "
            f"at {_label(scenario, one.to)}. Expected: a trip that passes at one, then at the "
            "other. Choose one, or leave it empty.",
        )
        return
    if lot.date_kind == "use_by" and trip.on > lot.date:
        yield problem(
            at,
            f"{shown(trip.label)} a lieu le {trip.on}, après la DLC du lot ({lot.date}). Attendu : "
            "un trajet qui passe avant. Choisissez-en un autre, ou laissez vide.",
            f"{shown(trip.label)} takes place on {trip.on}, after the use-by date of the lot "
            f"({lot.date}). Expected: a trip before it. Choose another, or leave it empty.",
        )
    if family.temperature == "ambient" or trip.cold == "refrigerated":
        return
    chain = scenario.policy.cold_chain
    limit = chain.max_min_boxes if trip.cold == "boxes" else chain.max_min_out
    last = sites.index(one.to, first + 1)
    aboard = (trip.stops[last].arrives_s - trip.stops[first].leaves_s) / 60
    if (trip.cold == "none" and family.temperature == "frozen") or aboard > limit:
        name = TEMPERATURE_NAMES[family.temperature]
        yield problem(
            at,
            f"{shown(trip.label)} romprait la chaîne du froid : {shown(family.label)} ({name.fr}) "
            f"y resterait {aboard:.0f} min, {limit:g} sont permises avec son équipement, et aucun "
            "surgelé sans équipement. Attendu : un trajet assez froid. Choisissez-en un autre, ou "
            "laissez vide.",
            f"{shown(trip.label)} would break the cold chain: {shown(family.label)} ({name.en}) "
            f"would be aboard for {aboard:.0f} min, {limit:g} are allowed with its equipment, and "
            "nothing frozen without any. Expected: a trip that is cold enough. Choose another, or "
            "leave it empty.",
        )
    if trip.cold == "boxes" and one.kg > trip.cold_kg + 1e-9:
        yield problem(
            (*AT, "fixed", n, "kg"),
            f"{one.kg:g} kg au froid, et {trip.cold_kg:g} de place en norvégienne. Attendu : pas "
            "plus. Réduisez la quantité, ou laissez le trajet vide.",
            f"{one.kg:g} kg to be kept cold, and {trip.cold_kg:g} of room in insulated boxes. "
            "Expected: no more. Reduce the quantity, or leave the trip empty.",
        )


RULES: tuple[Rule, ...] = (
    past_use_by,
    home_made,
    pieces,
    halts,
    boxes,
    partners_twice,
    decided,
)
