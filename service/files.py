"""Files made of a page, and how files are put in a folder: all together or not at all."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.base import Language, Text
from models.folders import own_file, own_folder
from service.words.codes import CODES, code

if TYPE_CHECKING:
    from pydantic import BaseModel

    from service.pages.page import Page

CONTACTS = "contacts.json"
"""Beside a study in a folder of one's own: never in an archive, never to be passed on."""
REACHED = ("people", "associations", "donors")
_CONTACT = re.compile(r'("contact":\s*)"(?:[^"\\]|\\.)*"')
STUDY, BOOK, REPORT = "study.json", "classeur.xlsx", "report.html"
FILES = (STUDY, BOOK, REPORT)


class MadeWhenAsked(Mapping[str, bytes]):
    """Files by name, each made when it is first looked at, then kept.

    Parameters
    ----------
    makers
        What makes each file, by its name; may be called twice where two ask at once.
    """

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self._makers = dict(makers)
        self._made: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, name: object) -> bool:
        return name in self._makers


def sizes(files: Mapping[str, bytes]) -> dict[str, int | None]:
    """Return how many bytes each file has; none of those that nobody asked for yet.

    Examples
    --------
    >>> files = MadeWhenAsked({"a": lambda: b"12", "b": lambda: b"345"})
    >>> files["b"], sizes(files)
    (b'345', {'a': None, 'b': 3})
    >>> sizes({"a": b"12"})
    {'a': 2}
    """
    if isinstance(files, MadeWhenAsked):
        return {name: len(files[name]) if name in files._made else None for name in files}
    return {name: len(content) for name, content in files.items()}


def contents(study: BaseModel, page: Page, language: Language) -> dict[str, bytes]:
    """Return the files that every study with a page has, by name."""
    return {name: make() for name, make in makers(study, lambda: page, language).items()}


def makers(
    study: BaseModel, page: Callable[[], Page], language: Language
) -> dict[str, Callable[[], bytes]]:
    """Return what makes the files that every study with a page has, by name."""

    def book() -> bytes:
        from service.pages.workbook import workbook

        return workbook(page(), language)

    def report() -> bytes:
        from service.pages.html import html

        return html(page(), language).encode()

    return {
        STUDY: lambda: passed_on(study.model_dump_json(indent=1)).encode(),
        BOOK: book,
        REPORT: report,
    }


def passed_on(text: str) -> str:
    """Return JSON with every contact emptied: studies are passed on, contacts are not.

    Examples
    --------
    >>> passed_on('{"id": "lea", "contact": "06 12 34 56 78"}')
    '{"id": "lea", "contact": ""}'
    """
    return _CONTACT.sub(r'\1""', text)


def contacts_of(text: str) -> bytes | None:
    """Return the contacts in a study's JSON, by list and id; none where there is none.

    They stay beside the study, for whoever plans from it again.
    """
    if passed_on(text) == text:
        return None
    world = _world(json.loads(text))
    found = {
        name: {one["id"]: one["contact"] for one in world.get(name, ()) if one.get("contact")}
        for name in REACHED
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode() if any(found.values()) else None


def with_contacts(content: bytes, beside: bytes) -> bytes:
    """Return a study's JSON with the contacts that were kept beside it."""
    study, found = json.loads(content), json.loads(beside)
    world = _world(study)
    for name in REACHED:
        known = found.get(name, {})
        for one in world.get(name, ()):
            if not one.get("contact") and isinstance(known.get(one.get("id")), str):
                one["contact"] = known[one["id"]]
    return json.dumps(study, ensure_ascii=False).encode()


def _world(study: Any) -> Mapping[str, Any]:
    """Return the scenario in a study, wherever its kind keeps it."""
    for _ in range(3):
        if not isinstance(study, dict):
            break
        if isinstance(study.get("scenario"), dict):
            found: Mapping[str, Any] = study["scenario"]
            return found
        study = study.get("study", study.get("answer"))
    return {}


def check_writable(folder: Path, names: Sequence[str]) -> None:
    """Make sure that the files can be put in a folder, leaving nothing behind.

    Raises
    ------
    OSError
        When it, or what is above it, is a file or a link to nowhere, or cannot be written; when
        one of the files could not take its place.
    """
    above = _existing(folder)
    if not above.is_dir():
        raise _error(errno.ENOTDIR, above)
    for name in names:
        if (folder / name).is_dir():
            raise _error(errno.EISDIR, folder / name)
    with tempfile.TemporaryDirectory(dir=above, prefix=".ramasse-"):
        pass


def place(
    made: Mapping[str, bytes], folder: Path, *, owned: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Put files in a folder, all of them or none, and return their paths.

    Parameters
    ----------
    owned
        Patterns of names that are ours: those of an earlier time that are not made again go.

    Raises
    ------
    OSError
        When they cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _beside(folder) as aside:
        for name, content in made.items():
            own_folder((aside / name).parent)
            own_file(aside / name)
            (aside / name).write_bytes(content)
        own_folder(folder)
        for name in made:
            own_folder((folder / name).parent)
            (aside / name).replace(folder / name)
    for pattern in owned:
        for path in sorted(folder.glob(pattern)):
            if str(path.relative_to(folder)) not in made:
                path.unlink()
    return tuple(folder / name for name in made)


def cannot_write(path: Path, error: OSError, language: Language) -> str:
    """Return the sentence for a file or folder that cannot be written."""
    name = errno.errorcode.get(error.errno or 0, "")
    why = code(name, language) if name in CODES else error.strerror or type(error).__name__
    # a path made for the time of writing says nothing to people: what they gave, or is in it
    named = Path(str(error.filename)) if error.filename is not None else path
    shown = named if named.is_relative_to(path) and ".ramasse-" not in str(named) else path
    return CANNOT_WRITE.format(path=shown, why=why).in_(language)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Yield a folder for the time of writing, on the same disk."""
    made = Path(
        tempfile.mkdtemp(dir=folder if folder.is_dir() else folder.parent, prefix=".ramasse-")
    )
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest above it that exists, be it a link to nowhere."""
    here = folder.absolute()
    while not os.path.lexists(here):
        here = here.parent
    return here


def _error(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))


CANNOT_WRITE = Text(
    fr="{path} : impossible d'y écrire ({why}). Attendu : un endroit où vous avez le droit "
    "d'écrire. Choisissez-en un autre avec --out.",
    en="{path}: cannot be written ({why}). Expected: a place where you may write. "
    "Choose another one with --out.",
)
