"""The preview: what is seen in a browser, what is refused, and that it follows the files."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from catalog_std.cli import main
from catalog_std.cli.speech import Speech
from catalog_std.preview import page
from catalog_std.preview.server import Preview
from catalog_std.preview.shelf import Shelf
from catalog_std.run.desk import Desk
from tests.conftest import DAY, untraced
from tests.editor.test_server import BASIC, HERE, LOCAL, catalog

__all__ = ["catalog"]


@dataclass(frozen=True)
class Browser:
    """Asks a server for pages."""

    port: int

    def ask(self, path: str, method: str = "GET", host: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, headers={"Host": host or f"localhost:{self.port}"})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        connection.close()
        return answer.status, text

    def policy(self, path: str) -> str:
        """Give the policy that a page comes with."""
        with urlopen(f"http://localhost:{self.port}{path}") as answer:
            return str(answer.headers["Content-Security-Policy"])


@contextmanager
def served(root: Path) -> Iterator[Browser]:
    """Serve a catalog on a thread; every request looks at the disk."""
    speech = Speech("zh", asked=True)
    shelf = Shelf(root, Desk(lambda: DAY), pause=0)
    server = Preview(("127.0.0.1", 0), shelf, speech.within)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    with server:
        thread.start()
        try:
            yield Browser(server.server_port)
        finally:
            server.shutdown()
            thread.join()


def test_findings_and_effective_items_are_shown(catalog: Path) -> None:
    with served(catalog) as browser:
        status, shown = browser.ask("/")
        assert status == 200
        assert "承诺 70 个工作日，超过法定 60 个工作日" in shown
        assert "<mark>70</mark>" in shown
        status, shown = browser.ask(f"/item?of={quote(HERE)}")
        assert status == 200
        assert "<h1>居民身份证补领</h1>" in shown
        assert '<tr class="inherited"><td>事项名称 <small>name</small></td>' in shown
        assert "items/basic/a.yaml:2" in shown
        assert "😀照片" in shown
        assert "<small> 纸质</small>" in shown
        for code in ("11440100007483172Q3000709901000", "000709901000"):
            assert browser.ask(f"/item?of={code}")[0] == 200


@untraced
@pytest.mark.parametrize(
    "path", ["/item?of=999", "/item", "/item?of=../catalog.yaml", "/etc/passwd", "/item/"]
)
def test_what_is_not_there_is_not_found(path: str, catalog: Path) -> None:
    with served(catalog) as browser:
        status, shown = browser.ask(path)
        assert status == 404
        assert "没有事项" in shown


def test_a_page_notices_that_a_file_was_saved(catalog: Path) -> None:
    with served(catalog) as browser:
        before = browser.ask("/revision")[1]
        assert browser.ask("/revision")[1] == before
        assert f'data-revision="{before}"' in browser.ask("/")[1]
        (catalog / HERE).write_text(LOCAL.replace("days: 70", "days: 9"), encoding="utf-8")
        (catalog / "gone").symlink_to(catalog / "nowhere")
        assert browser.ask("/revision")[1] != before
        assert "超过法定" not in browser.ask("/")[1]
        (catalog / "catalog.yaml").write_text("versoin: 1\n", encoding="utf-8")
        assert "versoin" in browser.ask("/")[1]
        (catalog / "catalog.yaml").unlink()
        assert browser.ask("/") == (200, "")
        (catalog / "catalog.yaml").write_text("as_of: 2026-11-01\n", encoding="utf-8")
        assert browser.ask("/")[0] == 200
        (catalog / HERE).write_text("[", encoding="utf-8")
        assert browser.ask(f"/item?of={quote(HERE)}")[0] == 200


def test_only_our_own_names_are_answered_and_only_to_look(catalog: Path) -> None:
    with served(catalog) as browser:
        assert browser.ask("/", host="evil.example")[0] == 421
        assert browser.ask("/", host=f"evil.example:{browser.port}")[0] == 421
        assert browser.ask("/", host=f"127.0.0.1:{browser.port}")[0] == 200
        assert browser.ask("/", "HEAD") == (200, "")
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            assert browser.ask("/", method)[0] == 501
        assert "setInterval" in browser.ask("/live.js")[1]
        assert "table" in browser.ask("/sheet.css")[1]


def test_what_items_say_is_text_to_the_page(catalog: Path) -> None:
    bad = BASIC.replace("居民身份证补领", "'<script>alert(1)</script>'")
    (catalog / "items/basic/a.yaml").write_text(bad, encoding="utf-8")
    with served(catalog) as browser:
        for path in ("/", "/item?of=000709901000", "/item?of=%3Cscript%3E"):
            shown = browser.ask(path)[1]
            assert "<script>" not in shown
            assert "&lt;script&gt;" in shown


def test_a_page_lists_no_more_than_it_can_bear(
    catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST", 1)
    with served(catalog) as browser:
        shown = browser.ask("/")[1]
        assert "条未列出" in shown
        assert shown.count("<article") == 1


def test_the_disk_is_not_looked_at_all_the_time(catalog: Path) -> None:
    shelf = Shelf(catalog, Desk(lambda: DAY), pause=60)
    first = shelf.look()
    (catalog / HERE).unlink()
    assert shelf.look() == first
    shelf.desk.shut(catalog)


def test_the_command_serves_until_it_is_interrupted(catalog: Path) -> None:
    start = (  # a shell may have had the signal ignored
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from catalog_std.cli import main; main(['serve', '--port', '0', '--lang', 'en'])"
    )
    arguments = [sys.executable, "-c", start]
    process = subprocess.Popen(
        arguments, cwd=catalog, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert process.stdout
    line = process.stdout.readline()
    assert line.startswith("open http://127.0.0.1:")
    port = int(line.split(":")[2].partition("/")[0])
    assert Browser(port).ask("/")[0] == 200
    process.send_signal(2)
    assert process.wait(30) == 130
    process.stdout.close()


def test_an_open_address_is_told_and_a_taken_port_is_one_clear_line(
    catalog: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(catalog)
    monkeypatch.setattr(Preview, "serve_forever", lambda _: time.sleep(0))
    for host in ("0.0.0.0", "127.0.0.1"):  # noqa: S104 - that is the point
        with pytest.raises(SystemExit) as left:
            main(["serve", "--port", "0", "--host", host, "--lang", "en"])
        assert not left.value.code
        assert ("no loopback address" in capsys.readouterr().err) == (host == "0.0.0.0")  # noqa: S104
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SystemExit) as left:
            main(["serve", "--port", str(taken.getsockname()[1])])
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("catalog-std: 127.0.0.1:")


CODE = "11440100007483172Q3000709901000"


def test_the_guide_is_shown_as_it_would_be_published_and_follows_the_file(
    catalog: Path,
) -> None:
    with served(catalog) as browser:
        assert f'href="/guide?of={CODE}"' in browser.ask(f"/item?of={quote(HERE)}")[1]
        status, shell = browser.ask(f"/guide?of={CODE}")
        assert status == 200
        assert f'<iframe src="/guide/items/{CODE}/index.html"' in shell
        status, shown = browser.ask(f"/guide/items/{CODE}/index.html")
        assert status == 200
        assert "居民身份证补领" in shown
        assert "70" in shown
        before = browser.ask("/revision")[1]
        (catalog / HERE).write_text(LOCAL.replace("days: 70", "days: 9"), encoding="utf-8")
        assert browser.ask("/revision")[1] != before
        assert browser.ask(f"/guide/items/{CODE}/index.html")[1] != shown
        assert "Resident" not in browser.ask(f"/guide/en/items/{CODE}/index.html")[1]
        for found in re.findall(r'(?:href|src)="((?:\.\./)+[\w.-]+\.(?:css|js))"', shown):
            path = "/guide/" + found.replace("../", "")
            assert browser.ask(path)[0] == 200
        assert json.loads(browser.ask(f"/guide/items/{CODE}/data.json")[1])
        assert browser.ask("/guide/items/000709901000/index.html")[0] == 200


def test_a_guide_says_why_there_is_none(catalog: Path) -> None:
    nameless = 'basic_code: "000709902000"\n'
    (catalog / "items/basic/b.yaml").write_text(nameless, encoding="utf-8")
    (catalog / "items/basic/c.yaml").write_text('basic_code: "../x"\nname: 甲\n', "utf-8")
    (catalog / "items/basic/d.yaml").write_text("- 1\n", encoding="utf-8")
    with served(catalog) as browser:
        assert "没有指南：没有名称" in browser.ask("/guide?of=000709902000")[1]
        assert "没有指南：没有可用作网址的编码" in browser.ask("/guide?of=../x")[1]
        assert (
            "没有指南：没有可用作网址的编码" in browser.ask("/guide?of=items/basic/d.yaml")[1]
        )
        assert browser.ask("/guide/items/000709902000/index.html")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/guide",
        "/guide?of=999",
        "/guide/",
        "/guide/items/",
        "/guide/items/999/index.html",
        "/guide/../catalog.yaml",
        "/guide/items/000709901000/../../../catalog.yaml",
        "/guide/items/000709901000/%2e%2e/catalog.yaml",
        "/guide/catalog.yaml",
        "/guide//etc/passwd",
    ],
)
def test_a_guide_opens_no_other_file(path: str, catalog: Path) -> None:
    with served(catalog) as browser:
        status, shown = browser.ask(path)
        assert status == 404
        assert "没有事项" in shown


def test_forms_of_a_guide_can_be_fetched(catalog: Path) -> None:
    (catalog / "forms").mkdir()
    (catalog / "forms" / "a.pdf").write_bytes(b"%PDF-1.7 sample")
    with_form = LOCAL.replace(
        "    medium: paper\n", "    medium: paper\n    blank_form: forms/a.pdf\n"
    )
    (catalog / HERE).write_text(with_form, encoding="utf-8")
    with served(catalog) as browser:
        shown = browser.ask(f"/guide/items/{CODE}/index.html")[1]
        (form,) = set(re.findall(r"files/\w+\.pdf", shown))
        assert browser.ask(f"/guide/{form}") == (200, "%PDF-1.7 sample")


def test_a_template_that_breaks_down_is_told(catalog: Path) -> None:
    (catalog / "theme" / "templates").mkdir(parents=True)
    (catalog / "theme" / "theme.toml").write_text("api = 1\n", encoding="utf-8")
    (catalog / "theme" / "templates" / "guide.html").write_text("{{ nothing }}", "utf-8")
    (catalog / "catalog.yaml").write_text(
        "as_of: 2026-11-01\npublish: {theme: theme}\n", encoding="utf-8"
    )
    with served(catalog) as browser:
        assert "模板" in browser.ask(f"/guide/items/{CODE}/index.html")[1]


def test_only_our_own_pages_may_frame_a_guide(catalog: Path) -> None:
    with served(catalog) as browser:
        shell = browser.policy(f"/guide?of={CODE}")
        guide = browser.policy(f"/guide/items/{CODE}/index.html")
    assert "frame-src 'self'" in shell
    assert "frame-ancestors 'none'" in shell
    assert "frame-ancestors 'self'" in guide
    assert "connect-src 'none'" in guide
    assert "default-src 'none'" in shell
    assert "default-src 'none'" in guide
