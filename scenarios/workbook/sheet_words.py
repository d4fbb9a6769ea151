"""What the sheets of a workbook are called, and what they are for."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text

SHEETS: Mapping[str, tuple[Text, Text]] = {
    "shifts": (
        Text(fr="Plages", en="Shifts"),
        Text(fr="Parties de la journée où un équipage peut tourner.", en="Parts of the day."),
    ),
    "families": (
        Text(fr="Familles", en="Families"),
        Text(fr="Familles de produits.", en="Product families."),
    ),
    "associations": (
        Text(fr="Associations", en="Associations"),
        Text(fr="Qui reçoit et distribue.", en="Who receives and distributes."),
    ),
    "associations.openings": (
        Text(fr="Distributions", en="Openings"),
        Text(fr="Jours et heures où une association distribue.", en="When food is handed out."),
    ),
    "associations.reception": (
        Text(fr="Réceptions", en="Reception"),
        Text(
            fr="Quand une association peut recevoir ; aucune ligne : à toute heure.",
            en="When an association can receive; no row: at any time.",
        ),
    ),
    "donor_kinds": (
        Text(fr="Types de magasins", en="Kinds of donors"),
        Text(fr="Ce que donnent les magasins d'un même type.", en="What donors of a kind give."),
    ),
    "donors": (
        Text(fr="Magasins", en="Donors"),
        Text(fr="Qui donne, et qui a la convention.", en="Who gives, who holds the agreement."),
    ),
    "donors.offers": (
        Text(fr="Dons", en="Offers"),
        Text(fr="Jours, heures et kg des passages.", en="Days, hours and kg of pick-ups."),
    ),
    "vehicles": (
        Text(fr="Véhicules", en="Vehicles"),
        Text(fr="Camions, fourgons et voitures.", en="Lorries, vans and cars."),
    ),
    "vehicles.loans": (
        Text(fr="Prêts", en="Loans"),
        Text(fr="Jours où un véhicule est prêté.", en="Days on which a vehicle is lent."),
    ),
    "vehicles.busy": (
        Text(fr="Véhicules pris", en="Vehicles taken"),
        Text(fr="Heures où un véhicule n'est pas libre.", en="Hours at which one is not free."),
    ),
    "people": (
        Text(fr="Équipages", en="People"),
        Text(fr="Chauffeurs et accompagnateurs.", en="Drivers and helpers."),
    ),
    "people.busy": (
        Text(fr="Personnes prises", en="People taken"),
        Text(
            fr="Heures où une personne n'est pas libre.", en="Hours at which someone is not free."
        ),
    ),
    "policy.pools": (
        Text(fr="Groupes", en="Pools"),
        Text(fr="Qui mutualise quoi avec qui.", en="Who pools what with whom."),
    ),
    "policy.commitments": (
        Text(fr="Engagements", en="Commitments"),
        Text(fr="Passages promis à un véhicule.", en="Pick-ups promised to a vehicle."),
    ),
    "policy.objectives": (
        Text(fr="Objectifs", en="Objectives"),
        Text(
            fr="Du premier au dernier ; aucune ligne : nourriture, heures, coût.",
            en="From first to last; no row: food, hours, cost.",
        ),
    ),
    "pooling.acquaintances": (
        Text(fr="Connaissances", en="Acquaintances"),
        Text(
            fr="Qui connaît qui ; aucune ligne : tout le monde.", en="Who knows whom; no row: all."
        ),
    ),
    "bookings.trucks": (
        Text(fr="Camions partagés", en="Shared trucks"),
        Text(fr="Camions que l'on réserve.", en="Trucks that are booked."),
    ),
    "bookings.trucks.available": (
        Text(fr="Camions disponibles", en="Trucks available"),
        Text(fr="Quand un camion peut sortir.", en="When a truck may be out."),
    ),
    "bookings.requests": (
        Text(fr="Demandes de camion", en="Truck requests"),
        Text(fr="Qui a besoin d'un camion.", en="Who needs a truck."),
    ),
    "bookings.requests.choices": (
        Text(fr="Créneaux demandés", en="Slots asked for"),
        Text(fr="Par ordre de préférence.", en="In order of preference."),
    ),
    "bookings.history": (
        Text(fr="Réservations passées", en="Earlier bookings"),
        Text(fr="Demandé et obtenu jusqu'ici.", en="Asked for and given so far."),
    ),
    "travel.barriers": (
        Text(fr="Massifs", en="Massifs"),
        Text(fr="Reliefs que les routes contournent.", en="What roads go around."),
    ),
    "notes": (
        Text(fr="Remarques", en="Notes"),
        Text(
            fr="Limites et hypothèses, imprimées sur chaque document.",
            en="Limits and assumptions, printed on every output.",
        ),
    ),
    "deliveries": (
        Text(fr="Livraisons", en="Deliveries"),
        Text(fr="Ce que doit un dépôt à chacun.", en="What a depot owes to each."),
    ),
    "deliveries.units": (
        Text(fr="Charges", en="Load units"),
        Text(fr="Charges d'une livraison, indivisibles.", en="Indivisible loads of a delivery."),
    ),
    "errands": (
        Text(fr="Courses", en="Errands"),
        Text(fr="Trajets donnés, vers une seule association.", en="Given trips, to one only."),
    ),
    "warehouse.platforms": (
        Text(fr="Plateformes", en="Platforms"),
        Text(fr="La principale d'abord.", en="The main one first."),
    ),
    "warehouse.platforms.outages": (
        Text(fr="Places indisponibles", en="Outages"),
        Text(fr="Places perdues certaines semaines.", en="Places lost in some weeks."),
    ),
    "warehouse.platforms.docks": (
        Text(fr="Quais", en="Docks"),
        Text(fr="Quais et leurs heures.", en="Docks and their hours."),
    ),
    "warehouse.networks": (
        Text(fr="Réseaux", en="Networks"),
        Text(fr="Qui stocke dans la plateforme.", en="Who stores in the warehouse."),
    ),
    "warehouse.points": (
        Text(fr="Points", en="Points"),
        Text(fr="Points approvisionnés.", en="Points that are supplied."),
    ),
    "warehouse.points.windows": (
        Text(fr="Heures des points", en="Hours of points"),
        Text(
            fr="Quand un point peut être livré ; aucune ligne : à toute heure.",
            en="When a point can be supplied; no row: at any time.",
        ),
    ),
    "warehouse.flows": (
        Text(fr="Arrivages", en="Flows"),
        Text(fr="Ce qui arrive chaque semaine.", en="What arrives week after week."),
    ),
    "warehouse.stock": (
        Text(fr="Stock de départ", en="Opening stock"),
        Text(fr="Ce qui est déjà là.", en="What is there already."),
    ),
    "warehouse.fleets": (
        Text(fr="Flottes", en="Fleets"),
        Text(fr="Véhicules qui livrent les points.", en="Vehicles that supply points."),
    ),
    "warehouse.funding.costs": (
        Text(fr="Coûts", en="Costs"),
        Text(fr="Coûts annuels de la plateforme.", en="Yearly costs of the warehouse."),
    ),
    "warehouse.funding.funders": (
        Text(fr="Financeurs", en="Funders"),
        Text(fr="Qui paie la plateforme elle-même.", en="Who pays the warehouse itself."),
    ),
    "warehouse.funding.funders.paid": (
        Text(fr="Versements des financeurs", en="Funders' instalments"),
        Text(fr="Aucune ligne : chaque mois.", en="No row: every month."),
    ),
    "warehouse.funding.subsidies": (
        Text(fr="Subventions", en="Subsidies"),
        Text(fr="Argent public versé aux associations.", en="Public money for associations."),
    ),
    "warehouse.funding.subsidies.paid": (
        Text(fr="Versements des subventions", en="Subsidies' instalments"),
        Text(fr="Quand elles arrivent.", en="When they come."),
    ),
    "warehouse.funding.keys": (
        Text(fr="Clés convenues", en="Stated keys"),
        Text(fr="Parts convenues de ceux qui paient.", en="Agreed shares of those who pay."),
    ),
    "warehouse.funding.invoiced": (
        Text(fr="Échéances", en="Invoices due"),
        Text(fr="Aucune ligne : chaque mois.", en="No row: every month."),
    ),
}
"""What each table is called, and what it is for."""
