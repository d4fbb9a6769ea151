"""Goods handed over that break each rule are found."""

from __future__ import annotations

import pytest

from models.buying_study import BuyingStudy
from tests.solver.review.checks.bought import asked, codes, first_handed, members, sound


def late() -> BuyingStudy:
    study = asked(weeks=2)
    handed = tuple(one.changed(week=1) for one in study.plan.handed)
    return study.changed(plan=study.plan.changed(handed=handed))


def varied() -> BuyingStudy:
    buying = sound().scenario.buying
    other = buying.articles[0].changed(id="semolina")
    offer = buying.offers[0].changed(id="big-semolina", article="semolina")
    both = tuple(
        one.changed(articles=("rice", "semolina")) if one.id == "n-rice" else one
        for one in buying.needs
    )
    return asked(
        articles=(*buying.articles, other),
        offers=(*buying.offers, offer),
        needs=both,
        most_of_one=0.6,
    )


BROKEN = {
    "buying_stock": lambda: first_handed(units=5_000),
    "buying_late": late,
    "buying_need_article": lambda: first_handed(article="soap"),
    "buying_too_much": lambda: first_handed(units=500),
    "buying_room": lambda: members(storage_kg=1.0),
    "buying_variety": varied,
}


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_what_breaks_a_rule_is_found(code: str) -> None:
    assert code in codes(BROKEN[code]())
