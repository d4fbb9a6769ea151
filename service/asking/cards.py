"""What-if cards: changes of a scenario that people pick by name, as data that any page can show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.base import Language, Text
from models.scenario import Scenario
from service.asking.forms import FormField
from service.words.field_faults import FieldFault
from service.words.sentences import capital, semicolon
from solver.edits.edit import Edit, Edits, edited

LONGEST_LABEL = 200
Picked = Mapping[str, Sequence[str]]
"""What was picked on a card: texts by the name of the field, empty ones left out."""


class CardFaultError(Exception):
    """What was picked on a card does not go together, and why.

    Parameters
    ----------
    field
        Of the card.
    """

    def __init__(self, field: str, text: Text, **values: object) -> None:
        self.field = field
        self.text = text.format(**values)
        super().__init__(self.text.en)


@dataclass(frozen=True)
class Card:
    """One kind of change."""

    name: str
    title: Text
    fields: Callable[[Scenario, Language], Sequence[FormField]]
    """What may be picked; none where the scenario has nothing of the sort."""
    edits: Callable[[Scenario, Picked, Language], Edits]
    """What is changed, told in words; of what was picked among its fields.

    Raises ``CardFaultError``.
    """
    holds: Callable[[Scenario, Picked], bool] | None = None
    """Whether what it changed still counts in a scenario that other cards changed too."""


@dataclass(frozen=True)
class WhatIf:
    """A scenario changed by cards."""

    scenario: Scenario
    edits: Edits

    @property
    def sets(self) -> tuple[str, ...]:
        """What is changed, as ``--set`` takes it."""
        return tuple(str(one) for one in self.edits)

    @property
    def told(self) -> tuple[Text, ...]:
        """What is changed, in words; each said once."""
        return tuple(dict.fromkeys(one.text for one in self.edits if one.text.fr))

    def label(self, language: Language) -> str:
        """Return what a variant of it is called."""
        label = capital(semicolon(language).join(one.in_(language) for one in self.told))
        return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def played(
    world: Scenario, cards: Sequence[Card], sent: Picked, language: Language
) -> tuple[WhatIf, list[FieldFault]]:
    """Return a scenario changed by the cards on which something was picked, and all faults.

    Each card is played on what those before it left.

    Parameters
    ----------
    sent
        Texts by ``card.field``.
    """
    now, made, faults = world, list[Edit](), list[FieldFault]()
    done: list[tuple[Card, Picked]] = []
    for card in cards:
        picked = _picked(card, sent)
        fields = {one.name: one for one in card.fields(world, language)}
        if not any(picked.get(name) for name in fields if _counts(fields[name])):
            continue
        wrong = _wrong(card, now, fields, picked, language)
        if not wrong:
            try:
                edits = card.edits(now, picked, language)
                now = edited(now, edits)
                made += edits
                done.append((card, picked))
            except CardFaultError as error:
                wrong = [FieldFault(f"{card.name}.{error.field}", error.text)]
        faults += wrong
    for card, taken in done:
        if card.holds is not None and not card.holds(now, taken):
            first = next(iter(taken))
            what = say_of(card.fields(world, language), first, taken)
            text = CONTRADICTS.format(what=what, card=card.title)
            faults.append(FieldFault(f"{card.name}.{first}", text))
    if not made and not faults:
        faults.append(FieldFault("", NOTHING))
    return WhatIf(now, tuple(made)), faults


def say_of(fields: Sequence[FormField], name: str, picked: Picked) -> str:
    """Return what was picked in a field, by its labels."""
    labels = {value: label for one in fields if one.name == name for value, label in one.choices}
    return ", ".join(labels.get(value, value) for value in picked.get(name, ()))


def _picked(card: Card, sent: Picked) -> dict[str, list[str]]:
    start = f"{card.name}."
    return {
        name.removeprefix(start): found
        for name, texts in sent.items()
        if name.startswith(start) and (found := [one.strip() for one in texts if one.strip()])
    }


def _counts(field: FormField) -> bool:
    """Tell whether a field says that its card is played: others have a value from the start."""
    return not field.value


def _wrong(
    card: Card,
    now: Scenario,
    fields: Mapping[str, FormField],
    picked: Picked,
    language: Language,
) -> list[FieldFault]:
    """Return what is missing on a card, and what another card took away."""
    left = {one.name: one for one in card.fields(now, language)}
    found = []
    for name, field in fields.items():
        at = f"{card.name}.{name}"
        if field.required and not picked.get(name):
            found.append(FieldFault(at, MISSING.format(card=card.title)))
        if not field.choices:
            continue
        known = {value for value, _ in field.choices}
        still = {value for value, _ in left[name].choices} if name in left else set()
        for value in picked.get(name, ()):
            if value not in known:
                found.append(FieldFault(at, UNKNOWN))
            elif value not in still:
                label = dict(field.choices)[value]
                found.append(FieldFault(at, CONTRADICTS.format(what=label, card=card.title)))
    return found


NOTHING = Text(
    fr="Rien n'est choisi. Attendu : un changement au moins. Choisissez sur l'une des cartes.",
    en="Nothing is picked. Expected: one change at least. Pick on one of the cards.",
)
MISSING = Text(
    fr="À choisir aussi pour « {card} ». Attendu : l'un de la liste. Choisissez-le, ou videz la "
    "carte.",
    en='To be picked too for "{card}". Expected: one of the list. Pick it, or empty the card.',
)
UNKNOWN = Text(
    fr="Ce choix n'est pas dans la liste. Attendu : l'un de la liste. Choisissez de nouveau.",
    en="This choice is not in the list. Expected: one of the list. Pick again.",
)
CONTRADICTS = Text(
    fr="« {what} » ne va pas avec une autre carte, qui l'a déjà changé ou retiré. Attendu : l'une "
    "ou l'autre. Videz l'une des deux (« {card} », par exemple).",
    en='"{what}" does not go with another card, which has changed it or taken it away already. '
    'Expected: one or the other. Empty one of the two ("{card}", for instance).',
)
