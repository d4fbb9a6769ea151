"""What a split prints: who receives what, why, and what other rules would give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from models.allocation import Allocation
from models.associations import Association
from models.base import Language
from models.scenario import Scenario
from service.kinds.split.accounts import HEADS, accounts
from service.kinds.split.words import split_word
from service.words.labels import amount, colon, full_date, number, percent, word
from solver.allocation.rules import RULE_NAMES

if TYPE_CHECKING:
    from rich.console import Console

    from service.ledger import Balance

NAMES = 2
"""Columns of names in the table of accounts; those of kg follow."""
MOST_LEFT = 8
"""Lots left over that are shown."""


def show(allocation: Allocation, console: Console, language: Language) -> None:
    """Print a split: every text of the scenario is printed as it is, never as markup."""
    from rich.table import Table
    from rich.text import Text as Styled

    def say(key: str) -> str:
        return split_word(key, language)

    def title(text: str) -> None:
        console.print()
        console.print(Styled(text, style="bold"))

    scenario = allocation.scenario
    console.print(Styled(f"{say('title')}{colon(language)}{scenario.label}", style="bold cyan"))
    week = f"{word('week_of', language)} {full_date(scenario.week_of, language)}"
    chosen = RULE_NAMES[allocation.provenance.rule].in_(language)
    source = f"{say('supply')}{colon(language)}{say(allocation.supply.source)}"
    rule = f"{say('rule')}{colon(language)}{chosen}"
    window = f"{say('window')}{colon(language)}{allocation.history.weeks + 1}"
    console.print(Styled(f"{week}. {rule}. {source}. {window}.", style="dim"))
    for one in allocation.findings:
        style = "yellow" if one.severity == "warning" else "dim"
        console.print(Styled(one.text.in_(language), style=style))
    table = Table(box=None, pad_edge=False)
    for key, side in (("association", "left"), ("need", "right"), ("received", "right")):
        table.add_column(Styled(say(key)), justify="left" if side == "left" else "right")
    table.add_column(Styled(say("level")), justify="right")
    table.add_column(Styled(say("cumulated")), justify="right")
    for standing in allocation.standings:
        table.add_row(
            Styled(scenario.association[standing.association].label),
            number(standing.need_kg, language),
            number(standing.received_kg, language),
            percent(standing.level, language),
            percent(standing.cumulated_level, language),
        )
    console.print()
    console.print(table)
    title(say("why"))
    for standing in allocation.standings:
        name = scenario.association[standing.association].label
        line = f"- {name}{colon(language)}{standing.reason.in_(language)}"
        if standing.if_more_kg is not None and standing.if_fewer_kg is not None:
            line += (
                f" ±20 %{colon(language)}{_signed(standing.if_more_kg, language)} / "
                f"{_signed(standing.if_fewer_kg, language)}."
            )
        console.print(Styled(line))
    _accounts(allocation, console, language)
    _rules(allocation, console, language)
    if allocation.left:
        title(say("left"))
        for left in sorted(allocation.left, key=lambda one: -one.kg)[:MOST_LEFT]:
            label = allocation.supply.lot[left.lot].label
            console.print(
                Styled(
                    f"- {label}{colon(language)}{amount(left.kg, 'kg', language)}. "
                    f"{left.reason.in_(language)}"
                )
            )
    for pair in allocation.jealous:
        names = " → ".join(scenario.association[who].label for who in pair)
        console.print(Styled(f"{say('jealous')}{colon(language)}{names}", style="yellow"))


def _accounts(allocation: Allocation, console: Console, language: Language) -> None:
    from rich.table import Table
    from rich.text import Text as Styled

    found = accounts(allocation)
    if not found:
        return
    console.print()
    console.print(Styled(split_word("accounts", language), style="bold"))
    table = Table(box=None, pad_edge=False)
    for place, head in enumerate(HEADS):
        side: Literal["left", "right"] = "left" if place < NAMES else "right"
        table.add_column(Styled(split_word(head, language)), justify=side)
    for one in found:
        kg = (one.before_kg, one.fair_kg, one.received_kg, one.after_kg)
        table.add_row(
            Styled(one.association), Styled(one.family), *(number(v, language, 1) for v in kg)
        )
    console.print(table)
    console.print(Styled(split_word("accounts_legend", language), style="dim"))


def _rules(allocation: Allocation, console: Console, language: Language) -> None:
    from rich.table import Table
    from rich.text import Text as Styled

    console.print()
    console.print(Styled(split_word("rules", language), style="bold"))
    table = Table(box=None, pad_edge=False)
    table.add_column(Styled(split_word("rule", language)))
    for key in ("total", "lowest", "gini", "smallest", "largest", "price"):
        table.add_column(Styled(split_word(f"{key}_short", language)), justify="right")
    for one in allocation.comparisons:
        table.add_row(
            Styled(RULE_NAMES[one.rule].in_(language)),
            number(one.total_kg, language),
            percent(one.lowest, language),
            number(one.gini, language, 3),
            percent(one.smallest, language),
            percent(one.largest, language),
            percent(one.price, language, 1),
        )
    console.print(table)
    console.print(Styled(split_word("legend", language), style="dim"))


def show_balances(
    scenario: Scenario,
    balances: Sequence[Balance],
    console: Console,
    language: Language,
    *,
    families: bool,
) -> None:
    """Print what each association needed, was promised and keeps, by family if asked."""
    from rich.table import Table
    from rich.text import Text as Styled

    table = Table(box=None, pad_edge=False)
    table.add_column(Styled(split_word("association", language)))
    for key in ("weeks", "need", "promised", "kept", "level", "per_person"):
        table.add_column(Styled(split_word(key, language)), justify="right")
    for one in balances:
        known = scenario.association.get(one.association)
        table.add_row(
            Styled(one.association if known is None else known.label),
            number(one.weeks, language),
            number(one.need_kg, language),
            number(one.promised_kg, language),
            number(one.received_kg, language),
            percent(one.received_kg / one.need_kg, language) if one.need_kg > 0 else "",
            "" if known is None or not known.people else _each(one.received_kg, known, language),
        )
        for family, kg in sorted(one.by_family_kg.items()) if families else ():
            kind = scenario.family.get(family)
            label = family if kind is None else kind.label
            each = "" if known is None or not known.people else _each(kg, known, language)
            kept = number(kg, language, 1)
            table.add_row(Styled(f"  {label}", style="dim"), "", "", "", kept, "", each)
    console.print(table)


def _each(kg: float, who: Association, language: Language) -> str:
    return number(kg / who.people, language, 2)


def _signed(kg: float, language: Language) -> str:
    sign = "+" if kg > 0 else ""
    return f"{sign}{amount(kg, 'kg', language)}"
