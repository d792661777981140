"""Quotations beside what their sources have, word by word, as a page for an editor's own disk: no page of the site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.english import differences, quoting
from scripts.english.differences import DiffRun
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
    here: Sequence[DiffRun]
    ends: str
    there: Sequence[DiffRun]
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
    ours, theirs = _compared(quoting.normal(one.words), there.words)
    title, address = source.title or source.key, source.url if safe_address(source.url) else ""
    where = f"{one.place}, {source.key}"
    qualified = qualifies(there.ends) if one.verdict is Verdict.FOUND else ""
    return Beside(_VERDICTS[one.verdict], title, address, where, begins, ours, ends, theirs, there, qualified)


def _compared(ours: str, theirs: str) -> tuple[list[DiffRun], list[DiffRun]]:
    """Both in runs; the case of a first letter, and a last mark of ours, are free, and no difference."""
    bare = ours.rstrip(".,;:!?—")
    here, there = differences.between(differences.as_begun(bare, theirs), theirs)
    here[0] = here[0]._replace(text=ours[:1] + here[0].text[1:])
    return [*here, DiffRun(ours[len(bare) :])], there
