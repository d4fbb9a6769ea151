"""Why food stays behind: a reason that real insertion trials support, and what would help."""

from __future__ import annotations

from collections.abc import Collection

from models.base import Text
from models.calendar import DAY_NAMES, DAY_NUMBER
from models.donors import Pickup
from models.findings import Unserved
from models.plan import Plan, Round
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.words import TOO_LATE
from pools.gifts import parts_at_once
from pools.streams import Stream, streams
from solver.review.checks.trips import collecting_s
from solver.review.checks.violations import amount, number, round_name
from solver.review.indicators import aboard, metres
from solver.review.insertion import NO_CREW, Insertions, InsertionTrial
from solver.review.wording import OF_DELIVERIES, BindingWords, words

LEAST_KG = 0.5
"""Less usable food than this is not worth a reason of its own."""
DAY_S = 86_400


WORDS = {
    "payload": words(
        "Le véhicule le mieux placé ({who}) serait trop chargé.",
        "The best placed vehicle ({who}) would carry too much.",
        "{x} kg de charge de plus.",
        "{x} kg of payload more.",
    ),
    "pallets": words(
        "Le véhicule le mieux placé ({who}) n'a plus de place de palette.",
        "The best placed vehicle ({who}) has no pallet place left.",
        "{x} place(s) de palette de plus.",
        "{x} pallet place(s) more.",
    ),
    "cold_boxes": words(
        "Les norvégiennes ({who}) sont pleines.",
        "The insulated boxes ({who}) are full.",
        "De quoi tenir {x} kg de plus au froid, ou un camion frigorifique.",
        "Boxes for {x} kg more, or a refrigerated van.",
    ),
    "cold_time": words(
        "Le frais resterait trop longtemps sans froid mécanique ({who}).",
        "Chilled food would be too long without refrigeration ({who}).",
        "Un camion frigorifique ce jour-là.",
        "A refrigerated van that day.",
    ),
    "frozen": words(
        "Le surgelé ne peut pas voyager sans froid ({who}).",
        "Frozen food cannot travel without cold ({who}).",
        "Un camion frigorifique ou des norvégiennes.",
        "A refrigerated van or insulated boxes.",
    ),
    "pickup_window": words(
        "La tournée la mieux placée ({who}) ne peut pas y être pendant le créneau.",
        "The best placed round ({who}) cannot be there in time.",
        "Un créneau prolongé de {x} min.",
        "A window {x} min longer.",
    ),
    "reception_window": words(
        "La tournée la mieux placée ({who}) arriverait hors des heures de réception.",
        "The best placed round ({who}) would come outside reception hours.",
        "Des heures de réception élargies.",
        "Longer reception hours.",
    ),
    "shift": words(
        "La tournée la mieux placée ({who}) finirait trop tard.",
        "The best placed round ({who}) would end too late.",
        "{x} min de plus en fin de plage.",
        "{x} min more at the end of the shift.",
    ),
    "round_time": words(
        "La tournée la mieux placée ({who}) durerait trop longtemps.",
        "The best placed round ({who}) would last too long.",
        "{x} min de plus par tournée.",
        "{x} min more per round.",
    ),
    "round_km": words(
        "La tournée la mieux placée ({who}) serait trop longue.",
        "The best placed round ({who}) would be too far.",
        "{x} km de plus par tournée.",
        "{x} km more per round.",
    ),
    "stops": words(
        "La tournée la mieux placée ({who}) a déjà tous ses passages.",
        "The best placed round ({who}) has all its stops already.",
        "{x} passage de plus.",
        "{x} stop more.",
    ),
    "vehicle_busy": words(
        "Le véhicule le mieux placé ({who}) est réservé ailleurs à cette heure.",
        "The best placed vehicle ({who}) is booked elsewhere at that time.",
        "Déplacer cette réservation.",
        "Move that booking.",
    ),
    "site_access": words(
        "Le véhicule libre ({who}) ne peut pas y entrer.",
        "The free vehicle ({who}) cannot enter.",
        "Un véhicule qui peut y entrer.",
        "A vehicle that can enter.",
    ),
    "commitment": words(
        "Ce magasin est promis à un autre véhicule ou à une autre heure ({who}).",
        "This store is promised to another vehicle or time ({who}).",
        "Revoir la promesse.",
        "Change the promise.",
    ),
    "storage": words(
        "Le lieu de réception n'a plus de place pour stocker ({who}).",
        "The receiving place has no storage left ({who}).",
        "De la place de stockage en plus.",
        "More storage.",
    ),
    NO_CREW: words(
        "Plus personne n'est disponible pour conduire ou accompagner ({who}).",
        "Nobody is left to drive or to help ({who}).",
        "Un équipage de plus le {day}.",
        "One more crew on {day}.",
    ),
    "no_means": words(
        "Aucun véhicule du groupe ne sort ce jour-là à cette heure.",
        "No vehicle of the pool goes out that day at that time.",
        "Un véhicule et un équipage le {day}.",
        "A vehicle and a crew on {day}.",
    ),
}
SWAP = words(
    "Écarté au profit de la tournée {who}, que le même véhicule fait alors.",
    "Crowded out by the round {who}, which the same vehicle makes then.",
    "Un véhicule et un équipage de plus le {day}, ou renoncer à cette tournée.",
    "One more vehicle and crew on {day}, or giving up that round.",
)
OTHER = words(
    "Aucune tournée ne peut l'ajouter sans enfreindre une règle ({who}).",
    "No round can add it without breaking a rule ({who}).",
    "Revoir les moyens du {day}.",
    "Review the means of {day}.",
)


