from pathlib import Path

import pytest

from tests.scenarios.files import faults_of, line_of, spoilt

POOL = "    - {id: town, label: La ville, mode: hub, hub: secours, members: [secours, restos]}\n"
CASES = [
    ("hub: secours, ", "", "id: town", "policy.pools.town.mode", "sans lieu de tri"),
    ("hub: secours, members: [secours, restos]}",
     "hub: secours, members: [restos]}\n"
     "    - {id: own, label: Seul, mode: alone, members: [secours]}", "id: town",
     "policy.pools.town.hub", "n'est pas membre"),
    ("mode: hub, hub: secours", "mode: direct, hub: secours", "id: town", "policy.pools.town.hub",
     "« livraison directe »"),
    ("mode: hub, hub: secours", "mode: direct, fetch_only: true", "id: town",
     "policy.pools.town.fetch_only", "« livraison directe »"),
    ("mode: hub, hub: secours", "mode: alone, collectors_keep: 0.5", "id: town",
     "policy.pools.town.collectors_keep", "lieu de tri ou livraison directe"),
    (POOL, POOL + "    - {id: own, label: Seul, mode: alone, members: [restos]}\n", "id: own",
     "policy.pools.own.members.0", "déjà"),
    (POOL, POOL.replace("hub, hub", "hub, collectors: [secours], hub"), "- id: restos",
     "associations.restos", "super-1"),
    ("    people: 80", "    people: 80\n    accredited: false", "area_m2", None, None),
    ("policy:\n", "policy:\n  opened: [hyper-1]\n", "opened", "policy.opened.0", "super-1"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "path", "said"), CASES)
def test_pools_that_cannot_be(
    tmp_path: Path, old: str, new: str, where: str, path: str | None, said: str | None
) -> None:
    text = spoilt(old, new)
    if path is None:
        text = text.replace("    private: true\n", "    area_m2: 1500\n")
        path, said, where = "donors.super-1.holder", "1500 m²", "holder: restos"
    (fault,) = faults_of(tmp_path, text)
    assert (fault.place, fault.path) == (line_of(text, where), path)
    assert said is not None
    assert said in fault.text.fr


def test_a_collector_is_a_member(tmp_path: Path) -> None:
    text = spoilt(
        POOL,
        POOL.replace(
            "members: [secours, restos]", "members: [secours], collectors: [secours, restos]"
        ),
    )
    (fault,) = faults_of(tmp_path, text)
    assert (fault.place, fault.path) == (
        line_of(text, "id: town"),
        "policy.pools.town.collectors.1",
    )


def test_a_member_may_receive_in_several_pools_and_collect_in_one(tmp_path: Path) -> None:
    own = "    - {id: own, label: Seul, mode: alone, members: [restos]}\n"
    shared = POOL.replace("hub, hub", "hub, collectors: [secours], hub")
    text = spoilt(POOL, shared + own).replace("week_of: 2026-11-23", "week_of: 2026-11-24")
    # nothing but the fault put there to be found
    assert [fault.path for fault in faults_of(tmp_path, text)] == ["week_of"]
