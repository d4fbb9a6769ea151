"""Work of one kind waits for its own kind only; what needs no work waits for nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from service.api import lanes
from service.api.lanes import Lanes, Width, lane_of

MULTIPART = b"multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("method", "path", "lane"),
    [
        ("GET", "/fr/", "pages"),
        ("GET", "/fr/runs/1/steps", None),
        ("GET", "/api/v1/runs/1/events", None),
        ("GET", "/health", None),
        ("HEAD", "/static/web.css", None),
        ("GET", "/fr/template.xlsx", "files"),
        ("GET", "/api/runs/1/archive", "files"),
        ("GET", "/api/scenarios/a/versions/1/file", "files"),
        ("POST", "/api/runs", "deeds"),
        ("DELETE", "/static/web.css", "deeds"),
    ],
)
def test_each_request_has_the_lane_of_its_work(method: str, path: str, lane: str | None) -> None:
    assert lane_of(method, path, "application/json") == lane


class Town:
    """An application that works until it is let go, and those who ask it."""

    def __init__(self) -> None:
        self.let_go = asyncio.Event()
        self.working: list[str] = []
        self.gate = Lanes(self._work)

    async def _work(self, scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive()).get("more_body", False):
            pass
        self.working.append(scope["path"])
        if scope["path"] != "/static/a":
            await self.let_go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def ask(
        self, path: str, method: str = "GET", kind: bytes = b"", body: Awaitable[Any] | None = None
    ) -> int:
        statuses: list[int] = []

        async def receive() -> Message:
            if body is not None:
                await body
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": [(b"content-type", kind)],
            "server": ("localhost", 1),
            "scheme": "http",
        }
        await self.gate(scope, receive, send)
        return statuses[0]


def run(walk: Callable[[Town], Awaitable[None]]) -> None:
    async def walked() -> None:
        await walk(Town())

    asyncio.run(asyncio.wait_for(walked(), 10))


def test_no_kind_waits_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty uploads and as many pages at work: a file, a deed and a style are let in at once."""
    monkeypatch.setitem(lanes.WIDTHS, "uploads", Width(2, 40))

    async def walk(town: Town) -> None:
        asked = [town.ask("/api/scenarios", "POST", MULTIPART) for _ in range(40)]
        asked += [town.ask("/fr/") for _ in range(40)]
        going = [asyncio.create_task(one) for one in asked]
        await asyncio.sleep(0.1)
        assert town.working.count("/api/scenarios") == 2
        assert town.working.count("/fr/") == lanes.WIDTHS["pages"].at_once
        assert await town.ask("/static/a") == 200
        others = [asyncio.create_task(town.ask("/a.pdf"))]
        others.append(asyncio.create_task(town.ask("/api/runs", "POST")))
        await asyncio.sleep(0.1)
        assert {"/a.pdf", "/api/runs"} <= set(town.working)
        # two at work and as many as may wait: one more is told to come again
        waiting = [town.ask("/api/scenarios", "POST", MULTIPART) for _ in range(2)]
        others += [asyncio.create_task(one) for one in waiting]
        await asyncio.sleep(0.05)
        assert await town.ask("/api/scenarios", "POST", MULTIPART) == 503
        town.let_go.set()
        assert set(await asyncio.gather(*going, *others)) == {200}
        assert await town.ask("/api/scenarios", "POST", MULTIPART) == 200

    run(walk)


def test_who_sends_slowly_holds_no_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lanes.WIDTHS, "uploads", Width(1, 40))

    async def walk(town: Town) -> None:
        town.let_go.set()
        sent = asyncio.Event()
        slow = [
            asyncio.create_task(town.ask("/slow", "POST", MULTIPART, sent.wait())) for _ in range(5)
        ]
        await asyncio.sleep(0.05)
        assert await town.ask("/quick", "POST", MULTIPART) == 200
        sent.set()
        assert await asyncio.gather(*slow) == [200] * 5

    run(walk)
