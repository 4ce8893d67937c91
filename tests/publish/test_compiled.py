"""Templates that were compiled are not compiled again, unless anything they are made of has changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2.bccache import Bucket

from catalog_std.publish.compiled import Compiled
from catalog_std.publish.theme import environment

SOURCE = "<p>{{ page.title }}</p>"
MODULES = ("typeset.py",)


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have Python keep what it compiles in a folder of the test's own."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def bucket_of(cache: Compiled, source: str = SOURCE) -> Bucket:
    return cache.get_bucket(environment(None, "zh"), "book/one.html", None, source)


def compiled(cache: Compiled) -> Bucket:
    bucket = bucket_of(cache)
    bucket.code = compile("1 + 1", "one.html", "exec")
    cache.set_bucket(bucket)
    return bucket


def test_what_was_compiled_is_read_again(kept: Path) -> None:
    made = compiled(Compiled("zh", MODULES, {"a": "甲"}))
    (file,) = (path for path in kept.rglob("*") if path.is_file())
    assert (file.name, made.key) == (
        f"template-book-one.{sys.implementation.cache_tag}.opt-zh.pyc",
        str(file),
    )
    assert bucket_of(Compiled("zh", MODULES, {"a": "甲"})).code == made.code


@pytest.mark.parametrize(
    ("lang", "modules", "word", "source"),
    [
        ("en", MODULES, "甲", SOURCE),
        ("zh", (*MODULES, "theme.py"), "甲", SOURCE),
        ("zh", MODULES, "乙", SOURCE),
        ("zh", MODULES, "甲", SOURCE + "!"),
    ],
)
def test_what_was_compiled_otherwise_is_not(
    lang: str, modules: tuple[str, ...], word: str, source: str
) -> None:
    compiled(Compiled("zh", MODULES, {"a": "甲"}))
    assert bucket_of(Compiled(lang, modules, {"a": word}), source).code is None


@pytest.mark.parametrize("left", [b"", b"\0", b"no code"])
def test_what_is_left_of_a_file_is_compiled_anew(left: bytes) -> None:
    cache = Compiled("zh", MODULES, {})
    file = Path(compiled(cache).key)
    file.write_bytes(file.read_bytes()[:64] + left)
    assert bucket_of(cache).code is None
    file.write_bytes(left)
    assert bucket_of(cache).code is None


def test_where_nothing_may_be_written_nothing_is(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.write_text("no folder", encoding="utf-8")
    compiled(Compiled("zh", MODULES, {}))
    assert kept.is_file()
    kept.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled(Compiled("zh", MODULES, {}))
    assert not kept.exists()


def test_our_templates_are_kept_and_those_of_a_theme_are_not(
    kept: Path, tmp_path: Path
) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "missing.html").write_text("x", encoding="utf-8")
    environment.__wrapped__(tmp_path / "theme", "zh").get_template("missing.html")
    assert not kept.exists()
    fresh = environment.__wrapped__(None, "zh").get_template("missing.html")
    assert [path.name.partition(".")[0] for path in kept.rglob("*.pyc")] == ["template-missing"]
    again = environment.__wrapped__(None, "zh").get_template("missing.html")
    assert again.root_render_func.__code__ == fresh.root_render_func.__code__
