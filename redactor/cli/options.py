"""Arguments and options that several commands share, each said once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from redactor.domain.review import Profile


class PipedType(StrEnum):
    """What comes through standard input."""

    DOCX = "docx"
    PDF = "pdf"
    TXT = "txt"
    MD = "md"
    HTML = "html"


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Documents or folders; - reads standard input.")
]
TypeOption = Annotated[
    PipedType | None, typer.Option("--type", help="What comes through standard input (with - as PATH).")
]
ProfileOption = Annotated[
    Profile,
    typer.Option("--profile", help="publicering: officials stay; strikt: every personal datum goes."),
]
RulesOption = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A folder with more rule packs. Repeatable."),
]
TermsOption = Annotated[
    Path | None,
    typer.Option("--terms", metavar="FILE", help="Strings known to be secret, one a line, UTF-8."),
]
PasswordOption = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="FILE", help="Password of encrypted PDF files, one line, UTF-8."),
]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder of key and log (or REDACTOR_DATA)."),
]
KeyOption = Annotated[
    Path | None,
    typer.Option("--key-file", metavar="FILE", help="Key that makes ids (or REDACTOR_KEY_FILE)."),
]
