"""Who does the work of ``lint``: processes of this machine, or the workers of a Dask scheduler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import click

from catalog_std.cli.asked import Asked, Task, place_of
from catalog_std.cli.speech import both
from catalog_std.run.cores import cores
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_APART = Text(
    "--engine dask 不与 --new-since、--fix、--diff 同用",
    "--engine dask does not go with --new-since, --fix or --diff",
)
_IDLE = Text("--scheduler 须与 --engine dask 同用", "--scheduler goes with --engine dask")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The engine by name, and the address of its scheduler, if not one of our own."""

    engine: str
    scheduler: str | None

    def check(self, *, here: bool) -> None:
        """Raise CatalogError for what cannot be meant; ``here`` is work that only this machine can do."""
        if self.engine == "pool" and self.scheduler:
            raise CatalogError(_IDLE)
        if self.engine == "dask" and here:
            raise CatalogError(_APART)

    def put(self, task: Task, asked: Asked) -> Task:
        """Give a task the engine; raises CatalogError where it is not installed."""
        if self.engine == "pool":
            return task
        from catalog_std.run.cluster import dask_engine  # noqa: PLC0415 - only this engine needs it

        engine = dask_engine(asked.jobs or cores(), self.scheduler or "", place_of(task, asked))
        return replace(task, job=replace(task.job, engine=engine))


def engine_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that choose its engine."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(["pool", "dask"]),
        default="pool",
        help=both(
            "由谁检查：本机的进程（默认），或 Dask 的工作进程",
            "who judges: processes of this machine (the default), or workers of Dask",
        ),
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help=both(
            "Dask 调度器的地址，如 tcp://host:8786；不写则在本机另起",
            "address of the Dask scheduler, as tcp://host:8786; without one, one is started here",
        ),
    ),
)
