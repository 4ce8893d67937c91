"""Links are noted as pages are made, and held against files as they are when pages are read again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from catalog_std.publish.build import Built, Manifest, write_site
from catalog_std.publish.leads import Leads
from catalog_std.publish.links import Links
from catalog_std.publish.output import Output

TARGETS = ("index.html", "en/x/a.html", "en/x/y/甲.html", "en/b.css", "assets/form.txt")


def seen(folder: Path, page: str, text: str) -> tuple[Leads, Built]:
    """Write a page among some others, as a build does."""
    contents = {**dict.fromkeys(TARGETS, '<p id="here">'), page: text}
    outputs = [Output(path, "", partial(str.encode, told)) for path, told in contents.items()]
    leads = Leads()
    return leads, write_site(outputs, folder / "site", Manifest(), Manifest(), leads.watch)


@pytest.mark.parametrize(
    ("link", "nowhere"),
    [
        ("../a.html", False),
        ("../a.html#here", False),
        ("../a.html#there", True),
        ("../a.html?q=1", False),
        ("../../../index.html", False),
        ("../../../../index.html", True),
        ("../../../assets/form.txt", False),
        ("../../b.css", False),
        ("../b.css", True),
        ("../../x/../x/a.html", False),
        ("%E7%94%B2.html", False),
        ("乙.html", True),
        ("#own", False),
        ("#other", True),
        ("", False),
        ("?q=1", False),
        ("https://example.cn/", False),
        ("mailto:a@example.cn", False),
        ("ftp://example.cn/", False),
        ("../A.html", True),
    ],
)
@pytest.mark.parametrize("mark", [" href", " src", "\naction"])
def test_what_leads_nowhere_is_found_as_if_pages_were_read_again(
    tmp_path: Path, mark: str, link: str, *, nowhere: bool
) -> None:
    page = "en/x/y/page.html"
    leads, built = seen(tmp_path, page, f'<p id="own"><a{mark}="{link}">甲</a>')
    told = list(leads.broken(tmp_path / "site", built))
    assert bool(told) == nowhere
    assert told == list(Links(tmp_path / "site").broken(built.written))
