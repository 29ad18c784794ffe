"""Which documents a call is about, and where their copies go."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from redactor.errors import MissingError, UsageError, Words
from redactor.workflow import files
from redactor.workflow.files import shown
from redactor.workflow.manifest import NAME as MANIFEST
from redactor.workflow.manifest import earlier_outputs

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A document to be read: `name` as the caller gave it; `content` when it came through a pipe."""

    name: str
    path: Path | None
    suffix: str | None
    relative: Path
    content: bytes | None = field(default=None, repr=False)

    def load(self) -> bytes:
        """The untrusted bytes. Raises MissingError and LimitError."""
        if self.content is not None:
            return self.content
        if self.path is None or self.path.is_dir():
            raise MissingError(path=shown(self.name))
        return files.read_bounded(self.path)


@dataclass(frozen=True, slots=True)
class Target:
    """Where the copy goes; None is standard output."""

    path: Path | None


def one(name: str) -> Source:
    """The document in a file. That it can be read is seen when it is."""
    return _source(name, Path(name), Path(Path(name).name))


def piped(content: bytes, suffix: str | None) -> Source:
    """The document that came through standard input."""
    return Source(STDIN, None, suffix, Path(STDIN), content)


def sources(paths: Sequence[str], key: bytes, passed_over: Path | None = None) -> tuple[Source, ...]:
    """The files behind the caller's paths, folders walked in order. Hidden files, the folder
    `passed_over` and earlier copies (by their manifest, made with `key`) are no documents."""
    found: list[Source] = []
    for name in paths:
        path = Path(name)
        if not path.is_dir():
            found.append(one(name))
            continue
        above = path if len(paths) == 1 else path.parent
        found.extend(
            _source(os.fspath(file), file, file.relative_to(above)) for file in _walk(path, key, passed_over)
        )
    return tuple(found)


def _source(name: str, path: Path, relative: Path) -> Source:
    return Source(name, path, path.suffix or None, relative)


def _walk(folder: Path, key: bytes, passed_over: Path | None) -> Iterator[Path]:
    earlier: set[Path] = set()
    for at, folders, names in os.walk(folder):
        here = Path(at)
        if MANIFEST in names:
            earlier |= earlier_outputs(here, key)
        folders[:] = sorted(
            name
            for name in folders
            if not _is_hidden(name) and not (passed_over is not None and _same(here / name, passed_over))
        )
        for name in sorted(names):
            if not _is_hidden(name) and here / name not in earlier:
                yield here / name


def _is_hidden(name: str) -> bool:
    # "~$" begins the name of Word's lock files, which Windows hides.
    return name.startswith((".", "~$"))


def targets(found: Sequence[Source], paths: Sequence[str], out: str) -> tuple[Target, ...]:
    """The place of each copy. Raises UsageError when OUT does not fit the paths, or is an input."""
    if out == STDIN:
        if len(paths) != 1 or Path(paths[0]).is_dir():
            raise UsageError(
                what=Words(
                    sv="-o - tar ett enda dokument. Ange en mapp.",
                    en="-o - takes one document only. Give a folder.",
                )
            )
        return (Target(None),)
    path = Path(out)
    if len(paths) == 1 and not Path(paths[0]).is_dir():
        if path.is_dir():
            if found[0].path is None:
                raise UsageError(
                    what=Words(
                        sv="Ett dokument från standard in behöver ett filnamn, inte en mapp, efter -o.",
                        en="A document from standard input needs a file name, not a folder, after -o.",
                    )
                )
            path = path / found[0].relative
        made: tuple[Path, ...] = (path,)
        require_folder_of(path)
    else:
        if path.exists() and not path.is_dir():
            raise UsageError(
                what=Words(
                    sv=f"{shown(out)} är en fil. Flera dokument behöver en mapp efter -o.",
                    en=f"{shown(out)} is a file. Several documents need a folder after -o.",
                )
            )
        require_folder_of(path)
        made = tuple(path / source.relative for source in found)
    _check(found, made)
    return tuple(Target(Path(os.path.realpath(one))) for one in made)


def folder_of_copies(paths: Sequence[str], out: str) -> Path | None:
    """OUT when it is a folder with a manifest: for several paths, or a folder."""
    several = len(paths) > 1 or Path(paths[0]).is_dir()
    return Path(os.path.realpath(out)) if several else None


def check_report_place(report: Path, found: Sequence[Source], made: Sequence[Target]) -> None:
    """Raises UsageError when the report has no folder, or would take the place of a document."""
    require_folder_of(report)
    _check(found, [report, *(target.path for target in made if target.path is not None)])


def require_folder_of(path: Path) -> None:
    """Raises UsageError unless the file's folder exists and a file can stand at its name."""
    parent = Path(os.path.realpath(path)).parent
    if not parent.is_dir():
        raise UsageError(
            what=Words(
                sv=f"Mappen {shown(parent)} finns inte. Skapa den först.",
                en=f"The folder {shown(parent)} does not exist. Make it first.",
            )
        )


def _check(found: Sequence[Source], made: Sequence[Path]) -> None:
    inputs = {_identity(source.path) for source in found if source.path is not None} - {None}
    seen: set[str] = set()
    for path in made:
        if _identity(path) in inputs:
            raise UsageError(
                what=Words(
                    sv=f"{shown(path)} är ett av originalen. Ange en annan plats efter -o.",
                    en=f"{shown(path)} is one of the originals. Give another place after -o.",
                )
            )
        real = os.path.realpath(path)
        if real in seen:
            raise UsageError(
                what=Words(
                    sv=f"Två dokument skulle få samma kopia {shown(path)}. Kör dem var för sig.",
                    en=f"Two documents would get the same copy {shown(path)}. Run them one by one.",
                )
            )
        seen.add(real)
        if path.exists() and not path.is_dir() and not stat.S_ISREG(path.stat().st_mode):
            raise UsageError(
                what=Words(sv=f"{shown(path)} är ingen vanlig fil.", en=f"{shown(path)} is no regular file.")
            )


def _identity(path: Path | None) -> tuple[int, int] | None:
    """What tells files apart, whatever their names; None for a file that does not exist."""
    if path is None:
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _same(one: Path, other: Path) -> bool:
    return _identity(one) is not None and _identity(one) == _identity(other)
