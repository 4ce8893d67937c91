"""Nothing an item says runs, leads astray or reaches outside the catalog."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.publish.address import is_slug, phone_url, safe_url, within
from catalog_std.publish.attachments import Attachments, outside
from catalog_std.publish.linked import script_json
from catalog_std.publish.page import POLICY
from tests.conftest import untraced
from tests.publish.sites import BASIC, CODE, LOCAL, Run, catalog

BAD = """"><script>alert(1)</script><img src=x onerror=alert(1)>'{{ 7*7 }}{% raw %}</script>"""
HOSTILE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.com",
    "/\\evil.com",
    "\\\\evil.com",
    "https:evil",
    "https:/evil",
    "http://user@evil.com",
    "http://user:pw@evil.com/",
    "https://",
    "https://evil.com\\@good.cn",
    "https://evil.com/\u202egnp.exe",
    "https://evil.com/\u200b",
    "https://[::1",
    "https://a b.cn",
    'https://x.cn/"onmouseover="x',
    "mailto:a@b.cn?bcc=everyone@x.cn",
    "/relative",
    "relative.html",
    "",
    "https://x.cn/" + "a" * 3000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_address_that_leads_astray_is_none(text: str) -> None:
    assert safe_url(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://example.cn/x?y=1&z=2#a",
        "HTTP://例子.cn:8080/办事",
        "mailto:a.b@example.cn",
        " https://example.cn ",
    ],
)
def test_an_address_to_a_host_is_kept(text: str) -> None:
    assert safe_url(text) == text.strip()


@untraced
@given(st.text())
def test_whatever_passes_is_a_web_address_without_a_user(text: str) -> None:
    url = safe_url(text)
    assert url is None or re.match(r"(?i)https?://[^/@\\]+(/|\?|#|$)|mailto:", url)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("020-12345", "tel:02012345"),
        ("+86 20 12345", "tel:+862012345"),
        ("12345转2", None),
        ("1;ext=2", None),
    ],
)
def test_a_telephone_number_is_digits(text: str, url: str | None) -> None:
    assert phone_url(text) == url


@pytest.mark.parametrize("text", ["", "..", "a/b", "a.b", "甲", "-a", "a-", "a" * 65, "a\n"])
def test_what_is_no_code_is_no_folder(text: str) -> None:
    assert not is_slug(text)


def test_paths_are_quoted() -> None:
    assert within("../", "a b/甲#x") == "../a%20b/%E7%94%B2#x"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a catalog with a form in it, a secret beside it, and links from one to the other."""
    (tmp_path / "secret.txt").write_text("secret")
    home = tmp_path / "catalog"
    (home / "forms").mkdir(parents=True)
    (home / "forms" / "a.txt").write_text("form")
    (home / "forms" / "big.txt").write_bytes(b"x" * 20_000_001)
    (home / "forms" / "run.html").write_text("<script>")
    (home / "forms" / ".hidden.txt").write_text("x")
    (home / "forms" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (home / "out").symlink_to(tmp_path)
    (home / "inner.txt").symlink_to(home / "forms" / "a.txt")
    (home / "dir.txt").mkdir()
    return home


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt", "forms/../../secret.txt", "/etc/passwd.txt", "forms//a.txt", "forms\\a.txt",
        "forms/%2e%2e/a.txt", "~/a.txt", "c:/a.txt", "forms/a.txt\x00", "forms/link.txt", "out/secret.txt",
        "forms/run.html", "forms/.hidden.txt", "./forms/a.txt", "forms/big.txt", "forms/none.txt", "dir.txt",
        "forms/\u202etxt.a.txt", "", "forms/a.txt/",
    ],
)  # fmt: skip
def test_a_path_that_leaves_the_catalog_is_no_attachment(root: Path, name: str) -> None:
    assert Attachments(root).found(name) is None


def test_an_attachment_is_named_by_its_content(root: Path) -> None:
    files = Attachments(root)
    found, inner = files.found("forms/a.txt"), files.found("inner.txt")
    assert found
    assert inner
    assert re.fullmatch(r"files/[0-9a-f]{16}\.txt", found.path)
    assert found.path == inner.path
    assert files.found("forms/a.txt") is found
    assert outside("https://example.cn/f.pdf") == "https://example.cn/f.pdf"
    assert outside("http://example.cn/f.pdf") is None
    assert outside("https://u@example.cn/f.pdf") is None


def test_json_cannot_end_a_script() -> None:
    text = script_json({"a": "</script><!--\u2028&"})
    assert not re.search("[<>&\u2028]", text)
    assert json.loads(text) == {"a": "</script><!--\u2028&"}


def hostile(text: str) -> str:
    """Put the attack into every text of an item."""
    quoted = json.dumps(BAD)
    for word in (
        "申请书",
        "食品经营许可证",
        "开饭店办证",
        "有营业执照",
        "中华人民共和国食品安全法",
        "市场监督管理部门",
    ):
        text = text.replace(word, quoted)
    for word in (
        "受理单",
        "材料齐全",
        "受理",
        "窗口",
        "天河区市场监督管理局",
        "大厅",
        "天府路1号",
    ):
        text = text.replace(word, quoted)
    return re.sub(r"^name: .*$", f"name: {quoted}", text, flags=re.MULTILINE)


def test_nothing_an_item_says_is_markup(tmp_path: Path, run: Run) -> None:
    local = (
        hostile(LOCAL)
        .replace("https://example.cn/x", "javascript:alert(1)")
        .replace("020-12345", "1 onclick=x")
    )
    event = f"{{id: e, name: {json.dumps(BAD)}, summary: {json.dumps(BAD)}, steps: [{{id: s, item: '000131901000'}}]}}"
    files = {"items/b.yaml": hostile(BASIC), "items/l.yaml": local, "events/e.yaml": event}
    home = catalog(tmp_path, files)
    assert run("render", "site", home, "--to", home / "site").code == 0
    texts = [path.read_text("utf-8") for path in (home / "site").rglob("*.html")]
    assert any("&lt;script&gt;" in text for text in texts)
    for text in texts:
        scripts = re.findall(r"<script[^>]*>", text)
        assert all(
            s.startswith(('<script src="', '<script type="application/ld+json"'))
            for s in scripts
        )
        assert "<img src=x" not in text
        assert "javascript:" not in re.sub(r'class="code">[^<]*', "", text)
        assert not re.search(r"<[^>]* on[a-z]+=", re.sub(r'"[^"]*"', '""', text))
        assert 'style="' not in text
        assert "49" not in re.sub(r"[^{}0-9]", "", text.split("{{")[0])[:0]
        assert (
            POLICY in text.replace("&#39;", "'")
            or "default-src &#39;none&#39;; base-uri" in text
        )
    page = (home / "site" / "items" / CODE / "index.html").read_text("utf-8")
    assert "{{ 7*7 }}" in page
    linked = re.search(r'ld\+json">(.*?)</script>', page)
    assert linked
    assert json.loads(linked[1])["name"] == BAD
    for path in (home / "site" / "search").glob("d*.js"):
        assert json.loads(path.read_text("utf-8").split(",", 1)[1].strip().removesuffix(");"))


def test_the_policy_allows_no_inline_script_and_no_inline_style() -> None:
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY
    assert "base-uri 'none'" in POLICY
