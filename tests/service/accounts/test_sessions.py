"""Logging in, attacked: fixation, forged forms and tokens, guesses, words that tell too much."""

from __future__ import annotations

import re
import statistics
import time
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.accounts import attempts, book, sessions
from service.accounts.attempts import MOST_PAIR, WINDOW, TooManyError
from service.accounts.audit import done
from service.accounts.book import AccountError
from service.accounts.passwords import PasswordError, check
from service.accounts.sessions import ABSOLUTE, IDLE
from service.acting import Grant
from service.api.front import Front
from service.database import Database
from service.kinds.registry import KINDS
from service.server import create_app
from service.store import opened
from tests.service.accounts.conftest import HERE, PASSWORD, Served, log_in, once_of


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = opened(f"sqlite:///{tmp_path / 'book.db'}")
    book.add(made, "marie", PASSWORD, [Grant("coordinator")], to_change=False)
    return made


def test_a_session_is_never_one_that_was_there_before(served: Served) -> None:
    """Whatever cookie a browser brings, logging in gives another and ends the old one."""
    client = served.client()
    client.cookies.set("ramasse", "x" * 43, domain="localhost.local", path="/")
    assert log_in(client, "reader", PASSWORD) == 303
    first = client.cookies.get("ramasse", domain="localhost.local") or client.cookies["ramasse"]
    assert first != "x" * 43
    assert sessions.opened(served.database, "x" * 43) is None
    assert log_in(client, "reader", PASSWORD) == 303
    assert sessions.opened(served.database, first) is None, "the one before is over"
    with served.database.connect() as connection:
        kept = connection.exec_driver_sql("select digest from account_sessions").all()
    assert all(len(one[0]) == 64 and one[0] != first for one in kept)


def test_the_cookie_is_for_the_browser_alone(tmp_path: Path) -> None:
    for front, name, secure in (
        (Front(), "ramasse", False),
        (Front(asks=True, site="https://ramasse.example"), "__Host-ramasse", True),
    ):
        app = create_app(f"sqlite:///{tmp_path / name}.db", KINDS, workers=0, front=front)
        book.add(app.state.desk.database, "marie", PASSWORD, [Grant("reader")], to_change=False)
        base = front.site or HERE
        with TestClient(app, base_url=base) as client:
            sent = {"once": once_of(client), "name": "marie", "password": PASSWORD}
            answer = client.post("/fr/log-in", data=sent, follow_redirects=False)
            (cookie,) = (
                one
                for one in answer.headers.get_list("set-cookie")
                if PASSWORD not in one and name + "=" in one and "form" not in one
            )
            assert "HttpOnly" in cookie
            assert "SameSite=lax" in cookie
            assert "Path=/" in cookie
            assert ("Secure" in cookie) == secure


def test_forms_of_another_session_or_site_do_nothing(served: Served) -> None:
    mine, theirs = served.logged_in("coordinator"), served.logged_in("reader")
    old = mine.mark
    marks = ("", "0" * 64, theirs.mark)
    for mark in marks:
        answer = mine.client.post("/fr/library", data={"name": "aix", "form-mark": mark})
        assert answer.status_code == 403
        assert "Rien n&#39;a été fait" in answer.text
        told = mine.client.post("/api/demo/aix", headers={"X-Form-Mark": mark})
        assert told.status_code == 403
    foreign = {"Origin": "https://evil.example"}
    sent = {"name": "aix", "form-mark": old}
    assert mine.client.post("/fr/library", data=sent, headers=foreign).status_code == 403
    # a file that comes with the form is not read past it
    files = {"file": ("a.yaml", b"x: 1")}
    assert mine.client.post("/fr/scenarios", files=files).status_code == 403
    # replayed after logging out and in again
    mine.client.post("/fr/log-out", data={"form-mark": old})
    assert mine.client.post("/fr/library", data=sent).status_code == 401
    assert log_in(mine.client, "coordinator", PASSWORD) == 303
    assert mine.client.post("/fr/library", data=sent).status_code == 403
    assert {one["scenario"] for one in mine.client.get("/api/scenarios").json()} == {"tiny"}


