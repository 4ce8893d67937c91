"""Catalogs and sites for tests: texts in, files out."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from catalog_std.cli import main
from catalog_std.document import Document, documents_of
from catalog_std.effective import effective_of
from catalog_std.publish.compose import Composer
from catalog_std.publish.guide import Guide
from catalog_std.standard.profiles import Profiles
from catalog_std.standard.shelf import Shelf
from tests.conftest import DAY, ROOT, shelf

HEAD = "version: 1\nas_of: 2026-11-01\nstandards: {use: [gbt-39554.1-2020, gbt-39554.2-2020, materials-practice]}\n"
CODE = "11440106MB9903310Y4000131901000"
OTHER = "11330106MB9913316E4000131901000"
BASIC = """\
basic_code: "000131901000"
name: 食品经营许可
aliases: [开饭店办证]
type: licence
status: active
level: [municipal, county]
sector: market_regulation
legal_basis: [{title: 中华人民共和国食品安全法, article: 第三十五条, text: 国家对食品生产经营实行许可制度。}]
applicants: [enterprise]
conditions: [{id: c1, text: 有营业执照, proven_by: [licence, nothing]}]
materials:
  - {id: form, name: 申请书, kind: form, originals: 1, copies: 0, medium: either, source: applicant}
  - {id: licence, name: 营业执照, kind: certificate, originals: 0, copies: 0, medium: electronic, source: government,
     issuer: 市场监督管理部门, issued_by: "000131903000", licence_type: business_licence}
limits: {statutory: {days: 10, unit: working}, handling: promised}
fees: {charged: false}
results: [{name: 食品经营许可证, kind: licence, licence_type: food_business_licence}]
"""
LOCAL = f"""\
basic_code: "000131901000"
code: "{CODE}"
status: active
level: county
jurisdiction: "440106"
agency: {{name: 天河区市场监督管理局, code: "11440106MB9903310Y"}}
steps: [{{name: 受理, actor: 窗口, days: 1, standard: 材料齐全, result: 受理单}}, {{name: 发证, days: 0}}]
limits: {{promised: {{days: 5, unit: working}}}}
channels: {{online: {{url: "https://example.cn/x", depth: accept}}, window: {{places: [{{name: 大厅, address: 天府路1号}}]}}}}
visits: {{count: 0}}
contact: {{consult: {{phone: "020-12345"}}}}
"""


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str


class Run:
    """Runs commands in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: object) -> Ran:
        with pytest.raises(SystemExit) as left:
            main([str(one) for one in arguments])
        said = self.capsys.readouterr()
        return Ran(int(left.value.code or 0), said.out, said.err)


def catalog(folder: Path, files: dict[str, str], settings: str = "") -> Path:
    """Write a catalog."""
    for name, text in {"catalog.yaml": HEAD + settings, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def effective(text: str, under: str = "") -> Document:
    """Read an item, laid over a basic one."""
    document = documents_of("items/a.yaml", text.encode())[0]
    if not under:
        return document
    basic = documents_of("items/basic.yaml", under.encode())[0]
    return effective_of(document, {basic.data["basic_code"]: basic})


def guide_of(text: str, under: str = "", standards: Shelf | None = None) -> Guide:
    """Compose a guide from text."""
    return Composer(Profiles(standards or shelf(), DAY)).guide(effective(text, under))


@cache
def sample_site() -> Path:
    """Publish our own sample catalog, with an address, life events and two snapshots; once a process."""
    home = Path(mkdtemp(prefix="catalog-std-site-"))
    for name in ("items", "events", "attachments", "power-list"):
        shutil.copytree(ROOT / name, home / name)
    extra = (
        'publish: {base_url: "https://example.cn/guides", notice: {zh: 样例, en: a sample}}\n'
    )
    settings = (ROOT / "catalog.yaml").read_text(encoding="utf-8").split("publish:")[0]
    (home / "catalog.yaml").write_text(settings + extra, encoding="utf-8")
    for month, value in (("09", 0.6), ("10", 0.7)):
        path = home / "snapshots" / f"{month}.json"
        path.parent.mkdir(exist_ok=True)
        measures = f'{{"online-real": {{"value": {value}}}, "cut": {{"value": null}}}}'
        path.write_text(f'{{"day": "2026-{month}-01", "measures": {measures}}}', "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["render", "site", str(home), "--to", str(home / "site")])
    assert not left.value.code
    return home / "site"
