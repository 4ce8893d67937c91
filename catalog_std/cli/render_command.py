"""``render``: the catalog becomes a site; one item becomes a guide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import click

from catalog_std.catalog.place import catalog_at
from catalog_std.catalog.settings import home_of
from catalog_std.cli.day import day_of, day_option
from catalog_std.cli.home import home_or_defaults
from catalog_std.cli.paper import Means, printers_of, say_unset, targets_of, with_means
from catalog_std.cli.progress import WRITTEN, progress_on_stderr
from catalog_std.cli.speech import Speech, both
from catalog_std.publish.atlas import Unpublished
from catalog_std.publish.attachments import Attachments
from catalog_std.publish.build import (
    Built,
    Manifest,
    all_there,
    check_site,
    forget,
    read_manifest,
    write_site,
)
from catalog_std.publish.leads import Leads
from catalog_std.publish.seen import Seen, remember, seen_before
from catalog_std.publish.whole import key_of_all, whole_of, whole_with
from catalog_std.run.job import job_of, shelf_of
from catalog_std.run.sweeping import laid_down, seldom_swept
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
        "例：\n  catalog-std render site --to public\n  catalog-std render site --to public --check\n"
        "  catalog-std render site --to public --with pdf,docx,markdown",
        "Publish the catalog that contains PATH as a static site; only what changed is written.\n\n\b\n"
        "Examples:\n  catalog-std render site --to public\n  catalog-std render site --to public --check\n"
        "  catalog-std render site --to public --with pdf,docx,markdown",
    ),
)
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=".")
@_to("site")
@_check_option
@click.option(
    "--with",
    "formats",
    multiple=True,
    metavar="FORMATS",
    help=both(
        "每份指南另附文档：pdf、docx、markdown，用逗号隔开",
        "also set each guide as pdf, docx, markdown (separated by commas)",
    ),
)
@with_means
@day_option
@click.pass_obj
@seldom_swept()
def site(  # noqa: PLR0913 - one parameter per option of the command line
    speech: Speech,
    /,
    *,
    path: Path,
    folder: Path,
    check: bool,
    formats: tuple[str, ...],
    as_of: datetime | None,
    **means: Any,  # noqa: ANN401 - the options that documents share
) -> int:
    """Build a site, or check it."""
    home = catalog_at(path)
    names = (name for given in formats for name in given.split(","))
    printers = printers_of(names, Means(**means))
    lang = speech.within(home.settings.output.lang)
    manifest = read_manifest(folder)
    job = job_of(home, day_of(as_of, home.settings))
    seen = Seen(job.texts) if check else seen_before(home.root, job.texts)
    attachments = Attachments(home.root)
    key = key_of_all(job, home, seen, ((one.link, one.edition) for one in printers))
    before = whole_of(manifest.whole)
    if not check and before.holds(key, attachments) and all_there(folder, manifest):
        _say(Built((), len(manifest.outputs), ()), folder, lang, check=False)
        return _left(before.unpublished, lang)
    from catalog_std.paper.documents import Documents  # noqa: PLC0415 - as below
    from catalog_std.publish.site import (  # noqa: PLC0415 - half of the time of a site that has not changed
        Earlier,
        outputs_of,
        plan_of,
    )
    from catalog_std.publish.survey import kept_cards  # noqa: PLC0415 - as above

    with laid_down(), progress_on_stderr(speech.lang) as progress:
        plan = plan_of(job, home, Earlier(manifest.cards, seen), progress)
    plan = replace(plan, documents=tuple(printer.link for printer in printers))
    documents = Documents(plan, printers)
    outputs = chain(outputs_of(plan), documents.outputs())
    leads = Leads()
    if check:
        built = check_site(outputs, folder, manifest)
    else:
        with progress_on_stderr(speech.lang, WRITTEN) as progress:
            whole = whole_with(key, plan.atlas, attachments)
            left = Manifest({}, kept_cards(plan.survey), whole.row())
            leads = Leads(progress)
            built = write_site(outputs, folder, manifest, left, leads.watch)
        remember(home.root, seen)
        forget(folder, documents.unset)
    _say(built, folder, lang, check=check)
    stale = check and bool(built.written or built.removed)
    broken = 0 if check else _broken(leads, folder, built, lang)
    unset = say_unset(documents.unset.values(), lang)
    return max(_left(plan.atlas.unpublished, lang), int(stale), broken, unset)


@command.command(
    "guide",
    help=both(
        "把一个事项（编码）写成指南，连同样式放进文件夹；或写成 markdown、docx、pdf。\n\n\b\n"
        "例：\n  catalog-std render guide 11440106MB9903310Y4000131901000 --to guide\n"
        "  catalog-std render guide 11440106MB9903310Y4000131901000 --output pdf:guide.pdf",
        "Write the guide of one item (a code) into a folder, with what it needs to be shown; or as markdown, docx, "
        "pdf.\n\n\b\n"
        "Examples:\n  catalog-std render guide 11440106MB9903310Y4000131901000 --to guide\n"
        "  catalog-std render guide 11440106MB9903310Y4000131901000 --output pdf:guide.pdf",
    ),
)
@click.argument("item")
@_to("guide")
@click.option(
    "--output",
    multiple=True,
    metavar="FORMAT[:FILE]",
    help=both(
        "不写文件夹，写成文档：markdown、docx、pdf；可多次",
        "no folder, but a document: markdown, docx, pdf; may be given again",
    ),
)
@with_means
@day_option
@click.pass_obj
def guide(
    speech: Speech,
    /,
    *,
    item: str,
    folder: Path,
    output: tuple[str, ...],
    as_of: datetime | None,
    **means: Any,  # noqa: ANN401 - the options that documents share
) -> int:
    """Write one guide."""
    from catalog_std.paper.documents import Documents  # noqa: PLC0415 - as above
    from catalog_std.publish.site import Earlier, guide_alone, plan_of  # noqa: PLC0415 - as above

    home = home_of(Path())
    lang = speech.within(home.settings.output.lang)
    wanted = targets_of(output, Means(**means))
    manifest = Manifest() if output else read_manifest(folder)
    plan = plan_of(job_of(home, day_of(as_of, home.settings)), home, Earlier())
    if item not in plan.atlas.by_id:
        raise CatalogError(Text(_NO_ITEM.into("zh", item=item), _NO_ITEM.into("en", item=item)))
    if not output:
        _say(
            write_site(guide_alone(plan, item), folder, manifest, Manifest()),
            folder,
            lang,
            check=False,
        )
        return 0
    documents = Documents(plan, ())
    for target in wanted:
        target.write(documents.alone(plan.atlas.by_id[item], target.printer, lang))
    return say_unset(documents.unset.values(), lang)


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
    from catalog_std.publish.site import book_alone  # noqa: PLC0415 - as above

    home = home_or_defaults()
    lang = speech.within(home.settings.output.lang)
    profiles = Profiles(shelf_of(home), day_of(as_of, home.settings))
    manifest, outputs, leads = read_manifest(folder), book_alone(home, profiles), Leads()
    built = (
        check_site(outputs, folder, manifest)
        if check
        else write_site(outputs, folder, manifest, Manifest(), leads.watch)
    )
    _say(built, folder, lang, check=check)
    stale = check and bool(built.written or built.removed)
    return max(int(stale), 0 if check else _broken(leads, folder, built, lang))


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


def _broken(leads: Leads, folder: Path, built: Built, lang: Lang) -> int:
    """Tell the links of new pages that lead nowhere."""
    broken = tuple(leads.broken(folder, built))
    for one in broken:
        click.echo(_BROKEN.into(lang, page=one.page, link=one.link), err=True)
    return int(bool(broken))


def _left(unpublished: tuple[Unpublished, ...], lang: Lang) -> int:
    """Tell which items have no page, and why."""
    for one in unpublished:
        click.echo(_LEFT.into(lang, file=one.file, why=one.why.said(lang)), err=True)
    return int(bool(unpublished))
