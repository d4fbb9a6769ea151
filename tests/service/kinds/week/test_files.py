from pathlib import Path

import pytest

from models.study import Study
from service.kinds.week import files
from tests.helpers.hostile import hostile
from tests.helpers.studies import planned, study


def test_study_loads_back_equal(tmp_path: Path) -> None:
    found = study(hostile(), planned().plan)
    written = files.write(found, tmp_path / "a" / "out", "fr")
    own = {path.name for path in written if path.parent.name == "out"}
    assert own == set(files.NAMES)
    made = {path.parent.name for path in written} - {"out"}
    assert made == set(files.FOLDERS)
    assert all(path.resolve().is_relative_to(tmp_path / "a" / "out") for path in written)
    text = (tmp_path / "a" / "out" / files.STUDY).read_text(encoding="utf-8")
    assert Study.model_validate_json(text) == found


def test_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à garder", encoding="utf-8")
    (tmp_path / files.REPORT).write_text("ancien", encoding="utf-8")
    (tmp_path / "traces").mkdir()
    for name in ("gone.gpx", "mine.txt"):
        (tmp_path / "traces" / name).touch()
    files.write(planned(), tmp_path, "fr")
    assert not (tmp_path / "traces" / "gone.gpx").exists()
    assert (tmp_path / "traces" / "mine.txt").exists()
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "à garder"
    assert (tmp_path / files.REPORT).read_text(encoding="utf-8") != "ancien"
    folders = {path.name for path in tmp_path.iterdir()} - {"notes.txt"}
    assert folders == {*files.NAMES, *files.FOLDERS}


def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        files.write(planned(), tmp_path / "out", "fr")
    assert list(tmp_path.iterdir()) == []


def test_checking_leaves_nothing(tmp_path: Path) -> None:
    files.check_writable(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []


def test_a_file_or_a_link_to_nowhere_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere" / "else")
    for name in ("file", "file/below", "link", "link/below"):
        with pytest.raises(NotADirectoryError):
            files.check_writable(tmp_path / name)


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / files.REPORT).mkdir()
    with pytest.raises(IsADirectoryError):
        files.check_writable(tmp_path)
