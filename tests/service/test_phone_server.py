"""The telephones' listener: links that open one round, what is sent once, nothing else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from models.base import Text
from models.scenario import Scenario
from service.backend import Desk
from service.database_errors import UnavailableError
from service.kinds.registry import KINDS
from service.ledger import Ledger, LedgerError
from service.links import LinkError, Phones, RoundLink, Signer, secret_path, signer_of
from service.phone_server import MOST_BYTES, create_phone_app
from service.store import runs
from tests.helpers.studies import planned
from tests.helpers.telephones import FULL, code, round_of
from tests.service.databases import with_tiny

NOW = datetime.now(UTC)
SIGNER = Signer(b"a secret of this test")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A town with a planned week, in the week after it."""
    monkeypatch.setattr("service.ledger.weighing.today_in", _today)
    found = Desk.opened(f"sqlite:///{tmp_path / 'a.db'}", KINDS, workers=0)
    yield found
    found.close()


def _today(world: Scenario) -> date:
    del world
    return date(2026, 12, 1)


@pytest.fixture
def run(desk: Desk) -> str:
    """The run that planned it."""
    version = with_tiny(desk.database)
    made = runs.add(desk.database, "week", version, {"kind": "week", "scenario": "tiny"})
    runs.end(desk.database, made.id, "done", planned().model_dump_json().encode())
    return made.id


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    app = create_phone_app(desk, SIGNER)
    headers = {"accept-language": "en"}
    with TestClient(app, base_url="http://192.168.1.20:8100", headers=headers) as found:
        yield found


def path(run: str, item: str = "tue-morning-car", days: float = 1) -> str:
    """The path of a link."""
    return f"/t/{SIGNER.token(RoundLink(run, item, NOW + timedelta(days=days)))}"


def entry(text: str, *tried: str, sure: bool = False) -> dict[str, Any]:
    return {"id": "x-0", "code": text, "tried": tried, "sure": sure}


def send(client: TestClient, at: str, *entries: dict[str, Any]) -> list[tuple[str, str]]:
    """The states of what is sent, with what is said of them."""
    answer = client.post(at, json={"entries": entries})
    assert answer.status_code == 200, answer.text
    return [(one["state"], " ".join(one["why"])) for one in answer.json()["entries"]]


def states(client: TestClient, at: str, *entries: dict[str, Any]) -> list[str]:
    return [state for state, _ in send(client, at, *entries)]


def test_a_link_opens_its_round_and_what_is_sent_is_written_once(
    client: TestClient, desk: Desk, run: str
) -> None:
    """The page sends to where it came from; sent again after a lost answer, nothing doubles."""
    page = client.get(path(run))
    assert page.status_code == 200
    assert round_of().id in page.text
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    both = [entry(code(FULL)), entry(code(outing=[21.5, 150, 2]))]
    assert states(client, path(run), *both) == ["written", "written"]
    assert states(client, path(run), *both, *both) == ["already"] * 4
    journal = desk.ledger.journal("tiny")
    assert [journal.visits[0].by_telephone, journal.outings[0].by_telephone] == [True, True]
    assert journal.visits[0].round == "tue-morning-car"
    assert desk.ledger.last_line("tiny") == 2


def test_a_telephone_corrects_itself_and_nobody_else(
    client: TestClient, desk: Desk, run: str
) -> None:
    """Its own figure of before, even one whose answer was lost; not what was typed on the page."""
    first, second = code([0, 0, None, None, None, [0, 40, None]]), code(FULL)
    assert states(client, path(run), entry(first)) == ["written"]
    assert states(client, path(run), entry(second, first)) == ["written"]
    assert [one.kg for one in desk.ledger.journal("tiny").visits] == [60.5]
    ((state, why),) = send(client, path(run), entry(first))
    assert state == "refused"
    assert "In the journal already (line 2): super" in why
    assert "Nothing is lost here" in why
    assert [one.kg for one in desk.ledger.journal("tiny").visits] == [60.5]


def test_each_entry_stands_by_itself_and_a_doubt_is_asked(
    client: TestClient, desk: Desk, run: str
) -> None:
    """A figure of ten times what is expected waits for a word; the other stop is written."""
    heavy = code([0, 0, None, None, None, [0, 4000, None]])
    sent = client.post(path(run), json={"entries": [entry(heavy), entry(code([1, 1]))]}).json()
    assert [(one["state"], one["doubt"]) for one in sent["entries"]] == [
        ("refused", True),
        ("written", False),
    ]
    assert states(client, path(run), entry(heavy, sure=True)) == ["written"]
    assert len(desk.ledger.journal("tiny").visits) == 2


def test_what_comes_after_the_week_was_closed_is_told(
    client: TestClient, desk: Desk, run: str
) -> None:
    """Nothing is written, and the driver hears whom to ring; what was written before is known."""
    assert states(client, path(run), entry(code([1, 1]))) == ["written"]
    desk.ledger.close_week("tiny", date(2026, 11, 23))
    (late, known) = send(client, path(run), entry(code(FULL)), entry(code([1, 1])))
    assert late[0] == "refused"
    assert "is closed" in late[1]
    assert "ring the coordinators" in late[1]
    assert known[0] == "already"
    assert len(desk.ledger.journal("tiny").visits) == 1


def test_a_link_tells_of_its_own_round_alone(client: TestClient, desk: Desk, run: str) -> None:
    """A code of another round, town, of two stops, or none at all: refused, nothing written."""
    other = path(run, "mon-morning-van")
    for at, text, told in (
        (other, code(FULL), "not of a stop of the round"),
        (path(run), code(FULL, [1, 1]), "not of a stop of the round"),
        (path(run), code(FULL, town="aubagne"), "another town"),
        (path(run), "RM1.nothing", "is cut"),
    ):
        ((state, why),) = send(client, at, entry(text))
        assert state == "refused"
        assert told in why
    assert desk.ledger.last_line("tiny") == 0


