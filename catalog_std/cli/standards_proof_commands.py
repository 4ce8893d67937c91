"""``standards compare`` and ``standards satisfiable``: proofs about schemas of any kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from catalog_std.cli.files import write_whole
from catalog_std.cli.speech import Speech, both
from catalog_std.document import documents_of
from catalog_std.proof import Budget, Prover, Verdict
from catalog_std.report.proofs import SATISFIABLE, SUBSET, verdict_data, verdict_lines
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

_EXIT = {"holds": 0, "fails": 1, "undecided": 3}
_FORMATS = ("text", "json")
_output = click.option(
    "--output",
    default="text",
    metavar="FORMAT[:FILE]",
    help=both("格式：text、json；可写入文件", "format: text, json; may go to a file"),
)
_formats = click.option(
    "--formats", is_flag=True, help=both("format 也作断言", "let format assert, not only note")
)
_steps = click.option(
    "--steps",
    type=click.IntRange(min=1),
    default=Budget().steps,
    show_default=True,
    help=both(
        "工作量限额（步数，不是秒）", "the budget of work, in steps and never in seconds"
    ),
)


@click.command(
    "compare",
    help=both(
        "证明 SUB 允许的值 SUP 都允许，或举出反例。退出码：0 成立，1 不成立，3 未定。\n\n\b\n"
        "例：\n  catalog-std standards compare local.schema.json national.schema.json",
        "Prove that SUP admits whatever SUB admits, or show a value it does not.\n"
        "Exit code: 0 proved, 1 shown otherwise, 3 undecided.\n\n\b\n"
        "Example:\n  catalog-std standards compare local.schema.json national.schema.json",
    ),
)
@click.argument("sub", type=click.Path(path_type=Path))
@click.argument("sup", type=click.Path(path_type=Path))
@_output
@_formats
@_steps
@click.pass_obj
def compare(  # noqa: PLR0913 - one parameter per option of the command line
    speech: Speech, *, sub: Path, sup: Path, output: str, formats: bool, steps: int
) -> int:
    """Compare two schemas."""
    under, over = schema_at(sub), schema_at(sup)
    prover = Prover(Budget(steps), formats=formats)
    second = partial(_seconded, sup=over, sub=under, formats=formats)
    asked = _Asked(lambda: prover.contains(over, under), second, SUBSET)
    return _told(asked, output, speech.lang)


@click.command(
    "satisfiable",
    help=both(
        "判断有没有值符合 SCHEMA，有则举例。退出码：0 有，1 没有，3 未定。\n\n\b\n"
        "例：\n  catalog-std standards satisfiable local.schema.json",
        "Judge whether any value meets SCHEMA, and show one.\n"
        "Exit code: 0 there is one, 1 there is none, 3 undecided.\n\n\b\n"
        "Example:\n  catalog-std standards satisfiable local.schema.json",
    ),
)
@click.argument("schema", type=click.Path(path_type=Path))
@_output
@_formats
@_steps
@click.pass_obj
def satisfiable(speech: Speech, *, schema: Path, output: str, formats: bool, steps: int) -> int:
    """Ask whether a schema admits anything."""
    read = schema_at(schema)
    prover = Prover(Budget(steps), formats=formats)
    second = partial(_seconded, sup=False, sub=read, formats=formats)
    asked = _Asked(lambda: prover.satisfiable(read), second, SATISFIABLE)
    return _told(asked, output, speech.lang)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question: who answers it, whose second voice its witness needs, and the names of the answers."""

    ask: Callable[[], Verdict]
    second: Callable[[Verdict], Verdict]
    names: dict[str, str]


def _seconded(verdict: Verdict, sup: Any, sub: Any, *, formats: bool) -> Verdict:  # noqa: ANN401 - schemas
    """Ask a second validator about the witness, if there is one."""
    if not verdict.has_witness:
        return verdict
    from catalog_std.proof.second import Second, doubted  # noqa: PLC0415 - 50 ms, for witnesses only

    agreed = Second(formats=formats).agrees(verdict.witness, [sub], [sup])
    return verdict if agreed else doubted(verdict)


def schema_at(path: Path) -> Any:  # noqa: ANN401 - a schema, true or false
    """Read a schema from a JSON or YAML file; raises CatalogError where there is none."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CatalogError(
            Text(f"{path}: 无法读取：{error.strerror}", f"{path}: {error.strerror}")
        ) from error
    try:
        return json.loads(raw)
    except RecursionError as error:
        raise CatalogError(Text(f"{path}: 嵌套过深", f"{path}: nested too deeply")) from error
    except ValueError:
        return _yaml(path, raw)


def _yaml(path: Path, raw: bytes) -> Any:  # noqa: ANN401 - plain data
    documents = documents_of(str(path), raw)
    faults = [fault for document in documents for fault in document.faults]
    if faults or len(documents) != 1:
        at = f":{faults[0].span.line}" if faults else ""
        raise CatalogError(
            Text(
                f"{path}{at}: 读不成一个 JSON 或 YAML 文档",
                f"{path}{at}: not one JSON or YAML document",
            )
        )
    return documents[0].data


def _told(asked: _Asked, output: str, lang: Lang) -> int:
    """Ask, print the answer, give the exit code; the time told is that of the proof."""
    form, _, file = output.partition(":")
    if form not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise CatalogError(
            Text(f"没有输出格式 {form}；可用：{known}", f"no format {form}; known: {known}")
        )
    start = perf_counter()
    verdict = asked.ask()
    elapsed = (perf_counter() - start) * 1000
    verdict = asked.second(verdict)
    if form == "json":
        data = verdict_data(verdict, asked.names, elapsed, lang)
        lines = [json.dumps(data, ensure_ascii=False, indent=2)]
    else:
        lines = list(verdict_lines(verdict, asked.names, lang))
    _write(lines, file)
    return _EXIT[verdict.answer]


def _write(lines: list[str], file: str) -> None:
    text = "".join(f"{line}\n" for line in lines)
    if file:
        write_whole(Path(file), text)
    else:
        click.echo(text, nl=False)
