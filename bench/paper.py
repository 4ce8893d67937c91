"""Time each document of every guide of the bundled catalog, in both languages: python bench/paper.py.

Prints CPU milliseconds a document (median and most), its size, and how many pages the PDFs have.
"""

from __future__ import annotations

import io
import statistics
import time
from collections import Counter
from pathlib import Path

from pypdf import PdfReader

from catalog_std.catalog.settings import home_of
from catalog_std.cli.paper import FORMATS, Means, printers_of
from catalog_std.paper.documents import Documents
from catalog_std.publish.press import LANGS
from catalog_std.publish.site import Earlier, plan_of
from catalog_std.run.job import job_of

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print a line a format."""
    home = home_of(ROOT)
    assert home.settings.as_of
    plan = plan_of(job_of(home, home.settings.as_of), home, Earlier())
    documents, pages = Documents(plan, ()), Counter[int]()
    print(f"{'':10} {'documents':>9} {'median ms':>9} {'most ms':>8} {'median KB':>9}")
    for printer in printers_of(FORMATS, Means((), None)):
        spent, sizes = [], []
        for card in plan.atlas.cards:
            for lang in LANGS:
                begun = time.process_time()
                made = documents.alone(card, printer, lang)
                spent.append(1000 * (time.process_time() - begun))
                sizes.append(len(made) / 1024)
                if printer.suffix == "pdf":
                    pages[len(PdfReader(io.BytesIO(made)).pages)] += 1
        median, size = statistics.median(spent), statistics.median(sizes)
        print(f"{printer.name:10} {len(spent):9} {median:9.1f} {max(spent):8.1f} {size:9.0f}")
    print("pages of PDF:", dict(sorted(pages.items())))


if __name__ == "__main__":
    main()
