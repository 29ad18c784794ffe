"""Parts of a private name: surname, given name, initials; and relatives of the same surname.

Parts of a name that nothing makes public or private are looked for in its item, for a person to decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from redactor.domain.document import Span
from redactor.propagation.sources import Place, Source, letters
from redactor.recognizers.persons.names import Names, Run
from redactor.roles.roster import Key, Roster, forms, is_public_place, key_of

_SOMEWHERE = regex.compile(r"(?:^|[^\p{L}])(?:i|på|vid|inom|kring) $")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a private person's name, in folded text."""

    span: Span
    source: Source
    sure: bool


class Parts:
    """Private names by their words, ready to be asked of any run of capitalised words."""

    def __init__(self, sources: Sequence[Source], roster: Roster) -> None:
        self._roster = roster
        self._by_surname: dict[str, list[Source]] = {}
        self._by_given: dict[str, list[Source]] = {}
        self._by_initials: dict[str, list[Source]] = {}
        for source in sources:
            if not (source.clear or source.whole):
                continue
            if source.initials:
                self._by_initials.setdefault(source.initials, []).append(source)
                continue
            if len(source.key) > 1:
                self._by_surname.setdefault(source.key[-1], []).append(source)
                for initials in _initials(source.key):
                    self._by_initials.setdefault(initials, []).append(source)
            self._by_given.setdefault(source.key[0], []).append(source)

    def may_be(self, run: Run, text: str) -> bool:
        """Whether the run has a word or initials of a private name at all."""
        if not run.words:
            return letters(run.span.cut(text)) in self._by_initials
        key = key_of(run.span.cut(text))
        return any(f[-1] in self._by_surname or f[0] in self._by_given for f in forms(key) if f)

    def of(self, run: Run, names: Names, item: Place) -> Part | None:
        """What the run is of a private name where it stands; None: nothing, or somebody public."""
        text = run.span.cut(names.text)
        if names.is_organisation(run) or is_public_place(names.text, run):
            return None
        if not run.words:
            here = [
                s for s in self._by_initials.get(letters(text), ()) if item is not None and item in s.items
            ]
            return Part(run.span, here[0], here[0].clear) if here else None
        key = key_of(text)
        if self._roster.is_firm(key):
            return None
        return self._given(run, key, item) or self._surname(run, names, key, item)

    def _given(self, run: Run, key: Key, item: Place) -> Part | None:
        """A given name alone never leaves its item."""
        if item is None:
            return None
        for form in forms(key):
            for source in self._by_given.get(form[0], ()):
                given = source.key[:-1] or source.key
                if item in source.items and set(form) <= set(given):
                    return Part(run.span, source, source.clear)
        return None

    def _surname(self, run: Run, names: Names, key: Key, item: Place) -> Part | None:
        every = [s for form in forms(key) for s in self._by_surname.get(form[-1], ())]
        here = [s for s in every if item is not None and item in s.items]
        bearers = [s for s in every if s.clear]
        public = self._roster.surname(key[-1:]) is not None
        if len(key) > 1:
            same = [s for s in bearers for f in forms(key) if f[0] == s.key[0] and set(f) <= set(s.key)]
            found = same or [s for s in here if s.clear]
            return Part(run.span, found[0], True) if found else None
        if here:
            return Part(run.span, here[0], here[0].clear and not public)
        before = names.text[max(0, run.span.start - 8) : run.span.start]
        if not bearers or _SOMEWHERE.search(before):
            return None
        return Part(run.span, bearers[0], not public)


def _initials(key: Key) -> set[str]:
    """`ar`, and with middle names `amr`."""
    return {key[0][0] + key[-1][0], "".join(word[0] for word in key)}
