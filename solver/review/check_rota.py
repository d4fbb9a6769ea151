"""The independent checker of rotas: person by person, then its figures, proofs and reasons."""

from __future__ import annotations

from models.findings import Finding
from models.rota_study import RotaStudy
from solver.review.checks.rota_halls import halls
from solver.review.checks.rota_people import people
from solver.review.checks.rota_proofs import figures_and_proofs


def check_rota(study: RotaStudy) -> tuple[Finding, ...]:
    """Return every rule that a rota breaks; empty when it can be kept, and is what it says."""
    found = tuple(people(study))
    if any(one.code == "rota_reference" for one in found):
        return found
    return (*found, *figures_and_proofs(study), *halls(study))
