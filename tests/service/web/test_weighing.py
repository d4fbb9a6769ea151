"""The grid of a week's visits and the calendar of weeks, without a browser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from models.plan import Plan
from models.scenario import Scenario
from models.visits import Outing, Visit, Weighed
from service.backend import Desk
from service.ledger import Telling
from service.ledger.journal import Standing
from service.ledger.week_visits import week_told
from service.store import runs
from tests.helpers.studies import planned
from tests.service.databases import app_over, with_tiny

WEEK = date(2026, 11, 23)
GRID = "/en/weeks/tiny/2026-11-23"
Form = dict[str, str]


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A town with a planned week, in the week after it."""
    monkeypatch.setattr("service.ledger.weighing.today_in", _today)
    app = app_over(f"sqlite:///{tmp_path / 'web.db'}")
    with TestClient(app, base_url="http://localhost") as found:
        yield found


@pytest.fixture
def desk(client: TestClient) -> Desk:
    found = client.app.state.desk  # type: ignore[attr-defined]
    assert isinstance(found, Desk)
    version = with_tiny(found.database)
    run = runs.add(found.database, "week", version, {"kind": "week", "scenario": "tiny"})
    runs.end(found.database, run.id, "done", planned().model_dump_json().encode())
    return found


def _today(world: Scenario) -> date:
    del world
    return date(2026, 12, 1)


def form(html: str, day: str) -> Form:
    """What the form of a day sends if nothing is typed."""
    found = re.search(rf'<form[^>]*id="d-{day}".*?</form>', html, re.S)
    assert found is not None
    sent: Form = {}
    for tag in re.findall(r"<input[^>]*>", found[0]):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is not None and "checkbox" not in tag:
            sent[name[1]] = unescape(value[1]) if value is not None else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', found[0]):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = "" if chosen is None else chosen[1]
    return sent


def row(sent: Form, pickup: str) -> str:
    """The name of the row of a donation."""
    return next(key for key, value in sent.items() if value == pickup).rpartition(".")[0]


def test_the_grid_shows_the_plan_and_nothing_as_told(client: TestClient, desk: Desk) -> None:
    """Expected kg stand in grey, in no cell; a day left as it is tells nothing."""
    html = client.get(GRID).text
    stops = [one.pickup for item in planned().plan.rounds for one in item.collected]
    assert html.count("not told yet") >= len(stops)
    assert 'placeholder="44"' in html
    answer = client.post(GRID, data=form(html, "2026-11-24"))
    assert "Nothing new" in answer.text
    assert desk.ledger.journal("tiny").visits == ()


def test_a_day_is_weighed_in(client: TestClient, desk: Desk) -> None:
    """kg and crates, rejects, an outing; then it is shown as told and may be corrected."""
    sent = form(client.get(GRID).text, "2026-11-24")
    one = row(sent, "super_tue")
    out = next(key for key in sent if re.fullmatch(r"d1o0\.km", key))
    sent |= {f"{one}.kg:fruit": "40,5", f"{one}.kg:bread": "10", f"{one}.rejected": "5"}
    sent |= {f"{one}.cause": "date", f"{one}.temperature_c": "3,5", out: "21"}
    sent |= {out.replace("km", "hours"): "2h30", out.replace("km", "people"): "2"}
    answer = client.post(GRID, data=sent)
    assert answer.status_code == 200, answer.text
    assert "Lines saved: 2." in answer.text
    journal = desk.ledger.journal("tiny")
    (visit,), (outing,) = journal.visits, journal.outings
    assert (visit.kg, round(visit.rejected_kg, 3), visit.temperature_c) == (50.5, 5.0, 3.5)
    assert visit.round in planned().plan.round
    assert (outing.km, outing.hours) == (21.0, 2.5)
    for name, value in (("kind", "split"), ("split.weighed", "yes"), ("split.supply", ".+")):
        assert re.search(rf'name="{name}" value="{value}"', answer.text)
    again = form(answer.text, "2026-11-24")
    assert (again[f"{one}.kg:fruit"], again[f"{one}.cause"]) == ("40.5", "date")
    assert "Nothing new" in client.post(GRID, data=again).text
    better = client.post(GRID, data=again | {f"{one}.kg:fruit": "41"})
    assert "Lines saved: 1." in better.text
    assert desk.ledger.journal("tiny").visits[0].food[0].kg == 41.0


