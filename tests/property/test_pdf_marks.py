"""Whatever marks a line (an underline, a highlight, a frame), its copy tells nothing of a name's length.

Marks end where the name does, or elsewhere; they stand below the text or over it. What is no mark stays.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.unit.formats.pdf.content_copy import copied, streams, without
from tests.unit.formats.pdf.test_content_pairs import (
    ABOVE,
    BELOW,
    LEFT,
    LONG,
    SHORT,
    SIZE,
    TEMPLATES,
    Setter,
    centred,
    justified,
    left,
    page,
    right,
    width,
)

BASE = 740.0
ALIGNED: dict[Setter, Callable[[str], float]] = {
    left: lambda _: LEFT,
    justified: lambda _: LEFT,
    right: lambda line: 523.0 - width(line),
    centred: lambda line: (LEFT + 523.0 - width(line)) / 2,
}
"""Where a line begins."""
DRAWN = {
    "fill": "1 1 0 rg {x0} {low} {w} {h} re f",
    "frame": "{x0} {low} {w} {h} re S",
    "line": "{x0} {low} m {x1} {low} l S",
    "open frame": "{x0} {low} m {x1} {low} l S {x1} {low} m {x1} {top} l S {x1} {top} m {x0} {top} l S",
    "rounded": "0 1 0 rg {x0} {low} m {x1} {low} l {x2} {low} {x2} {top} {x1} {top} c {x0} {top} l f",
    "wave": "{x0} {low} m {x0} {mid} {x1} {mid} {x1} {low} c S",
    "slanted": "{x0} {low} m {x1} {mid} l S",
    "clipped": "q {x0} {low} {w} {h} re W n 1 0 1 rg 0 0 595 842 re f Q",
    "form": "q {w} 0 0 {h} {x0} {low} cm /X1 Do Q",
    "group": "q /G1 gs {w} 0 0 {h} {x0} {low} cm /X2 Do Q",
}
"""`x2` is a little beyond `x1`, `mid` a little above `low`."""


@dataclass(frozen=True)
class Mark:
    """Drawn from where the text, the name or what follows it begins, to where one of these ends."""

    kind: str
    begins: str
    ends: str
    low: float
    high: float
    aside: float
    over: bool

    def drawing(self, line: str, name: str, setter: Setter) -> bytes:
        start = ALIGNED[setter](line)
        before, after = line.split(name)
        own = start + width(before)
        end = own + width(name)
        places = {"line": start, "name": own, "rest": end, "margin": LEFT}
        x0 = places[self.begins] - self.aside
        x1 = {"line": start + width(line), "name": end, "fixed": x0 + 31.4}[self.ends] + self.aside
        if x1 <= x0:
            x1 = x0 + width(after) + 5
        low = BASE + self.low
        values = {"x0": x0, "x1": x1, "x2": x1 + 2, "w": x1 - x0, "low": low, "top": low + self.high}
        shown = {key: f"{value:.3f}" for key, value in {**values, "h": self.high, "mid": low + 2}.items()}
        return f"q {DRAWN[self.kind].format(**shown)} Q\n".encode()


marks = st.builds(
    Mark,
    st.sampled_from(sorted(DRAWN)),
    st.sampled_from(["line", "name", "rest", "margin"]),
    st.sampled_from(["line", "name", "fixed"]),
    st.sampled_from([-3.5, -2.5, -1.0]),
    st.sampled_from([10.5, 13.0, 15.0]),
    st.sampled_from([0.0, 1.5, 3.0]),
    st.booleans(),
)


def document(setter: Setter, line: str, name: str, *drawn: Mark) -> bytes:
    below = b"".join(mark.drawing(line, name, setter) for mark in drawn if not mark.over)
    over = b"".join(mark.drawing(line, name, setter) for mark in drawn if mark.over)
    body = b"".join(setter(text, y) for text, y in ((ABOVE, 760), (line, BASE), (BELOW, 700)))
    return with_forms(page(below + b"BT /F1 11 Tf " + body + b"ET\n" + over))


def with_forms(data: bytes) -> bytes:
    """The page with two forms that fill one unit square, one of them a transparency group."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        square = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 1, 1]}
        group = pikepdf.Dictionary(S=pikepdf.Name.Transparency)
        resources = pdf.pages[0].Resources
        resources.XObject = pikepdf.Dictionary(
            X1=pikepdf.Stream(pdf, b"1 0.5 0 rg 0 0 1 1 re f", square),
            X2=pikepdf.Stream(pdf, b"1 1 0 rg 0 0 1 1 re f", {**square, "/Group": group}),
        )
        resources.ExtGState = pikepdf.Dictionary(G1=pikepdf.Dictionary(BM=pikepdf.Name.Multiply))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(ALIGNED)), st.sampled_from(TEMPLATES), st.lists(marks, min_size=1, max_size=3))
