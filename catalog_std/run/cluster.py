"""Dask: the file phase on workers of a scheduler, on this machine or on many, the same bytes as here.

Workers make ready by a recipe and send chunks back as bytes. A worker that dies costs its parts a second try;
one that is cut off is given up when it has not been heard of for a while. A part that kills whoever takes it
up is done again file by file, each alone: so nobody else's death is laid to it, and only the file at fault
kills again. Halving would kill at every step, and each death costs a second.
"""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import chain, islice
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, NamedTuple
from uuid import uuid4

from catalog_std.run.engine import Answer, Killed, Part, Work
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.packet import packed, unpacked
from catalog_std.run.recipe import phase_of, recipe_of
from catalog_std.run.sheet import Chunk
from catalog_std.run.sweeping import unswept
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_PART = 512  # files: a task costs some milliseconds, whatever is in it
_COUNTED = 1.0  # seconds for which the number of workers is taken for granted
_AHEAD = 2  # parts in flight for each worker: one in hand, one at its elbow
_US = "catalog_std"
_PATIENCE = 30  # seconds for a worker to turn up
_ALONE = Lock()
_CAUTION = {
    "distributed": {
        "scheduler": {
            "allowed-failures": 1,
            "worker-ttl": "30s",
            "no-workers-timeout": "120s",
            "work-stealing-interval": "1s",
        },
        "worker": {"profile": {"enabled": False}, "memory": {"monitor-interval": "1s"}},
        "admin": {"tick": {"interval": "1s"}, "system-monitor": {"interval": "10s"}},
        "comm": {"timeouts": {"tcp": "30s"}},
    }
}  # and otherwise each of five event loops wakes up fifty times a second
_HERE: dict[str, Any] = {
    "threads_per_worker": 1,
    "dashboard_address": "127.0.0.1:0",  # None would mean port 8787
    "silence_logs": logging.CRITICAL,
}


@dataclass(frozen=True, slots=True)
class Dask:
    """So many workers on this machine, or those of a scheduler elsewhere."""

    size: int
    scheduler: str = ""
    place: str = ""  # of a catalog that lies in a bundle as a whole

    def map(self, work: Work, parts: Iterable[Part]) -> Iterator[Answer]:
        """Do every part, recut to the size that suits; an exception raised in one is raised here."""
        rest = _recut(parts)
        first = next(rest, None)
        if first is not None:
            recipe = recipe_of(work, self.place)
            with _client(self) as client:
                yield from _Flight(client, recipe, chain([first], rest)).answers()


def dask_engine(size: int, scheduler: str = "", place: str = "") -> Dask:
    """Choose Dask; raises CatalogError where it is not installed."""
    if find_spec("distributed") is None:
        raise CatalogError(
            Text(
                "缺少 distributed；请先运行 pip install 'catalog-std[dask]'",
                "distributed is missing; first: pip install 'catalog-std[dask]'",
            )
        )
    return Dask(size, scheduler, place)


class Told(NamedTuple):
    """A recipe, and for which run it was written."""

    run: str
    recipe: str


def judged(told: Told, names: tuple[str, ...]) -> bytes | Exception:
    """Judge some files as a recipe says: what a worker does, one at a time however many threads it has.

    What goes wrong is given back, not raised: Dask never answers for an error that it cannot pickle
    together with the frames it came through.
    """
    try:
        with _ALONE, unswept():
            return packed(_ready(told).chunk(names))
    except Exception as error:  # noqa: BLE001 - raised again where the run can be ended
        return error.with_traceback(None)


@lru_cache(maxsize=2)
def _ready(told: Told) -> FilePhase:
    """Make ready once for all parts of a run; for the next run things beside the catalog may be otherwise."""
    phase = phase_of(told.recipe)
    gc.freeze()  # as in the pool: what is there now is not to be gone through again and again
    return phase


def tell(told: Told) -> Told:
    """Hand a recipe to a worker, once for all parts: as a task it can be had again when all workers are lost."""
    return told


