"""Studies of earlier runs, given to a command as files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from models.base import Model, Text
from models.plan import Plan
from models.scenario import Scenario
from models.unread import unread, why_unread
from service import files
from service.asking.asked import Asked, EarlierRun, mark_of
from service.asking.kinds import Kinds
from service.asking.whole import UnsoundStudyError
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
        try:
            study = _study(path, earlier.kinds, kinds)
        except (UnsoundStudyError, UnreadStudyError) as error:
            faults.append(FieldFault(field, BROKEN, {"path": path, "why": error.text}))
            continue
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
    """Return the week that a study's file planned, with its scenario; none if it has no plan.

    Raises
    ------
    UnreadStudyError
        The file is not there, is a folder, or is shut to who asks.
    """
    found = _study(path, tuple(kinds), kinds)
    world, plan = getattr(found, "scenario", None), getattr(found, "plan", None)
    return (world, plan) if isinstance(world, Scenario) and isinstance(plan, Plan) else None


class UnreadStudyError(Exception):
    """A study's file that cannot be read; ``text`` says why."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def _study(path: Path, names: tuple[str, ...], kinds: Kinds) -> Model | None:
    why = unread(path)
    if why is not None:
        raise UnreadStudyError(why)
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        mine = path.with_name(files.CONTACTS)
        if content and mine.is_file() and mine.stat().st_size <= LARGEST:
            content = files.with_contacts(content, mine.read_bytes())
    except OSError as error:
        raise UnreadStudyError(why_unread(path, error)) from error
    except (ValueError, TypeError, AttributeError):  # no such study, or no such contacts
        pass
    for name in names:
        try:
            return kinds.handed_on(name, content)
        except (KeyError, ValidationError):
            continue
    return None


BROKEN = Text(fr="{field} {path} : {why}", en="{field} {path}: {why}")
NO_STUDY = Text(
    fr="{field} {path} : ce n'est pas {what}. Attendu : le study.json d'un {commands} précédent.",
    en="{field} {path}: not {what}. Expected: the study.json of an earlier {commands}.",
)
