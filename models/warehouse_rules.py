"""The hard rules of a shared warehouse: places, stock, supply of the points, docks, the bill."""

from __future__ import annotations

from models.rules import Rule, rule

_PLACES = (
    rule(
        "places_limit",
        "platform.places, platform.outages",
        "Semaine {week}, {what} : {found} places données, {limit} utilisables.",
        "Week {week}, {what}: {found} places given, {limit} usable.",
    ),
    rule(
        "places_asked",
        "allotment.shares",
        "Semaine {week}, {what} : {who} a {found} places, en demandait {limit}.",
        "Week {week}, {what}: {who} has {found} places, asked for {limit}.",
    ),
    rule(
        "places_minimum",
        "network.minimum_places",
        "Semaine {week}, {what} : {who} a {found} places, {limit} lui sont garanties.",
        "Week {week}, {what}: {who} has {found} places, {limit} are guaranteed.",
    ),
    rule(
        "surface_minimum",
        "network.minimum_m2",
        "Semaine {week} : {who} a {found} m², {limit} lui sont garantis, à une place près.",
        "Week {week}: {who} has {found} m², {limit} are guaranteed, to within a place.",
    ),
)

_STOCK = (
    rule(
        "stock_arrivals",
        "flow.weekly_kg, stock.kg",
        "Semaine {week}, {what} de {who} : {found} kg reçus ou refusés, il en arrive {limit}.",
        "Week {week}, {what} of {who}: {found} kg received or turned away, {limit} arrive.",
    ),
    rule(
        "stock_balance",
        "stock.ledger",
        "Semaine {week}, {what} de {who} : {found} kg au registre, les mouvements font {limit}.",
        "Week {week}, {what} of {who}: {found} kg in the ledger, movements make {limit}.",
    ),
    rule(
        "stock_negative",
        "stock.moves",
        "Semaine {week}, {what} de {who} : {found} kg partent, il n'y en a que {limit}.",
        "Week {week}, {what} of {who}: {found} kg leave, only {limit} are there.",
    ),
    rule(
        "stock_expired",
        "flow.expiry_weeks",
        "Semaine {week}, {what} de {who} : {found} kg gardés ou jetés à contretemps, leur dernière "
        "semaine est la {limit}.",
        "Week {week}, {what} of {who}: {found} kg kept or thrown away at the wrong time, their "
        "last week is {limit}.",
    ),
    rule(
        "first_expired",
        "stock.moves",
        "Semaine {week}, {what} de {who} : {found} kg partent avant d'autres qui expirent plus tôt "
        "(semaine {limit}).",
        "Week {week}, {what} of {who}: {found} kg leave before others that expire sooner (week "
        "{limit}).",
    ),
    rule(
        "stock_need",
        "point.weekly_need_kg",
        "Semaine {week}, {what} : {who} envoie {found} kg, ses points en veulent {limit}.",
        "Week {week}, {what}: {who} sends {found} kg, its points want {limit}.",
    ),
    rule(
        "stock_places",
        "platform.places, allotment",
        "Semaine {week}, {what} : {who} remplit {found} places, {limit} au plus.",
        "Week {week}, {what}: {who} fills {found} places, {limit} at most.",
    ),
    rule(
        "handover",
        "warehouse.transfers, network.gives, network.takes, flow.transferable",
        "Semaine {week}, {what} : {who} remet {found} kg à {limit}, ce n'est pas permis.",
        "Week {week}, {what}: {who} hands {found} kg over to {limit}, which is not allowed.",
    ),
)

