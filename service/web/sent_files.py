"""A file that the page sends to be read once and kept on this computer."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from models.base import Text
from scenarios import Fault, ScenarioError
from service.files import cannot_write
from tabular.scratch import scratch

MOST_LETTERS = 80
"""Of a name that is kept."""


def read_sent(
    files: Mapping[str, Sequence[tuple[str, bytes]]],
    field: str,
    read: Callable[[Path, Path], object],
    folder: Path,
    none_chosen: Text,
) -> None:
    """Read a file that was sent.

    Parameters
    ----------
    files
        What was sent, by field.
    field
        Where it is, and where faults without a place are told.
    read
        Reads a file into a folder.
    folder
        Where what was read is kept.
    none_chosen
        What is said when there is no file.

    Raises
    ------
    ScenarioError
        None was chosen, it is no such file, or what it says cannot be kept.
    """
    sent = files.get(field, ())
    if not sent:
        raise ScenarioError([Fault(place="", path=field, text=none_chosen)])
    name, content = sent[0]
    last = re.sub(r"[^\w.-]+", "-", re.split(r"[\\/]", name)[-1])[-MOST_LETTERS:].lstrip(".-")
    with scratch() as apart:
        path = apart / (last or field)
        path.write_bytes(content)
        try:
            read(path, folder)
        except ScenarioError as error:
            raise ScenarioError(
                one.changed(place=one.place.replace(f"{apart}{os.sep}", "")) for one in error.faults
            ) from error
        except OSError as error:
            text = Text(fr=cannot_write(folder, error, "fr"), en=cannot_write(folder, error, "en"))
            raise ScenarioError([Fault(place="", path=field, text=text)]) from error
