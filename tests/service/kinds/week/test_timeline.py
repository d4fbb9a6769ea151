from service.kinds.week.timeline import LEFT, timeline
from tests.helpers.studies import planned


def test_every_outing_is_drawn_and_said() -> None:
    found = planned()
    drawn = timeline(found)
    outings = len(found.plan.rounds) + sum(len(item.crew) for item in found.plan.rounds)
    assert len(drawn.bars) == outings
    assert sum(cell.count("–") for row in drawn.rows for cell in row.cells) == outings
    assert all(bar.x >= LEFT and bar.x + bar.width <= drawn.width for bar in drawn.bars)
    assert all(len(row.cells) == len(drawn.days) for row in drawn.rows)


def test_idle_vehicles_show_idle_people_do_not() -> None:
    found = planned()
    drawn = timeline(found.changed(plan=found.plan.changed(rounds=())))
    assert [row.name for row in drawn.rows] == [one.label for one in found.scenario.vehicles]
