"""Names that the model of person names holds possible at all: strikt takes what publication would leave."""

import re
from collections.abc import Iterable
from functools import cached_property
from importlib.resources import files
from typing import ClassVar

from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer, person_model
from redactor.recognizers.person_model.lexicon import Lexicon
from redactor.recognizers.person_model.tagger import Tagger

LEAST = 0.1
"""Probability. `python -m bench.strikt`: from 0.3 on 95.8 % of names were found, from 0.1 on 97.8 %."""

_LABEL = re.compile(r"[ *_]{0,3}[:|-]|[ ]?\(?[ÅMD]{4,8}")
"""What follows a field's label, and a name the model is in doubt about is one."""


class UnsureNames(Recognizer):
    """PERSON from a low probability on."""

    name: ClassVar[str] = "unsure_names"  # type: ignore[misc] # as in the base class
    entities = ("PERSON",)
    why: ClassVar[str] = "Ordet kan vara ett personnamn."

    @cached_property
    def _tagger(self) -> Tagger:
        here = files(person_model.__name__)
        lexicon = Lexicon.load((here / person_model.LEXICON).read_bytes())
        return Tagger((here / person_model.WEIGHTS).read_bytes(), lexicon, LEAST)

    def hits(self, text: str) -> Iterable[Hit]:
        """Suspect, unless the model is sure."""
        for name in self._tagger.names(text):
            if name.probability < person_model.SUSPECT_FROM and _LABEL.match(text, name.span.end):
                continue
            sure = name.probability >= person_model.CERTAIN_FROM
            certainty = Certainty.CERTAIN if sure else Certainty.SUSPECT
            yield Hit(name.span, "PERSON", name.probability, "strikt.namn", certainty)
