"""A folder whose content is run is judged by who else may put something there."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.folders import others_may_write, own_file, own_folder

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of another kind")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter: those of pytest are closed."""
    with tempfile.TemporaryDirectory(prefix="ramasse-test-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def test_what_others_may_write_is_found_wherever_it_is(open_folder: Path) -> None:
    top = open_folder / "cache"
    top.mkdir(mode=0o755)
    own_folder(top / "compiled" / "a")
    kept = top / "compiled" / "a" / "x.nbi"
    kept.write_bytes(b"")
    assert stat.S_IMODE((top / "compiled" / "a").stat().st_mode) == 0o700
    assert others_may_write(top / "compiled") is None
    assert others_may_write(top / "not" / "yet") is None
    for faulty in (top, top / "compiled", top / "compiled" / "a", kept):
        before = stat.S_IMODE(faulty.stat().st_mode)
        faulty.chmod(before | 0o022)
        (top / "compiled" / "a").chmod(0o755 if faulty != top / "compiled" / "a" else 0o777)
        assert others_may_write(top / "compiled") == faulty
        faulty.chmod(before)
    # below one that only its owner enters, rights do not matter
    (top / "compiled").chmod(0o700)
    kept.chmod(0o666)
    assert others_may_write(top / "compiled") is None
    if os.geteuid() == 0:
        os.chown(kept, 65534, 65534)
        assert others_may_write(top / "compiled") == kept
        os.chown(kept, 0, 0)
        os.chown(top, 65534, 65534)
        assert others_may_write(top / "compiled") == top


def test_one_s_own_files_are_read_by_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "town.db"
    own_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    own_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    own_file(tmp_path / "none" / "town.db")
    assert not (tmp_path / "none").exists()


def test_code_kept_where_others_may_write_is_not_run(open_folder: Path) -> None:
    """It is compiled in memory, which is told; nothing is read or written there."""
    (open_folder / "compiled").mkdir()
    (open_folder / "compiled").chmod(0o777)
    script = (
        "from solver.week_search import compiled;"
        "print(compiled.KEPT, compiled.jit(lambda x: x + 1)(1))"
    )
    environment = os.environ | {"RAMASSE_CACHE": str(open_folder)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "2"]
    assert f"{open_folder}/compiled : d'autres peuvent y écrire" in done.stderr
    assert list((open_folder / "compiled").iterdir()) == []
