"""What is counted for nobody, and rates of VAT that are not the usual ones."""

from __future__ import annotations

from scenarios import load


def told(*given: str) -> dict[str, str]:
    found = load("aix_achats", None, given).warnings
    return {one.code: one.text.en for one in found}


def test_a_need_that_is_counted_for_nobody_is_told() -> None:
    known = ("epicerie", "colis", "femmes", "creche", "luynes", "milles", "gardanne", "trets")
    none = [f"associations.{name}.children=0" for name in (*known, "puyricard")]
    text = told(*none)["goods_for_nobody"]
    assert text.startswith("Couches, Lait des tout-petits: the need is counted per child under 36")
    assert "goods_for_nobody" not in told(*none[1:])


def test_vat_of_hygiene_that_is_that_of_food_is_told() -> None:
    assert "buying_vat" not in told()
    text = told("buying.articles.savon.vat_percent=5.5")["buying_vat"]
    assert "Savon (5.5%)" in text
    assert "it is 20%" in text
