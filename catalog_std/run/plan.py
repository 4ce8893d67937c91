"""A plan: a catalog cut into partitions for batch jobs, each knowing by a digest what it is about.

``partitions.ndjson`` holds a partition a line; ``plan.json`` is written last and says that it is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ValidationError

from catalog_std.run.appearing import appearing
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import Job
from catalog_std.run.recipe import Recipe, Strict, recipe_in, recipe_of
from catalog_std.run.sources import Basics, Texts, basics_in, digest_of
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

PLAN = "plan.json"
PARTITIONS = "partitions.ndjson"
_LENGTH = 32
Model = TypeVar("Model", bound=BaseModel)


class Partition(Strict):
    """Some texts of the catalog by name, in order, and a digest of their names and bytes."""

    id: int
    names: tuple[str, ...]
    content: str


class Plan(Strict):
    """By which recipe to judge, and into how many partitions the files are cut; ``whole`` digests their list."""

    version: Literal[1] = 1
    recipe: Recipe
    files: int
    partitions: int
    whole: str

    def key(self, partition: Partition) -> str:
        """Name what comes of a partition: equal for equal bytes judged by equal recipes."""
        words = f"{self.recipe.digest} {partition.content}"
        return sha256(words.encode()).hexdigest()[:_LENGTH]


def write_plan(job: Job, folder: Path, size: int, place: str = "") -> Plan:
    """Cut a catalog into partitions of so many files, below a folder; ``place`` as in ``recipe_of``."""
    codes: dict[str, str] = {}
    whole, count = sha256(), 0
    with appearing(folder / PARTITIONS) as file:
        for partition in _cut(job.texts, size, codes):
            line = f"{partition.model_dump_json()}\n".encode("utf-8", "surrogatepass")
            whole.update(line)
            file.write(line)
            count += 1
    work = FilePhase.of(job, Basics(job.texts, codes))
    recipe = recipe_in(recipe_of(work, place))
    files = len(job.texts.names)
    plan = Plan(recipe=recipe, files=files, partitions=count, whole=whole.hexdigest())
    with appearing(folder / PLAN) as file:
        file.write(plan.model_dump_json(indent=1).encode("utf-8", "surrogatepass"))
    return plan


def open_plan(folder: Path) -> Plan:
    """Read a plan; raises CatalogError where there is none."""
    return read(Plan, folder / PLAN)


def partitions(folder: Path, plan: Plan) -> Iterator[Partition]:
    """Give the partitions of a plan; raises CatalogError where they are not those it was written with."""
    whole = sha256()
    try:
        with (folder / PARTITIONS).open("rb") as lines:
            for line in lines:
                whole.update(line)
                yield Partition.model_validate_json(line)
    except (OSError, ValidationError) as error:
        raise _torn(folder) from error
    if whole.hexdigest() != plan.whole:
        raise _torn(folder)


def content_of(digests: Iterator[tuple[str, str]]) -> str:
    """Digest names and digests of texts."""
    words = "\0".join(f"{digest} {name}" for name, digest in digests)
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def read(model: type[Model], path: Path) -> Model:
    """Read a file that one of our commands wrote; raises CatalogError where it is no such file."""
    try:
        return model.model_validate_json(path.read_bytes())
    except OSError as error:
        raise CatalogError(
            Text(f"{path}: 无法读取：{error.strerror}", f"{path}: {error.strerror}")
        ) from error
    except ValidationError as error:
        said = error.errors()[0]["msg"]
        raise CatalogError(Text(f"{path}: {said}", f"{path}: {said}")) from error


def _cut(texts: Texts, size: int, codes: dict[str, str]) -> Iterator[Partition]:
    """Read every text once: for its digest, and for the basic items in it."""
    for first in range(0, len(texts.names), size):
        names = texts.names[first : first + size]
        digests = (_seen(texts, name, codes) for name in names)
        yield Partition(id=first // size, names=names, content=content_of(digests))


def _seen(texts: Texts, name: str, codes: dict[str, str]) -> tuple[str, str]:
    raw = texts.raw(name)
    for code, _ in basics_in(name, raw):
        codes.setdefault(code, name)
    return name, digest_of(raw)


def _torn(folder: Path) -> CatalogError:
    where = folder / PARTITIONS
    return CatalogError(
        Text(
            f"{where}: 与 {PLAN} 不符，请重新运行 plan",
            f"{where}: not what {PLAN} says; plan anew",
        )
    )
