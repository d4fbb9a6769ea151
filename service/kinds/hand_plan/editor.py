"""The page on which a week is changed by hand: each change is one step of its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from models.base import Clock, Language, Model, Text
from models.by_hand import HandEdit
from models.calendar import DAY_NAMES
from models.numbers import amount
from models.study import Study
from scenarios.fields import slot
from service.asking.editors import Editor, Looked, Query
from service.asking.typed import ABSENT, value_of

FIELDS = ("round", "stop", "to", "at", "vehicle", "shift", "person", "by", "leaves")


def _look(run: str, read: Callable[[], Model], asked: Query, language: Language) -> Looked:
    """Return a week with the changes of an address, or where one more change leads."""
    from service.kinds.hand_plan.address import read_address
    from service.kinds.hand_plan.spelling import read_edit
    from service.kinds.hand_plan.words import hand_say
    from solver.by_hand.words import EditError

    here = read_address(
        asked.get("edit", ()), asked.get("undone", ()), _one(asked, "open"), _one(asked, "ways")
    )

    def shown(wrong: str = "") -> Looked:
        try:
            return Looked(content=_content(run, read, here, language), wrong=wrong)
        except EditError as error:  # an address written by hand
            bare = _content(run, read, read_address((), (), "", ""), language)
            return Looked(content=bare, wrong=error.text.in_(language))

    if not _one(asked, "do"):
        return shown()
    line, typed = _line(asked)
    edit = read_edit(line)
    if edit is None:
        return shown(hand_say("badly", language, value=typed or line))
    try:
        draft = _draft(run, read, (*here.edits, edit))
    except EditError as error:
        return shown(error.text.in_(language))
    return Looked(leads=here.then(edit, draft.choices[-1].made or "").query)


def _one(asked: Query, name: str) -> str:
    return next(iter(asked.get(name, ())), "").strip()


def _draft(run: str, read: Callable[[], Model], edits: Sequence[HandEdit]) -> Any:
    from service.kinds.hand_plan.drafts import DRAFTS

    def study() -> Study:
        found = read()
        assert isinstance(found, Study)
        return found

    return DRAFTS.after(run, study, edits)


def _line(asked: Query) -> tuple[str, str]:
    """Return the change that a form asks for as one line, and the time that was typed in it."""
    parts, typed = [_one(asked, "do")], ""
    for field in FIELDS:
        value = _one(asked, field)
        if field == "leaves" and value:
            typed, meant = value, value_of(slot(Clock), value)
            value = "" if meant is ABSENT else str(meant)
        if value:
            parts.append(f"{field}={value}")
    return " ".join(parts), typed


def _content(
    run: str, read: Callable[[], Model], here: Any, language: Language
) -> Mapping[str, Any]:
    from service.kinds.hand_plan import showing
    from service.kinds.hand_plan.words import hand_say
    from service.words.labels import word

    draft = _draft(run, read, here.edits)
    pickup = draft.world.scenario.pickups.get(here.stop)
    return {
        "fw": hand_say.all_in(language),
        "ww": word.all_in(language),
        "address": here,
        "rows": showing.rows_of(draft.choices, language),
        "total": showing.total_of(draft),
        "moved": showing.moved(draft),
        "broken": showing.broken_rules(draft.now.broken, draft.now.plan, language),
        "days": showing.days_of(draft, language),
        "opened": showing.opened(draft, here.round, language),
        "left": showing.left_of(draft, language),
        "ways": showing.ways_to_add(draft, here, language) if here.stop else [],
        "adding": "" if pickup is None else draft.world.scenario.donor[pickup.donor].label,
    }


def _asks(asked: Query) -> Mapping[str, Any]:
    """Return what keeping the changes of an address asks for."""
    from service.kinds.hand_plan.address import read_address

    here = read_address(asked.get("edit", ()), (), "", "")
    changes = [one.model_dump(mode="json") for one in here.edits]
    return {"edits": {"changes": changes}, "mend": bool(_one(asked, "mend"))}


def _offers(study: Model, language: Language) -> Sequence[tuple[str, str]]:
    """Return the pick-ups that a review advises to add by hand, each with its ways to be added."""
    from service.kinds.week.rounds import label
    from solver.remedies.told_words import BY_HAND

    if not isinstance(study, Study):
        return ()
    world, advice = study.scenario, BY_HAND.fr.rstrip(".")
    found = []
    for one in study.unserved:
        if one.remedy.fr.startswith(advice):
            pickup = world.pickups[one.pickup]
            day = DAY_NAMES[pickup.day].in_(language)
            kg = amount(one.kg, "kg", language)
            told = f"{label(world, pickup.donor)}, {day}, {kg}"
            found.append((told, urlencode({"ways": one.pickup})))
    return found


TITLE = Text(fr="Changer à la main", en="Change by hand")
OFFERED = Text(
    fr="À ajouter à la main, si cela vaut son prix", en="To add by hand, if it is worth it"
)
EDITOR = Editor("by-hand", TITLE, "by_hand.html.j2", "week", _look, _asks, _offers, OFFERED)
