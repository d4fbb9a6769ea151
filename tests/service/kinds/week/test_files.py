from pathlib import Path

from models.study import Study
from service.kinds.week import calendars, files, messages, tracks
from service.pages.outputs import REPORT, STUDY, place
from tests.helpers.hostile import hostile
from tests.helpers.studies import planned, study

FOLDERS = {tracks.FOLDER, calendars.FOLDER, messages.FOLDER}


def test_study_loads_back_equal(tmp_path: Path) -> None:
    found = study(hostile(), planned().plan)
    written = place(files.contents(found, "fr"), tmp_path / "a" / "out", owned=files.OWNED)
    own = {path.name for path in written if path.parent.name == "out"}
    assert own == set(files.NAMES)
    assert {path.parent.name for path in written} - {"out"} == FOLDERS
    assert all(path.resolve().is_relative_to(tmp_path / "a" / "out") for path in written)
    text = (tmp_path / "a" / "out" / STUDY).read_text(encoding="utf-8")
    assert Study.model_validate_json(text) == found


def test_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à garder", encoding="utf-8")
    (tmp_path / REPORT).write_text("ancien", encoding="utf-8")
    (tmp_path / "traces").mkdir()
    for name in ("gone.gpx", "mine.txt"):
        (tmp_path / "traces" / name).touch()
    place(files.contents(planned(), "fr"), tmp_path, owned=files.OWNED)
    assert not (tmp_path / "traces" / "gone.gpx").exists()
    assert (tmp_path / "traces" / "mine.txt").exists()
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "à garder"
    assert (tmp_path / REPORT).read_text(encoding="utf-8") != "ancien"
    folders = {path.name for path in tmp_path.iterdir()} - {"notes.txt"}
    assert folders == {*files.NAMES, *FOLDERS}
