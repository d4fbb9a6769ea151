"""The first page: each town's week in one look, and what is next to do with it."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import expect

from service.backend.planned import plans_rounds
from service.kinds.registry import KINDS
from service.ledger.weeks import State, WeekState
from service.web.this_week.facts import Alarm, Facts
from service.web.this_week.towns import chosen_week
from tests.service.web.browser import Eyes

MONDAY = date(2026, 11, 23)


def test_home_says_the_week_and_leads_to_what_is_next(eyes: Eyes, quiet: str) -> None:
    page = eyes.page
    page.goto("/fr/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette semaine")
    town = page.locator("article.town").filter(has=page.get_by_role("heading", name=quiet))
    expect(town.locator(".answer")).to_contain_text("du besoin")
    expect(town.locator(".state").first).to_have_text("planifiée")
    eyes.look("this-week")
    town.get_by_role("link", name="Relire le plan et le répartir").click()
    expect(page.get_by_role("heading", name="Et ensuite")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/en/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    eyes.look("this-week-narrow")


def test_a_plan_of_another_sort_plans_no_week() -> None:
    """A purchase, a cycle of visits, a rota: their week was said to be planned."""
    plans = {name for name, kind in KINDS.items() if plans_rounds(kind)}
    assert "week" in plans
    assert not plans & {"buying", "itinerary", "rota", "bookings", "transfers", "territory"}


def test_how_far_the_best_possible_is_stands_beside_other_alarms() -> None:
    """Somebody far behind hid it; the alarm that says it itself, and its button, stand once."""
    behind = Alarm("Le CCAS est loin derrière.", "", longer=True, tells_gap=False)
    rising = Alarm("Il reste jusqu'à 10 %.", "", longer=True, tells_gap=True)

    def facts(*alarms: Alarm, gap: float = 0.02) -> Facts:
        return Facts("", alarms, refused=False, gap=gap, objective="food", longer=True)

    assert facts().tells_quality
    assert facts().offers_longer
    assert facts(behind).tells_quality
    assert not facts(behind).offers_longer
    assert not facts(rising).tells_quality
    assert facts(gap=0.0).proved
    assert not facts(gap=0.0).offers_longer


def test_few_alarms_are_told_at_once_and_none_is_lost() -> None:
    """What is wrong and what can be mended here are never folded."""
    told = [Alarm(f"{n}", "", longer=False, tells_gap=False) for n in range(6)]
    told[4] = Alarm("4", "error", longer=False, tells_gap=False)
    told[5] = Alarm("5", "", longer=True, tells_gap=True)
    facts = Facts("", tuple(told), refused=False, gap=None, objective="food", longer=True)
    assert [one.text for one in facts.first] == ["0", "4", "5"]
    assert [one.text for one in facts.rest] == ["1", "2", "3"]


def test_the_week_that_is_shown() -> None:
    def week(weeks: int, state: State) -> WeekState:
        monday = MONDAY + timedelta(weeks=weeks)
        return WeekState(monday, state, 0, None, 0, 0.0, 0.0, False, ())

    there = [week(1, "planned"), week(0, "published"), week(-1, "closed"), week(-2, "nothing")]
    assert chosen_week(there, MONDAY + timedelta(days=2), MONDAY) == MONDAY
    # another week runs than those known: the newest is shown
    later = MONDAY + timedelta(weeks=9)
    assert chosen_week(there, later, MONDAY) == MONDAY + timedelta(weeks=1)
    assert chosen_week([], later, MONDAY) == MONDAY
