"""The guide of an item as it would be published, made anew when the item is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from catalog_std.document import Document
from catalog_std.item import item_of
from catalog_std.preview.sought import sought
from catalog_std.publish.compose import id_of
from catalog_std.publish.output import Output
from catalog_std.publish.page import FOLDERS
from catalog_std.publish.site import Earlier, guide_alone, plan_of
from catalog_std.run.desk import Opened
from catalog_std.text import Lang, Text

_NO_NAME = Text("没有可用作网址的编码", "no code that can be an address")


@dataclass(slots=True)
class Window:
    """The files of the guide last looked at, by path, or why it has none."""

    why: Text | None = None
    _files: dict[str, Output] = field(default_factory=dict)
    _at: tuple[int, str] = (-1, "")

    def open(self, opened: Opened, id: str, revision: int) -> None:
        """Make ready to show the guide of an item as it stands at a revision."""
        if self._at != (revision, id):
            self.why = None
            self._files = {output.path: output for output in self._outputs(opened, id)}
            self._at = (revision, id)

    def file(self, opened: Opened, path: str, revision: int) -> bytes | None:
        """Give what a file of a guide holds; None where there is none of that path."""
        if id := _id_in(path):
            self.open(opened, id, revision)
        found = self._files.get(path)
        return found.make() if found else None

    def _outputs(self, opened: Opened, id: str) -> Iterator[Output]:
        """Plan a site of the item and its basic item alone: the rest of the catalog does not matter."""
        documents = sought(opened, id)
        under = [document.under for document in documents if document.under]
        texts = opened.session.job.texts
        names = {texts.holder(d.source.name, d.number) for d in (*documents, *under)}
        few = replace(texts, names=tuple(sorted(names)))
        plan = plan_of(
            replace(opened.session.job, texts=few, events=()), opened.home, Earlier()
        )
        if id in plan.atlas.by_id:
            yield from guide_alone(plan, id)
        else:
            self.why = next((one.why for one in plan.atlas.unpublished), _NO_NAME)


def id_at(document: Document) -> str:
    """Give the code that the guide of an item goes by."""
    return id_of(item_of(document))


def page_at(id: str, lang: Lang) -> str:
    """Give the path of a guide's page in a language."""
    return f"{FOLDERS[lang]}items/{id}/index.html"


def _id_in(path: str) -> str:
    """Give the code in the path of a guide's page."""
    _, found, rest = f"/{path}".partition("/items/")
    return rest.partition("/")[0] if found else ""
