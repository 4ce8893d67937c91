"""A site is built whole, kept up to date, checked, and never harms what is not its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog_std.publish.build import MANIFEST
from catalog_std.publish.links import Links
from catalog_std.publish.output import key_of
from tests.conftest import untraced
from tests.publish.sites import BASIC, CODE, LOCAL, OTHER, Run, catalog, sample_site

FORM = LOCAL + (
    "materials: [{id: form, name: 申请书, kind: form, blank_form: attachments/f.txt, "
    "sample: attachments/none.pdf, source: applicant}, {name: 网上的, blank_form: 'https://example.cn/f.doc'}]\n"
)
FILES = {
    "items/basic.yaml": BASIC,
    "items/local.yaml": FORM,
    "attachments/f.txt": "表",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a small catalog."""
    return catalog(tmp_path / "catalog", FILES)


def pages(site: Path) -> dict[str, bytes]:
    """Read all files of a site."""
    return {
        p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()
    }


@untraced
def test_every_item_has_pages_in_both_languages(home: Path, run: Run) -> None:
    site = home / "site"
    assert run("render", "site", home, "--to", site).code == 0
    for path in (
        f"items/{CODE}/index.html",
        f"items/{CODE}/short.html",
        "items/000131901000/index.html",
    ):
        assert 'lang="zh-CN"' in (site / path).read_text("utf-8").split("\n")[1]
        assert 'lang="en"' in (site / "en" / path).read_text("utf-8").split("\n")[1]
    assert json.loads((site / f"items/{CODE}/data.json").read_bytes())["name"] == "食品经营许可"
    text = (site / f"items/{CODE}/index.html").read_text("utf-8")
    assert "空白表格</a>" in text
    assert "（文件缺失）" in text
    assert 'href="https://example.cn/f.doc"' in text
    assert not (site / "sitemap.xml").exists()


@untraced
def test_building_again_writes_nothing(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site)
    before = pages(site)
    assert "0 files written" in run("render", "site", home, "--to", site).out
    assert pages(site) == before


@untraced
def test_two_builds_are_alike_to_the_byte(home: Path, run: Run) -> None:
    for name in ("one", "two"):
        run("render", "site", home, "--to", home / name)
    assert pages(home / "one") == pages(home / "two")


@untraced
def test_a_changed_item_changes_its_pages_and_those_that_show_it(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site)
    before = pages(site)
    (home / "items/local.yaml").write_text(FORM.replace("days: 5", "days: 4"), "utf-8")
    run("render", "site", home, "--to", site)
    after = pages(site)
    changed = {path for path in after if after[path] != before.get(path)}
    assert f"items/{CODE}/index.html" in changed
    assert "numbers/index.html" in changed
    assert "items/000131901000/index.html" not in changed


@untraced
def test_a_changed_basic_item_changes_what_inherits_from_it(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site)
    (home / "items/basic.yaml").write_text(
        BASIC.replace("食品经营许可\n", "食品许可\n", 1), "utf-8"
    )
    run("render", "site", home, "--to", site)
    assert "<h1>食品许可" in (site / f"items/{CODE}/index.html").read_text("utf-8")


@untraced
def test_what_is_no_longer_wanted_is_taken_away(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site)
    (home / "items/local.yaml").unlink()
    assert "removed" in run("render", "site", home, "--to", site).out
    assert not (site / f"items/{CODE}").exists()
    assert not (site / "areas/440106").exists()
    assert (site / "items/000131901000").exists()


def test_check_tells_what_is_stale(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site)
    fresh = run("render", "site", home, "--to", site, "--check")
    assert (fresh.code, "up to date" in fresh.out) == (0, True)
    (site / "index.html").write_text("edited by hand", "utf-8")
    (site / "404.html").unlink()
    stale = run("render", "site", home, "--to", site, "--check")
    assert (stale.code, stale.out) == (1, "index.html: stale\n404.html: stale\n")
    assert (site / "index.html").read_text("utf-8") == "edited by hand"


@untraced
def test_check_compares_bytes_not_keys(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site)
    with (home / "items/local.yaml").open("a", encoding="utf-8") as file:
        file.write("# 注释\n")
    assert run("render", "site", home, "--to", site, "--check").code == 0
    (home / "items/local.yaml").unlink()
    gone = run("render", "site", home, "--to", site, "--check")
    assert (gone.code, f"items/{CODE}/index.html: no longer wanted" in gone.out) == (1, True)


def test_a_folder_that_is_not_ours_is_left_alone(home: Path, run: Run) -> None:
    (home / "site").mkdir()
    (home / "site" / "thesis.txt").write_text("mine", "utf-8")
    told = run("render", "site", home, "--to", home / "site")
    assert told.code == 2
    assert "left alone" in told.err
    assert run("render", "site", home, "--to", home / "catalog.yaml").code == 2


