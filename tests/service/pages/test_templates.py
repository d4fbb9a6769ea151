from __future__ import annotations

from unittest.mock import patch

from jinja2 import Environment

from service.kinds.week.phone_page import phone_pages
from service.pages.templates import template
from tests.helpers.studies import planned


def test_a_template_is_read_once_for_all_pages_made_of_it() -> None:
    """A town of hundreds of rounds waited seconds for one template read once a round."""
    template.cache_clear()
    study = planned()
    assert len(study.plan.rounds) > 1
    with patch.object(
        Environment, "compile", autospec=True, side_effect=Environment.compile
    ) as read:
        assert len(phone_pages(study, "fr")) == len(study.plan.rounds)
    assert read.call_count == 1
