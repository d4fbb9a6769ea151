from __future__ import annotations

import importlib
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import service
from models.base import Text
from service.words.codes import code
from service.words.vocabulary import Vocabulary

SERVICE = Path(service.__file__).parent
ROOMS = sorted(
    path
    for path in SERVICE.rglob("*.py")
    if "WORDS: Mapping[str, Text] = {" in path.read_text("utf-8")
)
SAID_BY_KIND = {
    "expected",
    "collect",
    "unload",
    "load",
    "drop",
    "return",
    "buy",
    "rent",
    "lend",
    "equal",
}
"""Sources of food, kinds of stops and of tenancies, each read by its own name."""


def own(path: Path) -> Mapping[str, Text]:
    """The words that a module has itself."""
    name = ".".join(path.relative_to(SERVICE.parent).with_suffix("").parts)
    module = importlib.import_module(name)
    (words,) = [held for called, held in vars(module).items() if called.endswith("WORDS")]
    assert isinstance(words, Mapping)
    return words


def read() -> Iterator[str]:
    """Keys that something says, and beginnings and ends of those that are put together."""
    for path in SERVICE.rglob("*"):
        text = path.read_text(encoding="utf-8") if path.suffix in (".py", ".typ", ".j2") else ""
        if path in ROOMS:
            yield from re.findall(r'say\("(\w+)"', text)
        elif text:
            for found in re.findall(r"'(\w+)'|\"(\w+)\"|\b[aflpw]?w\.(\w+)", text):
                yield next(filter(None, found))
            yield from re.findall(r'f"(\w+_)\{', text)
            yield from re.findall(r'\{\w+\}(_\w+)"', text)


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(SERVICE)))
def test_every_word_is_read_somewhere(path: Path) -> None:
    said = set(read())
    starts = tuple(one for one in said if one.endswith("_"))
    ends = tuple(one for one in said if one.startswith("_"))
    words = own(path)
    assert words
    unread = {key for key in words if not (key.startswith(starts) or key.endswith(ends))} - said
    assert unread <= SAID_BY_KIND


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(SERVICE)))
def test_both_languages_have_the_same_places(path: Path) -> None:
    for key, text in own(path).items():
        french, english = (
            {name for _, name, _, _ in string.Formatter().parse(one) if name}
            for one in (text.fr, text.en)
        )
        assert french == english, key
        assert text.fr
        assert text.en


def test_a_room_says_its_words_over_those_that_it_shares() -> None:
    shared = Vocabulary({"day": Text(fr="Jour", en="Day"), "kg": Text(fr="kg", en="kg")})
    room = Vocabulary({"kg": Text(fr="{n} kg", en="{n} kg")}, shared)
    assert room("day", "fr") == "Jour"
    assert room("kg", "en", n=3) == "3 kg"
    assert room.all_in("en") == {"day": "Day", "kg": "{n} kg"}


def test_unknown_code_is_shown() -> None:
    assert code("some_new_code", "fr") == "some new code"
