"""What changes for the shared warehouse if a funder leaves is told beside, by its stress test."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from models.base import Model
from models.funding_study import FundingStudy, Stress
from models.warehouse_study import WarehouseStudy
from service.kinds.funders.page import funders_page
from solver.grants.plan import fund
from tests.helpers.funded import world
from tests.helpers.granted import department, envelope, funder, grant, structure, territory

M = TypeVar("M", bound=Model)


def only(model: type[M], **values: Any) -> M:
    """A study of which only some is told."""
    return cast("M", model.model_construct(**values))


def test_a_funder_of_both_is_met_by_its_name() -> None:
    """Of the same id, or called alike; who is not in the list is told, with what to do."""
    state = funder("etat", envelope("e", 50)).changed(label="ETAT")
    town = department([territory("a", 10)], [structure("s", "a")], [state], [grant("etat", "s", 9)])
    stress = only(
        Stress, kind="subsidy_stops", who="state", change_eur={"big": 900.0, "small": -2.0}
    )
    warehouse = only(WarehouseStudy, scenario=world(), funding=only(FundingStudy, stress=(stress,)))
    study = fund(town, warehouse=warehouse)
    (left,) = study.leaving
    place = warehouse.scenario.warehouse
    assert place is not None
    names = {one.id: one.label for one in place.networks}
    assert left.warehouse_eur == {names[who]: eur for who, eur in stress.change_eur.items()}
    (told,) = [one.text.fr for one in study.findings if one.code == "grants_warehouse"]
    assert "Ville" in told
    assert "État" not in told
    lines = [
        part.text if hasattr(part, "text") else part
        for section in funders_page(study, "fr").sections
        for part in section.parts
    ]
    (line,) = [one for one in lines if isinstance(one, str) and "Entrepôt partagé" in one]
    assert "sans ETAT" in line
    assert fund(town).findings == tuple(
        one for one in study.findings if one.code != "grants_warehouse"
    )
