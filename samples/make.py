"""Makes the samples' Word and PDF files: `python samples/make.py`. Everything in them is invented."""

import io
import json
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pymupdf
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
FIXED_TIME = (2024, 1, 1, 0, 0, 0)

_ITEM = re.compile(r"(?:\d+\.|§ ?\d+) \S")
_SUBHEADINGS = frozenset(
    {
        "Sammanfattning",
        "Förslag till beslut",
        "Beslutsunderlag",
        "Beslut",
        "Ärendet",
        "Ärendebeskrivning",
        "Beslutsgång",
        "Beslutet skickas till",
        "Reservationer",
        "Hörda grannar",
        "Förvaltningens bedömning",
    }
)
_HEADINGS = frozenset(
    {
        "Innehållsförteckning",
        "Underskrifter",
        "Vid protokollet",
        "Justeras",
        "Beslutsärenden",
        "Sekretessärenden",
        "Övriga frågor",
        "Information från förvaltningen",
    }
)


def styled(text: str) -> Document:
    """A Word document of a plain text: item headings and subheadings by style, tabbed lines as tables."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Serif"
    lines = text.rstrip("\n").split("\n")
    title = True
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            _table(document, rows)
            rows = []
        if not line.strip():
            continue
        title = _paragraph(document, line.strip(), title=title)
    return document


def _paragraph(document: Document, line: str, *, title: bool) -> bool:
    is_item = _ITEM.match(line) is not None
    if " ..... " in line or line.endswith(tuple(f". {n}" for n in range(10))):
        document.add_paragraph(line, style="Normal")
    elif is_item and not line.endswith((".", "beslut")):
        document.add_paragraph(line, style="Heading 2")
        return False
    elif line in _HEADINGS:
        document.add_paragraph(line, style="Heading 1")
    elif line in _SUBHEADINGS:
        document.add_paragraph().add_run(line).bold = True
    elif line.startswith("- "):
        document.add_paragraph(line[2:], style="List Bullet")
    elif title and line[0].isupper() and len(line) < 40 and ":" not in line:
        document.add_paragraph(line, style="Title" if len(document.paragraphs) == 0 else "Normal")
    else:
        document.add_paragraph(line)
    return title


def _table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), max(len(r) for r in rows), style="Table Grid")
    for cells, row in zip(rows, table.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text.strip()


def table_agenda() -> Document:
    """An agenda that is a table, with a column for sekretess."""
    document = docx.Document()
    document.add_paragraph("Ärendelista till individnämnden 2024-11-19", style="Title")
    document.add_paragraph("Ledamöter: Sören Palmkrona (M), Fatima El-Sayed (S), Ragna Thulin (V)")
    _table(
        document,
        [
            ["Nr", "Ärende", "Dnr", "Sekretess", "Föredragande"],
            ["1", "Val av justerare", "", "", ""],
            ["2", "Placering av Wilmer Backlund i familjehem", "IN 2024/201", "26:1", "Mona Stigsdotter"],
            ["3", "Verksamhetsplan 2025", "IN 2024/188", "", "Mona Stigsdotter"],
            ["4", "Faderskapsutredning, barnet Ines Tingvall", "IN 2024/205", "Ja", "Dag Rosberg"],
            ["5", "Sammanträdestider 2025", "IN 2024/190", "Nej", ""],
        ],
    )
    document.add_paragraph("Handlingarna finns på nämndkontoret.")
    return document


def automatic_numbers() -> Document:
    """Minutes whose numbers Word counts: they are in numbering.xml and nowhere in the text."""
    document = docx.Document()
    document.add_paragraph("Protokoll, personalutskottet 2024-08-27", style="Title")
    document.add_paragraph("Närvarande: Arvid Lindenborg (L), ordförande, Samira Haddad (S), Göte Wahl (KD)")
    items, steps = _numbering(document, "§ %1", 40), _numbering(document, "%1.", 1)

    def item(heading: str, *body: str) -> None:
        _numbered(document.add_paragraph(heading, style="Heading 2"), items)
        for line in body:
            document.add_paragraph(line)

    item("Fastställande av dagordning", "Dagordningen fastställs.")
    item("Lönekartläggning 2024", "PU 2024/17", "Kartläggningen visar inga osakliga skillnader.")
    item(
        "Avstängning av medarbetare vid Ekhaga",
        "PU 2024/22",
        "Sekretess 39 kap. 2 § OSL",
        "Undersköterskan Ebba Krantz misstänks ha tagit läkemedel.",
    )
    document.add_paragraph("Beslut")
    for step in ("Avstängningen bekräftas.", "Chefen får i uppdrag att utreda saken."):
        _numbered(document.add_paragraph(step), steps)
    item("Rekrytering av enhetschef", "PU 2024/25", "Utskottet informeras om läget.")
    return document


def _numbering(document: Document, form: str, start: int) -> int:
    numbering = document.part.numbering_part.element
    abstract_id = max(int(a.get(qn("w:abstractNumId"))) for a in numbering.findall(qn("w:abstractNum"))) + 1
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">'
        '<w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{form}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, abstract)
    return int(numbering.add_num(abstract_id).numId)


def _numbered(paragraph: Paragraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
    )


def hiding_places() -> Document:
    """One confidential item and one personnummer, told again wherever Word can hide a word."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Vård av Folke Arnstad"
    section.footer.paragraphs[0].text = "Nämnden för vård, sida 1"
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Nämnden för vård"
    document.add_paragraph("Kallelse till nämnden för vård 2024-12-03", style="Title")
    document.add_paragraph("1. Val av justerare", style="Heading 2")
    document.add_paragraph("2. Vård av Folke Arnstad", style="Heading 2")
    document.add_paragraph("NV 2024/301")
    document.add_paragraph("Sekretess enligt 25 kap. 1 § OSL")
    body = document.add_paragraph("Folke Arnstad, ")
    for part in ("4512", "30-", "98", "00"):
        body.add_run(part).bold = part == "98"
    body.add_run(", har skrivits ut från Rosenlund.")
    document.add_comment(body.runs, "Ring Folke Arnstad före mötet", author="Sekreteraren")
    document.add_picture(io.BytesIO(_picture("Journal: Folke Arnstad")), width=Pt(240))
    document.add_paragraph("3. Vårdens budget", style="Heading 2")
    document.add_paragraph("NV 2024/12")
    changed = document.add_paragraph("Nämnden godkänner budgeten. ")
    _tracked(changed, "Folke Arnstads vård kostar mest.")
    hidden = changed.add_run("Jämför med Folke Arnstad.")
    hidden.font.hidden = True
    document.add_paragraph("Frågor besvaras av vårdchef Inga-Britt Holm.")
    contact = document.add_paragraph("Anhörig: Siv Arnstad, personnummer 68\u00ad02\u00ad24\u20119844")
    contact.paragraph_format.keep_together = True
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("4. Övriga frågor", style="Heading 2")
    properties = document.core_properties
    properties.author, properties.title = "Sekreteraren", "Vård av Folke Arnstad"
    properties.comments = "Gäller 451230-9800"
    return document


