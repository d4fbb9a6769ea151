"""``ramasse backup`` and ``restore``: all that is kept as one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Text
from models.dates import dated
from models.words import LEDGER
from service.cli.options import FAILED, Spoken, file_faults, refuse, spoken
from service.cli.remembering import Database, url_of
from service.files import cannot_write
from service.words.sentences import count

if TYPE_CHECKING:
    from models.base import Language
    from service.backup.archive import Contents

File = Annotated[Path, typer.Argument(metavar="FICHIER", help="La sauvegarde / The backup.")]


def backup(file: File, database: Database = None, lang: Spoken = None) -> None:
    """Write all that the database keeps to a file, read back and checked; servers go on working."""
    from service.backup.taking import take
    from service.database_errors import DatabaseError

    language = spoken(lang)
    try:
        contents = take(url_of(database), file)
    except DatabaseError as error:
        refuse([error.text.in_(language)], language)
    except OSError as error:
        refuse([cannot_write(file, error, language)], language)
    typer.echo(SAVED.format(file=file, **_sums(contents, language)).in_(language))
    _tell_broken(contents, language)


def restore(
    file: File,
    database: Database = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Effacer ce que la base contient / Erase what it keeps."),
    ] = False,
    lang: Spoken = None,
) -> None:
    """Put a backup into an empty database: all of it, or nothing."""
    from service.backup.restoring import restore as put_back
    from service.database_errors import DatabaseError

    language = spoken(lang)
    faults = file_faults(file, language)
    if faults:
        refuse(faults, language)
    try:
        contents = put_back(file, url_of(database), replace=replace)
    except DatabaseError as error:
        refuse([error.text.in_(language)], language)
    except OSError as error:
        refuse([cannot_write(file, error, language)], language)
    typer.echo(RESTORED.format(**_sums(contents, language)).in_(language))
    _tell_broken(contents, language)


def _sums(contents: Contents, language: Language) -> dict[str, object]:
    lines = sum(one.lines for one in contents.chains if one.of == "journal")
    return {
        "rows": count(contents.rows, "row", language),
        "lines": count(lines, "journal_line", language),
        "on": dated(contents.made_at.date()),
    }


def _tell_broken(contents: Contents, language: Language) -> None:
    """Say which journals and ledgers were not as written, and end as a failure then."""
    broken = [one for one in contents.chains if one.broken is not None]
    for one in broken:
        typer.echo(
            ALTERED.format(what=REGISTERS[one.of], town=one.town, line=one.broken).in_(language),
            err=True,
        )
    if broken:
        raise typer.Exit(FAILED)


SAVED = Text(
    fr="{file} : {rows}, relues et vérifiées ; {lines} de journal vérifiées une à une. Les "
    "liens des téléphones ne sont pas dans la sauvegarde.",
    en="{file}: {rows}, read back and checked; {lines} of the journal checked one by one. Links of "
    "telephones are not in the backup.",
)
RESTORED = Text(
    fr="La sauvegarde du {on} est remise en place : {rows}, {lines} de journal, toutes vérifiées.",
    en="The backup of {on} is put back: {rows}, {lines} of the journal, all checked.",
)
REGISTERS = {
    "journal": Text(fr="Le journal", en="The journal"),
    "ledger": LEDGER,
}
ALTERED = Text(
    fr="{what} de {town} n'est pas tel qu'il a été écrit à partir de la ligne {line}. Comparez "
    "avec une sauvegarde plus ancienne.",
    en="{what} of {town} is not as it was written from line {line} on. Compare with an older "
    "backup.",
)
