"""A PostgreSQL server of one's own on loopback, that may be killed and started again."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

USER = "postgres"
"""As whom it runs where we are root: it refuses to be."""
READY_S = 40.0


def programs() -> Path | None:
    """Return where PostgreSQL's programs are, none where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    initdb = shutil.which("initdb")
    return None if initdb is None else Path(initdb).resolve().parent


class Postgres:
    """One server, its data in a folder that goes with it."""

    def __init__(self) -> None:
        found = programs()
        assert found is not None, "PostgreSQL is not installed"
        self._programs = found
        self._folder = Path(tempfile.mkdtemp(prefix="endurance-pg-"))
        self._who = None if os.geteuid() else pwd.getpwnam(USER)
        if self._who is not None:
            os.chown(self._folder, self._who.pw_uid, self._who.pw_gid)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        words = ["initdb", "-D", str(self._folder / "data"), "-A", "trust", "-U", "ramasse"]
        subprocess.run(
            self._command(words),
            check=True,
            capture_output=True,
            cwd=self._folder,
            user=self._user,
            group=self._group,
        )
        self._server = self._started()

    @property
    def url(self) -> str:
        """As SQLAlchemy reads it."""
        return f"postgresql+psycopg://ramasse@127.0.0.1:{self._port}/postgres"

    def end_connections(self) -> None:
        """End every connection but this one."""
        import psycopg

        with psycopg.connect(self._plain, autocommit=True) as own:
            own.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where pid <> pg_backend_pid() and backend_type = 'client backend'"
            )

    def kill(self) -> None:
        """Kill it where it stands, and start it again."""
        self._server.send_signal(signal.SIGKILL)
        self._server.wait()
        # those that it left end by themselves once they see that it is gone
        for _ in range(50):
            with suppress(AssertionError):
                self._server = self._started()
                return
            time.sleep(0.2)
        raise RuntimeError("PostgreSQL did not start again")

    def close(self) -> None:
        """End it, and all that it kept."""
        self._server.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self._server.wait(20)
        if self._server.poll() is None:
            self._server.kill()
            self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _plain(self) -> str:
        return self.url.replace("+psycopg", "")

    @property
    def _user(self) -> int | None:
        return None if self._who is None else self._who.pw_uid

    @property
    def _group(self) -> int | None:
        return None if self._who is None else self._who.pw_gid

    def _command(self, words: list[str]) -> list[str]:
        return [str(self._programs / words[0]), *words[1:]]

    def _started(self) -> subprocess.Popen[bytes]:
        import psycopg

        words = ["postgres", "-D", str(self._folder / "data"), "-p", str(self._port)]
        words += ["-k", str(self._folder), "-c", "listen_addresses=127.0.0.1"]
        server: subprocess.Popen[bytes] = subprocess.Popen(
            self._command(words),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            user=self._user,
            group=self._group,
        )
        ends = time.monotonic() + READY_S
        while time.monotonic() < ends:
            assert server.poll() is None, "it ended at once"
            with suppress(psycopg.OperationalError):
                psycopg.connect(self._plain).close()
                return server
            time.sleep(0.1)
        raise TimeoutError("PostgreSQL does not answer")
