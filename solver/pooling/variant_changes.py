"""What one variant changes of another, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.base import Text
from models.policy import Pool
from models.scenario import Scenario

SKIPPED = {"variant", "label", "notes", "id", "language"}
MOST = 12
"""Changes told; the others are counted."""


def changes(before: Scenario, after: Scenario) -> tuple[Text, ...]:
    """Return each field that differs, with the value before and after; pools by what they do."""
    found = []
    if before.policy.pools != after.policy.pools:
        found.append(POOLS.format(pools=_pools(after)))
    left = before.changed(policy=before.policy.changed(pools=()))
    right = after.changed(policy=after.policy.changed(pools=()))
    found += list(_differences("", left.model_dump(mode="json"), right.model_dump(mode="json")))
    if len(found) > MOST:
        found = [*found[:MOST], MORE.format(count=len(found) - MOST)]
    return tuple(found)


def _differences(path: str, before: Any, after: Any) -> Iterator[Text]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            if path or key not in SKIPPED:
                inner = f"{path}.{key}" if path else key
                yield from _differences(inner, before.get(key), after.get(key))
        return
    if _named(before) and _named(after):
        yield from _listed(path, before, after)
        return
    if before is None:
        yield ADDED.format(path=path, after=_said(after))
    elif after is None:
        yield REMOVED.format(path=path, before=_said(before))
    else:
        yield CHANGED.format(path=path, before=_said(before), after=_said(after))


def _listed(path: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Text]:
    old = {item["id"]: item for item in before}
    new = {item["id"]: item for item in after}
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield REMOVED.format(path=path, before=f"{old[name].get('label', name)}")
        elif name not in old:
            yield ADDED.format(path=path, after=f"{new[name].get('label', name)}")
        else:
            yield from _differences(f"{path}.{name}", old[name], new[name])


def _named(items: object) -> bool:
    return isinstance(items, list) and all(
        isinstance(item, Mapping) and "id" in item for item in items
    )


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_said(item) for item in value) or "∅"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_said(item)}" for key, item in value.items()) or "∅"
    return str(value)


def _pools(scenario: Scenario) -> Text:
    """Return what each pool does, in a sentence."""
    parts = [_pool(scenario, pool) for pool in scenario.policy.pools]
    return Text(fr=" ; ".join(p.fr for p in parts), en="; ".join(p.en for p in parts))


def _pool(scenario: Scenario, pool: Pool) -> Text:
    hub = "" if pool.hub is None else scenario.association[pool.hub].label
    return MODES[pool.mode].format(label=pool.label, members=len(pool.members), hub=hub)


MODES = {
    "alone": Text(
        fr="« {label} », {members} associations, chacune seule",
        en="“{label}”, {members} associations, each alone",
    ),
    "hub": Text(
        fr="« {label} », {members} associations, tri chez {hub}",
        en="“{label}”, {members} associations, sorting at {hub}",
    ),
    "direct": Text(
        fr="« {label} », {members} associations, livrées en chemin",
        en="“{label}”, {members} associations, served on the way",
    ),
}
POOLS = Text(fr="Organisation : {pools}", en="Organisation: {pools}")
ADDED = Text(fr="{path} : ajouté, {after}", en="{path}: added, {after}")
REMOVED = Text(fr="{path} : retiré, {before}", en="{path}: removed, {before}")
CHANGED = Text(fr="{path} : {before} → {after}", en="{path}: {before} → {after}")
MORE = Text(fr="et {count} autres changements", en="and {count} other changes")
