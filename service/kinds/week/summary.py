"""What a run prints: the plan in one screen or two, readable at 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.base import Language, clock
from models.calendar import DAY_NAMES
from models.plan import Round
from models.study import Study
from service.kinds.week.against_alone import Compared, compare
from service.kinds.week.deliveries import brought, carried_kg, shares_food
from service.kinds.week.files import FOLDERS
from service.kinds.week.rounds import by_day, driven_km, label
from service.words.labels import (
    amount,
    capital,
    code,
    colon,
    count,
    full_date,
    number,
    percent,
    semicolon,
    signed,
    word,
)

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

MOST = 8
"""Unserved pick-ups shown in full."""
NOTHING = "—"
"""A remedy when there is none."""


def show(study: Study, console: Console, language: Language, files: Sequence[Path] = ()) -> None:
    """Print a study: every text of the scenario is printed as it is, never as markup."""
    from rich.text import Text as Styled

    def title(key: str) -> None:
        console.print()
        console.print(Styled(word(key, language), style="bold"))

    scenario = study.scenario
    console.print(Styled(f"{scenario.label} ({scenario.variant})", style="bold cyan"))
    console.print(
        Styled(f"{word('week_of', language)} {full_date(scenario.week_of, language)}", style="dim")
    )
    _alerts(study, console, language)
    title("summary")
    console.print(_totals(study, language))
    if shares_food(study):
        title("associations")
        compared = compare(study)
        console.print(_associations(compared, language))
        for line in _winners(compared, language):
            console.print(line)
    if scenario.units:
        title("deliveries")
        console.print(_deliveries(study, language))
    title("rounds")
    _rounds(study, console, language)
    title("unserved")
    _unserved(study, console, language)
    if scenario.units:
        title("undelivered")
        _undelivered(study, console, language)
    if shares_food(study):
        title("diagnosis")
        _lines(console, _diagnosis(study, language))
    title("bounds")
    _lines(console, _bounds(study, language))
    if study.simulation is not None:
        title("simulation")
        _lines(console, _simulation(study, language))
    title("limits")
    _lines(console, _limits(study, language))
    if files:
        title("files")
        for path in dict.fromkeys(p.parent if p.parent.name in FOLDERS else p for p in files):
            console.print(Styled(f"  {path}"), soft_wrap=True)


def _lines(console: Console, lines: Sequence[str]) -> None:
    """Print sentences with a hanging indent."""
    from rich.padding import Padding
    from rich.text import Text as Styled

    for line in lines:
        console.print(Padding(Styled(line), (0, 0, 0, 2)))


def _grid(*justify: str) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2))
    for one in justify:
        grid.add_column(justify="right" if one == "r" else "left")
    return grid


def _cells(*cells: str, style: str = "") -> tuple[RenderableType, ...]:
    from rich.text import Text as Styled

    return tuple(Styled(cell, style=style) for cell in cells)


def _alerts(study: Study, console: Console, language: Language) -> None:
    from rich.text import Text as Styled

    if study.violations:
        console.print(Styled(word("violations", language), style="bold red"))
    for one in study.violations:
        console.print(Styled(f"  {one.text.in_(language)}", style="red"))
    for one in study.findings:
        if one.severity != "info":
            console.print(Styled(one.text.in_(language), style="yellow"))


def _totals(study: Study, language: Language) -> Table:
    now, alone = study.totals, study.alone_totals
    grid = _grid("l", "r", "r")
    if alone is not None:
        grid.add_row(*_cells("", "", word("alone", language), style="dim"))

    def row(key: str, value: str, apart: str = "") -> None:
        grid.add_row(*_cells(f"  {word(key, language)}", value, apart))

    def both(key: str, field: str, unit: str = "") -> None:
        found = [
            amount(getattr(one, field), unit, language).strip()
            for one in (now, alone)
            if one is not None
        ]
        row(key, *found)

    if now.due_kg:
        row("due", amount(now.due_kg, "kg", language))
        row("delivered", amount(now.delivered_kg, "kg", language))
    if shares_food(study):
        both("usable_kg", "usable_kg", "kg")
        share = now.usable_kg / now.need_kg if now.need_kg else 1.0
        apart = ""
        if alone is not None and alone.need_kg:
            apart = percent(alone.usable_kg / alone.need_kg, language)
        row("share_of_need", percent(share, language), apart)
        both("meals", "meals")
    both("rounds", "rounds")
    both("person_hours", "person_hours", "h")
    both("km", "km", "km")
    both("cost", "eur", "€")
    both("co2", "co2_kg", "kg")
    both("co2_avoided", "co2_avoided_kg", "kg")
    return grid


def _associations(compared: Sequence[Compared], language: Language) -> Table:
    from rich.table import Table
    from rich.text import Text as Styled

    together = any(one.alone is not None for one in compared)
    table = Table(box=None, padding=(0, 1), pad_edge=True)
    table.add_column(word("association", language), overflow="fold", max_width=30)
    keys = ["need", "received", "share_of_need", *(["alone", "difference"] if together else [])]
    for key in keys:
        table.add_column(word(key, language), justify="right")
    for one in compared:
        cells = [
            number(one.now.need_kg, language),
            number(one.now.received_kg, language),
            percent(one.now.share_of_need, language),
        ]
        if one.alone is not None:
            cells += [
                number(one.alone.received_kg, language),
                signed(one.difference_kg, language),
            ]
        style = "green" if one.gains else "red" if one.loses else ""
        row = [*_cells(one.label, *cells[:-1]), Styled(cells[-1], style=style)]
        table.add_row(*row)
    return table


def _winners(compared: Sequence[Compared], language: Language) -> list[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text as Styled

    found: list[RenderableType] = []
    for key, style, chosen in (
        ("better_off", "green", [one for one in compared if one.gains]),
        ("worse_off", "red", [one for one in compared if one.loses]),
    ):
        names = ", ".join(
            f"{one.label} ({signed(one.difference_kg, language)}\u00a0kg)" for one in chosen
        )
        if names:
            said = Styled(f"{word(key, language)}{colon(language)}{names}", style=style)
            found.append(Padding(said, (0, 0, 0, 2)))
    return found


def _rounds(study: Study, console: Console, language: Language) -> None:
    from rich.text import Text as Styled

    if not study.plan.rounds:
        console.print(Styled(f"  {word('nothing_planned', language)}"))
    for day, rounds in by_day(study.plan):
        heading = (
            f"{capital(DAY_NAMES[day].in_(language))}, {count(len(rounds), 'round', language)}"
        )
        console.print(Styled(f"  {heading}", style="underline"))
        grid = _grid("l", "l", "r", "r", "r")
        for item in rounds:
            kg = carried_kg(study.scenario, study.plan, item)
            span = f"    {clock(item.stops[0].leave_s)}–{clock(item.stops[-1].arrive_s)}"
            grid.add_row(
                *_cells(
                    span,
                    study.scenario.vehicle[item.vehicle].label,
                    _purpose(item, language),
                    amount(kg, "kg", language),
                    amount(driven_km(study, item), "km", language),
                )
            )
        console.print(grid)


def _purpose(item: Round, language: Language) -> str:
    """Return how many pick-ups a round makes, and drops if it brings units or only carries."""
    drops = sum(stop.kind == "drop" for stop in item.stops)
    brings = any(stop.units or stop.errand for stop in item.stops)
    parts = [count(drops, "drop", language)] if brings or not item.collected else []
    if item.collected:
        parts.append(count(len(item.collected), "pickup", language))
    return ", ".join(parts)


def _unserved(study: Study, console: Console, language: Language) -> None:
    if not study.unserved:
        _lines(console, [word("unserved_none", language)])
    for one in study.unserved[:MOST]:
        pickup = study.scenario.pickups[one.pickup]
        _told(
            console,
            f"{label(study.scenario, pickup.donor)}, {DAY_NAMES[pickup.day].in_(language)}, "
            f"{amount(one.kg, 'kg', language)}{colon(language)}{one.reason.in_(language)}",
            one.remedy.in_(language),
        )
    _others(console, [one.kg for one in study.unserved[MOST:]], language)


def _deliveries(study: Study, language: Language) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 1), pad_edge=True)
    table.add_column(word("association", language), overflow="fold", max_width=30)
    for key in ("due", "delivered", "visits"):
        table.add_column(word(key, language), justify="right")
    table.add_column(word("packing", language), overflow="fold")
    for one in brought(study, language):
        cells = [number(kg, language) for kg in (one.due_kg, one.delivered_kg)]
        style = "red" if one.left else ""
        packing = one.packed or NOTHING
        table.add_row(*_cells(one.label, *cells, str(one.visits), packing, style=style))
    return table


def _undelivered(study: Study, console: Console, language: Language) -> None:
    if not study.undelivered:
        _lines(console, [word("undelivered_none", language)])
    for one in study.undelivered[:MOST]:
        unit = study.scenario.units[one.unit]
        family = study.scenario.family[unit.family].label
        _told(
            console,
            f"{label(study.scenario, unit.to)}, {family}, "
            f"{amount(one.kg, 'kg', language)}{colon(language)}{one.reason.in_(language)}",
            one.remedy.in_(language),
        )
    _others(console, [one.kg for one in study.undelivered[MOST:]], language)


def _told(console: Console, reason: str, remedy: str) -> None:
    """Print a reason, and the remedy under it where there is one."""
    from rich.padding import Padding
    from rich.text import Text as Styled

    console.print(Padding(Styled(reason), (0, 0, 0, 2)))
    if remedy != NOTHING:
        console.print(Padding(Styled(f"→ {remedy}", style="dim"), (0, 0, 0, 4)))


def _others(console: Console, kg: Sequence[float], language: Language) -> None:
    if kg:
        total = amount(sum(kg), "kg", language)
        _lines(console, [f"+ {count(len(kg), 'other', language)} ({total})"])


def _diagnosis(study: Study, language: Language) -> list[str]:
    found = study.diagnosis
    pairs = (
        ("need", found.need_kg),
        ("supply_kg", found.supply_kg),
        ("free_logistics", found.free_logistics_kg),
        ("planned_kg", found.planned_kg),
    )
    figures = [
        f"{word(key, language)}{colon(language)}{amount(kg, 'kg', language)}" for key, kg in pairs
    ]
    return [found.verdict.in_(language), *figures]


def _bounds(study: Study, language: Language) -> list[str]:
    units = {"food": "kg", "hours": "h", "cost": "€"}
    lines = []
    for one in study.bounds:
        name = word(one.objective, language) + colon(language)
        unit = units[one.objective]
        bound = (
            word("none_known", language)
            if one.bound is None
            else amount(one.bound, unit, language, 1)
        )
        lines.append(
            f"{name}{amount(one.value, unit, language, 1)}{semicolon(language)}"
            f"{word('bound', language).lower()}{colon(language)}{bound} "
            f"({one.method.in_(language)})"
        )
    return lines


def _simulation(study: Study, language: Language) -> list[str]:
    found = study.simulation
    assert found is not None
    rows = (
        ("usable_kg", found.usable_kg, "kg", 0),
        ("kg_lost", found.kg_lost, "kg", 0),
        ("late_stops", found.late_stops, "", 1),
        ("overtime_min", found.overtime_min, "min", 0),
    )
    lines = [f"{count(found.weeks, 'week', language)}. {found.recourse.in_(language)}"]
    for key, one, unit, digits in rows:
        mean, low, high = (
            amount(value, unit, language, digits).strip() for value in (one.mean, one.p10, one.p90)
        )
        spread = word("eight_in_ten", language).format(low=low, high=high)
        lines.append(
            f"{word(key, language)}{colon(language)}{mean} {word('on_average', language)}"
            f"{semicolon(language)}{spread}"
        )
    lines += [
        f"{capital(code(name, language))}{colon(language)}{percent(share, language)} "
        f"{word('of_weeks', language)}"
        for name, share in found.failures.items()
    ]
    return lines


def _limits(study: Study, language: Language) -> list[str]:
    origin = study.provenance
    ran = semicolon(language).join(
        (
            code(origin.engine, language),
            f"{word('seed', language).lower()} {origin.seed}",
            code(origin.termination, language),
            amount(origin.elapsed_s, "s", language, 1),
        )
    )
    stamps = [one.text.in_(language) for one in study.findings if one.severity == "info"]
    return [*stamps, *study.scenario.notes, ran]