def test_logging_in_cannot_be_done_for_another_nor_lead_away(served: Served) -> None:
    client = served.client()
    once = once_of(client)
    alone = {"name": "reader", "password": PASSWORD}
    for sent in (alone, alone | {"once": "x"}):
        assert client.post("/fr/log-in", data=sent).status_code == 403
    other = served.client()
    assert other.post("/fr/log-in", data=alone | {"once": once}).status_code == 403
    for to in (
        "https://evil.example/",
        "//evil.example",
        "/fr//evil.example",
        "/\\evil.example",
        "/fr/..//evil.example",
        "javascript:alert(1)",
        "/fr/\r\nSet-Cookie: a=b",
        "/api/scenarios",
    ):
        sent = alone | {"once": once_of(client), "to": to}
        answer = client.post("/fr/log-in", data=sent, follow_redirects=False)
        assert answer.headers["location"] == "/fr/", to
    sent = alone | {"once": once_of(client), "to": "/fr/ledger/tiny?done=x"}
    answer = client.post("/fr/log-in", data=sent, follow_redirects=False)
    assert answer.headers["location"] == "/fr/ledger/tiny?done=x"


def test_what_is_wrong_is_never_told_apart(served: Served) -> None:
    """An unknown name, another password, a disabled account: the same words, the same time."""
    database = served.database
    gone = book.add(database, "parti", "une phrase bien longue", [Grant("reader")], "tiny")
    book.disable(database, gone)
    told = set()
    for name, password in (
        ("reader", "wrong"),
        ("personne", "wrong"),
        ("parti", "une phrase bien longue"),
    ):
        client = served.client()
        sent = {"once": once_of(client), "name": name, "password": password}
        answer = client.post("/fr/log-in", data=sent)
        assert answer.status_code == 401
        text = re.sub(r'value="[^"]*"', "", answer.text)
        told.add(text)
    assert len(told) == 1
    book.erase(database, gone)

    def seconds(name: str) -> float:
        begun = time.process_time()
        with pytest.raises(sessions.RefusedError):
            sessions.log_in(database, name, "wrong", f"10.0.0.{hash((name, begun)) % 250}")
        return time.process_time() - begun

    sessions_of = {name: [seconds(name) for _ in range(5)] for name in ("driver", "nobody here")}
    known, unknown = (statistics.median(one) for one in sessions_of.values())
    assert 0.4 < known / unknown < 2.5, sessions_of


def test_guesses_have_to_wait_and_are_told_until_when(database: Database) -> None:
    now = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    for n in range(MOST_PAIR):
        attempts.take(database, "marie", "192.0.2.1", now + timedelta(minutes=n))
    with pytest.raises(TooManyError) as refused:
        attempts.take(database, "marie", "192.0.2.1", now + timedelta(minutes=9))
    assert refused.value.until == now + WINDOW
    assert refused.value.seconds == 6 * 60 + 1
    # the account itself is not locked: from elsewhere, and another name from here
    attempts.take(database, "marie", "192.0.2.2", now + timedelta(minutes=9))
    attempts.take(database, "lise", "192.0.2.1", now + timedelta(minutes=9))
    attempts.take(database, "marie", "192.0.2.1", now + WINDOW + timedelta(seconds=1))

    # many at once are all counted
    def guess(_: int) -> bool:
        try:
            sessions.log_in(database, "marie", "wrong", "192.0.2.9")
        except TooManyError:
            return False
        except sessions.RefusedError:
            return True
        raise AssertionError

    with ThreadPoolExecutor(8) as pool:
        tried = list(pool.map(guess, range(16)))
    assert sum(tried) == MOST_PAIR
    with pytest.raises(TooManyError):
        sessions.log_in(database, "marie", PASSWORD, "192.0.2.9")
    assert sessions.log_in(database, "MARIE ", PASSWORD, "192.0.2.10")


