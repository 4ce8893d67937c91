"""A guard against waste that no busy machine can fool: how many calls Python makes for one clean item."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from catalog_std.catalog.settings import home_of
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import job_of
from tests.conftest import DAY, ROOT

MOST = 850  # calls an item; 765 when this was written
ITEMS = 120


def calls_of(work: Callable[[], object]) -> int:
    """Count the calls that some work makes, of functions in Python and in C."""
    count = 0

    def note(_frame: FrameType, event: str, _about: Any) -> None:  # noqa: ANN401 - whatever is called
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def test_a_clean_item_costs_no_more_calls_than_it_did(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        write = runpy.run_path(str(ROOT / "bench" / "generate.py"))["write"]
    finally:
        sys.path.remove(str(ROOT / "bench"))
    write(tmp_path, ITEMS, 1)
    phase = FilePhase.of(job_of(home_of(tmp_path), DAY))
    sheets = phase.chunk(phase.job.texts.names).sheets
    clean = [sheet.file for sheet in sheets if not sheet.findings and "basic" not in sheet.file]
    assert len(clean) > ITEMS / 2
    calls = calls_of(lambda: phase.chunk(clean)) / len(clean)
    assert 0 < calls < MOST, calls
