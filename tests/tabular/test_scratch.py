from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tabular.scratch import OLDEST_S, scratch, sweep

OLD = time.time() - 600
LEAVES = "import os; from tabular.scratch import scratch; a = scratch(); a.__enter__(); os._exit(9)"


def made(name: str, at: float = OLD) -> Path:
    path = Path(tempfile.gettempdir()) / name
    path.mkdir()
    (path / "file").write_text("kept?")
    os.utime(path, (at, at))
    return path


def test_only_what_nobody_uses_any_more_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not another program's, nor a living process's, nor what was made just now."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    here = os.getpid()
    subprocess.run(
        [sys.executable, "-c", LEAVES], env=os.environ | {"TMPDIR": str(tmp_path)}, check=False
    )
    (left,) = tmp_path.glob("ramasse-p*")
    os.utime(left, (OLD, OLD))
    gone = [
        left,
        # of a process whose number another one has now
        made(f"ramasse-p{here}-abcdefgh", at=1_000_000.0),
        made("ramasse-abcdefgh", at=time.time() - OLDEST_S - 10),
    ]
    young = made("ramasse-p99999999-abcdefgh", at=time.time())
    stays = [young, made("ramasse-abcdefgi"), made("ramasse-notes"), made("other-abcdefgh")]
    (tmp_path / "ramasse-p99999999-linklink").symlink_to(stays[-1])
    with scratch() as mine:
        os.utime(mine)
        assert set(sweep()) == set(gone)
        assert mine.is_dir()
        assert all((one / "file").exists() for one in stays)
    assert not mine.exists()
    assert sweep(old_s=0.0) == [young]
