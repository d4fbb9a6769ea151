import re
from html.parser import HTMLParser

import pytest

from models.base import Language
from models.plan import Plan
from service.kinds.week.report import report
from tests.helpers.hostile import hostile
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned, study

VOID = {"meta", "rect", "circle", "path", "polyline", "br"}


class Outline(HTMLParser):
    """What a page is made of; fails when elements do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag == "a":
            self.links.append(given["href"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_is_sound(language: Language) -> None:
    page = report(planned(), language)
    outline = Outline(page)
    assert f'<html lang="{language}">' in page
    assert outline.headings[0] == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert len(outline.ids) == len(set(outline.ids))
    assert all(link[1:] in outline.ids for link in outline.links)
    assert outline.tags.count("figure") >= len({one.day for one in planned().plan.rounds}) + 1
    assert outline.tags.count("table") >= outline.tags.count("figure")


def test_nothing_outside_the_page() -> None:
    page = report(study(hostile(), planned().plan), "fr")
    assert not re.search(r"(?i)https?:|//[a-z]|src=|@import|url\(|<link", page)


def test_hostile_names_stay_names() -> None:
    page = report(study(hostile(), planned().plan), "fr")
    outline = Outline(page)
    assert "script" not in outline.tags
    assert not any(name.startswith("on") for name in outline.attributes)
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page


def test_each_association_beside_alone() -> None:
    page = report(planned(), "fr")
    assert "+20" in page
    assert "Gagnant" in page
    assert "Perdant" in page


def test_alone_itself_has_no_reference() -> None:
    found = planned("alone").changed(alone=None, alone_totals=None, alone_balances=())
    assert "Chacun seul" not in report(found, "fr")


def test_a_refused_plan_says_so() -> None:
    found = planned()
    page = report(found.changed(violations=found.findings), "fr")
    assert "le contrôle refuse ce plan" in page
    assert "le contrôle refuse ce plan" not in report(found, "fr")


def test_contacts_stay_on_the_sheets() -> None:
    scenario = tiny("hub")
    donors = tuple(one.changed(contact="06 00 00 00 01") for one in scenario.donors)
    page = report(study(scenario.changed(donors=donors), planned().plan), "fr")
    assert "06 00 00 00 01" not in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_round(language: Language) -> None:
    page = report(study(tiny("hub"), Plan()), language)
    Outline(page)
    assert ("Aucune tournée" if language == "fr" else "No round") in page
