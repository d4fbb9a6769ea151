"""What is kept, where, until when; and a person erased: for who coordinates."""

from __future__ import annotations

from fastapi import APIRouter, Response

from service.web.account_words import account_word
from service.web.visit import PageRoute, Visited

privacy_pages = APIRouter(route_class=PageRoute)


@privacy_pages.get("/kept")
def kept_page(visit: Visited) -> Response:
    """Show what is kept of people."""
    return visit.show(
        "mine.html.j2", title=account_word("kept", visit.language), here="kept", links=[]
    )
