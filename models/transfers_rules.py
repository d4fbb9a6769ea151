"""The hard rules of transfers: dates, cold, room, time, cover, and what each accepts."""

from __future__ import annotations

from models.rules import Rule, rule

_ALL = (
    rule(
        "transfer_lot",
        "stock_lot.kg",
        "{what} : {found} kg donnés ou distribués, le lot en fait {limit}.",
        "{what}: {found} kg given or handed out, the lot holds {limit}.",
    ),
    rule(
        "transfer_piece",
        "stock_lot.unit_kg",
        "{what} : {found} kg remis, ce ne sont pas des pièces entières de {limit} kg.",
        "{what}: {found} kg handed over, which is no whole number of pieces of {limit} kg.",
    ),
    rule(
        "transfer_date",
        "stock_lot.date",
        "{who} distribuerait {what} le {found}, après sa date ({limit}).",
        "{who} would give out {what} on {found}, after its date ({limit}).",
    ),
    rule(
        "transfer_before_arrival",
        "transfers",
        "{who} distribuerait {what} à {found}, avant de l'avoir ({limit}).",
        "{who} would give out {what} at {found}, before having it ({limit}).",
    ),
    rule(
        "transfer_opening",
        "association.openings",
        "{who} ne distribue pas à {found} : {what}.",
        "{who} does not distribute at {found}: {what}.",
    ),
    rule(
        "transfer_need",
        "association.weekly_need_kg, family.target_kg_per_person",
        "{who}, {what} : {found} kg distribués à {when}, il n'en faut que {limit}.",
        "{who}, {what}: {found} kg handed out at {when}, only {limit} are needed.",
    ),
    rule(
        "transfer_unused",
        "transfers",
        "{who} recevrait {found} kg de {what} et n'en distribuerait que {limit} à temps.",
        "{who} would receive {found} kg of {what} and give out only {limit} in time.",
    ),
    rule(
        "transfer_cold",
        "given_trip.cold, vehicle.cold, cold_chain.max_min_out, cold_chain.max_min_boxes",
        "{who} : {what} à bord {found} min, la chaîne du froid en permet {limit}.",
        "{who}: {what} aboard for {found} min, the cold chain allows {limit}.",
    ),
    rule(
        "transfer_carries",
        "vehicle.carries, given_trip.cold",
        "{who} ne peut pas porter {what} ({found}).",
        "{who} may not carry {what} ({found}).",
    ),
    rule(
        "transfer_load",
        "given_trip.payload_kg, vehicle.payload_kg, vehicle.pallets",
        "{who} : {found} kg à bord, {limit} possibles.",
        "{who}: {found} kg aboard, {limit} possible.",
    ),
    rule(
        "transfer_cold_load",
        "given_trip.cold_kg, vehicle.boxes, vehicle.box_kg",
        "{who} : {found} kg de frais à bord, {limit} possibles.",
        "{who}: {found} kg of chilled food aboard, {limit} possible.",
    ),
    rule(
        "transfer_stops",
        "given_trip.stops",
        "{who} ne passe pas chez {found} puis chez {limit}.",
        "{who} does not pass at {found} and then at {limit}.",
    ),
    rule(
        "transfer_time",
        "transfers.handling_min_per_100kg",
        "{who}, {what} : {found} min de manutention, {limit} possibles.",
        "{who}, {what}: {found} min of handling, {limit} possible.",
    ),
    rule(
        "transfer_late",
        "transfers.handling_min_per_100kg, shift.ends",
        "{who} : avec la manutention, {what}",
        "{who}: with the handling, {what}",
    ),
    rule(
        "transfer_hours",
        "association.reception, association.absences",
        "{who} : {what} ne reçoit pas de {found}.",
        "{who}: {what} does not receive at {found}.",
    ),
    rule(
        "transfer_way",
        "travel",
        "{who} arrive chez {what} à {found} : impossible avant {limit}.",
        "{who} reaches {what} at {found}: impossible before {limit}.",
    ),
    rule(
        "transfer_vehicle",
        "vehicle.days, vehicle.shifts, vehicle.busy, vehicle.absences",
        "{who} : {what} n'est pas libre ({found}).",
        "{who}: {what} is not free ({found}).",
    ),
    rule(
        "transfer_crew",
        "person.days, person.roles, person.max_shifts, vehicle.crew",
        "{who} : {what} ne peut pas être à bord ({found}).",
        "{who}: {what} cannot be aboard ({found}).",
    ),
    rule(
        "transfer_new_trips",
        "transfers.new_trips, transfers.new_trip_km",
        "{who} : {found}, {limit} au plus.",
        "{who}: {found}, {limit} at most.",
    ),
    rule(
        "transfer_worth",
        "transfers.kg_per_km",
        "{who} porte {found} kg ; il en faut au moins {limit}.",
        "{who} carries {found} kg; at least {limit} are needed.",
    ),
    rule(
        "transfer_accepts",
        "partner.gives, partner.takes, association.refuses",
        "{who} : {what} n'est pas accepté.",
        "{who}: {what} is not accepted.",
    ),
    rule(
        "transfer_cover",
        "transfers.keep_days, partner.keep_days",
        "{who}, {what} : {found} kg distribués jusqu'au {when}, {limit} sans rien donner.",
        "{who}, {what}: {found} kg handed out until {when}, {limit} if it gave nothing.",
    ),
    rule(
        "transfer_storage",
        "association.cold_storage_kg, association.ambient_storage_kg",
        "{who} aurait {found} kg en stock à {when}, sa place est de {limit}.",
        "{who} would have {found} kg in stock at {when}, its room is {limit}.",
    ),
    rule(
        "transfer_home",
        "stock_lot.cooked",
        "{what} est fait maison : cela ne se transmet pas.",
        "{what} is home-made: it is not passed on.",
    ),
    rule(
        "transfer_fixed",
        "transfers.fixed",
        "{who} devait recevoir {limit} kg de {what}, {found} sont prévus.",
        "{who} was to receive {limit} kg of {what}, {found} are planned.",
    ),
    rule(
        "transfer_least",
        "transfers.least_kg",
        "{who} : une remise de {found} kg, {limit} au moins.",
        "{who}: a hand-over of {found} kg, {limit} at least.",
    ),
)

TRANSFERS_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of transfers, by code."""
