"""How endpoints reach the desk."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from service.backend import Desk


async def _desk(request: Request) -> Desk:
    found = request.app.state.desk
    assert isinstance(found, Desk)
    return found


AtDesk = Annotated[Desk, Depends(_desk)]
