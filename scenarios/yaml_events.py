"""The events of a YAML text: by the compiled parser where the two agree, else by the patient one.

``ruamel.yaml`` reads YAML 1.2, says where a text stops being YAML, and takes twenty times as long
as libyaml. Where a text holds nothing that they read differently, and libyaml finds no fault, its
events are the same: a test of drawn texts holds that.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, Event

DEEP = 50
"""Levels that libyaml is followed down: its time grows with their square."""
KEPT = 4
"""Texts whose events are kept."""
_kept: OrderedDict[str, tuple[Event, ...]] = OrderedDict()
_lock = threading.Lock()
_UNUSUAL = re.compile(
    r"""[\t\r\\\x85\u2028\u2029\ufeff]|(?<![^\s\[\]{},:'"-])[&*!?]|^%|(?<![:-]\ )[|>]"""
    r"""|[|>](?![+-]?\n)|[^\n -\u2027\u2030-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]""",
    re.MULTILINE,
)
"""What the two parsers may read differently: tabs, escapes, anchors, tags, odd line ends, …"""
_PARTS = ("anchor", "tag", "implicit", "value", "style", "flow_style", "start_mark", "end_mark")


class NotYamlError(Exception):
    """A text stops being YAML.

    Parameters
    ----------
    line
        Where, from 0; unknown when absent.
    problem
        What the parser says of it; none of a character that is not YAML.
    """

    def __init__(self, line: int | None, problem: str | None = None) -> None:
        self.line, self.problem = line, problem
        super().__init__(problem)


def events_of(text: str) -> Iterator[Event]:
    """Yield the events of a text as its parser meets them.

    Raises
    ------
    NotYamlError
        When the parser comes to what is not YAML.
    """
    quick = _quick_events(text)
    if quick is not None:
        yield from quick
        return
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        for event in patient_events(text):
            yield _as_quick(event)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYamlError(mark.line if mark else None, str(error.problem)) from error
    except (YAMLError, ArithmeticError, LookupError, ValueError) as error:
        place = getattr(error, "position", None)
        line = text.count("\n", 0, place) if isinstance(place, int) else 0
        raise NotYamlError(line) from error


def _as_quick(event: Any) -> Event:
    """Return an event of ``ruamel.yaml`` as one of libyaml: their parts are called the same."""
    kind = getattr(yaml.events, type(event).__name__)
    made = kind.__new__(kind)
    for part in _PARTS:
        if hasattr(event, part):
            setattr(made, part, getattr(event, part))
    return made


def _quick_events(text: str) -> list[Event] | None:
    """Return the events as libyaml finds them; none where it is not to be asked, or finds fault."""
    if not yaml.__with_libyaml__ or _UNUSUAL.search(text):
        return None
    found, depth = [], 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            if depth > DEEP:
                return None
            found.append(event)
    except yaml.YAMLError:
        return None
    return found


def patient_events(text: str) -> Iterator[Any]:
    """Yield the events of ``ruamel.yaml``, kept at hand once a text was read to its end.

    Raises
    ------
    ruamel.yaml.error.YAMLError
        When the parser comes to what is not YAML; other errors of its own, too.
    """
    from ruamel.yaml import YAML

    with _lock:
        known = _kept.get(text)
    if known is not None:
        yield from known
        return
    met = []
    for event in YAML(typ="safe", pure=True).parse(text):
        met.append(event)
        yield event
    with _lock:
        _kept[text] = tuple(met)
        _kept.move_to_end(text)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
