"""A file carried on to another week: what is over goes, the author's text stays."""

from __future__ import annotations

from datetime import date

from models.stocks import Held
from scenarios.editing import changes, content, edited
from scenarios.fields import slot
from scenarios.rolling import rolled
from scenarios.variants import ScenarioFile
from tests.scenarios.files import SOUND

MINE = SOUND.replace("week_of: 2026-11-23", "week_of: 2026-11-23  # la première").replace(
    "    private: true\n",
    "    private: true  # il le préfère\n    absences:\n      - {first: 2026-11-24}\n"
    "      - {first: 2026-11-29, last: 2026-12-02, reason: travaux}  # appelé lundi\n",
)
NEXT = date(2026, 11, 30)


def carried(text: str, when: date = NEXT, **more: object) -> tuple[str, list[str]]:
    """The text of another week, and what is said of it."""
    said = content(text, "x")
    stock, rates = more.get("stock", {}), more.get("rates", {})
    after, told = rolled(said, when, stock, rates)  # type: ignore[arg-type]
    new = edited(text, "x", changes(said, after, slot(ScenarioFile)))
    return new, [one.text.fr for one in told]


def test_comments_stay_and_what_is_over_goes() -> None:
    text, told = carried(MINE)
    assert "week_of: 2026-11-30  # la première" in text
    assert "private: true  # il le préfère" in text
    assert "2026-12-02, reason: travaux" in text
    assert "2026-11-24" in text, "the papers of November ask for it"
    assert len([one for one in told if "Super" in one]) == 1
    assert any("À venir, gardé : Super" in one for one in told)
    text, told = carried(text, date(2028, 1, 3))
    assert "2026-11-24" not in text
    assert any("Passé, retiré : Super" in one for one in told)


def test_what_is_over_of_people_goes_at_once() -> None:
    away = {"first": "2026-11-24"}
    said = content(SOUND, "x")
    for path in ("people", "vehicles"):
        for one in said.get(path, []):
            one["absences"] = [away]
    after, told = rolled(said, NEXT, {}, {})
    gone = [one for path in ("people", "vehicles") for one in after.get(path, [])]
    assert gone
    assert all("absences" not in one for one in gone)
    assert sum("Passé, retiré" in one.text.fr for one in told) == len(gone)


def test_stock_takes_the_place_of_what_was_held() -> None:
    held = Held(family="fruit", kg=12.34, until=date(2026, 12, 1))
    text, told = carried(SOUND, stock={"restos": (held,)})
    after = content(text, "x")
    mine = next(one for one in after["associations"] if one["id"] == "restos")
    assert mine["stock"] == [{"family": "fruit", "kg": 12.3, "until": "2026-12-01"}]
    assert any("12,3" in one and "Fruits" in one for one in told)
    again, told = carried(text, date(2026, 12, 7))
    assert "stock" not in again
    assert any("plus rien en stock" in one for one in told)


def test_measured_values_are_written_over_assumed_ones_once() -> None:
    rates = {"super-1": ({"kg": 80.0, "day_kg": {}, "no_show_rate": 0.1, "reject_rate": None},)}
    text, told = carried(SOUND, rates=rates)
    offer = next(d for d in content(text, "x")["donors"] if d["id"] == "super-1")["offers"][0]
    assert (offer["kg"], offer["no_show_rate"]) == (80, 0.1)
    assert any("100" in one and "80" in one for one in told)
    assert len(carried(text, date(2026, 12, 7), rates=rates)[1]) == 0
