"""What the fields of models are called and what they are for, written beside the fields.

A field says it in its annotation, in French and in English::

    class Shelf(Model):
        kg: Annotated[float, titled("Charge (kg)", "Load (kg)", "Au plus.", "At most.")] = 40.0

Command options, forms, workbooks and the JSON schema all read it from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from models.base import Text

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Titled:
    """What people read of a field; it stands in the ``Annotated`` metadata of the field."""

    title: Text
    """A few words, with the unit in brackets where there is one."""
    note: Text | None = None
    """One sentence; none where the title says it all."""
    refers: tuple[str, ...] = ()
    """Dotted paths of the lists whose ids the field holds, or has as its keys."""
    each: Text | None = None
    """What one value of a mapping is called, before its key; the title when absent."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the field by its English note."""
        found = handler(core_schema)
        if self.note is not None:
            found["description"] = self.note.en
        return found


def titled(
    fr: str,
    en: str,
    note_fr: str = "",
    note_en: str = "",
    *,
    refers: str | tuple[str, ...] = (),
    each: tuple[str, str] | None = None,
) -> Titled:
    """Return what people read of a field, to be put in its annotation.

    Parameters
    ----------
    fr, en
        Its title, with the unit in brackets where there is one.
    note_fr, note_en
        One sentence that says more; both or none.
    refers
        The list whose ids the field holds or has as its keys, as a dotted path from the root of
        what is described (``warehouse.networks``); or several.
    each
        What one value of a mapping is called, in French and in English; its title when absent.

    Examples
    --------
    >>> one = titled("Titulaire", "Agreement held by", refers="associations")
    >>> one.title.en, one.note, one.refers
    ('Agreement held by', None, ('associations',))
    """
    if bool(note_fr) != bool(note_en):
        raise ValueError(f"{en}: a note is written in both languages or in none")
    return Titled(
        title=Text(fr=fr, en=en),
        note=Text(fr=note_fr, en=note_en) if note_fr else None,
        refers=(refers,) if isinstance(refers, str) else refers,
        each=Text(fr=each[0], en=each[1]) if each is not None else None,
    )


def titled_of(model: type[BaseModel], field: str) -> Titled:
    """Return what people read of a field of a model.

    Raises
    ------
    LookupError
        The model has no such field, or the field has no title.

    Examples
    --------
    >>> from models.places import Place
    >>> titled_of(Place, "assumed").title.fr
    'Position supposée'
    """
    found = told_of(model, field, Titled)
    if found is None:
        raise LookupError(f"{model.__name__}.{field} has no title: add titled(…) to its annotation")
    return found


def told_of(model: type[BaseModel], field: str, kind: type[Told]) -> Told | None:
    """Return what the annotation of a field tells of one kind, none when it tells nothing.

    Raises
    ------
    LookupError
        The model has no such field.
    """
    declared: Any = model.model_fields.get(field)
    if declared is None:
        raise LookupError(f"{model.__name__} has no field {field}")
    return next((one for one in reversed(declared.metadata) if isinstance(one, kind)), None)
