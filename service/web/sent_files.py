"""A file that the page sends to be read once and kept on this computer."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from models.base import Text
from scenarios import Fault, ScenarioError
from service.files import cannot_write
from service.sources import LONGEST_S, MOST_MEMORY
from service.workshop.helpers import TooMuchError, shared
from tabular.scratch import scratch

MOST_LETTERS = 80
"""Of a name that is kept."""


def kept_name(name: str) -> str:
    """Return the name that a file that was sent may have on this computer; empty when none is left.

    Examples
    --------
    >>> kept_name("../../Mes pesées.xlsx"), kept_name(".."), len(kept_name("x" * 300))
    ('Mes-pesées.xlsx', '', 80)
    """
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[^\w.-]+", "-", last)[-MOST_LETTERS:].lstrip(".-")


def read_sent(
    files: Mapping[str, Sequence[tuple[str, bytes]]],
    field: str,
    read: Callable[[Path, Path], object],
    folder: Path,
    none_chosen: Text,
    *,
    apart_from: int | None = None,
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
    apart_from
        Bytes from which a file is read by a helper, in bounded time and memory: a page never
        waits for it. By who asks when absent.

    Raises
    ------
    ScenarioError
        None was chosen, it is no such file, or what it says cannot be kept.
    """
    sent = files.get(field, ())
    if not sent:
        raise ScenarioError([Fault(place="", path=field, text=none_chosen)])
    name, content = sent[0]
    with scratch() as apart:
        path = apart / (kept_name(name) or field)
        path.write_bytes(content)
        try:
            if apart_from is None or len(content) <= apart_from:
                read(path, folder)
            else:
                shared("uploads").do(read, path, folder, within_s=LONGEST_S, most_bytes=MOST_MEMORY)
        except TooMuchError as error:
            raise ScenarioError([Fault(place=path.name, path="", text=error.text)]) from error
        except ScenarioError as error:
            raise ScenarioError(
                one.changed(place=one.place.replace(f"{apart}{os.sep}", "")) for one in error.faults
            ) from error
        except OSError as error:
            text = Text(fr=cannot_write(folder, error, "fr"), en=cannot_write(folder, error, "en"))
            raise ScenarioError([Fault(place="", path=field, text=text)]) from error
