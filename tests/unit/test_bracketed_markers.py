"""A marker in brackets at an item's end is about that item, not a heading of what follows."""

from datetime import date

import pytest

from redactor import Redactor

GONE = "Borttagen på grund av sekretess"


@pytest.mark.parametrize("marker", ["(sluten del)", "(Sluten del)", "(sekretess)", "[sekretess]"])
@pytest.mark.parametrize("after", ["\n4. Budget\n\nBra.\n", ""])
def test_marker_on_the_last_line(marker: str, after: str) -> None:
    """The item above goes, what follows stays."""
    text = f"3. Kontaktfamilj\n\nFamiljen får stöd.\n\n{marker}\n{after}"
    copy = Redactor(key=bytes(32), today=date(2024, 12, 31)).redact(text.encode(), "a.txt")
    assert copy.output.decode() == f"3. {GONE}\n\n{GONE}\n{after}"
