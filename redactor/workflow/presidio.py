"""Presidio's calls over our recognizers: its requests in, its answers out (Presidio 2.2).

Swedish is what this program finds, as hits without a document around them; English is what both share.
Where a request is at fault and Presidio answers with 500, the status here is 400; the body is Presidio's.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any, Final

import regex
from presidio_analyzer import (
    AnalysisExplanation,
    AnalyzerEngine,
    AnalyzerRequest,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    IbanRecognizer,
    IpRecognizer,
    PhoneRecognizer,
)
from presidio_anonymizer import AnonymizerEngine, DeanonymizeEngine
from presidio_anonymizer.entities import InvalidParamError
from presidio_anonymizer.services.app_entities_convertor import AppEntitiesConvertor

from redactor.analyzer import Analyzer
from redactor.analyzer.engine import LANGUAGE, LightNlpEngine, any_of, around
from redactor.domain.document import Span

Answer = tuple[int, Any]
"""An HTTP status and a body made of JSON's values."""

ENGLISH: Final = "en"
_BAD, _WRONG = 400, 422
_NAME: Final = "RedactorRecognizer"
_REGIONS: Final = (*PhoneRecognizer.DEFAULT_SUPPORTED_REGIONS, "SE")
_OPERATORS: Final = ("encrypt", "hash", "keep", "mask", "redact", "replace")
"""Presidio's own, without `custom` (code of the caller's) and those that ask a service on the network."""


class PresidioCalls:
    """Presidio's engines, built once; hold nothing of a request."""

    def __init__(self, analyzer: Analyzer) -> None:
        recognizers = [
            _Ours(analyzer, LANGUAGE, analyzer.entities),
            _Ours(analyzer, ENGLISH, ("EMAIL_ADDRESS",)),  # Presidio's asks the public suffix list's server
            CreditCardRecognizer(),
            IbanRecognizer(),
            IpRecognizer(),
            PhoneRecognizer(supported_regions=_REGIONS),
        ]
        languages = [LANGUAGE, ENGLISH]
        self._analyzer = AnalyzerEngine(
            registry=RecognizerRegistry(recognizers, supported_languages=languages),
            nlp_engine=LightNlpEngine(languages),
            supported_languages=languages,
            context_aware_enhancer=_Enhancer(),
        )
        self._anonymizer = AnonymizerEngine()  # type: ignore[no-untyped-call]
        self._deanonymizer = DeanonymizeEngine()  # type: ignore[no-untyped-call]

    def analyze(self, body: Any) -> Answer:
        """`POST /analyze`: one text, or a list of texts."""
        return _answered(self._analyzed, body)

    def anonymize(self, body: Any) -> Answer:
        """`POST /anonymize`."""
        return _answered(self._anonymized, body)

    def deanonymize(self, body: Any) -> Answer:
        """`POST /deanonymize`."""
        return _answered(self._deanonymized, body)

    def recognizers(self, language: str | None) -> Answer:
        """`GET /recognizers`: names."""
        return _answered(self._named, language)

    def entities(self, language: str | None) -> Answer:
        """`GET /supportedentities`."""
        return _answered(lambda of: sorted(self._analyzer.get_supported_entities(of)), language)

    def anonymizers(self) -> Answer:
        """`GET /anonymizers`."""
        return 200, [name for name in self._anonymizer.get_anonymizers() if name in _OPERATORS]

    def deanonymizers(self) -> Answer:
        """`GET /deanonymizers`."""
        return 200, self._deanonymizer.get_deanonymizers()

    def _named(self, language: str | None) -> list[str]:
        known = self._analyzer.get_recognizers(language)
        return sorted({recognizer.name for recognizer in known})  # type: ignore[has-type]

    def _analyzed(self, body: Any) -> Any:
        request = AnalyzerRequest(dict(body))
        if not request.text:
            raise ValueError("No text provided")
        if not request.language:
            raise ValueError("No language provided")
        texts = request.text if isinstance(request.text, list) else [request.text]
        found = [
            self._analyzer.analyze(
                text,
                request.language,
                entities=request.entities,
                correlation_id=request.correlation_id,
                score_threshold=request.score_threshold,
                return_decision_process=request.return_decision_process,
                ad_hoc_recognizers=[*request.ad_hoc_recognizers],
                context=request.context,
                allow_list=request.allow_list,
                allow_list_match=request.allow_list_match,
                regex_flags=request.regex_flags,
            )
            for text in texts
        ]
        told = [[_result(result) for result in results] for results in found]
        return told if isinstance(request.text, list) else told[0]

    def _anonymized(self, body: Any) -> Any:
        operators = AppEntitiesConvertor.operators_config_from_json(deepcopy(body.get("anonymizers")))
        for config in operators.values():
            if config.operator_name not in _OPERATORS:
                raise InvalidParamError("Invalid operator class.")
        results = AppEntitiesConvertor.analyzer_results_from_json(body.get("analyzer_results"))
        return _made(self._anonymizer.anonymize(body.get("text"), results, operators))

    def _deanonymized(self, body: Any) -> Any:
        operators = AppEntitiesConvertor.operators_config_from_json(deepcopy(body.get("deanonymizers")))
        entities = AppEntitiesConvertor.deanonymize_entities_from_json(body)
        return _made(self._deanonymizer.deanonymize(body.get("text"), entities, operators))


