"""Names of private persons in the clear cases: after a label, beside an identity number or an address.

Every name of swedish.md's "Persons" that the text itself marks as private is certain; a name in an
application's or an individual matter's wording is suspect. Who is public is not asked here (redactor.roles
does that).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.given_names import is_given
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import CERTAIN_FROM, Recognizer
from redactor.recognizers.persons import beside, cues
from redactor.recognizers.persons.bodies import is_body
from redactor.recognizers.persons.cues import Cue
from redactor.recognizers.persons.gates import (
    first_words,
    has_digit_after,
    last_words,
    matches_apart,
    matches_before,
    words_after,
    words_before,
)
from redactor.recognizers.persons.names import Names, Run

RULE = "personuppgifter.namn"
_PERSON = "PERSON"

_NEXT = regex.compile(
    r"(?:[ ]?\([^)\n]{0,40}\))?(?:,? ?[\d-]{10,13})?(?:,? och |,? samt |, ?| & | ?/ ?| ?; ?)\n?(?:(?:även"
    r"|hans) )?"
)
_NEXT_LINE = regex.compile(r"(?:[ ]?\([^)\n]{0,40}\))?[ \t]*\n[ \t]*")
_LINE_END = regex.compile(r"[ \t*|]*(?:\n|$)")
_FIELD_END = regex.compile(r"[ *]*(?:[\t|\n]|$)")
_HEADING_NAME = regex.compile(r"(?:, | - |: |\) )")
_AMBIGUOUS = frozenset({"modern", "mor", "far", "son", "boende", "make", "maka"})
"""Kinship words that are also adjectives or something else at the beginning of a sentence."""
_CHILD = regex.compile(
    r"(?i)elev|barn|klient|patient|brukare|enskild|unge?|huvudman|make|maka|sambo|mo[dr]|fa[dr]|mamma|pappa"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the cue that tells whose it is."""

    span: Span
    cue: Cue


class Persons(Recognizer):
    """PERSON in the clear cases; a model for the rest is another recognizer's."""

    name: ClassVar[str] = "persons"  # type: ignore[misc] # as in the base class
    entities: ClassVar[tuple[str, ...]] = (_PERSON,)
    why: ClassVar[str] = "Namnet på en privatperson ska inte ligga på webben."

    def hits(self, text: str) -> Iterable[Hit]:
        """Names with the score of their best cue; the genitive belongs to the span."""
        best: dict[Span, Cue] = {}
        for name in named_in(text):
            held = best.get(name.span)
            if held is None or name.cue.value > held.value:
                best[name.span] = name.cue
        for span, cue in sorted(best.items(), key=lambda item: item[0]):
            certainty = Certainty.CERTAIN if cue.value >= CERTAIN_FROM else Certainty.SUSPECT
            yield Hit(span, _PERSON, cue.value, RULE, certainty)


def named_in(text: str) -> Iterator[Named]:
    """Every name in folded text that a cue points at, one for each cue. Linear in the text."""
    yield from named(Names(text))


def named(names: Names) -> Iterator[Named]:
    """As `named_in`, for a text whose names are read already."""
    if not names.runs:
        return
    yield from _labelled(names)
    yield from _columns(names)
    yield from _beside(names)
    yield from _after(names)
    yield from _headings(names)
    yield from _bare(names)


def _labelled(names: Names) -> Iterator[Named]:
    for label in cues.label().finditer(names.lowered):
        if label["mark"] is None and not _begins_line(names.text, label.start()):
            continue
        personal = label["personal"] is not None
        for run, span in _list(names, label.end()):
            known = run.person or run.likely or span != run.span
            cue = _label_cue(label, known)
            if cue is None or (label["blank"] is not None and not run.full and span == run.span):
                break
            if run.full or known or (personal and _CHILD.search(label[0])):
                yield Named(span, cue)


def _label_cue(label: "regex.Match[str]", known: bool) -> Cue | None:
    if label["neutral"] is not None:
        return Cue.NEUTRAL if label["blank"] is None else None
    if label["personal"] is not None or known:
        return Cue.LABEL
    return Cue.SHARED_LABEL


def _begins_line(text: str, at: int) -> bool:
    line = text.rfind("\n", 0, at) + 1
    return not text[line:at].strip(" \t*_|-•·0123456789.")


def _list(names: Names, at: int) -> Iterator[tuple[Run, Span]]:
    """The names of a list that begins at `at`: parted by commas, `och`, or one a line."""
    first = True
    while (run := names.at(at)) is not None and not names.is_organisation(run):
        span = run.span
        turned = _turned(names, run)
        if turned is not None:
            span = turned
        if not first and not (run.full or run.likely or turned):
            return
        yield run, span
        first = False
        following = _NEXT.match(names.text, span.end)
        at = following.end() if following else _line_below(names, span.end)


