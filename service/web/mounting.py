"""The page put on an application that holds a desk."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse

from service import pages
from service.api.languages import language_of
from service.web.account_pages import account_pages
from service.web.address_pages import address_pages
from service.web.by_hand.pages import by_hand_pages
from service.web.calendar_feeds import calendar_feeds
from service.web.call_pages import call_pages
from service.web.first_steps.pages import first_step_pages
from service.web.home import home_pages
from service.web.ledger_pages import ledger_pages
from service.web.list_pages import list_pages
from service.web.mending import mending_pages
from service.web.outline_pages import outline_pages
from service.web.own_pages import own_pages
from service.web.people_pages import people_pages
from service.web.phone_pages import phone_pages
from service.web.privacy_pages import privacy_pages
from service.web.rendering import STATIC
from service.web.run_pages import run_pages
from service.web.scenario import scenario_pages
from service.web.static_files import StaticFiles
from service.web.table_pages import table_pages
from service.web.thing_pages import thing_pages
from service.web.week_pages import week_pages
from service.web.what_if.pages import what_if_pages

REPORT_CSS = Path(pages.__file__).with_name("report.css")
PAGES = (
    home_pages,
    account_pages,
    people_pages,
    own_pages,
    privacy_pages,
    address_pages,
    outline_pages,
    mending_pages,
    list_pages,
    first_step_pages,
    scenario_pages,
    table_pages,
    what_if_pages,
    phone_pages,
    thing_pages,
    call_pages,
    by_hand_pages,
    run_pages,
    ledger_pages,
    calendar_feeds,
    week_pages,
)


def mount(app: FastAPI) -> None:
    """Put the page at ``/fr/`` and ``/en/``; ``app.state.desk`` is what it works with."""
    for language in ("fr", "en"):
        for router in PAGES:
            app.include_router(router, prefix=f"/{language}", include_in_schema=False)

    @app.get("/", include_in_schema=False)
    async def first(request: Request) -> RedirectResponse:
        """Lead to the page in the language that the browser prefers."""
        return RedirectResponse(f"/{language_of(request)}/", 307)

    # the styles that reports and the page share are among them
    app.mount("/static", StaticFiles(STATIC, REPORT_CSS), name="static")
