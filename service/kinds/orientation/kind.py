"""Where the public is sent: what ``ramasse orientation`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from models.base import Language, Text
from models.orientation_study import OrientationStudy
from scenarios import Fault
from service.asking import fields
from service.asking.asked import AskedOfScenario
from service.asking.kind import Given, Kind, Next
from service.files import contents
from service.kinds.orientation.words import say
from service.sources import opened

if TYPE_CHECKING:
    from service.pages.page import Page

SHEETS = "fiches.pdf"


class OrientationAsked(AskedOfScenario):
    """The public of each sector to be shared between outlets."""

    kind: Literal["orientation"] = "orientation"
    variant: fields.Variant = None


def _applies(content: Mapping[str, Any]) -> bool:
    asked = content.get("openings")
    return isinstance(asked, Mapping) and bool(asked.get("outlets") and asked.get("groups"))


def _faults(asked: OrientationAsked, given: Given) -> Sequence[Fault]:
    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    if world.openings.outlets and world.openings.groups:
        return []
    return [Fault(place="", path="", text=say["nothing_asked"].format(label=world.label))]


def _work(asked: OrientationAsked, given: Given) -> OrientationStudy:
    from solver.orientation.plan import orient

    with opened(given.source, asked.variant, asked.sets) as found:
        return orient(found.scenario, watch=given.tell)


def _page(study: OrientationStudy, language: Language) -> Page:
    from service.kinds.orientation.page import orientation_page

    return orientation_page(study, language)


def _files(study: OrientationStudy, language: Language) -> dict[str, bytes]:
    from service.kinds.orientation.sheets import sheets

    return contents(study, _page(study, language), language) | {SHEETS: sheets(study, language)}


def _next(study: OrientationStudy) -> Sequence[Next]:
    del study  # whatever it holds
    return [Next(say["sheets_open"], "file", SHEETS, lead=say["sheets_sent"])]


ORIENTATION = Kind(
    command="orientation",
    resource="orientations",
    title=Text(fr="Orienter le public", en="Orient the public"),
    lead=Text(
        fr="Qui envoyer où, ce qui limite, et ce que vaut une place de plus.",
        en="Whom to send where, what limits, and what one more place is worth.",
    ),
    called=say["title"],
    study_called=Text(fr="une orientation du public", en="an orientation of the public"),
    asked=OrientationAsked,
    study=OrientationStudy,
    example={"kind": "orientation", "scenario": "vallee"},
    applies=_applies,
    faults=_faults,
    work=_work,
    page=_page,
    files=_files,
    next=_next,
    brief=True,
)
