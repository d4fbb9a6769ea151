"""What changes made by hand cost: the waits before, with them, and if all else moved; who waits."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.opening_days import OpeningDays
from models.openings import Openings
from models.openings_study import HandChange, OpeningPlan, OpeningStudy
from service.kinds.openings import said
from service.kinds.openings.strips import runs
from service.kinds.openings.words import say
from service.pages.page import Number, Section, Table, table_of

MOST_NAMED = 20


def hand(study: OpeningStudy, language: Language) -> Section:
    """Return what was fixed or refused by hand, and what it costs all and each."""
    asked, tell = study.scenario.openings, partial(say, language=language)
    made = table_of(
        study.hand,
        (tell("outlet"), lambda one: asked.outlet[one.outlet].label),
        (
            tell("move_slot"),
            lambda one: said.slot_said(
                asked, said.named(asked.outlet[one.outlet], one.slot), language
            ),
        ),
        (tell("of_what"), lambda one: _decided(asked, one, language)),
    )
    if study.kept is None:
        return Section(tell("hand"), (made,))
    now = tuple(sorted((one.after_days for one in study.gaps), reverse=True))
    changed = next((one.value for one in study.levels if one.level == "changes"), 0)
    rows = [("hand_kept", study.kept_days, None), ("hand_now", now, changed)]
    rows += [("hand_free", study.free_days, None)] if study.free_days else []
    table = Table(
        (tell("title"), tell("hand_waits"), tell("changes")),
        tuple(
            (tell(key), " · ".join(map(str, days[:MOST_NAMED])), Number(moves))
            for key, days, moves in rows
        ),
    )
    return Section(tell("hand"), (made, table, _each(study, study.kept, language)))


def _decided(asked: Openings, one: HandChange, language: Language) -> str:
    """Return what was decided, and whether the outlet itself wishes otherwise."""
    outlet = asked.outlet[one.outlet]
    slot = said.named(outlet, one.slot)
    own = slot.wish
    if not outlet.takes_part:
        own = "fixed" if slot.today else "forbidden"
    told = say(f"hand_{one.wish}", language)
    return told if own in ("free", one.wish) else say("hand_against", language, what=told)


def _each(study: OpeningStudy, kept: OpeningPlan, language: Language) -> Table | str:
    """Return the groups that wait longer or less than in the calendar that was changed."""
    tell, days = partial(say, language=language), OpeningDays(study.scenario)
    after = {one.group: one.after_days for one in study.gaps}
    before = {
        one.id: max((length for _, length in runs(days, kept, one)), default=0)
        for one in study.scenario.openings.groups
    }
    moved = [one for one in study.scenario.openings.groups if before[one.id] != after.get(one.id)]
    if not moved:
        return tell("hand_nobody")
    unit = tell("unit_day")
    return table_of(
        sorted(moved, key=lambda one: before[one.id] - after[one.id]),
        (tell("group"), lambda one: one.label),
        (tell("hand_kept"), lambda one: Number(before[one.id], unit=unit)),
        (tell("hand_with"), lambda one: Number(after[one.id], unit=unit)),
        (
            tell("hand_more"),
            lambda one: Number(
                after[one.id] - before[one.id],
                unit=unit,
                sign=True,
                tone="bad" if after[one.id] > before[one.id] else "good",
            ),
        ),
    )