def _line_below(names: Names, at: int) -> int:
    """Where a line begins that is one name and nothing else; -1 when the next line is not."""
    following = _NEXT_LINE.match(names.text, at)
    below = names.at(following.end()) if following else None
    if below is None or not below.likely or not _LINE_END.match(names.text, below.span.end):
        return -1
    return below.span.start


def _turned(names: Names, run: Run) -> Span | None:
    """`Surname, Given` as one span: with a known given name, or alone in its place."""
    if len(run.words) != 1 or run.initials or is_given(run.words[0]):
        return None
    if names.text[run.span.end : run.span.end + 2] != ", ":
        return None
    given = names.at(run.span.end + 2)
    if given is None or not given.words or len(given.words) > 3:
        return None
    if not is_given(given.words[0]) and not _is_given_place(names, run, given):
        return None
    return Span(run.span.start, given.span.end)


def _is_given_place(names: Names, surname: Run, given: Run) -> bool:
    """Whether `Surname, Given` fills a line or a cell by itself, or an identity number follows."""
    if len(given.words) > 2 or is_body((*surname.words, *given.words)):
        return False
    start = surname.span.start
    before = names.text[max(start - 2, 0) : start].rstrip(" ")[-1:]
    if before not in ("", ":", "|", "\t", "\n", "*"):
        return False
    end = given.span.end
    return _FIELD_END.match(names.text, end) is not None or _is_numbered(names.text, end)


def _is_numbered(text: str, end: int) -> bool:
    """Whether an identity number or birth date stands right after a name."""
    return has_digit_after(text, end) and beside.number_after().match(text, end) is not None


def _columns(names: Names) -> Iterator[Named]:
    """Names below a label in a table whose cells are parted by tabs or bars."""
    cue: Cue | None = None
    column = width = 0
    at = 0
    for line in names.text.split("\n"):
        start, at = at, at + len(line) + 1
        mark = "|" if "|" in line else "\t"
        cells = line.split(mark)
        if len(cells) < 2:
            cue = None
            continue
        heading = next(
            ((i, m) for i, c in enumerate(cells) if (m := cues.label_cell().fullmatch(c.strip(" *\t")))), None
        )
        if heading is not None and len(cells) > 2:
            column, width = heading[0], len(cells)
            cue = _column_cue(heading[1])
            continue
        if cue is None or len(cells) != width:
            continue
        begin = start + sum(len(c) + 1 for c in cells[:column])
        begin += len(cells[column]) - len(cells[column].lstrip(" \t*"))
        for run, span in _list(names, begin):
            if run.full or run.likely:
                known = run.person or run.likely or span != run.span
                yield Named(span, cue if known or cue is not Cue.LABEL else Cue.SHARED_LABEL)


def _column_cue(heading: "regex.Match[str]") -> Cue:
    return Cue.NEUTRAL if heading["neutral"] is not None else Cue.LABEL


def _beside(names: Names) -> Iterator[Named]:
    """Names right before an identity number, an address or a private person's verb; right after a number."""
    text = names.text
    for run in names.runs:
        found = tuple(_beside_run(names, run))
        if found and not names.is_organisation(run):
            yield from found
    for number in beside.number().finditer(text):
        gap = beside.NUMBER_GAP.match(text, number.end())
        run_after = names.at(gap.end()) if gap else None
        if run_after is None or names.is_organisation(run_after):
            continue
        turned = _turned(names, run_after)
        if run_after.full or run_after.likely or turned:
            yield Named(turned or run_after.span, Cue.NUMBER)


def _beside_run(names: Names, run: Run) -> Iterator[Named]:
    span = _with_surname(names, run)
    whole = run.full or span != run.span
    if (whole or run.likely) and _is_numbered(names.text, run.span.end):
        yield Named(span, Cue.NUMBER)
    if whole and (cue := _address_cue(names, run)):
        yield Named(span, cue)
    if run.full:
        yield from _said_of(names.text, run)
    elif run.likely and cues.standing_after().match(names.text, run.span.end):
        yield Named(run.span, Cue.KIN)


def _said_of(text: str, run: Run) -> Iterator[Named]:
    """What the words right after or before a whole name say of it."""
    end = run.span.end
    words = words_after(text, end)
    for pattern, cue, gate in _RIGHT_AFTER:
        if pattern is cues.owned_after and text[end - 1] not in "sxz'’":
            continue
        if not gate.isdisjoint(words) and pattern().match(text, end):
            if run.person:
                yield Named(run.span, cue)
            return


_RIGHT_AFTER = (
    (cues.standing_after, Cue.KIN, first_words(f"som|{cues.STANDING_WORDS}")),
    (cues.verb_after, Cue.VERB, first_words(f"{cues.BEFORE_DOES}|{cues.DOES_WORDS}")),
    (cues.owned_after, Cue.APPLICATION, first_words(cues.OWNED_WORDS)),
    (cues.given_after, Cue.APPLICATION, first_words(cues.GIVEN_WORDS)),
)


