"""The data folder, the keys and the rule packs of this call: what light commands need, and no more."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.config import Settings
from redactor.rulepack import Packs, builtin, load
from redactor.workflow.data import DataFolder

if TYPE_CHECKING:
    from redactor.workflow.proving import Log


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


def log(folder: DataFolder) -> "Log":
    """The folder's log: in files, or in the service's database once there is one.

    Raises OutputError when the folder cannot be made, StoreError when the database does not answer.
    """
    from redactor.workflow.log import FileLog

    folder.make()
    settings = Settings(data=folder.path)
    if not settings.has_database:
        return FileLog(folder.path)
    from redactor.workflow.service.log import open_log

    return open_log(settings)


def packs(rules: Sequence[Path]) -> Packs:
    """Our packs and the caller's. Raises RulePackError."""
    return load((*builtin(), *rules))
