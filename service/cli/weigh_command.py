"""``ramasse weigh``: what came in, from a file, a workbook or the code of a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language, Text
from models.scenario import Scenario
from service.asking.kinds import Kinds
from service.asking.telling import line_of
from service.cli.earlier_studies import BROKEN, UnreadStudyError, plan_in
from service.cli.journal_commands import ledger_at, put, town
from service.cli.options import OPTION, ScenarioName, Spoken, file_faults, refuse
from service.cli.remembering import Database
from service.cli.workbooks import BOOK, path_faults
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
Code = Annotated[
    str | None,
    typer.Option(
        "--code",
        metavar="TEXTE|FICHIER",
        help="Code d'un téléphone de chauffeur, ou un fichier qui en a / "
        "Code of a driver's telephone, or a file with some.",
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
    code: Code = None,
    correct: Correct = "",
    yes: Sure = False,
    database: Database = None,
    lang: Spoken = None,
) -> None:
    """Write what came in into the journal, all of it or nothing; or the workbook to fill in."""
    from scenarios import ScenarioError
    from scenarios.weighing import read_codes, read_visits
    from service.accounts.audit import noted_where_kept
    from service.ledger import LedgerError
    from service.ledger.week_visits import planned_visits
    from service.ledger.weighing import weigh as written

    language, world = town(scenario, lang)
    world, plan = _plan(context.obj, study, world, language)
    if sum(one is not None for one in (file, template, code)) != 1:
        refuse([ONE_OF.in_(language)], language)
    with ledger_at(database, language) as ledger:
        try:
            if template is not None:
                _template(ledger, world, plan, template, language)
                asked = f"ramasse weigh {scenario} {template}"
                asked += f" --study {study}" if study is not None else ""
                typer.echo(WRITTEN.format(path=template, asked=asked).in_(language))
                return
            if file is not None:
                told = read_visits(file, world)
            else:
                told = read_codes(_pasted(code or "", language), world, [plan] if plan else [])
            found = written(
                ledger,
                world,
                told,
                correcting=bool(correct.strip()),
                reason=correct,
                sure=yes,
                planned=planned_visits(world, plan) if plan is not None else (),
                beside=noted_where_kept("weighed", world.id, str(world.week_of)),
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


def _plan(
    kinds: object, study: Path | None, world: Scenario, language: Language
) -> tuple[Scenario, Plan | None]:
    """Return the week that a study planned, with its plan; the scenario's own without a study."""
    if study is None:
        return world, None
    assert isinstance(kinds, Kinds)
    try:
        found = plan_in(study, kinds)
    except UnreadStudyError as error:
        refuse([BROKEN.format(field="--study", path=study, why=error.text).in_(language)], language)
    if found is None:
        refuse([NO_PLAN.format(path=study).in_(language)], language)
    if found[0].id != world.id:
        values = {"path": study, "found": found[0].label, "town": world.label}
        refuse([OTHER_TOWN.format(**values).in_(language)], language)
    return found


def _pasted(code: str, language: Language) -> str:
    """Return the text of a file, if a file is named; else what is given."""
    if code.lstrip().startswith("RM1."):
        return code
    try:
        path = Path(code)
        if path.exists():
            faults = file_faults(path, language)
            if faults:
                refuse(faults, language)
            return path.read_text(encoding="utf-8-sig")
        return code
    except (OSError, ValueError):
        refuse([NO_CODE.format(path=code[:200]).in_(language)], language)


def _template(
    ledger: Ledger, world: Scenario, plan: Plan | None, out: Path, language: Language
) -> None:
    from service.ledger.visit_workbook import visit_workbook

    faults = path_faults(out, BOOK, language)
    if faults:
        refuse(faults, language)
    week = ledger.week_told(world, plan)
    put(out, visit_workbook(world, week, language), language)


def _lines(faults: tuple[Fault, ...], language: Language) -> list[str]:
    return [line_of(one, OPTION, language) for one in faults]


ONE_OF = Text(
    fr="Attendu : un fichier à lire, ou --code et le code d'un téléphone, ou --template et le "
    "classeur à écrire. Donnez l'un des trois.",
    en="Expected: a file to read, or --code and the code of a telephone, or --template and the "
    "workbook to write. Give one of them.",
)
SAY_YES = Text(
    fr="Si c'est bien cela, ajoutez --yes. Rien n'a été écrit.",
    en="If it is so, add --yes. Nothing was written.",
)
NO_CODE = Text(
    fr="--code {path} : illisible. Attendu : un texte en UTF-8, ou le code lui-même. Donnez l'un "
    "ou l'autre.",
    en="--code {path}: cannot be read. Expected: a text in UTF-8, or the code itself. Give either.",
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
