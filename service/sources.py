"""Where a scenario is read from: what was sent, the files it names beside it, or a file here."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from models.base import Text
from scenarios import Fault, Loaded, ScenarioError, load, variants
from scenarios.faults import OtherFileError, choices, shown
from scenarios.other_files import unlike_its_name
from scenarios.source import LIBRARY, library
from tabular.unpacking import MOST_UNPACKED, bounded

if TYPE_CHECKING:
    from models.scenario import Scenario

Form = Literal["yaml", "xlsx"]
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How workbooks begin: today's, and the old or encrypted ones that are refused as such."""
SUFFIX: Mapping[Form, str] = {"yaml": ".yaml", "xlsx": ".xlsx"}
LONGEST_NAME = 100
ON_THE_SPOT = 100_000
"""Bytes of a scenario and of what goes with it that are read by who asks."""
LONGEST_S, MOST_MEMORY = 40.0, 1_200_000_000
"""What reading more may take: seconds, and bytes of memory."""
MOST_BESIDE = 10
"""Files beside a scenario, at most."""


class Source(Protocol):
    """Where a scenario is read from: what was sent, or a file of this computer."""

    def at_hand(self) -> AbstractContextManager[str | Path]:
        """Return the file's path, or its name in the library, good for a while.

        Faults that are raised meanwhile name the file as people know it.
        """
        ...


@dataclass(frozen=True)
class Upload:
    """A scenario as it was sent."""

    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)
    """Tables, road graphs and the like that it names, by file name."""

    @property
    def form(self) -> Form:
        """What it is, by its content: its name may say anything."""
        return "xlsx" if self.content.startswith((ZIP, OLE)) else "yaml"

    @property
    def light(self) -> bool:
        """Whether it is read in no time, by who asks; anything else by a helper."""
        return len(self.content) + sum(map(len, self.beside.values())) <= ON_THE_SPOT

    @contextmanager
    def at_hand(self) -> Iterator[Path]:
        """Yield the path of its file in a folder of its own, the others beside it."""
        from tabular.scratch import scratch

        with scratch() as folder:
            for name, content in self.beside.items():
                (folder / name).write_bytes(content)
            path = folder / safe_name(self.name, self.form)
            path.write_bytes(self.content)
            with _named(path):
                yield path


@dataclass(frozen=True)
class OnDisk:
    """A scenario of this computer, as the command names it."""

    name: str
    """Of the library, or the path of a file."""

    @contextmanager
    def at_hand(self) -> Iterator[str]:
        """Yield its name."""
        yield self.name


@dataclass(frozen=True)
class Checked:
    """An upload that is sound in its base and every variant."""

    upload: Upload
    scenario: Scenario
    """Its default variant."""
    variants: tuple[tuple[str, str], ...]
    """Names and labels, the base first."""


def from_library(name: str) -> Upload:
    """Return a scenario that comes with the program, and the files beside it that it names.

    Raises
    ------
    ScenarioError
        There is none of that name.
    """
    if name not in library():
        text = Text(
            fr=f"Aucun scénario fourni ne s'appelle ainsi. Attendu : {choices(library())}.",
            en=f"No scenario of that name comes with it. Expected: {choices(library())}.",
        )
        raise ScenarioError([Fault(place=shown(name), path="", text=text)])
    content = (LIBRARY / f"{name}.yaml").read_bytes()
    near = [
        path
        for path in sorted(LIBRARY.iterdir())
        if path.suffix != ".yaml" and path.is_file() and path.name.encode() in content
    ]
    return Upload(f"{name}.yaml", content, {path.name: path.read_bytes() for path in near})


def check(upload: Upload) -> Checked:
    """Read an upload in its base and every variant; what is large, in a process of its own.

    Raises
    ------
    ScenarioError
        With every fault of every variant, or that reading it takes too much.
    """
    if upload.light:
        return read_here(upload)
    # the command, which reads files of its own, need not know databases
    from service.workshop.helpers import TooMuchError, shared

    try:
        return shared("uploads").do(read_here, upload, within_s=LONGEST_S, most_bytes=MOST_MEMORY)
    except TooMuchError as error:
        raise ScenarioError([Fault(place=upload.name, path="file", text=error.text)]) from error


def read_here(upload: Upload) -> Checked:
    """Read an upload in its base and every variant; raises what ``check`` does."""
    faults: dict[Fault, None] = dict.fromkeys(_beside_faults(upload))
    if faults:
        raise ScenarioError(faults)
    with upload.at_hand() as path:
        try:
            default, named = load(path).scenario, variants(path)
        except OtherFileError:
            raise
        except ScenarioError as error:
            # its own name is not that of the file that was read
            unlike = unlike_its_name(upload.name) if upload.form == "yaml" else None
            if unlike is None:
                raise
            raise ScenarioError([Fault(place="", path="file", text=unlike)]) from error
        for name, _ in named:
            try:
                load(path, name)
            except ScenarioError as error:
                faults.update(dict.fromkeys(error.faults))
        if faults:
            raise ScenarioError(faults)
    return Checked(upload, default, named)


