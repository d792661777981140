"""The cards of a chapter: what is known of each sentence, behind its mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote, urlencode

from markupsafe import Markup

from scripts.english import differences
from scripts.english.differences import DiffRun
from scripts.finding import Place
from scripts.publication import passages
from scripts.publication.article import Article, Call
from scripts.publication.chapters import Chapter, first_words, plain
from scripts.publication.ledger import Correction, CorrectionKind, shown
from scripts.states import support
from scripts.states.support import State
from scripts.website import compared, templates
from scripts.website.compared import Shown
from scripts.website.editors_notes import EditorsAnswer, EditorsNote, answers
from scripts.website.pages import claims


class ReadReport(NamedTuple):
    """Where a reader says to have read a source, by its title."""

    source: str
    address: str


class CardNote(NamedTuple):
    """A note of a sentence: the name of its mark, its text, and where one says to have read each source it cites."""

    name: str
    text: Markup
    reads: tuple[ReadReport, ...]


class ShownReview(NamedTuple):
    """A person has read a source, by its title, on an ISO day."""

    source: str
    by: str
    on: str


class ShownChange(NamedTuple):
    """What was published in the place of a sentence, or of words of it, what stands here, and why.

    `published` is empty for an addition; `here` is empty for one, and for what was removed or moved.
    """

    kind: CorrectionKind
    published: Sequence[DiffRun]
    here: Sequence[DiffRun]
    on: str
    because: str


class Card(NamedTuple):
    """All that the card of a sentence shows.

    `record` is its address in the list of claims, `problem` that of a form by which a reader reports a problem
    with it; each "" where there is none. `noted` is the id of the sentence whose note is for what this one quotes
    without a note of its own, or "", and `noted_before` tells that it stands before this one.
    """

    id: str
    state: State
    kind: str
    is_guessed: bool
    notes: tuple[CardNote, ...]
    noted: str
    noted_before: bool
    found: tuple[Shown, ...]
    read: tuple[ShownReview, ...]
    changes: tuple[ShownChange, ...]
    answers: tuple[EditorsAnswer, ...]
    record: str
    problem: str


def cards(
    article: Article,
    chapter: Chapter,
    beside: Mapping[Place, list[EditorsNote]],
    repository: str,
    texts: Mapping[str, str],
    edition: str = "",
) -> Iterator[Card]:
    """The cards of a chapter's marks: of each sentence that has a state to show, a note or an editor's note.

    `beside` are the editors' notes by the place of the sentence; `repository` is an address on GitHub, or ""; `texts`
    are those of the chapter's notes by their names, as HTML; `edition` says which edition the pages are of, or is "".
    """
    repository = repository.rstrip("/")
    calls: dict[int, list[Call]] = {}
    for call in article.calls[chapter.path]:
        if call.name in texts:
            calls.setdefault(call.marks[0].place.line, []).append(call)
    noted = passages.noted_elsewhere(chapter) if article.in_english else {}
    base = templates.to_root(chapter.url)
    for recorded in support.claims_of(article, chapter):
        claim, sentence = recorded.claim, recorded.sentence
        editors, corrected = beside.get(sentence.place, ()), article.collation.corrected.get(sentence.place, ())
        own = calls.get(sentence.line, ())
        if not (recorded.state.glyph or editors or corrected or own):
            continue
        noted_by = noted.get(sentence.line)
        noting = article.claim_of(noted_by) if noted_by else None
        yield Card(
            id=claim.id,
            state=recorded.state,
            kind=claim.kind,
            is_guessed=claim.confirm,
            notes=tuple(_note(article, recorded, call, texts, repository) for call in own),
            noted=noting.id if noting else "",
            noted_before=noted_by is not None and noted_by.line < sentence.line,
            found=tuple(compared.of_claim(article, claim)),
            read=tuple(
                ShownReview(article.sources[review.source].title or review.source, review.by, review.on)
                for review in support.current_reviews(article, claim)
            ),
            changes=tuple(map(_change, corrected)),
            answers=answers(editors),
            record=claims.record_address(article, claim.id, base) if claims.lists_claims(article) else "",
            problem=_report(article, recorded, repository, edition),
        )


def _change(correction: Correction) -> ShownChange:
    layout = correction.kind is CorrectionKind.LAYOUT
    published, now = (plain(shown(words, layout=layout)) for words in (correction.published, correction.now))
    here = "" if correction.kind is CorrectionKind.ADDITION else now
    if correction.kind is CorrectionKind.MOVE:
        return ShownChange(correction.kind, [DiffRun(published)], [], correction.on, correction.because)
    return ShownChange(correction.kind, *differences.between(published, here), correction.on, correction.because)


def _note(
    article: Article, recorded: support.CheckedClaim, call: Call, texts: Mapping[str, str], repository: str
) -> CardNote:
    """A note of a sentence; without a repository there is no place to say that one has read its sources."""
    reads = (
        ReadReport(
            source.title or source.key,
            _form(repository, "source-read.yml", f"Read: {source.key}", recorded, source=source.key),
        )
        for source in article.sources_of(citation.key for citation in call.cited)
    )
    return CardNote(call.name, templates.safe(texts[call.name]), tuple(reads) if repository else ())


def _report(article: Article, recorded: support.CheckedClaim, repository: str, edition: str) -> str:
    """Where a reader reports a problem with a sentence: a mail to the editors, or a form on GitHub; "" for nowhere.

    A mail takes no account. It has the sentence and the edition filled in.
    """
    editors, sentence = article.publication.editors, recorded.sentence.text
    if editors:
        said = [f"Sentence: {sentence}", f"Chapter: {recorded.chapter.title}", f"Seen in: {edition}" * bool(edition)]
        fields = {"subject": f"Problem: {first_words(sentence)}", "body": "\n".join([*filter(None, said), "Problem: "])}
        return f"mailto:{quote(editors, safe='@')}?{urlencode(fields, quote_via=quote)}"
    return _form(repository, "claim.yml", f"Claim: {recorded.claim.id}", recorded) if repository else ""


def _form(repository: str, template: str, title: str, recorded: support.CheckedClaim, **more: str) -> str:
    """The address of a form of .github/ISSUE_TEMPLATE/, its fields filled in with a claim."""
    fields = {"template": template, "title": title, "claim": recorded.claim.id, "sentence": recorded.sentence.text}
    return f"{repository}/issues/new?{urlencode(fields | more)}"
