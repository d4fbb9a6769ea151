"""What a hand chose, and what of it cannot be done, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.by_hand import HandEdit
from models.plan import Plan
from models.scenario import Scenario
from solver.review.checks.violations import name, round_name

CHOSEN: Mapping[str, Text] = {
    "move": Text(fr="{stop} : fait par {to}", en="{stop}: made by {to}"),
    "order": Text(fr="{stop} : passage n° {at} de {to}", en="{stop}: stop {at} of {to}"),
    "add": Text(fr="{stop} : ajouté à {to}", en="{stop}: added to {to}"),
    "new": Text(fr="{stop} : une tournée de plus, {to}", en="{stop}: one more round, {to}"),
    "remove": Text(fr="{stop} : retiré de {round}", en="{stop}: taken out of {round}"),
    "lock_stop": Text(fr="{stop} : reste dans {round}", en="{stop}: stays in {round}"),
    "lock": Text(fr="{round} : ne change plus", en="{round}: changes no more"),
    "vehicle": Text(fr="{round} : avec {vehicle}", en="{round}: with {vehicle}"),
    "person": Text(fr="{round} : {by} à la place de {person}", en="{round}: {by} for {person}"),
    "joins": Text(fr="{round} : {by} en plus", en="{round}: {by} as well"),
    "leaves": Text(fr="{round} : sans {person}", en="{round}: without {person}"),
    "time": Text(fr="{round} : départ à {leaves}", en="{round}: leaves at {leaves}"),
}
IMPOSSIBLE: Mapping[str, Text] = {
    "round": Text(
        fr="Tournée « {found} » : elle n'est pas dans ce plan. Attendu : une de ses tournées. "
        "Choisissez-la dans la liste.",
        en='Round "{found}": it is not in this plan. Expected: one of its rounds. Choose it in '
        "the list.",
    ),
    "stop": Text(
        fr="Passage « {found} » : {round} ne le fait pas. Attendu : un de ses passages. "
        "Choisissez-le dans la liste.",
        en='Stop "{found}": {round} does not make it. Expected: one of its stops. Choose it in '
        "the list.",
    ),
    "made": Text(
        fr="« {found} » est déjà fait par {round}. Attendu : une ramasse que personne ne fait. "
        "Déplacez ce passage au lieu de l'ajouter.",
        en='"{found}" is made by {round} already. Expected: a pick-up that nobody makes. Move '
        "that stop instead of adding it.",
    ),
    "unknown": Text(
        fr="« {found} » n'est pas connu de cette semaine. Attendu : {expected}. Choisissez dans "
        "la liste.",
        en='"{found}" is not known to this week. Expected: {expected}. Choose from the list.',
    ),
    "other_day": Text(
        fr="« {found} » se ramasse le {day}, et {round} roule un autre jour. Attendu : une "
        "tournée du {day}. Choisissez-en une.",
        en='"{found}" is collected on {day}, and {round} drives on another day. Expected: a round '
        "of {day}. Choose one.",
    ),
    "door": Text(
        fr="« {found} » est livré depuis {round} : cette livraison ne passe pas à une autre "
        "tournée. Attendu : une place dans la même. Changez son rang.",
        en='"{found}" is delivered from {round}: that delivery does not go to another round. '
        "Expected: a place in the same one. Change its place.",
    ),
    "not_free": Text(
        fr="{vehicle} roule déjà à ce moment-là ({round}). Attendu : un véhicule libre. "
        "Choisissez-en un autre.",
        en="{vehicle} drives at that time already ({round}). Expected: a vehicle that is free. "
        "Choose another.",
    ),
    "nobody": Text(
        fr="{who} ne part pas avec {round}. Attendu : quelqu'un de son équipage. Choisissez dans "
        "la liste.",
        en="{who} does not go with {round}. Expected: someone of its crew. Choose from the list.",
    ),
    "aboard": Text(
        fr="{who} part déjà avec {round}. Attendu : quelqu'un d'autre. Choisissez dans la liste.",
        en="{who} goes with {round} already. Expected: somebody else. Choose from the list.",
    ),
    "collector": Text(
        fr="« {found} » : aucune association de ce plan ne le ramasse. Attendu : un magasin "
        "qu'une d'elles ramasse. Changez qui ramasse chez lui.",
        en='"{found}": no association of this plan collects it. Expected: a store that one of '
        "them collects. Change who collects there.",
    ),
    "at": Text(
        fr="Rang {found} : {round} a moins de passages. Attendu : de 1 à {most}. Corrigez le rang.",
        en="Place {found}: {round} has fewer stops. Expected: 1 to {most}. Mend the place.",
    ),
}
EXPECTED = {
    "stop": Text(fr="une ramasse ou une association", en="a pick-up or an association"),
    "vehicle": Text(fr="un véhicule", en="a vehicle"),
    "person": Text(fr="une personne", en="a person"),
    "shift": Text(fr="une plage de travail", en="a working shift"),
}


class EditError(ValueError):
    """A change that cannot be made at all; one that breaks a rule can, and is told.

    Parameters
    ----------
    text
        What was found, what was expected, what to do.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def impossible(why: str, **values: object) -> EditError:
    """Return that a change cannot be made."""
    return EditError(IMPOSSIBLE[why].format(**values))


def chosen(scenario: Scenario, before: Plan, after: Plan, edit: HandEdit) -> Text:
    """Return what was chosen in words."""
    key: str = edit.kind
    values: dict[str, object] = {}
    if edit.kind == "move" and edit.to == edit.round:
        key = "order"
    if edit.kind == "lock" and edit.stop is not None:
        key = "lock_stop"
    if edit.kind == "person" and None in (edit.person, edit.by):
        key = "leaves" if edit.by is None else "joins"
    made = after
    target = getattr(edit, "to", None)
    if edit.kind == "add" and target is None:
        key = "new"
        target = next(one.id for one in after.rounds if one.id not in before.round)
    if target is not None:
        item = made.round.get(target) or before.round[target]
        values["to"] = round_name(scenario, item)
    if edit.kind != "add":
        values["round"] = round_name(scenario, before.round[edit.round])
    if getattr(edit, "stop", None) is not None:
        values["stop"] = name(scenario, str(getattr(edit, "stop", "")))
    for field in ("vehicle", "person", "by"):
        value = getattr(edit, field, None)
        if value is not None:
            values[field] = name(scenario, value)
    values["leaves"] = getattr(edit, "leaves", "")
    values["at"] = getattr(edit, "at", "")
    return CHOSEN[key].format(**values)
