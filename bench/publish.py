"""How fast a catalog is published: cold, again, after one change; beside MkDocs and Hugo where they are installed.

python bench/publish.py [ITEMS] [--peers [NAME ...]]: CPU seconds (user and system) of whole processes, peak memory,
and whether a second cold build gives the same bytes. Peers get as many pages of Markdown as we write; MkDocs writes
all pages into the menu of each, so that ten times the pages take it a hundred times as long.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import blake2b
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
PEERS = {"mkdocs": "docs", "hugo": "content"}


def main() -> None:
    """Build a catalog of so many items, publish it, and print what that cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("items", type=int, nargs="?", default=1000)
    parser.add_argument("--peers", nargs="*", choices=list(PEERS), default=None)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make_catalog(home / "catalog", chosen.items)
        pages = bench_ours(home)
        if chosen.peers is not None:
            bench_peers(home, pages, chosen.peers or list(PEERS))


def make_catalog(home: Path, items: int) -> None:
    """Copy the sample catalog, its implementation items as often as it takes, each with a code of its own."""
    home.mkdir()
    for name in ("catalog.yaml", "attachments", "items/basic"):
        source, target = ROOT / name, home / name
        target.parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    samples = sorted(p for p in (ROOT / "items").rglob("*.yaml") if "basic" not in p.parts)
    texts = [(path, path.read_text(encoding="utf-8")) for path in samples]
    for number, (path, text) in enumerate(islice(cycle(texts), items)):
        code = f"{path.stem[:22]}{number:09}"
        changed = re.sub(r'^code: ".*"', f'code: "{code}"', text, flags=re.MULTILINE)
        (home / "items" / f"{number // 500:03}").mkdir(exist_ok=True)
        (home / "items" / f"{number // 500:03}" / f"{code}.yaml").write_text(changed, "utf-8")


def bench_ours(home: Path) -> int:
    """Publish cold, again, after a change, and cold elsewhere; give the number of pages."""
    catalog, site = home / "catalog", home / "site"
    cold = run_ours(catalog, site)
    pages = sum(1 for _ in site.rglob("*.html"))
    size = sum(p.stat().st_size for p in site.rglob("*") if p.is_file())
    print(f"{pages} pages, {size / 1e6:.0f} MB")
    print(f"cold      {cold:6.2f} s CPU  {pages / cold:6.0f} pages/s  peak {peak():.0f} MB")
    print(f"no-op     {run_ours(catalog, site):6.2f} s CPU")
    path = next(iter(sorted((catalog / "items" / "000").iterdir())))
    path.write_text(
        path.read_text("utf-8").replace("days: 1\n", "days: 2\n", 1) + "# changed\n", "utf-8"
    )
    print(f"one item  {run_ours(catalog, site):6.2f} s CPU")
    run_ours(catalog, home / "again")
    print(f"two builds alike: {digest(site) == digest(home / 'again')}")
    return pages


def run_ours(catalog: Path, site: Path) -> float:
    """Publish in a process of its own; give its CPU seconds."""
    return cpu(
        [
            sys.executable,
            "-m",
            "catalog_std",
            "render",
            "site",
            str(catalog),
            "--to",
            str(site),
        ],
        ROOT,
    )


def bench_peers(home: Path, pages: int, peers: list[str]) -> None:
    """Have MkDocs and Hugo make as many pages of the same words."""
    words = (ROOT / "items" / "README.md").read_text("utf-8")[:2000]
    for tool in peers:
        folder = PEERS[tool]
        if shutil.which(tool):
            place = home / tool
            for number in range(pages):
                target = place / folder / f"{number // 500}" / f"{number}.md"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(f"---\ntitle: item {number}\n---\n\n{words}\n", "utf-8")
            print(f"{tool:9} {cpu(list(peer_command(tool, place)), place):6.2f} s CPU")


def peer_command(tool: str, place: Path) -> Iterator[str]:
    """Give a peer's command line, after writing the least it needs."""
    if tool == "hugo":
        (place / "layouts" / "_default").mkdir(parents=True)
        (place / "layouts" / "_default" / "single.html").write_text(
            "<h1>{{ .Title }}</h1>{{ .Content }}", "utf-8"
        )
        (place / "config.toml").write_text(
            'disableKinds = ["RSS", "taxonomy", "term"]\n', "utf-8"
        )
        yield from ("hugo", "--quiet")
    else:
        (place / "mkdocs.yml").write_text("site_name: x\nplugins: []\n", "utf-8")
        yield from ("mkdocs", "build", "--quiet")


def cpu(command: list[str], folder: Path) -> float:
    """Run a command; give its user and system seconds."""
    before = spent()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return spent() - before


def spent() -> float:
    """Give the CPU seconds of finished child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak() -> float:
    """Give the most memory a child process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def digest(folder: Path) -> str:
    """Give the digest of all files below a folder."""
    whole = blake2b()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"({time.monotonic() - started:.0f} s)")
