"""Fields of what is asked that several kinds of runs share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from models.fields import en, fr
from service.asking.asked import OfVariants, OnForm, Option

LONGEST_S = 86_400.0
MOST_ITERATIONS = 10_000_000
MOST_WEEKS = 100_000
MOST_SEEDS = 50

VariantWord = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Variant = Annotated[
    VariantWord | None,
    fr("Variante", "Variante du scénario ; celle du fichier par défaut."),
    en("Variant", "Variant of the scenario, or base; the file's default when absent."),
    OfVariants(),
    OnForm(first=True),
]
TimeLimit = Annotated[
    float | None,
    Field(gt=0, le=LONGEST_S, allow_inf_nan=False, examples=[30]),
    fr("Durée du calcul (secondes)", "Durée du calcul, en secondes."),
    en("Time of the search (seconds)", "Seconds of search."),
    Option("--time-limit"),
    OnForm(first=True),
]
PlanTime = Annotated[
    TimeLimit,
    fr("Durée de chaque plan (secondes)", "Durée d'un plan, en secondes."),
    en("Time of each plan (seconds)", "Seconds of one plan."),
]
Iterations = Annotated[
    int | None,
    Field(gt=0, le=MOST_ITERATIONS, examples=[1000]),
    fr(
        "Pas de recherche au lieu d'une durée",
        "Nombre de pas de recherche au lieu d'une durée : le même résultat à chaque fois.",
    ),
    en(
        "Search steps instead of a time",
        "Search steps instead of a time: the same result each time.",
    ),
]
Seed = Annotated[
    int,
    Field(ge=0, le=2**31 - 1, examples=[1]),
    fr("Numéro d'essai", "Un autre numéro essaie dans un autre ordre ; le même redonne le même."),
    en("Number of the try", "Another number tries in another order; the same gives the same."),
]
Seeds = Annotated[
    int,
    Field(ge=1, le=MOST_SEEDS, examples=[2]),
    fr("Essais par plan", "Essais par plan, numérotés 1, 2…"),
    en("Tries per plan", "Tries of each plan, numbered 1, 2…"),
]
Measured = Annotated[
    bool,
    fr(
        "Chiffres mesurés",
        "Ce que le journal dit des magasins (kg, absences, rebut, attente) à la place du fichier.",
    ),
    en(
        "Measured figures",
        "What the journal says of stores (kg, no-shows, rejects, waiting) instead of the file.",
    ),
]
Weeks = Annotated[
    int,
    Field(ge=0, le=MOST_WEEKS, examples=[200]),
    fr("Semaines simulées", "Semaines simulées, 0 pour aucune."),
    en("Simulated weeks", "Simulated weeks, 0 for none."),
]