@contextmanager
def opened(source: Source, variant: str | None, sets: Sequence[str]) -> Iterator[Loaded]:
    """Yield one variant of a scenario, the files beside it at hand meanwhile.

    Raises
    ------
    ScenarioError
        With every fault, those of its travel included.
    """
    with opened_all(source, [variant], sets) as found:
        yield found[0]


@contextmanager
def opened_all(
    source: Source, wanted: Sequence[str | None], sets: Sequence[str]
) -> Iterator[list[Loaded]]:
    """Yield some variants of a scenario, the files beside it at hand meanwhile.

    Raises
    ------
    ScenarioError
        With every fault of every variant, those of their travel included.
    """
    with source.at_hand() as path:
        found, faults = [], dict[Fault, None]()
        for variant in wanted:
            try:
                one = load(path, variant, sets)
                _check_travel(one)
                found.append(one)
            except ScenarioError as error:
                faults.update(dict.fromkeys(error.faults))
        if faults:
            raise ScenarioError(faults)
        yield found


def labels(source: Source) -> dict[str, str]:
    """Return the label of each variant of a scenario, the base first.

    Raises
    ------
    ScenarioError
        Its list of variants cannot be read.
    """
    with source.at_hand() as path:
        return dict(variants(path))


def safe_name(name: str, form: Form) -> str:
    """Return a name that a file of a form may have: plain letters, no folder, the right ending.

    Examples
    --------
    >>> safe_name("../../Ma ville.yml", "yaml"), safe_name("", "xlsx")
    ('Ma-ville.yaml', 'scenario.xlsx')
    """
    last = re.split(r"[\\/]", name)[-1]
    stem = re.sub(r"[^\w-]+", "-", last.rpartition(".")[0] or last).strip("-_")
    return (stem[: LONGEST_NAME - 5] or "scenario") + SUFFIX[form]


def _check_travel(found: Loaded) -> None:
    if found.scenario.travel.table is None and found.scenario.travel.roads is None:
        return
    from solver.travel import TravelError, matrix

    try:
        matrix(found.scenario, found.folder)
    except TravelError as error:
        raise ScenarioError(
            Fault(place=found.source, path="travel", text=fault) for fault in error.faults
        ) from error


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Have faults name the file as people know it, not where it lies meanwhile."""
    try:
        yield
    except ScenarioError as error:
        folder = f"{path.parent}{os.sep}"
        raise type(error)(
            Fault(
                place=one.place.replace(folder, ""),
                path=one.path,
                text=Text(fr=one.text.fr.replace(folder, ""), en=one.text.en.replace(folder, "")),
            )
            for one in error.faults
        ) from error


def _beside_faults(upload: Upload) -> Iterator[Fault]:
    """Yield what is wrong with the files beside a scenario."""
    if len(upload.beside) > MOST_BESIDE:
        yield Fault(place="beside", path="", text=TOO_MANY.format(count=len(upload.beside)))
    own = safe_name(upload.name, upload.form)
    for name, content in upload.beside.items():
        if not bounded(name, io.BytesIO(content), MOST_UNPACKED):
            yield Fault(place=name, path="", text=BOMB)
        if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,99}", name, re.ASCII) or name == own:
            yield Fault(place="beside", path="", text=BAD_NAME.format(name=shown(name)))


BOMB = Text(
    fr="Ce fichier ne se décompresse pas, ou dépasse alors "
    f"{MOST_UNPACKED / 1e6:g} Mo. Attendu : un réseau routier des environs. Téléchargez-le de "
    "nouveau, ou prenez un extrait plus petit.",
    en="This file cannot be unpacked, or is then above "
    f"{MOST_UNPACKED / 1e6:g} MB. Expected: a road graph of the surroundings. Download it again, "
    "or take a smaller extract.",
)
TOO_MANY = Text(
    fr=f"{{count}} fichiers à côté du scénario. Attendu : {MOST_BESIDE} au plus. Retirez ceux "
    "qu'il ne nomme pas.",
    en=f"{{count}} files beside the scenario. Expected: {MOST_BESIDE} at most. Remove those that "
    "it does not name.",
)
BAD_NAME = Text(
    fr="{name} ne peut pas nommer un fichier à côté du scénario. Attendu : des lettres sans "
    "accent, chiffres, points, tirets, et un autre nom que le sien. Renommez-le.",
    en="{name} cannot name a file beside the scenario. Expected: plain letters, digits, dots and "
    "dashes, and another name than its own. Rename it.",
)
