"""Merging: what the shards of a plan found, judged together as if it had been found here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from catalog_std.run.appearing import appearing
from catalog_std.run.job import Job
from catalog_std.run.lint import Outcome, judged_elsewhere
from catalog_std.run.plan import Partition, Plan, open_plan, partitions
from catalog_std.run.recipe import Strict
from catalog_std.run.shard import Results, summed
from catalog_std.run.sheet import Chunk
from catalog_std.run.sources import digest_of
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

MERGED = "merged.json"
_SHOWN = 5
_CHANGED = Text("目录在 plan 之后改过，请重新运行 plan", "the catalog has changed: plan anew")


class Sum(Strict):
    """What a merge put together; ``sum`` adds up the sums of all partitions."""

    partitions: int
    files: int
    items: int
    sum: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The results of a plan, and the job to judge them by; raises CatalogError where they do not fit."""

    folder: Path
    plan: Plan
    job: Job

    @classmethod
    def of(cls, folder: Path, job: Job) -> Merge:
        """Open the results of a plan."""
        merge = cls(folder, open_plan(folder), job)
        merge.plan.recipe.check(job)
        return merge

    def outcome(self) -> Outcome:
        """Judge all together; what comes out is what a run here gives."""
        listed = list(partitions(self.folder, self.plan))
        if tuple(chain.from_iterable(p.names for p in listed)) != self.job.texts.names:
            raise CatalogError(_CHANGED)
        results = Results(self.folder, self.plan, self.job.setting.has_file)
        manifests = [results.manifest(partition) for partition in listed]
        done = [manifest for manifest in manifests if manifest]
        if len(done) < len(listed):
            raise _missing([p.id for p, m in zip(listed, manifests, strict=True) if not m])
        outcome = judged_elsewhere(self.job, self._chunks(results, listed))
        total = Sum(
            partitions=len(done),
            files=sum(manifest.files for manifest in done),
            items=sum(manifest.items for manifest in done),
            sum=summed(manifest.sum for manifest in done),
        )
        with appearing(self.folder / MERGED) as file:
            file.write(total.model_dump_json(indent=1).encode())
        return outcome

    def _chunks(self, results: Results, listed: list[Partition]) -> Iterator[Chunk]:
        """Read one partition after the other; files that will be shown must be as they were."""
        texts = self.job.texts
        for partition in listed:
            chunk = results.chunk(partition)
            if chunk is None:
                raise _missing([partition.id])
            for sheet in chunk.sheets:
                told = sheet.findings or sheet.suppressions
                if told and digest_of(texts.raw(sheet.file)) != sheet.digest:
                    raise CatalogError(_CHANGED)
            yield chunk


def _missing(ids: list[int]) -> CatalogError:
    shown = ", ".join(map(str, ids[:_SHOWN])) + (" …" if len(ids) > _SHOWN else "")
    return CatalogError(
        Text(
            f"还有 {len(ids)} 份没有结果（{shown}），请再运行 run-shard",
            f"no result of {len(ids)} partitions ({shown}): run-shard again",
        )
    )
