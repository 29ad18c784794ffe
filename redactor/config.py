"""Settings from the environment, read once at the edge and passed on."""

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _user_data() -> Path:
    return Path(platformdirs.user_data_dir("redactor", appauthor=False))


class Settings(BaseSettings):
    """`REDACTOR_DATA` (the folder of key and log) and `REDACTOR_KEY_FILE`; arguments go before both."""

    model_config = SettingsConfigDict(env_prefix="REDACTOR_", env_ignore_empty=True, frozen=True)

    data: Path = Field(default_factory=_user_data)
    key_file: Path | None = None
