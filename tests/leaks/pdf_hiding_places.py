"""Every place of removal.md's PDF table, row by row."""

from tests.leaks.pdf_draft import Place, Row
from tests.leaks.pdf_places_around import annotations, document, forms, structure
from tests.leaks.pdf_places_file import file, fonts
from tests.leaks.pdf_places_page import elsewhere, images, page_text, unseen

ROWS: tuple[Row, ...] = (
    page_text,
    elsewhere,
    unseen,
    images,
    annotations,
    forms,
    document,
    structure,
    file,
    fonts,
)
PLACES: tuple[Place, ...] = tuple(place for row in ROWS for place in row.places)
