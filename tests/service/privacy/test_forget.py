"""Somebody is found in every place that keeps them, and is in none of them afterwards."""

from __future__ import annotations

import json
import re
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from models.plan import Plan
from models.scenario import Scenario
from models.visits import Visit
from scenarios import dump
from service.accounts import book, sessions, wishes
from service.accounts.audit import done
from service.acting import Acting, Grant, acting_as
from service.api.ledger import Correction
from service.backend import Desk
from service.database import Database
from service.downloads import scenario_file
from service.kinds.registry import KINDS
from service.ledger.journal import Telling
from service.privacy import forget as privacy
from service.privacy.ages import age
from service.privacy.forget import TooLittleError
from service.privacy.found import PLACES
from service.sources import Upload, check
from service.store import drafts, published, runs, scenarios
from service.store.once import Beside, done_once
from service.store.tables import versions
from solver.allocation.supply import expected
from solver.ramasse.solve import plan_week
from solver.settings import Budget
from solver.split import allocate
from solver.travel import matrix
from tests.helpers.once import once
from tests.helpers.scenarios import changed, tiny
from tests.helpers.studies import study
from tests.service.commands import app

NAME, PHONE = "Zoé Quélen", "06 91 23 45 67"
OTHER = "04 42 11 22 33"


def world() -> Scenario:
    """The tiny town in which one person has an unusual name, and a store knows her too."""
    base = tiny("hub")
    people = tuple(
        one.changed(id="zoe", label=NAME, contact=PHONE) if one.id == "paul" else one
        for one in base.people
    )
    donors = (
        base.donors[0].changed(contact=f"ZOE  QUELEN, zoe.quelen@asso.fr, {OTHER}"),
        *base.donors[1:],
    )
    return changed(base, people=people, donors=donors)


@once
def driven() -> Plan:
    """A week of that town, in which she drives."""
    return plan_week(world(), matrix(world()), Budget(None, 1), seed=1).plan


def file() -> Upload:
    text = dump(world())
    return Upload("tiny.yaml", (text + "# demander à Zoé Quélen (+33 6 91 23 45 67)\n").encode())


def _written(database: Database, beside: Beside | None) -> None:
    assert beside is not None
    with database.begin() as connection:
        beside(connection)


def traces(path: Path) -> list[str]:
    """What of her a database's file still holds, as it lies on the disk and unpacked."""
    content = path.read_bytes()
    found = [
        one for one in ("Qu\u00e9len", "QUELEN", PHONE, "zoe.quelen") if one.encode() in content
    ]
    for start in (one.start() for one in re.finditer(b"\x78[\x01\x5e\x9c\xda]", content)):
        try:
            plain = zlib.decompressobj().decompress(content[start:], 3_000_000)
        except zlib.error:
            continue
        found += [one for one in ("Quélen", PHONE) if one.encode() in plain]
    return found


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """All places filled: two forms of the file, a draft, a study, a published week, a wish."""
    desk = Desk.opened(f"sqlite:///{tmp_path / 'town.db'}", KINDS, workers=0)
    database = desk.database
    version = scenarios.add(database, check(file()), f"vu avec {NAME}")
    name, book_ = scenario_file(file(), "xlsx")
    scenarios.add_version(database, version.scenario, check(Upload(name, book_)))
    drafts.add(database, {"town": {"label": f"chez {NAME}"}})
    there = world()
    plan = driven()
    assert any("zoe" in item.crew for item in plan.rounds)
    made = runs.add(database, "week", version, {"kind": "week", "scenario": "tiny"})
    runs.next_queued(database, ["week"])
    runs.end(database, made.id, "done", study=study(there, plan).model_dump_json().encode())
    split = allocate(there, expected(there), compare=False)
    content = split.model_dump_json().encode()
    desk.ledger.publish(split, published.note(made.id, there.id, there.week_of, content))
    told = Visit(
        day=there.week_of,
        donor=there.donors[0].id,
        association="ccas",
        holder="ccas",
        note=f"dit par {NAME}",
    )
    desk.ledger.tell("tiny", Telling(visits=(told,), reason=f"repris par {NAME}"))
    promised = next(one for one in desk.ledger.entries("tiny") if one.kind == "promised")
    of = ("tiny", there.week_of, promised.association, promised.family)
    desk.ledger.correct(*of, "refused", 0.5, f"rendu à {NAME}")
    answer = Correction(
        week_of=there.week_of,
        association=promised.association,
        family=promised.family,
        kind="refused",
        kg=0.5,
        reason=f"rendu à {NAME}",
    )
    done_once(database, "k", "a", answer, lambda beside: _written(database, beside))
    plans = tmp_path / "cache" / "plans"
    plans.mkdir(parents=True)
    (plans / "hers.json").write_text(json.dumps({"crew": ["zoe"], "who": NAME}))
    (plans / "another.json").write_text(json.dumps({"crew": ["zoelle"]}))
    monkeypatch.setenv("RAMASSE_CACHE", str(tmp_path / "cache"))
    wishes.keep(database, "tiny", "ccas", f"appeler {NAME}")
    grant = Grant("driver", "zoe")
    hers = book.add(database, "zoé quélen", "une phrase bien longue", [grant], "tiny")
    sessions.make_token(database, hers, f"téléphone de {NAME}", grant, 30)
    yield desk
    desk.close()


