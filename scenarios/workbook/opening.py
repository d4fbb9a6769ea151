"""A workbook opened for a scenario: its faults as those of all files of scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from scenarios.faults import Complaint, Mark
from scenarios.workbook.sheets import Sheet
from scenarios.yaml_text import UnreadableError
from tabular import TableError
from tabular.container import opened
from tabular.opening import sheets_of


def cells_of(content: bytes, label: str) -> list[Sheet]:
    """Return the sheets of a workbook with their cells.

    Parameters
    ----------
    label
        How faults name the file.

    Raises
    ------
    UnreadableError
        The file is not a workbook that may be read, or is too large.
    """
    with unreadable(label):
        return [Sheet(**vars(one), file=label) for one in sheets_of(content)]


def checked(content: bytes, label: str) -> None:
    """See that a file may be read as a workbook.

    Raises
    ------
    UnreadableError
        It may not.
    """
    with unreadable(label):
        opened(content)


@contextmanager
def unreadable(label: str) -> Iterator[None]:
    """Have what is wrong with a whole file told as all files of scenarios tell it.

    Raises
    ------
    UnreadableError
        It is no table.
    """
    try:
        yield
    except TableError as error:
        said = [Complaint(Mark(label, one.line), "", one.text) for one in error.faults]
        raise UnreadableError(said) from error
