from pathlib import Path

from models.study import Study
from service import files
from service.kinds.week.kind import WEEK
from tests.helpers.hostile import hostile
from tests.helpers.studies import planned, study

FOLDERS = {pattern.partition("/")[0] for pattern in WEEK.owned}


def write(found: Study, folder: Path) -> tuple[Path, ...]:
    return files.place(WEEK.made(found, "fr"), folder, owned=WEEK.owned)


def test_study_loads_back_equal(tmp_path: Path) -> None:
    found = study(hostile(), planned().plan)
    written = write(found, tmp_path / "a" / "out")
    own = {path.name for path in written if path.parent.name == "out"}
    assert own == set(WEEK.writes)
    made = {path.parent.name for path in written} - {"out"}
    assert made == FOLDERS
    assert all(path.resolve().is_relative_to(tmp_path / "a" / "out") for path in written)
    text = (tmp_path / "a" / "out" / files.STUDY).read_text(encoding="utf-8")
    # all of it, but whom to ring
    expected = Study.model_validate_json(files.passed_on(found.model_dump_json()))
    assert Study.model_validate_json(text) == expected


def test_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à garder", encoding="utf-8")
    (tmp_path / files.REPORT).write_text("ancien", encoding="utf-8")
    (tmp_path / "traces").mkdir()
    for name in ("gone.gpx", "mine.txt"):
        (tmp_path / "traces" / name).touch()
    write(planned(), tmp_path)
    assert not (tmp_path / "traces" / "gone.gpx").exists()
    assert (tmp_path / "traces" / "mine.txt").exists()
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "à garder"
    assert (tmp_path / files.REPORT).read_text(encoding="utf-8") != "ancien"
    folders = {path.name for path in tmp_path.iterdir()} - {"notes.txt"}
    assert folders == {*WEEK.writes, *FOLDERS}
