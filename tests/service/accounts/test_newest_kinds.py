"""Runs of the newest kinds before every role, another town's and nobody: theirs alone, no 5xx."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.api.rules import rule_of
from service.kinds.registry import KINDS
from service.store import scenarios
from tests.helpers.results import result
from tests.service.accounts.conftest import ROLES, Served, _ended, serving
from tests.service.accounts.test_rules import HEAVY, RESOURCES, filled, may, routes

NEWEST = ("buying", "transfers", "fridge", "funders", "territory")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An application of its own: its runs are in no other test's lists."""
    yield from serving(tmp_path_factory.mktemp("newest"))


@pytest.fixture(scope="module")
def made(served: Served) -> dict[str, str]:
    """A run of each kind, of one town."""
    version = scenarios.version(served.database, "tiny")
    return {
        kind: _ended(
            served.database, kind, version, result(KINDS[kind].study).model_dump_json().encode()
        )
        for kind in NEWEST
    }


@pytest.mark.parametrize("name", [*ROLES, "nobody"])
def test_runs_are_of_their_town_and_of_who_may(
    served: Served, made: dict[str, str], name: str
) -> None:
    person = None if name == "nobody" else served.logged_in(name)
    client = served.client() if person is None else person.client
    label = scenarios.version(served.database, "tiny").label
    marks = {} if person is None else {"X-Form-Mark": person.mark}
    for method, path in routes(served.app):
        # pages of another language and versions of the API have the rules of all
        if "{run}" not in path or path.startswith("/en/") or "/api/v1/" in path:
            continue
        rule = rule_of(method, path, RESOURCES)
        assert rule is not None
        allowed = person is not None and may(rule, name, path) and name != "elsewhere"
        if allowed and (method != "GET" or HEAVY.search(path)):
            continue
        for kind, run in made.items():
            asked = filled(path.replace("{run}", run), served)
            answer = client.request(method, asked, headers=marks, follow_redirects=False)
            told = (method, asked, kind, answer.status_code, answer.text[-200:])
            assert answer.status_code < 500, told
            if not allowed:
                assert answer.status_code in (303, 401, 403, 404, 422), told
                assert label not in answer.text, told
