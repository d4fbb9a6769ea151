"""The nodes of a YAML text with their places, for whoever changes it in place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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

from scenarios.yaml_events import patient_events

Composed = MappingNode | SequenceNode | ScalarNode


def composed(text: str) -> Composed | None:
    """Return the nodes of a text with their places; none where it holds nothing.

    An alias is the very node that it names.

    Raises
    ------
    ruamel.yaml.error.YAMLError
        When the text is not YAML; other errors of the parser, too.
    """
    events = iter(list(patient_events(text)))
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
