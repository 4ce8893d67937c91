"""Bundles: every text comes back to the byte, and what is hostile or cut short is one clear line."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.bundle import bundle_in, bundled, file_of, is_bundle, open_bundle
from catalog_std.bundle import lines as stretches
from catalog_std.bundle import tape as reels
from catalog_std.bundle.lines import lines_on
from catalog_std.trouble import CatalogError


def tar_of(files: Mapping[str, bytes], **odd: bytes) -> bytes:
    """Make a tar; ``odd`` members are of another type than files."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        for name, kind in odd.items():
            member = tarfile.TarInfo(name.replace("_", "."))
            member.type, member.linkname = kind, "elsewhere"
            tar.addfile(member)
    return held.getvalue()


def complaint(content: bytes, name: str) -> str:
    with pytest.raises(CatalogError) as caught:
        bundle_in(content, name)
    return caught.value.saying.en


@given(st.lists(st.binary(max_size=9).map(lambda line: line.replace(b"\n", b"")), max_size=80))
def test_stretches_of_lines_are_the_file_and_each_knows_its_lines(lines: list[bytes]) -> None:
    raw = b"\n".join(lines)
    bundle = bundle_in(raw if raw[:2] != b"\x1f\x8b" else b"", "x.ndjson")
    whole = b"".join(bundle.raw(name) for name in bundle.names)
    assert bundle.raw("x.ndjson") == whole
    assert whole == (raw if raw[:2] != b"\x1f\x8b" else b"")
    for name in bundle.names:
        first, _, last = name.rpartition("/")[2].partition("-")
        for number in range(int(first), int(last) + 1):
            assert bundle.holder("x.ndjson", number - 1) == name
        held = bundle.raw(name).removesuffix(b"\n").split(b"\n")
        assert len(held) == int(last) - int(first) + 1


def test_a_file_that_ends_with_a_stretch_has_no_more() -> None:
    assert list(bundle_in(b"{}\n" * 64, "x.ndjson").names) == [
        "x.ndjson/1-32",
        "x.ndjson/33-64",
    ]


def test_a_stretch_ends_where_it_has_grown_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "_MUCH", 10)
    bundle = bundle_in(b"123456\n12345678\n1\n", "x.ndjson")
    assert list(bundle.names) == ["x.ndjson/1-2", "x.ndjson/3-3"]


def test_a_line_that_is_no_item_is_refused_with_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stretches, "LARGEST", 100_000)
    said = complaint(b"{}\n" + b"x" * 200_000, "x.ndjson")
    assert said == "x.ndjson:2: the line is longer than 100000 bytes: that is no item"


def test_members_are_called_by_the_archive_and_their_own_name() -> None:
    files = {"./items/a.yaml": b"name: a\n", "b.ndjson": b"{}\n{}\n", "c.docx": b"PK"}
    bundle = bundle_in(tar_of(files), "in/x.tar")
    assert list(bundle.names) == [
        "in/x.tar/items/a.yaml",
        "in/x.tar/b.ndjson/1-2",
        "in/x.tar/c.docx",
    ]
    assert bundle.raw("in/x.tar/items/a.yaml") == b"name: a\n"
    assert bundle.raw("in/x.tar/b.ndjson/1-2") == b"{}\n{}\n"
    assert bundle.holder("in/x.tar/b.ndjson", 1) == "in/x.tar/b.ndjson/1-2"
    assert bundle.holder("in/x.tar/items/a.yaml", 0) == "in/x.tar/items/a.yaml"
    assert bundle.holds("in/x.tar/b.ndjson")
    assert not bundle.holds("in/x.tar/z.yaml")


def test_lines_in_an_archive_end_with_their_member() -> None:
    for content in (b"", b"{}", b"{}\n", b"{}\n\n{}"):
        bundle = bundle_in(tar_of({"b.ndjson": content, "c.yaml": b"x: y\n"}), "x.tar")
        assert bundle.raw("x.tar/b.ndjson") == content


def test_below_a_folder_names_begin_there() -> None:
    files = {"one/items/a.yaml": b"a", "one/b.ndjson": b"{}", "two/a.yaml": b"b"}
    below = bundle_in(tar_of(files), "x.tar").below("x.tar/one/")
    assert list(below.names) == ["items/a.yaml", "b.ndjson/1-1"]
    assert below.raw("items/a.yaml") == b"a"
    assert below.holder("b.ndjson", 0) == "b.ndjson/1-1"


