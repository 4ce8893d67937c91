"""How a rule is declared: one function that is code, page, tests and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from inspect import cleandoc, getdoc
from textwrap import dedent
from typing import Any, Literal, TypeAlias

from catalog_std.catalog.baseline import Entry
from catalog_std.codes.item_code import CodeTable
from catalog_std.document import Document, Place
from catalog_std.finding import Fix, Severity
from catalog_std.item import Item, item_of
from catalog_std.lint.example import Example
from catalog_std.lint.suppression import Suppression, Terms
from catalog_std.source import Span
from catalog_std.standard.breach import Breach
from catalog_std.standard.codelist import CodeList
from catalog_std.standard.elements import Element
from catalog_std.standard.freedom import Freedom, Path
from catalog_std.text import Text


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rule rests on: a document and, where we know it, its clause; and how sure we are."""

    document: Text
    clause: str = ""
    sure: Literal["text", "practice", "memory"] = "practice"


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a fault was found where somebody counted: a share of 1, and where."""

    share: float
    where: Text

    @property
    def percent(self) -> str:
        """Write the share for people."""
        return f"{self.share * 100:.3g} %"


SPOT_CHECK_2017 = Text(
    "国务院办公厅 2017 年抽查，201 个平台、865 个事项",
    "the State Council's spot check of 2017, 201 platforms and 865 items",
)
GUANGDONG_2021 = Text(
    "广东 2,262 个公开事项，2021 年", "2,262 published items of Guangdong, 2021"
)
GUANGDONG_BODIES_2021 = Text(
    "广东 177 个部门的代码，2021 年", "codes of 177 bodies of Guangdong, 2021"
)
GUANGAN = Text("广安区 1,135 个公开事项", "1,135 published items of Guang'an district")


@dataclass(frozen=True, slots=True)
class Card:
    """A rule's head: id (three letters of the family and a number), name, weight and words."""

    id: str
    name: str
    severity: Severity
    title: Text
    message: Text
    basis: Basis
    rate: Rate | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A place a rule points at, and the facts its message needs.

    ``span`` is set where the text itself is at fault and no value stands there to point at.
    """

    at: Place
    facts: Mapping[str, object]
    breach: Breach | None = None
    on_key: bool = False
    span: Span | None = None
    fix: Fix | None = None


Hits: TypeAlias = Iterable[Hit]
Rows: TypeAlias = list[dict[str, Any]]
Sift: TypeAlias = Callable[[Rows], Rows]
Needs: TypeAlias = Callable[["Case"], object]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a catalog brings along: its term list, whether it has a file, and items as they were."""

    terms: Mapping[str, str] = field(default_factory=dict)
    has_file: Callable[[str], bool] = lambda _: True
    before: Mapping[tuple[str, int], Mapping[str, Any]] = field(default_factory=dict)
    terms_of_silence: Terms = field(default_factory=Terms)


@dataclass(frozen=True)
class Case:
    """One item before the judges: what its document says, the day, and what the standards say of it.

    The item is seen when first asked for: most rules about shape ask for the document alone (hence no slots).
    """

    document: Document
    on: date
    breaches: tuple[Breach, ...]
    tables: Mapping[str, CodeTable]
    lists: Mapping[str, CodeList]
    elements: Element
    setting: Setting
    freedoms: Mapping[Path, Freedom]
    mandatory: Mapping[str, str] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()

    @cached_property
    def item(self) -> Item:
        """See the item."""
        return item_of(self.document)