def test_forged_expired_and_lost_links_are_refused_in_a_sentence(
    client: TestClient, desk: Desk, run: str
) -> None:
    """Whatever is done with them; nothing is stored."""
    good = path(run)
    other = Signer(b"another").token(RoundLink(run, "tue-morning-car", NOW + timedelta(days=1)))
    cases = [
        (f"/t/{other}", 403, "not made here"),
        (good[:-1] + ("A" if good[-1] != "A" else "B"), 403, "not made here"),
        (good[:6] + ("A" if good[6] != "A" else "B") + good[7:], 403, "not made here"),
        ("/t/x.y", 403, "not made here"),
        ("/t/" + "a" * 2_000, 403, "not made here"),
        (path(run, days=-0.001), 410, "no longer valid"),
        (path("0" * 16), 404, "opens no round"),
        (path(run, "fri-van"), 404, "opens no round"),
    ]
    for at, status, told in cases:
        for answer in (client.get(at), client.post(at, json={"entries": [entry(code(FULL))]})):
            assert answer.status_code == status, at
            assert told in answer.text
    assert desk.ledger.last_line("tiny") == 0


@pytest.mark.parametrize(
    "at",
    [
        *("/", "/fr/", "/en/runs", "/api/runs", "/api/openapi.json", "/static/web.css", "/docs"),
        *("/t", "/t/", "/fr/ledger", "/api/journal/tiny/visits", "/%2e%2e/fr/", "//fr/"),
    ],
)
def test_nothing_else_of_ramasse_is_reached(client: TestClient, at: str) -> None:
    """Neither page nor API, by no method."""
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = client.request(method, at, follow_redirects=False)
        assert answer.status_code == 404, (method, answer.status_code)
        assert answer.text == "404"


def test_neither_do_paths_below_a_link_nor_other_methods(client: TestClient, run: str) -> None:
    """A link is whole as it is."""
    assert client.get(f"{path(run)}/files", follow_redirects=False).status_code == 404
    assert client.get(f"{path(run)}/", follow_redirects=False).status_code == 404
    for method in ("PUT", "DELETE", "PATCH"):
        assert client.request(method, path(run)).status_code == 405


def test_what_is_not_entries_is_refused_whole(client: TestClient, desk: Desk, run: str) -> None:
    """Too large, of another type, of another shape."""
    good = entry(code(FULL))
    large = {"entries": [good], "more": "x" * MOST_BYTES}
    assert client.post(path(run), json=large).status_code == 413
    assert client.post(path(run), data={"entries": "[]"}).status_code == 415
    for body in ({}, {"entries": [good] * 101}, {"entries": [good | {"more": 1}]}, [good]):
        assert client.post(path(run), json=body).status_code == 422
    deep = client.post(
        path(run), content=b"[" * 50_000, headers={"content-type": "application/json"}
    )
    assert deep.status_code == 422
    assert desk.ledger.last_line("tiny") == 0


def test_a_database_that_is_away_is_told_as_such(
    client: TestClient, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 503 and when to try again, and no word of the link."""
    from service.database_errors import UnavailableError
    from service.links import FORGED

    def away(*_: object) -> None:
        raise UnavailableError(FORGED)

    monkeypatch.setattr(Ledger, "standing", away)
    answer = client.post(path(run), json={"entries": [entry(code(FULL))]})
    assert answer.status_code == 503
    assert "retry-after" in answer.headers


def test_the_secret_is_for_its_owner_alone_and_links_end_with_it(tmp_path: Path) -> None:
    """Made once beside the database, 0600; another one opens none of its links."""
    url = f"sqlite:///{tmp_path / 'a.db'}"
    one, two = signer_of(url), signer_of(url)
    assert one == two
    if os.name == "posix":
        assert stat.S_IMODE(secret_path(url).stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["a.db.links"]
    link, until = Phones("http://h:1", one).link("5e2b", "tue-van", date(2020, 1, 1))
    assert until > NOW
    token = link.rpartition("/")[2]
    assert two.read(token).round == "tue-van"
    secret_path(url).unlink()
    with pytest.raises(LinkError):
        signer_of(url).read(token)
    assert str(one.secret) not in repr(one)


@pytest.mark.parametrize(
    ("met", "status", "told"),
    [
        (OSError(28, "No space left on device"), 503, "No space left"),
        (UnavailableError(Text(fr="Partie.", en="Gone.")), 503, "Gone"),
        (LedgerError(Text(fr="Rompue.", en="Broken.")), 409, "Broken"),
        (OverflowError(), 422, "beyond"),
    ],
)
def test_what_goes_wrong_is_answered_as_it_is_on_the_page(
    client: TestClient,
    desk: Desk,
    run: str,
    monkeypatch: pytest.MonkeyPatch,
    met: Exception,
    status: int,
    told: str,
) -> None:
    """The telephone tries again what may go well later, and only that."""

    def wrong(*given: object) -> None:
        raise met

    monkeypatch.setattr(Desk, "plan_of", wrong)
    monkeypatch.setattr(Desk, "content", wrong)
    at = path(run)
    jpeg = {"content-type": "image/jpeg"}
    for answer in (
        client.get(at),
        client.post(at, json={"entries": [entry(code(FULL))]}),
        client.put(f"{at}/photos/0", content=b"x", headers=jpeg),
    ):
        assert (answer.status_code, told in answer.text) == (status, True), answer.text
        assert ("retry-after" in answer.headers) == (status == 503)
