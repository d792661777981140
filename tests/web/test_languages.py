"""The pages that an article can quote are those in its own language, and others as far as they have its words."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from scripts.evidence import comparison
from scripts.hypertext.unread import Why
from scripts.publication import article
from scripts.web import sources
from tests import cases

GERMAN = (
    "Die Lauter führt nur im Frühjahr und nach Gewittern genug Wasser, und wer an der Schwallung steht, hat auf die "
    "Uhr nicht zu sehen. Mit dem Wasser kam die Zeit, und es war nicht die der Uhr. "
)
ENGLISH = (
    "The river has enough water in spring and after a storm, and he who stands at the weir is not to look at the "
    "clock. It was with the water that the time came, and this was not that of the clock. "
)


@pytest.mark.parametrize("tag", ["de", "de-AT", "en", "en-GB"])
@pytest.mark.parametrize(("language", "text"), [("de", GERMAN), ("en", ENGLISH)])
def test_a_page_in_the_language_of_the_article_is_read(tag: str, language: str, text: str, tmp_path: Path) -> None:
    tiny = dataclasses.replace(article.read(cases.BAD / "article", cases.TODAY), language=tag)
    (tmp_path / "mill2019.txt").write_text(text * 10, encoding="utf-8")
    got = sources.read_source(tiny, tiny.sources["mill2019"], tmp_path, None, whole=True)
    if tag.startswith(language):
        assert got.page.reading is not None
        assert text.split(",")[0] in got.text
    else:
        assert got.page.unread is not None
        assert (got.page.unread.why, got.text) == (Why.LANGUAGE, "")


def test_a_page_in_another_language_is_read_as_far_as_it_has_what_is_quoted(tmp_path: Path) -> None:
    tiny = article.read(cases.BAD / "article", cases.TODAY)
    (tmp_path / "mill2019.txt").write_text(f"{GERMAN * 10}\n\nEr schrieb: “It sang at night.”\n", encoding="utf-8")
    got = sources.read_source(tiny, tiny.sources["mill2019"], tmp_path, None, comparison.asked(tiny))
    assert got.page.reading is not None
    assert got.seen is not None
    assert (got.seen.whole, len(got.seen.quoted)) == (False, 1)
