"""The report as SARIF 2.1.0 (OASIS), which code hosts and editors show. No text of a document."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from redactor.rulepack import Packs

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"redact": "error", "review": "warning", "keep": "note"}
_UNREAD = "redactor.unread"


def log(report: Mapping[str, Any], packs: Packs) -> dict[str, Any]:
    """One run with a result for each finding and each unread thing. `charOffset` counts code points of
    the layer's text, which is the file's own for text and Markdown; other layers are logical locations."""
    documents = report["documents"]
    unreadable = [d for d in documents if d["verdict"] == "unreadable"]
    run = {
        "tool": {"driver": _driver(report, packs)},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not unreadable,
                "toolExecutionNotifications": [_notification(d) for d in unreadable],
            }
        ],
        "artifacts": [{"location": {"uri": _uri(d["path"])}} for d in documents],
        "results": [result for d in documents if d not in unreadable for result in _results(d)],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(report: Mapping[str, Any], packs: Packs) -> dict[str, Any]:
    rules = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.why},
            "defaultConfiguration": {"level": _LEVELS[rule.action]},
            "properties": {"entity_type": rule.entity, "law": rule.law},
        }
        for rule in packs.rules
    ]
    rules.append({"id": _UNREAD, "shortDescription": {"text": "Delen kunde inte läsas."}})
    return {"name": "redactor", "semanticVersion": report["redactor"], "rules": rules}


def _results(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    uri = _uri(document["path"])
    for finding in document["findings"]:
        location: dict[str, Any] = {"artifactLocation": {"uri": uri}}
        region = {"charOffset": finding["start"], "charLength": finding["end"] - finding["start"]}
        yield {
            "ruleId": finding["rule"],
            "level": _LEVELS[finding["action"]],
            "message": {"text": finding["why"]},
            "locations": [
                {
                    "physicalLocation": {**location, "region": region},
                    "logicalLocations": [{"name": finding["layer"], "kind": "layer"}],
                }
            ],
            "partialFingerprints": {"redactor/finding/1": finding["id"]},
            "properties": {
                name: finding[name] for name in ("entity_type", "action", "certainty", "law", "item", "role")
            },
        }
    for unread in document["unread"]:
        yield {
            "ruleId": _UNREAD,
            "level": "warning",
            "message": {"text": f"{unread['where']}: {unread['why']}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}}}],
        }


def _notification(document: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": " ".join(unread["why"] for unread in document["unread"])},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(document["path"])}}}],
    }


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"))
