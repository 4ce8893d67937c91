"""A catalog becomes a snapshot: written under another name, brought to the disk, put in its place at once.

What is killed on the way leaves a hidden folder beside, never half a snapshot.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from catalog_std.bundle import in_order
from catalog_std.catalog.base import Base
from catalog_std.catalog.manifest import (
    BESIDE,
    EDITION,
    FORMAT,
    MANIFEST,
    Manifest,
    Member,
    digest_of_file,
    read_manifest,
)
from catalog_std.catalog.settings import Home
from catalog_std.catalog.snapshot import forms_of, write_findings, write_tables, write_texts
from catalog_std.finding import Finding
from catalog_std.run.beside import Beside, beside_of
from catalog_std.run.job import Job
from catalog_std.run.lint import Progress, run_lint
from catalog_std.text import Text
from catalog_std.trouble import CatalogError


@dataclass(frozen=True, slots=True)
class Order:
    """What to write: where to, by which version of the tool, and which snapshot it follows."""

    out: Path
    kit: str
    parent: Path | None = None


def write_snapshot(
    home: Home, job: Job, order: Order, progress: Progress | None = None
) -> Manifest:
    """Lint a catalog and write it down with what was found; raises CatalogError where it cannot be written."""
    out = order.out
    if out.exists():
        raise CatalogError(Text(f"{out} 已存在，未改动", f"{out} exists; left alone"))
    parent = _digest_of(order.parent) if order.parent else None
    partial = out.with_name(f".{out.name}.{os.getpid()}.partial")
    try:
        partial.mkdir(parents=True)
        written = _Writing(home, job, partial)
        manifest = written.manifest(order.kit, parent, progress)
        _commit(partial, out, manifest)
    except OSError as error:
        where, why = error.filename or out, error.strerror or error
        raise CatalogError(Text(f"{where}: 无法写入：{why}", f"{where}: {why}")) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


@dataclass(slots=True)
class _Writing:
    """A snapshot being written below a folder."""

    home: Home
    job: Job
    folder: Path

    def manifest(self, kit: str, parent: str | None, progress: Progress | None) -> Manifest:
        """Write all files but the manifest; give that."""
        rows: dict[str, int] = {}
        forms: list[str] = []

        def keep(base: Base) -> None:
            rows.update(write_tables(base, self.folder))
            forms.extend(forms_of(base))

        outcome = run_lint(replace(self.job, recorded=True), progress, keep)
        scratch = self.folder / "scratch.csv"
        rows.update(write_findings(self.folder, map(_row, outcome.findings), scratch))
        rows.update(write_texts(self.folder, self._texts(), scratch))
        beside = beside_of(self.home, forms)
        self._lay(beside)
        return Manifest(
            format=FORMAT,
            edition=EDITION,
            kit=kit,
            as_of=outcome.on.isoformat(),
            items=outcome.items,
            findings=len(outcome.findings),
            standards={one.id: one.digest for one in self.job.profiles.shelf.standards},
            parent=parent,
            settings=beside.settings.model_dump(mode="json", exclude_unset=True),
            there=beside.there,
            files=dict(_members(self.folder, rows)),
        )

    def _texts(self) -> Iterator[tuple[str, bytes]]:
        texts = self.job.texts
        return ((name, texts.raw(name)) for name in sorted(texts.names, key=in_order))

    def _lay(self, beside: Beside) -> None:
        for name, path in beside.files.items():
            target = self.folder / BESIDE / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _row(finding: Finding) -> tuple[object, ...]:
    span, subject = finding.where.span, finding.subject
    facts = json.dumps(dict(finding.facts), ensure_ascii=False, default=str)
    return (
        *(finding.where.file, finding.number),
        *(span.line, span.column, span.end_line, span.end_column),
        *(str(finding.pointer), finding.rule, finding.severity.value),
        *(subject.code, subject.name, finding.fingerprint, facts),
    )


def _members(folder: Path, rows: dict[str, int]) -> Iterator[tuple[str, Member]]:
    """Bring every file to the disk, and say what it is."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            _to_disk(path)
            size, digest = path.stat().st_size, digest_of_file(path)
            yield name, Member(rows=rows.get(name), size=size, sha256=digest)


def _commit(partial: Path, out: Path, manifest: Manifest) -> None:
    """Write the manifest last, and put the folder in its place."""
    path = partial / MANIFEST
    text = json.dumps(manifest.model_dump(), ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")
    _to_disk(path)
    for folder in (*(one for one in partial.rglob("*") if one.is_dir()), partial):
        _to_disk(folder)
    if out.exists():
        raise CatalogError(Text(f"{out} 已存在，未改动", f"{out} exists; left alone"))
    partial.rename(out)
    _to_disk(out.parent)


def _to_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _digest_of(parent: Path) -> str:
    """Give the digest by which a snapshot is known; raises CatalogError where it is none."""
    read_manifest(parent)
    return digest_of_file(parent / MANIFEST)
