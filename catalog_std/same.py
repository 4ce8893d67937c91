"""When two values say the same, however they are written; and how alike two texts are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from functools import lru_cache
from itertools import chain
from marshal import dumps
from typing import Any
from unicodedata import decomposition
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# Full and half width forms of one character; not NFKC, for which 10² would say 102.
_WIDTHS = {
    code: chr(int(form.split()[1], 16))
    for code in (0x3000, *range(0xFF01, 0xFFEF))
    if (form := decomposition(chr(code))).startswith(("<wide>", "<narrow>"))
}
_SPACE = re.compile(r"\s+")
_IDLE_SPACE = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_TONGUE = re.compile(r"(?:zh|en)(?:[-_](?:cn|hans|tw|hk|hant|us|gb))?", re.IGNORECASE)
# What names of papers and laws carry along without it telling them apart.
_ASIDE = re.compile(
    r"\(.*?\)|[《》“”\"'、,.;:\s]|中华人民共和国|(?:及|和|与)?(?:原件|复印件|正本|副本)(?=$|及|和|与)"
)
_PLAINLY = 2  # the last way of writing in which equal data are equal bytes: nothing stands for what came before
_TEXT = frozenset((str,))
_PORTS = {"http": 80, "https": 443}


def canonical(value: Any) -> Hashable:  # noqa: ANN401 - plain data
    """Give the form in which values are compared: equal for all that say the same.

    Key order, white space, width of characters, ``1`` and ``1.0``, and the language of a URL do not
    count; null, an empty list and an empty mapping are as good as absent. True is not 1.
    """
    kind = type(value)
    if kind is str:
        return written(value)
    if kind is dict:
        return _pairs(value)
    if kind is list:
        return tuple([canonical(inner) for inner in value]) or None
    if kind is bool:
        return ("flag", value)
    said: Hashable = value if isinstance(value, Hashable) else str(value)
    return said


def _pairs(value: dict[object, object]) -> Hashable:
    pairs = [(str(key), canonical(inner)) for key, inner in value.items()]
    return frozenset([pair for pair in pairs if pair[1] is not None]) or None


def agree(one: Any, other: Any) -> bool:  # noqa: ANN401 - plain data
    """Say whether two values say the same: as their canonical forms are equal, but no further than they must be made."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other) or kind not in (dict, list):
        return bool(canonical(one) == canonical(other))
    if kind is list:
        return len(one) == len(other) and all(map(agree, one, other))
    if not _TEXT.issuperset(map(type, chain(one, other))):
        return bool(_pairs(one) == _pairs(other))
    for key, value in one.items():
        said = other.get(key)
        if value is not said and not agree(value, said):
            return False
    return all(agree(None, other[key]) for key in other.keys() - one.keys())


def identical(one: Any, other: Any) -> bool:  # noqa: ANN401 - plain data
    """Tell plain data that are the same to the letter from what may still say the same: one look at their bytes.

    What is not even equal needs no such look; 1 is equal to 1.0, and to true.
    """
    kind = type(one)
    if one is other or kind is not type(other):
        return one is other
    if one != other or kind is str or kind is int:
        return bool(one == other)
    return dumps(one, _PLAINLY) == dumps(other, _PLAINLY)


def sharing(one: Any, other: Any) -> Any:  # noqa: ANN401 - plain data
    """Give the second of two values, made of the very parts of the first where they are the same to the letter."""
    if identical(one, other):
        return one
    if type(one) is not type(other):
        return other
    if isinstance(other, dict):
        return {
            key: value if (old := one.get(key)) is None else sharing(old, value)
            for key, value in other.items()
        }
    if isinstance(other, list):
        pairs = zip(one, other, strict=False)
        return [*(sharing(*pair) for pair in pairs), *other[len(one) :]]
    return other


@lru_cache(maxsize=65536)
def written(text: str) -> str:
    """Give the form in which texts are compared."""
    narrow = text.translate(_WIDTHS)
    spaced = _SPACE.sub(" ", narrow).strip()
    if spaced.startswith(("http://", "https://")):
        return _address(spaced)
    return _IDLE_SPACE.sub("", spaced)


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """Say how alike two names are, from 0 to 1: pairs of characters they share, asides left out."""
    bare, other_bare = (_ASIDE.sub("", written(text)) for text in (one, other))
    if bare == other_bare:
        return 1.0 if bare else 0.0
    mine, theirs = _bigrams(bare), _bigrams(other_bare)
    shared = (mine & theirs).total()
    return 2 * shared / max(1, mine.total() + theirs.total())


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _address(text: str) -> str:
    """Give a URL without what does not change where it leads: language, escapes, usual port."""
    try:
        parts = urlsplit(text.replace(" ", ""))
        port = parts.port
    except ValueError:
        return text
    host = _host(parts.hostname or "")
    if port and port != _PORTS[parts.scheme]:
        host += f":{port}"
    steps = [step for step in unquote(parts.path).split("/") if step]
    path = "/".join(step for step in steps if not _TONGUE.fullmatch(step))
    asked = [(key, said) for key, said in parse_qsl(parts.query) if not _TONGUE.fullmatch(said)]
    query = f"?{urlencode(asked)}" if asked else ""
    fragment = f"#{unquote(parts.fragment)}" if parts.fragment else ""
    return f"{parts.scheme}://{host}/{path}{query}{fragment}"


def _host(name: str) -> str:
    """Write a host's name as people do, in its own script."""
    try:
        return name.encode("ascii").decode("idna")
    except UnicodeError:
        return name
