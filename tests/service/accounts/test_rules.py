"""Every route of the application before every role, and before nobody: the table holds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from starlette.routing import Mount

from service.acting import Acting, Grant
from service.api.rules import RULES, Rule, rule_of
from service.kinds.registry import KINDS
from tests.service.accounts.conftest import HERE, ROLES, TOWN, Served

RESOURCES = frozenset(kind.resource for kind in KINDS.values())
HEAVY = re.compile(r"files|archive|phones|\.xlsx|openapi")
"""Those who may are not made to wait for them here; those who may not are refused at once."""


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every method and path, whatever puts them there."""
    for one in iter_route_contexts(app.routes):
        path = one.path or ""
        if isinstance(one.original_route, Mount):
            yield "GET", path
        for method in sorted((one.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, path


def filled(path: str, served: Served) -> str:
    """A path to something of the town that is there."""
    values = {
        "town": "tiny",
        "scenario": "tiny",
        "association": "secours",
        "driver": "paul",
        "run": served.week,
        "number": "1",
        "week_of": "2026-11-23",
        "name:path": "report.html",
        "name": "association-secours",
        "round": "mon-morning-van",
        "table": "donors",
        "form": "yaml",
        "tab": "sheets",
        "step": "town",
    }
    return re.sub(r"\{([a-z_:]+)\}", lambda found: values.get(found[1], "zut"), path)


def may(rule: Rule, name: str, path: str) -> bool:
    """What the table says, told again apart from the gate."""
    grant = ROLES[name]
    town = TOWN.get(name, "tiny")
    if rule.nobody:
        return True
    if rule.all_towns or grant.role not in rule.roles:
        return False
    return not ("{town}" in path and town != "tiny")


def test_every_route_has_one_rule_and_every_rule_a_route(served: Served) -> None:
    met = set()
    for method, path in routes(served.app):
        assert rule_of(method, path, RESOURCES) is not None, f"{method} {path} has no rule"
        path = path.replace("/api/v1/", "/api/")
        page = re.sub(r"^/(fr|en)/", "/{language}/", path)
        first = path.split("/")[2] if path.startswith("/api/") else ""
        kind = path.replace(f"/api/{first}", "/api/{kind}", 1) if first in RESOURCES else page
        met.add(f"{method} {kind}")
    assert set(RULES) == met
    pages: dict[str, set[tuple[str, str]]] = {"fr": set(), "en": set()}
    for method, path in routes(served.app):
        language = path.strip("/").partition("/")[0]
        if language in pages:
            pages[language].add((method, path.removeprefix(f"/{language}")))
    assert pages["fr"] == pages["en"], "what is walked in one language is walked in both"
    assert len(pages["en"]) > 50


def test_a_route_without_a_rule_is_refused_to_everybody(served: Served) -> None:
    """Also to who coordinates, and where nobody has to log in."""
    from tests.service.databases import create_app

    for app, client in (
        (served.app, served.logged_in("everywhere").client),
        (fresh := create_app("sqlite://", workers=0), TestClient(fresh, base_url=HERE)),
    ):
        app.add_api_route("/api/new", lambda: "shown", methods=["GET"])
        app.state.desk  # noqa: B018
        _forget_routes(app)
        answer = client.get("/api/new")
        assert answer.status_code == 403, answer.text
        assert "shown" not in answer.text
        app.router.routes.pop()
        _forget_routes(app)


def _forget_routes(app: FastAPI) -> None:
    """Have the gate look at the routes again."""
    layer = app.middleware_stack
    while layer is not None:
        if hasattr(layer, "_routes"):
            layer._routes = []
        layer = getattr(layer, "_app", None) or getattr(layer, "app", None)


def test_nobody_is_let_in_but_where_the_table_says(served: Served) -> None:
    client = served.client()
    for method, path in routes(served.app):
        rule = rule_of(method, path, RESOURCES)
        assert rule is not None
        answer = client.request(method, filled(path, served), follow_redirects=False)
        if rule.nobody:
            assert answer.status_code not in (401,), path
        elif method == "GET" and not path.startswith("/api/"):
            assert answer.status_code == 303, path
            assert "/log-in?to=/" in answer.headers["location"]
        else:
            assert answer.status_code == 401, (method, path)
            assert path.startswith(("/fr/", "/en/")) or "www-authenticate" in answer.headers


def test_no_way_of_writing_a_path_leads_past_the_gate(served: Served) -> None:
    client, driver = served.client(), served.logged_in("driver").client
    run = served.week
    for path in (
        f"/api/runs/{run}/study/",
        f"//api/runs/{run}/study",
        f"/api//runs/{run}/study",
        f"/API/runs/{run}/study",
        f"/api/runs/{run}/study%00",
        f"/api/runs/{run}%2Fstudy",
        f"/static/../api/runs/{run}/study",
        f"/static/%2e%2e/api/runs/{run}/study",
        f"/fr/log-in/../runs/{run}",
        f"/fr/log-in/%2e%2e/runs/{run}",
        f"/fr/own/tiny/driver/paul/../../../runs/{run}",
        "/fr/own/tiny/driver/paul%2F..%2Fanne",
        f"/fr/runs/{run}/files/..%2f..%2fcontacts.json",
        "/fr/static/report.css/../../accounts",
        "/static/../rules.py",
    ):
        for who in (client, driver):
            answer = who.get(path, follow_redirects=False)
            assert answer.status_code != 200, path
            assert "secours" not in answer.text.lower(), path
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "HEAD"):
        answer = client.request(method, "/api/runs")
        assert answer.status_code in (401, 404, 405), method


@pytest.mark.parametrize("name", list(ROLES))
def test_each_role_is_let_in_where_the_table_says(served: Served, name: str) -> None:
    person = served.logged_in(name)
    marks = {"X-Form-Mark": person.mark}
    for method, path in routes(served.app):
        rule = rule_of(method, path, RESOURCES)
        assert rule is not None
        allowed = may(rule, name, path)
        if rule.nobody or "log-out" in path:
            continue
        if allowed and HEAVY.search(path):
            continue
        sent = (
            {"form-mark": marks["X-Form-Mark"]}
            if method == "POST" and "/api/" not in path
            else None
        )
        answer = person.client.request(
            method, filled(path, served), headers=marks, data=sent, follow_redirects=False
        )
        told = (method, path, answer.status_code, answer.text[-300:])
        if allowed:
            assert answer.status_code not in (401, 403, 500), told
        else:
            assert answer.status_code in (403, 404), told
            assert "tiny" not in answer.headers.get("location", ""), told


def test_another_s_sheets_weights_and_rounds_are_refused(served: Served) -> None:
    asked = {
        "association": ["association/restos", f"association/ccas/{served.week}/association.ics"],
        "driver": ["driver/anne", f"driver/anne/{served.week}/mon-morning-van"],
    }
    told = {"fr": "à quelqu&#39;un d&#39;autre", "en": "somebody else"}
    for name, paths in asked.items():
        person = served.logged_in(name)
        for path, language in itertools.product(paths, told):
            answer = person.client.get(f"/{language}/own/tiny/{path}")
            assert answer.status_code == 403, path
            assert told[language] in answer.text
    # a round that is there, asked for by its driver, without being aboard of it
    driver = served.logged_in("driver").client
    rounds = {one.id: one.crew for one in _plan(served).rounds}
    aboard = next(one for one, crew in rounds.items() if "paul" in crew)
    away = next(one for one, crew in rounds.items() if "paul" not in crew)
    own = f"/fr/own/tiny/driver/paul/{served.week}"
    assert driver.get(f"{own}/{aboard}").status_code == 200
    assert driver.get(f"{own}/{away}").status_code == 404
    # one's own page, with another town's run
    assert driver.get(f"/fr/own/tiny/driver/paul/{served.other}/{aboard}").status_code == 404


def test_a_form_that_names_another_s_visit_writes_nothing(served: Served) -> None:
    person = served.logged_in("association")
    page = person.client.get("/fr/own/tiny/association/secours").text
    whose = set(re.findall(r'\.association" value="([a-z]+)"', page))
    assert whose == {"secours"}, "only what is one's own is shown"
    plan = _plan(served)
    theirs = next(
        (item, stop)
        for item in plan.rounds
        for stop in item.collected
        if served.desk.plan_of(served.week).world.vehicle[item.vehicle].owner != "secours"  # type: ignore[union-attr]
    )
    item, stop = theirs
    before = served.desk.ledger.last_line("tiny")
    for association in ("secours", "ccas"):
        name = "d0r0"
        sent = {
            "form-mark": person.mark,
            "day": "2026-11-23",
            f"{name}.was": "",
            f"{name}.donor": stop.site,
            f"{name}.pickup": stop.pickup or "-",
            f"{name}.round": item.id,
            f"{name}.association": association,
            f"{name}.outcome": "closed",
        }
        answer = person.client.post("/fr/own/tiny/association/secours/2026-11-23", data=sent)
        assert answer.status_code == 403, answer.text
    assert served.desk.ledger.last_line("tiny") == before


def test_an_account_of_one_town_sees_no_other(served: Served) -> None:
    """Nor by lists, ids, files at hand or uploads under another name."""
    away = served.logged_in("elsewhere")
    marks = {"X-Form-Mark": away.mark}
    near = served.logged_in("coordinator").client
    assert near.get(f"/api/runs/{served.week}/files").status_code == 200  # at hand from now on
    for path in (f"runs/{served.week}", f"runs/{served.week}/files", "scenarios/tiny"):
        assert away.client.get(f"/api/{path}").status_code == 404, path
    assert {one["town"] for one in away.client.get("/api/runs").json()} == {"weekly"}
    assert {one["town"] for one in away.client.get("/api/scenarios").json()} == {"weekly"}
    assert "secours" not in away.client.get("/fr/").text
    theirs = served.desk.database
    from service.store import scenarios

    tiny_file = scenarios.upload(theirs, "tiny")
    files = {"file": (tiny_file.name, tiny_file.content)}
    for path in ("/api/scenarios", "/api/scenarios/weekly/versions"):
        answer = away.client.post(path, files=files, headers=marks)
        assert answer.status_code == 422, answer.text
        assert "tiny" in answer.json()["detail"]
    assert away.client.post(f"/api/runs/{served.week}/cancel", headers=marks).status_code == 404
    publication = {"run": served.split}
    answer = away.client.post("/api/ledger/weekly/weeks", json=publication, headers=marks)
    assert answer.status_code == 404


def test_a_role_changed_holds_from_the_next_call_on(served: Served) -> None:
    from service.accounts import book

    database = served.database
    made = book.add(database, "turning", "une phrase bien longue", [Grant("reader")], "tiny")
    book.reset(database, made, "une autre phrase longue", deed="password", to_change=False)
    person = served.logged_in("turning", "une autre phrase longue")
    asked = "/fr/scenarios/tiny"
    assert person.client.get(asked).status_code == 403
    book.change_roles(database, made, [Grant("coordinator"), Grant("driver", "anne")])
    assert person.client.get(asked).status_code == 200
    assert person.client.get("/fr/own/tiny/driver/anne").status_code == 200
    book.change_roles(database, made, [Grant("reader")])
    assert person.client.get(asked).status_code == 403
    book.disable(database, made)
    assert person.client.get("/fr/", follow_redirects=False).status_code == 303
    book.erase(database, made)


def _plan(served: Served):  # type: ignore[no-untyped-def]
    found = served.desk.plan_of(served.week)
    assert found is not None
    assert found.plan is not None
    return found.plan


def test_who_acts_is_told_by_number_alone() -> None:
    who = Acting("k7m2", "tiny", frozenset((Grant("driver", "paul"),)))
    assert who.of("driver") == ["paul"]
    assert not who.holds("coordinator", "reader")


def test_every_form_is_of_the_session_that_sends_it(served: Served) -> None:
    """No page of another site can have a browser that is logged in do anything here."""
    person, other = served.logged_in("everywhere"), served.logged_in("coordinator")
    tried = 0
    for method, path in routes(served.app):
        if method == "GET" or path.startswith("/api/v1/") or "log-in" in path:
            continue
        asked = filled(path, served)
        for mark in ("", other.mark):
            if path.startswith("/api/"):
                answer = person.client.request(method, asked, headers={"X-Form-Mark": mark})
            else:
                sent = {"form-mark": mark}
                answer = person.client.post(asked, data=sent, follow_redirects=False)
            assert answer.status_code == 403, (method, path, answer.status_code)
            tried += 1
        foreign = {"Origin": "http://elsewhere.example"}
        answer = person.client.request(method, asked, headers=foreign)
        assert answer.status_code == 403, (method, path)
    assert tried > 100
