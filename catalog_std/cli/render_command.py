"""``render``: the catalog becomes a site; one item becomes a guide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from catalog_std.catalog.place import catalog_at
from catalog_std.catalog.settings import home_of
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.home import home_or_defaults
from catalog_std.cli.progress import WRITTEN, progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.publish.atlas import Unpublished
from catalog_std.publish.build import Built, check_site, read_manifest, write_site
from catalog_std.publish.links import Links
from catalog_std.publish.site import book_alone, guide_alone, outputs_of, plan_of
from catalog_std.publish.survey import kept_cards
from catalog_std.run.job import job_of, shelf_of
from catalog_std.standard.profiles import Profiles
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

_BUILT = Text(
    "{folder}：写了 {written} 个文件，{kept} 个没有变化，删去 {removed} 个",
    "{folder}: {written} files written, {kept} unchanged, {removed} removed",
)
_FRESH = Text("{folder}：与目录一致（{kept} 个文件）", "{folder}: up to date ({kept} files)")
_STALE = Text("{path}：与目录不一致", "{path}: stale")
_REMOVED = Text("{path}：应当删去", "{path}: no longer wanted")
_BROKEN = Text("{page}：链接 {link} 无处可去", "{page}: the link {link} leads nowhere")
_NO_ITEM = Text("没有可以发布的事项 {item}", "no item {item} that can be published")
_LEFT = Text("{file}：没有发布：{why}", "{file}: not published: {why}")


def _to(usual: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make the option that says where to write."""
    return click.option(
        "--to",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        default=usual,
        help=both(f"写到哪个文件夹（默认 {usual}）", f"the folder to write (default: {usual})"),
    )


_check_option = click.option(
    "--check",
    is_flag=True,
    help=both(
        "不写，只看已发布的是否与目录一致，不一致以 1 退出",
        "write nothing; exit 1 where what is there is stale",
    ),
)


@click.group(
    "render",
    help=both(
        "把目录发布为站点，把事项写成指南。\n\n\b\n例：\n  catalog-std render site --to public",
        "Publish a catalog as a site, an item as a guide.\n\n\b\n"
        "Example:\n  catalog-std render site --to public",
    ),
)
def command() -> None:
    """Publish."""


@command.command(
    "site",
    help=both(
        "把 PATH 所在的目录发布为静态站点；只重写有变化的页面。\n\n\b\n"
        "例：\n  catalog-std render site --to public\n  catalog-std render site --to public --check",
        "Publish the catalog that contains PATH as a static site; only what changed is written.\n\n\b\n"
        "Examples:\n  catalog-std render site --to public\n  catalog-std render site --to public --check",
    ),
)
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=".")
@_to("site")
@_check_option
@day_option
@click.pass_obj
def site(
    speech: Speech, *, path: Path, folder: Path, check: bool, as_of: datetime | None
) -> int:
    """Build a site, or check it."""
    home = catalog_at(path)
    lang = speech.within(home.settings.output.lang)
    job = job_of(home, day_of(as_of, home.settings))
    manifest = read_manifest(folder)
    with progress_on_stderr(speech.lang) as progress:
        plan = plan_of(job, home, manifest.cards, progress)
    if check:
        built = check_site(outputs_of(plan), folder, manifest)
    else:
        with progress_on_stderr(speech.lang, WRITTEN) as progress:
            cards = kept_cards(plan.survey)
            built = write_site(outputs_of(plan), folder, manifest, cards, progress)
    _say(built, folder, lang, check=check)
    stale = check and bool(built.written or built.removed)
    broken = 0 if check else _broken(folder, built.written, lang)
    return max(_left(plan.atlas.unpublished, lang), int(stale), broken)


@command.command(
    "guide",
    help=both(
        "把一个事项（编码）写成指南，连同样式放进文件夹。\n\n\b\n"
        "例：\n  catalog-std render guide 11440106MB9903310Y4000131901000 --to guide",
        "Write the guide of one item (a code) into a folder, with what it needs to be shown.\n\n\b\n"
        "Example:\n  catalog-std render guide 11440106MB9903310Y4000131901000 --to guide",
    ),
)
@click.argument("item")
@_to("guide")
@day_option
@click.pass_obj
def guide(speech: Speech, *, item: str, folder: Path, as_of: datetime | None) -> int:
    """Write one guide."""
    home = home_of(Path())
    lang = speech.within(home.settings.output.lang)
    manifest = read_manifest(folder)
    plan = plan_of(job_of(home, day_of(as_of, home.settings)), home, {})
    if item not in plan.atlas.by_id:
        raise CatalogError(Text(_NO_ITEM.into("zh", item=item), _NO_ITEM.into("en", item=item)))
    built = write_site(guide_alone(plan, item), folder, manifest, {})
    _say(built, folder, lang, check=False)
    return 0


@command.command(
    "book",
    help=both(
        "把标准和规则写成一本可以翻看的书：标准逐条、要素字典、代码表、检查规则；站点的 book/ 里也有。\n\n\b\n"
        "例：\n  catalog-std render book --to book",
        "Write standards and rules as a book to browse: standards clause by clause, elements, code lists, rules; "
        "a site has it under book/.\n\n\b\n"
        "Example:\n  catalog-std render book --to book",
    ),
)
@_to("book")
@_check_option
@day_option
@click.pass_obj
def book(speech: Speech, *, folder: Path, check: bool, as_of: datetime | None) -> int:
    """Write the book by itself, or check it."""
    home = home_or_defaults()
    lang = speech.within(home.settings.output.lang)
    profiles = Profiles(shelf_of(home), day_of(as_of, home.settings))
    manifest, outputs = read_manifest(folder), book_alone(home, profiles)
    built = (
        check_site(outputs, folder, manifest)
        if check
        else write_site(outputs, folder, manifest, {})
    )
    _say(built, folder, lang, check=check)
    stale = check and bool(built.written or built.removed)
    return max(int(stale), 0 if check else _broken(folder, built.written, lang))


def _say(built: Built, folder: Path, lang: Lang, *, check: bool) -> None:
    if check:
        for words, paths in ((_STALE, built.written), (_REMOVED, built.removed)):
            for path in paths:
                click.echo(words.into(lang, path=path))
        if not built.written and not built.removed:
            click.echo(_FRESH.into(lang, folder=folder, kept=built.kept))
        return
    counts = {"written": len(built.written), "kept": built.kept, "removed": len(built.removed)}
    click.echo(_BUILT.into(lang, folder=folder, **counts))


def _broken(folder: Path, written: tuple[str, ...], lang: Lang) -> int:
    """Tell the links of new pages that lead nowhere."""
    broken = tuple(Links(folder).broken(written))
    for one in broken:
        click.echo(_BROKEN.into(lang, page=one.page, link=one.link), err=True)
    return int(bool(broken))


def _left(unpublished: tuple[Unpublished, ...], lang: Lang) -> int:
    """Tell which items have no page, and why."""
    for one in unpublished:
        click.echo(_LEFT.into(lang, file=one.file, why=one.why.said(lang)), err=True)
    return int(bool(unpublished))
