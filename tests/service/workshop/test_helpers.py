"""Helpers that do one thing at a time each, and are ended when it is too much."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest

from models.base import Text
from scenarios import Fault, ScenarioError
from service.workshop.at_hand import AtHand
from service.workshop.helpers import KEPT_BYTES, Helpers, TooMuchError


def doubled(number: int) -> int:
    return 2 * number


def refused() -> None:
    raise ScenarioError([Fault(place="a.yaml:1", path="b", text=Text(fr="non", en="no"))])


def gone() -> None:
    os._exit(3)


HELD: list[bytearray] = []


def grown(size: int) -> int:
    HELD.append(bytearray(os.urandom(1) * size))
    return os.getpid()


def heavy() -> int:
    held = bytearray(300_000_000)
    time.sleep(20)
    return len(held)


@pytest.fixture(scope="module")
def helpers() -> Iterator[Helpers]:
    found = Helpers(1)
    yield found
    found.close()


def test_what_is_raised_there_is_raised_here_and_it_goes_on(helpers: Helpers) -> None:
    """Whatever ended a helper, the next thing is done by another."""
    assert helpers.do(doubled, 4) == 8
    with pytest.raises(ScenarioError) as found:
        helpers.do(refused)
    assert found.value.faults[0].text.fr == "non"
    with pytest.raises(TooMuchError, match="process"):
        helpers.do(gone)
    with pytest.raises(TooMuchError, match="too long"):
        helpers.do(time.sleep, 30, within_s=0.3)
    with pytest.raises(TooMuchError, match="250 MB"):
        helpers.do(heavy, most_bytes=250_000_000)
    with pytest.raises(TypeError):
        helpers.do(doubled)
    assert helpers.do(doubled, 5) == 10


def test_who_has_grown_is_not_asked_again(helpers: Helpers) -> None:
    """Papers printed one after the other added up to what one paper may take, and were refused."""
    first = helpers.do(grown, 1_000)
    assert helpers.do(grown, KEPT_BYTES) == first
    assert helpers.do(grown, 1_000) != first


def test_what_many_ask_for_at_once_is_made_once() -> None:
    """A failure is told to all that wait, and nothing of it is kept."""
    kept, made = AtHand[int](3, lambda one: one), []
    begun = threading.Barrier(6)

    def make() -> int:
        made.append(1)
        time.sleep(0.2)
        if len(made) == 1:
            raise ValueError("not yet")
        return 2

    found: list[object] = []

    def ask() -> None:
        begun.wait()
        try:
            found.append(kept.get("a", make))
        except ValueError as error:
            found.append(str(error))

    for expected in ("not yet", 2):
        threads = [threading.Thread(target=ask) for _ in range(6)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert found == [expected] * 6
        found.clear()
    assert len(made) == 2
    assert kept.get("a", lambda: 1) == 2
    # the heaviest go first, those asked for last stay
    assert kept.get("b", lambda: 2) == 2
    assert kept.get("a", lambda: 1) == 1
