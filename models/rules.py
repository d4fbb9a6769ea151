"""The hard rules of a plan: one code, one field, one sentence in both languages each."""

from __future__ import annotations

from models.base import Model, Text


class Rule(Model):
    """A hard rule: what a plan may not do."""

    code: str
    field: str
    """The scenario field that states it, with its unit in its name."""
    text: Text
    """Said of a breach. The checker fills its placeholders: ``{who}`` breaks it, ``{what}`` is
    concerned, ``{found}`` stands against ``{limit}``."""


def rule(code: str, field: str, fr: str, en: str) -> Rule:
    """Return a hard rule from its sentence in both languages."""
    return Rule(code=code, field=field, text=Text(fr=fr, en=en))


_ALL = (
    rule(
        "reference",
        "id",
        "{who} désigne {what}, qui n'existe pas.",
        "{who} names {what}, which does not exist.",
    ),
    rule(
        "round_form",
        "plan.rounds",
        "La tournée {who} est mal formée : {what}.",
        "Round {who} is malformed: {what}.",
    ),
    rule(
        "travel_time",
        "travel",
        "Tournée {who} : arrivée à {what} à {found}, impossible avant {limit}.",
        "Round {who}: arrives at {what} at {found}, impossible before {limit}.",
    ),
    rule(
        "service_time",
        "loading_min, unloading_min",
        "Tournée {who} : {found} min sur place à {what}, il en faut {limit}.",
        "Round {who}: {found} min at {what}, {limit} needed.",
    ),
    rule(
        "pickup_window",
        "offer.opens, offer.closes",
        "Tournée {who} : {what} servi de {found}, le créneau est {limit}.",
        "Round {who}: {what} served {found}, its window is {limit}.",
    ),
    rule(
        "reception_window",
        "association.reception",
        "Tournée {who} : {what} reçoit de {found}, hors de ses heures de réception.",
        "Round {who}: {what} receives {found}, outside its reception hours.",
    ),
    rule(
        "pickup_once",
        "offer.days",
        "{what} est ramassé {found} fois, pour plus que ce qui est offert.",
        "{what} is collected {found} times, for more than is offered.",
    ),
    rule(
        "pickup_kg",
        "offer.kg",
        "Tournée {who} : {found} kg de {family} pris à {what}, qui en offre {limit}.",
        "Round {who}: {found} kg of {family} taken at {what}, which offers {limit}.",
    ),
    rule(
        "payload",
        "vehicle.payload_kg",
        "Tournée {who} : {found} kg à bord, la charge permise est {limit} kg.",
        "Round {who}: {found} kg aboard, the load allowed is {limit} kg.",
    ),
    rule(
        "pallets",
        "vehicle.pallets",
        "Tournée {who} : {found} places de palette prises sur {limit}.",
        "Round {who}: {found} pallet places used of {limit}.",
    ),
    rule(
        "cold_boxes",
        "vehicle.boxes",
        "Tournée {who} : {found} kg au froid, les norvégiennes en tiennent {limit}.",
        "Round {who}: {found} kg to keep cold, the insulated boxes hold {limit}.",
    ),
    rule(
        "cold_time",
        "cold_chain.max_min_out, cold_chain.max_min_boxes",
        "Tournée {who} : {what} passe {found} min sans froid mécanique, {limit} au plus.",
        "Round {who}: {what} spends {found} min without refrigeration, {limit} at most.",
    ),
    rule(
        "frozen",
        "vehicle.cold",
        "Tournée {who} : du surgelé de {what} sans camion frigorifique ni norvégienne.",
        "Round {who}: frozen food of {what} without refrigeration or insulated boxes.",
    ),
    rule(
        "shift",
        "shift.starts, shift.ends",
        "Tournée {who} : de {found}, hors de la plage {limit}.",
        "Round {who}: {found}, outside the shift {limit}.",
    ),
    rule(
        "round_time",
        "shift.max_min, vehicle.max_round_min",
        "Tournée {who} : {found} min, {limit} au plus.",
        "Round {who}: {found} min, {limit} at most.",
    ),
    rule(
        "round_km",
        "vehicle.max_round_km",
        "Tournée {who} : {found} km, {limit} au plus.",
        "Round {who}: {found} km, {limit} at most.",
    ),
    rule(
        "stops",
        "vehicle.max_stops",
        "Tournée {who} : {found} passages, {limit} au plus.",
        "Round {who}: {found} stops, {limit} at most.",
    ),
    rule(
        "trips",
        "vehicle.max_trips",
        "Tournée {who} : {found} rotations, {limit} au plus.",
        "Round {who}: {found} trips, {limit} at most.",
    ),
    rule(
        "vehicle_days",
        "vehicle.days, vehicle.shifts",
        "Tournée {who} : {what} n'est pas disponible {found}.",
        "Round {who}: {what} is not available {found}.",
    ),
    rule(
        "vehicle_overlap",
        "plan.rounds",
        "{what} fait deux tournées en même temps : {who} et {other}.",
        "{what} makes two rounds at once: {who} and {other}.",
    ),
    rule(
        "vehicle_busy",
        "vehicle.busy",
        "Tournée {who} : {what} est réservé ailleurs de {found}.",
        "Round {who}: {what} is booked elsewhere {found}.",
    ),
    rule(
        "site_access",
        "vehicle.forbidden",
        "Tournée {who} : {found} ne peut pas entrer à {what}.",
        "Round {who}: {found} cannot enter {what}.",
    ),
    rule(
        "crew_size",
        "vehicle.crew",
        "Tournée {who} : {found} à bord, il en faut {limit}.",
        "Round {who}: {found} aboard, {limit} needed.",
    ),
    rule(
        "crew_skill",
        "person.roles, person.licences",
        "Tournée {who} : {what} ne peut pas y être {found}.",
        "Round {who}: {what} cannot be {found} there.",
    ),
    rule(
        "crew_days",
        "person.days, person.shifts, person.busy",
        "Tournée {who} : {what} n'est pas disponible {found}.",
        "Round {who}: {what} is not available {found}.",
    ),
    rule(
        "crew_aboard",
        "person.aboard",
        "Tournée {who} : {what} ne prend pas la route pour {found}.",
        "Round {who}: {what} does not go out for {found}.",
    ),
    rule(
        "crew_with",
        "person.only_with",
        "Tournée {who} : {what} ne prend pas la route sans {other}.",
        "Round {who}: {what} does not go out without {other}.",
    ),
    rule(
        "crew_apart",
        "person.never_with",
        "Tournée {who} : {what} et {other} ne sont jamais à bord ensemble.",
        "Round {who}: {what} and {other} are never aboard together.",
    ),
    rule(
        "crew_overlap",
        "plan.rounds",
        "{what} est à bord de deux tournées en même temps : {who} et {other}.",
        "{what} is aboard two rounds at once: {who} and {other}.",
    ),
    rule(
        "crew_week",
        "person.max_shifts, person.max_hours",
        "{what} fait {found} dans la semaine, {limit} au plus.",
        "{what} works {found} in the week, {limit} at most.",
    ),
    rule(
        "pooling",
        "policy.pools, donor.private, vehicle.lent",
        "Tournée {who} : {what} n'y a pas sa place ({found}).",
        "Round {who}: {what} has no place there ({found}).",
    ),
    rule(
        "commitment",
        "policy.commitments",
        "{what} est promis à {limit}, le plan prévoit {found}.",
        "{what} is promised to {limit}, the plan has {found}.",
    ),
    rule(
        "share_supply",
        "plan.shares",
        "Tournée {who} : {found} kg de {family} partagés, {limit} kg utilisables.",
        "Round {who}: {found} kg of {family} shared out, {limit} kg usable.",
    ),
    rule(
        "share_need",
        "people, need_weight, target_kg_per_person, target_units, kg_per_unit, per",
        "{what} reçoit {found} kg de {family}, son besoin est {limit} kg.",
        "{what} receives {found} kg of {family}, its need is {limit} kg.",
    ),
    rule(
        "share_refused",
        "association.refuses",
        "{what} reçoit de la famille {family}, qu'elle refuse.",
        "{what} receives {family}, which it refuses.",
    ),
    rule(
        "share_route",
        "plan.shares",
        "La part de {what} issue de {who} n'arrive pas à sa porte : {found}.",
        "{what}'s share from {who} does not reach its door: {found}.",
    ),
    rule(
        "share_ready",
        "policy.sorting_min",
        "La part de {what} issue de {who} est chargée ou distribuée à {found}, prête à {limit}.",
        "{what}'s share from {who} is loaded or distributed at {found}, ready at {limit}.",
    ),
    rule(
        "share_expiry",
        "family.shelf_days",
        "{family} de {who} distribué par {what} {found}, à consommer avant la fin de {limit}.",
        "{family} of {who} distributed by {what} {found}, to be used by the end of {limit}.",
    ),
    rule(
        "share_opening",
        "association.openings",
        "{what} ne distribue pas {found}.",
        "{what} holds no distribution {found}.",
    ),
    rule(
        "share_keep",
        "pool.collectors_keep",
        "{what} : {found} % de la ramasse restent aux collecteurs, au moins {limit} % prévus.",
        "{what}: {found} % of the food stays with the collectors, at least {limit} % agreed.",
    ),
    rule(
        "storage",
        "association.cold_storage_kg, association.ambient_storage_kg",
        "{what} : {found} kg à stocker {when} ({temperature}), {limit} kg possibles.",
        "{what}: {found} kg to store {when} ({temperature}), {limit} kg possible.",
    ),
)