def test_an_empty_folder_is_taken_and_files_of_others_in_a_site_are_kept(
    home: Path, run: Run
) -> None:
    (home / "site").mkdir()
    assert run("render", "site", home, "--to", home / "site").code == 0
    (home / "site" / "CNAME").write_text("example.cn", "utf-8")
    (home / "site" / "elsewhere").symlink_to(home)
    run("render", "site", home, "--to", home / "site")
    assert (home / "site" / "CNAME").exists()


@pytest.mark.parametrize(
    "text",
    [
        *("{", "[]", '{"edition": 1}', '{"edition": 0, "outputs": {}, "cards": {}}'),
        *('{"edition": 3, "outputs": [], "cards": {}, "whole": []}',),
        *('{"edition": 3, "outputs": {"index.html": ["", ""]}, "cards": {}, "whole": []}',),
    ],
)
def test_a_broken_manifest_means_building_anew(home: Path, run: Run, text: str) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site)
    before = pages(site)
    (site / MANIFEST).write_text(text, "utf-8")
    assert run("render", "site", home, "--to", site).code == 0
    assert pages(site) == before


@untraced
def test_a_manifest_cannot_have_files_elsewhere_deleted(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site)
    data = json.loads((site / MANIFEST).read_bytes())
    (home / "mine").mkdir()
    (home / "mine" / "a.html").write_text("mine", "utf-8")
    (site / "theirs").symlink_to(home / "mine", target_is_directory=True)
    (site / "old.html").write_text("old", "utf-8")
    for path in ("../catalog.yaml", "theirs/a.html", "old.html", "gone/a.html"):
        data["outputs"][path] = " "
    data["whole"] = []
    (site / MANIFEST).write_text(json.dumps(data), "utf-8")
    told = run("render", "site", home, "--to", site)
    assert (home / "catalog.yaml").exists()
    assert (home / "mine" / "a.html").exists()
    assert not (site / "old.html").exists()
    assert "1 removed" in told.out


def test_a_link_in_the_place_of_a_page_is_replaced_and_not_followed(
    home: Path, run: Run
) -> None:
    site, elsewhere = home / "site", home / "elsewhere.html"
    elsewhere.write_text("mine", "utf-8")
    assert run("render", "site", home, "--to", site).code == 0
    (site / "404.html").unlink()
    (site / "404.html").symlink_to(elsewhere)
    assert run("render", "site", home, "--to", site).code == 0
    assert elsewhere.read_text("utf-8") == "mine"
    assert not (site / "404.html").is_symlink()


@untraced
def test_a_build_that_was_killed_goes_on(home: Path, run: Run) -> None:
    site = home / "site"
    site.mkdir()
    (site / MANIFEST).write_text('{"edition": 1, "outputs": {}, "cards": {}}', "utf-8")
    (site / "index.html").write_text("half", "utf-8")
    assert run("render", "site", home, "--to", site).code == 0
    assert (site / "index.html").read_text("utf-8") != "half"


def test_a_path_that_cannot_be_a_folder_is_told(home: Path, run: Run) -> None:
    told = run("render", "site", home, "--to", home / "attachments" / "f.txt" / "site")
    assert told.code == 2
    assert "f.txt" in told.err


@untraced
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name: 甲\n", "no code"),
        ('basic_code: "../x"\nname: 甲\n', "no code"),
        ('basic_code: "000131901000"\nname: 甲\n', "has the code 000131901000 already"),
        ('basic_code: "000131909000"\n', "no name"),
    ],
)
def test_an_item_without_a_page_is_told(home: Path, run: Run, text: str, why: str) -> None:
    (home / "items/z.yaml").write_text(text, "utf-8")
    told = run("render", "site", home, "--to", home / "site")
    assert told.code == 1
    assert "items/z.yaml: not published: " in told.err
    assert why in told.err
    assert (home / "site" / "items" / CODE).exists()


@untraced
def test_a_file_without_items_is_passed_over(home: Path, run: Run) -> None:
    (home / "items/z.yaml").write_text("", "utf-8")
    assert run("render", "site", home, "--to", home / "site").code == 0


def test_an_old_code_leads_to_the_new_page(home: Path, run: Run) -> None:
    old = "11440106MB9903310Y4000131901XXX"
    text = FORM + f'previous_codes: ["{old}", "000131901000", "../x", "{old}", 5]\n'
    (home / "items/local.yaml").write_text(text, "utf-8")
    (home / "catalog.yaml").write_text(
        (home / "catalog.yaml").read_text() + 'publish: {base_url: "https://example.cn"}\n'
    )
    assert run("render", "site", home, "--to", home / "site").code == 0
    stub = (home / "site" / "items" / old / "index.html").read_text("utf-8")
    assert f'content="0; url=../{CODE}/index.html"' in stub
    assert f'<link rel="canonical" href="https://example.cn/items/{CODE}/">' in stub
    assert (home / "site" / "en" / "items" / old / "index.html").exists()
    assert (
        f"<loc>https://example.cn/items/{CODE}/</loc>"
        in (home / "site/sitemap.xml").read_text()
    )
    assert "Sitemap: https://example.cn/sitemap.xml" in (home / "site/robots.txt").read_text()
    assert (home / "site" / "items" / CODE / "qr.svg").read_bytes().startswith(b"<svg")


