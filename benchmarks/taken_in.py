"""Files taken in as the command and the page take them in, by what they are handed over as."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from benchmarks.sound_files import whole
from scenarios.source import LIBRARY


def take_in(how: str, name: str, content: bytes) -> str:
    """Take in a file as the command and the page do; return whether it was taken or refused.

    Whatever else is raised is a traceback.
    """
    from scenarios import ScenarioError
    from service.asking.kind import NoAnswerError
    from service.database_errors import DatabaseError
    from tabular import TableError

    try:
        return TAKEN[how](name, content)
    except (ScenarioError, DatabaseError, NoAnswerError, TableError) as error:
        str(error).encode()  # what cannot be written cannot be shown either
        return "refused"


def weighed(how: str, name: str, content: bytes) -> tuple[str, int]:
    """Take in a file, and tell the most memory that the process held meanwhile, bytes.

    0 where the system does not tell. Between looks at a process a peak may come and go: the
    system's own mark, begun anew for each file, misses none.
    """
    with suppress(OSError):
        _MARK.write_text("5")
    outcome = take_in(how, name, content)
    with suppress(OSError, StopIteration):
        lines = _STATUS.read_text().splitlines()
        peak = next(line for line in lines if line.startswith("VmHWM:"))
        return outcome, int(peak.split()[1]) * 1024
    return outcome, 0


_MARK, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


def _scenario(name: str, content: bytes) -> str:
    from service.sources import Upload, read_here

    read_here(Upload(name, content, _beside()))
    return "taken"


def _beside() -> dict[str, bytes]:
    names = ("marseille_points.csv", "marseille_financeurs.csv")
    return {name: (LIBRARY / name).read_bytes() for name in names}


def _study(name: str, content: bytes) -> str:
    """Read a study and, where it holds together, show all that is made of it."""
    from pydantic import ValidationError

    from service.asking.whole import UnsoundStudyError
    from service.kinds.registry import KINDS as REGISTRY

    kind = "week" if name == "study.json" else "split"
    try:
        REGISTRY.handed_on(kind, content)
    except (ValidationError, UnsoundStudyError):
        return "refused"
    study = REGISTRY[kind].study.model_validate_json(content)
    REGISTRY[kind].html(study, "fr")
    return "taken"


def _with_file(read: Callable[[Path], object]) -> Callable[[str, bytes], str]:
    def taken(name: str, content: bytes) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            read(path)
        return "taken"

    return taken


def _roads(path: Path) -> None:
    from models.travel import RoadProfile
    from scenarios import Fault, ScenarioError
    from solver.travel import TravelError
    from solver.travel.road_network import read_network

    try:
        read_network(path, RoadProfile())
    except TravelError as error:
        raise ScenarioError(Fault(place="", path="", text=one) for one in error.faults) from error


def _lots(path: Path) -> None:
    from scenarios import load
    from scenarios.lots import read_lots

    read_lots(path, load("aubagne").scenario)


def _visits(path: Path) -> None:
    from scenarios import load
    from scenarios.weighing.tables import read_visits

    read_visits(path, load("aubagne").scenario)


def _backup(path: Path) -> None:
    from service.backup.restoring import restore

    restore(path, f"sqlite:///{path.parent / 'back.db'}")


def _list(path: Path) -> None:
    from scenarios import ScenarioError
    from scenarios.faults import ordered
    from scenarios.lists import KINDS, listed, taken
    from scenarios.yaml_text import UnreadableError

    try:
        found = listed(path.read_bytes(), next(iter(KINDS)), ("ccas",), path.name)
    except UnreadableError as error:
        raise ScenarioError(ordered(error.complaints)) from error
    taken(found, {one.column: one.role for one in found.guesses}, {"ccas": "CCAS"})


def _places(path: Path) -> None:
    from scenarios import Fault, ScenarioError
    from scenarios.outlets import read_places
    from scenarios.outlets.places import NO_LIST

    try:
        read_places(path.read_bytes())
    except ValueError as error:
        if str(error) != NO_LIST.en:
            raise
        raise ScenarioError([Fault(place="", path="", text=NO_LIST)]) from error


def _codes(path: Path) -> None:
    from models.study import Study
    from scenarios import ScenarioError, load
    from scenarios.faults import ordered
    from scenarios.weighing import read_codes

    study = Study.model_validate_json(whole("study.json"))
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    told = read_codes(text, load("aubagne").scenario, [study.plan])
    if told.complaints:
        raise ScenarioError(ordered(told.complaints))


def _points(name: str, content: bytes) -> str:
    del name
    from service.sources import Upload, read_here

    read_here(Upload("marseille.yaml", whole("marseille.yaml"), {"marseille_points.csv": content}))
    return "taken"


def _grants(name: str, content: bytes) -> str:
    del name
    from service.sources import Upload, read_here

    beside = {"marseille_financeurs.csv": content}
    read_here(Upload("funders.yaml", whole("funders.yaml"), beside))
    return "taken"


def _outlines(path: Path) -> None:
    """Read outlines, and draw them."""
    from scenarios.outlines.importing import import_outlines
    from scenarios.outlines.kept import outline_files, outlines

    folder = path.parent / "outlines"
    import_outlines(path, folder)
    files = outline_files(folder)
    for px_m in (10.0, 1000.0):
        for one in outlines(_EVERYWHERE, px_m, files):
            str(one).encode()


_EVERYWHERE = (-90.0, 90.0, -180.0, 180.0)


def _territory(field: str) -> Callable[[Path], None]:
    def read(path: Path) -> None:
        from scenarios import load
        from scenarios.territory.facts import facts_of

        world = load("department13").scenario
        said = path.name if field == "timetable" else (path.name,)
        files = world.territory.files.changed(**{field: said})
        territory = world.territory.changed(files=files)
        facts_of(world.changed(territory=territory), path.parent).facts.model_dump_json().encode()

    return read


def _addresses(path: Path) -> None:
    from scenarios.addresses.importing import import_file

    import_file(path, path.parent / "books")


TAKEN: Mapping[str, Callable[[str, bytes], str]] = {
    "scenario": _scenario,
    "study": _study,
    "lots": _with_file(_lots),
    "visits": _with_file(_visits),
    "roads": _with_file(_roads),
    "backup": _with_file(_backup),
    "addresses": _with_file(_addresses),
    "list": _with_file(_list),
    "places": _with_file(_places),
    "codes": _with_file(_codes),
    "points": _points,
    "grants": _grants,
    "outlines": _with_file(_outlines),
    "timetable": _with_file(_territory("timetable")),
    "figures": _with_file(_territory("figures")),
    "outlets": _with_file(_territory("lists")),
}
