"""What a run remembers of earlier ones: sheets that still hold, and the facts that go with them.

A sheet holds for a file of the same name and bytes as long as all it leans on is as it was. Equal size, time
and number of a file are taken for equal bytes, unless the file had only just been written when it was read.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from uuid import uuid4

from catalog_std.catalog.base import Base, Spool
from catalog_std.catalog.facts import Row
from catalog_std.run.job import Job
from catalog_std.run.leaning import Answers
from catalog_std.run.rows import row_of, value_of
from catalog_std.run.sheet import Sheet
from catalog_std.run.sources import RACY, Basics, Signature, basics_in, digest_of
from catalog_std.run.store import SIGNED, Kept, Store, row_text

_CROWD = 12  # files of facts to read at a start; more are made one
_Sheets = dict[str, list[Kept]]  # by file


@dataclass(slots=True)
class Recall:
    """A job's files held against a store: what still holds, what must be judged, and what to keep."""

    store: Store
    names: tuple[str, ...]
    basics: Basics
    answers: Answers
    beside: tuple[str, ...]  # digests of power lists and life events, with their names
    digests: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[str, Signature, str]] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)  # of basic items, by file
    held: dict[str, Kept] = field(default_factory=dict)
    dead: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    kept: list[Kept] = field(default_factory=list)
    segment: str = field(default_factory=lambda: f"facts-{uuid4().hex}")
    mishap: str = ""

    @property
    def compared(self) -> frozenset[str]:
        """List the files that are held against what they said before: what is found in them holds once."""
        return frozenset(name for name, _ in self.answers.setting.before)

    @property
    def fresh(self) -> tuple[str, ...]:
        """List the files that must be judged."""
        return tuple(name for name in self.names if name not in self.held)

    def sheets(self) -> Iterator[Sheet]:
        """Give the sheets that still hold and say anything."""
        for kept in self.held.values():
            if kept.row is not None:
                yield value_of(json.loads(kept.row))

    def silent(self) -> tuple[int, int]:
        """Count the files, and the items in them, of which the sheets that still hold say nothing."""
        items = [kept.items for kept in self.held.values() if kept.row is None]
        return len(items), sum(items)

    def keep(self, sheets: Iterable[Sheet]) -> None:
        """Note sheets to be remembered: not where a rule broke down, or a file was changed meanwhile."""
        once = self.compared
        for sheet in sheets:
            sound = sheet.digest == self.digests[sheet.file] and not sheet.crashes
            sound = sound and sheet.file not in once
            says = bool(sheet.findings or sheet.suppressions)
            self.kept.append(
                Kept(
                    sheet.file,
                    sheet.digest
                    if sound
                    else "",  # its facts are in the segment: they are dead
                    self.segment,
                    sheet.items,
                    self.codes.get(sheet.file, ""),
                    self.answers.written(sheet.leans),
                    row_text(row_of(sheet)) if says else None,
                )
            )

    def answered(self) -> dict[str, list[Row]] | None:
        """Give what the rules over the whole catalog answered, if all facts are as they were."""
        if self.kept or self._crowded():
            return None
        rows = self.store.answers(self._facts())
        return None if rows is None else value_of(json.loads(rows))

    def answer(self, rows: Mapping[str, list[Row]]) -> None:
        """Remember an answer; not where what a file says is not sure to hold."""
        if self.mishap or not all(kept.digest for kept in self.kept):
            return
        try:
            self.store.answer(self._facts(), row_text(row_of(rows)))
        except sqlite3.Error as error:
            self.mishap = str(error)

    def _facts(self) -> str:
        """Digest all that facts are taken from: files and what they lean on, power lists, life events."""
        held = sorted((*self.held.values(), *self.kept), key=attrgetter("name"))
        parts = [part for kept in held for part in (kept.name, kept.digest, kept.leans)]
        return digest_of("\n".join([*parts, *self.beside]).encode("utf-8", "replace"))

    def gather(self, base: Base, spool: Spool) -> None:
        """Bring the facts of all files together, and lay by those that were not there before."""
        base.load(spool)
        if self.kept and not self._crowded():
            self._save(base)
        for segment in sorted({kept.segment for kept in self.held.values()}):
            base.read(self.store.folder / segment, self.dead[segment])
        if self._crowded():
            self._save(base)

    def write(self) -> None:
        """Remember what is new; where too much is dead, all that holds is written anew."""
        crowded = self._crowded()
        if self.mishap or not (crowded or self.kept or self.seen):
            return
        moved = self.held.values() if crowded else ()
        try:
            sheets = [*(kept._replace(segment=self.segment) for kept in moved), *self.kept]
            self.store.write(self.seen, sheets, anew=crowded)
        except (sqlite3.Error, OSError) as error:
            self.mishap = str(error)

    def _save(self, base: Base) -> None:
        """Lay facts by; a folder that cannot be written is no reason to judge all anew."""
        try:
            base.save(self.store.folder / self.segment)
        except OSError as error:
            self.mishap = str(error)

    def _crowded(self) -> bool:
        """Say whether facts lie about in too many files, or most of them are dead."""
        segments = {kept.segment for kept in self.held.values()} | self.dead.keys()
        dead = sum(len(names) for names in self.dead.values())
        return len(segments) > _CROWD or dead > len(self.names) + _CROWD


