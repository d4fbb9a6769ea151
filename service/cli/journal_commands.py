"""``ramasse weigh``, ``journal`` and ``weeks``: what came in, and how far each week is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language, Text
from models.recurrence import monday_of
from models.scenario import Scenario
from service.asking.kinds import Kinds
from service.asking.telling import line_of
from service.cli.earlier_studies import plan_in
from service.cli.options import FAILED, OPTION, ScenarioName, Spoken, loaded, refuse, spoken
from service.cli.remembering import Database, url_of
from service.cli.workbooks import BOOK, path_faults
from service.files import cannot_write, place
from service.words.journal import journal_word

if TYPE_CHECKING:
    from models.plan import Plan
    from scenarios.faults import Fault
    from service.ledger import Ledger

Told = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FICHIER]",
        help="CSV ou classeur de ce qui est rentré / CSV or workbook of what came in.",
    ),
]
Planned = Annotated[
    Path | None,
    typer.Option(
        "--study",
        metavar="FICHIER",
        help="study.json de la semaine planifiée / of the planned week.",
    ),
]
BookOut = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="FICHIER.xlsx",
        help="Écrire le classeur de la semaine, à remplir / Write the week's workbook to fill in.",
    ),
]
Correct = Annotated[
    str,
    typer.Option(
        "--correct",
        metavar="MOTIF",
        help="Corriger ce qui est déjà dit : pourquoi / Correct what is told already: why.",
    ),
]
Sure = Annotated[
    bool,
    typer.Option("--yes", help="Ce qui étonne est bien cela / What seems doubtful is so."),
]


def weigh(
    context: typer.Context,
    scenario: ScenarioName,
    file: Told = None,
    study: Planned = None,
    template: BookOut = None,
    correct: Correct = "",
    yes: Sure = False,
    database: Database = None,
    lang: Spoken = None,
) -> None:
    """Write what came in into the journal, all of it or nothing; or the workbook to fill in."""
    from scenarios import ScenarioError
    from scenarios.weighing import read_visits
    from service.ledger import LedgerError
    from service.ledger.week_visits import planned_visits
    from service.ledger.weighing import weigh as written

    language, world = _world(scenario, lang)
    world, plan = _plan(context.obj, study, world, language)
    if (file is None) == (template is None):
        refuse([ONE_OF.in_(language)], language)
    with _opened(database, language) as ledger:
        try:
            if file is None:
                assert template is not None
                _template(ledger, world, plan, template, language)
                asked = f"ramasse weigh {scenario} {template}"
                asked += f" --study {study}" if study is not None else ""
                typer.echo(WRITTEN.format(path=template, asked=asked).in_(language))
                return
            told = read_visits(file, world)
            found = written(
                ledger,
                world,
                told,
                correcting=bool(correct.strip()),
                reason=correct,
                sure=yes,
                planned=planned_visits(world, plan) if plan is not None else (),
            )
        except ScenarioError as error:
            refuse([line_of(one, OPTION, language) for one in error.faults], language)
        except LedgerError as error:
            refuse([error.text.in_(language)], language)
    if found.refused:
        faults = _lines((*found.faults, *found.doubts), language)
        sure = [SAY_YES.in_(language)] if found.doubts and not found.faults else []
        refuse([*faults, *sure], language)
    for line in [one.in_(language) for one in told.notes] + _lines(found.warnings, language):
        typer.echo(f"- {line}", err=True)
    key = "written_whole" if found.written else "written_none"
    typer.echo(journal_word[key].format(count=found.written).in_(language))


def journal(
    scenario: ScenarioName,
    database: Database = None,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="FICHIER", help="Écrire toutes les lignes / Write every line."),
    ] = None,
    lang: Spoken = None,
) -> None:
    """Print what was told, by store and association, and whether every line is as written."""
    from rich.console import Console

    from service.ledger.journal_page import as_csv, journal_page
    from service.pages.terminal import show

    language, world = _world(scenario, lang)
    with _opened(database, language, there=True) as ledger:
        told, checked = ledger.journal(world.id), ledger.check_journal(world.id)
    show(journal_page(world, told, checked, language), Console(highlight=False), language)
    if csv is not None:
        _place(csv, as_csv(told).encode(), language)
    if checked.broken is not None:
        raise typer.Exit(FAILED)


def weeks(
    scenario: ScenarioName,
    close: Annotated[
        str | None,
        typer.Option(metavar="AAAA-MM-JJ", help="Clore une semaine / Close a week."),
    ] = None,
    withdraw: Annotated[
        str | None,
        typer.Option(
            metavar="AAAA-MM-JJ", help="Retirer une publication / Withdraw a publication."
        ),
    ] = None,
    reason: Annotated[str, typer.Option(help="Pourquoi retirer / Why withdraw.")] = "",
    database: Database = None,
    lang: Spoken = None,
) -> None:
    """Print how far each week of a town is; close one, or withdraw its publication."""
    from rich.console import Console

    from service.ledger import LedgerError
    from service.ledger.journal_page import calendar_page
    from service.ledger.weeks import calendar
    from service.pages.terminal import show

    language, world = _world(scenario, lang)
    faults = [
        journal_word["bad_week"].format(field=option, value=given).in_(language)
        for option, given in (("--close", close), ("--withdraw", withdraw))
        if given is not None and _day(given) is None
    ]
    if withdraw is not None and not reason.strip():
        faults.append(journal_word["no_reason"].format(field="--reason").in_(language))
    if faults:
        refuse(faults, language)
    with _opened(database, language, there=True) as ledger:
        try:
            if (day := _day(withdraw)) is not None:
                ledger.withdraw(world.id, monday_of(day), reason.strip())
                typer.echo(journal_word("week_withdrawn", language))
            if (day := _day(close)) is not None:
                ledger.close_week(world.id, monday_of(day))
                typer.echo(journal_word("week_closed", language))
            found = calendar(ledger, world.id)
        except LedgerError as error:
            refuse([error.text.in_(language)], language)
    show(calendar_page(world, found, language), Console(highlight=False), language)


def _day(text: str | None) -> date | None:
    from service.ledger.corrections import day

    return None if text is None else day(text)


def _world(scenario: str, lang: Spoken) -> tuple[Language, Scenario]:
    language = spoken(lang)
    found, faults = loaded(scenario, None, (), language)
    if found is None:
        refuse(faults, language)
    return spoken(lang, found.scenario), found.scenario


def _plan(
    kinds: object, study: Path | None, world: Scenario, language: Language
) -> tuple[Scenario, Plan | None]:
    """Return the week that a study planned, with its plan; the scenario's own without a study."""
    if study is None:
        return world, None
    assert isinstance(kinds, Kinds)
    found = plan_in(study, kinds)
    if found is None:
        refuse([NO_PLAN.format(path=study).in_(language)], language)
    if found[0].id != world.id:
        values = {"path": study, "found": found[0].label, "town": world.label}
        refuse([OTHER_TOWN.format(**values).in_(language)], language)
    return found


