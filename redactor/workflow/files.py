"""Files in and out: bounded reading, and writing in one step.

A copy is written whole, without a name where the system can (O_TMPFILE), synced, and only then gets
its name. So an interruption at any moment leaves the old file or the new one. Where a hidden name
was needed and the program was killed before it was taken away, the next run in the folder does it.
"""

import errno
import fcntl
import os
import secrets
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from redactor.errors import LimitError, MissingError, OutputError, UsageError, Words
from redactor.formats.detect import MAX_BYTES

HIDDEN = ".redactor-"
_SIZE = Words("filstorlek i byte", "file size in bytes")
_NO_TMPFILE = (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL, errno.ENOSYS)


def read_bounded(path: Path) -> bytes:
    """The file's bytes. Raises MissingError, and LimitError without reading more than the limit."""
    try:
        with path.open("rb") as untrusted:
            return read_stream(untrusted)
    except OSError as error:
        raise MissingError(path=shown(path)) from error


def read_option(path: Path) -> bytes:
    """A file named by an option. Raises UsageError, for it is no document."""
    try:
        return read_bounded(path)
    except (MissingError, LimitError) as error:
        raise UsageError(
            what=Words(sv=f"{shown(path)}: filen kan inte läsas.", en=f"{shown(path)}: cannot be read.")
        ) from error


def read_stream(untrusted: BinaryIO) -> bytes:
    """All that the stream holds. Raises LimitError."""
    content = untrusted.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise LimitError(limit=_SIZE, value=f"> {MAX_BYTES}", allowed=MAX_BYTES)
    return content


def shown(path: Path | str) -> str:
    """A file name for one line on a terminal: undecodable bytes and control characters replaced."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


class Staged:
    """Content on the disk beside its target, synced, waiting for its name. The context discards it."""

    def __init__(self, target: Path, content: bytes) -> None:
        """Raises OutputError when the folder or the disk does not take it."""
        self._target = target
        self._hidden: Path | None = None
        self._fd = -1
        try:
            self._fd = self._open()
            write_all(self._fd, content)
            os.fsync(self._fd)
        except OSError as error:
            self.discard()
            raise _output_error(target, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def publish(self) -> None:
        """Gives the content its name, in one step. Raises OutputError."""
        try:
            if self._hidden is None:
                self._name()
            if self._hidden is not None:
                self._hidden.replace(self._target)
                self._hidden = None
            sync_folder(self._target.parent)
        except OSError as error:
            raise _output_error(self._target, error) from error

    def discard(self) -> None:
        """Takes away what has no name yet; harmless after `publish`."""
        if self._hidden is not None:
            self._hidden.unlink(missing_ok=True)
            self._hidden = None
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _open(self) -> int:
        flag = getattr(os, "O_TMPFILE", 0)
        if flag:
            try:
                return os.open(self._target.parent, flag | os.O_RDWR | os.O_CLOEXEC, 0o666)
            except OSError as error:
                if error.errno not in _NO_TMPFILE:
                    raise
        self._hidden = self._hidden_name()
        fd = os.open(self._hidden, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o666)
        fcntl.flock(fd, fcntl.LOCK_EX)
        return fd

    def _name(self) -> None:
        """Links the nameless file: to the target when that is free, else to a hidden name."""
        # Held until the file is closed: tells a file in use from one left behind.
        fcntl.flock(self._fd, fcntl.LOCK_EX)
        try:
            self._link(self._target)
        except FileExistsError:
            hidden = self._hidden_name()
            self._link(hidden)
            self._hidden = hidden

    def _link(self, name: Path) -> None:
        # Given a directory, os.link uses linkat, which alone follows the link that stands for the file.
        descriptors = os.open("/proc/self/fd", os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.link(str(self._fd), name, src_dir_fd=descriptors, follow_symlinks=True)
        finally:
            os.close(descriptors)

    def _hidden_name(self) -> Path:
        return self._target.parent / f"{HIDDEN}{secrets.token_hex(8)}"


def write(target: Path, content: bytes) -> None:
    """Writes a file in one step. Raises OutputError."""
    with Staged(target, content) as staged:
        staged.publish()


def make_secret(path: Path, content: bytes) -> None:
    """Writes a file of mode 0600 whole, unless it exists. Raises OutputError."""
    if path.exists():
        return
    hidden = path.with_name(f"{HIDDEN}{secrets.token_hex(8)}")
    try:
        fd = os.open(hidden, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(fd, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(fd)
            # A link, not a rename: of two first runs one wins, and both use its key.
            os.link(hidden, path)
        finally:
            hidden.unlink()
    except FileExistsError:
        return
    except OSError as error:
        raise _output_error(path, error) from error


def replace_secret(path: Path, content: bytes) -> None:
    """Writes a file of mode 0600 in one step, in place of the one that was there. Raises OutputError."""
    hidden = path.with_name(f"{HIDDEN}{secrets.token_hex(8)}")
    try:
        try:
            fd = os.open(hidden, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
            with os.fdopen(fd, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(fd)
            hidden.replace(path)
            sync_folder(path.parent)
        finally:
            hidden.unlink(missing_ok=True)
    except OSError as error:
        raise _output_error(path, error) from error


def sync_folder(folder: Path) -> None:
    """Makes names given in the folder last."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _output_error(folder, error) from error


def remove_left_behind(folder: Path) -> None:
    """Takes away hidden files of a run that was killed; those in use are locked and stay."""
    for path in folder.glob(f"{HIDDEN}*"):
        try:
            fd = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
        except OSError:
            continue
        finally:
            os.close(fd)


def write_all(fd: int, content: bytes) -> None:
    """Writes all of it, however many calls that takes. Raises OSError."""
    view = memoryview(content)
    while view:
        view = view[os.write(fd, view) :]


def _output_error(target: Path, error: OSError) -> OutputError:
    return OutputError(path=shown(target), why=error.strerror or type(error).__name__)
