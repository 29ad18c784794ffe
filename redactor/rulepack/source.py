"""YAML as text: every scalar a string with its line, nothing guessed, nothing shared, nothing twice.

PyYAML would turn 1:23 into 83 and `no` into False, take duplicate keys and follow aliases; its C composer
falls over on deep nesting. So the parser's events are read here, and pydantic converts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 2_000_000
MAX_DEPTH = 16
_NULLS = frozenset({"", "~", "null"})
_Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Plain = str | dict[str, "Plain"] | list["Plain"] | None
Path_ = tuple[str | int, ...]
"""The way down to a value: keys and positions."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong in a rule pack, in Swedish; `line` counts from 1."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Source:
    """One YAML file: its values as text, and where each begins."""

    path: Path
    value: Plain = field(repr=False)
    lines: dict[Path_, int] = field(repr=False)

    def problem(self, at: Path_, message: str) -> Problem:
        """A problem at the value `at`, or at the nearest value around it."""
        while at and at not in self.lines:
            at = at[:-1]
        return Problem(self.path, self.lines.get(at, 1), message)


class _RefusedError(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines: dict[Path_, int] = {}
        self.duplicates: list[tuple[int, str]] = []
        self._events = self._checked(_Loader(text))

    @staticmethod
    def _checked(loader: Any) -> Iterator[Any]:
        while loader.check_event():
            event = loader.get_event()
            line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
                raise _RefusedError(line, "ankare och alias (& och *) tillåts inte")
            if getattr(event, "tag", None) not in (None, "!"):
                raise _RefusedError(line, "taggar (!) tillåts inte")
            yield event

    def document(self) -> Plain:
        value: Plain = None
        documents = 0
        for event in self._events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(line, "filen får bara hålla ett dokument")
                value = self._value(next(self._events), ())
        return value

    def _value(self, event: Any, at: Path_) -> Plain:
        line = event.start_mark.line + 1
        self.lines[at] = line
        if len(at) > MAX_DEPTH:
            raise _RefusedError(line, f"för djupt nästlat (högst {MAX_DEPTH} nivåer)")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(at)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(at)
        value: str = event.value
        plain = not event.style
        return None if plain and value in _NULLS else value

    def _mapping(self, at: Path_) -> Plain:
        found: dict[str, Plain] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarEvent):
                raise _RefusedError(line, "en nyckel måste vara en text")
            if key.value in found:
                self.duplicates.append((line, f"nyckeln {key.value} står två gånger"))
            way = (*at, key.value)
            found[key.value] = self._value(next(self._events), way)
            # A value on the next lines is told of where its key stands.
            self.lines[way] = line
        return found

    def _sequence(self, at: Path_) -> Plain:
        found: list[Plain] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*at, len(found))))
        return found


def read(path: Path, content: bytes, problems: list[Problem]) -> Source | None:
    """The file's values; None where it is no YAML we take. What is wrong is added to `problems`."""
    if len(content) > MAX_BYTES:
        problems.append(Problem(path, 1, f"filen är för stor (högst {MAX_BYTES} byte)"))
        return None
    try:
        reader = _Reader(content.decode("utf-8-sig"))
        value = reader.document()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(Problem(path, line, "filen är inte UTF-8"))
        return None
    except _RefusedError as error:
        problems.append(Problem(path, error.line, error.message))
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 1 if mark is None else mark.line + 1
        problems.append(Problem(path, line, f"ogiltig YAML ({error.problem})"))
        return None
    except yaml.reader.ReaderError as error:
        line = content.decode("utf-8-sig").count("\n", 0, error.position) + 1
        problems.append(Problem(path, line, "filen har ett otillåtet styrtecken"))
        return None
    problems.extend(Problem(path, line, message) for line, message in reader.duplicates)
    return Source(path, value, reader.lines)
