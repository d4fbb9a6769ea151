from pathlib import Path

from scenarios.sense import problems
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.scenarios import changed, tiny
from tests.scenarios.files import SOUND, faults_of, line_of


def test_an_id_too_long_for_the_names_made_from_it(tmp_path: Path) -> None:
    donor, vehicle, pool = "s" * 58, "v" * 55, "t" * 50
    text = SOUND.partition("variants:")[0].replace("id: super-1", f"id: {donor}")
    text = text.replace("id: van-2", f"id: {vehicle}").replace("id: town", f"id: {pool}")
    faults = faults_of(tmp_path, text)
    assert [fault.place for fault in faults] == [
        line_of(text, donor),
        line_of(text, vehicle),
        line_of(text, pool),
    ]
    # donor_mon_99, mon-morning-vehicle, pool-secours-own
    for fault, most in zip(faults, (53, 48, 48), strict=True):
        assert f"{most} au plus" in fault.text.fr


def test_ids_as_long_as_may_be_make_sound_names() -> None:
    scenario = tiny()
    donors = tuple(donor.model_copy(update={"id": donor.id.ljust(53, "x")})
                   for donor in scenario.donors)  # fmt: skip
    long = changed(scenario, donors=donors)
    assert problems(long) == ()
    assert len(long.pickups) == len(scenario.pickups)


def test_ids_that_would_make_one_name_twice() -> None:
    scenario = tiny()
    shifts = tuple(
        shift.model_copy(update={"id": name})
        for shift, name in zip(scenario.shifts, ("am", "am-big"), strict=True)
    )
    vehicles = tuple(
        vehicle.model_copy(update={"id": name})
        for vehicle, name in zip(scenario.vehicles, ("van", "big-van"), strict=True)
    )
    (found,) = problems(changed(scenario, shifts=shifts, vehicles=vehicles))
    assert found.loc == ("vehicles", 1, "id")
    assert "am-big + van et am + big-van" in found.text.fr


def test_pools_that_would_make_one_stream_twice() -> None:
    scenario = random_scenario(1, mode="today")
    first, second = scenario.policy.pools
    # a pool named as a stream of the other
    who = second.members[0]
    pools = (first.model_copy(update={"id": f"p-{who}"}), second.model_copy(update={"id": "p"}))
    policy = scenario.policy.model_copy(update={"pools": pools})
    (found,) = problems(changed(scenario, policy=policy))
    assert found.loc == ("policy", "pools", 1, "id")
