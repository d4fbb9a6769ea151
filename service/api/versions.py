"""The versions of the API: one address a version, and those without are told to be old.

``/api/v1/…`` is what is described. The same without a version answers as before, with a
``Deprecation`` header and a link to its successor, until ``UNTIL`` at least.
"""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OLD, NOW = "/api/", "/api/v1/"
SINCE = datetime(2026, 12, 1, tzinfo=UTC)
UNTIL = datetime(2028, 1, 1, tzinfo=UTC)
"""Addresses without a version answer at least so long."""
ASKED = "asked_path"
"""Where a request's own path is kept: below, all addresses are without a version."""


class Versions:
    """What takes the version out of addresses, and tells of those that have none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, as the application knows its address."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith(OLD):
            await self._app(scope, receive, send)
            return
        if path.startswith(NOW):
            inner = OLD + path[len(NOW) :]
            raw = inner.encode("utf-8", "surrogateescape")
            there = {**scope, ASKED: path, "path": inner, "raw_path": raw}
            await self._app(there, receive, _versioned(send))
            return
        await self._app(scope, receive, _old(path, send))


def _versioned(send: Send) -> Send:
    """Return what sends an answer whose links have the version too."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            place = headers.get("location", "")
            if place.startswith(OLD):
                headers["location"] = NOW + place[len(OLD) :]
        await send(message)

    return sent


def _old(path: str, send: Send) -> Send:
    """Return what sends an answer that tells of the address with a version."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Deprecation"] = f"@{int(SINCE.timestamp())}"
            headers["Sunset"] = f"{UNTIL:%a, %d %b %Y %H:%M:%S} GMT"
            successor = NOW + path[len(OLD) :]
            if successor.isascii() and successor.isprintable() and not set('<>" ') & set(successor):
                headers.append("Link", f'<{successor}>; rel="successor-version"')
        await send(message)

    return sent
