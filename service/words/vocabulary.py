"""The words of one room, by key: the one way to say anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from models.base import Language, Text

NONE: Mapping[str, Text] = MappingProxyType({})


class Vocabulary(Mapping[str, Text]):
    """Texts by key; called, it says one of them.

    Examples
    --------
    >>> say = Vocabulary({"left": Text(fr="reste {kg} kg", en="{kg} kg left")})
    >>> say("left", "fr", kg=3)
    'reste 3 kg'
    """

    def __init__(self, texts: Mapping[str, Text], common: Mapping[str, Text] = NONE) -> None:
        """Make the words of a room, over those that it has in common with others."""
        self._texts = {**common, **texts}

    def __getitem__(self, key: str) -> Text:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __call__(self, key: str, language: Language, **values: object) -> str:
        """Return a text in one language, what it holds in braces filled."""
        text = self._texts[key]
        return text.filled(language, values) if values else text.in_(language)

    def all_in(self, language: Language) -> dict[str, str]:
        """Return every text in one language, by key."""
        return {key: text.in_(language) for key, text in self._texts.items()}
