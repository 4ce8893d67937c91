"""A catalog's texts: read when asked for, basic items first."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from catalog_std.bundle import (
    Bundle,
    bundle_in,
    bundled,
    file_of,
    in_order,
    is_bundle,
    open_bundle,
)
from catalog_std.catalog.files import files_under, picked
from catalog_std.catalog.place import ITEMS
from catalog_std.catalog.settings import Globs, Home
from catalog_std.document import Document, documents_of, lines_named
from catalog_std.effective import basic_code_of, is_implementation
from catalog_std.run.aside import shared
from catalog_std.source import line_in
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_CODE = re.compile(rb"""^["']?(?:code|jurisdiction)["']?[ \t]*:""", re.MULTILINE)
_TEXT = rb'"[^"\\]*+"'
_FLAT = rb"(?:" + _TEXT + rb"|[-+.\w]++|\[(?:[^\[\]{}\"]|" + _TEXT + rb")*+\])"
_PAIR = rb"[ \t]*+" + _TEXT + rb"[ \t]*+:[ \t]*+" + _FLAT + rb"[ \t]*+,"
_LOCAL = re.compile(rb"[ \t]*+\{(?:" + _PAIR + rb")*?[ \t]*+\"(?:code|jurisdiction)\"[ \t]*+:")
_PIECE = 1 << 16
_STRETCH = 100  # files that are looked at in a row
_LEAST = 20  # stretches: fewer are not worth a second process
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
Signature = tuple[int, int, int]
RACY = 2_000_000_000  # nanoseconds: a later edit of the same size may bear the same time


@dataclass(slots=True)
class Texts:
    """The texts of a catalog: files below a root, what bundles hold, or what is in memory in place of either.

    ``bundles`` are known by their names; the one without a name holds all items.
    """

    root: Path
    names: tuple[str, ...]
    held: dict[str, bytes] = field(default_factory=dict)
    bundles: Mapping[str, Bundle] = field(default_factory=dict)

    def raw(self, name: str) -> bytes:
        """Read a file's bytes; raises CatalogError where it cannot be read."""
        if name in self.held:
            return self.held[name]
        if self.bundles and (bundle := self._bundle(name)):
            return bundle.raw(name)
        try:
            return _bytes_of(f"{self.root}/{name}")
        except OSError as error:
            raise CatalogError(
                Text(f"{name}: 无法读取：{error.strerror}", f"{name}: {error.strerror}")
            ) from error

    def documents(self, name: str) -> tuple[Document, ...]:
        """Read a file's documents."""
        return documents_of(name, self.raw(name))

    def document(self, file: str, number: int) -> Document:
        """Read one item again, by the file it is reported under and its number there."""
        found = self.documents(self.holder(file, number))
        return next(document for document in found if document.number == number)

    def holder(self, file: str, number: int) -> str:
        """Name the text that an item is in."""
        bundle = self._bundle(file)
        return bundle.holder(file, number) if bundle else file

    def line(self, file: str, number: int) -> str | None:
        """Give a line of a file, without its end; what is no UTF-8 becomes a mark. None where there is none."""
        name = self.holder(file, number - 1)
        named = lines_named(name)
        before = named[1] - 1 if named else 0
        return line_in(self.raw(name).decode("utf-8", "replace"), number - before)

    def _bundle(self, name: str) -> Bundle | None:
        """Find the bundle that a text, or an item's file, is in; what only lies beside the items is in none."""
        whole = self.bundles.get("")
        if whole:
            return whole if whole.holds(name) else None
        return self.bundles.get(bundled(name)) if self.bundles else None

    def signature(self, name: str) -> Signature | None:
        """Give size, time of change and number of a file; None for a text in memory."""
        if name in self.held or (self.bundles and self._bundle(name)):
            return None
        try:
            found = os.stat(f"{self.root}/{name}")  # noqa: PTH116 - a third of the price of Path.stat
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns, found.st_ino

    def basics(self, *, apart: bool = False) -> dict[str, Document]:
        """Read the basic items, by code; where a code stands twice the first file's wins.

        Where all files must be looked at for them, half of that may be done ``apart``, by a second process.
        """
        found: dict[str, Document] = {}
        stretches = [self.names[n : n + _STRETCH] for n in range(0, len(self.names), _STRETCH)]
        for number, told in shared(self._suspects, stretches, _LEAST if apart else sys.maxsize):
            for name in self._suspects(stretches[number]) if told is None else told:
                for code, document in basics_in(name, self.raw(name)):
                    found.setdefault(code, document)
        return found

    def _suspects(self, names: Iterable[str]) -> list[str]:
        """Pick the files in which a basic item may stand."""
        return [name for name in names if _may_hold(name, self.raw(name))]


def texts_at(home: Home) -> Texts:
    """Open the items of a catalog, wherever they lie."""
    if home.items is None:
        return texts_under(home.root, home.settings.items)
    return named(texts_unnamed(home))


def texts_under(root: Path, globs: Globs) -> Texts:
    """Open the items of a folder; raises CatalogError for a bundle among them that makes no sense."""
    return texts_of(root, files_under(root, globs))


def texts_of(root: Path, names: Iterable[str]) -> Texts:
    """Open files below a root, those that bundles hold in their place."""
    files = tuple(names)
    bundles = {name: open_bundle(root / name, name) for name in files if is_bundle(name)}
    return Texts(root, tuple(_spelt(files, bundles)), bundles=bundles)


def texts_held(root: Path, held: Mapping[str, bytes], names: Iterable[str]) -> Texts:
    """Open files whose bytes are at hand, as they stand in a commit."""
    files = tuple(name for name in names if name in held)
    bundles = {name: bundle_in(held[name], name) for name in files if is_bundle(name)}
    kept = {name: raw for name, raw in held.items() if name not in bundles}
    return Texts(root, tuple(_spelt(files, bundles)), kept, bundles)


def texts_unnamed(home: Home) -> Texts:
    """Open a catalog that lies in a bundle, but do not ask yet what it holds: a million names take a second."""
    return Texts(home.root, (), bundles={"": home.items} if home.items else {})


def named(texts: Texts) -> Texts:
    """Ask a bundle what it holds, where nobody has asked yet."""
    whole = texts.bundles.get("")
    return replace(texts, names=tuple(whole.names)) if whole else texts


def _spelt(files: Iterable[str], bundles: Mapping[str, Bundle]) -> Iterator[str]:
    """Name the texts of files, in order: of a bundle those that may be items."""
    for file in files:
        if file in bundles:
            yield from picked_in(bundles[file])
        else:
            yield file


def picked_in(bundle: Bundle) -> list[str]:
    """Pick what may be items in a bundle: YAML and lines, none hidden; in order."""
    wanted = set(picked({file_of(name) for name in bundle.names}, ITEMS))
    return sorted((name for name in bundle.names if file_of(name) in wanted), key=in_order)


def digest_of(raw: bytes) -> str:
    """Give what equal bytes have in common, and no others."""
    return sha256(raw).hexdigest()


def basics_in(name: str, raw: bytes) -> Iterator[tuple[str, Document]]:
    """Give the basic items in a file, by code."""
    if _may_hold(name, raw):
        for document in documents_of(name, raw):
            code = basic_code_of(document)
            if code and not is_implementation(document):
                yield code, document


def _may_hold(name: str, raw: bytes) -> bool:
    return (_some_line_may_be_basic if lines_named(name) else _may_hold_basics)(raw)


@dataclass(frozen=True, slots=True)
class Basics(Mapping[str, Document]):
    """Basic items by code, of which it is known in which file each stands; read when asked for."""

    texts: Texts
    files: Mapping[str, str]
    read: dict[str, Document] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Document:
        if code not in self.read:
            name = self.files[code]
            self.read[code] = dict(reversed(list(basics_in(name, self.texts.raw(name)))))[code]
        return self.read[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def files_of(basics: Mapping[str, Document]) -> Mapping[str, str]:
    """Say in which file each basic item stands, by code; none is read for it."""
    if isinstance(basics, Basics):
        return basics.files
    return {code: document.source.name for code, document in basics.items()}


def _bytes_of(path: str) -> bytes:
    """Read a small file with three calls to the system: a third of what ``read_bytes`` costs."""
    file = os.open(path, _READING)
    try:
        raw = os.read(file, _PIECE)
        rest = iter(lambda: os.read(file, _PIECE), b"")
        return raw if len(raw) < _PIECE else b"".join((raw, *rest))
    finally:
        os.close(file)


def _some_line_may_be_basic(raw: bytes) -> bool:
    """Tell by a glance: a line that comes to ``code`` or ``jurisdiction`` before anything deep is none."""
    return not all(_LOCAL.match(line) for line in raw.split(b"\n") if line.strip())


def _may_hold_basics(raw: bytes) -> bool:
    """Tell by a glance whether a file may hold a basic item: it need not be read whole if not.

    An implementation item has ``code`` or ``jurisdiction`` at the start of a line. A file of
    several documents, or one in flow style, is read to be sure.
    """
    return _CODE.search(raw) is None or b"\n---" in raw or raw.startswith(b"---")
