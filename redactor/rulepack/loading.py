"""Folders -> Packs: reads every file, then says all that is wrong at once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from redactor.domain.document import Sha256
from redactor.domain.records import PackVersion
from redactor.errors import UsageError
from redactor.rulepack.catalogue import Catalogue
from redactor.rulepack.models import DocumentExample, Rule, RuleExamples, RulePack
from redactor.rulepack.source import Path_, Problem, Source, read

PACK = "pack.yaml"
EXAMPLES = "examples.yaml"
DOCUMENTS = "documents"
LAWS = "osl"
"""The folder of the catalogue we ship."""

_T = TypeVar("_T")
_PACK = TypeAdapter(RulePack)
_CATALOGUE = TypeAdapter(Catalogue)
_RULE_EXAMPLES = TypeAdapter(RuleExamples)
_DOCUMENTS = TypeAdapter(tuple[DocumentExample, ...])


class RulePackError(UsageError):
    """Rule packs that do not load: every problem on its own line, with file and line. Exit 2."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(what="\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Examples:
    """What a pack's examples.yaml holds, by rule id, and whole documents."""

    rules: Mapping[str, RuleExamples] = field(default_factory=dict)
    documents: tuple[DocumentExample, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack of rules with its examples, as it stood in `folder`."""

    folder: Path
    pack: RulePack
    examples: Examples


@dataclass(frozen=True, slots=True)
class Packs:
    """Everything loaded: valid, with unique ids, and every law in the catalogue."""

    packs: tuple[LoadedPack, ...]
    catalogue: Catalogue
    versions: tuple[PackVersion, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for loaded in self.packs for rule in loaded.pack.rules)

    def rule(self, rule_id: str) -> Rule:
        """Raises KeyError for an unknown id."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def examples(self, rule_id: str) -> RuleExamples:
        """Raises KeyError for an unknown id."""
        for loaded in self.packs:
            if rule_id in loaded.examples.rules:
                return loaded.examples.rules[rule_id]
        raise KeyError(rule_id)


@dataclass(frozen=True, slots=True)
class _Read:
    """One pack folder on the way in."""

    folder: Path
    source: Source
    model: RulePack | Catalogue | None
    version: PackVersion
    examples: Examples = field(default_factory=Examples)


def builtin() -> tuple[Path, ...]:
    """The folder of the packs we ship: inside the installed package, or in the checkout."""
    return (Path(str(resources.files("redactor"))).parent / "rules",)


def load(folders: Sequence[Path]) -> Packs:
    """Packs from pack folders, or folders of pack folders, in order. Without a catalogue among them: ours.

    Raises RulePackError with everything that is wrong in all of them.
    """
    problems: list[Problem] = []
    found = [_read(folder, problems) for folder in _pack_folders(folders, problems)]
    read_packs = [pack for pack in found if pack is not None]
    if not any(_kind(pack.source) == "catalogue" for pack in read_packs):
        shipped = _read(builtin()[0] / LAWS, problems)
        read_packs.extend([] if shipped is None else [shipped])
    catalogue = _only_catalogue(read_packs, problems)
    _check_ids(read_packs, problems)
    if catalogue is not None:
        for read_pack in read_packs:
            _check_laws(read_pack, catalogue, problems)
    if problems or catalogue is None:
        raise RulePackError(problems)
    return Packs(
        tuple(LoadedPack(p.folder, p.model, p.examples) for p in read_packs if isinstance(p.model, RulePack)),
        catalogue,
        tuple(p.version for p in read_packs),
    )


def _pack_folders(folders: Sequence[Path], problems: list[Problem]) -> list[Path]:
    found: list[Path] = []
    for folder in folders:
        if (folder / PACK).is_file():
            inside = [folder]
        elif folder.is_dir():
            inside = sorted(path.parent for path in folder.glob(f"*/{PACK}"))
        else:
            inside = []
        if not inside:
            problems.append(Problem(folder, 1, f"mappen finns inte eller har ingen {PACK}"))
        found.extend(inside)
    return list(dict.fromkeys(found))


def _content(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        problems.append(Problem(path, 1, f"filen kan inte läsas ({error.strerror})"))
        return None


def _kind(source: Source) -> str:
    kind = source.value.get("kind") if isinstance(source.value, dict) else None
    return kind if isinstance(kind, str) else "rules"


def _read(folder: Path, problems: list[Problem]) -> _Read | None:
    content = _content(folder / PACK, problems)
    source = None if content is None else read(folder / PACK, content, problems)
    if content is None or source is None:
        return None
    if _kind(source) == "catalogue":
        catalogue = _validated(_CATALOGUE, source, (), problems)
        return _Read(folder, source, catalogue, _version(source, content))
    pack = _validated(_PACK, source, (), problems)
    if not (folder / EXAMPLES).is_file():
        problems.append(source.problem((), f"{EXAMPLES} saknas bredvid {PACK}"))
        return _Read(folder, source, pack, _version(source, content))
    beside = _content(folder / EXAMPLES, problems) or b""
    examples_source = read(folder / EXAMPLES, beside, problems)
    examples = Examples()
    if examples_source is not None:
        examples = _examples(examples_source, pack, problems)
        if pack is not None:
            _check_examples(pack, source, examples_source, problems)
    return _Read(folder, source, pack, _version(source, content + beside), examples)


def _version(source: Source, content: bytes) -> PackVersion:
    value = source.value if isinstance(source.value, dict) else {}
    digest = Sha256(hashlib.sha256(content).hexdigest())
    return PackVersion(str(value.get("id", "")), str(value.get("version", "")), digest)


def _examples(source: Source, pack: RulePack | None, problems: list[Problem]) -> Examples:
    if not isinstance(source.value, dict):
        problems.append(source.problem((), "filen ska ha regel-id:n som nycklar"))
        return Examples()
    rules: dict[str, RuleExamples] = {}
    documents: tuple[DocumentExample, ...] = ()
    known = None if pack is None else {rule.id for rule in pack.rules}
    for key in source.value:
        if key == DOCUMENTS:
            documents = _validated(_DOCUMENTS, source, (key,), problems) or ()
            continue
        if known is not None and key not in known:
            problems.append(source.problem((key,), f"paketet har ingen regel {key}"))
        found = _validated(_RULE_EXAMPLES, source, (key,), problems)
        if found is not None:
            rules[key] = found
    return Examples(rules, documents)


def _check_examples(pack: RulePack, source: Source, examples: Source, problems: list[Problem]) -> None:
    given = examples.value if isinstance(examples.value, dict) else {}
    for position, rule in enumerate(pack.rules):
        if rule.id not in given:
            problems.append(source.problem(("rules", position), f"regeln {rule.id} saknar exempel"))


def _only_catalogue(found: Sequence[_Read], problems: list[Problem]) -> Catalogue | None:
    catalogues = [pack for pack in found if _kind(pack.source) == "catalogue"]
    for second in catalogues[1:]:
        problems.append(second.source.problem(("kind",), "det finns redan en katalog (kind: catalogue)"))
    model = catalogues[0].model if catalogues else None
    return model if isinstance(model, Catalogue) else None


def _check_ids(found: Sequence[_Read], problems: list[Problem]) -> None:
    packs: set[str] = set()
    rules: set[str] = set()
    for pack in found:
        if pack.model is None:
            continue
        if pack.model.id in packs:
            problems.append(pack.source.problem(("id",), f"paketet {pack.model.id} finns redan"))
        packs.add(pack.model.id)
        for position, rule in enumerate(pack.model.rules if isinstance(pack.model, RulePack) else ()):
            if rule.id in rules:
                at = ("rules", position, "id")
                problems.append(pack.source.problem(at, f"regeln {rule.id} finns redan"))
            rules.add(rule.id)


def _check_laws(found: _Read, catalogue: Catalogue, problems: list[Problem]) -> None:
    """Looks at the text itself: a wrong law is told of also where something else in the pack is wrong."""
    value = found.source.value
    rules = value.get("rules") if isinstance(value, dict) else None
    for position, rule in enumerate(rules if isinstance(rules, list) else ()):
        law = rule.get("law") if isinstance(rule, dict) else None
        if isinstance(law, str) and (problem := catalogue.problem(law)) is not None:
            problems.append(found.source.problem(("rules", position, "law"), problem))


_MESSAGES = {
    "missing": "nyckeln saknas",
    "extra_forbidden": "okänd nyckel",
    "string_type": "ska vara en text",
    "string_too_short": "får inte vara tom",
    "tuple_type": "ska vara en lista",
    "dict_type": "ska ha nycklar",
    "model_type": "ska ha nycklar",
    "model_attributes_type": "ska ha nycklar",
    "int_parsing": "ska vara ett heltal",
}


def _validated(adapter: TypeAdapter[_T], source: Source, at: Path_, problems: list[Problem]) -> _T | None:
    value: Any = source.value
    for step in at:
        value = value[step]
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            where = (*at, *detail["loc"])
            problems.append(source.problem(where, _message(where, detail)))
        return None


def _message(where: Path_, detail: Any) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "value_error":
            text = str(context["error"])
        case "enum" | "literal_error":
            text = "ska vara " + str(context["expected"]).replace(" or ", " eller ").replace("'", "")
        case "string_pattern_mismatch":
            text = f"har fel form ({context['pattern']})"
        case kind:
            text = _MESSAGES.get(kind, str(detail["msg"]))
    name = ".".join(step for step in where if isinstance(step, str) and step != "[key]")
    return f"{name}: {text}" if name else text
