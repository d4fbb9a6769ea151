"""Photos of stops: optional, bare, bounded, seen by who coordinates, and erased in every way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from service.accounts.audit import done
from service.backend import Desk
from service.database_errors import UnusableError
from service.links import RoundLink, Signer
from service.phone_server import create_phone_app
from service.privacy import forget as privacy
from service.privacy.ages import age
from service.store import photos, runs
from service.store.jpeg import MOST_BYTES, MOST_PIXELS, bare
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned
from tests.service.databases import app_over, with_tiny

SIGNER = Signer(b"a secret of this test")
JPEG = {"content-type": "image/jpeg"}
SECRETS = (b"GPS 43.29 5.57", b"Zoe's telephone", b"2026:12:01", b"PK\x03\x04 behind")


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2) + content


def frame(width: int = 40, height: int = 30) -> bytes:
    sides = height.to_bytes(2) + width.to_bytes(2)
    return segment(0xC0, b"\x08" + sides + b"\x01\x01\x11\x00")


SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
PICTURE = segment(0xDB, b"\x00" + bytes(64)) + frame() + segment(0xC4, bytes(17))
PLAIN = b"\xff\xd8" + PICTURE + SCAN + b"\xff\xd9"
TAKEN = (
    b"\xff\xd8"
    + segment(0xE0, b"JFIF\x00" + SECRETS[1])
    + segment(0xE1, b"Exif\x00\x00" + SECRETS[0] + SECRETS[2] + PLAIN)
    + PICTURE
    + segment(0xFE, SECRETS[1])
    + SCAN
    + segment(0xED, SECRETS[1])
    + SCAN
    + b"\xff\xff\xd9"
    + SECRETS[3]
)
"""As a telephone takes it, with an earlier picture in it and a file behind."""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8" + PICTURE,
        b"\xff\xd8" + PICTURE + SCAN,
        b"\xff\xd8" + SCAN + b"\xff\xd9",
        b"\xff\xd8" + frame(MOST_PIXELS + 1, 10) + SCAN + b"\xff\xd9",
        b"\xff\xd8" + frame(0, 10) + SCAN + b"\xff\xd9",
        b"\xff\xd8\xff\xe1\x00\x01" + PLAIN[2:],
        b"\xff\xd8" + b"\xff" * 50,
        PLAIN[:-2] + bytes(MOST_BYTES),
    ],
)
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableError):
        bare(content)


def test_nothing_is_left_of_who_took_it_and_where() -> None:
    assert bare(PLAIN) == PLAIN
    found = bare(TAKEN)
    assert found == b"\xff\xd8" + PICTURE + SCAN + SCAN + b"\xff\xd9"
    assert not any(one in found for one in SECRETS)
    assert bare(found) == found


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return app_over(f"sqlite:///{tmp_path / 'a.db'}")


@pytest.fixture
def desk(app: FastAPI) -> Desk:
    found = app.state.desk
    assert isinstance(found, Desk)
    return found


@pytest.fixture
def run(desk: Desk) -> str:
    version = with_tiny(desk.database)
    made = runs.add(desk.database, "week", version, {"kind": "week", "scenario": "tiny"})
    runs.end(desk.database, made.id, "done", planned().model_dump_json().encode())
    return made.id


@pytest.fixture
def telephone(desk: Desk) -> Iterator[TestClient]:
    with TestClient(create_phone_app(desk, SIGNER), base_url="http://192.168.1.20:8100") as found:
        yield found


def link(run: str, item: str = "tue-morning-car", days: float = 1) -> str:
    until = datetime.now(UTC) + timedelta(days=days)
    return f"/t/{SIGNER.token(RoundLink(run, item, until))}"


def kept(desk: Desk) -> list[photos.Photo]:
    return photos.listed(desk.database, "tiny", date(2026, 11, 23), date(2026, 11, 29))


def test_a_photo_is_sent_once_more_and_removed(
    telephone: TestClient, app: FastAPI, desk: Desk, run: str
) -> None:
    at = f"{link(run)}/photos/0"
    assert "data-photo" in telephone.get(link(run)).text
    for _ in range(2):
        assert telephone.put(at, content=TAKEN, headers=JPEG).status_code == 204
    (one,) = kept(desk)
    assert one.day == date(2026, 11, 24)
    with TestClient(app, base_url="http://localhost") as page:
        shown = page.get("/fr/weeks/tiny/2026-11-23").text
        picture = f"/fr/weeks/tiny/2026-11-23/photos/{one.id}"
        assert f'href="{picture}"' in shown
        answer = page.get(picture)
        assert (answer.content, answer.headers["content-type"]) == (bare(TAKEN), "image/jpeg")
        assert answer.headers["cache-control"] == "no-store"
        assert page.get(f"/fr/weeks/other/2026-11-23/photos/{one.id}").status_code == 404
        gone = page.post(f"{picture}/erase", follow_redirects=False)
        assert gone.status_code == 303
        assert page.get(picture).status_code == 404
        assert page.post(f"{picture}/erase").status_code == 404
    assert [line.deed for line in done(desk.database)] == ["photo_erased"]
    assert kept(desk) == []
    assert telephone.put(at, content=PLAIN, headers=JPEG).status_code == 204
    assert telephone.delete(at).status_code == 204
    assert telephone.delete(at).status_code == 204, "an answer that was lost is asked for again"
    assert kept(desk) == []


@pytest.mark.parametrize(
    ("path", "content", "kind", "status"),
    [
        ("/photos/0", b"nothing", "image/jpeg", 422),
        ("/photos/0", PLAIN, "image/png", 415),
        ("/photos/0", bytes(MOST_BYTES + 1), "image/jpeg", 413),
        ("/photos/99", PLAIN, "image/jpeg", 404),
        ("/photos/-1", PLAIN, "image/jpeg", 404),
        ("/photos/0/../../x", PLAIN, "image/jpeg", 404),
    ],
)
def test_what_cannot_be_kept_is_said(
    telephone: TestClient, desk: Desk, run: str, path: str, content: bytes, kind: str, status: int
) -> None:
    answer = telephone.put(link(run) + path, content=content, headers={"content-type": kind})
    assert answer.status_code == status
    assert kept(desk) == []


def test_a_link_that_is_over_or_forged_takes_no_photo(
    telephone: TestClient, desk: Desk, run: str
) -> None:
    over = telephone.put(f"{link(run, days=-1)}/photos/0", content=PLAIN, headers=JPEG)
    forged = telephone.put(f"{link(run)}x/photos/0", content=PLAIN, headers=JPEG)
    other = telephone.put(f"{link(run, 'none')}/photos/0", content=PLAIN, headers=JPEG)
    assert [over.status_code, forged.status_code, other.status_code] == [410, 403, 404]
    assert telephone.get(f"{link(run)}/photos/0").status_code == 405
    assert kept(desk) == []


def test_photos_go_with_who_was_aboard_and_by_age(
    telephone: TestClient, desk: Desk, run: str
) -> None:
    plan = desk.plan_of(run)
    assert plan is not None
    assert plan.plan is not None
    item = plan.plan.round["tue-morning-car"]
    aboard = next(one for one in tiny("hub").people if one.id in item.crew)
    other = next(one for one in tiny("hub").people if one.id not in item.crew)
    at = f"{link(run)}/photos/0"
    assert telephone.put(at, content=PLAIN, headers=JPEG).status_code == 204
    privacy.forget(desk.database, other.label)
    assert len(kept(desk)) == 1
    found = privacy.forget(desk.database, aboard.label).found
    assert ("photos", 1) in {(one.place, one.times) for one in found}
    assert kept(desk) == []
    assert telephone.put(at, content=PLAIN, headers=JPEG).status_code == 204
    assert age(desk.database, datetime.now(UTC) + timedelta(days=29))["photos"] == 0
    assert age(desk.database, datetime.now(UTC) + timedelta(days=31))["photos"] == 1
