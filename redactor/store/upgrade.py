"""Brings a database to the shape this program knows."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from redactor.errors import StoreError, Words
from redactor.store.database import UPGRADE, Database, lock


def upgrade(database: Database) -> None:
    """Makes the tables, or brings them up to date.

    Raises StoreError when the database cannot be reached, or was made by a newer program: an older one would
    write what the newer cannot trust.
    """
    config = Config()
    config.set_main_option("script_location", str(files("redactor.store") / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    try:
        with database.engine.execution_options(redactor_writes=True).begin() as connection:
            lock(connection, UPGRADE)
            at = MigrationContext.configure(connection).get_current_revision()
            if at is not None and at not in known:
                raise StoreError(
                    why=Words(
                        "den är från en nyare version av programmet; installera den versionen",
                        "it is of a newer version of the program; install that one",
                    )
                )
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except SQLAlchemyError as error:
        raise StoreError(why=Words("den svarar inte", "it does not answer")) from error
