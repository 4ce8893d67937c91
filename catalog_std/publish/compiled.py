"""Our templates as they were compiled: kept for the next run where Python keeps its own compiled files."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

_HERE = Path(__file__).parent
_DIGEST = 64  # characters that a file begins with


class Compiled(BytecodeCache):
    """Templates in one language; a file counts while the template, and all that it is compiled by, are what they were."""

    def __init__(self, lang: str, modules: Iterable[str], words: object) -> None:
        """Say what templates are compiled by: modules of this folder, and words that are written into them."""
        told = (jinja2.__version__, sys.hexversion, words)
        self.lang = lang
        self.by = repr(told).encode() + b"".join((_HERE / one).read_bytes() for one in modules)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Name the file: it lies with the compiled modules of this folder, and says the language where they say how."""
        del filename
        source = _HERE / f"template-{name.replace('/', '-')}"
        return cache_from_source(str(source), optimization=self.lang)

    def get_source_checksum(self, source: str) -> str:
        """Give the digest of a template and of all it is compiled by."""
        return sha256(self.by + source.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was compiled of this very source; what cannot be read is compiled again."""
        with suppress(OSError, EOFError, ValueError, TypeError):
            raw = Path(bucket.key).read_bytes()
            if raw[:_DIGEST] == bucket.checksum.encode():
                bucket.code = marshal.loads(raw[_DIGEST:])  # noqa: S302 - as Python does with its own

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, whole or not at all; where nothing may be written, or Python is to write nothing, do without."""
        if sys.dont_write_bytecode:
            return
        path = Path(bucket.key)
        partial = path.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(bucket.checksum.encode() + marshal.dumps(bucket.code))
            partial.replace(path)