@example(left, "Ansökan kommer från {}", [Mark("fill", "name", "fixed", -2.5, 10.5, 0.0, over=True)])
@example(left, TEMPLATES[0], [Mark("group", "rest", "line", -2.5, 13.0, 0.0, over=True)])
@example(right, TEMPLATES[0], [Mark("line", "line", "line", -1.0, 10.5, 0.0, over=False)])
@example(left, TEMPLATES[0], [Mark("rounded", "name", "name", -3.5, 15.0, 3.0, over=False)])
@example(left, TEMPLATES[0], [Mark("open frame", "name", "name", -2.5, 13.0, 1.5, over=True)])
def test_pairs_are_equal(setter: Setter, template: str, drawn: list[Mark]) -> None:
    copies = [without(document(setter, template.format(name), name, *drawn), name) for name in (SHORT, LONG)]
    assert streams(copies[0]) == streams(copies[1])
    assert copies[0] == copies[1]


TABLES = {
    "cells drawn one by one": ("{x0} {low} {w} 20 re S", False),
    "cells of filled lines": ("{x0} {low} {w} 0.5 re {x0} {low} 0.5 20 re {x1} {low} 0.5 20 re f", False),
    "shaded cells": ("0.9 g {x0} {low} {w} 20 re f 0 g", True),
}
"""How a cell is drawn, and whether the table has a head: shades beside each other may mark words."""
COLUMNS = (72.0, 160.0, 420.0, 523.0)


@pytest.mark.parametrize("cell", TABLES)
def test_a_table_keeps_its_cells(cell: str) -> None:
    """Also one whose rows all lose something: cells as high that stand beside each other are a table's."""
    operators, head = TABLES[cell]
    copies = []
    for name in (SHORT, LONG):
        rows = [("Roll", "Namn", "Svar")] if head else []
        rows += [("Part", f"{name} 0", "Ja"), ("Ombud", f"{name} 1", "Nej")]
        content = b""
        for number, row in enumerate(rows):
            low = 700.0 - 20 * number
            for x0, x1 in pairwise(COLUMNS):
                content += f"{operators}\n".format(x0=x0, x1=x1, w=x1 - x0, low=low).encode()
            for x, text in zip(COLUMNS, row, strict=False):
                content += b"BT /F1 11 Tf 1 0 0 1 %f %f Tm (%s) Tj ET\n" % (x + 4, low + 6, text.encode())
        original = page(content)
        copies.append(without(original, f"{name} 0", f"{name} 1"))
    assert copies[0] == copies[1]
    assert streams(copies[0])[0].count(b"re\n") == streams(copied(original)[0])[0].count(b"re\n")


def test_drawings_beside_a_line_stay() -> None:
    """A coat of arms: its strokes are no higher than a line, but they touch each other."""
    arms = b"".join(
        b"%f %f m %f %f %f %f %f %f c S\n" % (500, y, 505, y + 2, 510, y + 8, 515, y + 7)
        for y in range(715, 775, 4)
    )
    copies = []
    for name in (SHORT, LONG):
        body = left(ABOVE, 760) + left(f"{name} är kallad.", 740) + left(BELOW, 700)
        copies.append(without(page(arms + b"BT /F1 11 Tf " + body + b"ET"), name))
    assert copies[0] == copies[1]
    assert streams(copies[0])[0].count(b" c\n") == arms.count(b" c ")


def test_a_rule_between_margins_stays_and_one_that_ends_at_nothing_goes() -> None:
    """A form's rule under a name ends where the rule of the next field does."""
    rules = {150.0: 360.0, 151.0: 300.0}
    for x0, x1 in rules.items():
        content = (
            f"{x0} 737 m {x1} 737 l S 150 677 m 360 677 l S 72 {BASE - 4} m 523 {BASE - 4} l S\n".encode()
        )
        body = left("Namn:", BASE) + b"1 0 0 1 151 740 Tm (%s) Tj " % SHORT.encode() + left(ABOVE, 680)
        copy = without(page(content + b"BT /F1 %f Tf " % SIZE + body + b"ET"), SHORT)
        assert streams(copy)[0].count(b" l\n") == (3 if x1 == 360.0 else 2)
