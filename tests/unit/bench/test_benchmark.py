"""The benchmark's document: figures between marks, plots as SVG."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from lxml import etree

from bench.benchmark import put, share
from bench.plot import Bar, bars
from redactor.evaluation import figures

DOCUMENT = Path(__file__).parents[3] / "docs" / "benchmark.md"


def test_figures_replace_figures() -> None:
    """What stands between the marks goes, what stands around them stays; twice is as once."""
    text = "before\n<!-- a: made by make benchmark -->\nold\n<!-- end -->\nafter\n"
    once = put(text, "a", "new")
    assert once == put(once, "a", "new") == text.replace("old", "\nnew")
    with pytest.raises(ValueError, match="no marks for b"):
        put(text, "b", "new")


def test_the_document_has_its_marks() -> None:
    """And a figure behind every one of them."""
    text = DOCUMENT.read_text("utf-8")
    marks = re.findall(r"<!-- ([a-z ]+): made by make benchmark -->\n(.*?)<!-- end -->", text, re.DOTALL)
    assert [name for name, _ in marks] == ["summary", "entities", "weak spots", "tools"]
    assert all("|" in content for _, content in marks)


def test_a_share_is_told_with_its_interval() -> None:
    """None of none is no share."""
    assert share(asdict(figures.share(1, 2))) == "50.0% [9.5%, 90.5%] of 2"
    assert share(asdict(figures.share(0, 0))) == "–"


def test_a_plot_is_xml() -> None:
    """A label that holds XML's own signs is no harm, a share that does not exist is no point."""
    rows = [Bar("a < b", asdict(figures.share(1, 2)), asdict(figures.share(0, 0)))]
    made = etree.fromstring(bars("A & B", rows))
    assert [text for text in made.itertext() if "<" in text or "&" in text] == ["A & B", "a < b"]
    circles = made.findall(".//{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 3, "two in the legend, one share"
