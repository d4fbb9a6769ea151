"""A file of addresses sent by the page: read once, then every address is looked up in it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

from models.base import Text
from scenarios import Fault, ScenarioError
from scenarios.addresses.finding import books_folder, default_finder
from scenarios.addresses.importing import import_file
from service.files import cannot_write
from service.web.first_steps.words import step_say
from tabular.scratch import scratch

FIELD = "addresses"


def imported(files: Mapping[str, Sequence[tuple[str, bytes]]]) -> None:
    """Read a file that was sent.

    Raises
    ------
    ScenarioError
        None was chosen, it is no file of addresses, or what it says cannot be kept.
    """
    sent = files.get(FIELD, ())
    if not sent:
        raise ScenarioError([Fault(place="", path=FIELD, text=step_say["no_addresses"])])
    name, content = sent[0]
    last = re.sub(r"[^\w.-]+", "-", re.split(r"[\\/]", name)[-1])[-80:].lstrip(".-") or "addresses"
    with scratch() as folder:
        path = folder / last
        path.write_bytes(content)
        try:
            import_file(path, books_folder())
        except ScenarioError as error:
            raise ScenarioError(
                one.changed(place=one.place.replace(f"{folder}{os.sep}", ""))
                for one in error.faults
            ) from error
        except OSError as error:
            text = Text(
                fr=cannot_write(books_folder(), error, "fr"),
                en=cannot_write(books_folder(), error, "en"),
            )
            raise ScenarioError([Fault(place="", path=FIELD, text=text)]) from error


def known_files() -> tuple[tuple[str, int], ...]:
    """Return the files of addresses that were read, and how many each has."""
    return tuple((book.name, book.addresses) for book in default_finder().books)
