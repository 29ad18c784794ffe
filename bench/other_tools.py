"""What other tools find: run by the Python they are installed in, `python other_tools.py TOOL`.

Texts come as a JSON list on standard input; out comes the tool's version and, for each text, the spans it
would remove. Each tool runs as it is delivered, without a network, with the settings nearest to Swedish.
"""

import json
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

Spans = list[tuple[int, int]]
Find = Callable[[str], Spans]


def presidio() -> Find:
    """Its pattern recognizers for Swedish; without a spaCy model, for it has none that is delivered."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__(models=[{"lang_code": "sv", "model_name": "blank"}])
            self.nlp = {"sv": spacy.blank("sv")}  # type: ignore[assignment]  # annotated as None

        def load(self) -> None:
            """There is no model to fetch."""

    registry = RecognizerRegistry(supported_languages=["sv"])
    registry.load_predefined_recognizers(languages=["sv"])
    engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["sv"])
    return lambda text: [(found.start, found.end) for found in engine.analyze(text, "sv")]


def scrubadub() -> Find:
    """Its detectors with Swedish settings."""
    import scrubadub as tool

    scrubber = tool.Scrubber(locale="sv_SE")
    return lambda text: [(found.beg, found.end) for found in scrubber.iter_filth(text)]


def datafog() -> Find:
    """Its patterns, every kind of datum it has."""
    from datafog import engine

    return lambda text: [(found.start, found.end) for found in engine.scan(text, engine="regex").entities]


def domherre() -> Find:
    """Made for Swedish. Its name model has to be downloaded, so only personnummer and mail are found here."""
    from domherre._email import find_email
    from domherre._personnummer import find_personnummer

    return lambda text: [*find_personnummer(text), *find_email(text)]


def argus_redact() -> Find:
    """Its patterns for English and those without a language; it has none for Swedish."""
    import argus_redact as tool

    def find(text: str) -> Spans:
        details: dict[str, Any] = tool.redact(text, lang="en", mode="fast", detailed=True)[2]
        return [(found["start"], found["end"]) for found in details["entities"]]

    return find


TOOLS: dict[str, tuple[str, Callable[[], Find]]] = {
    "presidio": ("presidio-analyzer", presidio),
    "scrubadub": ("scrubadub", scrubadub),
    "datafog": ("datafog", datafog),
    "domherre": ("domherre", domherre),
    "argus-redact": ("argus-redact", argus_redact),
}

if __name__ == "__main__":
    package, make = TOOLS[sys.argv[1]]
    find = make()
    spans = [find(text) for text in json.load(sys.stdin)]
    json.dump({"version": version(package), "spans": spans}, sys.stdout)
