"""An orientation of the public as a page: who finds a place, where, and what limits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from models.base import Language
from models.numbers import percent
from models.orientation_study import Cut, GroupServed, OrientationStudy, OutletFilled
from models.publics import LEAST_TOLD, nearest_ten
from service.kinds.orientation.maps import flows_section
from service.kinds.orientation.unwritten import few
from service.kinds.orientation.words import say
from service.pages.page import LONG, Head, Number, Page, Section, table_of
from service.pages.pictures import Bars
from service.pages.study_page import study_page
from service.words.codes import code
from service.words.sentences import listed, semicolon

MOST = 4
"""Names in a cell."""


def orientation_page(study: OrientationStudy, language: Language) -> Page:
    """Return the page of an orientation."""
    sections = [_groups(study, language), _where(study, language), flows_section(study, language)]
    if study.cuts:
        sections += [_cuts(study, language), _more(study, language)]
    sections += [_outlets(study, language)]
    return study_page(study, language, say("title", language), _answer(study, language), sections)


def _answer(study: OrientationStudy, language: Language) -> str:
    if not study.groups:
        return say("answer_none", language)
    need, tell = sum(one.need for one in study.groups), partial(say, language=language)
    least = min(study.groups, key=lambda one: (one.level, one.group))
    name = "answer" if least.level < 1 else "answer_all"
    if any(few(one) for one in study.groups):
        name = "answer_few"  # the sum of all would tell the count of a few
    parts = [
        tell(
            name,
            served=sum(one.served for one in study.groups),
            need=need,
            who=study.scenario.openings.group[least.group].label,
            lowest=tell("few_households") if few(least) else percent(least.level, language),
        )
    ]
    if study.scenario.orientation.flows:
        parts.append(tell("answer_moved", count=_moved(study, language)))
    return f"{semicolon(language).join(parts)}."


def _moved(study: OrientationStudy, language: Language) -> str:
    """Return how many would go elsewhere; about, where a count of a few is part of it."""
    if not any(one.hidden for one in study.groups) or not study.moved:
        return str(study.moved)
    if study.moved < LEAST_TOLD:
        return say("few", language)
    return say("around", language, count=nearest_ten(study.moved))


def _ordered(study: OrientationStudy) -> list[GroupServed]:
    return sorted(study.groups, key=lambda one: (one.level, one.group))


def _groups(study: OrientationStudy, language: Language) -> Section:
    group, tell = study.scenario.openings.group, partial(say, language=language)
    known = bool(study.scenario.orientation.flows)

    def share(one: GroupServed) -> Number:
        return Number(None) if few(one) else Number(one.level, share=True, bar=one.level)

    table = table_of(
        _ordered(study),
        (tell("who"), lambda one: group[one.group].label),
        (tell("asks"), lambda one: one.need),
        (tell("finds"), lambda one: tell("few") if few(one) else Number(one.served)),
        (Head(tell("today"), LONG), lambda one: one.today if known else Number(None)),
        (tell("share_found"), share),
    )
    drawn = [one for one in _ordered(study) if not few(one)]
    bars = Bars(
        tell("groups"),
        "%",
        (tell("share_found"),),
        tuple(group[one.group].label for one in drawn),
        tuple((100 * one.level,) for one in drawn),
    )
    return Section(tell("groups"), (table, *([bars] if drawn else [])))


def goes_to(study: OrientationStudy, group: str) -> list[tuple[str, int]]:
    """Return the outlets that a group is sent to, and how many: most first, then by id.

    Those of a group whose counts are not written come by their names, which tell no count.
    """
    mine = [one for one in study.flows if one.group == group and one.named]
    sent = [(one.outlet, one.households) for one in mine]
    away = any(one.hidden for one in study.groups if one.group == group)
    label = {one.id: one.label for one in study.scenario.openings.outlets}

    def rank(one: tuple[str, int]) -> tuple[int, str, str]:
        return (0, label[one[0]], one[0]) if away else (-one[1], one[0], "")

    return sorted((one for one in sent if one[1]), key=rank)


def _where(study: OrientationStudy, language: Language) -> Section:
    asked, tell = study.scenario.openings, partial(say, language=language)

    def told(one: GroupServed) -> str:
        found, sent = [], goes_to(study, one.group)
        for outlet, households in sent:
            label, tens = asked.outlet[outlet].label, nearest_ten(households)
            bare = one.hidden or len(sent) == 1  # of one outlet alone the count is said above
            found.append(label if bare else tell("about", outlet=label, count=tens))
        return ", ".join(found) or tell("nowhere_to")

    table = table_of(
        _ordered(study),
        (tell("who"), lambda one: asked.group[one.group].label),
        (tell("where_to"), told),
        reasons=1,
    )
    return Section(tell("where_to"), (tell("where_how"), table))


def written_cuts(study: OrientationStudy) -> tuple[Cut, ...]:
    """Return what limits, where telling it tells no small count."""
    untold = _untold(study)
    return tuple(one for one in study.cuts if untold.isdisjoint(one.outlets))


def _untold(study: OrientationStudy) -> frozenset[str]:
    """Return the outlets of which nobody is told how full they are."""
    return frozenset(one.outlet for one in study.outlets if one.hidden)


def _cuts(study: OrientationStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    scarce = {one.group for one in study.groups if few(one)}

    def small(one: Cut) -> bool:
        return not scarce.isdisjoint(one.groups)  # the share of their requests would tell them

    told = written_cuts(study)
    how = [tell("why_how"), *([tell("why_unwritten")] if told != study.cuts else [])]
    table = table_of(
        told,
        (tell("together"), lambda one: listed(_outlet_names(study, one.outlets), language)),
        (tell("limited"), lambda one: listed(_group_names(study, one.groups), language)),
        (code("places", language), lambda one: one.capacity),
        (tell("asks"), lambda one: one.need),
        (tell("share_found"), lambda one: Number(None if small(one) else one.level, share=True)),
    )
    return Section(tell("why_title"), (" ".join(how), table))


def _outlet_names(study: OrientationStudy, names: Sequence[str]) -> list[str]:
    return [study.scenario.openings.outlet[one].label for one in names] or ["–"]


def _group_names(study: OrientationStudy, names: Sequence[str]) -> list[str]:
    return [study.scenario.openings.group[one].label for one in names]


def _more(study: OrientationStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    table = table_of(
        sorted(
            (one for one in study.more if one.outlet not in _untold(study)),
            key=lambda one: (-one.lowest, -one.households, one.outlet),
        ),
        (tell("outlet"), lambda one: study.scenario.openings.outlet[one.outlet].label),
        (tell("then_lowest"), lambda one: Number(one.lowest, share=True)),
        (tell("gained"), lambda one: one.households),
        (
            Head(tell("who_gains"), LONG),
            lambda one: listed(_group_names(study, one.raised), language, MOST),
        ),
    )
    return Section(tell("more"), (tell("more_how"), table))


def _outlets(study: OrientationStudy, language: Language) -> Section:
    tell = partial(say, language=language)

    def places(one: OutletFilled) -> str:
        if one.capacity is not None and 0 < one.capacity < LEAST_TOLD:
            return tell("few")
        return tell("no_limit") if one.capacity is None else str(one.capacity)

    def full(one: OutletFilled) -> Number:
        if not one.capacity or one.hidden:
            return Number(None)
        return Number(round(10 * one.received / one.capacity) / 10, share=True)

    table = table_of(
        study.outlets,
        (tell("outlet"), lambda one: study.scenario.openings.outlet[one.outlet].label),
        (code("places", language), places),
        (tell("full"), full),
    )
    return Section(tell("outlets"), (tell("outlets_how"), table))
