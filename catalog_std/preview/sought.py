"""Items as people ask for them: by their file, or by a code."""

from __future__ import annotations

from catalog_std.document import Document
from catalog_std.run.desk import Opened


def sought(opened: Opened, name: str) -> list[Document]:
    """Find the items of a file, or those that go by a code, each laid over its basic item."""
    session = opened.session
    if name in session.job.texts.names:
        return list(session.documents(name))
    for file in session.holding(name) if name else ():
        found = [d for d in session.documents(file) if name in _codes(d)]
        if found:
            return found
    return []


def _codes(document: Document) -> tuple[object, ...]:
    own = document.own if document.own is not None else document.data
    data = own if isinstance(own, dict) else {}
    return tuple(data.get(key) for key in ("handling_code", "code") if key in data) or (
        data.get("basic_code"),
    )
