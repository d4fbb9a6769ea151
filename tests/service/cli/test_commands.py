"""The commands there are, and the options that each takes: none is ever lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from models.booking_study import BookingStudy
from service.kinds.registry import KINDS
from tests.service.commands import app

OPTIONS = {
    "check": "--lang --set --variant",
    "run": (
        "--bookings --engine --iterations --lang --out --seed --set --time-limit --variant --weeks"
    ),
    "schema": "--lang --out",
    "scenarios": "",
    "allocate": "--database --lang --out --publish --set --supply --variant",
    "replan": (
        "--absent --closed --day --down --empty --gives --iterations --lang --lock --now "
        "--out --seed --surprise --time-limit --tolerance --week"
    ),
    "compare": (
        "--cluster --iterations --lang --out --reference --seeds --set --time-limit "
        "--variants --weeks"
    ),
    "costs": (
        "--cluster --iterations --lang --no-cache --orders --out --rule --seeds --set "
        "--time-limit --variant"
    ),
    "levers": (
        "--cluster --freedom/--no-freedom --iterations --lang --means/--no-means --no-cache "
        "--out --seeds --set --stores/--no-stores --time-limit --variant"
    ),
    "trucks": (
        "--iterations --keep --lang --last --out --rounds --seed --set --time-limit --variant"
    ),
    "serve": "--database --host --lang --port --workers",
    "template": "--lang --out",
    "convert": "--lang",
    "warehouse": "--iterations --lang --out --seed --set --time-limit --variant",
    "ledger show": "--database --families --lang --weeks",
    "ledger correct": "--association --database --family --kg --kind --lang --reason --week",
    "ledger export": "--database --lang --out",
    "roads fetch": "--lang --margin-km --out --set --variant",
    "roads check": "--lang --set --variant",
}
"""As the release took them, by command."""


def commands(group: Any, name: str = "") -> Iterator[tuple[str, set[str]]]:
    for key, one in group.commands.items():
        called = f"{name} {key}".strip()
        if hasattr(one, "commands"):
            yield from commands(one, called)
        else:
            known = [one for one in one.params if one.param_type_name == "option"]
            yield called, {"/".join((*one.opts, *one.secondary_opts)) for one in known}


def test_no_command_and_no_option_of_the_release_is_lost() -> None:
    found = dict(commands(get_command(app)))
    assert set(OPTIONS) <= set(found)
    for command, options in OPTIONS.items():
        assert set(options.split()) <= found[command], command
    for kind in KINDS.values():
        assert "--json" in found[kind.command]


def test_every_option_of_a_kind_is_told_in_both_languages() -> None:
    for kind in KINDS.values():
        told = CliRunner().invoke(app, [kind.command, "--help"], env={"COLUMNS": "300"}).stdout
        lines = [line for line in told.splitlines() if "--" in line and "--help" not in line]
        assert len(lines) > 4
        for line in lines:
            assert " / " in line, line


def test_json_is_alone_on_the_output(tmp_path: Path) -> None:
    args = ("trucks", "aix", "--iterations", "1", "--json", "--lang", "en")
    done = CliRunner().invoke(app, [*args, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.stderr
    study = BookingStudy.model_validate_json(done.stdout)
    assert json.loads(done.stdout) == json.loads((tmp_path / "out" / "study.json").read_bytes())
    assert study.scenario.id == "aix"
    assert "Requests met" in done.stderr
    bare = CliRunner().invoke(app, args)
    assert json.loads(bare.stdout)
    assert "Nothing was written" in bare.stderr


def test_the_version_is_told() -> None:
    told = CliRunner().invoke(app, ["--version"])
    assert (told.exit_code, told.stdout) == (0, f"ramasse {version('ramasse')}\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands(shell: str) -> None:
    code = "from service.cli.app import main; main()"
    typed = {
        "COMP_WORDS": "ramasse allo",
        "COMP_CWORD": "1",
        "_TYPER_COMPLETE_ARGS": "ramasse allo",
    }
    asked = {"_RAMASSE_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.argv[0] = 'ramasse'; {code}"],
        env={**os.environ, **typed, **asked},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "allocate" in done.stdout, done.stderr