def test_too_many_guesses_on_the_page(served: Served) -> None:
    client = served.client()
    for _ in range(MOST_PAIR):
        assert log_in(client, "lente", "wrong") == 401
    sent = {"once": once_of(client), "name": "lente", "password": "wrong"}
    answer = client.post("/fr/log-in", data=sent)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= WINDOW.total_seconds() + 1
    assert re.search(r"réessayer à \d\d:\d\d", answer.text)
    noted = [one for one in done(served.database) if one.deed == "log_in_refused"]
    assert len(noted) >= MOST_PAIR
    assert all("lente" not in f"{one.about}{one.account}{one.name}" for one in noted)


def test_sessions_end_by_themselves(database: Database) -> None:
    secret = sessions.log_in(database, "marie", PASSWORD, "")
    now = datetime.now(UTC)
    assert sessions.opened(database, secret, now + IDLE - timedelta(minutes=1)) is not None
    # used again and again, it still ends
    moment = now
    while moment < now + ABSOLUTE:
        found = sessions.opened(database, secret, moment)
        assert found is not None
        moment += timedelta(minutes=110)
    assert sessions.opened(database, secret, now + ABSOLUTE + timedelta(minutes=1)) is None
    secret = sessions.log_in(database, "marie", PASSWORD, "")
    assert sessions.opened(database, secret, datetime.now(UTC) + IDLE * 1.1) is None
    assert sessions.opened(database, secret) is None, "over is over"
    for forged in ("", "x", secret[:-1], secret + "a", secret.swapcase(), "a" * 10_000):
        assert sessions.opened(database, forged) is None


def test_tokens_of_programs(served: Served) -> None:
    database = served.database
    who = book.named_account(database, "coordinator")
    token = sessions.make_token(database, who, "tableur", Grant("reader"))
    client = served.client()
    for form in (f"Bearer {token}", "Basic " + b64encode(f"agenda:{token}".encode()).decode()):
        assert client.get("/api/runs", headers={"Authorization": form}).status_code == 200
    headers = {"Authorization": f"Bearer {token}"}
    # it may no more than its role, whoever made it
    assert client.post("/api/demo/aix", headers=headers).status_code == 403
    assert client.get("/fr/scenarios/tiny", headers=headers).status_code == 403
    writes = sessions.make_token(database, who, "planificateur", Grant("coordinator"))
    asked = client.post("/api/scenarios/check", headers={"Authorization": f"Bearer {writes}"})
    assert asked.status_code == 422, "no form, no mark: the token is enough"
    name, secret = token.removeprefix("ram_").split("_", 1)
    swapped = writes.removeprefix("ram_").split("_", 1)[0]
    for forged in (
        f"ram_{name}_{secret[:-1]}x",
        f"ram_{name}_{secret}x",
        f"ram_{swapped}_{secret}",
        f"ram_{name}_",
        f"ram_%_{secret}",
        "ram_",
        "",
        name,
        token.upper(),
    ):
        answer = client.get("/api/runs", headers={"Authorization": f"Bearer {forged}"})
        assert answer.status_code == 401, forged
    # a session in the same call does not save a forged token
    person = served.logged_in("coordinator")
    answer = person.client.get("/api/runs", headers={"Authorization": "Bearer ram_x"})
    assert answer.status_code == 401
    for one in (Grant("association", "ccas"), Grant("driver", "paul")):
        with pytest.raises(AccountError):
            sessions.make_token(database, who, "x", one)
    far = datetime.now(UTC) + timedelta(days=366)
    assert sessions.program(database, token, far) is None
    sessions.revoke(database, who, name)
    assert client.get("/api/runs", headers=headers).status_code == 401
    book.disable(database, book.named_account(database, "coordinator"))
    book.enable(database, book.named_account(database, "coordinator"))
    assert sessions.program(database, writes) is None, "blocked once, its tokens are gone"


