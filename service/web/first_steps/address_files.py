"""A file of addresses sent by the page: read once, then every address is looked up in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scenarios.addresses.finding import books_folder, default_finder
from scenarios.addresses.importing import import_file
from service.web.first_steps.words import step_say
from service.web.sent_files import read_sent

FIELD = "addresses"


def imported(files: Mapping[str, Sequence[tuple[str, bytes]]]) -> None:
    """Read a file that was sent.

    Raises
    ------
    ScenarioError
        None was chosen, it is no file of addresses, or what it says cannot be kept.
    """
    read_sent(files, FIELD, import_file, books_folder(), step_say["no_addresses"])


def known_files() -> tuple[tuple[str, int], ...]:
    """Return the files of addresses that were read, and how many each has."""
    return tuple((book.name, book.addresses) for book in default_finder().books)
