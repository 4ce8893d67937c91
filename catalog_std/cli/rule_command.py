"""``rule``: a rule's page, or the list of all."""

from __future__ import annotations

import json

import click

from catalog_std.cli.speech import Speech, both
from catalog_std.lint import RULES
from catalog_std.report.page import page
from catalog_std.report.rulebook import rule_document
from catalog_std.report.words import SEVERITY
from catalog_std.run.job import rule_named


@click.command(
    "rule",
    help=both(
        "查一条规则；不写 ID 则列出全部。\n\n\b\n例：\n  catalog-std rule\n  catalog-std rule LIM001\n"
        "  catalog-std rule --all --output json",
        "Read a rule's page; without ID, list them all.\n\n\b\n"
        "Examples:\n  catalog-std rule\n  catalog-std rule LIM001\n"
        "  catalog-std rule --all --output json",
    ),
)
@click.argument("id", required=False)
@click.option("--all", "whole", is_flag=True, help=both("整本手册", "the whole book"))
@click.option(
    "--output",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=both("输出格式；json 含中英文", "a format; json holds both languages"),
)
@click.pass_obj
def command(speech: Speech, *, id: str | None, whole: bool, form: str) -> None:
    """Print a page, the book, or the list."""
    spoken = speech.lang
    rules = (rule_named(id),) if id else RULES
    if form == "json":
        documents = [rule_document(rule) for rule in rules]
        click.echo(json.dumps(documents[0] if id else documents, ensure_ascii=False, indent=2))
        return
    if id or whole:
        click.echo("\n".join(page(rule, spoken) for rule in rules))
        return
    for rule in RULES:
        severity = SEVERITY[rule.card.severity].said(spoken)
        click.echo(f"{rule.id}  {rule.name:<36} {severity}  {rule.card.title.said(spoken)}")