def recalled(job: Job, store: Store) -> Recall:
    """Hold a job's files against what is remembered; basic items first, for others lean on them."""
    rows: _Sheets = defaultdict(list)
    for kept in store.sheets():
        rows[kept.name].append(kept)
    files: dict[str, str] = {}
    basics = Basics(job.texts, files)
    found: dict[str, str] = {}
    answers = Answers(job.profiles, job.setting, found)
    beside = tuple(f"{name} {digest_of(job.texts.raw(name))}" for name in job.beside)
    recall = Recall(store, job.texts.names, basics, answers, beside)
    for name, codes in _looked_at(job, recall, rows):
        recall.codes[name] = row_text(codes)
        for code in codes:
            files.setdefault(code, name)
            found.setdefault(code, f"{name} {recall.digests[name]}")
    _held(recall, rows)
    return recall


def _looked_at(job: Job, recall: Recall, rows: _Sheets) -> Iterator[tuple[str, list[str]]]:
    """Find the digest of each file, by its signature where that is known, else by its bytes; give the files with basic items."""
    begun, signature = time.time_ns(), job.texts.signature
    for name in job.texts.names:
        sign = signature(name)
        same = [kept for kept in rows.get(name, ()) if kept[SIGNED:] == sign]
        if not same:
            raw = job.texts.raw(name)
            digest = recall.digests[name] = digest_of(raw)
            if sign and sign[1] < begun - RACY:
                recall.seen.append((name, sign, digest))
            said = [kept.basics for kept in rows.get(name, ()) if kept.digest == digest]
            codes = json.loads(said[0] or "[]") if said else _codes(name, raw, recall.basics)
            if codes:
                yield name, codes
            continue
        recall.digests[name] = same[0].digest
        if same[0].basics:
            yield name, json.loads(same[0].basics)


def _codes(name: str, raw: bytes, basics: Basics) -> list[str]:
    """Name the basic items in a file, and have those at hand that nobody named before."""
    found = list(basics_in(name, raw))
    for code, document in found:
        basics.read.setdefault(code, document)
    return list(dict.fromkeys(code for code, _ in found))


def _held(recall: Recall, rows: _Sheets) -> None:
    """Part the remembered sheets that hold from those that are dead."""
    holding: dict[str, bool] = {}
    once = recall.compared
    for name, sheets in rows.items():
        digest = recall.digests.get(name)
        for kept in sheets:
            if kept.leans not in holding:
                holding[kept.leans] = recall.answers.hold(kept.leans)
            current = kept.digest == digest and name not in recall.held and name not in once
            if current and holding[kept.leans]:
                recall.held[name] = kept
            else:
                recall.dead[kept.segment].append(name)
