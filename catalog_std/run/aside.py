"""A second process that takes its share of long work from the far end, until both meet."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from struct import Struct
from tempfile import TemporaryFile
from typing import IO, Any

from catalog_std.run.cores import cores

Work = Callable[[Any], Any]
_MOST = 1 << 15  # parts: as many claims a pipe surely holds
_HEAD = Struct("<QQ")  # before each result: of which part, and how long it is


def shared(work: Work, parts: Sequence[Any], least: int) -> Iterator[tuple[int, Any]]:
    """Give each part's number, in order: with None it is ours to do, else with what another process made of it.

    Few parts, one processor, nowhere to write, or a system on which a process cannot be split in two: all are ours.
    """
    able = least <= len(parts) <= _MOST and cores() > 1 and sys.platform.startswith("linux")
    spool = _spool() if able else None
    if spool is None:
        yield from ((number, None) for number in range(len(parts)))
        return
    number = 0
    with spool, _mate(work, parts, spool) as (process, claims):
        while os.read(claims, 1):
            yield number, None
            number += 1
        process.join()
        places = dict(_places(spool))
        for rest in range(number, len(parts)):
            yield rest, _read(spool, *places[rest]) if rest in places else None


def serve(work: Work, parts: Sequence[Any], claims: int, spool: IO[bytes]) -> None:
    """Do parts from the last on, as long as there is one to claim. What cannot be done is left: its fault is told by others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    number = len(parts)
    try:
        while os.read(claims, 1):
            number -= 1
            told = pickle.dumps(work(parts[number]), pickle.HIGHEST_PROTOCOL)
            spool.write(_HEAD.pack(number, len(told)) + told)
        spool.flush()
    except Exception:  # noqa: BLE001 - it happens again where it can be told
        return


def _spool() -> IO[bytes] | None:
    try:
        return TemporaryFile()
    except OSError:
        return None


@contextmanager
def _mate(work: Work, parts: Sequence[Any], spool: IO[bytes]) -> Iterator[tuple[Any, int]]:
    """Start the other process; whoever reads one of the claims, of which there are as many as parts, does a part more."""
    from multiprocessing import get_context  # noqa: PLC0415 - 5 ms and 2 MB that one process alone spares

    claims, given = os.pipe()
    os.write(given, bytes(len(parts)))
    os.close(given)
    target = get_context("fork").Process
    process = target(target=serve, args=(work, parts, claims, spool), daemon=True)
    try:
        with warnings.catch_warnings():
            # Python 3.12 warns of threads at a fork; ours hold no lock that the other takes.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        yield process, claims
    finally:
        os.close(claims)
        process.kill()
        process.join()


def _places(spool: IO[bytes]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Find the results that were written whole: of which part, where and how long each is."""
    size, at = spool.seek(0, os.SEEK_END), 0
    while at + _HEAD.size <= size:
        spool.seek(at)
        number, length = _HEAD.unpack(spool.read(_HEAD.size))
        at += _HEAD.size
        if at + length <= size:
            yield number, (at, length)
        at += length


def _read(spool: IO[bytes], at: int, length: int) -> Any:  # noqa: ANN401 - whatever the work gives
    spool.seek(at)
    return pickle.loads(spool.read(length))  # noqa: S301 - written by ourselves