def test_faults_stand_beside_their_cells_and_what_was_typed_stays(
    client: TestClient, desk: Desk
) -> None:
    """All of them at once, nothing written; a doubt is written once someone says that it is so."""
    sent = form(client.get(GRID).text, "2026-11-24")
    one, two = row(sent, "super_tue"), row(sent, "grower_tue")
    wrong = sent | {f"{one}.kg:fruit": "many", f"{two}.kg:fruit": "10", f"{two}.rejected": "11"}
    answer = client.post(GRID, data=wrong)
    assert answer.status_code == 422
    for name in (f"{one}.kg:fruit", f"{two}.rejected"):
        assert f'<a href="#f-{name.replace(".", "-")}">' in answer.text
        assert f'id="f-{name.replace(".", "-")}"' in answer.text
    assert 'value="many"' in answer.text
    heavy = sent | {f"{two}.kg:fruit": "200000", f"{two}.outcome": "done"}
    assert client.post(GRID, data=heavy).status_code == 422
    grams = client.post(GRID, data=sent | {f"{one}.kg:fruit": "44000"})
    assert "Did you mean 44 kg?" in grams.text
    assert 'name="sure"' in grams.text
    assert desk.ledger.journal("tiny").visits == ()
    client.post(GRID, data=sent | {f"{one}.kg:fruit": "44000", "sure": "1"})
    assert desk.ledger.journal("tiny").visits[0].kg == 44_000.0


def test_the_second_of_two_hands_reads_what_the_first_wrote(client: TestClient, desk: Desk) -> None:
    """Its own figures stay in the cells; saved again, they stand."""
    sent = form(client.get(GRID).text, "2026-11-24")
    one = row(sent, "super_tue")
    client.post(GRID, data=sent | {f"{one}.kg:bread": "10"})
    late = client.post(GRID, data=sent | {f"{one}.kg:bread": "12"})
    assert "somebody else meanwhile (line 1): super, 24 November 2026, 10.0 kg" in late.text
    assert desk.ledger.journal("tiny").visits[0].kg == 10.0
    again = form(late.text, "2026-11-24")
    assert again[f"{one}.kg:bread"] == "12"
    assert "Lines saved: 1" in client.post(GRID, data=again).text
    assert desk.ledger.journal("tiny").visits[0].kg == 12.0


def test_another_store_is_told_too(client: TestClient, desk: Desk) -> None:
    """Chosen in the last row of the day; without a choice its figures are not lost."""
    sent = form(client.get(GRID).text, "2026-11-23")
    last = max(
        (key.rpartition(".")[0] for key in sent if re.fullmatch(r"d0r\d+\.donor", key)),
        key=lambda name: int(name[3:]),
    )
    lost = client.post(GRID, data=sent | {f"{last}.kg:bread": "3"})
    assert lost.status_code == 422
    answer = client.post(GRID, data=sent | {f"{last}.kg:bread": "3", f"{last}.donor": "baker"})
    assert "does not give on that day" in answer.text
    assert desk.ledger.journal("tiny").visits[0].donor == "baker"


def test_the_workbook_is_filled_in_and_sent_back(client: TestClient, desk: Desk) -> None:
    """Its titles are those that are read; what is left empty tells nothing."""
    book = load_workbook(io.BytesIO(client.get(f"{GRID}/visits.xlsx").content))
    sheet = book.worksheets[0]
    heads = {str(cell.value): n for n, cell in enumerate(sheet[1], start=1)}
    sheet.cell(2, heads["Pain kg"]).value = 7
    sheet.cell(3, heads["Visit"]).value = "closed"
    out = book.worksheets[1]
    for column, value in ((4, 18.5), (5, "2h15")):
        out.cell(2, column).value = value
    content = io.BytesIO()
    book.save(content)
    files = {"file": ("back.xlsx", content.getvalue())}
    answer = client.post(f"{GRID}/file", files=files)
    assert answer.status_code == 200, answer.text
    journal = desk.ledger.journal("tiny")
    assert sorted(one.outcome for one in journal.visits) == ["closed", "done"]
    assert all(one.round for one in journal.visits)
    assert [(one.km, one.hours) for one in journal.outings] == [(18.5, 2.25)]
    assert "Nothing new" in client.post(f"{GRID}/file", files=files).text
    bad = client.post(f"{GRID}/file", files={"file": ("x.csv", b"date;magasin;famille;kg\n")})
    assert bad.status_code == 422


