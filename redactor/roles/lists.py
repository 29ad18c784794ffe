"""What is said of one of several names in a row of names holds for the others too."""

from collections.abc import Collection, Sequence

import regex

from redactor.domain.review import Role
from redactor.recognizers.persons.names import Names
from redactor.roles import words
from redactor.roles.entries import Entry

_BETWEEN = regex.compile(
    r"(?:[ ]?\([^()\n]{1,40}\))?(?:(?:,| &|,? och| samt)[ \n]|[ \t]{2,40}| ?/ ?|[ \t]*\n[ \t]{3,80}|;[ \n])"
)
"""What parts the names of a list: words, or the blanks of columns."""
_OF_BOARD = regex.compile(
    r"(?:[ ]?\([^()\n]{1,40}\)|[ ][^,;.()\n]{1,24}|, [\p{Ll}\d:. -]{1,30})?(?:[,;]|,? och| samt)[ \n]"
    r"(?:[\p{Ll}\d:.-]{2,30} ){0,2}"
)
"""The same in a line of those who meet, each with a title or without one."""
_AT_LEAST = 3
_BOARD = "Namnet står i en rad av förtroendevalda och tjänstemän."


def spread(names: Names, entries: Sequence[Entry | None], spreading: Collection[str]) -> list[Entry | None]:
    """Entries, and what they say of others in the same list (`A, B och C yrkar`); never as firm evidence."""
    found = list(entries)
    for order in (range(len(found) - 1, 0, -1), range(1, len(found))):
        forward = order.step > 0
        for i in order:
            target, source = (i, i - 1) if forward else (i - 1, i)
            origin = found[source]
            if found[target] is not None or origin is None or origin.why not in spreading:
                continue
            gap = names.text[names.runs[i - 1].span.end : names.runs[i].span.start]
            if names.runs[target].full and _BETWEEN.fullmatch(gap):
                found[target] = Entry(origin.role, False, origin.why)
    return _boards(names, found)


def _boards(names: Names, found: list[Entry | None]) -> list[Entry | None]:
    """In a row where most are public and one has a seat, those of whom nothing is said are of the meeting."""
    begin = 0
    for i in range(1, len(found) + 1):
        if i < len(found):
            gap = names.text[names.runs[i - 1].span.end : names.runs[i].span.start]
            if len(gap) < _WIDEST and _OF_BOARD.fullmatch(gap):
                continue
        _complete(names, found, begin, i)
        begin = i
    return found


_WIDEST = 90


def _complete(names: Names, found: list[Entry | None], begin: int, end: int) -> None:
    whole = [i for i in range(begin, end) if names.runs[i].full]
    public = [i for i in whole if (entry := found[i]) is not None and entry.firm]
    if len(public) < _AT_LEAST or 2 * len(public) <= len(whole):
        return
    if not any(_is_seated(names, found[i], i) for i in public):
        return
    for i in whole:
        if found[i] is None:
            found[i] = Entry(Role.OFFICIAL, False, _BOARD)


def _is_seated(names: Names, entry: Entry | None, i: int) -> bool:
    after = words.seat_after().match(names.text, names.runs[i].span.end)
    return after is not None or (entry is not None and entry.role is Role.ELECTED)