@dataclass(slots=True)
class _Flight:
    """The parts of one run: those to come, those in flight, and those that killed somebody."""

    client: Any
    recipe: str
    parts: Iterator[Part]
    flying: dict[str, Part] = field(default_factory=dict)
    suspects: list[Part] = field(default_factory=list)
    size: int = 1
    counted: float = 0

    def answers(self) -> Iterator[Answer]:
        """Give what came of each part, in any order."""
        from distributed import as_completed  # noqa: PLC0415 - an extra, and a third of a second

        told = self.client.submit(tell, Told(uuid4().hex, self.recipe), pure=False)
        landed = as_completed()
        self._send(landed, told)
        for future in landed:
            part = self.flying.pop(future.key)
            answer = self._said(future)
            self._send(landed, told)
            if isinstance(answer, Killed):
                self.suspects.append(part)
            else:
                yield part, answer
        for name in chain.from_iterable(part.names for part in self.suspects):
            alone = Part((name,))
            future = self.client.submit(judged, told, alone.names, pure=False)
            yield alone, self._said(future)

    def _send(self, landed: Any, told: Any) -> None:  # noqa: ANN401 - borrowed, untyped
        """Keep so many parts in flight, and no more: a death is laid to all that wait at the same worker."""
        room = max(0, _AHEAD * self._workers() - len(self.flying))
        for part in islice(self.parts, room):
            future = self.client.submit(judged, told, part.names, pure=False)
            self.flying[future.key] = part
            landed.add(future)

    def _workers(self) -> int:
        """Count the workers: once a second, for whoever is asked must be reached over the network."""
        if time.monotonic() > self.counted + _COUNTED:
            self.size, self.counted = len(self.client.nthreads() or "1"), time.monotonic()
        return self.size

    def _said(self, future: Any) -> Chunk | Killed:  # noqa: ANN401 - borrowed, untyped
        """Read what came of a part, and let the worker forget it; what went wrong there is raised here."""
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - as above
        from distributed.scheduler import NoValidWorkerError  # noqa: PLC0415 - as above

        try:
            said = future.result()
        except KilledWorker:
            return Killed("KilledWorker")
        except (CancelledError, NoValidWorkerError) as error:
            raise CatalogError(_lost(error)) from error
        finally:
            future.release()
        if isinstance(said, Exception):
            raise said
        return unpacked(said)


@contextmanager
def _client(engine: Dask) -> Iterator[Any]:
    """Start workers here, or go to a scheduler; raises CatalogError where none answers."""
    from distributed import Client  # noqa: PLC0415 - an extra, and a third of a second

    _be_cautious()
    with ExitStack() as stack:
        address = engine.scheduler or stack.enter_context(_workers_here(engine.size))
        try:
            client = stack.enter_context(Client(address))
            client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, ValueError) as error:
            raise CatalogError(_lost(error)) from error
        _check_kits(client)
        yield client


@cache
def _be_cautious() -> None:
    """Put our settings where nobody chose others, and keep the logs of Dask quiet."""
    from dask import config  # noqa: PLC0415 - as above

    config.update_defaults(deepcopy(_CAUTION))
    logging.getLogger("distributed").setLevel(logging.CRITICAL)


@contextmanager
def _workers_here(size: int) -> Iterator[Any]:
    """Start a scheduler and workers; where a worker dies before it has begun, once more."""
    from distributed import LocalCluster  # noqa: PLC0415 - as above

    scratch = TemporaryDirectory(prefix="catalog-std-", ignore_cleanup_errors=True)
    with scratch as folder:
        wanted = {"n_workers": size, "local_directory": folder} | _HERE
        try:
            cluster = LocalCluster(**wanted)
        except RuntimeError:
            cluster = LocalCluster(**wanted)
        with cluster:
            yield cluster


def _check_kits(client: Any) -> None:  # noqa: ANN401 - borrowed, untyped
    """Raise CatalogError where somebody does not have us at all: he would die of the first part."""
    there = {"scheduler": client.run_on_scheduler(find_spec, _US)} | client.run(find_spec, _US)
    for address, found in there.items():
        if found is None:
            raise CatalogError(
                Text(f"{address} 上没有装 catalog-std", f"{address} has no catalog-std")
            )


def _recut(parts: Iterable[Part]) -> Iterator[Part]:
    names = chain.from_iterable(part.names for part in parts)
    return iter(lambda: Part(tuple(islice(names, _PART))), Part(()))


def _lost(error: Exception) -> Text:
    return Text(f"连不上调度器：{error}", f"the scheduler cannot be reached: {error}")
