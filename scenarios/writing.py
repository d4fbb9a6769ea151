"""Scenarios written as YAML files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from models.scenario import Scenario
from scenarios.scalars import resolve

HEADER = "# yaml-language-server: $schema=schema.json\n"
WIDTH = 100
EXACT = 1e15
"""Below it, a round number is written without its ``.0``."""

_BARE = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9_][A-Za-zÀ-ÖØ-öø-ÿ0-9_ ./+-]*")


def dump(scenario: Scenario) -> str:
    """Return a scenario as the text of a file that loads back equal.

    Its variant is applied already: the file has a base only. Values equal to their default are
    left out.

    Examples
    --------
    >>> from scenarios.reading import load
    >>> dump(load("aubagne").scenario).splitlines()[1:3]
    ['schema_version: 1', 'id: aubagne']
    """
    content = scenario.model_dump(mode="json", exclude_defaults=True)
    return written({"schema_version": scenario.schema_version, **content})


def written(content: dict[str, Any]) -> str:
    """Return the plain content of a scenario file as its text."""
    return HEADER + "".join(f"{line}\n" for line in block(content, 0))


def block(values: dict[str, Any], indent: int) -> Iterator[str]:
    """Yield the lines of a block of keys, ``indent`` spaces from the margin."""
    margin = " " * indent
    for key, value in values.items():
        start = f"{margin}{_scalar(key)}:"
        line = f"{start} {flow(value)}"
        simple = not isinstance(value, list | dict) or not value
        if simple or (not _nested(value) and len(line) <= WIDTH):
            yield line
        elif isinstance(value, dict):
            yield start
            yield from block(value, indent + 2)
        else:
            yield start
            yield from items(value, indent + 2)


def items(values: list[Any], indent: int) -> Iterator[str]:
    """Yield the lines of a list, ``indent`` spaces from the margin."""
    margin = " " * indent
    for value in values:
        line = f"{margin}- {flow(value)}"
        if isinstance(value, dict) and value and (_nested(value) or len(line) > WIDTH):
            first, *others = block(value, indent + 2)
            yield f"{margin}- {first.lstrip()}"
            yield from others
        else:
            yield line


def _nested(value: Any) -> bool:
    """Tell whether a value is too deep for one line: a list of blocks, a block of lists."""
    if isinstance(value, dict):
        return any(isinstance(part, dict | list) and part for part in value.values())
    return isinstance(value, list) and any(isinstance(part, dict) for part in value)


def flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        pairs = (f"{_scalar(key)}: {flow(part)}" for key, part in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, str):
        return _text(value)
    return repr(int(value) if value == round(value) and abs(value) < EXACT else value)


def _text(value: str) -> str:
    """Return a text bare when it reads back as itself, quoted otherwise."""
    try:
        bare = _BARE.fullmatch(value) and value == value.strip() and resolve(value) == value
    except OverflowError:
        bare = False
    if bare:
        return value
    return '"' + "".join(_letter(letter) for letter in value) + '"'


def _letter(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter.isprintable() and letter != "\ufeff":
        return letter
    code = ord(letter)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
