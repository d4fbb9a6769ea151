"""What cannot be undone is asked once before it is done."""

from __future__ import annotations

import re
from pathlib import Path

from service.web import rendering

TEMPLATES = Path(rendering.__file__).parent / "templates"
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
UNDONE = re.compile(r'action="[^"]*/stop"')
"""A run that is stopped keeps its best plan, and goes on when asked to."""


def test_what_cannot_be_undone_is_folded_or_shown_before() -> None:
    """Its button stands in what has to be opened, or on the page that showed what it would do."""
    found = 0
    for path in sorted(TEMPLATES.glob("*.j2")):
        text = path.read_text(encoding="utf-8")
        for form in FORM.finditer(text):
            at = form[0].find('class="stop')
            if at < 0 or UNDONE.search(form[0]):
                continue
            before = text[: form.start() + at]
            folded = before.count("<details") > before.count("</details")
            assert folded or 'name="sure"' in form[0], (path.name, form[0][:200])
            found += 1
    assert found >= 4
