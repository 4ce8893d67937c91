"""A git commit as a source of texts: which files it has, and their bytes. The work tree is left alone."""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catalog_std.catalog.settings import Origin
from catalog_std.configured import nearest
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

# A hook sets these for the repository it runs in; we look for the one a folder belongs to.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
_TRUNKS = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
_LINK = b"120000"
_BATCH = (
    500  # objects asked for at once: enough to hide the waiting, little enough for any pipe
)


@dataclass(frozen=True, slots=True)
class Revision:
    """The files below a folder as a commit has them: names relative to it, with ``/``.

    ``objects`` gives what git knows each file by: equal objects are equal bytes, unread.
    """

    folder: Path
    commit: str
    objects: Mapping[str, str] = field(repr=False)

    @property
    def short(self) -> str:
        """Give the commit as people write it."""
        return self.commit[:10]

    def read(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Read files, in the order asked, a batch at a time; names it does not have are passed."""
        wanted = [(name, self.objects[name]) for name in names if name in self.objects]
        for start in range(0, len(wanted), _BATCH):
            yield from self._batch(wanted[start : start + _BATCH])

    def _batch(self, wanted: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        asked = os.fsencode("".join(f"{one}\n" for _, one in wanted))
        done = _git(self.folder, "cat-file", "--batch", "--follow-symlinks", asked=asked)
        if done.code:
            raise _lost(self.folder, done.complaint)
        answer, at = done.out, 0
        for name, _ in wanted:
            end = answer.index(b"\n", at)
            head = answer[at:end].split(b" ")
            if len(head) == 3 and head[1] == b"blob":  # noqa: PLR2004 - object, type, size
                at = end + 1 + int(head[2])
                yield name, answer[end + 1 : at]
                at += 1
            elif head[-1].isdigit():  # a link that leads out of the commit, and where it led
                at = end + 1 + int(head[-1]) + 1
            else:
                raise _lost(self.folder, name)


def revision_of(folder: Path, ref: str, path: str | None = None) -> Revision:
    """Open a folder as a commit has it; ``path`` is another one, from the repository's top down.

    Raises CatalogError where git, repository, commit or folder is missing, with what to type.
    """
    commit = commit_of(folder, ref)
    within = _prefix(folder) if path is None else posixpath.normpath(path).strip("/.")
    listing = _git(folder, "ls-tree", "-r", "-z", "--full-tree", f"{commit}:{within}")
    if listing.code:
        raise CatalogError(
            Text(
                f"{ref} 中没有文件夹 {within}；用 git ls-tree {ref} 看有什么",
                f"{ref} has no folder {within}; see what it has with: git ls-tree {ref}",
            )
        )
    stem = f"{commit}:{within}/" if within else f"{commit}:"
    return Revision(folder, commit, dict(_entries(listing.out, stem)))


def origin_of(revision: Revision, root: Path) -> Origin:
    """Read settings as a commit has them; what lies outside the catalog is taken as it is now."""

    def read(name: str) -> bytes:
        found = dict(revision.read([name]))
        return found[name] if found else (root / name).read_bytes()

    return Origin(read, lambda name: f"{revision.short}:{name}")


def commit_of(folder: Path, ref: str) -> str:
    """Find the commit a ref names; raises CatalogError with what to type where it names none."""
    if commit := _commit(folder, ref):
        return commit
    check_repository(folder)
    raise _unknown(folder, ref)


def check_repository(folder: Path) -> None:
    """Raise CatalogError where a folder lies in no repository that git will open."""
    found = _git(folder, "rev-parse", "--git-dir")
    if found.code:
        raise _outside(folder, found.complaint)


def merge_base(folder: Path, ref: str, other: str = "HEAD") -> str:
    """Find the commit where two histories part; raises CatalogError where none is known here."""
    found = _git(folder, "merge-base", commit_of(folder, ref), commit_of(folder, other))
    if found.code:
        raise _unrelated(folder, ref, other)
    return found.word


def trunk_of(folder: Path) -> str:
    """Guess the branch that work is merged into; raises CatalogError where there is no telling."""
    check_repository(folder)
    for ref in _TRUNKS:
        if _commit(folder, ref):
            return ref
    tried = ", ".join(_TRUNKS)
    raise CatalogError(
        Text(
            f"看不出与哪个分支比较（没有 {tried}）；请写明，如 HEAD~1",
            f"no telling which branch to compare with (there is no {tried}); name one, such as HEAD~1",
        )
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    code: int
    out: bytes
    complaint: str

    @property
    def word(self) -> str:
        return os.fsdecode(self.out).rstrip("\n")


def _git(folder: Path, *words: str, asked: bytes = b"") -> _Answer:
    """Ask git, in a folder, without any lock on the repository."""
    around = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK}
    around |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    line = ["git", "-C", str(folder), *words]
    try:
        done = subprocess.run(line, input=asked, capture_output=True, check=False, env=around)
    except FileNotFoundError as error:
        raise CatalogError(
            Text(
                "没有装 git；Debian 上：apt-get install git",
                "git is not installed; on Debian: apt-get install git",
            )
        ) from error
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return _Answer(done.returncode, done.stdout, said[0] if said else "")


def _commit(folder: Path, ref: str) -> str:
    """Give the commit a ref names, or an empty text. A ref never begins with a dash."""
    if ref.startswith("-"):
        return ""
    return _git(folder, "rev-parse", "--quiet", "--verify", f"{ref}^{{commit}}").word


def _prefix(folder: Path) -> str:
    """Say where a folder lies below the repository's top."""
    return _git(folder, "rev-parse", "--show-prefix").word.rstrip("/")


def _entries(listing: bytes, stem: str) -> Iterator[tuple[str, str]]:
    """Read the rows of ``ls-tree -z``; a link is known by its path, so that git follows it."""
    for row in listing.split(b"\0")[:-1]:
        head, _, path = row.partition(b"\t")
        mode, kind, one = head.split(b" ")
        name = os.fsdecode(path)
        if kind == b"blob" and "\n" not in name:
            yield name, f"{stem}{name}" if mode == _LINK else one.decode()


def _is_shallow(folder: Path) -> bool:
    return _git(folder, "rev-parse", "--is-shallow-repository").word == "true"


def _unknown(folder: Path, ref: str) -> CatalogError:
    if _is_shallow(folder):
        return CatalogError(
            Text(
                f"这里没有 {ref}，而且历史不全（浅克隆）；请先运行 git fetch --unshallow origin",
                f"no {ref} here, and the history is cut short (a shallow clone); first: git fetch --unshallow origin",
            )
        )
    known = _git(folder, "for-each-ref", "--format=%(refname:short)").word.split("\n")
    guess = nearest(ref, known)
    return CatalogError(
        Text(
            f"git 中没有 {ref}"
            + (f"，是否想写 {guess}？" if guess else "；请先运行 git fetch --tags origin"),
            f"git knows no {ref}"
            + (f"; did you mean {guess}?" if guess else "; first: git fetch --tags origin"),
        )
    )


def _outside(folder: Path, complaint: str) -> CatalogError:
    if "dubious ownership" in complaint:
        return CatalogError(
            Text(
                f"git 不信任 {folder} 的所有者；请先运行 git config --global --add safe.directory {folder}",
                f"git does not trust the owner of {folder}; first: git config --global --add safe.directory {folder}",
            )
        )
    return CatalogError(
        Text(
            f"{folder} 不在 git 仓库里；请给出两个文件夹或文件，或先运行 git init",
            f"{folder} is not in a git repository; name two folders or files, or first: git init",
        )
    )


def _unrelated(folder: Path, ref: str, other: str) -> CatalogError:
    if _is_shallow(folder):
        return CatalogError(
            Text(
                f"历史不全（浅克隆），找不到 {ref} 与 {other} 的分岔点；请先运行 git fetch --unshallow origin",
                f"the history is cut short (a shallow clone), so where {ref} and {other} part is not known; "
                "first: git fetch --unshallow origin",
            )
        )
    return CatalogError(
        Text(
            f"{ref} 与 {other} 没有共同的历史；要直接比较，请加 --direct",
            f"{ref} and {other} share no history; to compare them as they are, add --direct",
        )
    )


def _lost(folder: Path, name: str) -> CatalogError:
    return CatalogError(
        Text(
            f"git 仓库里缺 {name} 的内容；请在 {folder} 运行 git fsck",
            f"the content of {name} is missing from the repository; run git fsck in {folder}",
        )
    )