def _tracked(paragraph: Paragraph, text: str) -> None:
    deleted = OxmlElement("w:del")
    deleted.set(qn("w:id"), "901")
    deleted.set(qn("w:author"), "Sekreteraren")
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText")
    words.text = text
    run.append(words)
    deleted.append(run)
    paragraph._p.append(deleted)


def _picture(text: str) -> bytes:
    picture = Image.new("RGB", (900, 120), "white")
    font = ImageFont.load_default(size=48)
    ImageDraw.Draw(picture).text((20, 30), text, fill="black", font=font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def saved(document: Document) -> bytes:
    """The file, the same at every run."""
    first = io.BytesIO()
    document.save(first)
    out = io.BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-01-01T00:00:00Z", content)
            if name == "word/comments.xml":
                content = re.sub(rb' w:date="[^"]*"', b"", content)
            target.writestr(zipfile.ZipInfo(name, FIXED_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


SPECIAL: dict[str, Callable[[], Document]] = {
    "tabell-dagordning/arendelista.docx": table_agenda,
    "automatisk-numrering/protokoll.docx": automatic_numbers,
    "alla-gomstallen/kallelse.docx": hiding_places,
}
PRINTED = ("socialnamnd-kallelse/kallelse", "byggnadsnamnd-protokoll/protokoll")
"""Word files that also are samples as tagged PDF files, with bookmarks."""
SCANNED = "skola-tjansteskrivelse/tjansteskrivelse"
"""Printed and scanned at 200 dpi, it becomes `inskannad-sida`."""
WITHOUT_WORD = frozenset({"ocr-skadad-sida"})


def main() -> None:
    for source in sorted(HERE.glob("*/*.txt")):
        if source.parent.name not in WITHOUT_WORD and not source.name.startswith("kopia"):
            source.with_suffix(".docx").write_bytes(saved(styled(source.read_text("utf-8"))))
    for name, make in SPECIAL.items():
        (HERE / name).write_bytes(saved(make()))
    for name in PRINTED:
        (HERE / f"{name}.pdf").write_bytes(printed(HERE / f"{name}.docx"))
    (HERE / "inskannad-sida" / "tjansteskrivelse.pdf").write_bytes(scanned(printed(HERE / f"{SCANNED}.docx")))


def printed(word: Path) -> bytes:
    """As LibreOffice exports it; its date and identifiers differ at every run."""
    options = {"UseTaggedPDF": {"type": "boolean", "value": "true"}}
    options["ExportBookmarks"] = options["UseTaggedPDF"]
    with tempfile.TemporaryDirectory() as folder:
        target = f"pdf:writer_pdf_Export:{json.dumps(options)}"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", folder, str(word)]
        subprocess.run(command, check=True, capture_output=True)
        return (Path(folder) / word.with_suffix(".pdf").name).read_bytes()


def scanned(document: bytes) -> bytes:
    """Every page as a grey picture."""
    with pymupdf.open(stream=document) as source, pymupdf.open() as made:
        for page in source:
            pixels = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
            out = io.BytesIO()
            Image.frombytes("L", (pixels.width, pixels.height), pixels.samples).save(out, "JPEG", quality=80)
            sheet = made.new_page(width=page.rect.width, height=page.rect.height)
            sheet.insert_image(sheet.rect, stream=out.getvalue())
        data: bytes = made.tobytes(no_new_id=True)
        return data


if __name__ == "__main__":
    main()
