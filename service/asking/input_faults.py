"""What is given to the command, checked before anything is done: all faults at once."""

from __future__ import annotations

import errno
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.base import Language
from service.words.labels import CODES, code, word

if TYPE_CHECKING:
    from scenarios import Loaded
    from service.sources import Upload


def loaded(
    source: str, variant: str | None, sets: Sequence[str], language: Language
) -> tuple[Loaded | None, list[str]]:
    """Return a scenario, if it can be read, and its faults; those of its travel included."""
    from scenarios import ScenarioError, load

    try:
        found = load(source, variant, sets)
    except ScenarioError as error:
        return None, error.message(language).splitlines()
    return found, _travel_faults(found, language)


def loaded_faults(
    upload: Upload, variants: Sequence[str | None], sets: Sequence[str], language: Language
) -> list[str]:
    """Return the faults of some variants of what was sent; those of their travel included."""
    from scenarios import ScenarioError
    from service.sources import opened_all

    try:
        with opened_all(upload, variants, sets):
            return []
    except ScenarioError as error:
        return error.message(language).splitlines()


def _travel_faults(found: Loaded, language: Language) -> list[str]:
    if found.scenario.travel.table is None and found.scenario.travel.roads is None:
        return []
    from solver.travel import TravelError, matrix

    try:
        matrix(found.scenario, found.folder)
    except TravelError as error:
        return [fault.in_(language) for fault in error.faults]
    return []


def limit_faults(
    time_limit: float | None, iterations: int | None, seed: int, weeks: int, language: Language
) -> list[str]:
    """Return what is wrong with the numbers of a run."""
    found = []
    if time_limit is not None and iterations is not None:
        found.append(word("both_limits", language))
    if time_limit is not None and not (math.isfinite(time_limit) and time_limit > 0):
        found.append(_number("not_positive", "--time-limit", time_limit, 30, language))
    if iterations is not None and iterations <= 0:
        found.append(_number("not_positive", "--iterations", iterations, 1000, language))
    if seed < 0:
        found.append(_number("negative", "--seed", seed, 1, language))
    if weeks < 0:
        found.append(_number("negative", "--weeks", weeks, 200, language))
    return found


def _number(key: str, option: str, value: float, example: int, language: Language) -> str:
    return word(key, language).format(option=option, value=f"{value:g}", example=example)


def cannot_write(path: Path, error: OSError, language: Language) -> str:
    """Return the sentence for a file or folder that cannot be written."""
    name = errno.errorcode.get(error.errno or 0, "")
    why = code(name, language) if name in CODES else error.strerror or type(error).__name__
    # a path made for the time of writing says nothing to people: what they gave, or is in it
    named = Path(str(error.filename)) if error.filename is not None else path
    shown = named if named.is_relative_to(path) and ".ramasse-" not in str(named) else path
    return word("cannot_write", language).format(path=shown, why=why)
