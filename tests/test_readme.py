"""What README, LISEZMOI and docs/ show works: commands, requests, links, pictures, folders."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from benchmarks.pictures import MOST_BYTES
from benchmarks.registry import load
from service.kinds.registry import KINDS
from tests.service.commands import app

ROOT = Path(__file__).parents[1]
FILES = ("README.md", "LISEZMOI.md", *(f"docs/{one.name}" for one in (ROOT / "docs").glob("*.md")))
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in sorted(FILES)}
ENGINEERS = ("README.md", "docs/ingenieur.md")
PAIRS = {
    "docs/coordinatrice.md": "docs/coordinator.md",
    "docs/tresoriere.md": "docs/treasurer.md",
    "docs/chauffeur.md": "docs/driver.md",
    "docs/deploiement.md": "docs/deployment.md",
    "docs/partager.md": "docs/sharing.md",
}
QUICK = ("scenarios", "check", "template", "convert", "schema", "words", "ledger")
"""Commands that are run as they stand."""
OF_THE_SYSTEM = {"Ouvrir", "Lancer dans un terminal"}
"""What LISEZMOI quotes that is not said by the page."""
MOST_PICTURES = 4


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


def leaf(words: list[str]) -> tuple[Any, list[str]]:
    """The command that words name, and the words after it."""
    command: Any = get_command(app)
    rest = words[1:]
    while isinstance(command, TyperGroup):
        command, rest = command.commands[rest[0]], rest[1:]
    return command, rest


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_shown_is_taken_as_it_stands(name: str) -> None:
    for words in commands(TEXTS[name], "ramasse"):
        command, rest = leaf(words)
        with command.make_context(words[1], list(rest)):
            pass
    for inline in re.findall(r"`(ramasse [^`]+)`", TEXTS[name]):
        if inline.startswith("ramasse --"):
            continue
        command, rest = leaf(shlex.split(re.sub(r"[\[\]]", "", inline)))
        known = {option for one in command.params for option in one.opts}
        assert {word for word in rest if word.startswith("--")} <= known, inline
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {words[1] for words in commands(TEXTS[name], "make")} <= set(targets)
    for words in commands(TEXTS[name], ".venv/bin/python"):
        assert words[1:3] == ["-m", "benchmarks"]
        assert words[3] in load(), words


def test_what_is_quick_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RAMASSE_DATABASE", f"sqlite:///{tmp_path / 'a.db'}")
    shown = [words for text in TEXTS.values() for words in commands(text, "ramasse")]
    # the same command for another file is the same
    quick = {" ".join(words).partition(" --out")[0]: words for words in shown if words[1] in QUICK}
    assert {words[1] for words in quick.values()} == set(QUICK)
    for words in quick.values():
        result = CliRunner().invoke(app, [*words[1:]])
        # what nobody published yet is said, and nothing else fails
        assert result.exit_code == (2 if words[1] == "ledger" else 0), (words, result.output)


def test_engineers_are_shown_every_kind_of_run() -> None:
    for name in ENGINEERS:
        shown = {words[1] for words in commands(TEXTS[name], "ramasse")}
        assert {kind.command for kind in KINDS.values()} <= shown


@pytest.mark.parametrize("name", ENGINEERS)
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


def slugs(text: str) -> set[str]:
    """What the headings of a text are linked by."""
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", TEXTS[name]):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        assert file.exists(), target
        if anchor:
            assert anchor in slugs(file.read_text("utf-8")), target


def test_both_languages_say_as_much() -> None:
    assert {*PAIRS, *PAIRS.values(), "docs/ingenieur.md"} == set(TEXTS) - {
        "README.md",
        "LISEZMOI.md",
    }
    for french, english in PAIRS.items():
        for mark in (r"^## ", r"^- ", r"^```"):
            count = [len(re.findall(mark, TEXTS[one], re.MULTILINE)) for one in (french, english)]
            assert count[0] == count[1], (french, mark)


def test_lisezmoi_is_two_pages_with_small_pictures_and_quotes_the_page() -> None:
    text = TEXTS["LISEZMOI.md"]
    pictures = re.findall(r"!\[(.+?)\]\((docs/pictures/.+?)\)", text)
    there = {f"docs/pictures/{one.name}" for one in (ROOT / "docs/pictures").iterdir()}
    assert {path for _, path in pictures} == there
    assert 0 < len(pictures) <= MOST_PICTURES
    assert all((ROOT / path).stat().st_size < MOST_BYTES for path in there)
    assert len(text.split()) < 1_000
    said = "".join(one.read_text("utf-8") for one in (ROOT / "service").rglob("*.py"))
    for quoted in set(re.findall(r"« ([^»]+) »", text)) - OF_THE_SYSTEM:
        assert f'"{quoted}"' in said, quoted


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
