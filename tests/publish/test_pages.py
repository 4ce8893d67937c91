"""Pages as people meet them: seen by axe in Chromium, on phone and desk, in every scheme, without script."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.publish.browser import AXE, CHROMIUM, VNU, Browser, browser
from tests.publish.sites import sample_site

JAVA = shutil.which("java")
GUIDE = "items/11440106MB9903097U4000709901000/index.html"
FOOD = "items/11440106MB9903310Y4000131901000"
PAGES = (
    "index.html",
    GUIDE,
    f"{FOOD}/short.html",
    "items/000131901000/index.html",
    "items/index.html",
    "areas/440106/index.html",
    "agencies/11440106MB9903310Y/index.html",
    "events/restaurant/440106.html",
    "events/index.html",
    "numbers/index.html",
    "numbers/440106.html",
    "compare/000131901000/index.html",
    "compare/440106-511602.html",
    "papers/index.html",
    "papers/id-card.html",
    "book/index.html",
    "book/rules/index.html",
    "book/rules/LIM001.html",
    "book/standards/index.html",
    "book/standards/gbt-39554.2-2020.html",
    "book/elements/index.html",
    "book/elements/materials.html",
    "book/codes/index.html",
    "book/codes/item-type.html",
    "book/search.html",
    "search.html",
    "404.html",
)
# Each language, width and scheme is met, not each with each: axe costs a second of CPU a page.
SWEEP = (
    ("", 320, "contrast"),
    ("", 1280, "light"),
    ("en/", 320, "light"),
    ("en/", 1280, "dark"),
)
no_browser = CHROMIUM is None or not AXE.exists()
needs_browser = pytest.mark.skipif(
    no_browser, reason="没有 chromium 或 axe-core · no chromium or no axe-core: make browser"
)
needs_vnu = pytest.mark.skipif(
    JAVA is None or not VNU.exists(),
    reason="没有 java 或 vnu · no java or no vnu: make browser",
)


@pytest.fixture(scope="module")
def tab() -> Iterator[Browser]:
    """Open one tab for all tests."""
    with browser() as opened:
        yield opened


@needs_browser
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(tab: Browser, page: str) -> None:
    for prefix, width, scheme in SWEEP:
        tab.size(width)
        tab.scheme(dark=scheme == "dark")
        tab.open(sample_site() / f"{prefix}{page}")
        if scheme == "contrast":
            tab.run(
                "for (const id of ['scheme-contrast', 'size-largest']) document.getElementById(id).click()"
            )
        told = f"{prefix}{page} {width} {scheme}"
        assert tab.violations() == [], told
        assert tab.run("document.scrollingElement.scrollWidth - innerWidth") <= 0, told
        tab.run("try { localStorage.clear() } catch (refused) {}")


@needs_browser
def test_axe_does_find_what_is_wrong(tab: Browser) -> None:
    tab.open(sample_site() / "404.html")
    tab.run("document.body.insertAdjacentHTML('beforeend', '<img src=x>')")
    assert any(one.startswith("image-alt") for one in tab.violations())


@needs_browser
@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("开饭店", "食品经营许可"),
        ("spjyxk", "食品经营许可"),
        ("身份证 天河", "居民身份证"),
        ("sp", "食品经营许可"),
    ],
)
def test_search_works_from_a_folder(tab: Browser, query: str, first: str) -> None:
    tab.open(sample_site() / "search.html", f"?q={query}")
    shown = "document.querySelectorAll('#found a').length"
    tab.run(
        f"new Promise(done => {{ const look = () => {shown} ? done() : setTimeout(look, 20); look(); }})"
    )
    assert first in tab.run("document.querySelector('#found a').textContent")
    href = tab.run("document.querySelector('#found a').href")
    assert href.startswith("file://")


@needs_browser
@pytest.mark.parametrize(
    ("prefix", "query", "shown", "leads"),
    [
        ("", "原件份数", "原件份数", "book/elements/materials.html#materials.originals"),
        ("", "承诺时限长于法定", "承诺时限长于法定时限", "book/rules/LIM001.html"),
        (
            "en/",
            "longer than the law",
            "Promise longer than the law allows",
            "en/book/rules/LIM001.html",
        ),
        (
            "en/",
            "39554.2",
            "National integrated platform",
            "en/book/standards/gbt-39554.2-2020.html",
        ),
        ("", "行政许可 item-type", "事项类型", "book/codes/item-type.html"),
    ],
)
def test_the_book_has_a_search_of_its_own(
    tab: Browser, prefix: str, query: str, shown: str, leads: str
) -> None:
    tab.open(sample_site() / f"{prefix}book/search.html", f"?q={query}")
    count = "document.querySelectorAll('#found a').length"
    tab.run(
        f"new Promise(done => {{ const look = () => {count} ? done() : setTimeout(look, 20); look(); }})"
    )
    assert shown in tab.run("document.querySelector('#found a').textContent")
    assert tab.run("document.querySelector('#found a').href").endswith(leads)


@needs_browser
def test_search_finds_only_what_is_there(tab: Browser) -> None:
    tab.open(sample_site() / "search.html")
    for query in ("经营", "sf", "440106", "<script>", "证件丢失补领身份"):
        rows = tab.run(f"catalogSearch({query!r}).then(found => found.map(one => one[3]))")
        assert all(query in text for text in rows)
        assert bool(rows) == (query in ("经营", "sf", "440106"))


@needs_browser
def test_situations_and_fetched_papers_are_hidden_on_demand(tab: Browser) -> None:
    rows = "[...document.querySelectorAll('.papers .body > [role=row]')].filter(row => row.offsetParent).length"
    tab.size(1280)
    tab.open(sample_site() / GUIDE)
    before = tab.run(rows)
    tab.run("document.getElementById('s1').click()")
    assert tab.run(rows) == before - 1
    tab.open(sample_site() / FOOD / "index.html")
    before = tab.run(rows)
    tab.run("document.getElementById('hide-held').click()")
    assert tab.run(rows) == before - 2


@needs_browser
def test_differences_are_shown_first_and_all_on_demand(tab: Browser) -> None:
    rows = "[...document.querySelectorAll('.compare tbody tr')].filter(row => row.offsetParent).length"
    tab.size(1280)
    tab.open(sample_site() / "compare/000131901000/index.html")
    before = tab.run(rows)
    tab.run("document.getElementById('only-different').click()")
    assert tab.run(rows) > before > 0


@needs_browser
def test_without_script_a_guide_is_whole(tab: Browser) -> None:
    tab.size(1280)
    tab.open(sample_site() / GUIDE)
    with_script = tab.run("document.querySelector('main').innerText")
    tab.script(on=False)
    try:
        tab.open(sample_site() / GUIDE)
        assert tab.run("document.querySelector('main').innerText") == with_script
        tab.run("document.getElementById('scheme-contrast').checked = true")
        assert tab.run("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    finally:
        tab.script(on=True)


@needs_browser
def test_the_keyboard_reaches_everything(tab: Browser) -> None:
    tab.open(sample_site() / GUIDE)
    reach = """[...document.querySelectorAll('a[href], input, button, summary')]
      .filter(one => one.checkVisibility() && !(one.type === 'radio' && !one.checked))"""
    wanted = tab.run(f"{reach}.length")
    reached = 0
    for _ in range(wanted + 20):
        for kind in ("keyDown", "keyUp"):
            tab.send(
                "Input.dispatchKeyEvent",
                type=kind,
                key="Tab",
                code="Tab",
                windowsVirtualKeyCode=9,
            )
        tab.run("(window.reached ??= new Set()).add(document.activeElement)")
    reached = tab.run(f"{reach}.filter(one => window.reached.has(one)).length")
    assert reached == wanted


@needs_browser
def test_nothing_is_asked_of_the_network_and_nothing_is_blocked(tab: Browser) -> None:
    tab.open(sample_site() / GUIDE)
    loaded = tab.run("performance.getEntriesByType('resource').map(one => one.name)")
    assert all(name.startswith("file://") for name in loaded)
    assert tab.run("getComputedStyle(document.body).margin") == "0px"


@needs_vnu
def test_the_validator_finds_no_error() -> None:
    assert JAVA
    site = sample_site()
    paths = [site / prefix / page for page in PAGES for prefix in ("", "en")]
    command = [JAVA, "-jar", str(VNU), "--errors-only", "--format", "gnu", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
