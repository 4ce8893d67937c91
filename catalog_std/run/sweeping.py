"""Long work that throws little away: Python looks for garbage seldom while it lasts, or not at all."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (50_000, 20, 20)


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Look for garbage seldom: a third of a rebuild went into finding none among a hundred thousand cards."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def unswept() -> Iterator[None]:
    """Let go only of what nobody holds; rings of things that hold each other wait. Documents are none."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


@contextmanager
def laid_down() -> Iterator[None]:
    """Look for no garbage in what stays to the end of the process, neither while it is made nor after."""
    with unswept():
        yield
        gc.freeze()
