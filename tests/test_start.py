"""What is double-clicked: it prepares an environment once, then opens the page."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from benchmarks.serving import Server, started
from service.cli import serve
from service.cli.browser import is_ramasse, page_url
from tests.test_wheel import SHIPPED

ROOT = Path(__file__).parents[1]
READY_S = 60.0


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the browser that is started writes what it was asked to open."""
    opened = tmp_path / "opened"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" >> "{opened}"\n')
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{script} %s")
    return opened


def asked(opened: Path) -> str:
    """The page that the browser was asked for, once it was."""
    ends = time.monotonic() + READY_S
    while time.monotonic() < ends:
        if opened.exists() and (found := opened.read_text().strip()):
            return found
        time.sleep(0.05)
    raise AssertionError("no browser was started")


def test_the_page_opens_when_it_answers_and_again_when_it_runs_already(
    tmp_path: Path, browser: Path
) -> None:
    with started(tmp_path, "--open") as server:
        url = asked(browser)
        assert url == f"{server.address}/"
        assert is_ramasse(url)
        browser.unlink()
        again = tmp_path / "again"
        again.mkdir()
        port = url.rsplit(":", 1)[1].strip("/")
        with started(again, "--port", port, "--open") as second:
            assert second.process.wait(READY_S) == 0
            assert "répond déjà" in second.log
        assert asked(browser) == url


def test_another_program_on_the_port_is_not_taken_for_ramasse(tmp_path: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        held.settimeout(0)
        assert not is_ramasse(page_url("127.0.0.1", 1))
        with started(tmp_path, "--port", str(held.getsockname()[1]), "--open") as server:
            assert server.process.wait(READY_S) == 2
            assert "un autre programme le tient" in server.log


def test_a_page_to_be_opened_takes_the_next_port(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        usual = held.getsockname()[1]
        monkeypatch.setattr(serve, "PORT", usual)
        monkeypatch.setattr(serve, "is_ramasse", lambda _: False)
        found = serve._free("127.0.0.1", None, "fr")
        assert found is not None
        with found:
            assert usual < found.getsockname()[1] < usual + serve.NEXT_PORTS


def test_the_shell_script_starts_what_is_prepared_wherever_it_lies(
    tmp_path: Path, browser: Path
) -> None:
    """A folder that was moved, with an environment made before: nothing is installed again."""
    folder = tmp_path / "dossier déplacé"
    folder.mkdir()
    for name in ("demarrer.sh", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    for name in SHIPPED:
        (folder / name).symlink_to(ROOT / name)
    environment = folder / ".venv"
    environment.mkdir()
    for inside in (ROOT / ".venv").iterdir():
        (environment / inside.name).symlink_to(inside)
    shutil.copy(ROOT / "pyproject.toml", environment / "installed.toml")
    words = ["sh", str(folder / "demarrer.sh"), "--port", "0"]
    words += ["--database", f"sqlite:///{tmp_path / 'test.db'}"]
    with (tmp_path / "server.log").open("wb") as log:
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    try:
        url = asked(browser)
        with urllib.request.urlopen(url, timeout=READY_S) as answer:
            assert b"ramasse" in answer.read()
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(READY_S)
    assert "Préparation" not in Server(tmp_path, process).log


def test_without_a_recent_python_it_says_where_to_get_one(tmp_path: Path) -> None:
    for name in ("sh", "dirname", "uname", "cmp"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    shutil.copy(ROOT / "demarrer.sh", tmp_path)
    for language, told in (("fr_FR.UTF-8", "Il manque Python 3.11"), ("en_GB", "is missing")):
        ended = subprocess.run(
            ["sh", "demarrer.sh"],
            cwd=tmp_path,
            env={"PATH": str(tmp_path), "LANG": language},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert ended.returncode == 2
        assert told in ended.stdout.decode()
        assert not (tmp_path / ".venv").exists()


def test_the_files_for_each_system_do_the_same() -> None:
    windows = (ROOT / "demarrer.cmd").read_bytes()
    assert windows.isascii(), "no page of codes can spoil it"
    assert windows.count(b"\r\n") == windows.count(b"\n")
    batch, shell = windows.decode(), (ROOT / "demarrer.sh").read_text()
    for text in (batch, shell):
        assert "-m pip install --quiet --no-compile --disable-pip-version-check" in text
        assert "-c constraints.txt -e ." in text
        assert "from service.cli.app import main; main()" in text
        assert "serve --open" in text
        assert "sys.exit(sys.version_info < (3, 11)" in text
    # from within an archive, from the network, and where a folder is sent away as it is written
    assert "if not exist pyproject.toml goto zipped" in batch
    assert 'pushd "%~dp0"' in batch
    assert "LOCALAPPDATA" in batch
    assert ".venv\\" not in batch, "the environment is named once"
    labels = set(re.findall(r"^:(\w+)", batch, re.MULTILINE))
    assert set(re.findall(r"goto (\w+)", batch)) <= labels
    assert "demarrer.sh" in (ROOT / "demarrer.command").read_text()
    for name in ("demarrer.sh", "demarrer.command"):
        assert os.access(ROOT / name, os.X_OK), name
