"""What the fields of a scenario are called in forms, and what is said of them.

French titles and notes are those of the workbook, so that the page and the file agree; English
notes are the descriptions of the models.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Language
from scenarios.fields import Slot
from scenarios.workbook.field_words import FIELDS

ENGLISH: Mapping[str, str] = {
    "accredited": "Accredited",
    "ambient_storage_kg": "Ambient storage (kg)",
    "area_m2": "Sales area (m²)",
    "association": "Association",
    "assumed": "Assumed position",
    "available": "Available",
    "backup": "Plan B",
    "base": "Taken and brought back at",
    "box_kg": "Per insulated box (kg)",
    "boxes": "Insulated boxes",
    "busy": "Hours taken",
    "choices": "Slots, the preferred one first",
    "closes": "Ends",
    "cold": "Cold",
    "cold_storage_kg": "Cold storage (kg)",
    "commune": "Town",
    "contact": "Contact (driver's sheets)",
    "counted_on": "Counted on",
    "crew": "People aboard",
    "day": "Day",
    "day_kg": "Days that differ (kg)",
    "days": "Days",
    "drivers": "Drivers",
    "duration_min": "Duration (min)",
    "ends": "Ends",
    "eur_per_day": "€ per day out",
    "eur_per_hour": "€ per hour",
    "eur_per_km": "€ per km",
    "eur_per_week": "€ per week of use",
    "eur_per_year": "€ per year",
    "every": "Weeks",
    "family_shares": "Shares of families (sum 1)",
    "fixed": "Promised, not to be moved",
    "forbidden": "Sites it cannot enter",
    "holder": "Agreement held by",
    "households": "Households",
    "id": "Id",
    "kg": "kg per visit",
    "kind": "Kind",
    "label": "Name",
    "lat": "Latitude",
    "lent": "Lent to the pool",
    "licence": "Licence",
    "licences": "Licences",
    "litres_per_100km": "Litres per 100 km",
    "load_kg": "Load (kg)",
    "loading_min": "Loading (min)",
    "loans": "Regular loans",
    "lon": "Longitude",
    "max_hours": "Hours a week, at most",
    "max_round_km": "Longest round (km)",
    "max_round_min": "Longest round (min)",
    "max_shifts": "Rounds a week, at most",
    "max_stops": "Stops per round, at most",
    "max_trips": "Loads per round, at most",
    "need_weight": "Weight of the need",
    "no_show_rate": "No-shows (0 to 1)",
    "offers": "Collection days",
    "openings": "Distributions",
    "opens": "Starts",
    "owner": "Owner",
    "pallets": "Pallet places",
    "payload_kg": "Payload (kg)",
    "people": "People helped",
    "place": "Place",
    "priority": "Priority",
    "private": "Private (not pooled)",
    "purchase_eur": "Purchase price (€)",
    "reception": "Reception hours",
    "refrigerated": "Refrigerated",
    "refuses": "Families refused",
    "reject_rate": "Rejects (0 to 1)",
    "roles": "Roles",
    "shifts": "Shifts (all when empty)",
    "short": "Short name",
    "source": "Source of the position",
    "starts": "Starts",
    "surface_m2": "Premises (m²)",
    "tenure": "Tenure",
    "to": "To",
    "truck": "Only truck that suits",
    "turnaround_min": "Turnaround (min)",
    "unloading_min": "Unloading (min)",
    "variation": "Variation (0 to 3)",
    "vehicle": "Vehicle of rounds",
    "weekly_need_kg": "Weekly need (kg)",
    "years": "Spread over (years)",
    "zone": "Driving",
    "admitted": "Admitted",
    "cold_m2": "Cold surface (m²)",
    "count": "How many",
    "docks": "Docks",
    "expiry_weeks": "Weeks it keeps",
    "eur_per_round": "€ per round",
    "family": "Family",
    "fed": "Fed by shuttle",
    "fetches": "Fetches itself",
    "m2_per_place": "m² per place",
    "max_visits": "Visits, at most",
    "min_visits": "Visits, at least",
    "minimum_m2": "m² guaranteed",
    "minimum_places": "Places guaranteed",
    "surface_share": "Share of the surface",
    "units": "Loads",
    "visits": "Deliveries a week",
    "weekly_kg": "kg a week",
    "windows": "Reception hours",
}
"""Titles by the name of the field; one without is called by its name."""
OTHERWISE: Mapping[str, str] = {"Delivery.source": "Depot"}
"""Titles of fields that mean something else in one record."""

LISTS: Mapping[str, str] = {
    "area_m2": "Surface de vente (m²)",
    "available": "Disponible",
    "busy": "Heures prises",
    "choices": "Créneaux, le préféré d'abord",
    "counted_on": "Comptées le",
    "docks": "Quais",
    "day_kg": "Jours différents (kg)",
    "family_shares": "Parts des familles (somme 1)",
    "id": "Identifiant",
    "load_kg": "Charge (kg)",
    "loans": "Prêts réguliers",
    "offers": "Jours de ramasse",
    "openings": "Distributions",
    "outages": "Places en panne",
    "place": "Lieu",
    "reception": "Heures de réception",
    "surface_m2": "Locaux (m²)",
    "units": "Charges",
    "weekly_need_kg": "Besoin par semaine (kg)",
    "windows": "Horaires de réception",
}
"""French titles of what is a sheet of its own, or several columns, in the workbook."""


def field_word(holder: Slot, name: str, language: Language) -> str:
    """Return the title of a record's field."""
    if language == "en":
        key = _key(holder, name)
        return OTHERWISE.get(key) or ENGLISH.get(name) or name.replace("_", " ").capitalize()
    return LISTS.get(name) or FIELDS.get(_key(holder, name), (name.replace("_", " "),))[0]


def field_note(holder: Slot, name: str, language: Language) -> str:
    """Return what a record's field is for, empty when its title says it all."""
    if language == "en":
        return holder.annotation.model_fields[name].description or ""
    return FIELDS.get(_key(holder, name), ("", ""))[1]


def _key(holder: Slot, name: str) -> str:
    return f"{holder.annotation.__name__}.{name}"
