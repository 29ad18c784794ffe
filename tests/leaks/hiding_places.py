"""Every place of removal.md's DOCX table, row by row."""

from tests.leaks.places import Place, Row
from tests.leaks.places_objects import embedded, pictures, zips
from tests.leaks.places_parts import around, links, properties
from tests.leaks.places_text import body, changes, hidden, runs

ROWS: tuple[Row, ...] = (runs, body, around, changes, hidden, links, properties, pictures, embedded, zips)
PLACES: tuple[Place, ...] = tuple(place for row in ROWS for place in row.places)
