"""`manifest.json` in a folder of copies: what was done, so that a run can be taken up again.

It stands beside copies that may be published, so inputs and options are told by keyed ids only: a
bare hash of an original gives away what its copy leaves out. And a mac: a forged manifest could pass
a copy off as verified, or a document as a copy.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redactor import __version__
from redactor.workflow import files

NAME = "manifest.json"
SCHEMA = "redactor/manifest/1"
SECONDS_BETWEEN = 2.0


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one document. `output` is the copy's path in the folder and its proof.

    `options` is a keyed id of all that the copy depends on but its input; `bundle` one of the files of its
    folder and the call's options, which say what other files told before anybody asks them again.
    """

    path: str
    input: str | None
    options: str
    exit: int
    output: Mapping[str, Any] | None = None
    skipped: str | None = None
    bundle: str = ""


@dataclass(slots=True)
class Manifest:
    """The entries of one folder by document path; written now and then, and at the end."""

    folder: Path
    key: bytes = field(repr=False)
    entries: dict[str, Entry] = field(default_factory=dict)
    _written: float = 0.0

    def add(self, entry: Entry) -> None:
        """Raises OutputError."""
        self.entries[entry.path] = entry
        if time.monotonic() - self._written > SECONDS_BETWEEN:
            self.write()

    def write(self) -> None:
        """Raises OutputError."""
        documents = [
            {
                "path": entry.path,
                "input": entry.input,
                "options": entry.options,
                "exit": entry.exit,
                "output": entry.output,
                "skipped": entry.skipped,
                "bundle": entry.bundle,
            }
            for _, entry in sorted(self.entries.items())
        ]
        content = {
            "schema": SCHEMA,
            "redactor": __version__,
            "documents": documents,
            "mac": _mac(self.key, documents),
        }
        files.write(self.folder / NAME, json.dumps(content, indent=1).encode() + b"\n")
        self._written = time.monotonic()

    def done(self, path: str, input_id: str, options: str) -> Entry | None:
        """The entry of a copy that still stands as it was made from this input with these options."""
        entry = self.entries.get(path)
        if entry is None or entry.output is None or (entry.input, entry.options) != (input_id, options):
            return None
        return entry if _stands(self.folder, entry.output) else None

    def settled(self, path: str, bundle: str) -> Entry | None:
        """The entry of a document that is done, or was no document, in a folder that is as it was then."""
        entry = self.entries.get(path)
        if entry is None or not entry.bundle or entry.bundle != bundle:
            return None
        if entry.output is None:
            return entry if entry.skipped is not None else None
        return entry if _stands(self.folder, entry.output) else None


def _stands(folder: Path, output: Mapping[str, Any]) -> bool:
    try:
        content = (folder / output["path"]).read_bytes()
    except OSError:
        return False
    return bool(hashlib.sha256(content).hexdigest() == output["sha256"])


def _mac(key: bytes, documents: list[dict[str, Any]]) -> str:
    canonical = json.dumps(documents, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(key, b"manifest\0" + canonical, hashlib.sha256).hexdigest()


def load(folder: Path, key: bytes) -> Manifest:
    """The folder's manifest; an empty one where there is none, or none that was written with this key."""
    try:
        content = json.loads((folder / NAME).read_bytes())
        documents = content["documents"]
        if not hmac.compare_digest(content["mac"], _mac(key, documents)):
            return Manifest(folder, key)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Manifest(folder, key)
    return Manifest(folder, key, {value["path"]: Entry(**value) for value in documents})


def earlier_outputs(folder: Path, key: bytes) -> set[Path]:
    """The manifest of a folder, when it is ours, and the copies it names that stand as they were made."""
    entries = load(folder, key).entries.values()
    outputs = [entry.output for entry in entries if entry.output is not None]
    made = {folder / output["path"] for output in outputs if _stands(folder, output)}
    return made | {folder / NAME} if entries else made
