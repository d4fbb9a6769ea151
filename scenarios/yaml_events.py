"""The events of a YAML text, kept at hand once a text was read to its end: scanning is slow."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

Composed = MappingNode | SequenceNode | ScalarNode
KEPT = 4
"""Texts whose events are kept."""
_kept: OrderedDict[str, tuple[Event, ...]] = OrderedDict()
_lock = threading.Lock()


def events_of(text: str) -> Iterator[Event]:
    """Yield the events of a text as its parser meets them.

    Raises
    ------
    ruamel.yaml.error.YAMLError
        When the parser comes to what is not YAML; other errors of its own, too.
    """
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


def composed(text: str) -> Composed | None:
    """Return the nodes of a text with their places; none where it holds nothing.

    An alias is the very node that it names.

    Raises
    ------
    ruamel.yaml.error.YAMLError
        When the text is not YAML; other errors of the parser, too.
    """
    events = iter(list(events_of(text)))
    anchors: dict[str, Composed] = {}
    for event in events:
        if isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent):
            return _node(event, events, anchors)
    return None


def _node(event: Event, events: Iterator[Event], anchors: dict[str, Composed]) -> Composed:
    if isinstance(event, AliasEvent):
        return anchors[event.anchor]
    assert isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent)
    start = event.start_mark
    made: Composed
    if isinstance(event, ScalarEvent):
        made = ScalarNode(None, event.value, start, event.end_mark, style=event.style)
    else:
        mapping = isinstance(event, MappingStartEvent)
        ends = MappingEndEvent if mapping else SequenceEndEvent
        parts: list[Any] = []
        while not isinstance(following := next(events), ends):
            part: Any = _node(following, events, anchors)
            parts.append((part, _node(next(events), events, anchors)) if mapping else part)
        kind = MappingNode if mapping else SequenceNode
        made = kind(None, parts, start, following.end_mark, flow_style=bool(event.flow_style))
    if event.anchor is not None:
        anchors[event.anchor] = made
    return made
