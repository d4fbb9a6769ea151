"""What README and LISEZMOI show works: the Python example, commands, requests, folders."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from service.kinds.registry import KINDS
from tests.service.commands import app

ROOT = Path(__file__).parents[1]
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "LISEZMOI.md")}


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands(text: str, program: str) -> list[list[str]]:
    """The words of each shown line that calls a program."""
    lines = "".join(blocks(text, "sh")).splitlines()
    found = [shlex.split(line, comments=True) for line in lines]
    return [words for words in found if words and words[0] == program]


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks(TEXTS["README.md"], "python")
    exec(compile(example, "README.md", "exec"), {})
    *rounds, last = capsys.readouterr().out.splitlines()
    assert rounds
    assert all(re.fullmatch(r"(mon|tue|wed|thu|fri|sat|sun) \S+ \['.+'\]", one) for one in rounds)
    assert [one for one in rounds if " van-500 " in one] == [
        one for one in rounds if one.startswith("tue van-500 ")
    ]
    kg = re.fullmatch(r"(\d+) kg, \d+ pick-ups left", last)
    assert kg is not None
    assert int(kg[1]) > 2_000


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_shown_exists_and_takes_its_options(name: str) -> None:
    shown = commands(TEXTS[name], "ramasse")
    assert {"run", "allocate", "compare", "costs", "levers", "trucks", "replan", "warehouse"} <= {
        words[1] for words in shown
    }
    for words in shown:
        command, rest = get_command(app), words[1:]
        while isinstance(command, TyperGroup):
            command, rest = command.commands[rest[0]], rest[1:]
        known = {option for one in command.params for option in one.opts}
        assert {word for word in rest if word.startswith("--")} <= known, words


@pytest.mark.parametrize("name", TEXTS)
def test_requests_and_lists_name_the_kinds_there_are(name: str) -> None:
    asked = [
        json.loads(words[words.index("--json") + 1])
        for words in commands(TEXTS[name], "curl")
        if "--json" in words
    ]
    assert asked
    assert all(one["kind"] in KINDS for one in asked)
    start = r"^- (?:Kinds of runs|Sortes de calculs) ?: (.*?)(?:, each|, avec)"
    (line,) = re.findall(start, TEXTS[name], re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", line))) == set(KINDS)


def test_the_table_of_the_house_names_every_folder() -> None:
    table = TEXTS["README.md"].split("| folder | what |")[1].split("\n\n")[0]
    named = set(re.findall(r"`([a-z_/]+?)/?(?:<system>/)?`", table))
    places = (ROOT, ROOT / "scenarios")
    assert [one for one in named if not any((place / one).is_dir() for place in places)] == []
    rooms = {
        f"{floor}/{folder.name}"
        for floor in ("solver", "service")
        for folder in (ROOT / floor).iterdir()
        if (folder / "__init__.py").exists()
    }
    assert sorted(rooms - named) == []
