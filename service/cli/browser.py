"""The page opened in the browser of whoever started ramasse, once it answers."""

from __future__ import annotations

import threading

NOWHERE, MARK = "api/-", b'"urn:ramasse:problem:'
"""An address that nobody has, and what only ramasse answers there."""
ANSWERS_S = 10.0
"""Seconds that a server which runs has to say who it is."""


def page_url(address: str, port: int) -> str:
    """Return where a server of this computer answers.

    Examples
    --------
    >>> page_url("::1", 8000)
    'http://[::1]:8000/'
    """
    shown = f"[{address}]" if ":" in address else address
    return f"http://{shown}:{port}/"


def is_ramasse(url: str) -> bool:
    """Tell whether what answers at an address of this computer is ramasse."""
    import http.client
    import urllib.error
    import urllib.request

    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        direct.open(f"{url}{NOWHERE}", timeout=ANSWERS_S).close()
    except urllib.error.HTTPError as refusal:
        return MARK in refusal.read()
    except (OSError, http.client.HTTPException, ValueError):
        return False
    return False


def opened_soon(url: str) -> None:
    """Open a page in the browser without waiting for it; without one, nothing happens."""
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
