import os
import stat
from pathlib import Path

import pytest

from awesome_lint.writing import ChangedOnDiskError, NotARegularFileError, write


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_bytes_take_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"\xef\xbb\xbfold\r\n")
    write(path, b"\xef\xbb\xbfold\r\n", b"\xef\xbb\xbfnew\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbfnew\r\n"
    assert listing(tmp_path) == ["list.md"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"old")
    path.chmod(mode)
    write(path, b"old", b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_equal_bytes_touch_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"old")
    seen = path.stat()
    write(path, b"old", b"old")
    now = path.stat()
    assert (now.st_ino, now.st_mtime_ns) == (seen.st_ino, seen.st_mtime_ns)


@pytest.mark.parametrize("after", [b"new", b"read"])
def test_a_file_that_changed_since_is_left(tmp_path: Path, after: bytes) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"typed meanwhile")
    with pytest.raises(ChangedOnDiskError, match="changed since it was read"):
        write(path, b"read", after)
    assert path.read_bytes() == b"typed meanwhile"
    assert listing(tmp_path) == ["list.md"]


def test_a_file_that_is_gone_stays_gone(tmp_path: Path) -> None:
    with pytest.raises(ChangedOnDiskError, match="gone"):
        write(tmp_path / "list.md", b"old", b"new")
    assert listing(tmp_path) == []


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    real = tmp_path / "real" / "list.md"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link = tmp_path / "link.md"
    link.symlink_to(real)
    write(link, b"old", b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert listing(real.parent) == ["list.md"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARegularFileError):
        write(tmp_path, b"", b"new")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe.md"
    os.mkfifo(path)
    with pytest.raises(NotARegularFileError):
        write(path, b"", b"new")


def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"old", b"new")
    assert path.read_bytes() == b"old"
    assert listing(tmp_path) == ["list.md"]


def test_a_change_while_writing_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", lambda _descriptor: path.write_bytes(b"typed meanwhile"))
    with pytest.raises(ChangedOnDiskError):
        write(path, b"old", b"new")
    assert path.read_bytes() == b"typed meanwhile"
    assert listing(tmp_path) == ["list.md"]
