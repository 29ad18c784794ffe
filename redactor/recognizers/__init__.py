"""One file per kind of datum. A new file with a `Recognizer` subclass is found and run as it is.

Patterns that are looked for in all of a text and begin with a lookbehind are `regex`'s: `re` tries those at
every character.
"""

import importlib
import inspect
import pkgutil
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit, Profile

CERTAIN_FROM = 0.85
"""A score of a recognizer that says nothing of certainty counts as certain from here."""

STRIKT = f"{__name__}.strikt"
"""The folder of recognizers that only the profile strikt has."""

_RULE = "rule"
_CERTAINTY = "certainty"


class Recognizer(EntityRecognizer):
    """A Presidio recognizer that says Hits over folded text (redactor.domain.folding).

    `name` is the module's; rule packs refer to it (`recognizer: personnummer`). `law` and `why` hold
    where no pack has a rule for this recognizer and entity.
    """

    name: ClassVar[str]  # type: ignore[misc] # Presidio declares it on the instance; ours is the module's
    entities: ClassVar[tuple[str, ...]]
    law: ClassVar[str] = "GDPR 6"
    weighs_words: ClassVar[bool] = False
    """Whether it judges by the words around, so that other text around may change what it says."""
    why: ClassVar[str] = "Uppgiften är en personuppgift som inte ska ligga på webben."

    def __init__(self) -> None:
        super().__init__(supported_entities=list(self.entities), name=self.name, supported_language="sv")

    def load(self) -> None:
        """Nothing to load; a subclass with a model overrides this."""

    @abstractmethod
    def hits(self, text: str) -> Iterable[Hit]:
        """Everything in `text`, certain or suspect; overlaps are the caller's to merge. Linear."""

    def analyze(
        self,
        text: str,
        entities: Sequence[str],
        nlp_artifacts: NlpArtifacts | None = None,  # noqa: ARG002 - Presidio's signature
    ) -> list[RecognizerResult]:
        """Presidio's interface over `hits`."""
        return [self._result(hit) for hit in self.hits(text) if hit.entity_type in entities]

    def _result(self, hit: Hit) -> RecognizerResult:
        metadata: dict[str, Any] = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            _RULE: hit.reason,
            _CERTAINTY: hit.certainty,
        }
        return RecognizerResult(
            hit.entity_type, hit.span.start, hit.span.end, hit.score, recognition_metadata=metadata
        )


def hit_of(result: RecognizerResult) -> Hit:
    """The Hit behind a result of any recognizer, ours or a stranger's."""
    metadata = result.recognition_metadata or {}
    certainty = metadata.get(_CERTAINTY) or (
        Certainty.CERTAIN if result.score >= CERTAIN_FROM else Certainty.SUSPECT
    )
    reason = metadata.get(_RULE) or metadata.get(RecognizerResult.RECOGNIZER_NAME_KEY, "presidio")
    return Hit(Span(result.start, result.end), result.entity_type, result.score, str(reason), certainty)


def discover(profile: Profile = Profile.PUBLICERING) -> tuple[Recognizer, ...]:
    """One of each recognizer in this folder that needs no arguments; for strikt, of its own folder too."""
    folders = (__name__, STRIKT) if profile is Profile.STRIKT else (__name__,)
    return tuple(recognizer for folder in folders for recognizer in _in(folder))


def _in(folder: str) -> Iterator[Recognizer]:
    """By module name."""
    path = importlib.import_module(folder).__path__
    for module_info in sorted(pkgutil.iter_modules(path), key=lambda m: m.name):
        module = importlib.import_module(f"{folder}.{module_info.name}")
        for value in vars(module).values():
            if _is_plain(value, module.__name__):
                yield value()


def _is_plain(value: object, module: str) -> bool:
    return (
        isinstance(value, type)
        and issubclass(value, Recognizer)
        and value.__module__ == module
        and value.__init__ is Recognizer.__init__
        and not inspect.isabstract(value)
    )
