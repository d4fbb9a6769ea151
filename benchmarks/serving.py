"""A real server on loopback, in a process of its own, ended by its pid."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

READY_S = 600.0
COMMAND = (sys.executable, "-c", "from service.cli.app import main; main()", "serve")
ROOT = Path(__file__).parents[1]
END_S = 20.0
"""Seconds in which it ends when asked to, before it is killed."""


@dataclass
class Server:
    """A server whose database is in a folder."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """What it wrote."""
        return (self.folder / "server.log").read_text(errors="replace")

    @property
    def address(self) -> str:
        """Where it answers, once it does."""
        ends = time.monotonic() + READY_S
        while time.monotonic() < ends and self.process.poll() is None:
            found = re.search(r"http://127\.0\.0\.1:\d+", self.log)
            if found is not None:
                return found[0]
            time.sleep(0.05)
        raise RuntimeError(self.log)

    def end(self, how: signal.Signals) -> int:
        """Send it a signal and return its status."""
        self.process.send_signal(how)
        return self.process.wait(30)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(END_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def started(folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> Server:
    """Start a server on a free port; its database is in the folder unless options say another."""
    words = [*COMMAND, "--port", "0", "--database", f"sqlite:///{folder / 'test.db'}", *options]
    env = None if environment is None else {**os.environ, **environment}
    with (folder / "server.log").open("wb") as log:
        return Server(folder, subprocess.Popen(words, cwd=ROOT, stdout=log, stderr=log, env=env))
