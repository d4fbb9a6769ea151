"""What drivers' telephones show of a result, whichever kind it is of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.base import Language


@dataclass(frozen=True)
class PhoneRound:
    """A round that may be told of on a telephone."""

    id: str
    called: str
    day: date
    file: str
    """The page that works without a server, among the files of the result."""


@dataclass(frozen=True)
class Telephones:
    """What a result has for drivers' telephones; each is given what the kind hands on."""

    rounds: Callable[[Any, Language], Sequence[PhoneRound]]
    page: Callable[[Any, str, Language], str | None]
    """The page of a round that sends what is told to where it came from; none of an unknown one."""
    policy: Callable[[], str]
    """What that page may do, as a content security policy."""
    sheets: Callable[[Any, Language, Mapping[str, str]], bytes]
    """The sheets to print, with the link of each round as a picture to be scanned."""
