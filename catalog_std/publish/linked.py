"""A guide for machines: schema.org JSON-LD, and the effective item as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from catalog_std.publish.address import safe_url
from catalog_std.publish.atoms import said_in
from catalog_std.publish.guide import Guide
from catalog_std.text import Lang

_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)


def linked_of(guide: Guide, lang: Lang, url: str) -> str:
    """Write a guide as a schema.org GovernmentService, safe between script tags."""
    return script_json(dict(_service(guide, lang, url)))


def script_json(value: object) -> str:
    """Write JSON that no HTML or script parser can be led out of."""
    text = _PLAIN.encode(value)
    for sign, escape in _ESCAPES.items():  # a tenth of the time of a table
        text = text.replace(sign, escape)
    return text


def data_of(guide: Guide) -> str:
    """Write the effective item as JSON."""
    return _PLAIN.encode(guide.data) + "\n"


def _service(guide: Guide, lang: Lang, url: str) -> Iterator[tuple[str, Any]]:
    head = guide.head
    yield "@context", "https://schema.org"
    yield "@type", "GovernmentService"
    yield "identifier", head.id
    yield "name", head.name
    yield "inLanguage", "zh-CN" if lang == "zh" else "en"
    yield "serviceType", said_in(head.type, lang)
    if url:
        yield "url", url
    if head.aliases:
        yield "alternateName", list(head.aliases)
    if head.agency:
        yield "serviceOperator", {"@type": "GovernmentOrganization", "name": head.agency}
    if head.place:
        yield "areaServed", {"@type": "AdministrativeArea", "name": head.place}
    if online := safe_url(head.online):
        yield "availableChannel", {"@type": "ServiceChannel", "serviceUrl": online}
