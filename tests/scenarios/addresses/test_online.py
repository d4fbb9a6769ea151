from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import BadStatusLine
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from scenarios.addresses.candidates import chosen
from scenarios.addresses.finding import Finder
from scenarios.addresses.online import Online
from tests.helpers.addresses import finder

ANSWER = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [5.5701, 43.2905]},
            "properties": {
                "label": "9 Rue Perdue 13400 Aubagne",
                "score": 0.97,
                "type": "housenumber",
                "name": "9 Rue Perdue",
                "postcode": "13400",
                "citycode": "13005",
                "city": "Aubagne",
            },
        }
    ],
}


class Service(ThreadingHTTPServer):
    """A service on loopback that answers what it is told to, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[str] = []
        self.answer = json.dumps(ANSWER)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/geocodage"


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Service)
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.answer.encode())

    def log_message(self, *args: object) -> None:
        del args


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as made:
        thread = Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_only_what_the_files_do_not_find_is_asked_and_once(
    service: Service, tmp_path: Path
) -> None:
    books = finder(tmp_path).books
    here = Finder(books, Online(service.url, tmp_path / "answers.db"))
    assert chosen(here.find("12 rue de la République", "Aubagne")) is not None
    assert not service.asked
    best = chosen(here.find("9 rue Perdue", "Aubagne"))
    assert best is not None
    assert (best.lat, best.lon, best.origin) == (43.2905, 5.5701, "online")
    sent = urlsplit(service.asked[0])
    assert sent.path == "/geocodage/search"
    assert parse_qs(sent.query)["q"] == ["9 rue Perdue Aubagne"]
    assert parse_qs(sent.query)["citycode"] == ["13005"]
    # answered from what is kept, in another process too
    later = Finder(books, Online(service.url, tmp_path / "answers.db"))
    assert chosen(later.find("9 rue Perdue", "Aubagne")) == best
    assert len(service.asked) == 1


@pytest.mark.parametrize("answer", ["", "<html>", "{}", '{"features": [{}]}', '{"features": 3}'])
def test_a_service_that_answers_nonsense_is_left_alone(service: Service, answer: str) -> None:
    service.answer = answer
    here = Online(service.url)
    assert here.find("9 rue Perdue", "") == []
    assert here.failed
    assert here.find("10 rue Perdue", "") == []
    assert len(service.asked) == 1


def test_a_service_that_is_not_there_costs_nothing_more() -> None:
    gone = Service()
    url = gone.url
    gone.server_close()
    for service in (url, "file:///etc/hosts"):
        here = Online(service)
        assert here.find("9 rue Perdue", "") == []
        assert here.failed


def test_an_answer_that_is_no_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*args: object, **kept: object) -> None:
        raise BadStatusLine("")

    monkeypatch.setattr("urllib.request.urlopen", cut)
    asked = Online("http://127.0.0.1:9/geocodage")
    assert asked.find("3 rue Foch", "") == []
    assert asked.failed
