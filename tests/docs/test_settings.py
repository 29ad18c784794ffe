"""The table of settings cannot lie."""

import re
from pathlib import Path

from redactor.config import Settings

TABLE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")


def test_every_setting_is_in_the_table() -> None:
    """The variables of the table are those that are read, in their order."""
    named = re.findall(r"^\| `REDACTOR_(\w+)`", TABLE, re.MULTILINE)
    assert [name.lower() for name in named] == list(Settings.model_fields)


def test_defaults_are_the_tables() -> None:
    """Where a default is a value and not a description, it is the setting's."""
    for name, default in re.findall(r"^\| `REDACTOR_(\w+)` \| `?([^|`]+?)`? \|", TABLE, re.MULTILINE):
        held = Settings.model_fields[name.lower()].default
        if isinstance(held, bool | int | str):
            assert str(held).lower() == default, name
