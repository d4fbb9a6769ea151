"""One line of JSON for each request: what an operator needs, and nothing that is secret.

No query, no body, no header, no name: links of telephones and whatever else opens something are
told as ``…``.
"""

from __future__ import annotations

import json
import re
import sys
import time
from datetime import UTC, datetime
from typing import TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.links import PATH

SECRET = re.compile(rf"({re.escape(PATH)}|/feeds?|/calendars?)/[^/]+")
"""Parts of addresses that open something to whoever has them."""
LONGEST = 200


class LogLines:
    """What writes a line for each request that was answered."""

    def __init__(self, app: ASGIApp, where: TextIO | None = None) -> None:
        self._app = app
        self._where = where

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and write how it was answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, sent_bytes = time.monotonic(), 0, 0

        async def sent(message: Message) -> None:
            nonlocal status, sent_bytes
            if message["type"] == "http.response.start":
                status = message["status"]
            sent_bytes += len(message.get("body", b""))
            await send(message)

        path = shown(scope["path"])
        try:
            await self._app(scope, receive, sent)
        finally:
            line = {
                "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "what": "request",
                "method": scope["method"][:10],
                "path": path,
                "status": status,
                "ms": round(1000 * (time.monotonic() - began), 1),
                "bytes": sent_bytes,
            }
            print(json.dumps(line), file=self._where or sys.stderr, flush=True)


def shown(path: str) -> str:
    """Return an address as it may be written down.

    Examples
    --------
    >>> shown("/fr/runs/5e2b"), shown(f"{PATH}/abc.def")[-2:]
    ('/fr/runs/5e2b', '/…')
    """
    return SECRET.sub(r"\1/…", path)[:LONGEST]
