"""The page of an agency tells its guides, the papers they ask for, and the papers it issues."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import untraced
from tests.publish.sites import BASIC, CODE, LOCAL, OTHER, Run, catalog, sample_site

AGENCY = "11440106MB9903310Y"
LICENCE = """\
basic_code: "000131903000"
name: 企业设立登记
type: licence
sector: market_regulation
applicants: [enterprise]
materials: [{id: lease, name: 租赁合同, kind: proof, originals: 1, copies: 0, medium: paper, source: other}]
results: [{name: 营业执照, kind: licence, licence_type: business_licence}]
"""
BROUGHT = LOCAL + (
    "materials:\n"
    "  - {id: licence, name: 营业执照, kind: certificate, originals: 0, copies: 1, medium: paper, source: government,\n"
    "     issuer: 市场监督管理部门, issued_by: '000131903000', licence_type: business_licence}\n"
    "  - {id: plan, name: 平面布局图, kind: proof, originals: 1, copies: 0, medium: paper, source: applicant}\n"
)
GIVER = f"""\
basic_code: "000131903000"
code: "{CODE.replace("131901", "131903")}"
jurisdiction: "440106"
agency: {{name: 天河区行政审批局, code: "11440106MB9903999X"}}
"""


def told(page: Path) -> str:
    """Give what a page says, its marks away."""
    return re.sub(r"(?:<[^>]*>|\s)+", "|", page.read_text("utf-8"))


def published(tmp_path: Path, run: Run, local: str) -> Path:
    """Publish two agencies: one asks for the licence that the other issues."""
    items = {"b": BASIC, "c": LICENCE, "l": local, "g": GIVER}
    home = catalog(tmp_path, {f"items/{name}.yaml": text for name, text in items.items()})
    assert run("render", "site", home, "--to", home / "site").code == 0
    return home / "site"


@untraced
def test_an_agency_tells_which_papers_it_asks_for(tmp_path: Path, run: Run) -> None:
    page = told(published(tmp_path, run, BROUGHT) / f"agencies/{AGENCY}/index.html")
    assert "|指南|1|要哪些材料|2|其中可以调取|1|核发哪些材料|1|" in page
    assert "|营业执照|可以调取|市场监督管理部门|1|1|" in page
    assert "|平面布局图|1|1|" in page


@untraced
def test_what_is_fetched_already_could_not_be_fetched(tmp_path: Path, run: Run) -> None:
    page = told(published(tmp_path, run, LOCAL) / f"agencies/{AGENCY}/index.html")
    assert "|营业执照|市场监督管理部门|1|0|" in page
    assert "可以调取|0|" in page


@untraced
def test_an_agency_tells_which_papers_it_issues_and_who_asks(tmp_path: Path, run: Run) -> None:
    site = published(tmp_path, run, BROUGHT)
    page = told(site / "en/agencies/11440106MB9903999X/index.html")
    assert "|Papers|it|issues|1|" in page
    assert "|营业执照|could|be|fetched|1|1|" in page
    unasked = (site / f"agencies/{AGENCY}/index.html").read_text("utf-8")
    assert '<th scope="row">食品经营许可证</th>' in unasked


@untraced
def test_an_agency_without_places_or_papers_has_a_page(tmp_path: Path, run: Run) -> None:
    bare = f'code: "{OTHER}"\nname: 甲\nagency: {{name: 甲局, code: "11330106MB9913316E"}}\n'
    home = catalog(tmp_path, {"items/a.yaml": bare})
    assert run("render", "site", home, "--to", home / "site").code == 0
    page = (home / "site/agencies/11330106MB9913316E/index.html").read_text("utf-8")
    assert "h-asks" not in page
    assert "h-issues" not in page


def test_our_own_agencies_lead_to_the_pages_of_papers() -> None:
    page = sample_site() / f"agencies/{AGENCY}/index.html"
    hrefs = re.findall(r'href="\.\./\.\./(papers/[^"]+)"', page.read_text("utf-8"))
    assert len(hrefs) > 2
    assert all((sample_site() / href).exists() for href in hrefs)
