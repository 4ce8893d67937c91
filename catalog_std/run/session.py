"""A catalog kept warm while it is worked on: only what a change concerns is judged again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from catalog_std.catalog.base import open_base
from catalog_std.catalog.facts import Facts, Row
from catalog_std.catalog.files import picked
from catalog_std.document import Document
from catalog_std.effective import basic_code_of, effective_of, is_implementation
from catalog_std.finding import Finding
from catalog_std.lint.rule import Rule
from catalog_std.run.catalog_phase import Places, asking, facts_beside
from catalog_std.run.file_phase import FilePhase, weighed
from catalog_std.run.job import Job
from catalog_std.run.last import judged_last
from catalog_std.run.sheet import Crash, Sheet, place_of, same
from catalog_std.run.sources import Texts, basics_in
from catalog_std.run.warm import Warm
from catalog_std.trouble import CatalogError


@dataclass(slots=True)
class Session:
    """Texts that may change, what has been found in them, and what is still due to be judged.

    After ``work`` has run to its end, ``findings`` of every file together are what ``run_lint`` finds.
    """

    job: Job
    warm: Warm
    due: dict[str, None] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    basics: dict[str, Document] = field(default_factory=dict)
    _sheets: dict[str, Sheet] = field(default_factory=dict)
    _verdict: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    _stated: dict[str, dict[str, Document]] = field(default_factory=dict)
    _leaning: dict[str, set[str]] = field(default_factory=dict)
    _codes: dict[str, frozenset[str]] = field(default_factory=dict)
    _told: dict[str, dict[str, list[Finding]]] = field(default_factory=dict)
    _told_by: dict[str, frozenset[str]] = field(default_factory=dict)
    _rows: dict[str, list[tuple[Rule, Row]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.due |= dict.fromkeys(self.job.texts.names)
        for name in self.job.texts.names:
            self._state(name)
        for name in self.job.beside:
            self._lay_beside(name)

    @property
    def settled(self) -> bool:
        """Say whether nothing is due."""
        return not self.due and not self.warm.due

    @property
    def crashes(self) -> dict[str, Crash]:
        """Give the rules that break down, by their names."""
        found = {c.rule: c for sheet in self._sheets.values() for c in sheet.crashes}
        return found | self.warm.crashes

    def write(self, name: str, raw: bytes | None) -> None:
        """Hold a text in place of a file, or (None) let the file speak for itself, if it is there."""
        texts = self.job.texts
        if raw is None:
            texts.held.pop(name, None)
        elif texts.held.get(name) == raw:
            return
        else:
            texts.held[name] = raw
        settings = self.job.settings
        if picked([name], settings.power_lists) or picked([name], settings.events):
            self._lay_beside(name)
        elif picked([name], settings.items):
            self._renew(name)

    def mention(self, path: str) -> None:
        """Judge again what speaks of a file that came or went, and what inherits from that."""
        for name in list(self.holding(path)):
            self._renew(name)

    def judge(self, name: str) -> None:
        """Judge one file that is due, now."""
        if name in self.due:
            del self.due[name]
            self._judge(name)

    def work(self) -> Iterator[None]:
        """Do what is due, a little at a time: files first, then the catalog as a whole."""
        while self.due:
            self.judge(next(iter(self.due)))
            yield
        asked = False
        for _ in self.warm.ask():
            asked = True
            yield
        if asked:
            self._place()
        if self.job.baseline:
            self._weigh()

    def findings(self, name: str) -> tuple[Finding, ...]:
        """Give what is known to be wrong in a file and is not silenced there, in order.

        What a baseline tolerates is only known when all is settled; until then it is taken at its word.
        """
        baseline = self.job.baseline
        if baseline and self.settled:
            return self._verdict.get(name, ())
        sheet = self._sheets.get(name)
        suppressions = sheet.suppressions if sheet else ()
        job = replace(self.job, baseline=None)
        verdict = judged_last(job, self._found(name), suppressions, self.crashes)
        known = baseline.entries if baseline else {}
        counting = (f for f in verdict.counting if (f.fingerprint, f.touch) not in known)
        return tuple(sorted(counting, key=place_of))

    @property
    def items(self) -> int:
        """Count the items."""
        return sum(sheet.items for sheet in self._sheets.values())

    def holding(self, words: str) -> Iterator[str]:
        """Name the files in whose text some words stand."""
        for name in self.job.texts.names:
            if words.encode() in self.job.texts.raw(name):
                yield name

    def everything(self) -> tuple[Finding, ...]:
        """Give the findings of every file, in order."""
        names = sorted({*self._told, *self._rows, *self._sheets, *self._verdict})
        return tuple(finding for name in names for finding in self.findings(name))

    def _weigh(self) -> None:
        """Let the last phase judge the whole, as a baseline asks: it counts over all files."""
        names = sorted({*self._told, *self._rows, *self._sheets})
        found = [finding for name in names for finding in self._found(name)]
        suppressions = [
            s for name in names if name in self._sheets for s in self._sheets[name].suppressions
        ]
        verdict = judged_last(self.job, found, suppressions, self.crashes)
        weighed: dict[str, list[Finding]] = {}
        for finding in sorted(verdict.counting, key=place_of):
            weighed.setdefault(finding.where.file, []).append(finding)
        fresh = {name: tuple(some) for name, some in weighed.items()}
        before = self._verdict
        self.touched |= {n for n in {*fresh, *before} if fresh.get(n) != before.get(n)}
        self._verdict = fresh

    def _found(self, name: str) -> tuple[Finding, ...]:
        """Give all that was found in a file, in order; what several files say is said once."""
        found: dict[object, Finding] = {}
        said = self._told.get(name, {})
        for source in sorted(said):
            for finding in said[source]:
                found.setdefault(same(finding), finding)
        for finding in self._together(name):
            found.setdefault(same(finding), finding)
        return tuple(sorted(found.values(), key=place_of))

    def documents(self, name: str) -> tuple[Document, ...]:
        """Read a file's documents, each laid over its basic item; none where the file is gone."""
        try:
            documents = self.job.texts.documents(name)
        except CatalogError:
            return ()
        return tuple(effective_of(document, self.basics) for document in documents)

    def _renew(self, name: str) -> None:
        texts = self.job.texts
        there = _readable(texts, name)
        if there != (name in set(texts.names)):
            texts.names = tuple(
                sorted({*texts.names, name} if there else {*texts.names} - {name})
            )
        for code in self._state(name):
            self.due |= dict.fromkeys(self._leaning.get(code, ()))
        self.due[name] = None

    def _state(self, name: str) -> frozenset[str]:
        """Take the basic items of a file anew; give the codes that this concerns."""
        old, new = self._stated.pop(name, {}), dict[str, Document]()
        if name in self.job.texts.names:
            for code, document in basics_in(name, self.job.texts.raw(name)):
                new.setdefault(code, document)
        if new:
            self._stated[name] = new
        for code in {*old, *new}:
            holders = [file for file, codes in self._stated.items() if code in codes]
            self.basics.pop(code, None)
            if holders:
                self.basics[code] = self._stated[min(holders)][code]
        return frozenset((*old, *new))

    def _judge(self, name: str) -> None:
        findings: list[Finding] = []
        self._sheets.pop(name, None)
        codes: frozenset[str] = frozenset()
        facts = Facts().texts()
        if name in self.job.texts.names and _readable(self.job.texts, name):
            chunk = FilePhase.of(self.job, self.basics).chunk((name,))
            (self._sheets[name],), facts = chunk.sheets, chunk.facts
            findings = list(self._sheets[name].findings)
            documents = self.job.texts.documents(name)
            codes = frozenset(basic_code_of(d) for d in documents if is_implementation(d))
        self._tell(name, findings)
        self._lean(name, codes)
        self.warm.put(name, facts)

    def _tell(self, source: str, findings: list[Finding]) -> None:
        """Keep what judging one file found, by the file in which it stands."""
        by_file: dict[str, list[Finding]] = {}
        for finding in findings:
            by_file.setdefault(finding.where.file, []).append(finding)
        before = self._told_by.pop(source, frozenset())
        for file in before:
            del self._told[file][source]
            if not self._told[file]:
                del self._told[file]
        for file, found in by_file.items():
            self._told.setdefault(file, {})[source] = found
        if by_file:
            self._told_by[source] = frozenset(by_file)
        self.touched |= {source, *before, *by_file}

    def _lean(self, name: str, codes: frozenset[str]) -> None:
        for code in self._codes.pop(name, frozenset()):
            self._leaning[code].discard(name)
            if not self._leaning[code]:
                del self._leaning[code]
        for code in codes:
            self._leaning.setdefault(code, set()).add(name)
        if codes:
            self._codes[name] = codes

    def _lay_beside(self, name: str) -> None:
        try:
            facts = facts_beside(self.job, (name,))
        except CatalogError:
            facts = Facts()
        self.warm.put(name, facts.texts())
        self.touched.add(name)

    def _place(self) -> None:
        """Sort the rows of all rules by file; a file with other rows than before is touched."""
        rows: dict[str, list[tuple[Rule, Row]]] = {}
        for rule in self.warm.rules:
            for row in self.warm.rows[rule.name]:
                rows.setdefault(str(row["file"]), []).append((rule, row))
        self.touched |= {
            name for name in {*rows, *self._rows} if rows.get(name) != self._rows.get(name)
        }
        self._rows = rows

    def _together(self, name: str) -> Iterator[Finding]:
        """Place what rules over the whole catalog say of a file; rows of what is gone are passed."""
        rows = self._rows.get(name, ())
        if not rows:
            return
        there = {document.number for document in self.documents(name)}
        places = Places(self.job.texts)
        for rule, row in rows:
            if row["number"] in there:
                yield from weighed(self.job, rule, places.hit(row))


def _readable(texts: Texts, name: str) -> bool:
    """Say whether a file has a text: files come and go while one works."""
    try:
        texts.raw(name)
    except CatalogError:
        return False
    return True


@contextmanager
def open_session(job: Job) -> Iterator[Session]:
    """Open a session over a catalog; everything is due at first."""
    root = job.texts.root
    setting = replace(job.setting, has_file=lambda name: (root / name).exists())
    with open_base() as base:
        job = replace(job, setting=setting)
        yield Session(job, Warm(base, asking(job)))
