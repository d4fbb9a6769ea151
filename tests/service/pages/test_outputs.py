from pathlib import Path

import pytest

from service.pages.outputs import NAMES, REPORT, check_writable, place


def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        place({"a.txt": b"a"}, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_checking_leaves_nothing(tmp_path: Path) -> None:
    check_writable(tmp_path / "a" / "b", NAMES)
    assert list(tmp_path.iterdir()) == []


def test_a_file_or_a_link_to_nowhere_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere" / "else")
    for name in ("file", "file/below", "link", "link/below"):
        with pytest.raises(NotADirectoryError):
            check_writable(tmp_path / name, NAMES)


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / REPORT).mkdir()
    with pytest.raises(IsADirectoryError):
        check_writable(tmp_path, NAMES)
