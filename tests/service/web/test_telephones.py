"""A driver's telephone, real Chromium at 390 px: without a server, then with the network cut."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from benchmarks.serving import started
from models.recurrence import monday_of
from models.study import Study
from scenarios.weighing import read_codes
from service.backend import Desk
from service.kinds.registry import KINDS
from service.kinds.week.phone_page import phone_page
from service.kinds.week.phone_words import PHONE_WORDS
from service.ledger import Ledger
from service.links import PATH, RoundLink, signer_of
from service.store import opened, photos, runs
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned, study
from tests.service.databases import with_tiny
from tests.service.web.browser import ARGUMENTS, CHROMIUM, SOON_MS, Eyes

ROUND = "tue-morning-car"
SCREEN = {"width": 390, "height": 844}
GLOVE_PX = 48
SMALL = f"""[...document.querySelectorAll("button, a, input, summary, textarea")]
.filter(one => one.offsetParent && one.getBoundingClientRect().height < {GLOVE_PX} - 0.5)
.map(one => one.outerHTML.slice(0, 100))"""


def past_week() -> Study:
    """The planned week of the tiny town two weeks ago, with contacts and crates that weigh."""
    found = planned()
    scenario = tiny("hub")
    scenario = scenario.changed(
        week_of=monday_of(date.today()) - timedelta(days=14),
        donors=tuple(
            one.changed(contact="M. Paul, 06 00 00 00 01", backup="Passer au suivant")
            for one in scenario.donors
        ),
        families=tuple(
            type(one)(**(one.model_dump() | {"kg_per_crate": 8})) for one in scenario.families
        ),
    )
    return study(scenario, found.plan)


@pytest.fixture
def telephone(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page at 390 px, touched by fingers."""
    context = browser.new_context(
        viewport=SCREEN,  # type: ignore[arg-type]
        locale="fr-FR",
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(SOON_MS)
    yield context.new_page()
    context.close()


def stop(page: Page, number: int) -> Locator:
    """The card of a collection."""
    return page.locator(f'[data-number="{number}"]')


def tell(page: Page, number: int, kg: str) -> None:
    """Open a collection, say that it was made, and how much came."""
    card = stop(page, number)
    if card.get_attribute("open") is None:
        card.locator("> summary").tap()
    card.get_by_label("ramassé", exact=True).tap()
    card.locator('[data-f="k0"]').fill(kg)


def done(page: Page, number: int) -> None:
    """Confirm a stop."""
    stop(page, number).get_by_role("button", name="Arrêt terminé").tap()


def mark(page: Page, number: int) -> Locator:
    return stop(page, number).locator("> summary [data-mark]")


def test_the_file_works_without_any_server(telephone: Page, tmp_path: Path, folder: Path) -> None:
    """Everything is entered by finger and comes back by the code; nothing is asked of a network."""
    found = past_week()
    item = found.plan.round[ROUND]
    path = tmp_path / "tournee.html"
    path.write_text(phone_page(found, item, "fr"), encoding="utf-8")
    asked: list[str] = []
    telephone.on("request", lambda one: asked.append(one.url))
    telephone.context.set_offline(True)
    eyes = Eyes(telephone, folder)
    telephone.goto(path.as_uri())
    done(telephone, 0)
    expect(stop(telephone, 0).get_by_role("alert")).to_contain_text("Touchez d'abord")
    tell(telephone, 0, "12,x")
    done(telephone, 0)
    expect(stop(telephone, 0).get_by_role("alert")).to_contain_text("illisible")
    tell(telephone, 0, "40,5")
    card = stop(telephone, 0)
    card.locator('[data-f="c1"]').fill("2")
    card.get_by_role("button", name="J'arrive").tap()
    card.locator('[data-f="t"]').fill("3,5")
    card.get_by_role("button", name="Changer le signe").tap()
    card.locator('[data-f="w"]').fill("10")
    card.locator('[data-f="n"]').fill("quai sud « fort » 🐟")
    card.get_by_text("Jeté, en kg par cause").tap()
    card.locator('[data-f="r0"]').fill("1,5")
    assert telephone.evaluate(SMALL) == []
    eyes.look("telephone-arret")
    done(telephone, 0)
    telephone.locator("[data-stop]").nth(1).get_by_role("button", name="Arrêt terminé").tap()
    stop(telephone, 1).get_by_label("rien de prêt", exact=True).tap()
    done(telephone, 1)
    telephone.get_by_label("Kilomètres roulés").fill("21,5")
    telephone.get_by_label("Parti à").fill("08:00")
    telephone.get_by_label("Rentré à").fill("10:30")
    telephone.get_by_role("button", name="Tournée terminée").tap()
    eyes.look("telephone-fin")
    assert telephone.evaluate("document.documentElement.scrollWidth") == SCREEN["width"]
    telephone.reload()
    text = telephone.locator("#code").input_value()
    told = read_codes(text, found.scenario, [found.plan])
    assert not told.complaints, told.complaints
    (one, two), (outing,) = [one for _, one in told.visits], [one for _, one in told.outings]
    assert [(food.kg, food.crates) for food in one.food] == [(40.5, None), (16.0, 2.0)]
    assert (one.temperature_c, one.waited_min) == (-3.5, 10.0)
    assert one.rejected_kg == pytest.approx(1.5, abs=0.002)
    assert one.note == "quai sud « fort » 🐟"
    assert two.outcome == "nothing_ready"
    assert (outing.km, outing.hours) == (21.5, 2.5)
    assert telephone.locator('a[href="tel:0600000001"]').count() == 2
    assert {one for one in asked if not one.startswith("file:")} == set()


@contextmanager
def served(folder: Path, address: str) -> Iterator[tuple[str, str]]:
    """A server with a planned week: the link of a round, and the URL of the database."""
    url = f"sqlite:///{folder / 'test.db'}"
    desk = Desk.opened(url, KINDS, workers=0)
    version = with_tiny(desk.database)
    run = runs.add(desk.database, "week", version, {"kind": "week", "scenario": "tiny"})
    runs.end(desk.database, run.id, "done", past_week().model_dump_json().encode())
    desk.close()
    until = datetime.now(UTC) + timedelta(days=1)
    token = signer_of(url).token(RoundLink(run.id, ROUND, until))
    with started(folder, "--phones", address, "--phones-port", "0", "--lang", "fr") as server:
        assert server.address
        where = next(
            line.partition(f"http://{address}:")[2].partition(",")[0]
            for line in _soon(lambda: server.log.splitlines())
            if "téléphones du réseau local" in line
        )
        yield f"http://{address}:{where}{PATH}/{token}", url
        assert token not in server.log


def _soon(lines: Callable[[], list[str]]) -> list[str]:
    ends = time.monotonic() + 10
    while not any("téléphones" in one for one in lines()):
        assert time.monotonic() < ends
        time.sleep(0.05)
    return lines()


def kg(url: str) -> list[float]:
    """What stands in the journal, by visit."""
    with Ledger(url) as ledger:
        return [one.kg for one in ledger.journal("tiny").visits]


def count(url: str) -> int:
    """How many lines were ever written."""
    with Ledger(url) as ledger:
        return ledger.last_line("tiny")


def test_what_is_told_with_the_network_cut_is_sent_once(
    telephone: Page, tmp_path: Path, folder: Path
) -> None:
    """Cut, told, back: sent; an answer lost on its way doubles nothing; a mend is a correction."""
    with served(tmp_path, "127.0.0.1") as (link, url):
        telephone.goto(link)
        telephone.context.set_offline(True)
        tell(telephone, 0, "40")
        done(telephone, 0)
        expect(mark(telephone, 0)).to_have_text("✓ à envoyer")
        expect(telephone.locator("#sending")).to_contain_text("Nouvel essai")
        Eyes(telephone, folder).look("telephone-coupe")
        assert kg(url) == []
        telephone.context.set_offline(False)
        expect(mark(telephone, 0)).to_have_text("✓ envoyé")
        assert kg(url) == [40.0]

        lost: list[int] = []

        def swallow(route: Route) -> None:
            lost.append(route.fetch().status)
            route.abort()

        def slow(route: Route) -> None:
            route.fulfill(status=408, json={"why": "trop lent"})

        telephone.route("**/t/*", swallow, times=1)
        telephone.route("**/t/*", slow, times=1)
        tell(telephone, 0, "41")
        done(telephone, 0)
        expect(mark(telephone, 0)).to_have_text("✓ envoyé")
        assert lost == [200]
        assert (kg(url), count(url)) == ([41.0], 2)
        telephone.reload()
        expect(mark(telephone, 0)).to_have_text("✓ envoyé")
        expect(telephone.locator("#state")).to_have_text("Tout est envoyé.")
        assert count(url) == 2

        tell(telephone, 0, "4000")
        done(telephone, 0)
        expect(mark(telephone, 0)).to_have_text("refusé")
        expect(stop(telephone, 0).get_by_role("alert")).to_contain_text("plus de dix fois")
        assert kg(url) == [41.0]
        stop(telephone, 0).get_by_role("button", name="C'est bien cela").tap()
        expect(mark(telephone, 0)).to_have_text("✓ envoyé")
        assert kg(url) == [4000.0]

        with Ledger(url) as ledger:
            ledger.close_week("tiny", past_week().scenario.week_of)
        stop(telephone, 1).locator("> summary").tap()
        stop(telephone, 1).get_by_label("fermé", exact=True).tap()
        done(telephone, 1)
        expect(stop(telephone, 1).get_by_role("alert")).to_contain_text("appelez la coordination")
        assert kg(url) == [4000.0]


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[tuple[Path, str, str]]:
    """A browser in a network of its own, joined by one cable: program, far end, its address."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("a network namespace needs root and the ip command")
    if not CHROMIUM.exists():
        pytest.skip("chromium of the system is not installed: see .ci/run")
    mine, name = f"rm{os.getpid() % 100_000}", f"rmns{os.getpid() % 100_000}"
    script = tmp_path / "chromium"
    script.write_text(f'#!/bin/sh\nexec ip netns exec {name} {CHROMIUM} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    if subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode:
        pytest.skip("no network namespace may be made here")
    try:
        for line in (
            f"link add {mine} type veth peer name {mine}p netns {name}",
            f"addr add 10.213.77.1/24 dev {mine}",
            f"link set {mine} up",
            f"-n {name} addr add 10.213.77.2/24 dev {mine}p",
            f"-n {name} link set {mine}p up",
        ):
            subprocess.run(["ip", *line.split()], check=True, capture_output=True)
        yield script, mine, "10.213.77.1"
    finally:
        subprocess.run(["ip", "link", "del", mine], capture_output=True)
        subprocess.run(["ip", "netns", "del", name], capture_output=True)


def test_on_a_local_network_the_cable_is_pulled_and_the_tab_stays(
    browser: Browser, apart: tuple[Path, str, str], tmp_path: Path
) -> None:
    """Plain HTTP on an address that is not loopback: nothing is lost, nothing doubles."""
    program, cable, address = apart
    with served(tmp_path, address) as (link, url):
        elsewhere = browser.browser_type.launch(executable_path=program, args=list(ARGUMENTS))
        context = elsewhere.new_context(
            viewport=SCREEN,  # type: ignore[arg-type]
            locale="fr-FR",
            has_touch=True,
            is_mobile=True,
        )
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.goto(link)
        assert page.evaluate("isSecureContext") is False
        subprocess.run(["ip", "link", "set", cable, "down"], check=True)
        tell(page, 0, "40")
        done(page, 0)
        expect(page.locator("#sending")).to_contain_text("À envoyer", timeout=30_000)
        assert kg(url) == []
        subprocess.run(["ip", "link", "set", cable, "up"], check=True)
        page.get_by_role("button", name="Envoyer maintenant").tap()
        expect(mark(page, 0)).to_have_text("✓ envoyé", timeout=60_000)
        assert (kg(url), count(url)) == ([40.0], 1)
        elsewhere.close()


SECRET = b"GPS 43.29 5.57, telephone of Zoe"
DRAWN = """size => { const canvas = document.createElement("canvas");
[canvas.width, canvas.height] = size; const pen = canvas.getContext("2d");
for (let n = 0; n < 400; n += 1) { pen.fillStyle = `hsl(${n * 37}, 80%, ${20 + n % 60}%)`;
pen.fillRect((n * 97) % size[0], (n * 61) % size[1], size[0] / 9, size[1] / 7); }
return canvas.toDataURL("image/jpeg", 0.95).split(",")[1]; }"""


def taken(page: Page, width: int, height: int) -> dict[str, str | bytes]:
    """A photo as a telephone takes it: large, and saying where, when and by whom."""
    plain = base64.b64decode(page.evaluate(DRAWN, [width, height]))
    told = b"Exif\x00\x00" + SECRET
    content = plain[:2] + b"\xff\xe1" + (len(told) + 2).to_bytes(2) + told + plain[2:]
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": content}


def kept(url: str) -> list[bytes]:
    """The pictures that the server keeps."""
    database = opened(url)
    try:
        week = past_week().scenario.week_of
        found = photos.listed(database, "tiny", week, week + timedelta(days=6))
        return [photos.picture(database, "tiny", one.id) for one in found]
    finally:
        database.close()


def size_of(page: Page, picture: bytes) -> list[int]:
    """The sides of a picture as a browser draws it."""
    code = base64.b64encode(picture).decode()
    drawn = """async code => { const bytes = Uint8Array.from(atob(code), one => one.charCodeAt(0));
    const made = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
    return [made.width, made.height]; }"""
    found: list[int] = page.evaluate(drawn, code)
    return found


def test_a_photo_goes_smaller_and_bare_and_can_be_taken_back(
    telephone: Page, tmp_path: Path, folder: Path
) -> None:
    """Drawn anew by the page; sent once when the network is back; one for each stop; erased."""
    with served(tmp_path, "127.0.0.1") as (link, url):
        telephone.goto(link)
        card = stop(telephone, 0)
        if card.get_attribute("open") is None:
            card.locator("> summary").tap()
        choose, told = card.locator("[data-photo]"), card.locator("[data-photo-told]")
        choose.set_input_files(taken(telephone, 3200, 2400))  # type: ignore[arg-type]
        expect(told).to_have_text(PHONE_WORDS["photo_sent"].fr)
        (first,) = kept(url)
        assert SECRET not in first
        assert size_of(telephone, first) == [1280, 960]
        Eyes(telephone, folder).look("telephone-photo")

        telephone.context.set_offline(True)
        choose.set_input_files(taken(telephone, 900, 1600))  # type: ignore[arg-type]
        expect(told).to_have_text(PHONE_WORDS["photo_waits"].fr)
        assert kept(url) == [first]
        telephone.context.set_offline(False)
        expect(told).to_have_text(PHONE_WORDS["photo_sent"].fr)
        (second,) = kept(url)
        assert size_of(telephone, second) == [720, 1280]

        # the answer is lost on its way: sent again, kept once
        lost: list[int] = []

        def swallow(route: Route) -> None:
            lost.append(route.fetch().status)
            route.abort()

        telephone.route("**/photos/0", swallow, times=1)
        choose.set_input_files(taken(telephone, 640, 480))  # type: ignore[arg-type]
        expect(told).to_have_text(PHONE_WORDS["photo_waits"].fr)
        telephone.evaluate("dispatchEvent(new Event('online'))")
        expect(told).to_have_text(PHONE_WORDS["photo_sent"].fr)
        (third,) = kept(url)
        assert (lost, size_of(telephone, third)) == ([204], [640, 480])

        # what is no picture stays here, and the one that was sent stays there
        for name, content in (("liste.txt", b"pain;12"), ("coupe.jpg", third[:200])):
            wrong = {"name": name, "mimeType": "image/jpeg", "buffer": content}
            choose.set_input_files(wrong)  # type: ignore[arg-type]
            expect(told).to_have_text(PHONE_WORDS["photo_unread"].fr)
        assert kept(url) == [third]

        card.get_by_role("button", name=PHONE_WORDS["photo_no"].fr).tap()
        expect(told).to_have_text(PHONE_WORDS["photo_gone"].fr)
        assert kept(url) == []
        assert count(url) == 0
