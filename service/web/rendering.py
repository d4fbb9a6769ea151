"""Pages rendered in one language, sent with a strict content security policy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models import dates, numbers
from models.base import Language, clock
from models.calendar import DAY_NAMES
from service.accounts.sessions import Session
from service.api.gate import FIELD
from service.api.languages import language_of
from service.store.runs import Run
from service.web.account_words import account_word
from service.web.form_parts import Control, Group
from service.web.words import say
from service.words.codes import code
from service.words.journal import journal_word
from service.words.sentences import capital, colon, count, in_units

FOLDER = Path(__file__).parent
TEMPLATES, STATIC = FOLDER / "templates", FOLDER / "static"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
PASSING = ("done", "do")
"""What an address says of one moment only: what was just done."""
NONE: Mapping[str, str] = {}
END = "</form>"
WHOLE_FORM = re.compile(r'(<form\b[^>]*\bmethod="post"[^>]*>).*?</form>', re.DOTALL)
MAY_SEND = re.compile(r'action="/(fr|en)/(log-|me/|own/)')
Trail = Sequence[tuple[str, str]]
"""Pages above: names, and paths below the language's."""


def page(
    request: Request,
    template: str,
    language: Language,
    *,
    title: str,
    here: str = "home",
    trail: Trail = (),
    status: int = 200,
    **context: Any,
) -> HTMLResponse:
    """Return a page.

    Parameters
    ----------
    title
        Of the page and of the window.
    here
        The part of the site that it belongs to.
    trail
        Pages above it.
    status
        HTTP status.
    context
        What else the template shows.
    """
    done = request.query_params.get("done", "")
    session: Session | None = getattr(request.state, "session", None)
    faulty = context.get("faults") and template != REFUSED
    content = (
        environment(language)
        .get_template(template)
        .render(
            title=title,
            window=say("title_faults", language, title=title) if faulty else title,
            here=here,
            trail=trail,
            done=done if done in DONE else "",
            other=_other(request, language),
            called=request.app.state.desk.kinds.called,
            session=session,
            may=_may(session, request),
            **context,
        )
    )
    if session is not None and not session.acting.holds("coordinator"):
        # what would be refused is not offered
        content = WHOLE_FORM.sub(lambda form: form[0] if MAY_SEND.search(form[1]) else "", content)
    if session is not None and session.secret:
        # every form of every page, so that none can be forgotten
        mark = f'<input type="hidden" name="{FIELD}" value="{session.form}">'
        content = WHOLE_FORM.sub(lambda form: form[0].removesuffix(END) + mark + END, content)
    return HTMLResponse(content, status, headers=HEADERS)


def _may(session: Session | None, request: Request) -> Mapping[str, bool]:
    """Return what a page offers to whom it is shown; all of it where nobody has to log in."""
    if session is None:
        everything = not request.url.path.endswith("/log-in")
        return {"coordinate": everything, "read": everything, "own": False}
    who = session.acting
    return {
        "coordinate": who.holds("coordinator"),
        "read": who.holds("coordinator", "reader"),
        "own": who.holds("association", "driver"),
    }


def refusal(
    request: Request, status: int, faults: Sequence[str], trail: Trail = ()
) -> HTMLResponse:
    """Return a page that says why nothing was done; that of a missing page says the same to all."""
    language = language_of(request)
    missing = status == NOT_FOUND
    return page(
        request,
        REFUSED,
        language,
        title=say("not_found" if missing else "refused", language),
        status=status,
        trail=trail,
        faults=faults or [say("not_found_lead", language)],
    )


NOT_FOUND = 404
REFUSED = "refused.html.j2"
DONE = frozenset(
    (
        "saved",
        "stored",
        "unchanged",
        "cancelled",
        "published",
        "settled",
        "corrected",
        "addresses_read",
        "outlines_read",
        "week_closed",
        "week_withdrawn",
        "photo_erased",
        "logged_out",
        "password_changed",
        "account_changed",
        "wish_kept",
        "forgotten",
    )
)
"""What a page may say that was done just before."""


@cache
def environment(language: Language) -> Environment:
    """Return the templates of one language."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        language=language,
        other_language="en" if language == "fr" else "fr",
        w=say.all_in(language),
        lw=journal_word.all_in(language),
        aw=account_word.all_in(language),
        say=partial(say, language=language),
        say_with=str.format,
        day_names={day: name.in_(language) for day, name in DAY_NAMES.items()},
        capital=capital,
        colon=colon(language),
        in_units=partial(in_units, language=language),
        counted=partial(count, language=language),
        version=version("ramasse"),
    )
    made.filters.update(
        amount=partial(numbers.amount, language=language),
        capital=capital,
        clock=clock,
        code=partial(code, language=language),
        date=partial(dates.full_date, language=language),
        moment=partial(_moment, language=language),
        number=partial(numbers.number, language=language),
        percent=partial(numbers.percent, language=language),
        signed=partial(numbers.signed, language=language),
        text=lambda text: text.in_(language),
        trusted=Markup,
        variants=_variants,
    )
    made.tests["control"] = lambda part: isinstance(part, Control)
    made.tests["group"] = lambda part: isinstance(part, Group)
    return made


def _variants(run: Run, labels: Mapping[str, str] = NONE) -> str:
    """Return the variants that a run was asked for, by label where these are known."""
    asked = [run.asked.get("variant"), *run.asked.get("variants", ())]
    return ", ".join(labels.get(name, name) for name in asked if name)


def _moment(when: datetime, language: Language) -> str:
    local = when.astimezone()  # the clock of this computer: nobody else is served
    joint = "à" if language == "fr" else "at"
    return f"{dates.full_date(local.date(), language)} {joint} {local:%H:%M}"


def _other(request: Request, language: Language) -> str:
    """Return the path of the same page in the other language, with what was asked of it."""
    other = "en" if language == "fr" else "fr"
    path = request.url.path
    if not path.startswith(f"/{language}/"):
        return f"/{other}/"
    asked = [one for one in request.query_params.multi_items() if one[0] not in PASSING]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"/{other}/{path.removeprefix(f'/{language}/')}{query}"