def explain(
    scenario: Scenario, travel: TravelMatrix, plan: Plan, only: Collection[str] | None = None
) -> tuple[Unserved, ...]:
    """Return what every pick-up left behind, whole or in part, lacks to be collected.

    Parameters
    ----------
    only
        The pick-ups to look at; all when absent.
    """
    of_donor = {donor: stream for stream in streams(scenario) for donor in stream.donors}
    taken: dict[str, tuple[Round, dict[str, float]]] = {}
    for item in plan.rounds:
        for stop in item.collected:  # a large gift may be visited several times
            had = taken.get(str(stop.pickup), (item, {}))[1]
            both = {f: had.get(f, 0.0) + stop.kg.get(f, 0.0) for f in {**had, **stop.kg}}
            taken[str(stop.pickup)] = (item, both)
    rounds = Insertions(scenario, travel, plan)
    found = []
    for pickup in scenario.pickups.values():
        if only is not None and pickup.id not in only:
            continue
        last, had = taken.get(pickup.id, (None, {}))
        left = {f: kg - had.get(f, 0.0) for f, kg in pickup.kg.items()}
        left = {f: kg for f, kg in left.items() if kg > 1e-3}
        if not left:
            continue
        stream = of_donor.get(pickup.donor)
        code, said, size, who = _reason(rounds, stream, pickup, left, last)
        said = said.filled(size, who, DAY_NAMES[pickup.day])
        found.append(
            Unserved(
                pickup=pickup.id,
                kg=sum(left.values()),
                families=tuple(left),
                code=code,
                reason=said.reason,
                remedy=said.remedy,
            )
        )
    return tuple(found)


NOBODY = Text(fr="", en="")
NO_REMEDY = Text(
    fr="Rien à changer aux moyens ; à proposer à d'autres structures.",
    en="Nothing to change in the means; offer it to other structures.",
)


def _reason(
    rounds: Insertions,
    stream: Stream | None,
    pickup: Pickup,
    left: dict[str, float],
    item: Round | None,
) -> tuple[str, BindingWords, str, Text]:
    scenario, travel, plan = rounds.scenario, rounds.travel, rounds.plan
    if stream is None:
        return "no_means", WORDS["no_means"], "", NOBODY
    parts = parts_at_once(scenario, stream, pickup)
    if parts and parts[0] < 1:  # one more visit would take a part of what is left
        more = min(1.0, parts[0] * pickup.gross_kg / sum(left.values()))
        pickup, item = pickup.changed(kg={f: kg * more for f, kg in left.items()}), None
    useful, why = useful_kg(scenario, plan, stream, pickup, left)
    due = scenario.policy.all_due  # wanted whether or not someone needs it this week
    useful = sum(left.values()) if due else useful
    if useful < LEAST_KG:
        return "no_use", BindingWords(why, NO_REMEDY), "", NOBODY
    tried = rounds.trials(stream, pickup) if item is None else [rounds.widened(item, pickup)]
    if not tried:
        return "no_means", WORDS["no_means"], "", NOBODY
    if due:  # giving up another round is no way to serve all
        tried = [trial for trial in tried if trial.instead is None] or tried
    feasible = [trial for trial in tried if not trial.broken and trial.instead is None]
    if feasible and not any(rounds.confirmed(trial) for trial in feasible):
        return "storage", WORDS["storage"], "", round_name(scenario, feasible[0].item)
    swaps = [trial.instead for trial in tried if not trial.broken and trial.instead is not None]
    if feasible:
        return "crowded_out", _crowded(scenario, travel, feasible, useful), "", NOBODY
    if swaps:
        return "crowded_out", SWAP, "", round_name(scenario, min(swaps, key=lambda r: r.id))
    best = min(
        tried,
        key=lambda t: (len(t.broken), _size(scenario, travel, t, t.broken[0]), t.item.id),
    )
    code = best.broken[0]
    size = _size(scenario, travel, best, code)
    said = WORDS.get(code) or OF_DELIVERIES.get(code, OTHER)
    return code, said, number(max(1.0, round(size))), round_name(scenario, best.item)


