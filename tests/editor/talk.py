"""A conversation with a language server over its standard input and output."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.io_ import run_async
from pygls.lsp.client import LanguageClient

from catalog_std.editor.server import Server

PATIENCE = 30


@dataclass
class Talk:
    """A client, what it has been told, and what it would answer when asked for settings."""

    client: LanguageClient
    root: Path
    settings: dict[str, Any] = field(default_factory=dict)
    diagnostics: dict[str, list[lsp.Diagnostic]] = field(default_factory=dict)
    told: asyncio.Event = field(default_factory=asyncio.Event)
    noted: list[object] = field(default_factory=list)
    version: int = 0

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def name(self, name: str) -> lsp.TextDocumentIdentifier:
        return lsp.TextDocumentIdentifier(self.uri(name))

    def open(self, name: str, text: str) -> None:
        document = lsp.TextDocumentItem(self.uri(name), lsp.LanguageKind.Yaml, 0, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))

    def change(self, name: str, text: str) -> None:
        self.version += 1
        document = lsp.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [whole]))

    def close(self, name: str) -> None:
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(self.name(name)))

    def changed_on_disk(self, *names: str) -> None:
        events = [lsp.FileEvent(self.uri(n), lsp.FileChangeType.Changed) for n in names]
        self.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(events))

    def told_of(self, name: str) -> list[lsp.Diagnostic]:
        """Give the last diagnostics of a file."""
        return self.diagnostics.get(self.uri(name), [])

    async def next_told(self, name: str) -> list[lsp.Diagnostic]:
        """Wait for the next diagnostics of a file."""
        self.diagnostics.pop(self.uri(name), None)
        return await self.until_told(name)

    async def until_told(self, name: str) -> list[lsp.Diagnostic]:
        """Wait until a file has diagnostics, even if there are none."""
        async with asyncio.timeout(PATIENCE):
            while self.uri(name) not in self.diagnostics:
                self.told.clear()
                await self.told.wait()
        return self.diagnostics[self.uri(name)]

    async def until_shown(self) -> str:
        """Wait until the server shows a message."""
        async with asyncio.timeout(PATIENCE):
            while True:
                shown = [n for n in self.noted if isinstance(n, lsp.ShowMessageParams)]
                if shown:
                    return shown[-1].message
                await asyncio.sleep(0.02)

    async def hover(self, name: str, line: int, column: int) -> str:
        at = lsp.HoverParams(self.name(name), lsp.Position(line, column))
        found = await self.client.text_document_hover_async(at)
        if found is None:
            return ""
        assert isinstance(found.contents, lsp.MarkupContent)
        return found.contents.value

    async def complete(self, name: str, line: int, column: int) -> list[lsp.CompletionItem]:
        at = lsp.CompletionParams(self.name(name), lsp.Position(line, column))
        found = await self.client.text_document_completion_async(at)
        return list(found.items if isinstance(found, lsp.CompletionList) else found or ())

    async def definition(self, name: str, line: int, column: int) -> list[lsp.Location]:
        at = lsp.DefinitionParams(self.name(name), lsp.Position(line, column))
        found = await self.client.text_document_definition_async(at)
        assert isinstance(found, list | tuple)
        return [one for one in found if isinstance(one, lsp.Location)]

    async def actions(
        self, name: str, where: lsp.Range, only: list[str] | None = None
    ) -> list[lsp.CodeAction]:
        context = lsp.CodeActionContext([], only=only)
        params = lsp.CodeActionParams(self.name(name), where, context)
        found = await self.client.text_document_code_action_async(params)
        return [one for one in found or () if isinstance(one, lsp.CodeAction)]

    async def prepare(self, name: str, line: int, column: int) -> object:
        at = lsp.PrepareRenameParams(self.name(name), lsp.Position(line, column))
        return await self.client.text_document_prepare_rename_async(at)

    async def rename(
        self, name: str, line: int, column: int, new: str
    ) -> lsp.WorkspaceEdit | None:
        at = lsp.RenameParams(self.name(name), lsp.Position(line, column), new)
        return await self.client.text_document_rename_async(at)


@asynccontextmanager
async def talking(
    server: Sequence[str] | Server,
    root: Path,
    *,
    settings: dict[str, Any] | None = None,
    encodings: Sequence[str] | None = None,
    watches: bool = True,
    environment: dict[str, str] | None = None,
) -> AsyncIterator[Talk]:
    """Start a server, shake hands, and part in good order."""
    client = LanguageClient("tests", "1")
    talk = Talk(client, root, settings or {})
    _listen(talk)
    if isinstance(server, Server):
        await _here(client, server)
    else:
        command, *rest = server
        await client.start_io(command, *rest, cwd=root, env=environment)
    general = lsp.GeneralClientCapabilities(
        position_encodings=[lsp.PositionEncodingKind(e) for e in encodings]
        if encodings
        else None
    )
    abilities = lsp.ClientCapabilities(
        general=general,
        workspace=lsp.WorkspaceClientCapabilities(
            configuration=True,
            did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(
                dynamic_registration=watches
            ),
        ),
        text_document=lsp.TextDocumentClientCapabilities(
            completion=lsp.CompletionClientCapabilities(
                completion_item=lsp.ClientCompletionItemOptions(
                    snippet_support=True, documentation_format=[lsp.MarkupKind.Markdown]
                )
            ),
            hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
        ),
    )
    folder = lsp.WorkspaceFolder(root.as_uri(), root.name)
    async with asyncio.timeout(PATIENCE):
        await client.initialize_async(
            lsp.InitializeParams(
                abilities,
                root_uri=root.as_uri(),
                workspace_folders=[folder],
                initialization_options=settings or {},
            )
        )
        client.initialized(lsp.InitializedParams())
    yield talk
    async with asyncio.timeout(PATIENCE):
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]


async def _here(client: LanguageClient, server: Server) -> None:
    """Run a server on a thread of this process, its standard input and output a pair of sockets."""
    ours, its = socket.socketpair()

    def serve() -> None:
        with its, its.makefile("rb") as asked, its.makefile("wb") as answered:
            server.start_io(asked, answered)
            its.shutdown(socket.SHUT_RDWR)

    threading.Thread(target=serve).start()
    reader, writer = await asyncio.open_connection(sock=ours)
    client.protocol.set_writer(writer)
    reading = run_async(
        client._stop_event,  # noqa: SLF001 - pygls has no door for a connection made elsewhere
        reader,
        client.protocol,
    )
    client._async_tasks.append(asyncio.create_task(reading))  # noqa: SLF001


def _listen(talk: Talk) -> None:
    """Note what the server tells, answer what it asks."""

    def diagnostics(params: lsp.PublishDiagnosticsParams) -> None:
        talk.diagnostics[params.uri] = list(params.diagnostics)
        talk.told.set()

    def configuration(params: lsp.ConfigurationParams) -> list[Any]:
        return [talk.settings.get(item.section or "") for item in params.items]

    def noted(params: lsp.ShowMessageParams) -> None:
        talk.noted.append(params)

    answers: dict[str, Callable[..., Any]] = {
        lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: diagnostics,
        lsp.WORKSPACE_CONFIGURATION: configuration,
        lsp.CLIENT_REGISTER_CAPABILITY: noted,
        lsp.WINDOW_SHOW_MESSAGE: noted,
        lsp.WINDOW_LOG_MESSAGE: noted,
        lsp.WINDOW_WORK_DONE_PROGRESS_CREATE: noted,
        lsp.PROGRESS: noted,
    }
    for name, answer in answers.items():
        talk.client.feature(name)(answer)
