"""The standards at hand: read from folders, kept with the places of their clauses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from catalog_std.configured import configured, nearest
from catalog_std.document import Document, documents_of
from catalog_std.source import Source
from catalog_std.standard.annotations import check_annotations
from catalog_std.standard.manifest import ListFile, Manifest
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_ORDER = ("national", "industry", "local")


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard: its manifest, its schema with places, and the code lists it brings.

    ``texts`` are those of the manifest and of the lists, in this order; for whoever needs places.
    """

    manifest: Manifest
    schema: Document
    lists: tuple[ListFile, ...] = ()
    texts: tuple[Document, ...] = ()

    @property
    def id(self) -> str:
        """Give the name a catalog pins it by."""
        return self.manifest.id

    @property
    def rank(self) -> tuple[int, str, str]:
        """Sort key: national, industry, then local from province down."""
        return (_ORDER.index(self.manifest.layer), self.manifest.jurisdiction, self.id)

    @property
    def digest(self) -> str:
        """Give what changes when anything in it does: its manifest, its schema, its code lists."""
        schema = self.schema.source
        models = (model.model_dump_json() for model in (self.manifest, *self.lists))
        parts = "\0".join((schema.name, schema.text, *models))
        return sha256(parts.encode("utf-8", "replace")).hexdigest()

    def covers(self, jurisdiction: str, sector: str, item_type: str) -> bool:
        """Say whether an item of that place, sector and type is within its scope."""
        scope = self.manifest
        return (
            jurisdiction.startswith(scope.jurisdiction)
            and (not scope.sectors or sector in scope.sectors)
            and (not scope.item_types or item_type in scope.item_types)
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every standard a catalog may be judged by, upper layers first."""

    standards: tuple[Standard, ...]

    def stack(self, jurisdiction: str, sector: str, item_type: str, on: date) -> Stack:
        """Pick what is in force on a day for a place, a sector and an item type."""
        return tuple(
            s
            for s in self.standards
            if s.manifest.in_force(on) and s.covers(jurisdiction, sector, item_type)
        )


Stack = tuple[Standard, ...]


def shipped() -> Path:
    """Find the standards that come with the toolkit: in a wheel, or beside a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "shipped" / "standards"
    return inside if inside.is_dir() else package.parent / "standards"


def open_shelf(folders: Iterable[Path], use: Iterable[str] | None = None) -> Shelf:
    """Read the standards under folders; ``use`` pins ids, else all that are not optional.

    Raises CatalogError for a manifest or schema that cannot be read, for an id that is pinned
    and not found, and for an id that stands twice.
    """
    chosen = _chosen({standard.id: standard for standard in all_standards(folders)}, use)
    return Shelf(tuple(sorted(chosen, key=lambda standard: standard.rank)))


def all_standards(folders: Iterable[Path]) -> tuple[Standard, ...]:
    """Read every standard under folders, upper layers first, those no catalog uses among them."""
    found: dict[str, Standard] = {}
    for folder in folders:
        for path in sorted(folder.rglob("standard.yaml")):
            standard = open_standard(path, folder)
            if standard.id in found:
                raise _twice(standard.id, path)
            found[standard.id] = standard
    return tuple(sorted(found.values(), key=lambda standard: standard.rank))


def open_standard(path: Path, folder: Path) -> Standard:
    """Read one standard from its ``standard.yaml``; its texts are named from the folder down."""
    home = path.parent
    text = _document(path, folder)
    manifest = configured(Manifest, text)
    schema = Document(Source(manifest.id, "{}"), 0, {})
    if manifest.schema_file:
        schema = _schema(home / manifest.schema_file, folder)
        check_annotations(schema)
    texts = [_document(home / name, folder) for name in manifest.codes]
    lists = tuple(configured(ListFile, one) for one in texts)
    return Standard(manifest, schema, lists, (text, *texts))


def _chosen(found: Mapping[str, Standard], use: Iterable[str] | None) -> list[Standard]:
    if use is None:
        return [s for s in found.values() if not s.manifest.optional]
    wanted = list(use)
    for id in wanted:
        if id not in found:
            raise _unknown(id, found)
    return [found[id] for id in dict.fromkeys(wanted)]


def _unknown(id: str, found: Iterable[str]) -> CatalogError:
    guess = nearest(id, found)
    return CatalogError(
        Text(
            f"没有标准 {id}" + (f"，是否想用 {guess}？" if guess else ""),
            f"no standard {id}" + (f"; did you mean {guess}?" if guess else ""),
        )
    )


def _twice(id: str, path: Path) -> CatalogError:
    return CatalogError(
        Text(f"{path}: 标准 {id} 出现两次", f"{path}: standard {id} stands twice")
    )


def _document(path: Path, folder: Path) -> Document:
    return documents_of(_name(path, folder), _bytes(path))[0]


def _schema(path: Path, folder: Path) -> Document:
    text, name = _bytes(path).decode("utf-8", errors="replace"), _name(path, folder)
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CatalogError(
            Text(f"{name}: 不是 JSON：{error}", f"{name}: not JSON: {error}")
        ) from error
    if not isinstance(data, dict):
        raise CatalogError(Text(f"{name}: 应为 JSON 对象", f"{name}: not a JSON object"))
    return Document(Source(name, text), 0, data)


def _name(path: Path, folder: Path) -> str:
    return f"{folder.name}/{path.relative_to(folder).as_posix()}"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CatalogError(
            Text(f"{path}: 无法读取：{error.strerror}", f"{path}: {error.strerror}")
        ) from error
