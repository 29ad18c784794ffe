"""The text that synthetic.py fills in, read from the files in text/.

persons.txt and no_persons.txt hold one template a line, with slots in braces; lists.txt holds words under
headings. In them "¶" is a line break, "\\t" a tab, and "_" in a list a blank.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import files


def _read(name: str) -> str:
    return (files(__package__) / "text" / name).read_text(encoding="utf-8")


def _lines(name: str) -> tuple[str, ...]:
    return tuple(line.replace("¶", "\n").replace("\\t", "\t") for line in _read(name).splitlines() if line)


def _lists() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for line in _read("lists.txt").splitlines():
        if line.startswith("["):
            own = found[line.strip("[]")] = []
        else:
            own.extend(word.replace("_", " ") for word in line.split())
    return found


PERSONS = _lines("persons.txt")
"""About somebody."""
NO_PERSONS = _lines("no_persons.txt")
"""About nobody: what looks like a name there is a street's, a firm's, a heading's."""
LISTS = _lists()
