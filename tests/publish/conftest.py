"""What tests of pages borrow."""

from __future__ import annotations

import pytest

from tests.publish.sites import Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs a command, in English."""
    monkeypatch.setenv("CATALOG_STD_LANG", "en")
    return Run(capsys)
