from __future__ import annotations

from benchmarks.town import town
from models.scenario import Scenario
from pools.streams import streams
from scenarios import load
from solver.ramasse.districts import busiest_day, large_stream, sectors


def test_a_small_town_is_planned_whole() -> None:
    assert large_stream(load("aubagne", "hub").scenario) is None


def test_sectors_share_everything_out_once() -> None:
    scenario = town(1, 4)
    stream = large_stream(scenario)
    assert stream is not None
    parts = sectors(scenario, stream, 0.0)
    assert len(parts) > 1

    def once(kind: str, whole: Scenario = scenario) -> None:
        found = [item.id for part in parts for item in getattr(part, kind)]
        assert sorted(found) == sorted(item.id for item in getattr(whole, kind))

    for kind in ("donors", "vehicles", "people"):
        once(kind)
    members = [
        who for part in parts for s in streams(part) if s.id == stream.id for who in s.members
    ]
    assert sorted(members) == sorted(stream.members)
    assert max(busiest_day(part, s) for part in parts for s in streams(part)) <= 24


def test_other_turns_make_other_sectors() -> None:
    scenario = town(1, 4)
    stream = large_stream(scenario)
    assert stream is not None
    first, second = (
        [sorted(d.id for d in part.donors) for part in sectors(scenario, stream, turn)]
        for turn in (0.0, 0.1)
    )
    assert first != second