def test_of_two_members_of_one_name_the_later_counts() -> None:
    twice = io.BytesIO()
    with tarfile.open(fileobj=twice, mode="w") as tar:
        for content in (b"old", b"new"):
            member = tarfile.TarInfo("a.yaml")
            member.size = 3
            tar.addfile(member, io.BytesIO(content))
    bundle = bundle_in(twice.getvalue(), "x.tar")
    assert list(bundle.names) == ["x.tar/a.yaml"]
    assert bundle.raw("x.tar/a.yaml") == b"new"


@pytest.mark.parametrize(
    "name",
    [
        "/etc/a.yaml",
        "../a.yaml",
        "a/../b.yaml",
        "a\\b.yaml",
        "a\x1b.yaml",
        "a//b.yaml",
        "./",
        ".",
    ],
)
def test_an_archive_with_an_unsafe_name_is_refused_whole(name: str) -> None:
    said = complaint(tar_of({"a.yaml": b"", name: b"x"}), "x.tar")
    assert said.endswith("no safe name; nothing of the archive was read")
    assert "\x1b" not in said


def test_a_name_that_is_no_utf8_is_refused() -> None:
    held = io.BytesIO()
    with tarfile.open(
        fileobj=held, mode="w", format=tarfile.GNU_FORMAT, encoding="latin-1"
    ) as tar:
        tar.addfile(tarfile.TarInfo("\xff.yaml"), io.BytesIO())
    assert "no safe name" in complaint(held.getvalue(), "x.tar")


def test_links_and_devices_are_passed_unless_they_would_be_items() -> None:
    bundle = bundle_in(
        tar_of({"a.yaml": b""}, docs=tarfile.SYMTYPE, pipe=tarfile.FIFOTYPE), "x.tar"
    )
    assert list(bundle.names) == ["x.tar/a.yaml"]
    said = complaint(tar_of({}, b_yaml=tarfile.SYMTYPE), "x.tar")
    assert said.startswith("x.tar: 'b.yaml': no plain file")


def test_an_archive_cut_short_is_refused() -> None:
    whole = tar_of({"a.yaml": b"x" * 2000})
    assert "cut short" in complaint(whole[:1600], "x.tar")
    assert complaint(whole[:700], "x.tar.gz").startswith("x.tar.gz: ")
    assert complaint(b"no archive at all", "x.tar").startswith("x.tar: ")
    assert complaint(gzip.compress(whole)[:-9], "x.tgz").startswith("x.tgz: ")
    assert complaint(b"\x1f\x8b\x08\x00junkjunkjunk", "x.tgz").startswith("x.tgz: ")


def test_a_member_beyond_all_reason_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog_std.bundle.tar.LARGEST", 100)
    said = complaint(tar_of({"a.yaml": b"x" * 101}), "x.tar")
    assert said == "x.tar: 'a.yaml': larger than 100 bytes"


def test_what_is_gzipped_is_the_same_and_a_bomb_is_not_inflated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = b'{"a": 1}\n' * 100
    assert bundle_in(gzip.compress(lines), "x.ndjson.gz").raw("x.ndjson.gz") == lines
    monkeypatch.setattr(reels, "_FREE", 1000)
    assert "out of all reason" in complaint(gzip.compress(b"\n" * 3_000_000), "x.ndjson.gz")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    with pytest.raises(CatalogError, match=r"x\.ndjson: No such file"):
        open_bundle(path, "x.ndjson")
    with pytest.raises(CatalogError, match=r"x\.ndjson: No such file"):
        list(lines_on(path, "x.ndjson"))
    path.write_bytes(b"{}\n")
    bundle = open_bundle(path, "x.ndjson")
    path.unlink()
    with pytest.raises(CatalogError, match="No such file"):
        bundle.raw("x.ndjson/1-1")


def test_bundles_are_told_by_their_names() -> None:
    assert is_bundle("a/x.TAR.gz")
    assert not is_bundle("a/x.yaml.gz")
    assert bundled("a/x.tar/b/y.yaml") == "a/x.tar"
    assert bundled("a/x.ndjson") == "a/x.ndjson"
    assert bundled("a/tar/y.yaml") == ""
    assert file_of("a/x.ndjson/1-32") == "a/x.ndjson"
    assert file_of("a/x.yaml") == "a/x.yaml"
