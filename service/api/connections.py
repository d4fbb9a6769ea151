"""Connections that send too slowly are closed: a head or a body that does not come holds nothing.

The server's library bounds only how long a connection may rest between two requests. Here each has
so many seconds to send the head of a request, from its first letter or from its opening on, and a
body may rest so long before its next part, while it is being read.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 10.0
"""Seconds in which the head of a request comes."""
BODY_S = 20.0
"""Seconds in which some part of a body comes, while somebody reads it."""
LOOK_S = 1.0
"""How often a connection is looked at that is sending something."""
SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as the library speaks it, with an end to what comes too slowly."""

    head_s: float = HEAD_S
    body_s: float = BODY_S
    _since: float = 0.0
    """When what is awaited was first awaited, by the loop's clock."""
    _awaits: str = ""
    """``head``, ``body``, or nothing."""
    _look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect a head."""
        super().connection_made(transport)
        self._await("head")

    def data_received(self, data: bytes) -> None:
        """Take what came, and see what is awaited next."""
        idle = self._awaits == ""
        super().data_received(data)
        now = self._awaited()
        # what comes of a head does not lengthen its time; each part of a body does
        if now != self._awaits or idle or now == "body":
            self._await(now)

    def on_response_complete(self) -> None:
        """Let a connection rest, but for a body that was answered before it came."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._await(self._awaited())

    def connection_lost(self, exc: Exception | None) -> None:
        """Await nothing any more."""
        self._await("")
        super().connection_lost(exc)

    def _awaited(self) -> str:
        state = self.conn.their_state
        if state is h11.SEND_BODY:
            return "body"
        if state is h11.IDLE and self.conn.trailing_data[0]:
            return "head"
        return ""

    def _await(self, what: str) -> None:
        self._awaits, self._since = what, self.loop.time()
        if self._look is not None:
            self._look.cancel()
            self._look = None
        if what:
            self._look = self.loop.call_later(min(LOOK_S, self.head_s, self.body_s), self._late)

    def _late(self) -> None:
        """Close a connection that is late; look again later at one that is not."""
        self._look = None
        if self.transport.is_closing():
            return
        if self._awaits == "body" and self.flow.read_paused:
            # it is us who do not read it
            self._since = self.loop.time()
        most = self.head_s if self._awaits == "head" else self.body_s
        if self.loop.time() - self._since < most:
            self._look = self.loop.call_later(min(LOOK_S, most), self._late)
            return
        if self._awaits == "head" or self.cycle is None or not self.cycle.response_started:
            self.transport.write(SLOW)
        if self.cycle is not None and not self.cycle.response_complete:
            # whoever reads the body learns that no more comes
            self.cycle.disconnected = True
            cast("Any", self.cycle).message_event.set()
        self.transport.close()
