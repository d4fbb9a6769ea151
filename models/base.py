"""The one base of every model, and the bilingual text they carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from models.filled import in_french

Language = Literal["fr", "en"]

Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60),
]
"""A short stable id: lower-case letters, digits, ``-`` and ``_``."""

Label = Annotated[
    str,
    StringConstraints(
        pattern=r"^[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$", min_length=1, max_length=200
    ),
]
"""What people read: one line, no control characters."""

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A local time of day, in the time zone of the scenario, ``HH:MM``."""

Share = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]
"""A proportion between 0 and 1."""

Amount = Annotated[float, Field(ge=0.0, allow_inf_nan=False)]
"""A finite quantity that is never negative; its unit stands in the field's name."""


class Model(BaseModel):
    """A frozen, strict record: unknown keys are refused, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    def changed(self, **values: object) -> Self:
        """Return a copy with other values of some fields, which are not validated again.

        Unlike ``model_copy`` it carries over nothing that was cached.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return cast("Self", type(self).model_construct(**(fields | values)))


class Text(Model):
    """One sentence in both languages.

    Examples
    --------
    >>> Text(fr="Bonjour", en="Hello").in_("en")
    'Hello'
    """

    fr: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the sentence in ``fr`` or ``en``."""
        return self.fr if language == "fr" else self.en

    def filled(self, language: Language, values: Mapping[str, object]) -> str:
        """Return the sentence in one language, its ``{placeholders}`` filled as it joins words.

        Raises
        ------
        KeyError
            A placeholder has no value.

        Examples
        --------
        >>> Text(fr="près de {where}", en="near {where}").filled("fr", {"where": "Aubagne"})
        "près d'Aubagne"
        """
        return in_french(self.fr, values) if language == "fr" else self.en.format_map(values)

    def format(self, **values: object) -> Text:
        """Return both sentences with their ``{placeholders}`` filled, each in its language.

        Raises
        ------
        KeyError
            A placeholder has no value.

        Examples
        --------
        >>> Text(fr="{what} à {n} h", en="{what} at {n}").format(
        ...     what=Text(fr="Pain", en="Bread"), n=9
        ... )
        Text(fr='Pain à 9 h', en='Bread at 9')
        """
        fr = {key: one.fr if isinstance(one, Text) else one for key, one in values.items()}
        en = {key: one.en if isinstance(one, Text) else one for key, one in values.items()}
        return Text(fr=self.filled("fr", fr), en=self.filled("en", en))


def seconds(clock: str) -> int:
    """Return the seconds since midnight of a ``HH:MM`` time, which is not checked.

    Raises
    ------
    ValueError
        The text is not two numbers with a colon between.

    Examples
    --------
    >>> seconds("07:30")
    27000
    """
    hours, minutes = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def clock(second_of_day: float) -> str:
    """Return ``HH:MM`` for seconds since midnight, rounded down to the minute.

    Hours go on after midnight: 25:00.

    Examples
    --------
    >>> clock(27059)
    '07:30'
    """
    minutes = int(second_of_day) // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
