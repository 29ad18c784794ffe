"""From options to what the workflow needs. Imported when a command runs: `--help` need not wait for it."""

import gc
import os
import pwd
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from redactor import ocr
from redactor.cli.options import PipedType
from redactor.config import Settings
from redactor.domain.records import PLACEHOLDER
from redactor.domain.review import Profile
from redactor.errors import UsageError, Words
from redactor.pipeline import Setup
from redactor.rulepack import Packs, builtin, load
from redactor.workflow import sources
from redactor.workflow.data import DataFolder
from redactor.workflow.files import read_stream
from redactor.workflow.inputs import read_terms
from redactor.workflow.sources import STDIN, Source

if TYPE_CHECKING:
    from redactor.workflow.log import FileLog


@dataclass(frozen=True, slots=True)
class Edge:
    """The settings of this call: arguments before environment before defaults."""

    data: DataFolder
    key: bytes = field(repr=False)


def data_folder(data: Path | None) -> DataFolder:
    """The folder of key and log."""
    return DataFolder(data if data is not None else Settings().data)


def edge(data: Path | None, key_file: Path | None) -> Edge:
    """Raises UsageError for a key file without key, OutputError when no key can be made."""
    folder = data_folder(data)
    return Edge(folder, folder.key(key_file if key_file is not None else Settings().key_file))


def log(folder: DataFolder) -> "FileLog":
    """The folder's log. Raises OutputError when the folder cannot be made."""
    from redactor.workflow.log import FileLog

    folder.make()
    return FileLog(folder.path)


def packs(rules: Sequence[Path]) -> Packs:
    """Our packs and the caller's. Raises RulePackError."""
    return load((*builtin(), *rules))


def setup(
    key: bytes,
    rules: Sequence[Path],
    profile: Profile,
    terms: Path | None,
    personal_placeholder: str = PLACEHOLDER,
) -> Setup:
    """Raises UsageError for packs, terms or a placeholder that cannot be used."""
    if not personal_placeholder.strip() or not personal_placeholder.isprintable():
        raise UsageError(
            what=Words(
                "--personal-placeholder ska vara en rad text.",
                "--personal-placeholder must be a line of text.",
            )
        )
    loaded = packs(rules)
    # All is imported: from here on there may be garbage (main switched the collector off).
    gc.enable()
    own = (rule.placeholder for rule in loaded.rules)
    placeholders = {PLACEHOLDER, personal_placeholder, *(text for text in own if text is not None)}
    return Setup(
        packs=loaded,
        key=key,
        today=date.today(),
        ocr=ocr.read,
        profile=profile,
        terms=() if terms is None else read_terms(terms, sorted(placeholders)),
        personal_placeholder=personal_placeholder,
    )


def documents(
    paths: Sequence[str], piped: PipedType | None, key: bytes, passed_over: Path | None = None
) -> tuple[Source, ...]:
    """The documents behind the arguments. Raises UsageError when `-` or `--type` is out of place."""
    if len(paths) == 1 and not Path(paths[0]).is_dir():
        return (document(paths[0], piped),)
    if STDIN in paths:
        raise UsageError(what=Words("- kan bara anges ensamt som PATH.", "- can only be the only PATH."))
    _refuse_type(piped)
    return sources.sources(paths, key, passed_over)


def document(path: str, piped: PipedType | None) -> Source:
    """The one document behind an argument. Raises UsageError when `--type` is out of place."""
    if path == STDIN:
        return sources.piped(read_stream(sys.stdin.buffer), None if piped is None else f".{piped}")
    _refuse_type(piped)
    return sources.one(path)


def _refuse_type(piped: PipedType | None) -> None:
    if piped is not None:
        raise UsageError(what=Words("--type gäller bara med - som PATH.", "--type goes with - as PATH only."))


def width() -> int:
    """How many documents to work on side by side."""
    return len(os.sched_getaffinity(0))


def now() -> datetime:
    return datetime.now(UTC)


def actor() -> str:
    """Who runs this, for the log: the system's user name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"
