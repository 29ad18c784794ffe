"""Whether the service lives and can work."""

from fastapi import APIRouter
from sqlalchemy import text

from api.deps import Everybody, Installed
from redactor.errors import StoreError, Words

router = APIRouter(tags=["health"], dependencies=[Everybody])


@router.get("/healthz")
def lives() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(installation: Installed) -> dict[str, str]:
    """The database answers too."""
    try:
        with installation.database.reading() as session:
            session.execute(text("SELECT 1"))
    except Exception as error:
        raise StoreError(why=Words("den svarar inte", "it does not answer")) from error
    return {"status": "ok"}
