"""Codes of drivers' telephones pasted on the page of a week, without a browser."""

from __future__ import annotations

from html import unescape

from fastapi.testclient import TestClient

from service.backend import Desk
from service.store import runs, scenarios
from tests.helpers.studies import planned
from tests.helpers.telephones import FULL, code
from tests.service.web.test_weighing import GRID, client, desk

__all__ = ["client", "desk"]


def test_a_code_is_pasted_and_its_correction_asks_why(client: TestClient, desk: Desk) -> None:
    """Written once, however often; another figure stays in its field until a reason is given."""
    assert 'id="code"' in client.get(GRID).text
    sent = {"code": code(FULL), "seen": "0"}
    assert "Lines saved: 1." in client.post(f"{GRID}/code", data=sent).text
    again = client.post(f"{GRID}/code", data=sent)
    assert "Nothing new" in again.text
    assert "told from the telephone" in again.text
    better = code([0, 0, 501, 5, 3.5, [0, 41.5, None]])
    asked = client.post(f"{GRID}/code", data={"code": better})
    assert asked.status_code == 422
    assert better in unescape(asked.text)
    assert "In the journal already (line 1): super" in asked.text
    assert (
        "Lines saved: 1" in client.post(f"{GRID}/code", data={"code": better, "reason": "no"}).text
    )
    assert [one.reason for one in desk.ledger.journal_lines("tiny")] == ["", "no"]


def test_what_is_no_code_of_the_week_is_told(client: TestClient, desk: Desk) -> None:
    """Nothing pasted, a code of another town: refused, and what was pasted stays."""
    other = code(FULL, town="aubagne")
    for text, told in (("", "No code"), (other, "another town"), (other[:-3], "is cut")):
        answer = client.post(f"{GRID}/code", data={"code": text})
        assert answer.status_code == 422
        assert told in answer.text
        assert text in unescape(answer.text)
    assert desk.ledger.journal("tiny").visits == ()


def test_a_code_of_an_earlier_plan_of_the_week_is_known(client: TestClient, desk: Desk) -> None:
    """A week that was planned again since the file was sent loses no visit."""
    found = planned()
    plan = found.plan
    fewer = plan.changed(rounds=tuple(one for one in plan.rounds if one.day != "tue"))
    asked = {"kind": "week", "scenario": "tiny"}
    newer = runs.add(desk.database, "week", scenarios.version(desk.database, "tiny"), asked)
    content = found.changed(plan=fewer).model_dump_json().encode()
    runs.end(desk.database, newer.id, "done", content)
    answer = client.post(f"{GRID}/code", data={"code": code(FULL)})
    assert "Lines saved: 1" in answer.text
