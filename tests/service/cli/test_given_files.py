"""Every command that is given a file says why it cannot read it, in the same words."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from models import unread
from models.base import Text
from service.ledger import Ledger
from tests.service.commands import app

COMMANDS = {
    "restore": ("restore", "{}"),
    "replan": ("replan", "{}"),
    "weigh": ("weigh", "aubagne", "{}"),
    "weigh --study": ("weigh", "aubagne", "--template", "out.xlsx", "--study", "{}"),
    "allocate --supply": ("allocate", "aubagne", "--supply", "{}"),
    "hours": ("hours", "{}"),
    "hours --into": ("hours", "sound.csv", "--into", "{}"),
    "import": ("import", "{}", "--as", "stores", "--into", "town.xlsx"),
    "words": ("words", "import", "{}"),
    "outlines": ("outlines", "import", "{}"),
    "addresses": ("addresses", "import", "{}"),
    "certificate": ("serve", "--certificate", "{}", "--key", "sound.csv"),
    "key": ("serve", "--certificate", "sound.csv", "--key", "{}"),
    "check": ("check", "{}"),
}
NAMES = {"hours --into": ".yaml"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RAMASSE_CACHE", str(tmp_path / "kept"))
    Path("sound.csv").write_text("name,opening_hours\nA,Mo 10:00-12:00\n", encoding="utf-8")


def call(command: str, name: str) -> Result:
    words = (one.format(name) for one in COMMANDS[command])
    return CliRunner().invoke(app, [*words, "--lang", "en"])


def told(result: Result, text: Text) -> None:
    assert result.exit_code == 2, result.output
    assert text.en in result.stderr
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"check"}))
def test_a_missing_file_is_told(command: str) -> None:
    """Of a scenario, which may be a name, more is told."""
    told(call(command, f"nowhere{NAMES.get(command, '.csv')}"), unread.MISSING)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_told(command: str) -> None:
    name = f"folder{NAMES.get(command, '.csv')}"
    Path(name).mkdir()
    told(call(command, name), unread.FOLDER)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_shut_is_told(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may read everything is not refused: the system is made to."""
    name = f"shut{NAMES.get(command, '.csv')}"
    Path(name).write_bytes(b"name\nA\n")
    access, opened = os.access, io.open

    def may(path: object, mode: int, **more: Any) -> bool:
        return Path(str(path)).name != name and access(str(path), mode, **more)

    def shut(path: object, *rest: Any, **more: Any) -> Any:
        if isinstance(path, Path) and path.name == name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "access", may)
    monkeypatch.setattr(io, "open", shut)
    told(call(command, name), unread.SHUT)


@pytest.mark.parametrize("command", [("schema",), ("ledger", "export", "aubagne")])
def test_what_cannot_be_written_whole_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """The disk is full half-way: the earlier file stays, and nothing else."""
    url = f"sqlite:///{tmp_path / 'a.db'}"
    monkeypatch.setenv("RAMASSE_DATABASE", url)
    Ledger(url).close()
    there = tmp_path / "out" / "file"
    there.parent.mkdir()
    there.write_text("earlier")

    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        patched.setattr(Path, "write_text", full)
        told = CliRunner().invoke(app, [*command, "--out", str(there)])
    assert told.exit_code == 2, told.output
    assert "disque plein" in told.output
    assert [one.name for one in there.parent.iterdir()] == ["file"]
    assert there.read_text() == "earlier"
    assert CliRunner().invoke(app, [*command, "--out", str(there)]).exit_code == 0
    assert there.read_text() != "earlier"
