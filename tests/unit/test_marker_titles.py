"""A column's title is no marker, whatever its cells hold; the cells are."""

from datetime import date

import pytest

from redactor import Redactor


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(key=bytes(32), today=date(2024, 12, 31))


@pytest.mark.parametrize(
    ("cells", "verdicts"),
    [
        (("", ""), ["keep", "keep"]),
        (("-", "Nej"), ["keep", "keep"]),
        (("", "Ja"), ["keep", "redact"]),
        (("OSL 26:1", ""), ["redact", "keep"]),
    ],
)
def test_column(cells: tuple[str, str], verdicts: list[str], redactor: Redactor) -> None:
    """Empty and denying cells leave their rows public; the others take theirs."""
    text = (
        "| Nr | Ärende | Dnr | Sekretess |\n|---|---|---|---|\n"
        f"| 1 | Taxor | SN 2024/7 | {cells[0]} |\n| 2 | Lokaler | SN 2024/8 | {cells[1]} |\n"
    )
    report = redactor.check(text.encode(), "a.md")["documents"][0]
    assert [item["verdict"] for item in report["items"]] == verdicts
