"""A small server for one person: loopback, known host names, pages to look at and nothing to write to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from catalog_std.preview.page import (
    SCRIPT,
    SHEET,
    findings_page,
    guide_page,
    item_page,
    missing_page,
    trouble_page,
)
from catalog_std.preview.shelf import Shelf
from catalog_std.preview.sought import sought
from catalog_std.preview.window import Window
from catalog_std.publish.page import POLICY
from catalog_std.run.desk import Opened
from catalog_std.text import Lang
from catalog_std.trouble import CatalogError

_HTML = "text/html; charset=utf-8"
_STILL = {
    "/sheet.css": ("text/css; charset=utf-8", SHEET),
    "/live.js": ("text/javascript; charset=utf-8", SCRIPT),
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_FRAMED = f"{POLICY}; frame-ancestors 'self'"
_GUIDE = "/guide/"
_KINDS = {
    "html": _HTML,
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer: its status, its type, its bytes, and what a browser may load for it."""

    status: HTTPStatus
    kind: str
    body: bytes
    policy: str = _POLICY


class Preview(HTTPServer):
    """One catalog behind one port; requests are answered one after another."""

    def __init__(
        self, at: tuple[str, int], shelf: Shelf, speak: Callable[[Lang | None], Lang]
    ) -> None:
        super().__init__(at, _Answer)
        self.shelf = shelf
        self.window = Window()
        self.speak = speak
        self.hosts = {f"{host}:{self.server_port}" for host in (*_LOOPBACK, at[0])}

    @property
    def url(self) -> str:
        """Give the address to open."""
        return f"http://{self.server_address[0]!s}:{self.server_port}/"

    def shown(self, path: str, name: str) -> Shown:
        """Give what stands at a path."""
        revision = self.shelf.look()
        opened, trouble = self.shelf.opened, self.shelf.trouble
        lang = self.speak(opened.home.settings.output.lang if opened else None)
        if path == "/revision":
            return Shown(HTTPStatus.OK, "text/plain", str(revision).encode())
        if opened is None:
            return _page(trouble_page(trouble, lang, revision) if trouble else "")
        try:
            found = self._shown(opened, (path, name), lang, revision)
        except CatalogError as error:  # a template of the catalog's own breaks down
            return _page(trouble_page(error, lang, revision))
        if found is None:
            words = missing_page(name or path, lang, revision)
            return replace(_page(words), status=HTTPStatus.NOT_FOUND)
        return found

    def _shown(
        self, opened: Opened, at: tuple[str, str], lang: Lang, revision: int
    ) -> Shown | None:
        path, name = at
        if path.startswith(_GUIDE):
            raw = self.window.file(opened, path.removeprefix(_GUIDE), revision)
            kind = _KINDS.get(path.rpartition(".")[2], "application/octet-stream")
            return None if raw is None else Shown(HTTPStatus.OK, kind, raw, _FRAMED)
        words = None
        if path == "/":
            words = findings_page(opened, lang, revision)
        elif path == "/item":
            words = item_page(opened, name, lang, revision)
        elif path == "/guide" and sought(opened, name):
            self.window.open(opened, name, revision)
            words = guide_page(name, self.window.why, lang, revision)
        return None if words is None else _page(words)


def _page(words: str) -> Shown:
    return Shown(HTTPStatus.OK, _HTML, words.encode("utf-8", "replace"))


class _Answer(BaseHTTPRequestHandler):
    """Answers GET and HEAD to who names us by a name of ours; another name may be a trap."""

    server: Preview
    server_version = "catalog-std"
    sys_version = ""

    def do_GET(self) -> None:
        if self.headers.get("Host") not in self.server.hosts:
            self._say(Shown(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"unknown host\n"))
            return
        asked = urlsplit(self.path)
        if asked.path in _STILL:
            kind, words = _STILL[asked.path]
            self._say(Shown(HTTPStatus.OK, kind, words.encode()))
            return
        name = parse_qs(asked.query).get("of", [""])[0]
        self._say(self.server.shown(asked.path, name.strip()))

    do_HEAD = do_GET  # noqa: N815 - likewise

    def log_message(self, format: str, *args: object) -> None:
        """Keep still: one person looks at one page."""

    def _say(self, shown: Shown) -> None:
        self.send_response(shown.status)
        own = {"Content-Type": shown.kind, "Content-Security-Policy": shown.policy}
        for name, value in (_HEADERS | own).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(shown.body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(shown.body)
