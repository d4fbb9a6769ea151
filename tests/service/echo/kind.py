"""All that people meet of the system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from models.base import Language, Text
from models.fields import en, fr
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, OneOf, OnForm, RunId
from service.asking.given import Given
from service.asking.kind import Kind, Next
from service.pages.page import Number, Page, Section, Table
from service.sources import opened
from service.words.field_faults import FieldFault
from solver.settings import Progress
from tests.service.echo import ROOM
from tests.service.echo.study import Echo, echo

VOICES = {"low": Text(fr="à voix basse", en="in a low voice"), "loud": Text(fr="fort", en="loud")}


class EchoAsked(AskedOfScenario):
    """Names to be said."""

    default_s: ClassVar[float | None] = 7.0

    kind: Literal["echo"] = "echo"
    variant: fields.Variant = None
    times: Annotated[
        int,
        Field(ge=1, le=9, examples=[3]),
        OnForm(first=True),
        fr("Combien de fois", "Combien de fois chaque nom est dit."),
        en("How often", "How often each name is said."),
    ] = 2
    voice: Annotated[
        Literal["low", "loud"],
        OneOf(VOICES),
        fr("Voix"),
        en("Voice"),
    ] = "low"
    time_limit_s: fields.TimeLimit = None
    after: Annotated[
        RunId | None,
        EarlierRun(("echo",)),
        fr("Après", "Un écho qui vient d'abord."),
        en("After", "An echo that comes first."),
    ] = None


def _applies(content: Mapping[str, Any]) -> bool:
    return bool(content.get("associations"))


def _faults(asked: EchoAsked, given: Given) -> Sequence[FieldFault]:
    with opened(given.source, asked.variant, asked.sets) as found:
        if asked.times <= len(found.scenario.associations):
            return []
    return [FieldFault("times", TOO_OFTEN, {"value": asked.times})]


def _work(asked: EchoAsked, given: Given) -> Echo:
    given.tell(Progress("done"))
    before = given.earlier.get("after")
    assert isinstance(before, Echo | None)
    with opened(given.source, asked.variant, asked.sets) as found:
        return echo(found.scenario, asked.times, asked.voice == "loud", before)


def _page(study: Echo, language: Language) -> Page:
    heads = TABLE.in_(language).split("|")
    rows = tuple((name, Number(float(len(name)))) for name in study.names)
    table = Table((heads[0], heads[1]), rows)
    return Page(
        title=ECHO.called.in_(language),
        subtitle=study.scenario.label,
        answer=ANSWER.in_(language).format(count=len(study.names)),
        alerts=(),
        sections=(Section(heads[0], (table,)),),
    )


def _next(study: Echo) -> Sequence[Next]:
    del study
    return [Next(AGAIN, "ask", "echo", "after")]


ANSWER = Text(fr="{count} noms dits.", en="{count} names said.")
AGAIN = Text(fr="Dire encore", en="Say it again")
TABLE = Text(fr="Noms|lettres", en="Names|letters")
TOO_OFTEN = Text(
    fr="{field} {value} : plus que d'associations. Dites-le moins souvent.",
    en="{field} {value}: more than there are associations. Say it less often.",
)
ECHO = Kind(
    room=ROOM,
    resource="echoes",
    called=Text(fr="Écho", en="Echo"),
    study_called=Text(fr="un écho", en="an echo"),
    asked=EchoAsked,
    study=Echo,
    example={"kind": "echo", "scenario": "aubagne", "times": 3},
    applies=_applies,
    faults=_faults,
    work=_work,
    page=_page,
    next=_next,
)
