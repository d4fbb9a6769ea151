"""Pages over HTTP, without a browser: safe, strict, and whole in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from scenarios import dump
from service.web import rendering
from service.web.file_words import purpose
from service.web.words import WEB_WORDS
from tests.helpers.scenarios import changed, tiny
from tests.service.databases import create_app

HOSTILE = "\"><script>alert('1')</script>{{ 7*7 }}&amp;"
WEB = Path(rendering.__file__).parent


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("pages")
    app = create_app(f"sqlite:///{folder / 'pages.db'}", workers=0)
    with TestClient(app, base_url="http://127.0.0.1") as found:
        world = tiny("hub")
        first = world.associations[0].model_copy(update={"label": HOSTILE, "short": HOSTILE})
        hostile = changed(
            world,
            label=HOSTILE,
            associations=(first, *world.associations[1:]),
            vehicles=tuple(one.model_copy(update={"label": HOSTILE}) for one in world.vehicles),
        )
        sent = {"file": ("<b>.yaml", dump(hostile).encode())}
        assert found.post("/fr/scenarios", files=sent).status_code == 200
        yield found


PATHS = (
    "",
    "runs",
    "ledger",
    "ledger/tiny",
    "scenarios/tiny",
    "scenarios/tiny/tables/associations",
    "scenarios/tiny/tables/donors.offers",
    "scenarios/tiny/tables/associations/thing?id=secours",
    "scenarios/tiny/tables/vehicles/thing",
    "scenarios/tiny/tables/people/thing?id=paul",
)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_what_people_wrote_is_shown_as_text(client: TestClient, language: str, path: str) -> None:
    page = client.get(f"/{language}/{path}")
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert "<script>alert" not in page.text
    assert 'label=""><' not in page.text
    assert ">49<" not in page.text
    assert " style=" not in page.text
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    scripts = re.findall(r"<script[^>]*>", page.text)
    assert all('src="/static/' in one for one in scripts)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page.text)


@pytest.mark.parametrize(
    "path",
    [
        "nowhere",
        "runs/0123456789abcdef",
        "runs/0123456789abcdef/files/../../etc/passwd",
        "scenarios/none",
        "scenarios/tiny/tables/none",
        "scenarios/tiny/tables/people/thing?id=none",
        "scenarios/tiny?version=7",
        "scenarios/tiny?version=x",
        "scenarios/tiny?version=99999999999999999999999",
        "scenarios/tiny/tables/people?page=0",
        "scenarios/tiny/versions/1/exe",
        "ledger/none",
    ],
)
def test_what_is_not_there_is_said_in_a_page(client: TestClient, path: str) -> None:
    page = client.get(f"/en/{path}")
    assert page.status_code == 404
    assert "<h1>Page not found</h1>" in page.text


def test_another_site_cannot_write(client: TestClient) -> None:
    sent = {"name": "aubagne"}
    page = client.post("/en/library", data=sent, headers={"origin": "http://example.org"})
    assert page.status_code == 403
    assert "another site" in page.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "replan", "version": "1"},
        {"kind": "week", "version": "9" * 30},
        {"kind": "week", "version": "7"},
        {"kind": "week", "version": "1", "week.seed": "9" * 400},
        {"kind": "week", "version": "1", "week.variant": "../none"},
        {"kind": "week", "version": "1", "week.bookings": "0123456789abcdef"},
        {"kind": "comparison", "version": "1", "comparison.variants": ["none", "<b>"]},
        {"kind": "split", "version": "1", "split.supply": "x" * 5000},
    ],
)
def test_runs_badly_asked_for_are_refused(
    client: TestClient, fields: dict[str, str | list[str]]
) -> None:
    page = client.post("/en/scenarios/tiny/runs", data=fields)
    assert page.status_code in (404, 422)
    assert 'role="alert"' in page.text
    assert not client.get("/api/runs").json()


def test_trucks_without_rounds_are_booked_first(client: TestClient) -> None:
    page = client.post("/fr/library", data={"name": "aix"}).text
    assert '<h2 id="ask-bookings">Réserver les camions partagés</h2>' in page
    for kind in ("week", "comparison", "split", "costs", "levers"):
        assert f'id="ask-{kind}"' not in page


def test_runs_are_listed_with_the_labels_of_their_variants(client: TestClient) -> None:
    town = client.post("/fr/library", data={"name": "aubagne"}).url.path
    asked = {"kind": "week", "version": "1", "week.variant": "hub_open"}
    run = client.post(f"{town}/runs", data=asked)
    for page in ("/fr/runs", town):
        listed = client.get(page).text
        assert "<td>Lieu de tri commun, les deux magasins propres ouverts</td>" in listed
        assert "<td>hub_open</td>" not in listed
    client.post(f"{run.url.path}/stop")


def test_a_time_and_iterations_together_are_told_beside_the_field(client: TestClient) -> None:
    asked = {"kind": "week", "version": "1", "week.time_limit_s": "5", "week.iterations": "3"}
    page = client.post("/fr/scenarios/tiny/runs", data=asked)
    assert page.status_code == 422
    both = "«\u00a0Durée du calcul (secondes)\u00a0» et «\u00a0Pas de recherche au lieu"
    assert both in page.text
    assert "--time-limit" not in page.text
    assert 'href="#f-week-iterations"' in page.text


def test_a_form_sent_twice_is_one_run(client: TestClient) -> None:
    asked = {"kind": "week", "version": "1", "week.iterations": "1"}
    first = client.post("/en/scenarios/tiny/runs", data=asked)
    again = client.post("/en/scenarios/tiny/runs", data=asked)
    assert first.status_code == again.status_code == 200
    assert first.url == again.url
    other = client.post("/en/scenarios/tiny/runs", data={**asked, "week.seed": "2"})
    assert other.url != first.url
    # once it was stopped, the same may be asked anew
    client.post(f"{first.url.path}/stop")
    anew = client.post("/en/scenarios/tiny/runs", data=asked)
    assert anew.url != first.url
    for page in (other, anew):
        client.post(f"{page.url.path}/stop")


def test_a_search_goes_on_twice_as_long(client: TestClient) -> None:
    asked = {"kind": "week", "version": "1", "week.iterations": "3", "week.seed": "7"}
    first = client.post("/fr/scenarios/tiny/runs", data=asked)
    longer = client.post(f"{first.url.path}/longer")
    assert longer.status_code == 200
    assert longer.url != first.url
    told = client.get(f"/api/runs/{longer.url.path.rsplit('/', 1)[1]}").json()["asked"]
    assert (told["iterations"], told["seed"]) == (6, 7)
    longest = {"kind": "week", "version": "1", "week.time_limit_s": "86400"}
    last = client.post("/fr/scenarios/tiny/runs", data=longest)
    refused = client.post(f"{last.url.path}/longer")
    assert refused.status_code == 409
    assert "aussi longue que possible" in refused.text
    for page in (first, longer, last):
        client.post(f"{page.url.path}/stop")


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("associations/thing?id=ccas", {"f.weekly_need_kg.a.b.c": "1", "f.place": "x"}),
        ("associations/thing?id=ccas", {"f.label": "a\x00b\u202e", "f.openings.99999.day": "x"}),
        ("associations/thing", {"f.label": "=" * 5000, "f.openings.-1.day": "mon"}),
        ("associations/thing", {"f.place.lat": "1e999", "f.place.lon": "nan", "f.people": "٣"}),
        ("donors/thing", {"f.id": "x", "f.offers.0.days": "never", "f.offers.0.kg": "{}"}),
        ("donors.offers", {"r0.id": "hyper", "r0.n": "99999", "r0.days": "x", "r0.kg": "[1]"}),
        ("donors.offers", {"r0.id": "../..", "r0.n": "0", "rx.id": "hyper", "r.id": "1"}),
        ("people", {"r99999999.id": "paul", "r99999999.label": "- {a: b"}),
        ("people", {"r0.id": "paul", "r0.gone": "1", "r1.id": "lea", "r1.max_shifts": "2.5"}),
    ],
)
def test_forms_badly_filled_in_store_nothing_wrong(
    client: TestClient, path: str, fields: dict[str, str]
) -> None:
    page = client.post(f"/en/scenarios/tiny/tables/{path}", data=fields)
    assert page.status_code in (200, 422), page.text[:2000]
    last = client.get("/api/scenarios/tiny").json()
    number = max(one["number"] for one in last) if isinstance(last, list) else last["number"]
    text = client.get(f"/en/scenarios/tiny/versions/{number}/yaml").content
    again = client.post("/api/scenarios/check", files={"file": ("again.yaml", text)})
    assert again.status_code == 200


def test_a_form_made_from_an_older_version_saves_nothing(client: TestClient) -> None:
    path = "/en/scenarios/tiny/tables/people/thing?id=rene"
    fields = {
        "f.label": "René",
        "f.association": "restos",
        "f.roles": ["driver", "helper"],
        "f.licences": "B",
        "f.days": ["mon", "tue", "wed"],
        "f.max_shifts": "2",
    }
    assert "New version saved." in client.post(path, data={**fields, "version": "1"}).text
    late = client.post(path, data={**fields, "f.label": "Renée", "version": "1"})
    assert late.status_code == 409
    assert "version 2 was saved after" in late.text
    assert 'value="Renée"' in late.text
    # the way to the last version leaves what was typed where it is
    assert re.search(r'href="/en/scenarios/tiny/tables/people[^"]*" target="_blank"', late.text)
    # the same form twice is no quarrel
    again = client.post(path, data={**fields, "version": "1"})
    assert again.status_code == 200
    assert "New version saved." in again.text
    assert client.get("/api/scenarios/tiny").json()["number"] == 2


def test_a_workbook_is_edited_too(client: TestClient) -> None:
    book = client.get("/en/scenarios/tiny/versions/1/xlsx").content
    again = client.post("/en/scenarios", files={"file": ("town.xlsx", book)})
    name = again.url.path.rpartition("/")[2]
    row = {"version": "1", "r0.id": "ccas", "r0.label": "CCAS", "r0.people": "41"}
    row |= {"r0.cold_storage_kg": "60", "r0.accredited": "1", "r0.place.commune": "Aubagne"}
    saved = client.post(f"/en/scenarios/{name}/tables/associations", data=row)
    assert "New version saved." in saved.text
    assert b"people: 41" in client.get(f"/en/scenarios/{name}/versions/2/yaml").content


def test_the_root_leads_to_the_preferred_language(client: TestClient) -> None:
    for header, language in (("en-GB,fr;q=0.5", "en"), ("de", "fr")):
        answer = client.get("/", headers={"accept-language": header}, follow_redirects=False)
        assert answer.headers["location"] == f"/{language}/"


def test_every_word_is_said_somewhere() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in (*WEB.glob("*.py"), *WEB.glob("templates/*.j2"))
        if path.name != "words.py"
    )
    dead = [key for key in WEB_WORDS if not re.search(rf'["\'.]{key}\b', text)]
    assert dead == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        (
            "marseille",
            ("warehouse.platforms", "warehouse.networks", "warehouse.fleets", "warehouse.flows"),
            ("donors", "people", "warehouse.points"),
        ),
        ("depot", ("deliveries", "donors", "vehicles"), ("warehouse.networks", "warehouse.fleets")),
        ("aubagne", ("donors", "people"), ("deliveries", "warehouse.networks")),
    ],
)
def test_a_scenario_shows_the_tables_of_what_it_is_about(
    client: TestClient, language: str, name: str, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    page = client.post(f"/{language}/library", data={"name": name})
    assert page.status_code == 200
    where = f"{page.url.path}/tables/"
    for table in shown:
        assert f'"{where}{table}"' in page.text
        found = client.get(f"{where}{table}")
        assert found.status_code == 200
        first = re.search(r'thing\?id=([^"&]+)', found.text)
        assert first is not None, table
        assert client.get(f"{where}{table}/thing?id={first[1]}").status_code == 200
    for table in hidden:
        assert f'"{where}{table}"' not in page.text
    assert ("marseille_points.csv" in page.text) == (name == "marseille")


def test_the_ends_of_names_say_what_files_are_for() -> None:
    for name in ("feuilles-de-route.pdf", "traces/a.gpx", "messages/b.txt", "study.json"):
        assert purpose(name, "fr")
        assert purpose(name, "en")
