"""A small sound file to spoil, and the faults found in a spoilt one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scenarios import Fault, ScenarioError, load

SOUND = """\
id: village
label: Village
week_of: 2026-11-23
days: [mon, tue]
shifts:
  - {id: morning, label: Matin, starts: "08:00", ends: "12:00", max_min: 240}
families:
  - {id: fruit, label: Fruits, temperature: ambient, shelf_days: 3, target_kg_per_person: 1.2}
  - {id: dairy, label: Frais, temperature: chilled, shelf_days: 2, target_kg_per_person: 0.6}
associations:
  - id: secours
    label: Secours
    place: {lat: 43.29, lon: 5.57, commune: Aubagne}
    people: 100
    counted_on: 2026-10-01
    openings:
      - {day: tue, starts: "14:00", ends: "17:00"}
      - {day: thu, starts: "14:00", ends: "17:00"}
  - id: restos
    label: Restos
    place: {lat: 43.30, lon: 5.58, commune: Aubagne}
    people: 80
    counted_on: 2026-10-01
    openings:
      - {day: wed, starts: "14:00", ends: "17:00"}
donor_kinds:
  - {id: market, label: Supermarché, family_shares: {fruit: 0.7, dairy: 0.3}, loading_min: 20}
donors:
  - id: hyper-1
    label: Hyper
    kind: market
    place: {lat: 43.28, lon: 5.60, commune: Aubagne}
    holder: secours
    area_m2: 5000
    offers:
      - {days: [mon, tue], kg: 200, opens: "08:30", closes: "11:00"}
  - id: super-1
    label: Super
    kind: market
    place: {lat: 43.31, lon: 5.55, commune: Aubagne}
    holder: restos
    private: true
    offers:
      - {days: [mon], kg: 100, opens: "08:30", closes: "11:00"}
vehicles:
  - id: van-1
    label: Fourgon
    owner: secours
    payload_kg: 900
    cold: refrigerated
    days: [mon, tue]
  - id: van-2
    label: Camionnette
    owner: restos
    payload_kg: 500
    cold: refrigerated
    days: [mon]
people:
  - {id: p1, label: Paul, association: secours, roles: [driver], days: [mon, tue]}
  - {id: p2, label: Anne, association: secours, roles: [helper], days: [mon, tue]}
  - {id: p3, label: René, association: restos, roles: [driver], days: [mon]}
  - {id: p4, label: Léa, association: restos, roles: [helper], days: [mon]}
policy:
  pools:
    - {id: town, label: La ville, mode: hub, hub: secours, members: [secours, restos]}
variants:
  alone:
    label: Chacun seul
    set:
      policy.pools.town.mode: alone
      policy.pools.town.hub: null
  alone_open:
    label: Chacun seul, une camionnette de moins
    extends: alone
    set:
      vehicles.van-2: null
"""


def spoilt(old: str, new: str) -> str:
    """The sound file with one passage, present once, replaced."""
    assert SOUND.count(old) == 1, f"{old!r} stands {SOUND.count(old)} times in the file"
    return SOUND.replace(old, new)


def faults_of(
    folder: Path, text: str, variant: str | None = None, overrides: Sequence[str] = ()
) -> tuple[Fault, ...]:
    """The faults of a file of this text; their places begin with ``village.yaml``."""
    path = folder / "village.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(path, variant, overrides)
    for fault in caught.value.faults:
        assert fault.text.fr
        assert fault.text.en
        assert fault.text.fr != fault.text.en
    prefix = str(folder) + "/"
    return tuple(
        fault.model_copy(update={"place": fault.place.replace(prefix, "")})
        for fault in caught.value.faults
    )


def line_of(text: str, passage: str) -> str:
    """The place of the one line that holds a passage."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if passage in line]
    assert len(lines) == 1, f"{passage!r} stands on lines {lines}"
    return f"village.yaml:{lines[0]}"
