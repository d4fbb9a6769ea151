"""The call at 8:30 by telephone: what can be tapped, and whom to ring and write to afterwards.

What drivers tell from their telephones is to come in here too: as values of the fields, ticked from
the start (``FormField.value``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from models.associations import Association
from models.base import Language
from models.calendar import DAYS, Day
from models.dates import day_date
from models.donors import Donor
from models.plan import Plan
from models.replan import Replan, ToCall
from models.study import Study
from models.vehicles import Person
from service.asking.calls import CallAnswer, CallForm, Happening, ToTell
from service.asking.forms import FormField
from service.kinds.replan.call_words import CALL_WORDS
from service.kinds.replan.form_words import FORM_WORDS
from service.kinds.week.messages import association_message, round_message
from service.kinds.week.rounds import by_day
from service.words.labels import word
from service.words.sentences import capital, unbroken
from service.words.vocabulary import Vocabulary

call_word = Vocabulary(CALL_WORDS, Vocabulary(FORM_WORDS, word))


def call_form(study: Study, language: Language, picked: str = "") -> CallForm:
    """Return what a telephone shows: of the day that was picked, today where it is of the week."""
    world = study.scenario

    def say(key: str) -> str:
        return unbroken(call_word(key, language))

    here = datetime.now(ZoneInfo(world.time_zone))
    day = day_of(study, here, picked)
    rounds = [item for one, group in by_day(study.plan) if one == day for item in group]
    out = {who for item in rounds for who in item.crew}
    used = {item.vehicle for item in rounds}
    giving = {one.donor for one in world.pickups.values() if one.day == day}
    stores = tuple((one.id, one.label) for one in world.donors if one.id in giving)
    doors = tuple((one.id, one.label) for one in world.associations)
    everywhere = (*((one.id, one.label) for one in world.donors), *doors)
    families = tuple((one.id, one.label) for one in world.families)
    people = tuple((one.id, one.label) for one in world.people if one.id in out)
    vehicles = tuple((one.id, one.label) for one in world.vehicles if one.id in used)
    when = (
        FormField("day", say("call_day"), "choice", _days(study, language), True, day),
        FormField("now", say("call_now"), "clock", value=here.strftime("%H:%M")),
    )
    boxes = (
        ("absent", "tap_absent", "who_absent", people),
        ("down", "tap_down", "what_down", vehicles),
        ("empty", "tap_empty", "which_empty", stores),
    )
    gift = Happening(
        "gift",
        say("tap_gift"),
        (
            FormField("surprise.site", say("gift_where"), "choice", everywhere),
            FormField("surprise.family", say("family"), "choice", families),
            FormField("surprise.kg", say("gift_kg"), "number"),
            FormField("surprise.until", say("gift_until"), "clock"),
        ),
    )
    closed = FormField("closed", say("which_closed"), "boxes", doors)
    happened = [
        Happening(name, say(title), (FormField(name, say(asked), "boxes", there),))
        for name, title, asked, there in boxes
        if there
    ]
    return CallForm(when, (*happened, gift, Happening("closed", say("tap_closed"), (closed,))))


def day_of(study: Study, here: datetime, picked: str) -> Day:
    """Return the day that was picked, or today, or the first with rounds where neither is one."""
    days = study.scenario.days
    number = (here.date() - study.scenario.week_of).days
    today = DAYS[number] if 0 <= number < len(DAYS) else ""
    planned = [day for day, _ in by_day(study.plan)]
    return next(day for wanted in (picked, today, *planned, *days) for day in days if day == wanted)


def _days(study: Study, language: Language) -> tuple[tuple[str, str], ...]:
    week = study.scenario.week_of
    return tuple((day, capital(day_date(week, day, language))) for day in study.scenario.days)


def call_answer(made: Replan, before: Plan, language: Language) -> CallAnswer:
    """Return what changes on the day, and whom to ring or write to."""
    from service.kinds.replan.page import replan_page

    page = replan_page(made, before, language)
    told = tuple(_to_tell(made, one, language) for one in made.to_call)
    return CallAnswer(page.answer, tuple(one.text for one in page.alerts), told)


def _to_tell(made: Replan, one: ToCall, language: Language) -> ToTell:
    world = made.study.scenario
    named: Mapping[str, Mapping[str, Person | Donor | Association]] = {
        "person": world.person,
        "donor": world.donor,
        "association": world.association,
    }
    who: Person | Donor | Association = named[one.kind][one.id]
    what = unbroken(one.text.in_(language))
    return ToTell(who.label, what, who.contact, _message(made, one, language, what))


def _message(made: Replan, one: ToCall, language: Language, what: str) -> str:
    """Return what may be sent: what changed, then the rounds or the deliveries as they now are."""
    study = made.study
    if one.kind == "person":
        rounds = [
            round_message(study, item, language)
            for day, group in by_day(study.plan)
            for item in group
            if one.id in item.crew and day in made.free_days
        ]
        return "\n\n".join([what, *(text.strip() for text in rounds)])
    if one.kind == "association":
        return f"{what}\n\n{association_message(study, one.id, language).strip()}"
    return what
