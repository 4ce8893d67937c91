"""A shard: every so-manieth partition of a plan, judged by one batch job.

What comes of a partition is written under a key of its content; its manifest, written last, commits it. Done twice,
or by two at once, it is the same bytes; what was killed half-way is done again; other files are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from catalog_std.run.appearing import appearing
from catalog_std.run.engine import Engine
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.packet import packed, rows_in, unpacked
from catalog_std.run.plan import Partition, Plan, content_of, open_plan, partitions, read
from catalog_std.run.recipe import Strict, phase_of
from catalog_std.run.sheet import Chunk, Sheet
from catalog_std.run.sources import digest_of
from catalog_std.run.spread import parts_of, spread
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

HasFile = Callable[[str], bool]
_SPACE = 1 << 256


class Manifest(Strict):
    """What came of a partition: how much, digests, and whether the files were there that its items name.

    ``rows`` is the digest of the file; ``sum`` does not depend on the order of rows, nor on how they are cut.
    """

    files: int
    items: int
    rows: str
    sum: str
    beside: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Share:
    """Which of how many shards."""

    index: int
    of: int

    def has(self, partition: Partition) -> bool:
        """Say whether a partition falls to it."""
        return partition.id % self.of == self.index


@dataclass(frozen=True, slots=True)
class Results:
    """Where what comes of partitions lies."""

    folder: Path
    plan: Plan
    has_file: HasFile

    def put(self, partition: Partition, chunk: Chunk) -> None:
        """Commit what came of a partition."""
        key, raw = self.plan.key(partition), packed(chunk)
        manifest = Manifest(
            files=len(chunk.sheets),
            items=sum(sheet.items for sheet in chunk.sheets),
            rows=digest_of(raw),
            sum=sum_of(chunk),
            beside={name: self.has_file(name) for name in _beside(chunk.sheets)},
        )
        with appearing(self._rows(key)) as file:
            file.write(raw)
        with appearing(self._manifest(key)) as file:
            file.write(manifest.model_dump_json(indent=1).encode("utf-8", "surrogatepass"))

    def manifest(self, partition: Partition) -> Manifest | None:
        """Give the manifest of a partition; None where it is not done, or what it names has come or gone."""
        try:
            found = read(Manifest, self._manifest(self.plan.key(partition)))
        except CatalogError:
            return None
        holds = all(self.has_file(name) == there for name, there in found.beside.items())
        return found if holds else None

    def chunk(self, partition: Partition) -> Chunk | None:
        """Give what came of a partition; None where it is not done, or damaged."""
        manifest = self.manifest(partition)
        try:
            raw = self._rows(self.plan.key(partition)).read_bytes()
        except OSError:
            return None
        return unpacked(raw) if manifest and digest_of(raw) == manifest.rows else None

    def _rows(self, key: str) -> Path:
        return self.folder / "rows" / f"{key}.json"

    def _manifest(self, key: str) -> Path:
        return self.folder / "done" / f"{key}.json"


@dataclass(frozen=True, slots=True)
class Account:
    """How many partitions a shard has, and how many of them were done before."""

    partitions: int
    before: int


def judge_shard(folder: Path, share: Share, engine: Engine) -> Account:
    """Judge a shard's partitions that are not done yet; raises CatalogError where the catalog has changed."""
    plan = open_plan(folder)
    phase = phase_of(plan.recipe.model_dump_json())
    results = Results(folder, plan, phase.job.setting.has_file)
    count = before = 0
    for partition in filter(share.has, partitions(folder, plan)):
        count += 1
        if results.chunk(partition):
            before += 1
        else:
            results.put(partition, _judged(phase, partition, engine))
    return Account(count, before)


def sum_of(chunk: Chunk) -> str:
    """Digest all rows whatever their order: the digests of parts add up to that of the whole."""
    return summed(sha256(row).hexdigest() for row in rows_in(chunk))


def summed(digests: Iterable[str]) -> str:
    """Add digests up."""
    return f"{sum(int(digest, 16) for digest in digests) % _SPACE:064x}"


def _judged(phase: FilePhase, partition: Partition, engine: Engine) -> Chunk:
    """Judge a partition; its rows in the order of its files, whoever was first."""
    chunks = spread(engine, phase, parts_of(partition.names))
    ranks = {name: rank for rank, name in enumerate(partition.names)}
    ordered = sorted(chunks, key=lambda chunk: ranks[chunk.sheets[0].file])
    sheets = tuple(sheet for chunk in ordered for sheet in chunk.sheets)
    texts = phase.job.texts
    seen = ((s.file, s.digest or digest_of(texts.raw(s.file))) for s in sheets)
    if content_of(seen) != partition.content:
        raise CatalogError(
            Text("目录在 plan 之后改过，请重新运行 plan", "the catalog has changed: plan anew")
        )
    tables = dict.fromkeys(table for chunk in ordered for table in chunk.facts)
    facts = {t: "".join(chunk.facts.get(t, "") for chunk in ordered) for t in tables}
    return Chunk(sheets, facts)


def _beside(sheets: Iterable[Sheet]) -> list[str]:
    """Name the files beside the items that verdicts lean on."""
    return sorted({words[1] for s in sheets for words in s.leans if words[0] == "file"})
