"""What the caller hands in beside documents: secret terms, and people's decisions."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from redactor.domain.document import Sha256
from redactor.domain.folding import squash
from redactor.domain.review import Action, Decision, FindingId
from redactor.errors import UsageError, Words
from redactor.recognizers.terms import find_terms
from redactor.rulepack import Catalogue
from redactor.workflow.files import read_option, shown

LONG = 8
"""From this many characters verification searches inside words too, where the placeholder stands."""
REASON_MOST = 2_000
"""Characters of a person's reason; it stands in the log."""


def read_terms(path: Path, placeholders: Sequence[str]) -> tuple[str, ...]:
    """The strings of `--terms`, one a line. Raises UsageError with the line's number, never its text."""
    try:
        text = read_option(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            what=Words(
                sv=f"{shown(path)}: filen är inte UTF-8. Spara om den som UTF-8.",
                en=f"{shown(path)}: the file is not UTF-8. Save it as UTF-8.",
            )
        ) from error
    terms: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        term = line.strip()
        if not term or term.startswith("#"):
            continue
        if not any(c.isalnum() for c in term):
            raise UsageError(
                what=Words(
                    sv=f"{shown(path)}:{number}: raden har varken bokstav eller siffra.",
                    en=f"{shown(path)}:{number}: the line has neither letter nor digit.",
                )
            )
        if any(_stands_in(term, placeholder) for placeholder in placeholders):
            raise UsageError(
                what=Words(
                    sv=f"{shown(path)}:{number}: termen ingår i ersättningstexten.",
                    en=f"{shown(path)}:{number}: the term is part of the placeholder.",
                )
            )
        terms.append(term)
    return tuple(dict.fromkeys(terms))


def read_password(path: Path) -> str:
    """The one line of `--password-file`. Raises UsageError for more lines, none, or other than UTF-8."""
    try:
        password = read_option(path).decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        password = ""
    if not password or "\n" in password:
        raise UsageError(
            what=Words(
                sv=f"{shown(path)}: filen ska hålla lösenordet på en rad, i UTF-8.",
                en=f"{shown(path)}: the file must hold the password in one line, in UTF-8.",
            )
        )
    return password


def _stands_in(term: str, placeholder: str) -> bool:
    sought = squash(term).text
    inside = len(sought) >= LONG and sought in squash(placeholder).text
    return inside or any(True for _ in find_terms(placeholder, (term,)))


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Decision(_Strict):
    finding: str = Field(pattern=r"^[0-9a-f]{64}$")
    action: Literal["redact", "keep"]
    law: str | None = None
    reason: str = Field(default="", max_length=REASON_MOST)
    actor: str = Field(min_length=1, max_length=200)


class _Decisions(_Strict):
    schema_: Literal["redactor/decisions/1"] = Field(alias="schema")
    document: str = Field(pattern=r"^[0-9a-f]{64}$")
    decisions: tuple[_Decision, ...]


class Decided(_Strict):
    """People's decisions on one document."""

    document: Sha256
    decisions: tuple[Decision, ...]


def read_decisions(path: Path, catalogue: Catalogue, at: datetime) -> Decided:
    """The decisions of `--decisions`. Raises UsageError: not the schema, a law that does not exist,
    two decisions on one finding."""
    try:
        given = _Decisions.model_validate_json(read_option(path))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "JSON"
        raise UsageError(
            what=Words(
                sv=f"{shown(path)}: {where}: följer inte redactor/decisions/1 ({first['type']}).",
                en=f"{shown(path)}: {where}: not redactor/decisions/1 ({first['type']}).",
            )
        ) from error
    seen: set[str] = set()
    for number, decision in enumerate(given.decisions):
        if decision.finding in seen:
            raise UsageError(
                what=Words(
                    sv=f"{shown(path)}: decisions.{number}: fyndet avgörs två gånger.",
                    en=f"{shown(path)}: decisions.{number}: the finding is decided twice.",
                )
            )
        seen.add(decision.finding)
        if decision.law is not None and catalogue.problem(decision.law) is not None:
            raise UsageError(
                what=Words(
                    sv=f"{shown(path)}: decisions.{number}.law: lagrummet finns inte eller är för vitt.",
                    en=f"{shown(path)}: decisions.{number}.law: no such law, or not specific enough.",
                )
            )
    return Decided(
        document=Sha256(given.document),
        decisions=tuple(
            Decision(FindingId(d.finding), Action(d.action), d.law, d.actor, d.reason, at)
            for d in given.decisions
        ),
    )
