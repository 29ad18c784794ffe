"""Names that a language model of the operator's choice finds: any Presidio NlpEngine.

spaCy, Stanza and transformers each have one; none ships. Whoever wants one adds a file to
redactor/recognizers/ with a subclass that says which (docs/person-names.md): it speaks beside the others.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from presidio_analyzer.nlp_engine import NlpEngine

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import CERTAIN_FROM, Recognizer

_LANGUAGE = "sv"
_PERSON = "PERSON"


class NlpEngineNames(Recognizer, ABC):
    """PERSON as an NlpEngine's entities say; the engine's own score decides what is certain."""

    entities: ClassVar[tuple[str, ...]] = (_PERSON,)
    why: ClassVar[str] = "Namnet på en privatperson ska inte ligga på webben."

    @abstractmethod
    def engine(self) -> NlpEngine:
        """The engine, not yet loaded; asked for once, when a text first needs it."""

    @cached_property
    def _loaded(self) -> NlpEngine:
        engine = self.engine()
        if not engine.is_loaded():
            engine.load()
        return engine

    def hits(self, text: str) -> Iterable[Hit]:
        """Every person among the engine's entities."""
        artifacts = self._loaded.process_text(text, _LANGUAGE)
        for entity, score in zip(artifacts.entities, artifacts.scores, strict=True):
            if entity.label_ == _PERSON:
                certainty = Certainty.CERTAIN if score >= CERTAIN_FROM else Certainty.SUSPECT
                yield Hit(Span(entity.start_char, entity.end_char), _PERSON, score, self.name, certainty)
