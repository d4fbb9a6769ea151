"""How one line spells a change, on the command line and in an address of the page.

A verb, then what it is about: ``move round=mon-morning-van stop=bakery_mon to=mon-morning-car``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import TypeAdapter, ValidationError

from models.base import Model, Text
from models.by_hand import HandEdit, HandEdits
from models.fields import en, fr
from service.asking.asked import Option
from service.words.field_faults import FieldFault

EDIT: TypeAdapter[HandEdit] = TypeAdapter(HandEdit)
VERBS = "move, add, remove, lock, vehicle, person, time"


class EditOptions(Model):
    """What was given, as it was written."""

    change: Annotated[
        tuple[str, ...],
        Option(metavar="CHANGEMENT"),
        fr("Changement, ex. « move round=… stop=… to=… » ; répétable"),
        en('Change, such as "move round=… stop=… to=…"; may be repeated'),
    ] = ()


def spelt(edit: HandEdit) -> str:
    """Return a change as one line.

    Examples
    --------
    >>> from models.by_hand import RemoveStop
    >>> spelt(RemoveStop(round="mon-am-van", stop="bakery_mon"))
    'remove round=mon-am-van stop=bakery_mon'
    """
    told = edit.model_dump(mode="json", exclude={"kind"}, exclude_none=True)
    return " ".join([edit.kind, *(f"{key}={value}" for key, value in told.items())])


def read_edit(line: str) -> HandEdit | None:
    """Return the change that a line spells, none if it spells none.

    Examples
    --------
    >>> read_edit("time round=mon-am-van leaves=08:15").leaves
    '08:15'
    >>> read_edit("paint round=mon-am-van") is None
    True
    """
    verb, *parts = line.split()[:8] or [""]
    fields = dict(part.partition("=")[::2] for part in parts)
    values: dict[str, object] = {key: value for key, value in fields.items() if value}
    if str(values.get("at", "")).isdecimal():
        values["at"] = int(str(values["at"])[:4])
    try:
        return EDIT.validate_python({"kind": verb, **values})
    except ValidationError:
        return None


def read_edits(
    given: EditOptions, earlier: Mapping[str, Model]
) -> tuple[HandEdits | None, list[FieldFault]]:
    """Return the changes that were given, or none and each that is badly written."""
    del earlier
    read = [(line, read_edit(line)) for line in given.change]
    faults = [FieldFault("change", BADLY, {"value": line}) for line, one in read if one is None]
    if not read:
        faults.append(FieldFault("change", NO_CHANGE, {}))
    if faults:
        return None, faults
    return HandEdits(changes=tuple(one for _, one in read if one is not None)), []


BADLY = Text(
    fr="{field} : « {value} ». Attendu : un verbe ("
    + VERBS
    + ") puis ce qu'il concerne, par ex. « remove round=… stop=… ». Corrigez la ligne.",
    en='{field}: "{value}". Expected: a verb ('
    + VERBS
    + '), then what it is about, such as "remove round=… stop=…". Mend the line.',
)
NO_CHANGE = Text(
    fr="Aucun changement n'est demandé. Attendu : au moins un. Ajoutez {field}.",
    en="No change is asked for. Expected: one at least. Add {field}.",
)
