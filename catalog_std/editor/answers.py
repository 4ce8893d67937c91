"""What the server answers to an editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams

from catalog_std.document import Document
from catalog_std.editor.actions import FIX_ALL, Desired, actions
from catalog_std.editor.complete import Asking, completions, profile_for
from catalog_std.editor.follow import leads_to
from catalog_std.editor.hover import hover
from catalog_std.editor.rename import Mention, code_at, renamings
from catalog_std.editor.server import Server, read
from catalog_std.editor.spot import Spot, spot_at
from catalog_std.editor.uris import path_of
from catalog_std.finding import Where
from catalog_std.run.desk import Opened
from catalog_std.text import Lang
from catalog_std.trouble import CatalogError

_TRIGGERS = [":", " ", "-", "{", "[", ",", '"']


def answering(speak: Callable[[Lang | None], Lang], today: Callable[[], date]) -> Server:
    """Make a server that answers everything it can."""
    server = Server(speak, today)
    for name, answer, options in _ANSWERS:
        server.feature(name, options)(answer)
    return server


def _opened(server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    server.desk.hold(path_of(params.text_document.uri), params.text_document.text)
    server.wake()


def _changed(server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    path = path_of(params.text_document.uri)
    server.desk.hold(path, params.content_changes[-1].text)
    server.wake()


def _closed(server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    server.desk.hold(path_of(params.text_document.uri), None)
    server.wake()


def _watched(server: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        server.desk.noticed(path_of(change.uri))
    server.wake()


async def _ready(server: Server, _params: lsp.InitializedParams) -> None:
    """Ask the editor to tell of every file that changes below its folders."""
    watch = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher("**/*")])
    wanted = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, watch)
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched and watched.dynamic_registration:
        await server.client_register_capability_async(lsp.RegistrationParams([wanted]))


class _Here:
    """A file that something is asked about, and the position in it."""

    def __init__(self, server: Server, opened: Opened, path: Path, name: str) -> None:
        self.server, self.opened, self.path, self.name = server, opened, path, name
        self.lines = server.lines(path)
        self.documents: Sequence[Document] = opened.session.documents(name)

    def spot(self, at: lsp.Position) -> Spot | None:
        return spot_at(self.documents, (at.line, self.lines.column(at)))

    def asking(self, at: lsp.Position) -> Asking:
        profile = profile_for(self.opened.session, self.documents, at.line)
        return Asking(self.opened.session, profile, self.server.lang(self.opened))


def _here(server: Server, document: lsp.TextDocumentIdentifier) -> _Here | None:
    path = path_of(document.uri)
    found = server.desk.find(path)
    return _Here(server, found[0], path, found[1]) if found else None


def _hover(server: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    here = _here(server, params.text_document)
    spot = here.spot(params.position) if here else None
    words = hover(here.asking(params.position), spot) if here and spot else ""
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, words)) if words else None


def _complete(server: Server, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    here = _here(server, params.text_document)
    if here is None:
        return None
    at = params.position
    return lsp.CompletionList(False, completions(here.asking(at), here.lines, at))  # noqa: FBT003


def _definition(server: Server, params: lsp.DefinitionParams) -> list[lsp.Location]:
    here = _here(server, params.text_document)
    spot = here.spot(params.position) if here else None
    if here is None or spot is None:
        return []
    asking = here.asking(params.position)
    return [
        server.locate(here.opened, where)
        for where in leads_to(asking.session, asking.profile, spot)
    ]


def _actions(server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    here = _here(server, params.text_document)
    if here is None:
        return []
    session, uri = here.opened.session, params.text_document.uri
    session.judge(here.name)
    everywhere = session.findings(here.name)
    at = [f for f in everywhere if _overlap(here.lines.range(f.where.span), params.range)]
    text = server.desk.texts.get(here.path) or read(here.path)
    desired = Desired(uri, text, here.lines, server.lang(here.opened))
    only = params.context.only
    return [
        action
        for action in actions(desired, at, everywhere)
        if only is None or any(str(action.kind).startswith(kind) for kind in only)
    ]


def _overlap(one: lsp.Range, other: lsp.Range) -> bool:
    starts, ends = (_key(one.start), _key(other.start)), (_key(one.end), _key(other.end))
    return max(starts) <= min(ends)


def _key(at: lsp.Position) -> tuple[int, int]:
    return at.line, at.character


def _prepare(server: Server, params: lsp.PrepareRenameParams) -> lsp.Range | None:
    here = _here(server, params.text_document)
    spot = here.spot(params.position) if here else None
    if here and spot and code_at(spot.document, spot.pointer) and not spot.on_key:
        return here.lines.range(spot.place.span)
    return None


def _rename(server: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    here = _here(server, params.text_document)
    spot = here.spot(params.position) if here else None
    old = code_at(spot.document, spot.pointer) if spot else None
    if here is None or old is None:
        return None
    try:
        mentions = list(renamings(here.opened.session, old, params.new_name))
    except CatalogError as error:
        raise JsonRpcInvalidParams(error.saying.said(server.lang(here.opened))) from error
    return lsp.WorkspaceEdit(changes=_edits(server, here.opened, mentions))


def _edits(
    server: Server, opened: Opened, mentions: Sequence[Mention]
) -> dict[str, Sequence[lsp.TextEdit]]:
    edits: dict[str, list[lsp.TextEdit]] = {}
    for mention in mentions:
        at = server.locate(opened, Where(mention.file, mention.span))
        edits.setdefault(at.uri, []).append(lsp.TextEdit(at.range, mention.text))
    return dict(edits)


_ANSWERS: tuple[tuple[str, Callable[..., object], object], ...] = (
    (lsp.INITIALIZED, _ready, None),
    (lsp.TEXT_DOCUMENT_DID_OPEN, _opened, None),
    (lsp.TEXT_DOCUMENT_DID_CHANGE, _changed, None),
    (lsp.TEXT_DOCUMENT_DID_CLOSE, _closed, None),
    (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, _watched, None),
    (lsp.TEXT_DOCUMENT_HOVER, _hover, None),
    (
        lsp.TEXT_DOCUMENT_COMPLETION,
        _complete,
        lsp.CompletionOptions(trigger_characters=_TRIGGERS),
    ),
    (lsp.TEXT_DOCUMENT_DEFINITION, _definition, None),
    (
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        _actions,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL]),
    ),
    (lsp.TEXT_DOCUMENT_PREPARE_RENAME, _prepare, None),
    (lsp.TEXT_DOCUMENT_RENAME, _rename, lsp.RenameOptions(prepare_provider=True)),
)
