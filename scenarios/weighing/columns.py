"""The columns of what came in: a line a visit with a column a family, or a line a family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from models.scenario import Scenario
from models.visits import CAUSE_NAMES, RejectCause
from tabular import Headers
from tabular.heads import title_key

KG, CRATES, UNITS, REJECTED, THROWN = "kg:", "crates:", "units:", "rejected:", "thrown:"
"""Begin the fields of a family's kg, crates and units, of a cause's kg, of what was thrown away."""
CALLED: Mapping[str, tuple[str, ...]] = {
    "town": ("ville", "town"),
    "day": ("date", "jour", "le", "day"),
    "donor": ("magasin", "donateur", "fournisseur", "store", "donor"),
    "association": ("association", "structure", "collecteur", "association"),
    "holder": ("titulaire", "convention", "holder"),
    "round": ("tournee", "round"),
    "pickup": ("ramasse", "ramasse_du_plan", "pick_up_of_the_plan", "pickup"),
    "outcome": ("passage", "resultat", "issue", "visit", "outcome"),
    "family": ("famille", "produit", "family"),
    "kg": ("kg", "poids", "poids_kg", "quantite_kg", "kilos", "weight_kg", "weight"),
    "crates": ("caisses", "nombre_de_caisses", "nb_caisses", "colis", "crates"),
    "units": ("unites", "nombre_d_unites", "nb_unites", "units"),
    "rejected": (
        *("jete_kg", "jete", "rejete_kg", "rejete", "rebut_kg", "rebut"),
        *("thrown_away_kg", "thrown_away", "rejected_kg"),
    ),
    "cause": ("cause", "motif", "pourquoi", "why", "cause"),
    "use_by": (
        *("delai_avant_la_dlc", "delai_dlc", "classe_dlc"),
        *("time_left_to_use_by", "time_left"),
    ),
    "lot": ("lot", "numero_de_lot", "lot_number"),
    "date_kind": ("nature_de_la_date", "date_kind"),
    "until": ("dlc", "ddm", "dluo", "date_limite", "until"),
    "arrived": ("arrivee", "heure_d_arrivee", "heure", "arrived"),
    "waited_min": ("attente_min", "attente", "waited_min", "waited"),
    "temperature_c": ("temperature_c", "temperature", "temperature"),
    "note": ("remarque", "commentaire", "remark", "note"),
    "vehicle": ("vehicule", "camion", "vehicle"),
    "owner": ("proprietaire", "owner"),
    "km": ("km", "kilometres_roules", "kilometres", "distance_km", "kilometres_driven", "km"),
    "hours": ("heures", "heures_dehors", "duree_h", "hours_out", "hours"),
    "people": ("personnes", "personnes_a_bord", "equipage", "people_aboard", "people"),
    "expected": ("attendu", "attendu_ce_jour_la_kg", "prevu", "expected_that_day_kg", "expected"),
}
"""What columns may be called; what was expected is there to be compared, and is not read."""


def headers_of(world: Scenario) -> Headers:
    """Return what the columns may be called, those of the town's families included."""
    called = dict(CALLED)
    for cause in get_args(RejectCause):
        name = CAUSE_NAMES[cause]
        called[f"{REJECTED}{cause}"] = tuple(
            title_key(one) for one in (f"jete {name.fr} kg", f"rejected {cause} kg")
        )
    taken = {one for many in called.values() for one in many}
    for family in world.families:
        names = [f"{said} {family.label} kg" for said in ("jete", "rejected", "thrown away")]
        if free := [key for key in map(title_key, names) if key not in taken]:
            called[f"{THROWN}{family.id}"] = tuple(dict.fromkeys(free))
            taken |= set(free)
        for field, unit, english in ((KG, "kg", "kg"), (CRATES, "caisses", "crates")):
            names = [f"{family.label} {unit}", f"{family.label} {english}", f"{family.id} {unit}"]
            if field == KG:
                names += [family.label, family.id]
            free = [key for key in map(title_key, names) if key not in taken]
            taken |= set(free)
            if free:
                called[f"{field}{family.id}"] = tuple(dict.fromkeys(free))
        if family.unit is not None and family.kg_per_unit is not None:
            names = [f"{family.label} {said}" for said in (family.unit, "unites", "units")]
            if free := [key for key in map(title_key, names) if key not in taken]:
                called[f"{UNITS}{family.id}"] = tuple(dict.fromkeys(free))
                taken |= set(free)
    return Headers(called)
