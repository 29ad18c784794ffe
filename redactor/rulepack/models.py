"""What a pack may say: rules and their examples. Frozen, and nothing unknown is taken."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from redactor.domain.review import Action, Certainty, Scope
from redactor.rulepack.folds import ANY_CASE, Fold, flags_of, view_of
from redactor.rulepack.patterns import problem_of

MIN_EXAMPLES = 2
"""A rule has at least so many texts that hit, and as many that must not."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[\w-]+(\.[\w-]+)*$")]
Entity = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]


class Where(StrEnum):
    """The places in a document where a rule may hit; none named: everywhere."""

    HEADING = "heading"
    UNDER_HEADING = "under_heading"
    BODY = "body"
    TABLE_COLUMN = "table_column"
    CONTENTS = "contents"
    STAMP = "stamp"


class Within(StrEnum):
    """How far around a hit a condition looks."""

    SPAN = "span"
    LINE = "line"
    HEADING = "heading"
    ITEM = "item"


class Model(BaseModel):
    """Frozen; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Unless(Model):
    """The rule does not hold where one of these terms, or the pattern, stands within reach, in any case."""

    terms: tuple[Text, ...] = ()
    pattern: str | None = None
    within: Within

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.terms) == (self.pattern is not None):
            raise ValueError("ange antingen terms eller pattern")
        return self

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            _check(pattern, ANY_CASE)
        return pattern


class Requires(Model):
    """The rule holds only where one of these entities was found or one of these terms stands."""

    entities: tuple[Entity, ...] = ()
    terms: tuple[Text, ...] = ()
    within: Within

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.entities and not self.terms:
            raise ValueError("ange entities eller terms")
        if self.within is Within.SPAN:
            raise ValueError("within ska vara line, heading eller item")
        return self


class Rule(Model):
    """One rule. Exactly one of `pattern` (for the `regex` module), `terms` and `recognizer` is given.

    `recognizer` names a module in redactor/recognizers, for which the rule gives law, why and action.
    `law` is None where the law is to be read from the document or a person must name it.
    """

    id: Identifier
    entity: Entity
    scope: Scope = Scope.SPAN
    fold: tuple[Fold, ...] = ()
    pattern: str | None = None
    terms: tuple[Text, ...] = ()
    recognizer: Identifier | None = None
    context: tuple[Text, ...] = ()
    unless: tuple[Unless, ...] = ()
    requires: tuple[Requires, ...] = ()
    where: tuple[Where, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    action: Action = Action.REDACT
    law: str | None = None
    placeholder: Text | None = None
    why: Text

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str | None, info: ValidationInfo) -> str | None:
        # Fields are validated in their order: `fold` stands above `pattern`.
        folds = info.data.get("fold", ())
        if pattern is not None:
            _check(view_of(folds).of_pattern(pattern), flags_of(folds))
        return pattern

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = (self.pattern is not None, bool(self.terms), self.recognizer is not None)
        if sum(ways) != 1:
            raise ValueError("ange exakt ett av pattern, terms och recognizer")
        return self


class RulePack(Model):
    """A pack of rules: `rules/<pack>/pack.yaml`."""

    id: Identifier
    version: Text
    title: Text
    kind: Literal["rules"] = "rules"
    rules: tuple[Rule, ...]


class HitExample(Model):
    """A text the rule finds, and exactly what of it; `span` stands once in `text`."""

    text: Text
    span: Text

    @model_validator(mode="after")
    def _once(self) -> Self:
        if self.text.count(self.span) != 1:
            raise ValueError("span ska stå exakt en gång i text")
        return self


class RuleExamples(Model):
    """Texts that a rule hits, and texts it must leave alone."""

    hits: tuple[HitExample, ...]
    misses: tuple[Text, ...]

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if len(self.hits) < MIN_EXAMPLES or len(self.misses) < MIN_EXAMPLES:
            raise ValueError(f"minst {MIN_EXAMPLES} hits och {MIN_EXAMPLES} misses krävs")
        return self


class DocumentExample(Model):
    """A whole small text document and its expected publication copy."""

    name: Text
    source: Text
    copy_text: str = Field(alias="copy")


def _check(pattern: str, flags: int) -> None:
    problem = problem_of(pattern, flags)
    if problem is not None:
        raise ValueError(problem)