def test_one_guide_stands_alone(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    assert run("render", "guide", CODE, "--to", "guide").code == 0
    guide = home / "guide"
    assert not list(
        Links(guide).broken(path for path in pages(guide) if path.endswith(".html"))
    )
    assert not (guide / "index.html").exists()
    assert run("render", "guide", "nothing", "--to", "other").code == 2


@untraced
def test_an_item_of_its_own_has_no_page_of_a_basic_item_to_lead_to(
    tmp_path: Path, run: Run
) -> None:
    lone = LOCAL.replace('"000131901000"', '"000131999000"', 1) + "name: 独有\nsector: health\n"
    home = catalog(tmp_path, {"items/a.yaml": lone})
    assert run("render", "site", home, "--to", home / "site").code == 0
    assert "独有" in (home / "site/items/index.html").read_text("utf-8")


@untraced
def test_items_without_agency_or_place_have_guides_all_the_same(
    tmp_path: Path, run: Run
) -> None:
    text = f'code: "{OTHER}"\nname: 甲\nmaterials: [{{name: 乙, issued_by: "000131903000"}}]\n'
    home = catalog(tmp_path, {"items/a.yaml": text})
    assert run("render", "site", home, "--to", home / "site").code == 0
    assert (home / "site" / "items" / OTHER / "index.html").exists()


@untraced
def test_no_link_of_our_own_site_leads_nowhere() -> None:
    site = sample_site()
    assert not list(Links(site).broken(path for path in pages(site) if path.endswith(".html")))


def test_a_link_that_leads_nowhere_is_told(home: Path, run: Run) -> None:
    theme = home / "theme" / "templates"
    theme.mkdir(parents=True)
    (home / "theme" / "theme.toml").write_text("api = 1\n")
    (theme / "missing.html").write_text(
        '<a href="nowhere.html">x</a><a href="#no">y</a>', "utf-8"
    )
    (home / "catalog.yaml").write_text(
        (home / "catalog.yaml").read_text() + "publish: {theme: theme}\n"
    )
    told = run("render", "site", home, "--to", home / "site")
    assert told.code == 1
    assert "404.html: the link nowhere.html leads nowhere" in told.err
    assert "404.html: the link #no leads nowhere" in told.err


@pytest.mark.parametrize(
    ("link", "broken"),
    [
        ("a.html", False),
        ("a.html?q=1#here", False),
        ("../x/a.html#here", False),
        ("#here", False),
        ("a.html#there", True),
        ("A.html", True),
        ("../../etc/passwd", True),
        ("b.css", False),
        ("b.css#x", True),
        ("none/b.css", True),
        ("https://example.cn/", False),
        ("tel:12345", False),
        ("%E7%94%B2.html", False),
        ("a.html&amp;b", True),
    ],
)
def test_links_are_held_against_files_and_anchors(
    tmp_path: Path,
    link: str,
    broken: bool,  # noqa: FBT001 - a column of the table
) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/a.html").write_text(f'<p id="here"><a href="{link}">', "utf-8")
    (tmp_path / "x/甲.html").write_text("", "utf-8")
    (tmp_path / "x/b.css").write_text("", "utf-8")
    assert bool(list(Links(tmp_path).broken(["x/a.html", "x/b.css"]))) == broken


@untraced
def test_progress_is_told(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("catalog_std.cli.progress._PATIENCE", -1.0)
    monkeypatch.setattr("catalog_std.cli.progress._PULSE", -1.0)
    told = run("render", "site", home, "--to", home / "site")
    assert "read 2 of 2 files" in told.err
    assert "wrote" in told.err


def test_keys_tell_parts_apart() -> None:
    assert key_of("a", "bc") != key_of("ab", "c")
    assert key_of("\ud800") == key_of("\ud800")


def test_cards_outlive_a_build_only_while_their_basic_item_stays(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site)
    kept = json.loads((site / MANIFEST).read_bytes())["cards"]
    assert set(kept) == {"items/basic.yaml", "items/local.yaml"}
    (home / "items/basic.yaml").unlink()
    assert run("render", "site", home, "--to", site).code == 1
    assert set(json.loads((site / MANIFEST).read_bytes())["cards"]) == {"items/local.yaml"}


def test_a_large_catalog_is_read_again_rather_than_held(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("render", "site", home, "--to", home / "one")
    monkeypatch.setattr("catalog_std.publish.survey._MOST_HELD", 0)
    run("render", "site", home, "--to", home / "two")
    assert pages(home / "one") == pages(home / "two")


@untraced
def test_pages_speak_their_language(home: Path, run: Run) -> None:
    site = home / "site"
    run("render", "site", home, "--to", site)
    assert "{{" not in (site / "index.html").read_text("utf-8")
    assert "由天河区市场监督管理局办理" in (site / f"items/{CODE}/index.html").read_text(
        "utf-8"
    )
    assert "Handled by" in (site / f"en/items/{CODE}/index.html").read_text("utf-8")
