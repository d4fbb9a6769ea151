"""A call by telephone about an earlier result: what may have happened, and whom to tell of what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from models.base import Language, Text
from service.asking.forms import FormField, Sent

TELEPHONE = re.compile(r"(?<![\d+])(?:\+\d{1,3}|00\d{1,3}|0)(?:[\s.\-]?\(?\d\)?){6,12}(?!\d)")
MAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[A-Za-z]{2,}")


@dataclass(frozen=True)
class Happening:
    """Something that may have happened: a large button, then whom or what it is about."""

    name: str
    title: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True)
class CallForm:
    """What a telephone shows to be tapped."""

    when: tuple[FormField, ...]
    """The day and the time, those of now where that is a day of the week."""
    happenings: tuple[Happening, ...]


@dataclass(frozen=True)
class ToTell:
    """Someone to be told, by what there is of them."""

    name: str
    what: str
    contact: str
    message: str
    """To be sent as it is: no contact is in it."""

    @property
    def telephone(self) -> str:
        """The first telephone number of the contact, as a link dials it; empty without one.

        Examples
        --------
        >>> ToTell("Ann", "", "Ann, 06 12 34 56 78 (soir)", "").telephone
        '0612345678'
        >>> ToTell("Ann", "", "ask at desk 12", "").telephone
        ''
        """
        found = TELEPHONE.search(self.contact)
        return "" if found is None else re.sub(r"[^\d+]", "", found[0])

    @property
    def mail(self) -> str:
        """The first mail address of the contact; empty without one."""
        found = MAIL.search(self.contact)
        return "" if found is None else found[0]

    @property
    def sms(self) -> str:
        """What opens the telephone's own messages, written already."""
        return f"sms:{self.telephone}?body={quote(self.message, safe='')}"

    @property
    def mailto(self) -> str:
        """What opens its mail, written already."""
        return f"mailto:{quote(self.mail, safe='@')}?body={quote(self.message, safe='')}"


@dataclass(frozen=True)
class CallAnswer:
    """What changes, and whom to tell."""

    answer: str
    warnings: tuple[str, ...]
    to_tell: tuple[ToTell, ...]


@dataclass(frozen=True)
class ByTelephone:
    """How a kind that starts from an earlier result is asked for by telephone."""

    title: Text
    lead: Text
    button: Text
    back: Text
    form: Callable[[Any, Language, str], CallForm]
    """Its fields, given the study that the earlier run hands on, and the day that was picked."""
    read: Callable[[Sent], tuple[Any, Sequence[Any]]]
    """As that of the form on the page."""
    answer: Callable[[Any, Language], CallAnswer]
    """Of its own study."""