def test_nothing_secret_is_kept_or_told(database: Database, tmp_path: Path) -> None:
    secret = sessions.log_in(database, "marie", PASSWORD, "192.0.2.77")
    who = book.named_account(database, "marie")
    token = sessions.make_token(database, who, "tableur", Grant("reader"))
    session = sessions.opened(database, secret)
    database.close()
    content = (tmp_path / "book.db").read_bytes()
    for told in (PASSWORD, secret, token.split("_", 2)[2], "192.0.2.77"):
        assert told.encode() not in content
    assert b"$argon2id$" in content
    assert secret not in repr(session)
    for one in done(database):
        assert "marie" not in f"{one.account}{one.about}{one.deed}"


def test_one_s_password_is_changed_by_who_knows_it(served: Served) -> None:
    database = served.database
    made = book.add(database, "neuve", "le mot donné ici", [Grant("reader")], "tiny")
    first, second = (served.logged_in("neuve", "le mot donné ici") for _ in range(2))
    # a password that was given opens nothing but the page to change it
    led = first.client.get("/fr/runs", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "/fr/me")
    assert first.client.get("/api/runs").status_code == 403
    new = "quatre vaches vertes"
    for now, one, again, told in (
        ("wrong", new, new, "pas votre mot de passe actuel"),
        ("le mot donné ici", new, "autre chose de long", "diffèrent"),
        ("le mot donné ici", "court", "court", "trop court"),
        ("le mot donné ici", "neuve neuve neuve"[:12], "neuve neuve neuve"[:12], "devine"),
        ("le mot donné ici", "motdepasse2026", "motdepasse2026", "devine"),
    ):
        sent = {"form-mark": first.mark, "now": now, "new": one, "again": again}
        answer = first.client.post("/fr/me/password", data=sent)
        assert answer.status_code == 422
        assert told in answer.text, answer.text
    sent = {"form-mark": first.mark, "now": "le mot donné ici", "new": new, "again": new}
    assert first.client.post("/fr/me/password", data=sent).status_code == 200
    assert first.client.get("/fr/runs").status_code == 200
    assert second.client.get("/fr/runs", follow_redirects=False).status_code == 303
    book.erase(database, made)


def test_the_last_who_may_add_accounts_stays(database: Database) -> None:
    marie = book.named_account(database, "marie")
    book.add(database, "lise", PASSWORD, [Grant("reader")])
    book.add(database, "noé", PASSWORD, [Grant("coordinator")], "tiny")
    for deed in (book.disable, book.erase):
        with pytest.raises(AccountError):
            deed(database, marie)
    with pytest.raises(AccountError):
        book.change_roles(database, marie, [Grant("reader")])
    for wrong in ("", "x", "zut/", "a" * 61, "<b>", "a\nb"):
        with pytest.raises(AccountError):
            book.add(database, wrong, PASSWORD, [Grant("reader")])
    for grants, town in (([], ""), ([Grant("driver", "paul")], ""), ([Grant("reader")], "A b")):
        with pytest.raises(AccountError):
            book.add(database, "zoé", PASSWORD, grants, town)
    for word in ("boss", "association", "reader:x", "driver:../x", "coordinator:tiny"):
        with pytest.raises(AccountError):
            book.grant_of(word)
    with pytest.raises(AccountError):
        book.add(database, "MARIE", PASSWORD, [Grant("reader")])
    with pytest.raises(PasswordError):
        check("aaaaaaaaaaaaaaaa", "zoé")
    assert {one.name for one in book.listed(database)} == {"marie", "lise", "noé"}


def test_names_numbers_and_proxies_are_told_apart() -> None:
    front = Front(asks=True, site="https://ramasse.example", addresses=True)
    for host in ("ramasse.example", "localhost:8000", "192.168.1.20:8000", "[fe80::1]"):
        assert front.answers(host), host
    for host in ("evil.example", "ramasse.example.evil.example", "192.168.1.20.evil.example", ""):
        assert not front.answers(host), host
    assert front.own("https://ramasse.example", "ramasse.example")
    assert not front.own("https://evil.example", "ramasse.example")
    assert not front.own("null", "ramasse.example")
