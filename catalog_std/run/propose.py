"""What lint says of a draft, and of the places, once it stood in the catalog."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalog_std.document import Document
from catalog_std.finding import Finding, Severity
from catalog_std.harmonize.matrix import Matrix
from catalog_std.run.job import Job
from catalog_std.run.lint import run_lint


@dataclass(frozen=True, slots=True)
class Trial:
    """What is found in the draft itself, and what would be new in the places' items."""

    file: str
    own: tuple[Finding, ...]
    elsewhere: tuple[Finding, ...]

    @property
    def clean(self) -> bool:
        """Say whether the draft itself has no errors."""
        return all(finding.severity is not Severity.ERROR for finding in self.own)


def tried(job: Job, matrix: Matrix, texts: tuple[str, ...]) -> Trial:
    """Put a draft where the basic item stands, or would stand, and lint it with the items it is for.

    ``texts`` are the documents of the file it stands in. All basic items are read too, because others
    refer to them; findings that were there before are left out of ``elsewhere``.
    """
    file, number = place_of(matrix)
    at_hand = job.texts.basics().values()
    basics = (job.texts.holder(basic.source.name, basic.number) for basic in at_hand)
    holder = job.texts.holder
    names = {holder(column.file, column.number) for column in matrix.columns} | set(basics)
    now = replace(job, texts=replace(job.texts, names=tuple(sorted(names))))
    held = job.texts.held | {file: "---\n".join(texts).encode()}
    then = replace(
        job, texts=replace(job.texts, names=tuple(sorted({*names, file})), held=held)
    )
    before = {_key(finding) for finding in run_lint(now).findings}
    after = run_lint(then).findings
    own = [f for f in after if f.where.file == file and f.number == number]
    places = {column.file for column in matrix.columns}
    new = [f for f in after if f.where.file in places - {file} and _key(f) not in before]
    return Trial(file, tuple(own), tuple(new))


def place_of(matrix: Matrix) -> tuple[str, int]:
    """Say where a basic item stands: its file and which document of it; a file of its own if new."""
    if matrix.basic:
        return matrix.basic.file, matrix.basic.number
    return f"items/basic/{matrix.basic_code or 'draft'}.yaml", 0


def beside(job: Job, matrix: Matrix) -> Iterable[Document]:
    """Give the documents of the file the basic item stands in."""
    return job.texts.documents(matrix.basic.file) if matrix.basic else ()


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.where.file, finding.rule, finding.fingerprint
