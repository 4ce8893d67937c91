"""How many processors this process may use: what the system lets it run on, and the container's share."""

from __future__ import annotations

import os
from pathlib import Path

_GROUPS = Path("/sys/fs/cgroup")


def cores(groups: Path = _GROUPS) -> int:
    """Count them: at least one, and no more than affinity and container limits allow."""
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    share = _share_v2(groups) or _share_v1(groups)
    return max(1, min(free or 1, round(share) if share else free or 1))


def _share_v2(groups: Path) -> float | None:
    """Read ``cpu.max``: quota and period in microseconds; the word ``max`` is no limit."""
    words = _words(groups / "cpu.max")
    return _ratio(*words) if len(words) == 2 else None  # noqa: PLR2004 - quota, period


def _share_v1(groups: Path) -> float | None:
    """Read the older pair of files; a quota of -1 is no limit."""
    quota = _words(groups / "cpu" / "cpu.cfs_quota_us")
    period = _words(groups / "cpu" / "cpu.cfs_period_us")
    return _ratio(quota[0], period[0]) if quota and period else None


def _ratio(quota: str, period: str) -> float | None:
    limited = quota.isdigit() and period.isdigit() and int(period) > 0
    return int(quota) / int(period) if limited else None


def _words(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return []
