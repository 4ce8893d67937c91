"""Whatever an item says stands in its documents, in both languages, whatever the item."""

from __future__ import annotations

import pytest

from catalog_std.paper.compose import manuscript_of
from catalog_std.paper.markdown import markdown
from catalog_std.paper.word import docx
from catalog_std.publish.press import LANGS
from catalog_std.text import Lang
from tests.conftest import untraced
from tests.paper.sheets import (
    NOWHERE,
    docx_text,
    pdf_of,
    pdf_text,
    sample_plan,
    squeezed,
    values_of,
)

SHARE = 8


@untraced
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("share", range(SHARE))
def test_documents_hold_every_value_of_an_item(share: int, lang: Lang) -> None:
    plan = sample_plan()
    card = plan.atlas.cards[len(plan.atlas.cards) * share // SHARE]
    guide = plan.composer.guide(plan.survey.document(card))
    made = manuscript_of(guide, lang, NOWHERE)
    values = values_of(guide, lang)
    assert len(values) > 20
    word = docx_text(docx(made))
    assert not [value for value in values if value not in word]
    mark = squeezed(markdown(made)).replace("\\", "")
    assert not [value for value in values if value not in mark]
    printed = pdf_of(made)
    paper = pdf_text(printed.content)
    assert not printed.missing
    assert not [value for value in values if value not in paper]
