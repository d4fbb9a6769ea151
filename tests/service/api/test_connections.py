"""Requests that come too slowly are closed, and nothing else is: real sockets, a real server."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from service.api.connections import PatientProtocol

HEAD_S, BODY_S = 0.5, 0.7
WHOLE = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n"
POST = b"POST /read HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n"


class Hasty(PatientProtocol):
    head_s, body_s = HEAD_S, BODY_S


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] == "/read":
        while (await receive()).get("more_body", False):
            pass
    if scope["path"] == "/slow":
        await asyncio.sleep(2 * BODY_S)
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    )
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            answering, http=Hasty, log_level="critical", lifespan="off", timeout_keep_alive=30
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield bound.getsockname()[1]
        server.should_exit = True
        thread.join(10)


def closed_after(
    port: int, first: bytes, drip: bytes = b"", most_s: float = 6.0
) -> tuple[float, bytes]:
    """Send something, then drips, and return the seconds until it was closed and what came."""
    with socket.create_connection(("127.0.0.1", port)) as sent:
        sent.sendall(first)
        sent.settimeout(0.1)
        began, came = time.monotonic(), b""
        while time.monotonic() - began < most_s:
            try:
                part = sent.recv(1000)
                if not part:
                    return time.monotonic() - began, came
                came += part
            except TimeoutError:
                pass
            except OSError:
                return time.monotonic() - began, came
            if drip:
                try:
                    sent.sendall(drip)
                except OSError:
                    return time.monotonic() - began, came
        return most_s, came


@pytest.mark.parametrize(
    ("first", "drip"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nho", b""),
        (b"GET / HTTP/1.1\r\n", b"a: b\r\n"),
        (WHOLE + b"GET", b""),
        (POST + b"123", b""),
        (POST.replace(b"/read", b"/"), b""),
    ],
    ids=["nothing", "half a head", "a head in drips", "after another", "half a body", "unread"],
)
def test_what_comes_too_slowly_is_closed(port: int, first: bytes, drip: bytes) -> None:
    took, came = closed_after(port, first, drip)
    assert took < 4.0
    # told, but for the body that was answered before it came
    assert (b" 408 " in came) == (not first.startswith(POST[:6]) or b"/read" in first)


def test_what_rests_or_is_worked_on_is_not(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as kept:
        kept.settimeout(5)
        for path in (b"/", b"/slow", b"/"):
            kept.sendall(WHOLE.replace(b"GET /", b"GET " + path))
            came = b""
            while not came.endswith(b"ok"):
                came += kept.recv(1000)
            assert came.startswith(b"HTTP/1.1 200")
            time.sleep(1.5 * HEAD_S)
