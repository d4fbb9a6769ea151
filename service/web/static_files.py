"""Styles, scripts and signs, sent from memory: they wait for no thread and no disk."""

from __future__ import annotations

import mimetypes
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send


class StaticFiles:
    """Some files that never change while the server runs.

    Parameters
    ----------
    folder
        All of its files, but not those of folders in it.
    others
        Further files.
    """

    def __init__(self, folder: Path, *others: Path) -> None:
        paths = [*(one for one in sorted(folder.iterdir()) if one.is_file()), *others]
        self._files = {path.name: _File(path) for path in paths}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file, or that there is none of that name."""
        request = Request(scope)
        name = str(scope["path"]).rpartition("/static/")[2]
        found = self._files.get(name)
        if found is None:
            made: Response = PlainTextResponse("404", 404)
        elif request.method not in ("GET", "HEAD"):
            made = PlainTextResponse("405", 405, {"Allow": "GET, HEAD"})
        else:
            made = found.answer(request.headers.get("if-none-match", ""))
        await made(scope, receive, send)


class _File:
    """One file, its kind and what tells its content from any other."""

    def __init__(self, path: Path) -> None:
        self._content = path.read_bytes()
        self._kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self._headers = {
            "ETag": f'"{sha256(self._content).hexdigest()[:20]}"',
            "Cache-Control": "no-cache",
        }

    def answer(self, known: str) -> Response:
        """Return the file, or that it is what the caller knows already."""
        if self._headers["ETag"] in known:
            return Response(status_code=304, headers=self._headers)
        return Response(self._content, media_type=self._kind, headers=self._headers)