def useful_kg(
    scenario: Scenario, plan: Plan, stream: Stream, pickup: Pickup, left: dict[str, float]
) -> tuple[float, Text]:
    """Return how many kg of what is left someone could still use, at most, and why not more.

    Parameters
    ----------
    left
        By family, kg that stay behind, no-shows and rejects not deducted.
    """
    after = DAY_NUMBER[pickup.day] * DAY_S + pickup.opens_s
    useful, late, covered = 0.0, False, False
    for family, kg in left.items():
        lot = kg * (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
        wanted = 0.0
        for who in stream.members:
            short = scenario.need_kg(who, family) - plan.received_kg(who, family)
            if not _opens_in_time(scenario, who, after, pickup.use_by[family]):
                late = late or short > LEAST_KG
                continue
            covered = covered or short <= LEAST_KG
            wanted += max(0.0, short)
        useful += min(lot, wanted)
    if late:
        return useful, TOO_LATE
    return useful, Text(
        fr="Les besoins de cette semaine en ces produits sont déjà couverts ou refusés.",
        en="This week's needs of these products are covered or refused already.",
    )


def _opens_in_time(scenario: Scenario, association: str, after_s: int, use_by: int) -> bool:
    return any(
        after_s <= DAY_NUMBER[opening.day] * DAY_S + opening.starts_s + week
        and DAY_NUMBER[opening.day] + week // DAY_S <= use_by
        for opening in scenario.association[association].openings
        for week in (0, 7 * DAY_S)
    )


def _crowded(
    scenario: Scenario, travel: TravelMatrix, feasible: list[InsertionTrial], useful: float
) -> BindingWords:
    """Say what collecting it would cost, the cheapest way."""

    def cost(trial: InsertionTrial) -> tuple[float, float]:
        hours = aboard(scenario, trial.item) * trial.item.duration_s / 3600
        km = metres(travel, trial.item) / 1000
        if trial.before is not None:
            hours -= aboard(scenario, trial.before) * trial.before.duration_s / 3600
            km -= metres(travel, trial.before) / 1000
        return hours, km

    hours, km = min((cost(trial) for trial in feasible), default=(0.0, 0.0))
    sorting = scenario.policy.sorting_hours_per_kg * useful
    spent = amount(round(max(0.0, hours) + sorting, 1))
    values = {"kg": f"{useful:.0f}", "hours": spent, "km": f"{km:.0f}"}
    return BindingWords(
        Text(
            fr="Écarté au profit d'autres usages des moyens : {kg} kg utilisables au plus "
            "demanderaient {hours} h de bénévoles et {km} km.",
            en="Crowded out by other uses of the means: {kg} usable kg at most would take "
            "{hours} person-hours and {km} km.",
        ).format(**values),
        Text(
            fr="L'ajouter à la main à ce prix, ou donner plus de poids à la nourriture.",
            en="Add it by hand at that price, or give food more weight.",
        ),
    )


def _size(scenario: Scenario, travel: TravelMatrix, trial: InsertionTrial, code: str) -> float:
    """Return by how much a trial breaks a rule: minutes, kg, km, stops."""
    item = trial.item
    means, shift = scenario.vehicle[item.vehicle], scenario.shift[item.shift]
    kg = sum(sum(stop.kg.values()) for stop in item.collected)
    if code == "pickup_window":
        late = [s.leave_s - scenario.pickups[str(s.pickup)].closes_s for s in item.collected]
        return max(0, *late, 0) / 60
    if code == "shift":
        return max(0, item.stops[-1].arrive_s - shift.ends_s) / 60
    if code == "round_time":
        longest = min(shift.max_min, means.max_round_min or shift.max_min)
        return item.duration_s / 60 - longest
    if code == "round_km":
        return metres(travel, item) / 1000 - (means.max_round_km or 0.0)
    if code == "payload":
        return kg - means.payload_kg * (1 - scenario.policy.capacity_margin)
    if code == "collecting_time":
        stream = next(one for one in streams(scenario) if one.id == item.stream)
        taken_min = max(collecting_s(stream, item).values()) / 60
        return taken_min - (scenario.policy.collecting_trip_max_min or 0)
    if code == "cold_boxes":
        return kg - means.boxes * means.box_kg
    return 1.0
