"""Ledgers to test with: SQLite always, PostgreSQL where it is installed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

USER = "postgres"


def _programs() -> Path | None:
    """Return where PostgreSQL's programs are, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    initdb = shutil.which("initdb")
    return None if initdb is None else Path(initdb).resolve().parent


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a server of one's own on loopback, and yield its URL; skipped when not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    pytest.importorskip("psycopg")
    folder = Path(tempfile.mkdtemp(prefix="ramasse-pg-"))
    account = _account()
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    _as(
        account, [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "ramasse"], folder
    )
    server = subprocess.Popen(
        [
            str(programs / "postgres"),
            *("-D", str(data), "-p", str(port), "-k", str(folder)),
            *("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"),
        ],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=None if account is None else account.pw_uid,
        group=None if account is None else account.pw_gid,
    )
    try:
        _wait(port, server)
        yield f"postgresql+psycopg://ramasse@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> pwd.struct_passwd | None:
    """Return whom the server runs as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        pytest.skip("PostgreSQL has no account to run as")


def _as(account: pwd.struct_passwd | None, command: list[str], folder: Path) -> None:
    subprocess.run(
        command,
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=60,
        user=None if account is None else account.pw_uid,
        group=None if account is None else account.pw_gid,
    )


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    import psycopg

    for _ in range(100):
        assert server.poll() is None, "the server ended at once"
        with suppress(psycopg.OperationalError):
            psycopg.connect(f"postgresql://ramasse@127.0.0.1:{port}/postgres").close()
            return
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")
