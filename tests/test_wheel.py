"""What is installed: nothing that nobody imports, and it works where nothing else is."""

from __future__ import annotations

import ast
import json
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path

import pytest

from tests.service.databases import tiny_file

ROOT = Path(__file__).parents[1]
WHOLE = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = WHOLE["project"]
SHIPPED = [one.strip("*") for one in WHOLE["tool"]["setuptools"]["packages"]["find"]["include"]]
IMPORTED_AS = {
    "ruamel.yaml": "ruamel",
    "pyyaml": "yaml",
    "python-multipart": "fastapi",
    "argon2-cffi": "argon2",
}
"""Where names differ; forms that FastAPI reads need python-multipart."""
READY_S = 120.0


def names(dependencies: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ]", one)[0] for one in dependencies}


def imported() -> set[str]:
    """Every library that shipped code imports, wherever the import stands."""
    found: set[str] = set()
    for folder in SHIPPED:
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {one.name.partition(".")[0] for one in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module.partition(".")[0])
    return found


def test_what_is_declared_is_imported_and_no_tool_of_tests_is() -> None:
    run_time = names(PROJECT["dependencies"])
    known = imported()
    assert [one for one in run_time if IMPORTED_AS.get(one, one) not in known] == []
    extras = PROJECT["optional-dependencies"]
    tools = names(extras["dev"]) - {"ramasse"}
    assert run_time.isdisjoint(tools)
    assert {one.replace("-", "_") for one in tools}.isdisjoint(known)


WEIGHED = """
import importlib.metadata as m, json
print(json.dumps({d.metadata["Name"]: sum((f.size or 0) for f in d.files or ()) for d in
                  m.distributions()}))
"""


@pytest.mark.long
def test_the_wheel_works_in_an_empty_environment(tmp_path: Path) -> None:
    def made(*words: str | Path, folder: Path = tmp_path) -> str:
        told = subprocess.run(
            [str(word) for word in words], cwd=folder, capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stdout + told.stderr
        return told.stdout

    def fetched(*words: str | Path) -> None:
        """Install with pip, or skip where nothing can be fetched."""
        told = subprocess.run(
            [str(word) for word in words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        if "connection" in told.stderr.lower() and told.returncode:
            pytest.skip("no connection: nothing can be installed")
        assert told.returncode == 0, told.stderr

    sources = tmp_path / "sources"
    sources.mkdir()
    for name in SHIPPED:
        shutil.copytree(ROOT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, sources)
    fetched(sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", tmp_path, sources)
    (wheel,) = tmp_path.glob("ramasse-*.whl")
    made(sys.executable, "-m", "venv", tmp_path / "empty")
    python = tmp_path / "empty/bin/python"
    constraints = ROOT / "constraints.txt"
    fetched(python, "-m", "pip", "install", "--no-compile", "-c", constraints, wheel)
    weights = json.loads(made(python, "-c", WEIGHED))
    heaviest = sorted(weights.items(), key=lambda one: -one[1])
    print(f"{sum(weights.values()) / 1e6:.0f} MB installed")
    print("\n".join(f"{size / 1e6:8.1f} {name}" for name, size in heaviest[:30]))
    tools = {one.lower() for one in names(PROJECT["optional-dependencies"]["dev"])}
    tools -= {"ramasse", "vrplib"}  # PyVRP brings the latter
    assert {one.lower() for one in weights}.isdisjoint(tools)

    ramasse = tmp_path / "empty/bin/ramasse"
    assert "aubagne" in made(ramasse, "scenarios")
    assert "Aubagne" in made(ramasse, "check", "aubagne")
    tiny = tiny_file()
    (tmp_path / "tiny.yaml").write_bytes(tiny.content)
    made(ramasse, "run", "tiny.yaml", "--iterations", "1", "--out", "out")
    assert json.loads((tmp_path / "out/study.json").read_text())["violations"] == []
    assert (tmp_path / "out/report.html").stat().st_size > 10_000
    assert list((tmp_path / "out").glob("*.pdf"))
    with (tmp_path / "server.log").open("wb") as log:
        words = [
            str(ramasse),
            "serve",
            "--port",
            "0",
            "--database",
            f"sqlite:///{tmp_path / 'a.db'}",
        ]
        server = subprocess.Popen(words, cwd=tmp_path, stdout=log, stderr=log)
    try:
        found, ends = None, time.monotonic() + READY_S
        while found is None and time.monotonic() < ends and server.poll() is None:
            found = re.search(r"http://127\.0\.0\.1:\d+/", (tmp_path / "server.log").read_text())
            time.sleep(0.1)
        assert found is not None, (tmp_path / "server.log").read_text()
        with urllib.request.urlopen(f"{found[0]}fr/", timeout=READY_S) as answer:
            assert b"ramasse" in answer.read()
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(READY_S) == 0
