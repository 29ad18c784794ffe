"""The installed command, run as a user runs it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

COMMAND = str(Path(sys.executable).parent / "redactor")


def _hearing() -> None:
    """Interruptions are heard also where the tests run in the background, deaf to them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass
class Cli:
    """Runs `redactor` in `folder` with a data folder of its own; `hook` is code run when Python starts."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def __call__(
        self,
        *arguments: str | Path,
        stdin: bytes = b"",
        hook: str = "",
        limit: Callable[[], None] | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.env(hook),
            preexec_fn=limit,
            timeout=120,
            check=False,
        )

    def start(self, *arguments: str | Path, hook: str = "") -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [COMMAND, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.env(hook),
            preexec_fn=_hearing,
        )

    def env(self, hook: str) -> dict[str, str]:
        made = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "REDACTOR_DATA": str(self.data)}
        if hook:
            place = self.folder / ".hook"
            place.mkdir(exist_ok=True)
            (place / "sitecustomize.py").write_text(hook)
            made["PYTHONPATH"] = str(place)
        return {**made, **self.environment}

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def files(self, folder: str = ".") -> set[str]:
        """Every file below, but for the data folder and the hook."""
        root = self.folder / folder
        found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
        return {str(path) for path in found if path.parts[0] not in ("data", ".hook")}


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    return Cli(tmp_path)


def lines(done: "subprocess.CompletedProcess[bytes]") -> Sequence[str]:
    return done.stderr.decode().splitlines()


@pytest.fixture
def one_line() -> Callable[[Any], str]:
    """The one line on standard error."""

    def only(done: "subprocess.CompletedProcess[bytes]") -> str:
        (line,) = lines(done)
        assert line.startswith("redactor: ")
        assert "Traceback" not in line
        return line

    return only
