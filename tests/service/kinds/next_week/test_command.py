"""From one week to the next at the command line: the file, what changed, what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from models.next_week import NextWeek
from models.study import Study
from models.visits import Journal, Visit, Weighed
from scenarios import dump, load
from service.kinds.next_week.left import left_over
from service.ledger import Ledger, Telling
from solver.split import allocate_plan
from tests.helpers.scenarios import MONDAY, tiny
from tests.helpers.studies import planned
from tests.service.commands import app

NEXT = MONDAY + timedelta(days=7)
WEEK_S = 7 * 86_400


def late_week() -> Study:
    """The tiny week, some of whose shares are for a distribution after its Sunday."""
    study = planned("hub")
    origin = study.plan.shares[0].origin
    shares = tuple(
        one.changed(opening_s=one.opening_s + WEEK_S, use_by=10) if one.origin == origin else one
        for one in study.plan.shares
    )
    return study.changed(plan=study.plan.changed(shares=shares))


def journal(*visits: Visit) -> Journal:
    """A journal of some visits."""
    return Journal(town="tiny", visits=visits)


def call(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "200", "RAMASSE_LANG": ""})


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tiny.yaml"
    path.write_text(dump(tiny("hub")), encoding="utf-8")
    (tmp_path / "study.json").write_text(late_week().model_dump_json(), encoding="utf-8")
    return str(path)


def made(out: Path) -> NextWeek:
    return NextWeek.model_validate_json((out / "study.json").read_text(encoding="utf-8"))


def test_the_file_of_the_week_that_follows(town: str, tmp_path: Path) -> None:
    result = call("next", town, "--study", "study.json", "--out", "out")
    assert result.exit_code == 0, result.output
    assert "La semaine du 30 novembre 2026 est prête" in result.stdout
    after = load(tmp_path / "out" / "semaine.yaml").scenario
    assert (after.id, after.week_of) == ("tiny", NEXT)
    # what was received for the days after Sunday is where it was brought
    left = left_over(tiny("hub"), late_week(), journal())
    assert {who.id: who.stock for who in after.associations if who.stock} == left
    assert left
    assert made(tmp_path / "out").of("plan")


def test_a_week_without_a_plan_is_carried_on_and_told(town: str, tmp_path: Path) -> None:
    result = call("next", town, "--out", "out", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "No plan of the week of 23 November 2026 is given" in result.stdout
    assert not any(
        one.stock for one in load(tmp_path / "out" / "semaine.yaml").scenario.associations
    )


def test_weeks_between_are_missing_and_no_stock_jumps_over_them(town: str, tmp_path: Path) -> None:
    result = call("next", town, "--study", "study.json", "--week", "14/12/2026", "--out", "out")
    assert result.exit_code == 0, result.output
    found = made(tmp_path / "out")
    assert found.missing == (NEXT, NEXT + timedelta(days=7))
    assert "La semaine du 30 novembre 2026 manque" in result.stdout
    assert not found.of("stock")


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ("2026-12-08", "un lundi, par exemple 2026-12-07"),
        ("2026-11-23", "n'est pas après celle du fichier"),
        ("2026-01-05", "n'est pas après celle du fichier"),
        ("lundi", "n'est pas une date"),
    ],
)
def test_a_date_that_is_none_is_refused(town: str, week: str, said: str) -> None:
    result = call("next", town, "--week", week)
    assert result.exit_code == 2
    assert said in result.output.replace("\n", " ")


def test_the_study_of_another_week_is_refused(town: str, tmp_path: Path) -> None:
    other = planned("hub")
    week = other.scenario.changed(week_of=NEXT)
    Path("other.json").write_text(other.changed(scenario=week).model_dump_json(), encoding="utf-8")
    result = call("next", town, "--study", "other.json")
    assert result.exit_code == 2
    assert "2026-11-30" in result.output


def test_an_earlier_study_must_be_of_a_week_before(town: str) -> None:
    result = call("run", town, "--iterations", "1", "--earlier", "study.json")
    assert result.exit_code == 2
    assert "--earlier" in result.output


def test_what_was_weighed_is_what_is_left() -> None:
    study, week = late_week(), tiny("hub")
    late = next(share for share in study.plan.shares if share.opening_s >= WEEK_S)
    item = study.plan.round[late.origin]
    visits = []
    for stop in item.collected:
        pickup = week.pickups[str(stop.pickup)]
        kept = (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
        food = tuple(Weighed(family=family, kg=kg * kept / 2) for family, kg in stop.kg.items())
        who = {"donor": stop.site, "association": "secours", "holder": "secours"}
        visits.append(Visit(day=week.date_of(item.day), round=item.id, food=food, **who))
    half, whole = (
        sum(one.kg for lots in left_over(week, study, told).values() for one in lots)
        for told in (journal(*visits), journal())
    )
    assert half == pytest.approx(whole / 2, abs=0.5)


def test_a_visit_that_nobody_told_is_left_as_planned() -> None:
    """Of a round one stop was weighed, as planned: the others are not nothing."""
    study, week = late_week(), tiny("hub")
    late = next(share for share in study.plan.shares if share.opening_s >= WEEK_S)
    item = study.plan.round[late.origin]
    assert len(item.collected) > 1
    stop = item.collected[0]
    pickup = week.pickups[str(stop.pickup)]
    kept = (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
    visit = Visit(
        day=week.date_of(item.day),
        round=item.id,
        donor=stop.site,
        association="secours",
        holder="secours",
        food=tuple(Weighed(family=family, kg=kg * kept) for family, kg in stop.kg.items()),
    )
    assert left_over(week, study, journal(visit)) == left_over(week, study, journal())


def test_the_ledger_tells_that_a_week_is_not_published_and_what_was_measured(
    town: str, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'l.db'}"
    week = tiny("hub")
    donor = week.donor["super"]
    visits = tuple(
        Visit(
            day=MONDAY - timedelta(weeks=back),
            donor="super",
            association="secours",
            holder=donor.holder,
            food=(Weighed(family=week.families[0].id, kg=17.0),),
        )
        for back in range(1, 30)
    )
    with Ledger(url) as ledger:
        ledger.tell("tiny", Telling(visits))
    result = call("next", town, "--database", url, "--out", "out")
    assert result.exit_code == 0, result.output
    assert "n'est pas publiée" in result.stdout
    (change,) = [one for one in made(tmp_path / "out").of("rates") if "super" in one.where][:1]
    assert "mesurés" in change.text.fr
    after = load(tmp_path / "out" / "semaine.yaml").scenario
    offer = after.donor["super"].offers[0]
    assert offer.day_kg.get("mon", offer.kg) == pytest.approx(17, rel=0.1)
    kept = call("next", town, "--database", url, "--out", "kept", "--no-rates")
    assert kept.exit_code == 0, kept.output
    assert not made(tmp_path / "kept").of("rates")


def test_a_week_gone_by_is_told() -> None:
    from service.kinds.next_week.making import _gone_by

    assert list(_gone_by(date(2020, 1, 6), date(2020, 1, 12))) == []
    (told,) = _gone_by(date(2020, 1, 6), date(2020, 1, 13))
    assert told.severity == "warning"


def test_a_plan_is_carried_on_as_the_ledger_has_what_came(town: str, tmp_path: Path) -> None:
    """What each keeps once its split was settled, in the plan's proportions; a promise is none."""
    url, study = f"sqlite:///{tmp_path / 'l.db'}", late_week()
    split = allocate_plan(study, compare=False)
    late = next(share for share in study.plan.shares if share.opening_s >= WEEK_S)
    who, family = late.association, late.family
    planned_kg = sum(
        one.kg for one in study.plan.shares if (one.association, one.family) == (who, family)
    )

    def held(out: str) -> float:
        result = call("next", town, "--study", "study.json", "--database", url, "--out", out)
        assert result.exit_code == 0, result.output
        after = load(tmp_path / out / "semaine.yaml").scenario
        return sum(one.kg for one in after.association[who].stock if one.family == family)

    with Ledger(url) as ledger:
        ledger.publish(split)
    whole = held("promised")
    assert whole > 0
    with Ledger(url) as ledger:
        kept = sum(
            portion.kg
            for portion in split.portions
            if portion.association == who and split.supply.lot[portion.lot].family == family
        )
        ledger.correct("tiny", MONDAY, who, family, "received", planned_kg / 2 - kept, "weighed")
    assert held("settled") == pytest.approx(whole / 2, abs=0.2)
    told = [one.text.fr for one in made(tmp_path / "settled").findings]
    assert any("portée au registre" in one for one in told)
