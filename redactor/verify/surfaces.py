"""What a reader of the copy hands over, and the search for residue in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from redactor.domain.document import Span
from redactor.domain.folding import folded_text
from redactor.domain.records import Expected, Probe
from redactor.domain.review import Certainty, Finding, Hit
from redactor.errors import LeakError
from redactor.verify.encodings import PART, behind, unescaped
from redactor.verify.search import Prepared, Search

SecondRun = Callable[[str], tuple[Hit, ...]]
"""The recognizers, over plain text; spans count its characters."""
Walk = Callable[[bytes], Sequence[Finding]]
"""What the program, given these bytes as a document, would take out of them without asking anybody."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One stream of text out of the copy.

    `probe` is the way it was read, `where` the part of the copy. A surface that `carries` text is
    searched for every secret, another (raw bytes) only for strings too long to be met by chance.
    `spoken` text goes through the recognizers once more. NUL parts pieces that no string can span.
    """

    probe: str
    where: str
    text: str = field(repr=False)
    carries: bool = True
    spoken: bool = False


def residue(surfaces: Iterable[Surface], expected: Expected) -> tuple[Probe, ...]:
    """Looks for every secret on every surface, in clear, behind encodings and backwards.

    A secret may stand `Secret.kept` times by each way of reading. Raises LeakError beyond that.
    """
    tally = _Tally(expected)
    for surface in surfaces:
        tally.take(surface)
    return tally.probes()


class _Tally:
    def __init__(self, expected: Expected) -> None:
        self._search = Search(expected.secrets)
        self._counts: dict[str, Counter[int]] = {}
        self._examined: Counter[str] = Counter()
        # Longest first: one placeholder may be the beginning of another.
        replacements = {r.replacement.strip("[] ") for r in expected.plan.redactions} - {""}
        self._placeholders = sorted(replacements, key=len, reverse=True)

    def take(self, surface: Surface) -> None:
        text = surface.text
        for placeholder in self._placeholders:
            text = text.replace(placeholder, PART)
        prepared = Prepared(text)
        chance = not surface.carries
        self._counted(surface.probe, surface.where, self._search.count(prepared, chance=chance))
        self._counted("backwards", surface.where, self._search.backwards(prepared), kept=False)
        resolved = unescaped(text)
        if resolved is not None:
            found = self._search.count(resolved, chance=chance)
            self._counted(f"{surface.probe}, entities", surface.where, found)
        for encoding, found_text in behind(text):
            self._counted(encoding, surface.where, self._search.count(found_text, chance=True))

    def _counted(self, probe: str, where: str, found: Counter[int], *, kept: bool = True) -> None:
        self._examined[probe] += 1
        counts = self._counts.setdefault(probe, Counter())
        counts.update(found)
        for secret in found:
            if counts[secret] > (self._search.secrets[secret].kept if kept else 0):
                raise LeakError(probe=probe, where=where)

    def probes(self) -> tuple[Probe, ...]:
        return tuple(Probe(name, self._examined[name]) for name in sorted(self._examined))


def run_again(
    surfaces: Iterable[Surface], expected: Expected, second_run: SecondRun
) -> tuple[Probe, tuple[str, ...]]:
    """The recognizers over what is spoken: the probe, and new doubtful finds as "where:ENTITY".

    Raises LeakError for a certain hit that the plan did not keep so often.
    """
    kept = Counter(_key(k.entity_type, k.text) for k in expected.kept)
    suspects: set[str] = set()
    examined = 0
    for surface in surfaces:
        if not surface.spoken:
            continue
        examined += 1
        text = folded_text(surface.text.replace(PART, "\n"))
        for hit in _places(second_run(text)):
            key = _key(hit.entity_type, hit.span.cut(text))
            if kept[key] > 0:
                kept[key] -= 1
            elif hit.certainty is Certainty.CERTAIN:
                raise LeakError(probe="second run", where=f"{surface.where}:{hit.entity_type}")
            else:
                suspects.add(f"{surface.where}:{hit.entity_type}")
    return Probe("second run", examined), tuple(sorted(suspects))


def walk_again(output: bytes, expected: Expected, walk: Walk) -> Probe:
    """The whole walk over the copy as over any document: what was taken out may have hidden from the first
    one whom a line, a cell or an item is about.

    Raises LeakError for what would still go and was not kept so often.
    """
    going = walk(output)
    for finding in overlooked(going, expected):
        raise LeakError(probe="second walk", where=f"{finding.layer}:{finding.entity_type}")
    return Probe("second walk", len(going))


def overlooked(going: Iterable[Finding], expected: Expected) -> Iterator[Finding]:
    """What would go from a copy and was not kept so often on purpose."""
    kept = Counter(_key(k.entity_type, k.text) for k in expected.kept)
    for finding in going:
        key = _key(finding.entity_type, finding.text)
        if kept[key] > 0:
            kept[key] -= 1
        else:
            yield finding


def _places(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Hits of one entity that overlap are one, as among findings, and as sure as the surest."""
    held: Hit | None = None
    for hit in sorted(hits, key=lambda h: (h.entity_type, h.span)):
        if held is None or hit.entity_type != held.entity_type or hit.span.start >= held.span.end:
            if held is not None:
                yield held
            held = hit
            continue
        surer = hit if hit.certainty is Certainty.CERTAIN else held
        held = replace(surer, span=Span(held.span.start, max(held.span.end, hit.span.end)))
    if held is not None:
        yield held


def _key(entity_type: str, text: str) -> tuple[str, str]:
    return entity_type, " ".join(folded_text(text).casefold().split())