def _with_surname(names: Names, run: Run) -> Span:
    """The span with a surname before it, when it is the given part of `Surname, Given`."""
    before = names.before(run)
    if before is not None and _turned(names, before) is not None and before.span.end + 2 == run.span.start:
        return Span(before.span.start, run.span.end)
    return run.span


def _address_cue(names: Names, run: Run) -> Cue | None:
    if not has_digit_after(names.text, run.span.end):
        return None
    address = beside.address_after().match(names.text, run.span.end)
    if address is None:
        return None
    if run.likely:
        return Cue.ADDRESS
    return Cue.TOPIC if address["postal"] or address["both"] else None


def _after(names: Names) -> Iterator[Named]:
    """Names right after kinship words, `c/o`, application and topic words."""
    before = words_before(names)
    for pattern, cue, gate in _AFTER:
        for match in _matches(names, before, pattern, gate):
            begun = names.at(match.end())
            if begun and (whole := names.wrapped(begun)) and _fits(whole, cue, pattern, match):
                yield Named(whole.span, cue)
                continue
            for run, span in _list(names, match.end()):
                if _fits(run, cue, pattern, match):
                    yield Named(span, cue)


def _matches(
    names: Names, before: Sequence[str], pattern: Callable[[], Any], gate: frozenset[str] | None
) -> Iterator["regex.Match[str]"]:
    """A pattern's matches right before names; where there is a gate, only those that it lets through."""
    if gate is None:
        return pattern().finditer(names.text)  # type: ignore[no-any-return] # regex ships no types
    if pattern is cues.kin_apart:
        return matches_apart(names, pattern, gate)
    return matches_before(names, before, pattern, gate)


_KIN_ENDS = last_words(f"{cues.KIN_WORDS}|herr|fru")
_SENT_BY_ENDS = last_words(
    f"från|av|om|med|för|åt|till|gällande|avseende|angående|rörande|{cues.GIVES_WORDS}"
)
_ABOUT_ENDS = last_words("om|med|för|av|till|åt|rörande")
_AFTER = (
    (cues.kin, Cue.KIN, _KIN_ENDS),
    (cues.kin_start, Cue.KIN, _KIN_ENDS),
    (cues.kin_apart, Cue.KIN, _KIN_ENDS),
    (cues.kin_is, Cue.KIN, last_words("är")),
    (cues.myself, Cue.VERB, None),
    (cues.care_of, Cue.CARE_OF, None),
    (cues.sent_by, Cue.APPLICATION, _SENT_BY_ENDS),
    (cues.about, Cue.APPLICATION, _ABOUT_ENDS),
    (cues.topic, Cue.TOPIC, None),
)


def _fits(run: Run, cue: Cue, pattern: Callable[[], Any], match: "regex.Match[str]") -> bool:
    if cue is Cue.KIN and pattern not in (cues.kin, cues.kin_start):
        return run.person
    if cue is Cue.KIN and match[0].strip() in cues.INDEFINITE:
        return run.person
    if cue is Cue.KIN and match[0][:1].isupper():
        return run.likely or match[0].split()[-1].casefold() not in _AMBIGUOUS
    if cue in (Cue.KIN, Cue.CARE_OF):
        return bool(run.words) or run.initials > 1
    if cue is Cue.TOPIC:
        return run.full and run.likely and is_given(run.words[0])
    return run.person if pattern is not cues.about else run.full and run.likely


def _headings(names: Names) -> Iterator[Named]:
    """A name at the end of a line about one person's matter."""
    for heading in cues.heading().finditer(names.text):
        for run in names.inside(heading.start(), heading.end()):
            ends = _LINE_END.match(names.text, run.span.end) or names.text[run.span.end] in ",(-"
            begins = _HEADING_NAME.fullmatch(names.text, max(run.span.start - 2, 0), run.span.start)
            dashed = names.text[max(run.span.start - 3, 0) : run.span.start] == " - "
            named = run.person if begins or dashed else False
            if named and ends and not names.is_organisation(run):
                yield Named(run.span, Cue.APPLICATION)


def _bare(names: Names) -> Iterator[Named]:
    """Full names with a common given name, near words of somebody's own matter."""
    whole = [r for r in names.runs if r.full and any(is_given(w) for w in r.words[:2])]
    if not whole:
        return
    matters = [m.start() for m in cues.own_matter().finditer(names.lowered)]
    for run in whole:
        i = bisect_right(matters, run.span.start - _MATTER_REACH)
        near = i < len(matters) and matters[i] < run.span.end + _MATTER_REACH
        if near and not names.is_organisation(run):
            yield Named(run.span, Cue.BARE)


_MATTER_REACH = 600
"""Characters to either side in which a word tells what a text deals with."""
