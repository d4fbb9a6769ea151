from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable
from dataclasses import replace

import pytest

from scenarios import ScenarioError, library
from service.sources import Upload, check, from_library, opened, safe_name
from tests.service.databases import tiny_file

VARIANTS = """
variants:
  late: {label: Late, overrides: {week_of: 2026-11-24}}
  fewer: {label: Fewer, overrides: {"vehicles.van.payload_kg": -3}}
"""


def test_every_scenario_of_the_library_is_sound_with_what_it_names() -> None:
    for name in library():
        checked = check(from_library(name))
        assert checked.variants[0][0] == "base"
        assert checked.upload.form == "yaml"


def test_faults_of_every_variant_come_together_and_name_the_file_as_people_do() -> None:
    sent = Upload("../../Ma ville.yml", tiny_file().content + VARIANTS.encode())
    with pytest.raises(ScenarioError) as caught:
        check(sent)
    places = [fault.place for fault in caught.value.faults]
    assert len(places) == 2, caught.value
    assert all(place.startswith("Ma-ville.yaml:") for place in places)
    assert "/" not in caught.value.message("fr").split("—")[0]


@pytest.mark.parametrize("name", ["../t.csv", "a/b.csv", "", ".hidden", "tiny.yaml", "x" * 101])
def test_names_beside_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(ScenarioError, match="cannot name a file"):
        check(replace(tiny_file(), beside={name: b""}))


def test_too_many_files_beside_are_refused() -> None:
    with pytest.raises(ScenarioError, match="10 at most"):
        check(replace(tiny_file(), beside={f"{n}.csv": b"" for n in range(11)}))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_packed_files_beside_are_bounded(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"roads.osm.{'gz' if pack is gzip.compress else 'bz2'}"
    monkeypatch.setattr("service.sources.MOST_UNPACKED", 3_000_000)
    for content in (pack(b"a" * 3_000_001), b"not packed", pack(b"a" * 1000)[:-9]):
        with pytest.raises(ScenarioError, match="smaller extract"):
            check(replace(tiny_file(), beside={name: content}))
    assert check(replace(tiny_file(), beside={name: pack(b"a" * 3_000_000)}))


def test_the_form_is_told_by_the_content() -> None:
    assert Upload("x.yaml", b"PK\x03\x04").form == "xlsx"
    assert Upload("x.xlsx", b"id: tiny").form == "yaml"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C:\\temp\\Été 2026.xlsx", "Été-2026.yaml"),
        ("…", "scenario.yaml"),
        ("con\x00trol\n.yaml", "con-trol.yaml"),
        ("a" * 300, "a" * 95 + ".yaml"),
    ],
)
def test_names_of_files_are_made_safe(name: str, expected: str) -> None:
    assert safe_name(name, "yaml") == expected


def test_nothing_is_left_where_files_were_laid_out() -> None:
    with tiny_file().at_hand() as path:
        assert path.read_bytes() == tiny_file().content
    assert not path.parent.exists()
    with opened(tiny_file(), None, ["policy.sorting_min=30"]) as found:
        assert found.scenario.policy.sorting_min == 30
    assert not found.folder.exists()


def test_an_unknown_name_of_the_library_is_said() -> None:
    with pytest.raises(ScenarioError, match="aubagne"):
        from_library("../aubagne")


@pytest.mark.parametrize(
    ("name", "content"),
    [("Pesées.csv", b"nom;kg\nx;1\n"), ("ville.xlsx", b""), ("C:\\ville.XLSM", b"PKxx")],
)
def test_what_is_no_scenario_is_told_by_its_own_name(name: str, content: bytes) -> None:
    with pytest.raises(ScenarioError) as refused:
        check(Upload(name, content))
    (fault,) = refused.value.faults
    assert fault.path == "file"
    assert name.rpartition("\\")[2] in fault.text.fr
    assert ".xlsx" in fault.text.en
