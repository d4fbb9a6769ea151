"""Why a request is refused, in words."""

from __future__ import annotations

from models.base import Text
from models.booking_study import BookingRule
from models.bookings import SlotRequest
from models.scenario import Scenario
from solver.edits.sentences import joined, quoted, sentence
from solver.trucks.reasons import OWN, Binding


def reason(scenario: Scenario, request: SlotRequest, binding: Binding) -> Text:
    """Return a sentence that names every rule that binds, and whom it holds for."""
    if not binding.rules:
        return UNFINISHED
    hours = OTHER_HOURS if OWN & {*binding.rules} else THESE_HOURS
    values: dict[str, object] = {
        "trucks": quoted([scenario.truck[name].label for name in binding.trucks]),
        "people": quoted([scenario.person[name].label for name in binding.drivers]),
        "who": scenario.association[request.association].name,
        "kg": f"{sum(request.load_kg.values()):g}",
        "step": scenario.bookings.step_min,
        "hours": hours,
        "then": THEN.format(hours=hours),
    }
    texts = [RULE_WORDS[rule].format(**values) for rule in binding.rules]
    if len(texts) > 1:
        return SEVERAL.format(rules=joined(texts))
    return sentence(texts[0])


THESE_HOURS = Text(fr="ces heures", en="these hours")
OTHER_HOURS = Text(fr="d'autres heures", en="other hours")
THEN = Text(fr="à {hours}", en="at {hours}")
SEVERAL = Text(fr="Plusieurs raisons à la fois : {rules}.", en="Several reasons at once: {rules}.")
UNFINISHED = Text(
    fr="La recherche s'est arrêtée trop tôt : il reste de la place pour cette demande.",
    en="The search ended too early: there is room left for this request.",
)
RULE_WORDS: dict[BookingRule, Text] = {
    "taken": Text(
        fr="les réservations retenues occupent déjà {trucks} {then}",
        en="the bookings made already take {trucks} {then}",
    ),
    "rounds": Text(fr="les tournées occupent {trucks} {then}", en="rounds take {trucks} {then}"),
    "driving": Text(
        fr="les réservations retenues occupent déjà {people} {then}",
        en="the bookings made already take {people} {then}",
    ),
    "driver_rounds": Text(
        fr="les tournées occupent {people} {then}", en="rounds take {people} {then}"
    ),
    "outings": Text(
        fr="le nombre de sorties par semaine est atteint pour {people}",
        en="the number of outings a week is reached for {people}",
    ),
    "turnaround": Text(
        fr="le temps de remise en état de {trucks} ne tient pas {then}",
        en="the turnaround of {trucks} does not fit {then}",
    ),
    "truck_hours": Text(
        fr="la disponibilité de {trucks} ne couvre pas {hours}",
        en="the hours of {trucks} do not cover {hours}",
    ),
    "driver_hours": Text(
        fr="les jours et créneaux de {people} ne couvrent pas {hours}",
        en="the days and shifts of {people} do not cover {hours}",
    ),
    "cold": Text(
        fr="ce chargement demande un camion frigorifique, pas {trucks}",
        en="this load needs a refrigerated truck, not {trucks}",
    ),
    "load": Text(
        fr="ce chargement ({kg} kg) dépasse la charge utile de {trucks}",
        en="this load ({kg} kg) is more than the payload of {trucks}",
    ),
    "wish": Text(fr="la demande n'accepte pas {trucks}", en="the request does not accept {trucks}"),
    "licence": Text(
        fr="le permis pour {trucks} manque à {people}",
        en="the licence for {trucks} is missing ({people})",
    ),
    "allowed": Text(
        fr="le droit de conduire {trucks} manque à {people}",
        en="the right to drive {trucks} is missing ({people})",
    ),
    "no_truck": Text(
        fr="il manque un camion qui convienne {then}", en="a truck that suits is lacking {then}"
    ),
    "no_driver": Text(
        fr="il manque un chauffeur pour {who} {then}", en="a driver for {who} is lacking {then}"
    ),
    "grid": Text(
        fr="les réservations avancent par pas de {step} min",
        en="bookings go by steps of {step} min",
    ),
    "promise": Text(
        fr="l'heure promise ne peut pas changer", en="the promised hour may not change"
    ),
    "hours": Text(
        fr="les heures demandées ne conviennent pas", en="the hours asked for will not do"
    ),
}
"""Each rule as part of a sentence."""
