"""Who runs a command, and when: what records are made of."""

import os
import pwd
from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)


def actor() -> str:
    """Who runs this, for the log: the system's user name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"
