"""Names that the model of person names holds possible at all, and given names in lower case by its table."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.resources import files
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer, person_model
from redactor.recognizers.person_model.lexicon import Lexicon
from redactor.recognizers.person_model.tagger import Tagger

LEAST = 0.05
"""Probability. `python -m bench.strikt` tells what another would find, and what it would take besides."""

_LABEL = re.compile(r"[ *_]{0,3}:|-\w|[ ]?\(?[ÅMD]{4,8}")
"""What follows a field's label, and a name the model is in doubt about is one."""


_SMALL = re.compile(r"(?<![\w@./-])[a-zåäöéü]{3,20}(?:-[a-zåäöéü]{2,15})?(?![\w@])(?!\.\w)")
_SMALL_NEXT = re.compile(r"[ ](?P<word>[a-zåäöéüčćžšğşı'-]{1,24})(?!\w)")
_USUAL = 2
"""The rank of a given name that a hundred or more bear."""
_WORDS = frozenset({"hans", "love", "jan", "ken", "may", "sam", "one"})
"""Given names that are words in lower case, though the table's dictionary lacks them."""
_BY_TABLE = 0.4


class UnsureNames(Recognizer):
    """PERSON from a low probability on."""

    name: ClassVar[str] = "unsure_names"  # type: ignore[misc] # as in the base class
    entities = ("PERSON",)
    weighs_words = True
    why: ClassVar[str] = "Ordet kan vara ett personnamn."

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon.load((files(person_model.__name__) / person_model.LEXICON).read_bytes())

    @cached_property
    def _tagger(self) -> Tagger:
        weights = files(person_model.__name__) / person_model.WEIGHTS
        return Tagger(weights.read_bytes(), self._lexicon, LEAST)

    def hits(self, text: str) -> Iterable[Hit]:
        """Suspect, unless the model is sure."""
        for name in self._tagger.names(text):
            if name.probability < person_model.SUSPECT_FROM and _LABEL.match(text, name.span.end):
                continue
            sure = name.probability >= person_model.CERTAIN_FROM
            certainty = Certainty.CERTAIN if sure else Certainty.SUSPECT
            yield Hit(name.span, "PERSON", name.probability, "strikt.namn", certainty)
        yield from self._in_lower_case(text)

    def _in_lower_case(self, text: str) -> Iterator[Hit]:
        """`hugo l`, `almas`, `ingela strömvall`: a usual given name that is no word besides."""
        for word in _SMALL.finditer(text):
            if self._is_given(word.group()) or self._is_given(word.group().removesuffix("s")):
                surname = _SMALL_NEXT.match(text, word.end())
                end = surname.end() if surname and self._is_surname(surname["word"]) else word.end()
                span = Span(word.start(), end)
                yield Hit(span, "PERSON", _BY_TABLE, "strikt.namn", Certainty.SUSPECT)

    def _is_given(self, word: str) -> bool:
        entry = self._lexicon.find(word)
        return entry.given >= _USUAL and not entry.known and word not in _WORDS

    def _is_surname(self, word: str) -> bool:
        entry = self._lexicon.find(word)
        return len(word) == 1 or (entry.surname > 0 and not entry.known)
