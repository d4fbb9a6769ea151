from typing import Any

import pytest

from service.kinds.week.messages import association_message, messages, round_message
from tests.helpers.hostile import LONG, hostile
from tests.helpers.studies import planned, study


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_text_a_round_and_an_association(language: Any) -> None:
    found = planned()
    made = messages(found, language)
    assert len(made) == len(found.plan.rounds) + len(found.scenario.associations)
    for content in made.values():
        text = content.decode()
        assert text.endswith("\n")
        assert "\t" not in text
        assert "None" not in text


def test_a_round_is_short_and_in_order() -> None:
    found = planned()
    item = max(found.plan.rounds, key=lambda one: len(one.stops))
    lines = round_message(found, item, "en").splitlines()
    assert len(lines) == 2 + len(item.stops)
    times = [line[:5] for line in lines[2:]]
    assert times == sorted(times)
    assert "(driver)" in lines[1]


def test_an_association_reads_what_it_receives() -> None:
    found = planned()
    for who in found.scenario.associations:
        text = association_message(found, who.id, "en")
        total = f"{found.plan.received_kg(who.id):,.0f}\u00a0kg"
        assert f"To share out this week: {total}" in text


def test_contacts_are_not_in_them() -> None:
    world = hostile()
    private = world.changed(
        people=tuple(one.changed(contact="06 00 00 00 00") for one in world.people),
        donors=tuple(one.changed(contact="06 00 00 00 00", backup=LONG) for one in world.donors),
    )
    for content in messages(study(private, planned().plan), "fr").values():
        assert b"06 00" not in content
        assert LONG.encode() not in content.replace(world.associations[1].label.encode(), b"")
