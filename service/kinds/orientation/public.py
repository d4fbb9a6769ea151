"""The public edition of an orientation: whom to send where; nothing of how full an outlet is."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.numbers import number
from models.orientation_study import GroupServed, OrientationStudy
from models.publics import nearest_ten
from service.kinds.orientation.maps import flows_section
from service.kinds.orientation.unwritten import left_out
from service.kinds.orientation.words import say
from service.pages.page import Number, Page, Section, table_of
from service.pages.public_page import public_page

CODES = ("sent_nowhere", "sent_unknown")
"""What is said of the public itself; what is known of an outlet is the coordinator's."""


def public(study: OrientationStudy, language: Language) -> Page:
    """Return the page that everyone may read."""
    sections = [
        _where(study, language),
        flows_section(study, language, public=True),
        _groups(study, language),
    ]
    return public_page(
        study.scenario,
        language,
        say("title", language),
        public_answer(study, language),
        sections,
        findings=study.findings,
        codes=CODES,
    )


def public_answer(study: OrientationStudy, language: Language) -> str:
    """Return about how many find a place, of about how many."""
    if not study.groups:
        return say("answer_none", language)
    served = sum(one.served for one in study.groups)
    need = number(nearest_ten(sum(one.need for one in study.groups)), language)
    if left_out(study).total:
        return say("public_answer_few", language, need=need)
    name = "public_answer_all" if all(one.level == 1 for one in study.groups) else "public_answer"
    return say(name, language, served=number(nearest_ten(served), language), need=need)


def _where(study: OrientationStudy, language: Language) -> Section:
    """Return the outlets to which each group is sent, by name: no count, no order of them."""
    asked, tell = study.scenario.openings, partial(say, language=language)
    unnamed = set(left_out(study).names)

    def outlets(one: GroupServed) -> str:
        sent = [
            asked.outlet[to.outlet].label
            for to in study.flows
            if to.group == one.group and to.households and (to.group, to.outlet) not in unnamed
        ]
        return ", ".join(sorted(sent)) or tell("nowhere_to" if not one.served else "unwritten_to")

    table = table_of(
        _by_label(study),
        (tell("who"), lambda one: asked.group[one.group].label),
        (tell("where_to"), outlets),
        reasons=1,
    )
    return Section(tell("where_to"), (tell("public_where_how"), table))


def _groups(study: OrientationStudy, language: Language) -> Section:
    group, tell = study.scenario.openings.group, partial(say, language=language)
    away = left_out(study).groups

    def finds(one: GroupServed) -> Number:
        return Number(None if one.group in away else nearest_ten(one.served))

    table = table_of(
        _by_label(study),
        (tell("who"), lambda one: group[one.group].label),
        (tell("asks"), lambda one: nearest_ten(one.need)),
        (tell("finds"), finds),
    )
    return Section(tell("groups"), (tell("public_groups_how"), table))


def _by_label(study: OrientationStudy) -> list[GroupServed]:
    group = study.scenario.openings.group
    return sorted(study.groups, key=lambda one: (group[one.group].label, one.group))