def test_where_the_plan_does_not_go_can_be_told_too(client: TestClient, desk: Desk) -> None:
    """It stands in the grid, said not to be in the plan; left as it is it tells nothing."""
    week = planned()
    rows = list(week_told(week.scenario, Plan(), Standing({}, frozenset(), 0)).visits)
    assert rows
    assert all(one.left for one in rows)
    run = runs.add(
        desk.database, "week", with_tiny(desk.database), {"kind": "week", "scenario": "tiny-2"}
    )
    none = week.changed(plan=Plan())
    runs.end(desk.database, run.id, "done", none.model_dump_json().encode())
    html = client.get(GRID).text
    assert html.count("not in the plan") == len(rows)
    day = rows[0].day
    mine = [one for one in rows if one.day == day]
    sent = form(html, str(day))
    first = row(sent, str(mine[0].pickup))
    assert "Nothing new" in client.post(GRID, data=sent).text
    answer = client.post(GRID, data=sent | {f"{first}.outcome": "not_visited"})
    assert "Lines saved: 1." in answer.text, answer.text
    (told,) = desk.ledger.journal("tiny").visits
    assert (told.pickup, told.outcome) == (mine[0].pickup, "not_visited")


def test_the_calendar_shows_how_far_each_week_is(client: TestClient, desk: Desk) -> None:
    """Planned, then weighed, then closed; a week between of which nothing is told says so."""
    assert ">planned<" in client.get("/en/weeks/tiny").text
    sent = form(client.get(GRID).text, "2026-11-24")
    client.post(GRID, data=sent | {f"{row(sent, 'super_tue')}.kg:bread": "10"})
    desk.ledger.close_week("tiny", date(2026, 11, 9))
    html = client.get("/en/weeks/tiny").text
    stops = len({one.pickup for item in planned().plan.rounds for one in item.collected})
    assert f"1 of {stops}" in html
    assert html.index(">weighed<") < html.index(">nothing told<") < html.index(">closed<")
    client.post(f"{GRID}/close")
    assert ">weighed<" not in client.get("/en/weeks/tiny").text
    late = form(client.get(GRID).text, "2026-11-24")
    late[f"{row(late, 'super_tue')}.kg:bread"] = "11"
    assert "is closed" in client.post(GRID, data=late).text
    assert "Lines saved: 1" in client.post(GRID, data=late | {"reason": "scales"}).text


@pytest.mark.parametrize(
    "path", ["/en/weeks/nowhere", "/en/weeks/tiny/today", "/en/weeks/nowhere/2026-11-23"]
)
def test_weeks_that_are_none_are_said(client: TestClient, desk: Desk, path: str) -> None:
    """A town that is not stored, a date that is none."""
    assert client.get(path).status_code == 404


