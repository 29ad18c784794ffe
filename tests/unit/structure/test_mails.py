"""Threads of mail: each message is an item of its own."""

from tests.unit.structure.build import plain

THREAD = (
    "Kopia av en tråd.\n\n"
    "Meddelande 1 av 2\nFrån: Handläggaren\nTill: Bolaget\nDatum: 12 januari 2026\nÄmne: Möte\n\nHej!\n\n"
    "Meddelande 2 av 2\nFrån: Bolaget\nTill: Handläggaren\nDatum: 13 januari\nÄmne: [SEKR] Hyresgästen\n\n"
    "Han har tre obetalda hyror.\n"
)


def test_messages_are_items() -> None:
    read = plain(THREAD)
    assert read.numbers == ["1", "2"]
    assert read.heading("2") == "Ämne: [SEKR] Hyresgästen"
    assert read.body("2") == "Han har tre obetalda hyror."
    assert read.emptied("2") == [
        "Meddelande ",
        " av 2",
        "Från: Bolaget",
        "Till: Handläggaren",
        "Datum: 13 januari",
    ]


def test_messages_without_numbers() -> None:
    """A rule above a head is of its message."""
    read = plain(
        "Från: A\nTill: B\nSkickat: i dag\nÄmne: SV: Möte\n\nTack.\n\n"
        "-----Ursprungligt meddelande-----\nFrån: B\nTill: A\nSkickat: i går\nÄmne: Möte\n\nKan du?\n"
    )
    assert read.numbers == [None, None]
    assert (read.cut(read.items[1].span) or "").startswith("-----Ursprungligt")


def test_one_head_is_no_thread() -> None:
    assert plain("Från: A\nTill: B\nÄmne: Möte\n\nTack.\n").items == ()


def test_items_go_before_messages() -> None:
    """In minutes a thread is something that an item quotes."""
    read = plain("§ 1 Tråden\n\n" + THREAD + "\n§ 2 Rapport\n\nText.\n")
    assert read.numbers == ["1", "2"]
