from __future__ import annotations

from scenarios.addresses.communes import around, commune, communes


def test_the_table_has_the_department_and_the_arrondissements() -> None:
    found = communes()
    assert len(found) == 119 + 16
    assert len({one.code for one in found}) == len(found)
    for one in found:
        assert one.outside_km(one.lat, one.lon) == 0, one.name
        assert one.postcodes
        assert one.name in [each.name for each in around(one.lat, one.lon)] or not one.population


def test_a_commune_is_known_by_any_spelling() -> None:
    for said in ("Saint-Rémy-de-Provence", "ST REMY DE PROVENCE", "st. remy  de provence"):
        found = commune(said)
        assert found is not None
        assert found.code == "13100"
    marseille = [commune(one) for one in ("Marseille", "MARSEILLE 13", "Marseille 1er arr.")]
    assert [one.code for one in marseille if one is not None] == ["13055", "13213", "13201"]
    assert commune("Charleville") is None
