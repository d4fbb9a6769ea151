"""Where a scenario comes from: a name of the library, or the path of a YAML file or workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from models.base import Text
from models.unread import why_unread
from scenarios.faults import Fault, OtherFileError, ScenarioError, choices, meant, shown
from scenarios.other_files import other_file, other_table, unlike_its_name
from tabular.container import MAX_FILE, is_workbook

LIBRARY = Path(__file__).parent / "library"
MAX_BYTES = 5_000_000
_CHECK = Text(fr="Vérifiez le nom.", en="Check the name.")


@dataclass(frozen=True)
class Source:
    """The text of a scenario file, or its workbook."""

    text: str
    label: str
    """How faults name the file."""
    folder: Path
    """Where the tables that it names are."""
    book: bytes | None = None
    """The content of a workbook, which has no text."""


def library() -> tuple[str, ...]:
    """Return the names of the scenarios that come with the program, in order."""
    return tuple(sorted(path.stem for path in LIBRARY.glob("*.yaml")))


def read(source: str | Path) -> Source:
    """Return the text of a scenario.

    Parameters
    ----------
    source
        A name of the library, or a path; a bare name of the library is never a path.

    Raises
    ------
    ScenarioError
        There is no such file, or it is not a text of a reasonable size.
    """
    if isinstance(source, str) and source in library():
        path, label = LIBRARY / f"{source}.yaml", f"{source}.yaml"
    else:
        path, label = Path(source), str(source)
    try:
        content = _content(path, label)
    except (OSError, ValueError) as error:
        why = why_unread(path, error)
        raise ScenarioError([Fault(place=shown(label), path="", text=why)]) from error
    # by content: a name may say anything
    if is_workbook(content):
        return Source("", label, path.parent, content)
    return Source(_decoded(content, label), label, path.parent)


def _content(path: Path, label: str) -> bytes:
    if not path.is_file() and not path.is_dir():  # a pipe would be waited for
        _refuse_absent(path, label)
    with path.open("rb") as file:
        content = file.read(MAX_FILE + 1)
    other = other_file(content)
    if other is not None:
        raise OtherFileError([Fault(place=label, path="", text=other)])
    most = MAX_FILE if is_workbook(content) else MAX_BYTES
    if len(content) > most:
        size = path.stat().st_size / 1e6
        _refuse(
            label,
            f"Le fichier fait {size:.1f} Mo. Attendu : {most / 1e6:g} Mo au plus. "
            "Vérifiez que c'est bien un scénario.",
            f"The file is {size:.1f} MB. Expected: {most / 1e6:g} MB at most. "
            "Check that it is a scenario.",
        )
    return content


def _decoded(content: bytes, label: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse_table(content.decode("latin-1"), label)
        line = content.count(b"\n", 0, error.start) + 1
        _refuse(
            f"{label}:{line}",
            "Un caractère n'est pas en UTF-8. Attendu : un texte UTF-8. "
            "Enregistrez de nouveau le fichier avec l'encodage UTF-8.",
            "A character is not UTF-8. Expected: UTF-8 text. "
            "Save the file again with the UTF-8 encoding.",
        )
    if not text.strip():
        _refuse(
            label,
            "Le fichier est vide. Attendu : un scénario. Partez d'un scénario de la bibliothèque : "
            f"{choices(library())}.",
            "The file is empty. Expected: a scenario. Start from one of the library: "
            f"{choices(library())}.",
        )
    return text


def refuse_table(text: str, label: str) -> None:
    """Say of a text that is no scenario that it is a table, where it is one or is named so.

    Raises
    ------
    OtherFileError
        It is.
    """
    found = other_table(text) or unlike_its_name(label)
    if found is not None:
        raise OtherFileError([Fault(place=label, path="", text=found)])


def _refuse_absent(path: Path, label: str) -> NoReturn:
    known = library()
    beside = (
        [*path.parent.glob("*.y*ml"), *path.parent.glob("*.xlsx")] if path.parent.is_dir() else ()
    )
    remedy = meant(label, (*known, *(str(other) for other in beside)), _CHECK)
    names = choices(known)
    _refuse(
        shown(label),
        f"Ni un scénario de la bibliothèque, ni un fichier. Attendu : {names}, ou un chemin. "
        f"{remedy.fr}",
        f"Neither a scenario of the library nor a file. Expected: {names}, or a path. {remedy.en}",
    )


def _refuse(place: str, fr: str, en: str) -> NoReturn:
    raise ScenarioError([Fault(place=place, path="", text=Text(fr=fr, en=en))])