def test_somebody_is_shown_everywhere_first_then_gone_from_everywhere(
    desk: Desk, tmp_path: Path
) -> None:
    before = {one.association: one.received_kg for one in desk.ledger.balances("tiny")}
    (week,) = runs.listed(desk.database)
    kg = desk.plan_of(week.id).plan.usable_kg  # type: ignore[union-attr]
    assert desk.plan_of(week.id).world.person["zoe"].label == NAME  # type: ignore[union-attr]
    looked = privacy.look(desk.database, "quelen zoe")
    places = {one.place for one in looked.found}
    assert places == PLACES.keys() - {"scenario_files", "run_events", "runs", "broken", "photos"}
    assert any(PHONE in one for one in looked.who.spellings), "what is hers is found with her"
    assert OTHER in looked.who.spellings
    assert looked.who.ids == {("tiny", "zoe")}
    assert traces(tmp_path / "town.db"), "looking changes nothing"

    gone = privacy.forget(desk.database, "Zoé QUELEN")
    assert gone.found == looked.found
    assert [one.name for one in (tmp_path / "cache" / "plans").iterdir()] == ["another.json"]
    book.erase(desk.database, book.named_account(desk.database, "Zoé Quélen"))
    assert privacy.look(desk.database, NAME).found == ()
    assert traces(tmp_path / "town.db") == []
    (line,) = desk.ledger.journal_lines("tiny")
    assert re.fullmatch("repris par personne-[a-z0-9]{6}", line.reason)
    assert re.search("dit par personne-[a-z0-9]{6}", desk.ledger.journal("tiny").visits[0].note)
    assert desk.ledger.entries("tiny")[-1].reason.startswith("rendu à personne-")

    # everything goes on: files are sound, kilograms and chains as they were
    for number in (1, 2):
        sent = scenarios.upload(desk.database, "tiny", number)
        found = check(sent).scenario
        assert sorted(one.label for one in found.people) != sorted(
            one.label for one in world().people
        )
        assert OTHER not in found.donors[0].contact
    planned = desk.plan_of(week.id)
    assert planned is not None
    assert planned.plan is not None
    assert planned.plan.usable_kg == kg
    (new,) = {one.id for one in planned.world.people} - {one.id for one in tiny("hub").people}
    assert re.fullmatch("personne-[a-z0-9]{6}", new)
    assert any(new in item.crew for item in planned.plan.rounds), "the rounds are still somebody's"
    files = desk.files(week.id, "fr")
    for name, content in files.items():
        assert NAME.encode() not in content, name
    assert {one.association: one.received_kg for one in desk.ledger.balances("tiny")} == before
    assert desk.ledger.check_journal("tiny").broken is None
    assert desk.ledger.check_ledger("tiny").broken is None
    deeds = [one.deed for one in done(desk.database)]
    assert "forgotten" in deeds
    assert all("uélen" not in one.about for one in done(desk.database))