class _Ours(EntityRecognizer):
    """What this program's recognizers and rules find, as one recognizer of Presidio's."""

    def __init__(self, analyzer: Analyzer, language: str, entities: Sequence[str]) -> None:
        super().__init__(supported_entities=list(entities), name=_NAME, supported_language=language)
        self._analyzer = analyzer

    def load(self) -> None:
        """The analyzer is loaded."""

    def analyze(
        self,
        text: str,
        entities: Sequence[str],
        nlp_artifacts: NlpArtifacts | None = None,  # noqa: ARG002 - Presidio's signature
    ) -> list[RecognizerResult]:
        return [
            RecognizerResult(
                hit.entity_type,
                hit.span.start,
                hit.span.end,
                hit.score,
                AnalysisExplanation(hit.reason, hit.score, textual_explanation=str(hit.certainty)),
                {RecognizerResult.RECOGNIZER_NAME_KEY: _NAME},
            )
            for hit in self._analyzer.hits(text)
            if hit.entity_type in entities
        ]


class _Enhancer(ContextAwareEnhancer):
    """As Presidio's own, over the characters around a result instead of lemmas, which take a language model.

    Results of our own have been weighed with their context already.
    """

    def __init__(self) -> None:
        super().__init__(0.35, 0.4, 5, 5)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,  # noqa: ARG002 - Presidio's signature
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        given = "\n".join(context or ())
        words = {r.id: any_of(r.context) for r in recognizers if r.context}
        for result in raw_results:
            known = words.get(
                (result.recognition_metadata or {}).get(RecognizerResult.RECOGNIZER_IDENTIFIER_KEY)
            )
            found = known and known.search(f"{around(text, Span(result.start, result.end))}\n{given}")
            if found:
                self._raise(result, found)
        return raw_results

    def _raise(self, result: RecognizerResult, found: "regex.Match[str]") -> None:
        raised = max(result.score + self.context_similarity_factor, self.min_score_with_context_similarity)
        result.score = min(raised, ContextAwareEnhancer.MAX_SCORE)
        if result.analysis_explanation is not None:
            result.analysis_explanation.set_supportive_context_word(found.group())
            result.analysis_explanation.set_improved_score(result.score)


def _answered(call: Callable[[Any], Any], asked: Any) -> Answer:
    """What the call makes of the request; what is wrong with it, as Presidio says it."""
    try:
        return 200, call(asked)
    except InvalidParamError as error:
        return _WRONG, {"error": error.err_msg}
    except ValueError as error:
        return _BAD, {"error": str(error)}
    except (TypeError, AttributeError, KeyError, regex.error):
        return _BAD, {"error": "Failed to parse the request."}


def _result(result: RecognizerResult) -> dict[str, Any]:
    return {
        "analysis_explanation": _explanation(result.analysis_explanation),
        "end": result.end,
        "entity_type": result.entity_type,
        "score": result.score,
        "start": result.start,
    }


def _explanation(explained: AnalysisExplanation | None) -> dict[str, Any] | None:
    if explained is None:
        return None
    flags = explained.regex_flags
    return {**explained.to_dict(), "regex_flags": None if flags is None else int(flags)}


def _made(result: Any) -> dict[str, Any]:
    return {"text": result.text, "items": [item.to_dict() for item in result.items]}
