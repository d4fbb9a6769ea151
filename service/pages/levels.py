"""What is proved of a plan: each objective with what was reached and how much it may be at best."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from models.base import Language
from service.pages.page import EVERYWHERE, Cell, Head, Section, Words, table_of
from service.words.labels import word
from service.words.sentences import capital
from service.words.vocabulary import Vocabulary


class Reached(Protocol):
    """An objective of a plan, as a study tells of it."""

    @property
    def level(self) -> str:
        """Its code; a room's words say it (``level_CODE``)."""
        ...

    @property
    def value(self) -> float:
        """What the plan reaches."""
        ...

    @property
    def proved(self) -> bool:
        """Whether no plan reaches more."""
        ...


R = TypeVar("R", bound=Reached)


def yes_or_no(held: bool, language: Language) -> Words:
    """Return whether something holds."""
    return Words(word("yes", language), "good") if held else Words(word("no", language), "weak")


def levels_section(
    levels: Iterable[R],
    language: Language,
    say: Vocabulary,
    figure: Callable[[R, float], Cell],
    *,
    bound: Callable[[R], float] | None = None,
    lead: str = "",
) -> Section:
    """Return the section of what is proved, folded.

    Parameters
    ----------
    say
        The words of the room.
    figure
        Shows a value or a bound of an objective.
    bound
        What no plan may pass; not told when absent.
    lead
        What to know before reading it.
    """
    columns: list[tuple[str | Head, Callable[[R], Cell]]] = [
        (say("objective", language), lambda one: capital(say(f"level_{one.level}", language))),
        (say("value", language), lambda one: figure(one, one.value)),
    ]
    if bound is not None:
        columns.append((say("bound", language), lambda one: figure(one, bound(one))))
    columns.append((say("proved", language), lambda one: yes_or_no(one.proved, language)))
    table = table_of(levels, *columns, where=EVERYWHERE)
    return Section(say("bounds", language), (*[lead] * bool(lead), table), folded=True)
