"""The command as it is shipped, to be called in tests."""

from __future__ import annotations

from service.cli.app import app_of
from service.kinds.registry import KINDS

app = app_of(KINDS)
