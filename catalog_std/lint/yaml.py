"""Rules about the text of a file: what no two readers would read alike."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from catalog_std.document import Fault, Place
from catalog_std.finding import Fix, Severity
from catalog_std.lint.rule import Basis, Card, Case, Hit, Hits, case_rule
from catalog_std.source import Pointer
from catalog_std.text import Text

_FAULTS = attrgetter("item.at.document.faults")
_PROFILE = Basis(Text("事项文件的 YAML 规定", "the YAML profile of item files"))


@case_rule(
    Card(
        "YML001",
        "yaml/syntax",
        Severity.ERROR,
        Text("读不懂的 YAML", "YAML that makes no sense"),
        Text("YAML 语法不通：{problem}", "YAML syntax: {problem}"),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def syntax(case: Case) -> Hits:
    r"""What cannot be parsed cannot be judged: nothing else is said of a document until it can be read.

    读不懂的文件无从检查：先改到能读，再谈别的。

    Pass:
        name: 出生登记

    Fail:
        steps: [受理
        name«:» 出生登记
    """
    return _faults(case, "syntax")


@case_rule(
    Card(
        "YML002",
        "yaml/duplicate-key",
        Severity.ERROR,
        Text("键重复", "Key written twice"),
        Text(
            "“{key}”在第 {first} 行已经写过，读者只会看到其中一个",
            "“{key}” was written on line {first} already: readers see only one of them",
        ),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def duplicate_key(case: Case) -> Hits:
    r"""A key stands once in a mapping; most readers silently keep the last one, and an officer edits
    the other.

    同一层里一个键只写一次；多数程序悄悄只留最后一个，而改的人改的是另一个。

    Pass:
        name: 出生登记
        agency: {name: 公安局}

    Fail:
        name: 出生登记
        status: active
        «name»: 死亡登记
    """
    return _faults(case, "duplicate-key")


@case_rule(
    Card(
        "YML003",
        "yaml/tab",
        Severity.ERROR,
        Text("缩进用了制表符", "Tab in the indentation"),
        Text("缩进用了制表符，YAML 只认空格", "a tab indents here; YAML knows only blanks"),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def tab(case: Case) -> Hits:
    r"""YAML indents with blanks only; a tab looks right in one editor and wrong in the next.

    YAML 只用空格缩进；制表符在各编辑器里宽窄不一。

    Pass:
        agency:
          name: 公安局

    Fail:
        agency:
        «\u0009»name: 公安局
    """
    return _faults(case, "tab")


@case_rule(
    Card(
        "YML004",
        "yaml/merge-key",
        Severity.ERROR,
        Text("合并键", "Merge key"),
        Text(
            "“<<”合并键不是 YAML 1.2 的一部分，各家读法不一",
            "“<<” is not part of YAML 1.2 and is read in different ways",
        ),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def merge_key(case: Case) -> Hits:
    r"""Merge keys left the YAML standard; some readers merge, some keep a key called <<. Write the
    values out.

    合并键已不在 YAML 标准之内，有的程序合并，有的当普通键；请把内容写出来。

    Pass:
        a: &x {b: 1}
        c: *x

    Fail:
        a: &x {b: 1}
        c:
          «<<»: *x
    """
    return _faults(case, "merge-key")


@case_rule(
    Card(
        "YML005",
        "yaml/bad-alias",
        Severity.ERROR,
        Text("别名没有出处或指向自身", "Alias to nothing or to itself"),
        Text("别名 {alias} 没有出处，或者绕回自身", "alias {alias} names nothing, or itself"),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def bad_alias(case: Case) -> Hits:
    r"""An alias repeats what an anchor named earlier in the same document; it cannot repeat what is not
    there, or what it stands in.

    别名重复的是同一文件前面用锚点命名的内容，既不能指向没有的，也不能指向自己。

    Pass:
        a: &x {b: 1}
        c: *x

    Fail:
        a: «*nobody»

    Fail:
        a: &x
          b: «*x»
    """
    return _faults(case, "undefined-alias", "recursive-alias")


@case_rule(
    Card(
        "YML006",
        "yaml/too-much",
        Severity.ERROR,
        Text("层数、体积或别名展开过大", "Too deep, too large, or too much behind an alias"),
        Text(
            "内容过深、过大，或别名展开过多", "too deep, too large, or too much behind aliases"
        ),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def too_much(case: Case) -> Hits:
    r"""Bounds on depth (64), size (32 MiB) and aliases (100,000 values) keep a hostile or broken file
    from stopping the run.

    对层数（64）、体积（32 MiB）和别名展开（十万个值）设限，免得一个坏文件拖垮整次检查。

    Pass:
        a: [[[1]]]

    Fail:
        a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[«[»1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    """
    return _faults(case, "depth", "size", "alias-expansion")


@case_rule(
    Card(
        "YML007",
        "yaml/encoding",
        Severity.ERROR,
        Text("不是 UTF-8", "Not UTF-8"),
        Text("文件不是 UTF-8：{encoding}", "the file is not UTF-8: {encoding}"),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def encoding(case: Case) -> Hits:
    r"""Files are UTF-8. GB18030 and UTF-16 read as rubbish elsewhere, so they are not guessed at.

    文件一律用 UTF-8；GB18030、UTF-16 在别处读出来是乱码，这里不猜。

    Pass:
        name: 出生登记

    Fail:
        a: x
        b: «\udcd6»\udcd0
    """
    return _faults(case, "encoding")


@case_rule(
    Card(
        "YML008",
        "yaml/byte-order-mark",
        Severity.INFO,
        Text("文件头有 BOM", "Byte order mark"),
        Text("文件开头有 BOM，可以去掉", "the file begins with a byte order mark that can go"),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def byte_order_mark(case: Case) -> Hits:
    r"""A byte order mark is harmless here, but some programs take it for part of the first key.

    BOM 在这里无害，但有的程序把它当成第一个键的一部分。

    Pass:
        name: 出生登记

    Fail:
        \ufeff«n»ame: 出生登记

    Fixed:
        name: 出生登记
    """
    return _faults(case, "bom", fix=lambda _: Fix("unmark"))


@case_rule(
    Card(
        "YML009",
        "yaml/control-character",
        Severity.ERROR,
        Text("看不见的字符", "Invisible character"),
        Text("有看不见的字符 {character}", "there is an invisible character, {character}"),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def control_character(case: Case) -> Hits:
    r"""Control characters and odd line separators come from copying out of other programs; they break
    search, comparison and export.

    控制字符和特殊换行符多是从别的软件粘贴来的，会弄坏检索、比较和导出。

    Pass:
        name: 出生登记

    Fail:
        name: 出生«\u0000»登记

    Fail:
        name: 出生«\u2028»登记
    """
    return _faults(case, "control-character", "line-separator")


@case_rule(
    Card(
        "YML010",
        "yaml/unquoted-code",
        Severity.ERROR,
        Text("编码没加引号", "Code without quotes"),
        Text(
            '{text} 没加引号会被当成数，读出来就变了样；请写成 "{text}"',
            'without quotes {text} reads as a number and loses characters; write "{text}"',
        ),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def unquoted_code(case: Case) -> Hits:
    r"""Unquoted, 000117001000 is the number 117001000 and 1144000000694011E6 is infinity. It is kept as
    text here, other programs will not be so kind.

    不加引号，000117001000 会读成 117001000，1144000000694011E6 会读成无穷大。这里按原文保留，别的程序不会。

    Pass:
        basic_code: "000117001000"

    Fail:
        basic_code: «000117001000»

    Fail:
        code: «1144000000694011E6»  # 31 位

    Fixed:
        code: "1144000000694011E6"  # 31 位
    """
    return _faults(case, "unquoted-code", fix=_in_quotes)


@case_rule(
    Card(
        "YML011",
        "yaml/no-item",
        Severity.ERROR,
        Text("文件里没有事项", "No item in the file"),
        Text(
            "这里没有事项：应为一组键和值",
            "there is no item here: keys with values are expected",
        ),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def no_item(case: Case) -> Hits:
    r"""Each document holds one item, written as keys with values; an empty file or a bare list is a slip.

    每个文件（或每段）写一个事项，由键和值组成；空文件或光是一串列表都是误放。

    Pass:
        name: 出生登记

    Fail:
        - «name»: 出生登记
    """
    return _faults(case, "empty", "not-a-mapping")


@case_rule(
    Card(
        "YML012",
        "yaml/other-key",
        Severity.ERROR,
        Text("键不是文字", "Key that is not text"),
        Text(
            "键“{key}”不是文字，请加引号或改名", "key “{key}” is not text: quote or rename it"
        ),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def other_key(case: Case) -> Hits:
    r"""Keys are words. A number, true or null as a key means something else in every program.

    键是词。用数、true 或 null 作键，各家程序理解不同。

    Pass:
        name: 出生登记

    Fail:
        «1»: a

    Fail:
        «null»: a
    """
    return _faults(case, "other-key")


@case_rule(
    Card(
        "YML013",
        "yaml/tag",
        Severity.WARNING,
        Text("YAML 标签", "YAML tag"),
        Text(
            "标签 {tag} 在这里没有意义，已忽略", "tag {tag} means nothing here and was ignored"
        ),
        _PROFILE,
    ),
    needs=_FAULTS,
)
def tag(case: Case) -> Hits:
    r"""Tags ask a reader to build objects of its own; an item holds plain texts, numbers, lists and
    mappings.

    标签要求程序构造自己的对象；事项里只有文字、数、清单和键值。

    Pass:
        name: 出生登记

    Fail:
        name: «!secret 出生登记»
    """
    return _faults(case, "tag")


def _in_quotes(fault: Fault) -> Fix:
    return Fix("respell", f'"{fault.facts["text"]}"')


def _faults(case: Case, *kinds: str, fix: Callable[[Fault], Fix] | None = None) -> Hits:
    """Point at the faults of some kinds that the reader found in the document of a case."""
    document = case.document
    for fault in document.faults:
        if fault.kind in kinds:
            mend = fix(fault) if fix else None
            yield Hit(Place(document, Pointer()), fault.facts, span=fault.span, fix=mend)
