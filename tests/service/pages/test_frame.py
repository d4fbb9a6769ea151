"""The part of a drawing around some of its points: one far place does not hide the others."""

from __future__ import annotations

from service.pages.frame import CLOSEST, Room, frame_of, near

ROOM = Room(860.0, 620.0, 40.0)
TOWN = [(43.83, 5.78), (43.84, 5.79), (43.825, 5.80)]
FAR = (44.387, 6.652)


def test_a_town_beside_a_far_place_is_shown_by_itself() -> None:
    frame = frame_of([*TOWN, FAR], ROOM)
    points = [frame.at(*one) for one in TOWN]
    found = near(points, frame, ROOM)
    assert found is not None
    x, y, larger = found
    assert 3 <= larger <= CLOSEST
    assert 0 <= x <= frame.width * (1 - 1 / larger) + 1e-6
    assert 0 <= y <= frame.height * (1 - 1 / larger) + 1e-6
    for across, down in points:
        assert x <= across <= x + frame.width / larger
        assert y <= down <= y + frame.height / larger


def test_what_fills_the_drawing_is_shown_whole() -> None:
    frame = frame_of(TOWN, ROOM)
    assert near([frame.at(*one) for one in TOWN], frame, ROOM) is None
