"""What is said to be kept, and until when, is what the server does."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from models.base import Language
from service.privacy import register
from service.privacy.ages import AGES, age
from tests.service.databases import app_over


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_says_every_heading_and_every_age(language: Language, tmp_path: Path) -> None:
    app = app_over(f"sqlite:///{tmp_path / 'kept.db'}")
    with TestClient(app, base_url="http://localhost") as client:
        shown = client.get(f"/{language}/kept")
    assert shown.status_code == 200
    text = _bare(unescape(shown.text))
    assert len(register.HEADINGS) >= 8
    for heading, said in register.sections(language):
        assert _bare(heading) in text
        assert _bare(said) in text
    rows = register.ages(language)
    assert len(rows) == len(AGES) + 1
    for row in rows:
        assert all(_bare(cell) in text for cell in row), row


def test_every_age_that_is_said_is_obeyed(tmp_path: Path) -> None:
    """Results alone are thinned elsewhere: with each start, beside those that were published."""
    app = app_over(f"sqlite:///{tmp_path / 'kept.db'}")
    gone = age(app.state.desk.database, datetime.now(UTC))
    assert set(gone) | {"results"} == set(AGES)
    assert not any(gone.values())


def _bare(text: str) -> str:
    """A text whose blanks are all alike."""
    return " ".join(text.split())
