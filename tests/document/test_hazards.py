"""Texts that break readers: one clear fault at the right place, and the run goes on."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from catalog_std.document import documents_of

TOP = (1, 1)

LAUGHS = "\n".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10) if n else 'ha'}]" for n in range(10)
)

HAZARDS = {
    "an empty file": (b"", [("empty", TOP)]),
    "only a comment": (b"# nothing\n", [("empty", TOP)]),
    "an empty document": (b"---\n", [("empty", (2, 1))]),
    "a byte order mark": (b"\xef\xbb\xbfa: 1\n", [("bom", TOP)]),
    "UTF-16": ("a: 1\n".encode("utf-16"), [("encoding", TOP)]),
    "UTF-16 big-endian": ("\ufeffa: 1\n".encode("utf-16-be"), [("encoding", TOP)]),
    "UTF-32": ("a: 1\n".encode("utf-32"), [("encoding", TOP)]),
    "UTF-16 without a mark": ("a: 1\n".encode("utf-16-le"), [("control-character", (1, 2))]),
    "invalid UTF-8": (b"a: 1\nb: \xd6\xd0\n", [("encoding", (2, 4))]),
    "NUL": (b"a: x\x00y\n", [("control-character", (1, 5))]),
    "escape character": (b"a: \x1b[31m\n", [("control-character", (1, 4))]),
    "line separator": ("a: 甲\u2028乙\nb: 1\n".encode(), [("line-separator", (1, 5))]),
    "next line": ("a: 甲\x85乙\n".encode(), [("line-separator", (1, 5))]),
    "tab": (b"a:\n\tb: 1\n", [("tab", (2, 1))]),
    "unclosed bracket": (b"a: [1\nb: 2\n", [("syntax", (2, 2))]),
    "duplicate key": (b"a: 1\nb: 2\na: 3\n", [("duplicate-key", (3, 1))]),
    "merge key": (b"a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", [("merge-key", (3, 3))]),
    "undefined alias": (b"a: *nobody\n", [("undefined-alias", (1, 4))]),
    "recursive alias": (b"a: &x\n  b: *x\n", [("recursive-alias", (2, 6))]),
    "billion laughs": (LAUGHS.encode(), [("alias-expansion", (6, 25))]),
    "brackets": (b"a: " + b"[" * 100_000, [("depth", (1, 1003))]),
    "closed brackets": (b"a: " + b"[" * 100_000 + b"]" * 100_000, [("depth", (1, 1003))]),
    "dashes": (b"- " * 100_000, [("depth", (1, 129))]),
    "braces": (b"{a: " * 100_000, [("depth", (1, 257))]),
    "other keys": (
        b"1: a\ntrue: b\n? [c]\n: d\n",
        [("other-key", (1, 1)), ("other-key", (2, 1)), ("other-key", (3, 3))],
    ),
    "tags": (b"a: !x 1\nb: !!python/tuple [1]\n", [("tag", (1, 4)), ("tag", (2, 4))]),
    "too large": (b"a: " + b"x" * (33 * 1024 * 1024), [("size", TOP)]),
    "percent": (b"%YAML 9.9\n---\na: 1\n", [("syntax", TOP)]),
}

HARMLESS = {
    "20,000 anchors": "".join(f"k{n}: &a{n} v\n" for n in range(20_000)).encode(),
    "a line of 5 MB": b"a: " + b"x" * 5_000_000 + b"\n",
    "20,000 pairs on a line": b"{"
    + b", ".join(b"k%d: %d" % (n, n) for n in range(20_000))
    + b"}",
    "CRLF": b"a: 1\r\nb: [x,\r\n  y]\r\n",
    "lone CR": b"a: 1\rb: 2\r",
    "emoji": "a: 👩‍👩‍👧‍👦\n".encode(),
    "a quoted <<": b'a: &x {b: 1}\n"<<": *x\n',
    "full-width colon": "a： b: 1\n".encode(),
}


@pytest.mark.parametrize("name", HAZARDS)
def test_a_hazard_is_one_clear_fault_at_the_right_place(name: str) -> None:
    raw, expected = HAZARDS[name]
    documents = documents_of("t.yaml", raw)
    found = [(f.kind, (f.span.line, f.span.column)) for d in documents for f in d.faults]
    assert found == expected


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_hazardous_is_read(name: str) -> None:
    (document,) = documents_of("t.yaml", HARMLESS[name])
    assert document.data
    assert not document.faults


PROBE = """
import json, re, resource, sys, time
from pathlib import Path
from catalog_std.document import documents_of
raw = sys.stdin.buffer.read()
began = time.process_time()
documents = documents_of("t.yaml", raw)
seconds = time.process_time() - began
mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # a child begins with its parent's peak
status = Path("/proc/self/status")
if status.exists():
    mb = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 1024
print(json.dumps([seconds, mb, len(documents)]))
"""


@pytest.mark.parametrize("name", [*HAZARDS, *HARMLESS])
def test_no_text_hangs_or_swells(name: str) -> None:
    raw = HAZARDS[name][0] if name in HAZARDS else HARMLESS[name]
    done = subprocess.run(
        [sys.executable, "-c", PROBE], input=raw, capture_output=True, check=True, timeout=60
    )
    seconds, megabytes, documents = json.loads(done.stdout)
    assert seconds < 2
    assert megabytes < 200
    assert documents <= 2


def test_line_separators_are_kept_in_the_data() -> None:
    text = "a: 甲\u2028乙\u2029丙\x85丁\n\u2028: x\n"
    (document,) = documents_of("t.yaml", text.encode())
    assert document.data == {"a": "甲\u2028乙\u2029丙\x85丁", "\u2028": "x"}


def test_a_broken_document_leaves_its_neighbours_alone() -> None:
    text = "a: 1\n---\nb: [\n---\nc: 000123\n--- {d: 4}\n"
    documents = documents_of("t.yaml", text.encode())
    assert [d.data for d in documents] == [{"a": 1}, None, {"c": "000123"}, {"d": 4}]
    assert [[(f.kind, f.span.line) for f in d.faults] for d in documents] == [
        [],
        [("syntax", 4)],
        [("unquoted-code", 5)],
        [],
    ]
    assert [d.number for d in documents] == [0, 1, 2, 3]
    assert (documents[3].root / "d").span.line == 6
