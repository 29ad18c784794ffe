"""The report for a person on a terminal: verdict, items, counts with places. No text of the document,
unless the report holds it because the user asked."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from redactor.errors import Language
from redactor.workflow.files import shown

_WORDS: dict[str, tuple[str, str]] = {
    "clean": ("inget att ta bort", "nothing to remove"),
    "redact": ("ska tas bort", "to be removed"),
    "review": ("ska granskas", "needs a person"),
    "keep": ("får stå kvar", "stays"),
    "unreadable": ("kan inte läsas", "cannot be read"),
    "item": ("ärende", "item"),
    "unread": ("oläst", "unread"),
    "more": ("till", "more"),
    "done": ("verifierad kopia", "verified copy"),
    "placeholders": ("ersättningar", "placeholders"),
    "earlier": ("kopian finns redan", "the copy is there already"),
}
_COLOURS = {"clean": "32", "redact": "31", "review": "33", "unreadable": "31"}
_PLACES = 8
"""How many places of one kind are told before "more"."""


def word(name: str, language: Language) -> str:
    """A word of the summaries in the reader's language."""
    return _WORDS[name][0 if language == "sv" else 1]


def summary(report: Mapping[str, Any], language: Language) -> str:
    """Every document of the report, a few lines each."""
    lines: list[str] = []
    for document in report["documents"]:
        lines.extend(_document(document, language))
    return "".join(f"{line}\n" for line in lines)


def _document(document: Mapping[str, Any], language: Language) -> Iterator[str]:
    verdict = document["verdict"]
    yield f"{shown(document['path'])}: {_coloured(word(verdict, language), _COLOURS[verdict])}"
    for item in document["items"]:
        if item["verdict"] != "keep":
            yield f"  {_item(item, language)}"
    for (action, entity), found in _by_kind(document["findings"]).items():
        yield f"  {entity}: {len(found)} {word(action, language)} ({_places(found, language)})"
        yield from (f"    {finding['why']}" for finding in _whys(found))
        yield from (f"    {shown(finding['text'])}" for finding in found if "text" in finding)
    if verdict != "unreadable":
        for unread in document["unread"]:
            yield f"  {word('unread', language)}: {unread['where']}: {unread['why']}"


def _item(item: Mapping[str, Any], language: Language) -> str:
    named = (word("item", language), item["number"], item["case_number"])
    told = (word(item["verdict"], language), item["law"], item["why"])
    return f"{' '.join(n for n in named if n)}: {', '.join(t for t in told if t)}"


def _by_kind(findings: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    kinds: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for finding in findings:
        if finding["action"] != "keep":
            kinds.setdefault((finding["action"], finding["entity_type"]), []).append(finding)
    return dict(sorted(kinds.items()))


def _places(found: Sequence[Mapping[str, Any]], language: Language) -> str:
    places = [f"{f['layer']} {f['start']}–{f['end']}" for f in found[:_PLACES]]
    if len(found) > _PLACES:
        places.append(f"{len(found) - _PLACES} {word('more', language)}")
    return ", ".join(places)


def _whys(found: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """One finding for each reason given."""
    yield from {finding["why"]: finding for finding in found}.values()


def _coloured(text: str, colour: str) -> str:
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return text
    return f"\x1b[{colour}m{text}\x1b[0m"
