import re
import string
from pathlib import Path

import pytest

from service.words import labels as words


def test_every_word_is_read_somewhere() -> None:
    folder = Path(words.__file__).parent
    texts = [
        path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.suffix in (".py", ".typ", ".j2") and path.name != "words.py"
    ]
    everything = "\n".join(texts)
    read = {
        next(filter(None, found)) for found in re.findall(r"'(\w+)'|\"(\w+)\"|w\.(\w+)", everything)
    }
    # the stops' own names are read by their kind
    assert set(words.WORDS) - read <= {"collect", "unload", "load", "drop"}


@pytest.mark.parametrize("key", sorted(words.WORDS))
def test_both_languages_have_the_same_places(key: str) -> None:
    text = words.WORDS[key]
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(one) if name}
        for one in (text.fr, text.en)
    ]
    assert fields[0] == fields[1]
    assert text.fr
    assert text.en


def test_unknown_code_is_shown() -> None:
    assert words.code("some_new_code", "fr") == "some new code"
