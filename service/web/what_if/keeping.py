"""A what-if kept as a variant of the file: comments of a YAML file stay where they are."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML

from models.base import Language
from scenarios.naming import free_id
from scenarios.variants import BASE
from service.asking.asked import what_if_of
from service.asking.cards import LONGEST_LABEL
from service.asking.kinds import Kinds
from service.store.runs import Run
from service.web.what_if.words import what_if_say


def asked_what_if(kinds: Kinds, run: Run) -> Mapping[str, Any]:
    """Return what a run asked of one variant more, by part; nothing where it asked for none."""
    kind = kinds.get(run.kind)
    fields = what_if_of(kind.asked) if kind is not None and kind.cards else {}
    said = {part: run.asked.get(name) for part, name in fields.items()}
    return said if said.get("changes") else {}


def variant_of(content: Mapping[str, Any], asked: Mapping[str, Any]) -> str | None:
    """Return the variant of a file that says what was asked, none when there is none."""
    wanted = _said(asked)
    variants = content.get("variants")
    for name, one in variants.items() if isinstance(variants, Mapping) else ():
        if isinstance(one, Mapping) and one.get("set") == wanted and _start(one) == _from(asked):
            return str(name)
    return None


def kept_as(content: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    """Return what the variant is called that says what was asked; empty when there is none."""
    name = variant_of(content, asked)
    return "" if name is None else str(content["variants"][name].get("label") or name)


def label_of(asked: Mapping[str, Any], language: Language) -> str:
    """Return what a variant that says what was asked is called, where it was given no name too."""
    return str(asked["label"] or what_if_say("what_if_title", language))


def with_variant(
    content: Mapping[str, Any], asked: Mapping[str, Any], label: str
) -> dict[str, Any]:
    """Return a file's content with what was asked as a variant."""
    after = copy.deepcopy(dict(content))
    variants = after.setdefault("variants", {})
    name = free_id(label, "variant", (BASE, *variants))
    start = _from(asked)
    extends = {} if start == BASE else {"extends": start}
    variants[name] = {"label": label[:LONGEST_LABEL], **extends, "set": _said(asked)}
    return after


def _said(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes as a variant says them: the last word on a path counts, in its order."""
    reader = YAML(typ="safe", pure=True)
    found: dict[str, Any] = {}
    for one in asked["changes"]:
        path, _, value = one.partition("=")
        found.pop(path, None)
        found[path] = reader.load(value)
    return found


def _from(asked: Mapping[str, Any]) -> str:
    return str(asked.get("from") or BASE)


def _start(variant: Mapping[str, Any]) -> str:
    return str(variant.get("extends") or BASE)
