"""What is kept, where, until when; and a person erased: for who coordinates."""

from __future__ import annotations

from fastapi import APIRouter, Response

from service.privacy import forget as privacy
from service.privacy import register
from service.privacy.forget import Search, TooLittleError
from service.web.account_words import account_word
from service.web.visit import UNUSABLE, PageRoute, SentForm, Visit, Visited

privacy_pages = APIRouter(route_class=PageRoute)


@privacy_pages.get("/kept")
def kept_page(visit: Visited) -> Response:
    """Show the register: what is kept of people, where, until when."""
    return visit.show(
        "kept.html.j2",
        title=register.TITLE.in_(visit.language),
        here="kept",
        sections=register.sections(visit.language),
        durations=register.DURATIONS.in_(visit.language),
        heads=[one.in_(visit.language) for one in (register.KEPT_FOR, register.THEN)],
        ages=register.ages(visit.language),
    )


@privacy_pages.get("/forget")
def forget_page(visit: Visited) -> Response:
    """Ask who is to be erased."""
    return _shown(visit)


@privacy_pages.post("/forget")
def forget(visit: Visited, sent: SentForm) -> Response:
    """Show where somebody is found; once that was seen, replace them everywhere."""
    who = sent.text("who")
    try:
        if not sent.text("sure"):
            return _shown(visit, who, privacy.look(visit.desk.database, who))
        privacy.forget(visit.desk.database, who)
    except TooLittleError as error:
        return _shown(visit, who, fault=error.text.in_(visit.language))
    visit.desk.erased()
    return visit.go("forget", "forgotten")


def _shown(visit: Visit, who: str = "", found: Search | None = None, fault: str = "") -> Response:
    return visit.show(
        "forget.html.j2",
        title=account_word("forget", visit.language),
        here="kept",
        trail=[(account_word("kept", visit.language), "kept")],
        status=UNUSABLE if fault else 200,
        who=who,
        found=None if found is None else found.found,
        spelt=() if found is None else found.who.spellings,
        changeable=0 if found is None else found.changeable,
        fault=fault,
        faults=[fault] if fault else [],
    )