def test_a_correction_leaves_what_the_grid_does_not_show(client: TestClient, desk: Desk) -> None:
    """Lots of one family, causes, who held the agreement that day: a remark changes none of it."""
    day = date(2026, 11, 24)
    lots = [
        Weighed(family="bread", kg=4, lot="a", use_by="longer", rejected_kg={"date": 1}),
        Weighed(family="bread", kg=6, lot="b", use_by="to_5_days"),
        Weighed(family="fruit", kg=10.004, rejected_kg={"spoilt": 2, "packaging": 1}),
    ]
    both: dict[str, Any] = {"day": day, "donor": "super", "holder": "secours"}
    first = Visit(**both, association="restos", pickup="super_tue", food=tuple(lots))
    other = Visit(**both, association="ccas", food=(Weighed(family="bread", kg=1),))
    odd = {"donor": "baker", "association": "restos", "holder": "restos"}
    thursday = Visit(day=date(2026, 11, 26), food=(Weighed(family="bread", kg=9),), **odd)
    desk.ledger.tell("tiny", Telling((first, other, thursday)))
    sent = form(client.get(GRID).text, str(day))
    one = row(sent, "super_tue")
    two = next(key for key, value in sent.items() if value == "-").rpartition(".")[0]
    answer = client.post(GRID, data=sent | {f"{one}.note": "late", f"{two}.note": "alone"})
    assert "Lines saved: 2." in answer.text, answer.text
    told = {one.association: one for one in desk.ledger.journal("tiny", day, day).visits}
    assert told["restos"].round in planned().plan.round
    assert told["restos"] == first.changed(note="late", round=told["restos"].round)
    assert told["ccas"] == other.changed(note="alone")
    # twice as much of one family, less thrown away: each lot and each cause has its part of it
    sent = form(answer.text, str(day)) | {f"{one}.kg:bread": "20", f"{one}.rejected": "2"}
    answer = client.post(GRID, data=sent)
    now = {one.association: one for one in desk.ledger.journal("tiny", day, day).visits}["restos"]
    assert [(food.lot, food.kg) for food in now.food] == [("a", 8.0), ("b", 12.0), ("", 10.004)]
    assert [food.rejected_kg for food in now.food] == [
        {"date": 0.5},
        {},
        {"spoilt": 1.0, "packaging": 0.5},
    ]


def test_a_visit_of_none_of_the_plan_is_corrected_on_its_own_day(
    client: TestClient, desk: Desk
) -> None:
    """The same store and association went twice in the week: neither takes the other's lots."""
    of: dict[str, Any] = {"donor": "baker", "association": "ccas", "holder": "ccas"}
    days = (date(2026, 11, 23), date(2026, 11, 26))
    visits = [
        Visit(day=day, food=(Weighed(family="bread", kg=5, lot=str(day.day)),), **of)
        for day in days
    ]
    desk.ledger.tell("tiny", Telling(tuple(visits)))
    sent = form(client.get(GRID).text, str(days[0]))
    name = next(key for key, value in sent.items() if value == "-").rpartition(".")[0]
    client.post(GRID, data=sent | {f"{name}.kg:bread": "6"})
    told = desk.ledger.journal("tiny").visits
    assert [(one.food[0].kg, one.food[0].lot) for one in told] == [(6.0, "23"), (5.0, "26")]


def test_what_was_told_by_mistake_is_not_told_again(client: TestClient, desk: Desk) -> None:
    """All cells emptied: neither zero nor promised; the line stays, and a new one may follow."""
    sent = form(client.get(GRID).text, "2026-11-24")
    one = row(sent, "super_tue")
    drive = {"d1o0.km": "21", "d1o0.hours": "2", "d1o0.people": "2"}
    answer = client.post(GRID, data=sent | {f"{one}.kg:bread": "10", f"{one}.note": "x"} | drive)
    again = form(answer.text, "2026-11-24")
    tells = rf"{one}\.(outcome|rejected|kg:.*)|d1o0\.(km|hours|people)"
    emptied = {key: "" for key in again if re.fullmatch(tells, key)}
    answer = client.post(GRID, data=again | emptied)
    assert "Lines saved: 2." in answer.text, answer.text
    journal = desk.ledger.journal("tiny")
    assert (journal.visits, journal.outings, journal.weeks) == ((), (), ())
    assert desk.ledger.told_days("tiny") == []
    lines = desk.ledger.journal_lines("tiny")
    assert [(line.replaces, line.untold) for line in lines[2:]] == [(1, True), (2, True)]
    assert desk.ledger.check_journal("tiny").broken is None
    page = re.sub(r"<[^>]+>", " ", answer.text.partition('id="corrected"')[2])
    assert re.search(r"super\s+10.kg\s+not told any more", page)
    assert "Nothing new" in client.post(GRID, data=form(answer.text, "2026-11-24")).text
    detail = client.post(GRID, data=form(answer.text, "2026-11-24") | {f"{one}.note": "late"})
    assert ">super: A visit done, without any weight" in detail.text
    told = form(answer.text, "2026-11-24") | {f"{one}.kg:bread": "12"}
    assert "Lines saved: 1." in client.post(GRID, data=told).text
    assert desk.ledger.journal("tiny").visits[0].kg == 12.0
    assert desk.ledger.journal_lines("tiny")[-1].replaces == 3
    late = client.post(GRID, data=again | emptied)
    assert "somebody else meanwhile" in late.text