_BOOKINGS = (
    rule(
        "booking_once",
        "bookings.requests",
        "{what} est réservé {found} fois.",
        "{what} is booked {found} times.",
    ),
    rule(
        "booking_week",
        "request.every",
        "{what} n'est pas demandé cette semaine.",
        "{what} is not asked for this week.",
    ),
    rule(
        "booking_hours",
        "request.choices",
        "{what} : {found}, en dehors des heures demandées.",
        "{what}: {found}, outside the hours asked for.",
    ),
    rule(
        "booking_duration",
        "request.duration_min",
        "{what} : {found} min, il en faut {limit}.",
        "{what}: {found} min, {limit} needed.",
    ),
    rule(
        "booking_fixed",
        "request.fixed",
        "{what} est promis à {limit}, placé à {found}.",
        "{what} is promised at {limit}, placed at {found}.",
    ),
    rule(
        "truck_suits",
        "truck.payload_kg, truck.refrigerated, request.truck",
        "{what} : {found} ne peut pas porter ce chargement, ou n'est pas le camion demandé.",
        "{what}: {found} cannot carry this load, or is not the truck asked for.",
    ),
    rule(
        "truck_hours",
        "truck.available",
        "{what} : {who} n'est pas disponible de {found}, remise en état comprise.",
        "{what}: {who} is not available {found}, turnaround included.",
    ),
    rule(
        "truck_overlap",
        "truck.turnaround_min",
        "{who} : {what} et {found} se suivent à moins de {limit} min.",
        "{who}: {what} and {found} are less than {limit} min apart.",
    ),
    rule(
        "truck_rounds",
        "truck.vehicle",
        "{who} : {what} tombe pendant une tournée ({found}).",
        "{who}: {what} falls during a round ({found}).",
    ),
    rule(
        "truck_driver",
        "truck.drivers, request.drivers, truck.licence",
        "{what} : {found} ne peut pas conduire {who} pour cette demande.",
        "{what}: {found} may not drive {who} for this request.",
    ),
    rule(
        "driver_hours",
        "person.days, person.shifts",
        "{what} : {who} n'est pas disponible de {found}.",
        "{what}: {who} is not available {found}.",
    ),
    rule(
        "driver_overlap",
        "booking.driver",
        "{who} conduit en même temps pour {what} et {found}.",
        "{who} drives at the same time for {what} and {found}.",
    ),
    rule(
        "driver_most",
        "person.max_shifts",
        "{who} conduit {found} fois, {limit} au plus.",
        "{who} drives {found} times, {limit} at most.",
    ),
)

RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of a plan of rounds, by code."""

BOOKING_RULES: dict[str, Rule] = {one.code: one for one in _BOOKINGS}
"""Every hard rule of bookings, by code."""
