"""A marker at an item's end is about that item, not a heading of what follows."""

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


@pytest.mark.parametrize(
    "place", ["3. Kontaktfamilj\n\nStöd.\n\nSluten del\n", "3. Kontaktfamilj\nSluten del\n"]
)
def test_marker_without_brackets_on_the_last_line(place: str) -> None:
    """With no item below, it is about the item in which it stands."""
    copy = Redactor(key=bytes(32), today=date(2024, 12, 31)).redact(place.encode(), "a.txt")
    assert "Kontaktfamilj" not in copy.output.decode()


@pytest.mark.parametrize("heading", ["Sluten del", "Sekretessärenden", "Slutna ärenden"])
def test_group_above_rows_of_an_agenda(heading: str) -> None:
    """The group's items go, those above it stay; the heading itself, read twice, is no residue."""
    text = f"1. Budget\n2. Taxa\n{heading}\n3. Kontaktfamilj\n4. Umgänge\n"
    copy = Redactor(key=bytes(32), today=date(2024, 12, 31)).redact(text.encode(), "a.txt")
    assert copy.output.decode() == f"1. Budget\n2. Taxa\n{heading}\n3. {GONE}\n4. {GONE}\n"


def test_groups_in_a_closed_part() -> None:
    """All that stands under a closed part's headings goes."""
    text = "# Sluten del\n\n## Beslutsärenden\n\n### 3. Kontaktfamilj\n\nStöd.\n\n# Frågor\n\n## 4. Taxa\n"
    copy = Redactor(key=bytes(32), today=date(2024, 12, 31)).redact(text.encode(), "a.md")
    assert copy.output.decode() == (
        f"# Sluten del\n\n## Beslutsärenden\n\n### 3. {GONE}\n\n{GONE}\n\n# Frågor\n\n## 4. Taxa\n"
    )