def test_who_coordinates_one_town_erases_in_that_town(desk: Desk) -> None:
    away = changed(world(), id="weekly", label="Une autre ville")
    driving = book.named_account(desk.database, "Zoé Quélen")
    scenarios.add(desk.database, check(Upload("weekly.yaml", dump(away).encode())))
    who = Acting("k7m2", "weekly", frozenset((Grant("coordinator"),)))
    with acting_as(who):
        looked = privacy.forget(desk.database, NAME)
    assert {one.about.split()[0] for one in looked.found if one.place == "scenario_versions"} == {
        "weekly"
    }
    assert book.numbered(desk.database, driving.number).grants == driving.grants
    assert len(privacy.look(desk.database, NAME).found) >= 7


def test_another_s_id_and_what_shares_one_stay(desk: Desk) -> None:
    """A person of the same id in another town, and an association called as a person is."""
    base = tiny("hub")
    away = changed(base, id="weekly", label="Une autre ville")
    people = tuple(
        one.changed(id={"paul": "zoe", "anne": "ccas"}.get(one.id, one.id)) for one in away.people
    )
    people = tuple(one.changed(label="Ada Quirin") if one.id == "ccas" else one for one in people)
    away = changed(away, people=people)
    scenarios.add(desk.database, check(Upload("weekly.yaml", dump(away).encode())))
    before = scenarios.upload(desk.database, "weekly").content
    privacy.forget(desk.database, NAME)
    assert scenarios.upload(desk.database, "weekly").content == before
    privacy.forget(desk.database, "Ada Quirin")
    found = check(scenarios.upload(desk.database, "weekly")).scenario
    assert "ccas" in found.association, "what the ledger knows keeps its id"
    assert "ccas" in found.person
    assert found.person["ccas"].label.startswith("personne-")


def test_the_command_shows_first_and_replaces_when_told(desk: Desk, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'town.db'}"
    words = ["forget", PHONE.replace(" ", ""), "--database", url, "--lang", "en"]
    shown = CliRunner().invoke(app, words)
    assert shown.exit_code == 0
    assert "version of a scenario tiny 1" in shown.stdout
    assert "Nothing was replaced" in shown.stdout
    assert NAME.encode() in scenarios.upload(desk.database, "tiny", 1).content
    made = CliRunner().invoke(app, [*words, "--yes"])
    assert "Replaced" in made.stdout, made.output
    again = CliRunner().invoke(app, words)
    assert "Found nowhere" in again.stdout
    short = CliRunner().invoke(app, ["forget", "a", "--database", url, "--lang", "en"])
    assert short.exit_code == 2
    none = CliRunner().invoke(app, ["forget", NAME, "--database", f"{url}x", "--lang", "en"])
    assert none.exit_code == 2
    assert not (tmp_path / "town.dbx").exists()
    with pytest.raises(TooLittleError):
        privacy.look(desk.database, " . ")


def test_what_is_past_its_age_goes_and_the_rest_stays(desk: Desk) -> None:
    database, now = desk.database, datetime.now(UTC)
    assert not any(age(database, now).values())
    old = now + timedelta(days=366)
    gone = age(database, old)
    assert gone["drafts"] == gone["wishes"] == 1
    assert gone["contacts"] == 3, "the version that was replaced, the study, the published week"
    first, last = (scenarios.upload(database, "tiny", number) for number in (1, 2))
    contacts = [one.contact for one in check(first).scenario.people]
    assert set(contacts) == {""}
    assert "# demander" in first.content.decode(), "the file keeps its form"
    assert any(one.contact for one in check(last).scenario.people), "the last version stays"
    (week,) = runs.listed(database)
    planned = desk.plan_of(week.id)
    assert planned is not None
    assert {one.contact for one in planned.world.people} == {""}
    assert not age(database, old)["contacts"]
    assert desk.ledger.check_ledger("tiny").broken is None
    with database.begin() as connection:
        kept = connection.scalar(select(versions.c.content).where(versions.c.number == 1))
        assert kept == first.content
