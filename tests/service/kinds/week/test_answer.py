from __future__ import annotations

from models.base import Text
from models.findings import Finding
from models.study import Study
from service.kinds.week.answer import week_answer
from tests.helpers.studies import planned


def shared(*kg: float) -> Study:
    """Return the week with other kg for each, all needing 100 kg."""
    found = planned()
    balances = tuple(
        one.changed(need_kg=100.0, received_kg=mine, share_of_need=mine / 100)
        for one, mine in zip(found.balances, kg, strict=True)
    )
    totals = found.totals.changed(need_kg=300.0, usable_kg=sum(kg), rounds=1)
    return found.changed(balances=balances, totals=totals)


def alarmed(found: Study) -> Study:
    """Return the week with the last named among the alarms as far behind."""
    who = found.balances[-1].association
    text = Text(fr="loin", en="far")
    far = Finding(code="far_behind", severity="warning", text=text, where=(who,))
    return found.changed(findings=(far,))


def told(found: Study) -> str:
    return week_answer(found, "fr").replace("\u00a0", " ")


def test_what_is_brought_of_the_need_by_how_many_rounds() -> None:
    assert told(shared(60, 50, 40)) == "150 kg distribués, 50 % du besoin, 1 tournée."
    assert told(shared(1, 0.6, 0)).startswith("2 kg distribués, 1 % du besoin, 1 tournée")
    assert told(shared(1, 0, 0)).startswith("1 kg distribué, 0 % du besoin")


def test_whoever_has_nothing_or_far_less_is_named() -> None:
    assert told(alarmed(shared(60, 50, 24))).endswith("; seulement 24 % du besoin pour CCAS.")
    assert told(alarmed(shared(60, 50, 0))).endswith("; rien pour CCAS.")
    assert told(shared(60, 50, 0)).endswith("; rien pour CCAS.")
    assert told(shared(60, 0, 0)).endswith("; rien pour Restos et CCAS.")
    assert week_answer(shared(60, 0, 0), "en").endswith("; nothing for Restos and CCAS.")


def test_nobody_in_need_is_nobody_left_out() -> None:
    found = shared(0, 0, 0)
    none = found.changed(
        balances=tuple(one.changed(need_kg=0.0, share_of_need=1.0) for one in found.balances)
    )
    assert "rien pour" not in told(none)


def test_what_stays_at_a_depot_is_told() -> None:
    found = shared(60, 50, 40)
    totals = found.totals.changed(due_kg=900.0, delivered_kg=600.0, units_left=2)
    text = told(found.changed(totals=totals))
    assert ", 600 kg livrés sur 900 kg dus, 1 tournée ; 300 kg restent au dépôt." in text
