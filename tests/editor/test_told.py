"""What an editor shows of a finding: its words, and where else to look."""

from __future__ import annotations

from lsprotocol import types as lsp

from catalog_std.editor.lines import lines_of
from catalog_std.editor.told import diagnostic_of
from catalog_std.run.job import rule_named
from catalog_std.source import Source
from catalog_std.standard.shelf import Shelf
from tests.conftest import linted, standard_of

NAMED = "properties: {name: {type: string, maxLength: 4}, basic_code: {}, code: {}, jurisdiction: {}}"


def test_a_value_that_is_inherited_is_shown_where_it_stands() -> None:
    basic = Source("items/basic.yaml", 'basic_code: "000109001000"\nname: 出生医学证明\n')
    local = Source("items/a.yaml", 'basic_code: "000109001000"\njurisdiction: "440103"\n')
    theirs = standard_of(NAMED, layer="local", jurisdiction="44")
    rules = (rule_named("shape/wrong-size"),)
    (finding,) = linted((basic, local), rules, Shelf((theirs,))).findings
    shown = diagnostic_of(
        finding,
        lines_of(local.text),
        "zh",
        lambda where: lsp.Location(
            where.file, lsp.Range(lsp.Position(0, 0), lsp.Position(0, 1))
        ),
    )
    told = [(one.location.uri, one.message) for one in shown.related_information or ()]
    assert ("items/basic.yaml", "这个值继承自基本目录") in told
