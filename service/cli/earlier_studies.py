"""Studies of earlier runs, given to a command as files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from models.base import Model, Text
from models.plan import Plan
from models.scenario import Scenario
from service.asking.asked import Asked, EarlierRun, mark_of
from service.asking.kinds import Kinds
from service.words.field_faults import FieldFault

LARGEST = 200_000_000
"""Bytes of a study, at most."""


def read_studies(
    asked: type[Asked], paths: Mapping[str, Path], kinds: Kinds
) -> tuple[dict[str, Model], list[FieldFault]]:
    """Return what earlier runs hand on by field, and the faults of files that are no such study."""
    found, faults = {}, []
    for field, path in paths.items():
        earlier: EarlierRun = mark_of(asked, field, EarlierRun)
        study = _study(path, earlier.kinds, kinds)
        if study is not None:
            found[field] = study
            continue
        known = [kinds[name] for name in earlier.kinds if name in kinds]
        values = {
            "path": path,
            "what": known[0].study_called,
            "commands": Text(
                fr=" ou ".join(f"« ramasse {one.command} »" for one in known),
                en=" or ".join(f'"ramasse {one.command}"' for one in known),
            ),
        }
        faults.append(FieldFault(field, NO_STUDY, values))
    return found, faults


def plan_in(path: Path, kinds: Kinds) -> tuple[Scenario, Plan] | None:
    """Return the week that a study's file planned, with its scenario; none if it has no plan."""
    found = _study(path, tuple(kinds), kinds)
    world, plan = getattr(found, "scenario", None), getattr(found, "plan", None)
    return (world, plan) if isinstance(world, Scenario) and isinstance(plan, Plan) else None


def _study(path: Path, names: tuple[str, ...], kinds: Kinds) -> Model | None:
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:
        return None
    for name in names:
        try:
            return kinds.handed_on(name, content)
        except (KeyError, ValidationError):
            continue
    return None


NO_STUDY = Text(
    fr="{field} {path} : ce n'est pas {what}. Attendu : le study.json d'un {commands} précédent.",
    en="{field} {path}: not {what}. Expected: the study.json of an earlier {commands}.",
)
