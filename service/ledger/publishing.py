"""Before a week is published: what will be written and for whom, and what to think of first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from models.allocation import Allocation
from models.base import Language, Text
from models.dates import full_date
from models.numbers import amount
from service.ledger.lines import published_lines
from service.pages.page import (
    EVERYWHERE,
    NOWHERE,
    Alert,
    Head,
    Number,
    Page,
    Section,
    table_of,
)
from service.words.journal import journal_word


def publishing_page(
    split: Allocation,
    warnings: Iterable[Text],
    language: Language,
    kept: Mapping[str, float] | None = None,
) -> Page:
    """Return what publishing a split writes, by association, and warnings before it.

    Parameters
    ----------
    kept
        kg by association of a week that is published already: differences are written.
    """
    there = kept or {}

    def say(key: str, **values: object) -> str:
        return journal_word(key, language, **values)

    need: dict[str, float] = defaultdict(float)
    promised: dict[str, float] = defaultdict(float)
    for line in published_lines(split):
        kg = need if line["kind"] == "need" else promised
        kg[line["association"]] += line["kg"]
    table = table_of(
        split.scenario.associations,
        (say("association"), lambda one: one.label),
        (say("need"), lambda one: need[one.id]),
        (say("promised" if kept is None else "came_in"), lambda one: promised[one.id]),
        (
            Head(say("difference"), NOWHERE if kept is None else EVERYWHERE),
            lambda one: Number(promised[one.id] - there.get(one.id, 0.0), 1, sign=True),
        ),
        (
            say("level"),
            lambda one: Number(
                promised[one.id] / need[one.id] if need[one.id] else None, share=True
            ),
        ),
    )
    return Page(
        title=split.scenario.label,
        subtitle=say("will_be_written"),
        answer=say(
            "answer_publishing" if kept is None else "answer_settling",
            week=full_date(split.scenario.week_of, language),
            kg=amount(sum(promised.values()), "kg", language),
        ),
        alerts=tuple(Alert(one.in_(language)) for one in warnings),
        sections=(Section(say("will_be_written"), (table,)),),
    )


def settles(split: Allocation) -> bool:
    """Tell whether a split is of what really came in, to be set against what was promised."""
    return any(one.planned_kg is not None for one in split.standings)


def unshared(split: Allocation) -> Sequence[Text]:
    """Return that some food of a split goes to nobody, if it does."""
    kg = sum(one.kg for one in split.left)
    if kg < LEAST_KG:
        return ()
    return (UNSHARED.format(kg=Text(fr=amount(kg, "kg", "fr"), en=amount(kg, "kg", "en"))),)


SETTLED = Text(fr="ce qui est vraiment rentré", en="what really came in")
"""Why the lines of a week that is published already are written."""
LEAST_KG = 0.5
"""Less than that is a rounding."""
UNSHARED = Text(
    fr="Sans preneur : {kg}. « Reste à proposer » dit pourquoi.",
    en='Going to nobody: {kg}. "Left to offer" says why.',
)
NEWER_PLAN = Text(
    fr="Un plan plus récent de cette semaine existe ({what}). Publiez plutôt sa répartition.",
    en="There is a newer plan of this week ({what}). Rather publish the split of it.",
)
OTHER_DRAFT = Text(
    fr="La dernière répartition notée pour cette semaine, le {on}, est une autre.",
    en="The last split noted for this week, on {on}, is another one.",
)