def test_food_thrown_away_is_told_family_by_family(client: TestClient, desk: Desk) -> None:
    """What is told apart is kept apart; the rest of a total is spread over the others."""
    sent = form(client.get(GRID).text, "2026-11-24")
    one = row(sent, "super_tue")
    kg = {f"{one}.kg:bread": "10", f"{one}.kg:fruit": "40", f"{one}.cause": "spoilt"}
    low = client.post(GRID, data=sent | kg | {f"{one}.thrown:bread": "6", f"{one}.rejected": "5"})
    assert "5 kg thrown away in all, but 6 kg family by family" in low.text
    over = client.post(GRID, data=sent | kg | {f"{one}.thrown:bread": "11"})
    assert "11 kg thrown away of 10 kg taken" in over.text
    answer = client.post(GRID, data=sent | kg | {f"{one}.thrown:bread": "6"})

    def thrown() -> dict[str, dict[Any, float]]:
        (visit,) = desk.ledger.journal("tiny").visits
        return {lot.family: dict(lot.rejected_kg) for lot in visit.food}

    assert thrown() == {"fruit": {}, "bread": {"spoilt": 6.0}}
    again = form(answer.text, "2026-11-24")
    assert (again[f"{one}.rejected"], again[f"{one}.thrown:bread"]) == ("6", "6")
    assert "Nothing new" in client.post(GRID, data=again).text
    answer = client.post(GRID, data=again | {f"{one}.thrown:fruit": "2"})
    assert thrown() == {"fruit": {"spoilt": 2.0}, "bread": {"spoilt": 6.0}}
    again = form(answer.text, "2026-11-24")
    client.post(GRID, data=again | {f"{one}.rejected": "4"})
    assert thrown() == {"fruit": {"spoilt": 1.0}, "bread": {"spoilt": 3.0}}


def test_a_visit_of_a_store_that_is_gone_is_corrected(client: TestClient, desk: Desk) -> None:
    """And an outing of a vehicle that is: they are known from what was told of them."""
    day = date(2026, 11, 24)
    food = (Weighed(family="bread", kg=5), Weighed(family="old", kg=2))
    gone = Visit(day=day, donor="shut", association="left", holder="left", food=food)
    drive = Outing(day=day, vehicle="sold", owner="left", km=12, hours=1)
    desk.ledger.tell("tiny", Telling((gone,), (drive,)))
    html = client.get(GRID).text
    sent = form(html, str(day))
    name = next(key for key, value in sent.items() if value == "shut").rpartition(".")[0]
    out = next(key for key, value in sent.items() if value == "sold").rpartition(".")[0]
    answer = client.post(GRID, data=sent | {f"{name}.kg:bread": "6", f"{out}.km": "13"})
    assert "Lines saved: 2." in answer.text, answer.text
    journal = desk.ledger.journal("tiny")
    (visit,), (outing,) = journal.visits, journal.outings
    assert visit == gone.changed(food=(food[0].changed(kg=6.0), food[1]))
    assert (outing.km, outing.owner) == (13.0, "left")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", ["..", ".", "x" * 300, "../../a.csv", "a\0b", "-.csv"])
def test_no_name_of_a_file_is_too_odd_to_be_read(client: TestClient, name: str) -> None:
    """What is wrong with its lines is told; where it would lie is nobody's matter."""
    sent = {"file": (name, b"a;b\n1;2\n")}
    page = client.post("/fr/weeks/tiny/2026-11-23/file", files=sent)
    assert page.status_code == 422, page.text


@pytest.mark.usefixtures("desk")
def test_no_file_chosen_says_which_one_and_no_name_of_a_field(client: TestClient) -> None:
    page = client.post("/fr/weeks/tiny/2026-11-23/file", files={"file": ("", b"")})
    assert page.status_code == 422
    assert "le classeur de la semaine (.xlsx), ou une liste (.csv)" in page.text
    assert "file —" not in page.text
