"""``rule``: a rule's page, or the list of all."""

from __future__ import annotations

import click

from catalog_std.cli.speech import Speech, both
from catalog_std.lint import RULES
from catalog_std.report.page import page
from catalog_std.report.words import SEVERITY
from catalog_std.run.job import rule_named


@click.command(
    "rule",
    help=both(
        "查一条规则；不写 ID 则列出全部。\n\n\b\n例：\n  catalog-std rule\n  catalog-std rule LIM001",
        "Read a rule's page; without ID, list them all.\n\n\b\n"
        "Examples:\n  catalog-std rule\n  catalog-std rule LIM001",
    ),
)
@click.argument("id", required=False)
@click.pass_obj
def command(speech: Speech, id: str | None) -> None:
    """Print a page or the list."""
    spoken = speech.lang
    if id:
        click.echo(page(rule_named(id), spoken))
        return
    for rule in RULES:
        severity = SEVERITY[rule.card.severity].said(spoken)
        click.echo(f"{rule.id}  {rule.name:<36} {severity}  {rule.card.title.said(spoken)}")