_SUPPLY = (
    rule(
        "supply_reference",
        "id",
        "{who} désigne {what}, qui n'existe pas.",
        "{who} names {what}, which does not exist.",
    ),
    rule(
        "supply_vehicle",
        "fleet.count, fleet.days, fleet.shifts",
        "{who} : ce véhicule n'est pas disponible ({found}).",
        "{who}: this vehicle is not available ({found}).",
    ),
    rule(
        "supply_twice",
        "fleet.count",
        "{who} : le même véhicule est déjà en tournée ({found}).",
        "{who}: the same vehicle is already out ({found}).",
    ),
    rule(
        "supply_owner",
        "fleet.network, fleet.lent, network.admitted",
        "{who} : ce véhicule ne dessert pas {what}.",
        "{who}: this vehicle does not supply {what}.",
    ),
    rule(
        "supply_access",
        "point.largest_payload_kg",
        "{who} : {found} kg de charge utile, {what} n'accepte que {limit}.",
        "{who}: {found} kg of payload, {what} takes only {limit}.",
    ),
    rule(
        "supply_payload",
        "fleet.payload_kg",
        "{who} : {found} kg à bord, {limit} au plus.",
        "{who}: {found} kg aboard, {limit} at most.",
    ),
    rule(
        "supply_pallets",
        "fleet.pallets",
        "{who} : {found} palettes à bord, {limit} au plus.",
        "{who}: {found} pallets aboard, {limit} at most.",
    ),
    rule(
        "supply_cold",
        "fleet.cold, fleet.cold_kg",
        "{who} : {found} kg de frais et surgelé à bord, {limit} au plus.",
        "{who}: {found} kg of cold food aboard, {limit} at most.",
    ),
    rule(
        "supply_cold_time",
        "cold_chain.max_min_boxes",
        "{who} : le froid de {what} reste {found} min en norvégienne, {limit} au plus.",
        "{who}: cold food of {what} stays {found} min in boxes, {limit} at most.",
    ),
    rule(
        "supply_travel",
        "travel",
        "{who} : arrive à {what} à {found}, impossible avant {limit}.",
        "{who}: arrives at {what} at {found}, impossible before {limit}.",
    ),
    rule(
        "supply_loading",
        "warehouse.loading_min",
        "{who} : chargé en {found} min, il en faut {limit}.",
        "{who}: loaded in {found} min, {limit} needed.",
    ),
    rule(
        "supply_unloading",
        "point.unloading_min, warehouse.unloading_min",
        "{who} : {found} min à {what}, il en faut {limit}.",
        "{who}: {found} min at {what}, {limit} needed.",
    ),
    rule(
        "supply_window",
        "point.windows",
        "{who} : {what} est livré de {found}, hors de ses ouvertures.",
        "{who}: {what} is supplied {found}, outside its openings.",
    ),
    rule(
        "supply_shift",
        "shift.starts, shift.ends",
        "{who} : sorti de {found}, la plage est {limit}.",
        "{who}: out {found}, the shift is {limit}.",
    ),
    rule(
        "supply_duration",
        "shift.max_min, fleet.max_round_min",
        "{who} : {found} min, {limit} au plus.",
        "{who}: {found} min, {limit} at most.",
    ),
    rule(
        "supply_trips",
        "fleet.max_trips",
        "{who} : {found} rotations, {limit} au plus.",
        "{who}: {found} trips, {limit} at most.",
    ),
    rule(
        "supply_stops",
        "fleet.max_stops",
        "{who} : {found} livraisons dans une rotation, {limit} au plus.",
        "{who}: {found} drops in a trip, {limit} at most.",
    ),
    rule(
        "supply_storage",
        "point.storage_kg",
        "{who} : {found} kg ({what}) livrés d'un coup, {limit} tiennent.",
        "{who}: {found} kg ({what}) brought at once, {limit} fit.",
    ),
    rule(
        "supply_due",
        "replenishment.points",
        "{who} : {found} kg de {what}, {limit} lui reviennent.",
        "{who}: {found} kg of {what}, {limit} are due.",
    ),
    rule(
        "supply_issued",
        "stock.ledger",
        "{who} : {found} kg de {what} vers ses points, le stock n'en sort que {limit}.",
        "{who}: {found} kg of {what} to its points, the stock issues only {limit}.",
    ),
    rule(
        "supply_totals",
        "replenishment",
        "Total {what} : {found} annoncé, les tournées font {limit}.",
        "Total {what}: {found} stated, the rounds make {limit}.",
    ),
    rule(
        "fetch_payload",
        "point.fetch_payload_kg",
        "{who} vient chercher {found} kg, son véhicule en prend {limit}.",
        "{who} fetches {found} kg, its vehicle takes {limit}.",
    ),
)

_DOCKS = (
    rule(
        "dock_hours",
        "dock.days, dock.opens, dock.closes",
        "{who} à quai de {found}, le quai {what} ouvre de {limit}.",
        "{who} at a dock {found}, dock {what} opens {limit}.",
    ),
    rule(
        "dock_use",
        "dock.use, dock.longest_payload_kg",
        "{who} : le quai {what} n'est pas fait pour ce passage.",
        "{who}: dock {what} is not meant for this call.",
    ),
    rule(
        "dock_time",
        "dock.pallets_per_hour",
        "{who} : {found} min à quai, {limit} nécessaires.",
        "{who}: {found} min at the dock, {limit} needed.",
    ),
    rule(
        "dock_overlap",
        "docks.slots",
        "Quai {what} : {who} et {found} en même temps.",
        "Dock {what}: {who} and {found} at the same time.",
    ),
    rule(
        "dock_ready",
        "docks.slots",
        "{who} : à quai à {found}, le véhicule n'est là qu'à {limit}.",
        "{who}: at the dock at {found}, the vehicle is there only at {limit}.",
    ),
    rule(
        "dock_once",
        "docks.slots",
        "{who} : chargé {found} fois, une seule attendue.",
        "{who}: loaded {found} times, once expected.",
    ),
)

_BILL = (
    rule(
        "bill_balance",
        "funding.costs, funding.funders, funding.subsidies",
        "Facture, {what} : {found} €, les lignes font {limit} €.",
        "Bill, {what}: {found} €, its lines make {limit} €.",
    ),
    rule(
        "bill_payer",
        "funding.funders, funding.subsidies",
        "{who} : {found} € comptés, {limit} € promis.",
        "{who}: {found} € counted, {limit} € promised.",
    ),
    rule(
        "bill_column",
        "funding.invoices",
        "Factures, colonne {what} : {found} € au total, la facture dit {limit} €.",
        "Invoices, column {what}: {found} € in all, the bill says {limit} €.",
    ),
    rule(
        "bill_invoice",
        "funding.invoices",
        "{who} : {found} € de reste à charge, brut moins subventions font {limit} €.",
        "{who}: {found} € net, gross minus subsidies make {limit} €.",
    ),
    rule(
        "bill_key",
        "funding.key",
        "{who} : {found} € facturés, {limit} € selon la clé {what}.",
        "{who}: {found} € invoiced, {limit} € by the key {what}.",
    ),
    rule(
        "bill_cash",
        "funding.cash",
        "{who} : solde de {found} €, {limit} € attendus.",
        "{who}: balance of {found} €, {limit} € expected.",
    ),
)

WAREHOUSE_RULES: dict[str, Rule] = {
    one.code: one for one in (*_PLACES, *_STOCK, *_SUPPLY, *_DOCKS, *_BILL)
}
"""Every hard rule of a warehouse, by code."""
