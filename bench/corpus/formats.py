"""The same document as text, Word or PDF, so that one gold measures all three."""

import html
import io
import re
from collections.abc import Callable, Iterator
from itertools import groupby

import docx
import pymupdf

from bench.corpus.rendering import Rendered

_HEADING = re.compile(r"§+ ?\d|[A-ZÅÄÖ][A-ZÅÄÖ ]{8,}$")
_CELLS = re.compile(r"\t| \| | ; ")
_PAGE = pymupdf.paper_rect("a4")
_INSIDE = pymupdf.Rect(56, 56, _PAGE.x1 - 56, _PAGE.y1 - 56)
_STYLE = "body { font-family: sans-serif; font-size: 10pt } p { margin: 0 0 3pt 0 } h2 { font-size: 12pt }"


def text(rendered: Rendered) -> bytes:
    """As it is."""
    return rendered.text.encode()


def word(rendered: Rendered) -> bytes:
    """Lines become paragraphs, section headings get a heading's style, rows with bars or tabs a table."""
    made = docx.Document()
    for is_table, lines in _blocks(rendered.text):
        if is_table:
            rows = [_CELLS.split(line) for line in lines]
            table = made.add_table(len(rows), max(map(len, rows)))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, content in zip(row.cells, cells, strict=False):
                    cell.text = content
            continue
        for line in lines:
            made.add_paragraph(line, style="Heading 2" if _HEADING.match(line) else None)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def pdf(rendered: Rendered) -> bytes:
    """Set on A4 pages, with the lines' own ends and blanks in columns kept."""
    out = io.BytesIO()
    writer = pymupdf.DocumentWriter(out)
    story = pymupdf.Story(f"<body>{''.join(_paragraphs(rendered.text))}</body>", user_css=_STYLE)
    more = 1
    while more:
        device = writer.begin_page(_PAGE)
        more, _ = story.place(_INSIDE)
        story.draw(device)
        writer.end_page()
    writer.close()
    return out.getvalue()


FORMATS: dict[str, Callable[[Rendered], bytes]] = {"txt": text, "docx": word, "pdf": pdf}


def _blocks(content: str) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines that are rows of a table, or are not. Blank lines part them and are dropped."""

    def kind(line: str) -> str:
        return "" if not line.strip() else "row" if len(_CELLS.split(line)) > 2 else "line"

    for found, lines in groupby(content.split("\n"), kind):
        if found:
            yield found == "row", list(lines)


def _paragraphs(content: str) -> Iterator[str]:
    for line in content.split("\n"):
        shown = html.escape(line.replace("\t", "    ")).replace("  ", "&#160; ")
        tag = "h2" if _HEADING.match(line) else "p"
        yield f"<{tag}>{shown or '&#160;'}</{tag}>"
