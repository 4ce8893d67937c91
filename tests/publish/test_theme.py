"""A theme may change colours and templates, and nothing else; ours are legible."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from catalog_std.publish.attachments import Attachments
from catalog_std.publish.look import look_of
from catalog_std.publish.theme import TEMPLATES, Theme, slug_of
from catalog_std.publish.tokens import TOKENS, contrast_ratio, failing_pairs, token_css
from catalog_std.publish.words import WORDS
from catalog_std.trouble import CatalogError
from tests.conftest import untraced
from tests.publish.sites import BASIC, CODE, LOCAL, Run, catalog


def test_every_pair_of_colours_can_be_read_in_every_scheme() -> None:
    assert list(failing_pairs(TOKENS)) == []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast_ratio("#0a0a0a", "#0a0a0a") == 1


def test_colours_are_written_for_each_scheme() -> None:
    css = token_css(TOKENS)
    assert css.count("--ink:") == 5
    assert "prefers-color-scheme: dark" in css


def test_words_leave_the_same_blanks_in_both_tongues() -> None:
    for name, text in WORDS.items():
        assert text.blanks("zh") == text.blanks("en"), name


def theme(folder: Path, toml: str = "api = 1\n", **templates: str) -> Path:
    """Write a theme."""
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text(toml, "utf-8")
    for name, text in templates.items():
        path = folder / "templates" / f"{name}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@untraced
def test_a_theme_changes_colours_style_and_a_template(tmp_path: Path, run: Run) -> None:
    files = {"items/b.yaml": BASIC, "items/l.yaml": LOCAL}
    home = catalog(tmp_path, files, "publish: {theme: look}\n")
    folder = theme(
        home / "look",
        'api = 1\n[tokens]\nbrand = ["#5a0c72", "#d8a0e6", "#ffe94d"]\nc3 = "#123456"\n',
    )
    (folder / "templates").mkdir()
    (folder / "templates" / "missing.html").write_text(
        "<p>ours: {{ w.not_found }}</p>", "utf-8"
    )
    (folder / "user.css").write_text(".site { letter-spacing: .1em; }", "utf-8")
    assert run("render", "site", home, "--to", home / "site").code == 0
    css = next((home / "site/assets").glob("site.*.css")).read_text("utf-8")
    assert "--brand: #5a0c72" in css
    assert css.count("#123456") == 5
    assert ".site { letter-spacing" in css
    assert (home / "site/404.html").read_text("utf-8") == "<p>ours: 没有这个页面</p>"
    assert (home / "site/items" / CODE / "index.html").exists()


@untraced
def test_a_template_taken_out_long_ago_still_finds_its_way(tmp_path: Path, run: Run) -> None:
    home = catalog(tmp_path, {"items/b.yaml": BASIC}, "publish: {theme: look}\n")
    templates = theme(home / "look", "api = 1") / "templates"
    templates.mkdir()
    (templates / "missing.html").write_text(
        '{% import "parts.html" as parts with context %}{{ parts.way([]) }}{{ parts.tick() }}'
        "{{ w.count_places.format(n=1) }}",
        "utf-8",
    )
    assert run("render", "site", home, "--to", home / "site").code == 0
    page = (home / "site/404.html").read_text("utf-8")
    assert '<li><a href="index.html">' in page
    assert "<svg" in page
    assert "1 places" in (home / "site/en/404.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("", "api = 1"),
        ("api = 2", "api = 1"),
        ("api = ", "cannot be read"),
        ('api = 1\n[tokens]\nbrnd = "#000000"', "did you mean brand"),
        ('api = 1\n[tokens]\nbrand = "red"', "#rrggbb"),
        ('api = 1\n[tokens]\nbrand = ["#000000"]', "#rrggbb"),
        ("api = 1\n[tokens]\nbrand = 5", "#rrggbb"),
        ('api = 1\n[tokens]\nink = "#ffffff"', "cannot be read: ink / paper"),
        ('api = 1\ntokens = "x"', ""),
    ],
)
def test_a_theme_that_cannot_be_used_is_refused(tmp_path: Path, toml: str, told: str) -> None:
    folder = theme(tmp_path / "look", toml)
    if not told:
        assert look_of(folder).tokens == TOKENS
        return
    with pytest.raises(CatalogError) as refused:
        look_of(folder)
    assert told in refused.value.saying.en


def test_a_theme_folder_has_to_be_there(tmp_path: Path, run: Run) -> None:
    home = catalog(tmp_path, {}, "publish: {theme: nowhere}\n")
    told = run("render", "site", home, "--to", home / "site")
    assert (told.code, "no such folder" in told.err) == (2, True)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ page.__init__.__globals__ }}",
        "{% for x in range(999999999) %}{% endfor %}",
    ],
)
def test_a_template_of_a_theme_runs_in_a_sandbox(tmp_path: Path, run: Run, text: str) -> None:
    home = catalog(tmp_path, {}, "publish: {theme: look}\n")
    theme(home / "look", missing=text)
    told = run("render", "site", home, "--to", home / "site")
    assert told.code == 2
    assert "missing.html" in told.err


@pytest.mark.parametrize("text", ["{% if %}", "{{ nothing }}"])
def test_a_template_that_does_not_work_is_told(tmp_path: Path, run: Run, text: str) -> None:
    home = catalog(tmp_path, {}, "publish: {theme: look}\n")
    theme(home / "look", missing=text)
    assert run("render", "site", home, "--to", home / "site").code == 2


def test_a_template_is_taken_out_to_be_changed(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        run("theme", "eject", "sections/faq.html").out == "theme/templates/sections/faq.html\n"
    )
    assert (tmp_path / "theme/templates/sections/faq.html").read_bytes() == (
        TEMPLATES / "sections/faq.html"
    ).read_bytes()
    assert look_of(tmp_path / "theme").templates == Path("theme/templates").absolute()
    assert run("theme", "eject", "sections/faq.html").code == 2
    assert run("theme", "eject", "sections/legal.html").code == 0
    assert "did you mean guide.html" in run("theme", "eject", "guid.html").err
    assert "no template zzz" in run("theme", "eject", "zzz").err
    assert "sections/any.html" in run("theme", "list").out.splitlines()


def test_every_template_can_be_set_apart_from_the_others() -> None:
    names = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    assert {"base.html", "guide.html", "short.html", "sections/materials.html"} <= names
    assert Theme(Attachments(Path())).render(
        "moved.html", "en", {"target": "x", "address": "", "words": "甲"}
    )
    with pytest.raises(UndefinedError):
        Theme(Attachments(Path())).render("missing.html", "en", {})
    assert slug_of("a_b") == "a-b"
    assert slug_of("a b") == ""
