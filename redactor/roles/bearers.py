"""Who is meant where a part of a name stands alone: a surname, a given name, initials.

The one who is named in full in the same item, else in the document; a given name means nobody named in
another item only. Where a private and a public person may be meant, nobody is.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redactor.domain.document import LayerId, Section, SectionKind, Span
from redactor.domain.given_names import is_given
from redactor.domain.review import Role
from redactor.roles.roster import Key, forms

Place = tuple[LayerId, Span] | None
"""The item in which somebody is named; None: in none."""

_ITEMS = frozenset({SectionKind.ITEM, SectionKind.ROW, SectionKind.HEADING, SectionKind.ATTACHMENT})
_LONGEST = 6
"""Words of the longest name that is taken apart."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody named in full somewhere, and why that one is public or private."""

    place: Place
    role: Role
    why: str
    given: bool
    """Whether the part is of the given names."""


class Bearers:
    """Everybody named in full, by the parts of their names."""

    def __init__(self) -> None:
        self._by_part: dict[Key, dict[Bearer, None]] = {}
        self._by_initials: dict[str, dict[Bearer, None]] = {}

    def add(self, key: Key, role: Role, place: Place, why: str) -> None:
        """Learn a whole name, where it stands, and whose it is."""
        words = key[:_LONGEST]
        for form in forms(words):
            for part, given in _parts(form):
                self._by_part.setdefault(part, {})[Bearer(place, role, why, given)] = None
        for letters in {words[0][0] + words[-1][0], "".join(word[0] for word in words)}:
            self._by_initials.setdefault(letters, {})[Bearer(place, role, why, False)] = None

    def of(self, part: Key, place: Place) -> Bearer | None:
        """Who is meant by a part of a name; a bearer of role UNKNOWN where that can't be told."""
        return _meant([b for form in forms(part) for b in self._by_part.get(form, ())], place)

    def public(self, part: Key) -> Bearer | None:
        """Somebody public by a part of the name, wherever named, unless anybody else bears it too."""
        found = [b for form in forms(part) for b in self._by_part.get(form, ())]
        hidden = any(b.role in (Role.PRIVATE, Role.UNKNOWN) for b in found)
        return found[0] if found and not hidden else None

    def initialled(self, letters: str, place: Place) -> Bearer | None:
        """Who is meant by initials."""
        return _meant(list(self._by_initials.get(letters, ())), place)


def is_itemised(sections: Sequence[Section]) -> bool:
    """Whether a document deals with several matters, each in its item.

    A report with numbered parts deals with one: nobody attends, and no part has a case number.
    """
    items = [s for s in sections if s.kind in (SectionKind.ITEM, SectionKind.ROW)]
    parts = all(s.kind is SectionKind.ITEM and s.number and not s.case_number for s in items)
    return bool(items) and not (parts and all(s.kind is not SectionKind.ATTENDANCE for s in sections))


def place_of(section: Section | None) -> Place:
    """The item that a section is."""
    return (section.layer, section.span) if section is not None and section.kind in _ITEMS else None


def initials_of(text: str) -> str:
    """The letters of `Å.B.`, lower case and without diacritics, as names' keys are."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if c.isalpha())


def _parts(key: Key) -> Iterator[tuple[Key, bool]]:
    """Every part of a name that may stand for it, and whether it is of the given names."""
    for end in range(1, len(key)):
        yield key[:end], True
    for start in range(1, len(key)):
        if len(key) - start == 1 or not is_given(key[start]):
            yield key[start:], False
    for middle in key[1:-1]:
        yield (middle,), is_given(middle)


def _meant(found: Sequence[Bearer], place: Place) -> Bearer | None:
    here = [b for b in found if b.place == place]
    return _one(here) or _one([b for b in found if not b.given])


def _one(found: Sequence[Bearer]) -> Bearer | None:
    """The bearer whom all of them agree on; one of role UNKNOWN where they don't."""
    if not found:
        return None
    kinds = {b.role if b.role in (Role.PRIVATE, Role.UNKNOWN) else None for b in found}
    if len(kinds) == 1:
        return found[0]
    doubtful = next((b for b in found if b.role is Role.UNKNOWN), found[0])
    return Bearer(doubtful.place, Role.UNKNOWN, "", doubtful.given)
