"""What is named as long is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import long_tests

ROOT = Path(__file__).parents[1]


def test_every_test_named_as_long_exists() -> None:
    for name in long_tests():
        path, _, function = name.partition("::")
        text = (ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"def {function.partition('[')[0]}\(", text), name
