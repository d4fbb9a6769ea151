"""Where a server is reached: which names it answers to, and whether it asks who comes."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request

LOCAL = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True)
class Front:
    """Where a server is reached."""

    asks: bool = False
    """Whether it asks for accounts where there are none yet: it is reached from elsewhere."""
    site: str = ""
    """Its public address, as ``https://ramasse.example``; empty without one."""
    secure: bool = False
    """Whether it speaks TLS itself."""
    addresses: bool = False
    """Whether it answers to an address given in numbers, which no name can be pointed at."""

    @property
    def encrypted(self) -> bool:
        """Whether browsers reach it by TLS only."""
        return self.secure or self.site.startswith("https://")

    def answers(self, host: str) -> bool:
        """Tell whether a ``Host`` is one of its own."""
        if LOCAL.fullmatch(host):
            return True
        if self.site and host.lower() == urlsplit(self.site).netloc:
            return True
        found = _HOST.fullmatch(host) if self.addresses else None
        return found is not None and _is_address(found[1])

    def own(self, origin: str, host: str) -> bool:
        """Tell whether a page of an ``Origin`` is one of its own."""
        scheme = "https" if self.secure else "http"
        return origin.lower() in (f"{scheme}://{host}".lower(), self.site or None)

    def address_of(self, request: Request) -> str:
        """Return the address that a request comes from: behind a proxy, as the proxy says it."""
        there = request.client.host if request.client is not None else ""
        if self.site and there in ("127.0.0.1", "::1"):
            told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
            if _is_address(told):
                return told
        return there


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True
