"""What was not to go is all still there: the words of original and copy, by the same reader.

Letters and digits are compared, without blanks, signs and line-end hyphens: those of the copy, its
placeholders left out, must be the original's in order, and no more may be missing than the plan took.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from redactor.domain.document import PdfBox, PdfRun
from redactor.domain.records import PLACEHOLDER, Expected, Plan, Probe, Redaction
from redactor.errors import LeakError
from redactor.verify.pdf.readers import Page, read_glyphs, read_pages

_PROBE = "unchanged"
_BODY = "body"
_DIGITS = re.compile(r"[0-9]+")
_STEP = 64
"""Characters that are compared at once where nothing lies between."""


def unchanged(
    original: bytes, copied: Sequence[Page], expected: Expected, password: str | None = None
) -> Probe:
    """`copied` are the copy's pages, as pdfium reads them.

    Raises LeakError (probe "unchanged") when the copy lacks or has words that it should not, or a placeholder
    is not read once; (probe "pdfium") when the original cannot be read.
    """
    before = read_pages(original, password, flat=True)
    after = _squashed(page.text for page in copied)
    was = _squashed(page.text for page in before)
    gone = _squashed(expected.gone)
    blank = _blank_pages(expected.plan, len(before))
    placeholders = {_squashed([r.replacement]) for r in expected.plan.redactions if r.replacement}
    if blank:
        placeholders.add(_squashed([PLACEHOLDER]))
    for placeholder in sorted(placeholders, key=len, reverse=True):
        _once(placeholder, (was, gone, after), expected.plan, len(blank))
        was, gone, after = (text.replace(placeholder, "") for text in (was, gone, after))
    may_go = Counter(gone)
    for number in blank:
        may_go.update(_squashed([before[number].text]))
    if len(copied) < len(before) or not all(page.text.strip() for page in copied):
        may_go.update(_running(expected, before))
    had, has = Counter(was), Counter(after)
    if had - has - may_go:
        may_go.update(_beside_in_glyphs(read_glyphs(original, password), expected))
    if had - has - may_go:
        raise LeakError(probe=_PROBE, where="words lost")
    # A field without an appearance shows nothing here; the copy shows what viewers make of its value.
    fields = any(page.flattened for page in before)
    may_come = Counter(_squashed(page.beside for page in before)) + (may_go if fields else Counter())
    if has - had - may_come:
        raise LeakError(probe=_PROBE, where="words added")
    if not may_come and not fields:
        _order(before, copied, sorted(placeholders, key=len, reverse=True))
    return Probe(_PROBE, len(before))


def _squashed(texts: Iterable[str]) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", "\n".join(texts))))


def _beside_in_glyphs(glyphs: Iterable[str], expected: Expected) -> str:
    """What glyphs say besides what went from them: a glyph goes whole."""
    gone = {_squashed([text]) for text in expected.gone} - {""}
    said = (_squashed([glyph]) for glyph in glyphs)
    return "".join(
        text.replace(part, "", 1) for text in said for part in gone if part in text and part != text
    )


def _running(expected: Expected, before: Sequence[Page]) -> str:
    """Header and footer of pages that may have been dropped or left blank: nothing else of them is left.

    Such a line stands on another page too, but for its numbers.
    """
    anchors = (anchor for r in expected.plan.redactions if r.layer == _BODY for anchor in r.anchors)
    touched = {anchor.page for anchor in anchors if isinstance(anchor, PdfRun)}
    gone = _squashed(expected.gone)
    lines = [[_squashed([line]) for line in page.text.splitlines()] for page in before]
    pages_of = Counter(line for page in lines for line in {_DIGITS.sub("0", line) for line in page})
    found: list[str] = []
    for number in touched:
        left = [line for line in lines[number] if line not in gone]
        if all(pages_of[_DIGITS.sub("0", line)] > 1 for line in left):
            found += left
    return "".join(found)


def _order(before: Sequence[Page], copied: Sequence[Page], placeholders: Sequence[str]) -> None:
    """Raises LeakError when words stand in another order; on turned pages, within a line.

    A page from which words went may be turned where the original was not: its other words are.
    """
    upright = _squashed(p.text for p in copied if not p.turned)
    whole = _squashed(p.text for p in before)
    lines = [_squashed([stretch]) for p in copied if p.turned for stretch in p.stretches]
    for placeholder in placeholders:
        upright, whole = upright.replace(placeholder, ""), whole.replace(placeholder, "")
        lines = [piece for line in lines for piece in line.split(placeholder)]
    if not _in_order(upright, whole) or not all(line in whole for line in lines):
        raise LeakError(probe=_PROBE, where="order of words")


def _in_order(part: str, whole: str) -> bool:
    """Do the characters of `part` stand in `whole` in the same order, whatever lies between?"""
    at = done = 0
    while done < len(part):
        if part[done : done + _STEP] == whole[at : at + _STEP]:
            at, done = at + _STEP, done + _STEP
            continue
        at = whole.find(part[done], at) + 1
        if not at:
            return False
        done += 1
    return True


def _once(placeholder: str, texts: tuple[str, str, str], plan: Plan, blank: int) -> None:
    """Raises LeakError when the placeholder does not stand as often as the plan set it."""
    was, gone, after = (text.count(placeholder) for text in texts)
    planned = [r for r in plan.redactions if _squashed([r.replacement]) == placeholder and _on_page(r)]
    stayed = was - gone
    certain = sum(r.layer == _BODY for r in planned)
    if not stayed + certain <= after <= stayed + len(planned) + blank:
        raise LeakError(probe=_PROBE, where="placeholders")


def _on_page(redaction: Redaction) -> bool:
    return any(isinstance(anchor, PdfRun) or _has_area(anchor) for anchor in redaction.anchors)


def _has_area(anchor: object) -> bool:
    return isinstance(anchor, PdfBox) and anchor.x1 > anchor.x0 and anchor.y1 > anchor.y0


def _blank_pages(plan: Plan, count: int) -> frozenset[int]:
    """Pages on which an area goes with all that it holds, whatever the plan could read there."""
    return frozenset(
        anchor.page
        for anchor in plan.blanked
        if isinstance(anchor, PdfBox) and _has_area(anchor) and anchor.page < count
    )


def boxed_pages(plan: Plan) -> frozenset[int]:
    """Pages of the original from whose pictures something goes."""
    anchors = [anchor for r in plan.redactions for anchor in r.anchors] + list(plan.blanked)
    return frozenset(a.page for a in anchors if isinstance(a, PdfBox) and _has_area(a))


def pictured_pages(touched: frozenset[int], before: int, after: Sequence[Page]) -> tuple[int, ...]:
    """Pages of the copy with pictures that may be one of those `touched`.

    Pages that went move those behind them: all places where such a page may have come to stand are named.
    """
    fewer = max(before - len(after), 0)
    near = {page - shift for page in touched for shift in range(fewer + 1)}
    return tuple(number for number in sorted(near) if 0 <= number < len(after) and after[number].pictures)
