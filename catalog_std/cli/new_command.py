"""``new``: an implementation item from a basic item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from catalog_std.catalog.settings import Home, home_of
from catalog_std.cli.files import write_new
from catalog_std.cli.speech import Speech, both
from catalog_std.codes.credit import credit_troubles
from catalog_std.codes.division import division_of
from catalog_std.configured import nearest
from catalog_std.document import Document, documents_of
from catalog_std.effective import effective_of
from catalog_std.run.job import Job, job_of
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_LEVELS = {"0000": ("2", "provincial"), "00": ("3", "municipal"), "": ("4", "county")}
_ITEM = """\
# {name}（基本编码 {basic}）：没有写的要素承自基本目录 · what is not stated here comes from the basic item
basic_code: "{basic}"
code: "{code}"
status: active
version: 1
level: {level}
jurisdiction: "{jurisdiction}"
agency:
  name: {agency}
  code: "{credit}"
  nature: statutory
"""
_MISSING = "\n# 各层标准还要求写明 · the standards also ask for:\n{rows}"
_DONE = Text("已写 {path}", "wrote {path}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who takes on which basic item, and where."""

    basic: str
    jurisdiction: str
    agency: str
    credit: str

    @property
    def level(self) -> tuple[str, str]:
        """Give the digit and the token of the level, by the zeros of the division code."""
        zeros = next(z for z in _LEVELS if self.jurisdiction.endswith(z))
        return _LEVELS[zeros]

    @property
    def code(self) -> str:
        """Compose the implementing code: credit code, level, basic code."""
        return self.credit + self.level[0] + self.basic


@click.command(
    "new",
    help=both(
        "由基本编码为 BASIC_CODE 的基本目录事项新建一个实施清单事项，并列出还须写明的要素。\n\n\b\n"
        "例：\n  catalog-std new 000109001000 --at 440100 --agency 广州市公安局 "
        "--agency-code 11440100007483172Q",
        "Start an implementation item from a basic item, and list what is still to be stated.\n\n\b\n"
        "Example:\n  catalog-std new 000109001000 --at 440100 --agency 广州市公安局 "
        "--agency-code 11440100007483172Q",
    ),
)
@click.argument("basic_code")
@click.option(
    "--at", required=True, metavar="CODE", help=both("行政区划代码", "a division code")
)
@click.option("--agency", required=True, help=both("实施主体名称", "the agency's name"))
@click.option(
    "--agency-code",
    required=True,
    metavar="CODE",
    help=both("实施主体统一社会信用代码", "the agency's unified social credit code"),
)
@click.pass_obj
def command(speech: Speech, *, basic_code: str, at: str, agency: str, agency_code: str) -> None:
    """Write the new item's file."""
    home = home_of(Path())
    job = job_of(home, home.settings.as_of or date.today())  # noqa: DTZ011 - the officer's own day
    wanted = _checked(Wanted(basic_code, at, agency, agency_code))
    basic = _basic(job, basic_code)
    text = _ITEM.format(
        name=basic.data["name"],
        basic=basic_code,
        code=wanted.code,
        level=wanted.level[1],
        jurisdiction=at,
        agency=agency,
        credit=agency_code,
    )
    path = _path(home, wanted, basic)
    write_new(path, text + _still(job, path.name, text))
    click.echo(_DONE.into(speech.within(home.settings.output.lang), path=path.as_posix()))


def _checked(wanted: Wanted) -> Wanted:
    """Refuse codes that no agency and no place can have."""
    if credit_troubles(wanted.credit):
        saying = Text(
            f"{wanted.credit} 不是有效的统一社会信用代码",
            f"{wanted.credit} is no valid credit code",
        )
        raise CatalogError(saying)
    if not division_of(wanted.jurisdiction, date.today()):  # noqa: DTZ011 - the officer's own day
        saying = Text(
            f"没有行政区划 {wanted.jurisdiction}",
            f"no division has the code {wanted.jurisdiction}",
        )
        raise CatalogError(saying)
    return wanted


def _basic(job: Job, code: str) -> Document:
    """Find the basic item; raises CatalogError with a guess where there is none."""
    basics = job.texts.basics()
    if code in basics:
        return basics[code]
    guess = nearest(code, basics)
    raise CatalogError(
        Text(
            f"没有基本编码为 {code} 的事项" + (f"，是否想写 {guess}？" if guess else ""),
            f"no basic item {code}" + (f"; did you mean {guess}?" if guess else ""),
        )
    )


def _path(home: Home, wanted: Wanted, basic: Document) -> Path:
    sector = str(basic.data.get("sector", "other"))
    return home.root / "items" / wanted.jurisdiction / sector / f"{wanted.code}.yaml"


def _still(job: Job, name: str, text: str) -> str:
    """List, as comments, what the standards ask for and neither item states yet."""
    draft = effective_of(documents_of(name, text.encode())[0], job.texts.basics())
    profile = job.profiles.of(draft.data)
    missing = (b for b in profile.breaches(draft.data) if b.keyword == "required")
    rows = []
    for breach in missing:
        steps = breach.pointer / str(breach.facts["missing"])
        label = profile.root.along(steps).label
        path = ".".join(str(step) for step in steps if isinstance(step, str))
        rows.append(f"#   {path}: {label.zh} · {label.en}" if label else f"#   {path}")
    return _MISSING.format(rows="\n".join([*dict.fromkeys(rows), ""])) if rows else ""
