"""The command ``ramasse``: one command a kind of run, and those of files and of the server.

Each is imported once it is called: help names them all without waiting for any.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

from service.cli.late import Late, LateGroup, at

if TYPE_CHECKING:
    from service.asking.kinds import Kinds

BEFORE: Mapping[str, Late] = {
    "check": Late(
        "Vérifier un scénario sans le planifier / Check a scenario", at("service.cli.check:check")
    ),
}
AFTER: Mapping[str, Late] = {
    "schema": Late(
        "Le schéma JSON des scénarios / The JSON Schema of scenario files",
        at("service.cli.check:schema"),
    ),
    "scenarios": Late(
        "Les scénarios fournis, leurs variantes / Scenarios that come with it",
        at("service.cli.check:scenarios"),
    ),
    "serve": Late(
        "Servir la page et l'API / Serve the page and the API", at("service.cli.serve:serve")
    ),
    "template": Late(
        "Un classeur à remplir / A workbook to fill in", at("service.cli.workbooks:template")
    ),
    "import": Late(
        "Reprendre une liste à vous / Take a list of your own", at("service.cli.lists:import_list")
    ),
    "hours": Late(
        "Reprendre des horaires d'ouverture / Take opening hours", at("service.cli.hours:hours")
    ),
    "convert": Late(
        "Passer de YAML à Excel, ou l'inverse / From YAML to Excel, or back",
        at("service.cli.workbooks:convert"),
    ),
    "weigh": Late(
        "Saisir ce qui est rentré / Weigh in what came", at("service.cli.weigh_command:weigh")
    ),
    "journal": Late(
        "Ce qui est rentré, et s'il est intact / What came in, and if intact",
        at("service.cli.journal_commands:journal"),
    ),
    "weeks": Late(
        "Où en est chaque semaine / How far each week is",
        at("service.cli.journal_commands:weeks"),
    ),
    "backup": Late(
        "Tout sauvegarder dans un fichier / Save all in one file",
        at("service.cli.backup_commands:backup"),
    ),
    "restore": Late(
        "Remettre une sauvegarde en place / Put a backup back",
        at("service.cli.backup_commands:restore"),
    ),
    "forget": Late(
        "Effacer une personne partout / Erase a person everywhere",
        at("service.cli.forget_command:forget"),
    ),
    "addresses": Late(
        "Les adresses et leurs positions / Addresses and where they are",
        at("service.cli.addresses:addresses_app"),
    ),
    "ledger": Late(
        "Le registre de ce qui est promis, reçu, refusé, retourné / The ledger",
        at("service.cli.ledger_commands:ledger_app"),
    ),
    "outlines": Late(
        "Les contours sous les cartes / The outlines under maps",
        at("service.cli.outlines:outlines_app"),
    ),
    "roads": Late("Le réseau routier / The road graph", at("service.cli.roads:roads_app")),
    "user": Late(
        "Les comptes : qui peut se connecter, et ce que chacun peut / Accounts: who may log in",
        at("service.cli.user_commands:user_app"),
    ),
    "words": Late(
        "Tous les textes, pour qui les relit ou les traduit / All texts, for a translator",
        at("service.cli.words:words_app"),
    ),
}


def app_of(kinds: Kinds) -> typer.Typer:
    """Return the command ``ramasse`` over some kinds of runs."""

    def made(name: str) -> Callable[[], Callable[..., Any]]:
        def of_kind() -> Callable[..., Any]:
            from service.cli.kind_command import command_of

            return command_of(kinds[name], kinds)

        return of_kind

    runs = {command: Late(told, made(name)) for command, (name, told) in kinds.commands.items()}

    class Commands(LateGroup):
        late: ClassVar[Mapping[str, Late]] = {**BEFORE, **runs, **AFTER}

    app = typer.Typer(
        cls=Commands,
        help="Logistique partagée de l'aide alimentaire / Shared logistics for food aid.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"obj": kinds},
    )
    app.callback()(always)
    return app


def main() -> None:
    """Run the command."""
    from service.kinds.registry import KINDS

    # pydantic would read the metadata of every library that is installed
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a narrow character set must not end a run
            stream.reconfigure(errors="replace")
    app_of(KINDS)()


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"ramasse {version('ramasse')}")
        raise typer.Exit


def always(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="La version / The version."
        ),
    ] = False,
) -> None:
    """Tell the version, if that is all that is asked; what is written says that a command did."""
    del version
    if context.invoked_subcommand != "serve":
        from service.acting import COMMAND, by_hand_of

        context.with_resource(by_hand_of(COMMAND))