@dataclass(frozen=True, slots=True)
class Idle:
    """A suppression some of whose rules found nothing that it could silence."""

    at: Place
    suppression: Suppression
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """An entry of the baseline that is more than what is found: ``touched`` if its element changed."""

    at: Place
    span: Span
    entry: Entry
    left: int
    touched: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is left over once all has been found: for rules that watch over what silences others."""

    idle: tuple[Idle, ...] = ()
    stale: tuple[Stale, ...] = ()


@dataclass(frozen=True, slots=True)
class OfItem:
    """A check that looks at nothing of a case but its item."""

    look: Callable[[Item], Hits]

    def __call__(self, case: Case) -> Hits:
        """Look at the item of a case."""
        return self.look(case.item)


@dataclass(frozen=True, slots=True)
class Rule:
    """Everything known about one rule; exactly one of ``check``, ``query`` and ``late`` is set.

    ``needs`` tells whether a case holds anything for a check to look at: where it does not, the rule is
    not asked. It never fails. Most items lack most of what rules look at, and asking costs more than looking.
    """

    card: Card
    why: Text
    examples: tuple[Example, ...]
    under: str
    check: Callable[[Case], Hits] | None = None
    query: str | None = None
    sift: Sift | None = None
    late: Callable[[Ledger], Hits] | None = None
    needs: Needs | None = None

    @property
    def id(self) -> str:
        """Give its short id."""
        return self.card.id

    @property
    def name(self) -> str:
        """Give its readable name: family and fault."""
        return self.card.name


def hit(at: Place, fix: Fix | None = None, /, **facts: object) -> Hit:
    """Point at a value, perhaps with what would mend it."""
    return Hit(at, facts, fix=fix)


def hit_key(at: Place, **facts: object) -> Hit:
    """Point at a key rather than at its value."""
    return Hit(at, facts, on_key=True)


def item_rule(
    card: Card, needs: Needs | None = None
) -> Callable[[Callable[[Item], Hits]], Rule]:
    """Make a rule of a function that looks at one item."""

    def declare(check: Callable[[Item], Hits]) -> Rule:
        return replace(_rule(card, check, OfItem(check)), needs=needs)

    return declare


def case_rule(
    card: Card, needs: Needs | None = None
) -> Callable[[Callable[[Case], Hits]], Rule]:
    """Make a rule of a function that also needs the day, code tables, or the standards' verdict."""

    def declare(check: Callable[[Case], Hits]) -> Rule:
        return replace(_rule(card, check, check), needs=needs)

    return declare


def catalog_rule(card: Card, sift: Sift | None = None) -> Callable[[Callable[[], str]], Rule]:
    """Make a rule of a function that gives SQL over the fact tables.

    Each row names a place by ``file``, ``number`` (of the document in it) and ``pointer``
    (a JSON Pointer); its other columns are the facts of the message. ``sift`` picks from the rows
    what SQL cannot tell (a cycle).
    """

    def declare(query: Callable[[], str]) -> Rule:
        return replace(_rule(card, query, None, query()), sift=sift)

    return declare


def late_rule(card: Card) -> Callable[[Callable[[Ledger], Hits]], Rule]:
    """Make a rule of a function that is asked last, about what silences others and no longer does."""

    def declare(check: Callable[[Ledger], Hits]) -> Rule:
        return replace(_rule(card, check, None), late=check)

    return declare


def _rule(
    card: Card,
    declared: Callable[..., object],
    check: Callable[[Case], Hits] | None,
    query: str | None = None,
) -> Rule:
    why, under, examples = _page(getdoc(declared) or "")
    return Rule(card, why, examples, under, check, query)


_BLOCK = re.compile(r"^(Under|Pass|Fail|Fixed):\n((?:    .*\n|\n)+)", re.MULTILINE)


def _page(doc: str) -> tuple[Text, str, tuple[Example, ...]]:
    """Take a docstring apart: a paragraph of English, one of Chinese, then examples."""
    text = cleandoc(doc) + "\n"
    english, chinese = _BLOCK.sub("", text).strip().split("\n\n")
    blocks = [
        (verdict.lower(), dedent(lines).strip("\n") + "\n")
        for verdict, lines in _BLOCK.findall(text)
    ]
    under = next((lines for verdict, lines in blocks if verdict == "under"), "")
    examples = tuple(Example(verdict, lines) for verdict, lines in blocks if verdict != "under")
    return Text(zh=_joined(chinese, ""), en=_joined(english, " ")), under, examples


def _joined(paragraph: str, glue: str) -> str:
    return glue.join(line.strip() for line in paragraph.splitlines())
