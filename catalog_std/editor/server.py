"""The server itself: the work that is due, and telling the editor what came of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from catalog_std.editor.lines import Lines, lines_of
from catalog_std.editor.told import NAME, diagnostic_of
from catalog_std.editor.uris import uri_of
from catalog_std.editor.wire import Wire
from catalog_std.finding import Finding, Where
from catalog_std.run.desk import Desk, Opened
from catalog_std.text import Lang

_PAUSE = 0.01  # seconds to hear the rest of what the editor has to say: keys come in bursts
_SLICE = 0.02  # seconds of work between two looks at what the editor says
_END = object()


class Server(LanguageServer):
    """A language server over the catalogs that an editor works on.

    Work is done in slices: first the files that are open, then what else a change concerns, then the
    catalog as a whole. Whenever the editor says something, its words come first.
    """

    def __init__(self, speak: Callable[[Lang | None], Lang], today: Callable[[], date]) -> None:
        super().__init__(
            NAME,
            version(NAME),
            text_document_sync_kind=lsp.TextDocumentSyncKind.Full,
            protocol_cls=Wire,
        )
        self.speak = speak
        self.desk = Desk(today)
        self.told: dict[Path, set[str]] = {}
        self.complained: set[str] = set()
        self.awake = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    def shutdown(self) -> None:
        """Close every catalog, and leave."""
        for root in list(self.desk.catalogs):
            self.desk.shut(root)
        super().shutdown()  # type: ignore[no-untyped-call]

    def wake(self) -> None:
        """See to it that what is due gets done."""
        self.awake.set()
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.work())

    async def work(self) -> None:
        """Do what is due in every catalog, until nothing is."""
        while self.awake.is_set():
            await asyncio.sleep(_PAUSE)
            self.awake.clear()
            for root, opened in list(self.desk.catalogs.items()):
                for path in self.desk.texts:
                    if path.is_relative_to(root):
                        opened.session.judge(path.relative_to(root).as_posix())
                self.publish(opened)
                await self.settle(opened)
            self.complain()

    async def settle(self, opened: Opened) -> None:
        """Work on a catalog, a slice at a time, until it is settled or the editor speaks."""
        begun = time.monotonic()
        steps = iter(opened.session.work())
        while next(steps, _END) is not _END:
            if time.monotonic() - begun > _SLICE:
                self.publish(opened)
                await asyncio.sleep(0)
                begun = time.monotonic()
                steps = iter(()) if self.awake.is_set() else steps
        self.publish(opened)

    def publish(self, opened: Opened) -> None:
        """Tell the editor of every file about which there may be something new."""
        root = opened.home.root
        known = self.told.setdefault(root, set())
        touched, opened.session.touched = sorted(opened.session.touched), set()
        for name in touched:
            findings = opened.session.findings(name)
            path = opened.home.root / name
            if findings or name in known or path in self.desk.texts:
                self.tell(opened, name, findings)
            known.discard(name)
            if findings:
                known.add(name)

    def tell(self, opened: Opened, name: str, findings: Sequence[Finding]) -> None:
        """Send the diagnostics of one file."""
        lines, lang = self.lines(opened.home.root / name), self.lang(opened)
        told = [
            diagnostic_of(f, lines, lang, lambda at: self.locate(opened, at)) for f in findings
        ]
        uri = uri_of(opened.home.root / name)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, told))

    def complain(self) -> None:
        """Say once what keeps a catalog from being opened, and which rules broke down."""
        for root, error in self.desk.troubles.items():
            saying = error.saying.said(self.speak(None))
            self.say(f"{root}: {saying}", lsp.MessageType.Error)
        for opened in self.desk.catalogs.values():
            for crash in opened.session.crashes.values():
                self.say(f"{crash.rule}: {crash.file} {crash.reason}", lsp.MessageType.Warning)

    def say(self, words: str, weight: lsp.MessageType) -> None:
        """Show a message, once."""
        if words not in self.complained:
            self.complained.add(words)
            self.window_show_message(lsp.ShowMessageParams(weight, f"{NAME}: {words}"))

    def lang(self, opened: Opened) -> Lang:
        """Give the language to speak of a catalog."""
        return self.speak(opened.home.settings.output.lang)

    def lines(self, path: Path) -> Lines:
        """Break a file's text, as the editor has it, or else the disk, into lines."""
        text = self.desk.texts.get(path)
        if text is None:
            text = read(path)
        return lines_of(
            text, self.workspace.position_encoding or lsp.PositionEncodingKind.Utf16
        )

    def locate(self, opened: Opened, where: Where) -> lsp.Location:
        """Name a place as editors do."""
        path = opened.path(where.file)
        return lsp.Location(uri_of(path), self.lines(path).range(where.span))


def read(path: Path) -> str:
    """Read a file for what an editor would show of it; a missing one is empty."""
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
