"""What the generated pages show: Sources, Corrections and Methods, and the editors' notes in the chapters.

The words and their order are in docs/theme/generated/*.html; here is what they are filled with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts import rules, style, transcript
from scripts.article import Article, Citing
from scripts.bibliography import Source
from scripts.finding import Finding, Place
from scripts.ledger import Acceptance

_TEMPLATES = Path(__file__).parents[1] / "docs" / "theme" / "generated"

# The generated pages by their path in docs/, each with its title and description.
GENERATED = {
    "sources.md": ("Sources", "Every source of the article in full, with each place that cites it."),
    "corrections.md": ("Corrections", "Where the text departs from the published one, and what was left standing."),
    "methods.md": ("Methods", "What is checked by machine, by which rule, and what is not."),
}


class EditorsNote(NamedTuple):
    """An editor's answer to a finding, and the finding. `beside` are the sentences it is shown at."""

    acceptance: Acceptance
    finding: Finding
    beside: tuple[Place, ...]


def markdown(path: str, article: Article, findings: Iterable[Finding]) -> str:
    """The Markdown of a generated page; everything in it that is not ours is escaped."""
    title, description = GENERATED[path]
    body = (
        _environment()
        .get_template(path.replace(".md", ".html"))
        .render(
            article=article,
            notes=list(editors_notes(article, findings)),
            families=[(name, about, _rules_of(name)) for name, about in rules.FAMILIES.items()],
            sources=[
                (source, style_of(source), _published_notes(article, source)) for source in article.sources.values()
            ],
            corrections=article.corrections,
            link=link,
            cited=cited,
        )
    )
    return f"---\ndescription: {description}\n---\n\n# {title}\n\n{body}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=lambda value: value if isinstance(value, Markup) else Markup(style.escape(str(value))),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: object) -> str:
    """One of the templates, filled."""
    return _environment().get_template(template).render(**values)


def style_of(source: Source) -> Markup:
    """A reference as HTML that is safe to show."""
    return Markup(style.markup(source))


def editors_notes(article: Article, findings: Iterable[Finding]) -> Iterator[EditorsNote]:
    """Each answered finding with the places beside which readers see the answer."""
    notes = transcript.note_places(article)
    for finding in findings:
        for acceptance in article.accepted:
            if rules.record.answers(acceptance, finding):
                yield EditorsNote(acceptance, finding, tuple(_beside(article, finding.place, notes)))


def _beside(article: Article, place: Place, notes: dict[int, Place]) -> Iterator[Place]:
    """The sentences that a finding is about: for a source, each that cites it."""
    kind, name = place.about
    if kind == "sentence":
        yield place
    elif kind == "note" and int(name) in notes:
        yield notes[int(name)]
    elif kind == "source":
        yield from dict.fromkeys(citing.place for citing in article.citing.get(name, ()))


def link(citing: Citing) -> str:
    """The address of a mark, from a generated page."""
    nth = "" if citing.nth == 1 else str(citing.nth)
    name = citing.chapter.path.removeprefix("docs/").removesuffix(".md")
    return f"../{name}/#fnref{nth}:{citing.key}"


def cited(text: str) -> Markup:
    """The words of a correction, each citation in them a link to its source."""
    words = Markup("")
    for i, piece in enumerate(re.split(r"\[@([\w-]+)\]", text)):
        words += Markup(f'<a class="cited" href="../sources/#{piece}">[{piece}]</a>' if i % 2 else style.escape(piece))
    return words


def _published_notes(article: Article, source: Source) -> str:
    """The numbers of the published notes that come to a source, as a list in words."""
    return ", ".join(str(number) for number, found in article.note_sources.items() if found is source)


def _rules_of(family: str) -> list[tuple[str, str, str, str, str]]:
    """Each rule's name, weight, sentences, bad and good example."""
    result = []
    for rule in rules.RULES.values():
        if rule.family == family:
            about, _, examples = rule.doc.partition("\nBad:")
            bad, _, good = examples.partition("\nGood:")
            weight = "serious" if rule.serious else "style"
            result.append((rule.name, weight, about.strip(), _dedented(bad), _dedented(good)))
    return result


def _dedented(example: str) -> str:
    return "\n".join(line.strip() for line in example.strip().splitlines())
