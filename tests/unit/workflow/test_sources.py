"""Which documents a call is about, and where their copies may go."""

from pathlib import Path

import pytest

from redactor.errors import LimitError, MissingError, UsageError
from redactor.formats.detect import MAX_BYTES
from redactor.workflow.manifest import Entry, Manifest, load
from redactor.workflow.sources import check_report_place, one, piped, sources, targets

KEY = b"k" * 32


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "in/sub/b.md", "in/.git/c.txt", "in/.d.txt", "in/~$e.docx", "sub/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(paths: list[str], passed_over: str | None = None) -> list[str]:
    return [s.name for s in sources(paths, KEY, None if passed_over is None else Path(passed_over))]


def places(paths: list[str], out: str) -> list[str]:
    made = targets(sources(paths, KEY), paths, out)
    return [str(t.path.relative_to(Path.cwd().resolve())) for t in made if t.path is not None]


def test_folder_is_walked_in_order(folder: Path) -> None:
    """Files of a folder come in order, hidden ones and Word's lock files not at all."""
    assert names(["in"]) == ["in/a.txt", "in/sub/b.md"]


def test_folder_of_copies_inside_is_passed_over(folder: Path) -> None:
    """A folder of copies inside the folder of originals is not read."""
    assert names(["in"], "in/sub") == ["in/a.txt"]


def test_earlier_copies_are_passed_over(folder: Path) -> None:
    """Copies that our manifest names are no documents unless changed; a stranger's counts not."""
    copy = {"path": "b.md", "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}
    Manifest(folder / "in/sub", KEY, {"b.md": Entry("b.md", "i", "o", 0, copy)}).write()
    assert names(["in"]) == ["in/a.txt"]
    (folder / "in/sub/b.md").write_text("changed")
    assert names(["in"]) == ["in/a.txt", "in/sub/b.md"]
    (folder / "in/sub/b.md").write_text("x")
    assert [s.name for s in sources(["in"], b"other key", None)] == [
        "in/a.txt",
        "in/sub/b.md",
        "in/sub/manifest.json",
    ]


def test_manifest_forgets_what_was_forged(folder: Path) -> None:
    """An entry changed by hand makes the manifest worthless."""
    copy = {"path": "a.txt", "sha256": "0" * 64}
    Manifest(folder, KEY, {"a.txt": Entry("a.txt", "i", "o", 0, copy)}).write()
    path = folder / "manifest.json"
    assert load(folder, KEY).entries
    path.write_text(path.read_text().replace("0" * 64, "1" * 64))
    assert not load(folder, KEY).entries
    for wrong in ("", "[]", "{", '{"documents": 1, "mac": "x"}'):
        path.write_text(wrong)
        assert not load(folder, KEY).entries


def test_places_of_copies(folder: Path) -> None:
    """A file's copy is OUT or in OUT; a folder's copies lie as the originals do."""
    assert places(["in/a.txt"], "b.txt") == ["b.txt"]
    assert places(["in/a.txt"], "sub/../in/sub") == ["in/sub/a.txt"]
    assert places(["in"], "out") == ["out/a.txt", "out/sub/b.md"]
    assert places(["in", "sub/a.txt"], "out") == ["out/in/a.txt", "out/in/sub/b.md", "out/a.txt"]


@pytest.mark.parametrize(
    ("paths", "out"),
    [
        (["in/a.txt"], "in/a.txt"),
        (["in/a.txt"], "in"),
        (["in/a.txt"], "link.txt"),
        (["in/a.txt"], "hard.txt"),
        (["in/a.txt"], "none/b.txt"),
        (["in/a.txt"], "/dev/null"),
        (["in"], "none/out"),
        (["in"], "in"),
        (["in"], "sub/a.txt"),
        (["in"], "-"),
        (["in/a.txt", "sub/a.txt"], "out"),
        (["in/a.txt", "sub/a.txt"], "-"),
    ],
)
def test_wrong_places(folder: Path, paths: list[str], out: str) -> None:
    """OUT that is an input by any name, no regular file, missing its folder, or too small is wrong use."""
    (folder / "link.txt").symlink_to("in/a.txt")
    (folder / "hard.txt").hardlink_to(folder / "in/a.txt")
    with pytest.raises(UsageError):
        targets(sources(paths, KEY), paths, out)


def test_report_has_a_place_of_its_own(folder: Path) -> None:
    """The report takes the place of no document and no copy."""
    found = sources(["in/a.txt"], KEY)
    made = targets(found, ["in/a.txt"], "b.txt")
    check_report_place(Path("r.json"), found, made)
    for wrong in ("in/a.txt", "b.txt", "none/r.json"):
        with pytest.raises(UsageError):
            check_report_place(Path(wrong), found, made)


def test_reading(folder: Path) -> None:
    """A missing file, a folder and a device that fails are missing; too much is a limit, also without end."""
    for name in ("none.txt", "in", "/proc/self/mem"):
        with pytest.raises(MissingError):
            one(name).load()
    with pytest.raises(LimitError):
        one("/dev/zero").load()
    with (folder / "big").open("wb") as big:
        big.truncate(MAX_BYTES + 1)
    with pytest.raises(LimitError):
        one("big").load()
    assert piped(b"x", ".txt").load() == b"x"
