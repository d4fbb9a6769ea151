"""What is announced for a week is told, with who and why; what binds no more is a warning."""

from datetime import date, timedelta

from models.exceptions import Absence, DistributesOtherwise, GivesOtherwise
from models.scenario import Scenario
from models.stocks import Held
from scenarios.shortfalls import means
from tests.helpers.plans import edited
from tests.helpers.scenarios import MONDAY, changed, tiny


def told(scenario: Scenario, code: str) -> list[str]:
    """What is said under a code, in French."""
    return [f"{one.severity}: {one.text.fr}" for one in means(scenario) if one.code == code]


def on(day: int) -> date:
    """The date of a day of the tiny week, Monday is 0."""
    return MONDAY + timedelta(days=day)


def test_closures_and_absences_are_told_with_their_reason() -> None:
    away = Absence(first=on(1), last=on(8), reason="inventaire")
    scenario = edited(tiny("hub"), "donors", "super", absences=(away,))
    scenario = edited(scenario, "vehicles", "car", absences=(Absence(first=on(9)),))
    (line,) = told(scenario, "store_closed")
    assert line.startswith("info: Fermé du 24 novembre 2026 jusqu'au 1er décembre 2026")
    assert "(inventaire)" in line
    assert told(scenario, "vehicle_away") == []  # of another week


def test_gifts_and_distributions_that_are_not_as_usual_are_told() -> None:
    gift = GivesOtherwise(on=on(0), kg=400, reason="fin de saison")
    scenario = edited(tiny("hub"), "donors", "hyper", exceptions=(gift,))
    first = scenario.openings_s["restos"][0] // 86_400
    moved = DistributesOtherwise(on=on(first), to=on(first + 1), starts="09:00")
    scenario = edited(scenario, "associations", "restos", moved=(moved,))
    (line,) = told(scenario, "exceptional_gift")
    assert "lundi 23 novembre 2026 : 400 kg attendus (fin de saison)" in line.replace("\u00a0", " ")
    (line,) = told(scenario, "distribution_moved")
    assert ", 09:00" in line


def test_a_closed_sorting_place_and_a_lifted_promise_are_warnings() -> None:
    base = tiny("hub")
    pickup = next(p for p in base.pickups.values() if p.donor == "super")
    promise = {"donor": "super", "vehicle": "van", "day": pickup.day}
    scenario = changed(base, policy=base.policy.model_dump() | {"commitments": [promise]})
    when = Absence(first=base.date_of(pickup.day))
    shut = edited(scenario, "associations", "secours", absences=(when,))
    assert told(shut, "hub_closed")[0].startswith("warning")
    away = edited(scenario, "vehicles", "van", absences=(when,))
    assert told(away, "promise_lifted")[0].startswith("warning: Promesse levée")


def test_what_is_held_is_told_and_what_cannot_be_given_out_too() -> None:
    family = tiny("hub").families[0].id
    stock = (Held(family=family, kg=30, until=on(20)), Held(family=family, kg=4, until=on(-1)))
    scenario = edited(tiny("hub"), "associations", "restos", stock=stock)
    assert "30" in told(scenario, "stock_held")[0]
    assert told(scenario, "stock_late")[0].startswith("warning")
