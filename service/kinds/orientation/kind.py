"""Where the public is sent: what ``ramasse orientation`` does."""

from __future__ import annotations

from typing import Literal

from models.base import Text
from models.orientation_study import OrientationStudy
from service.asking import fields
from service.asking.asked import AskedOfScenario
from service.asking.given import Given
from service.asking.kind import Kind
from service.asking.late import Late
from service.asking.papers import Paper, public_edition
from service.asking.part import Part
from service.kinds.orientation import ROOM
from service.kinds.orientation.words import say
from service.sources import opened

PART = Part("openings", ("outlets", "groups"), say["nothing_asked"])


class OrientationAsked(AskedOfScenario):
    """The public of each sector to be shared between outlets."""

    kind: Literal["orientation"] = "orientation"
    variant: fields.Variant = None


def _work(asked: OrientationAsked, given: Given) -> OrientationStudy:
    from solver.orientation.plan import orient

    with opened(given.source, asked.variant, asked.sets) as found:
        return orient(found.scenario, watch=given.tell)


ORIENTATION = Kind(
    room=ROOM,
    resource="orientations",
    lead=Text(
        fr="Qui envoyer où, ce qui limite, et ce que vaut une place de plus.",
        en="Whom to send where, what limits, and what one more place is worth.",
    ),
    called=say["title"],
    study_called=Text(fr="une orientation du public", en="an orientation of the public"),
    asked=OrientationAsked,
    study=OrientationStudy,
    example={"kind": "orientation", "scenario": "vallee"},
    applies=PART.stands_in,
    faults=PART.faults,
    work=_work,
    page=Late("service.kinds.orientation.page:orientation_page"),
    papers=(
        Paper(
            "fiches.pdf",
            "service.kinds.orientation.sheets:sheets",
            opened=say["sheets_open"],
            lead=say["sheets_sent"],
        ),
        Paper(
            "carte.pdf",
            "service.kinds.orientation.maps:flow_maps",
            opened=say["maps_open"],
            lead=say["maps_sent"],
            purpose=say["maps_sent"],
        ),
        *public_edition(
            "service.kinds.orientation.public:public",
            "service.kinds.orientation.maps:public_maps",
            say["public_lead"],
        ),
    ),
    brief=True,
)
