from service.kinds.week.maps import COLOURS, WIDTH, colour, day_map
from service.kinds.week.rounds import by_day, label
from tests.helpers.studies import planned


def test_everything_is_on_the_map() -> None:
    found = planned()
    for _, rounds in by_day(found.plan):
        drawn = day_map(found.scenario, rounds)
        visited = {stop.site for item in rounds for stop in item.stops}
        assert len(drawn.dots) == len(visited)
        assert len(drawn.tracks) == len(rounds)
        assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= drawn.height for dot in drawn.dots)
        assert 0 < drawn.scale_px < WIDTH


def test_north_is_up() -> None:
    found = planned()
    rounds = by_day(found.plan)[0][1]
    top = min(day_map(found.scenario, rounds).dots, key=lambda dot: dot.y)
    visited = {stop.site for item in rounds for stop in item.stops}
    north = max(visited, key=lambda site: found.scenario.sites[site].lat)
    assert top.name == label(found.scenario, north)


def test_one_place_alone() -> None:
    found = planned()
    item = found.plan.rounds[0]
    still = item.changed(stops=(item.stops[0], item.stops[-1]))
    drawn = day_map(found.scenario, (still,))
    assert len(drawn.dots) == 1
    assert drawn.height > 0


def contrast_on_white(hexadecimal: str) -> float:
    """WCAG 2 contrast ratio."""
    parts = [int(hexadecimal[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_colours_stand_out() -> None:
    assert all(contrast_on_white(one) >= 4.5 for one in COLOURS)
    assert colour(len(COLOURS)) == COLOURS[0]
