"""YAML -> rule packs and the catalogue of laws. The only user of yaml."""

from redactor.rulepack.catalogue import Catalogue
from redactor.rulepack.folds import Fold
from redactor.rulepack.loading import Examples, LoadedPack, Packs, RulePackError, builtin, load
from redactor.rulepack.models import (
    DocumentExample,
    HitExample,
    Requires,
    Rule,
    RuleExamples,
    RulePack,
    Unless,
    Where,
    Within,
)
from redactor.rulepack.source import Problem

__all__ = [
    "Catalogue",
    "DocumentExample",
    "Examples",
    "Fold",
    "HitExample",
    "LoadedPack",
    "Packs",
    "Problem",
    "Requires",
    "Rule",
    "RuleExamples",
    "RulePack",
    "RulePackError",
    "Unless",
    "Where",
    "Within",
    "builtin",
    "load",
]
