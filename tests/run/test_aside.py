"""Work shared with a second process: all of it is done once, in order, whatever becomes of the other."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

import pytest

from catalog_std.run import aside
from catalog_std.run.aside import serve, shared

PARTS = [f"part {number}" for number in range(40)]


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "cores", lambda: 2)


def loudly(part: str) -> str:
    return part.upper()


def slowly(part: str) -> str:
    time.sleep(0.005)
    return part.upper()


def badly(part: str) -> NoReturn:
    raise ValueError(part)


def deadly(part: str) -> NoReturn:
    os._exit(len(part))


def ours(number: int) -> str:
    time.sleep(0.005)
    return loudly(PARTS[number])


def test_each_part_is_done_once_and_in_order() -> None:
    told = [(number, done) for number, done in shared(slowly, PARTS, 2) if done or ours(number)]
    assert [number for number, _ in told] == list(range(40))
    theirs = [done for _, done in told if done]
    assert theirs == [loudly(part) for part in PARTS[-len(theirs) :]]
    assert 0 < len(theirs) < 40
    assert not told[0][1]


@pytest.mark.parametrize("work", [badly, deadly])
def test_what_the_other_process_cannot_do_is_ours(work: aside.Work) -> None:
    assert list(shared(work, PARTS, 2)) == [(number, None) for number in range(40)]


def test_few_parts_are_ours() -> None:
    assert list(shared(badly, PARTS, 41)) == [(number, None) for number in range(40)]


def test_on_one_processor_all_parts_are_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "cores", lambda: 1)
    assert list(shared(badly, PARTS, 2)) == [(number, None) for number in range(40)]


def test_where_processes_cannot_be_split_all_parts_are_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert list(shared(badly, PARTS, 2)) == [(number, None) for number in range(40)]


def test_without_a_temporary_folder_all_parts_are_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert list(shared(loudly, PARTS, 2)) == [(number, None) for number in range(40)]


def test_who_stops_early_leaves_no_process_behind() -> None:
    parts = shared(lambda _: time.sleep(60), PARTS, 2)
    begun = time.monotonic()
    assert next(parts) == (0, None)
    parts.close()  # type: ignore[attr-defined]
    assert time.monotonic() - begun < 30


def test_a_result_that_was_not_written_whole_is_left_out() -> None:
    claims, given = os.pipe()
    os.write(given, bytes(4))
    os.close(given)
    heard = signal.getsignal(signal.SIGINT)
    with TemporaryFile() as spool:
        serve(badly, PARTS, claims, spool)
        assert not spool.tell()
        serve(loudly, PARTS, claims, spool)
        signal.signal(signal.SIGINT, heard)
        os.close(claims)
        places = dict(aside._places(spool))  # noqa: SLF001 - what is left when a process is killed
        assert sorted(places) == [37, 38, 39]
        assert aside._read(spool, *places[39]) == "PART 39"  # noqa: SLF001
        spool.truncate(spool.seek(0, os.SEEK_END) - 1)
        assert sorted(dict(aside._places(spool))) == [38, 39]  # noqa: SLF001