def _opened(database: str | None, language: Language, *, there: bool = False) -> Ledger:
    from service.ledger import Ledger, LedgerError, exists

    url = url_of(database)
    if there and not exists(url):
        refuse([journal_word["none"].format(url=url).in_(language)], language)
    try:
        return Ledger(url)
    except LedgerError as error:
        refuse([error.text.in_(language)], language)


def _template(
    ledger: Ledger, world: Scenario, plan: Plan | None, out: Path, language: Language
) -> None:
    from service.ledger.visit_workbook import visit_workbook

    faults = path_faults(out, BOOK, language)
    if faults:
        refuse(faults, language)
    week = ledger.week_told(world, plan)
    _place(out, visit_workbook(world, week, language), language)


def _place(out: Path, content: bytes, language: Language) -> None:
    try:
        place({out.name: content}, out.parent)
    except OSError as error:
        refuse([cannot_write(out, error, language)], language)


def _lines(faults: tuple[Fault, ...], language: Language) -> list[str]:
    return [line_of(one, OPTION, language) for one in faults]


ONE_OF = Text(
    fr="Attendu : un fichier à lire, ou --template et le classeur à écrire. Donnez l'un des deux.",
    en="Expected: a file to read, or --template and the workbook to write. Give one of them.",
)
SAY_YES = Text(
    fr="Si c'est bien cela, ajoutez --yes. Rien n'a été écrit.",
    en="If it is so, add --yes. Nothing was written.",
)
NO_PLAN = Text(
    fr="--study {path} : pas une semaine planifiée. Attendu : le study.json de `ramasse run`.",
    en="--study {path}: not a planned week. Expected: the study.json of `ramasse run`.",
)
OTHER_TOWN = Text(
    fr="--study {path} : une semaine de {found}, pas de {town}. Donnez le scénario de sa ville.",
    en="--study {path}: a week of {found}, not of {town}. Give the scenario of its town.",
)
WRITTEN = Text(
    fr="Classeur écrit : {path}. Remplissez-le, puis : {asked}",
    en="Workbook written: {path}. Fill it in, then: {asked}",
)
