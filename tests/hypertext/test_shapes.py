"""What is read of pages in the shapes that common systems write (shapes.yml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.hypertext import reading
from scripts.hypertext.stated import OF_ONE_NAME

SHAPES: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("shapes.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape["name"]))
def test_a_page_says_what_its_shape_says(shape: dict[str, Any]) -> None:
    page = reading.read(shape["page"].encode(), "text/html; charset=utf-8", "https://example.org/page")
    text = f"{page.text}\n{page.shown}"
    assert {
        "title": page.title,
        "authors": [name.replace(OF_ONE_NAME, " ") for name in page.authors],
        "date": page.date,
        "container": page.container,
        "text": [words for words in shape["text"] if words.replace("'", "’") in text.replace("'", "’")],
        "absent": [words for words in shape.get("absent", []) if words not in text],
        "unread": page.unread,
    } == {name: value for name, value in ({"absent": [], "unread": ""} | shape).items() if name not in ("name", "page")}
