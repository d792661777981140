"""Quotations beside what their sources have, word by word, as a page for an editor's own disk: no page of the site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.english import differences, quoting
from scripts.english.differences import Run
from scripts.evidence.around import Around, qualifies
from scripts.evidence.comparison import Compared
from scripts.publication.article import Article
from scripts.publication.bibliography import safe_address
from scripts.publication.readings import Verdict
from scripts.website import templates

_VERDICTS = {
    Verdict.FOUND: "Found",
    Verdict.ALTERED: "Altered",
    Verdict.ELSEWHERE: "Not in what it cites, but",
    Verdict.PROPOSED: "Cites nothing that has it; stands",
}


@dataclass(frozen=True)
class Beside:
    """A quotation in its sentence (`begins`, `here`, `ends`), and how it stands in a source, word by word."""

    verdict: str
    source: str
    address: str
    where: str
    begins: str
    here: Sequence[Run]
    ends: str
    there: Sequence[Run]
    around: Around
    qualified: str


def page(article: Article, verdicts: Iterable[Compared]) -> str:
    """The page of all quotations that stand in a source, as they are quoted or otherwise."""
    beside = [_beside(article, one, one.around) for one in verdicts if one.around and one.verdict in _VERDICTS]
    values = {"title": article.publication.title, "language": article.language, "today": article.today.isoformat()}
    return templates.render("side-by-side.html", quotations=beside, **values)


def _beside(article: Article, one: Compared, there: Around) -> Beside:
    source = article.sources[one.source]
    begins, _, ends = one.place.about.name.partition(one.words)
    words = quoting.normal(one.words)
    first = there.words[:1] if words[:1].lower() == there.words[:1].lower() else words[:1]  # of either case
    ours, theirs = differences.between(first + words[1:], there.words)
    ours[0] = ours[0]._replace(text=words[:1] + ours[0].text[1:])
    return Beside(
        _VERDICTS[one.verdict],
        source.title or source.key,
        source.url if safe_address(source.url) else "",
        f"{one.place.path}:{one.place.line}, {source.key}",
        begins,
        ours,
        ends,
        theirs,
        there,
        qualifies(there.ends) if one.verdict is Verdict.FOUND else "",
    )
