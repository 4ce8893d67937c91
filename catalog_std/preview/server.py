"""A small server for one person: loopback, known host names, pages to look at and nothing to write to."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from catalog_std.preview.page import (
    SCRIPT,
    SHEET,
    findings_page,
    item_page,
    missing_page,
    trouble_page,
)
from catalog_std.preview.shelf import Shelf
from catalog_std.text import Lang

_HTML = "text/html; charset=utf-8"
_STILL = {
    "/sheet.css": ("text/css; charset=utf-8", SHEET),
    "/live.js": ("text/javascript; charset=utf-8", SCRIPT),
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Preview(HTTPServer):
    """One catalog behind one port; requests are answered one after another."""

    def __init__(
        self, at: tuple[str, int], shelf: Shelf, speak: Callable[[Lang | None], Lang]
    ) -> None:
        super().__init__(at, _Answer)
        self.shelf = shelf
        self.speak = speak
        self.hosts = {f"{host}:{self.server_port}" for host in (*_LOOPBACK, at[0])}

    @property
    def url(self) -> str:
        """Give the address to open."""
        return f"http://{self.server_address[0]!s}:{self.server_port}/"

    def shown(self, path: str, name: str) -> tuple[HTTPStatus, str, str]:
        """Give the status, the type and the text of what stands at a path."""
        revision = self.shelf.look()
        opened, trouble = self.shelf.opened, self.shelf.trouble
        lang = self.speak(opened.home.settings.output.lang if opened else None)
        if path == "/revision":
            return HTTPStatus.OK, "text/plain", str(revision)
        if opened is None:
            words = trouble_page(trouble, lang, revision) if trouble else ""
            return HTTPStatus.OK, _HTML, words
        if path == "/":
            return HTTPStatus.OK, _HTML, findings_page(opened, lang, revision)
        found = item_page(opened, name, lang, revision) if path == "/item" else None
        if found is None:
            return HTTPStatus.NOT_FOUND, _HTML, missing_page(name or path, lang, revision)
        return HTTPStatus.OK, _HTML, found


class _Answer(BaseHTTPRequestHandler):
    """Answers GET and HEAD to who names us by a name of ours; another name may be a trap."""

    server: Preview
    server_version = "catalog-std"
    sys_version = ""

    def do_GET(self) -> None:
        if self.headers.get("Host") not in self.server.hosts:
            self._say(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", "unknown host\n")
            return
        asked = urlsplit(self.path)
        if asked.path in _STILL:
            self._say(HTTPStatus.OK, *_STILL[asked.path])
            return
        name = parse_qs(asked.query).get("of", [""])[0]
        self._say(*self.server.shown(asked.path, name.strip()))

    do_HEAD = do_GET  # noqa: N815 - likewise

    def log_message(self, format: str, *args: object) -> None:
        """Keep still: one person looks at one page."""

    def _say(self, status: HTTPStatus, kind: str, words: str) -> None:
        body = words.encode("utf-8", "replace")
        self.send_response(status)
        for name, value in (_HEADERS | {"Content-Type": kind}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
