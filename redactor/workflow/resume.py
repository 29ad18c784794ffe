"""Keyed ids by which a later run knows that a copy is made as it would make it now."""

import hashlib
import hmac
import json
from collections.abc import Sequence

from redactor import __version__
from redactor.errors import RedactorError
from redactor.propagation import Carried
from redactor.workflow.documents import Order
from redactor.workflow.sources import Source


def options_id(order: Order, strings: Sequence[Carried] = ()) -> str:
    """Of all that a copy depends on besides its input; `strings` are what other files told."""
    setup = order.setup
    depends = {
        "redactor": __version__,
        "packs": [(pack.id, pack.version, pack.sha256) for pack in setup.packs.versions],
        "profile": setup.profile,
        "on_review": order.on_review,
        "terms": setup.terms,
        "placeholder": setup.personal_placeholder,
        "decided": repr(sorted((k, [(d.finding, d.action) for d in v]) for k, v in order.decided.items())),
        "bundle": [(s.entity_type, s.text, s.evidence.rule, s.evidence.law) for s in strings],
    }
    return _keyed(order, b"options\0", depends)


def bundle_id(order: Order, bundle: Sequence[Source]) -> str:
    """Of the files of a bundle, which with the options decide what they tell; "" if one cannot be read."""
    try:
        files = sorted((s.relative.as_posix(), hashlib.sha256(s.load()).hexdigest()) for s in bundle)
    except RedactorError:
        return ""
    return _keyed(order, b"bundle\0", [options_id(order), files])


def _keyed(order: Order, purpose: bytes, value: object) -> str:
    return hmac.new(order.setup.key, purpose + json.dumps(value).encode(), hashlib.sha256).hexdigest()
