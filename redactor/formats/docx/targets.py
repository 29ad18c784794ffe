"""The plan's anchors -> elements of the parsed parts, before anything is changed."""

from dataclasses import dataclass, field

from redactor.domain.document import Anchor, Span, XmlRun
from redactor.domain.records import PLACEHOLDER, Mode, Plan
from redactor.errors import FaultError
from redactor.formats.docx.copy import Copy
from redactor.formats.docx.names import Element
from redactor.formats.docx.package import CONTENT_TYPES, rels_name


@dataclass(frozen=True, slots=True)
class Target:
    """One covered place: characters of an element's text or, with `attribute`, of its attribute."""

    element: Element = field(repr=False)
    attribute: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """One redaction, in reading order of its places."""

    targets: tuple[Target, ...]
    replacement: str = field(repr=False)
    mode: Mode


class _Part:
    """Finds elements by path; each element's children are listed once."""

    def __init__(self, root: Element) -> None:
        self.found: dict[str, Element] = {"": root}
        self.children: dict[str, list[Element]] = {}

    def at(self, path: str) -> Element | None:
        if path in self.found:
            return self.found[path]
        above, _, last = path.rpartition(".")
        parent = self.at(above)
        if parent is None or not last.isdecimal():
            return None
        if above not in self.children:
            self.children[above] = list(parent)
        children = self.children[above]
        if int(last) >= len(children):
            return None
        return self.found.setdefault(path, children[int(last)])


def tasks_of(copy: Copy, plan: Plan) -> tuple[Task, ...]:
    """What is to be done in the kept parts; places in parts that are dropped need nothing.

    Notes pictures and links that must go in `copy`. Raises FaultError when an anchor does not fit.
    """
    parts = {name: _Part(root) for name, root in copy.roots.items()}
    links = {rels_name(part): part for part in copy.rels}
    tasks: list[Task] = []
    for redaction in plan.redactions:
        targets: list[Target] = []
        for anchor in redaction.anchors:
            target = _target(copy, parts, links, anchor, redaction.replacement)
            if target is not None:
                targets.append(target)
        if targets:
            tasks.append(Task(tuple(targets), redaction.replacement, redaction.mode))
    for anchor in plan.blanked:
        found = _target(copy, parts, links, anchor, PLACEHOLDER)
        if found is not None:
            tasks.append(Task((found,), "", Mode.INLINE))
    return tuple(tasks)


def _target(
    copy: Copy, parts: dict[str, _Part], links: dict[str, str], anchor: Anchor, replacement: str
) -> Target | None:
    if not isinstance(anchor, XmlRun) or anchor.part not in copy.package.parts:
        raise FaultError(what="planen passar inte dokumentet")
    if anchor.part in links:
        _unlink(copy, links[anchor.part], anchor.path)
        return None
    if anchor.part not in parts:
        # A picture goes for all its uses; any other part that is not kept goes anyway.
        if anchor.part != CONTENT_TYPES and anchor.path == "":
            copy.blanked.setdefault(anchor.part, replacement or PLACEHOLDER)
        return None
    path, _, attribute = anchor.path.partition("@")
    element = parts[anchor.part].at(path)
    if element is None:
        raise FaultError(what="planen passar inte dokumentet")
    return Target(element, attribute or None, anchor.span)


def _unlink(copy: Copy, part: str, path: str) -> None:
    index = path.partition("@")[0]
    for found in copy.rels[part].values():
        if str(found.index) == index:
            copy.unlinked.add((part, found.id))
