"""What is wrong with one field, before each surface puts in the name that it gives the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.base import Language, Text
from service.words.sentences import colon


@dataclass(frozen=True)
class FieldFault:
    """One thing that is wrong with a field.

    Examples
    --------
    >>> text = Text(fr="{field} {value} : trop.", en="{field} {value}: too many.")
    >>> FieldFault("seeds", text, {"value": 99}).told(lambda name: f"--{name}", "en")
    '--seeds 99: too many.'
    """

    field: str
    """Dotted path of what is wrong, its first step the field; empty when it is none of them."""
    text: Text
    """What was found, what was expected, and the remedy.

    With values, it has places to fill: ``{field}``, the values, and names of other fields.
    """
    values: Mapping[str, object] | None = None
    """None: the text is whole as it is, and names no field."""
    to_people: Text | None = None
    """The same by the names that people gave, for a page; the text when absent."""

    def told(
        self, name: Callable[[str], str], language: Language, *, to_people: bool = False
    ) -> str:
        """Return the sentence, which names its field if the text has a place for it.

        Parameters
        ----------
        name
            What a field is called where this is told.
        to_people
            Whether it is told on a page.
        """
        chosen = self.to_people if to_people and self.to_people is not None else self.text
        if self.values is None:
            return chosen.in_(language)
        values = {
            key: one.in_(language) if isinstance(one, Text) else one
            for key, one in self.values.items()
        }
        known = _Named(name, {"field": name(self.field), **values})
        return chosen.filled(language, known)

    def line(self, name: Callable[[str], str], language: Language) -> str:
        """Return the sentence, after the field's name if it does not say it."""
        told = self.told(name, language)
        if self.values is not None or not self.field:
            return told
        return f"{name(self.field)}{colon(language)}{told}"


class _Named(dict[str, object]):
    """Values of a text; what is no value is the name of a field."""

    def __init__(self, name: Callable[[str], str], values: Mapping[str, object]) -> None:
        super().__init__(values)
        self._name = name

    def __missing__(self, key: str) -> str:
        return self._name(key)
