"""An upload with faults, mended on the page: each faulty cell is a field, the file is kept."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

from fastapi import APIRouter, Response

from scenarios import Fault, ScenarioError
from scenarios.mending import mended, spots
from service.api.guard import MOST_BYTES
from service.sources import Upload, check, safe_name
from service.store import scenarios
from service.web.editing import opened
from service.web.form_parts import Control
from service.web.home import shown_home, uploaded
from service.web.shown_scenario import shown_scenario
from service.web.visit import UNUSABLE, PageRoute, Sent, SentForm, Visit, Visited
from service.web.words import say
from service.words.sentences import colon

mending_pages = APIRouter(route_class=PageRoute)
MOST_SPOTS = 200
"""Fields of one page: the faults after them come once these are mended."""
GROWS = 1.5
"""How much longer files are as the text that the page keeps and sends back."""


@mending_pages.post("/scenarios")
def store_upload(visit: Visited, sent: SentForm) -> Response:
    """Store a scenario that was uploaded, or show what to mend in it."""
    try:
        upload = uploaded(sent)
    except ScenarioError as error:
        return shown_home(visit, error.faults, UNUSABLE)
    return taken(visit, upload)


@mending_pages.post("/mend")
def store_mended(visit: Visited, sent: SentForm) -> Response:
    """Store an upload whose faulty places were mended, or show what is left to mend."""
    before = _kept(sent)
    changes = {}
    for name, texts in sent.texts.items():
        place = sent.text(f"at.{name.removeprefix('mend.')}")
        if name.startswith("mend.") and place and texts:
            changes[place] = texts[0]
    content = mended(before.content, changes)
    return taken(visit, Upload(before.name, content, before.beside), sent.text("into"))


def taken(visit: Visit, upload: Upload, into: str = "") -> Response:
    """Store an upload, or show what to mend in it.

    Parameters
    ----------
    into
        The scenario that it is another version of, on whose page faults stand that no field can
        mend; empty for a new one.
    """
    database = visit.desk.database
    try:
        checked = check(upload)
        version = (
            scenarios.add_version(database, into, checked)
            if into
            else scenarios.add(database, checked)
        )
    except ScenarioError as error:
        page = mending(visit, upload, error.faults, into)
        if page is not None:
            return page
        if into:
            return shown_scenario(visit, opened(database, into), faults=error.faults)
        return shown_home(visit, error.faults, UNUSABLE)
    return visit.go(f"scenarios/{version.scenario}", "saved" if into else "stored")


def mending(
    visit: Visit, upload: Upload, faults: Sequence[Fault], into: str = ""
) -> Response | None:
    """Return the page that shows the faulty places of an upload as fields.

    None where it has none that a field can mend, or where its files are too long to be sent back.
    """
    if sum(map(len, (upload.content, *upload.beside.values()))) > MOST_BYTES / GROWS:
        return None
    own = safe_name(upload.name, upload.form)
    found, _ = spots(own, upload.content, faults)
    controls, of = [], dict[str, Control]()
    for number, one in enumerate(found[:MOST_SPOTS]):
        place = visit.say("line", n=one.place) if one.place.isdecimal() else one.place
        whose = one.of if one.of != one.found else ""
        parts = [part for part in (place, one.title, whose) if part]
        texts = tuple(text.in_(visit.language) for text in one.texts)
        label = " – ".join(parts)
        controls.append(Control(f"mend.{number}", label, "text", one.found, faults=texts))
        of[one.place] = controls[-1]
    if not controls:
        return None
    places = {
        n: place
        for n, fault in enumerate(faults)
        for place in of
        if fault.place == f"{own}:{place}"
    }
    return visit.show(
        "mend.html.j2",
        title=visit.say("mend_title"),
        trail=[(visit.say("home"), "")],
        status=UNUSABLE,
        faults=faults,
        placed={n: of[at].id for n, at in places.items()},
        told={
            n: f"{of[at].label}{colon(visit.language)}{faults[n].text.in_(visit.language)}"
            for n, at in places.items()
        },
        spots=list(zip(controls, found, strict=False)),
        left=max(0, len(found) - MOST_SPOTS),
        name=upload.name,
        content=base64.b64encode(upload.content).decode(),
        beside=[
            (name, base64.b64encode(content).decode()) for name, content in upload.beside.items()
        ],
        into=into,
    )


def _kept(sent: Sent) -> Upload:
    """Return the upload that a form kept.

    Raises
    ------
    ScenarioError
        It is not whole.
    """
    try:
        content = base64.b64decode(sent.text("content"), validate=True)
        names, files = sent.texts.get("beside_name", ()), sent.texts.get("beside_file", ())
        beside = {
            name: base64.b64decode(file, validate=True)
            for name, file in zip(names, files, strict=False)
        }
    except binascii.Error:
        text = say["mend_lost"]
        raise ScenarioError([Fault(place="", path="file", text=text)]) from None
    return Upload(sent.text("name"), content, beside)
