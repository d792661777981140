"""What only a person can say: the reason of each departure, and the kinds that were guessed by machine.

A check tells of it and passes, so that a change can be shown before all is said; `check --complete`, which a pull
request has to pass, does not.
"""

from __future__ import annotations

from scripts.publication.article import Article
from scripts.publication.chapters import first_words
from scripts.publication.ledger import GONE, NO_REASON, Claim, ClaimKind, Redirect, shown
from scripts.rules.registry import Problems, problem, rule


@rule(serious=False)
def reason_given(article: Article) -> Problems:
    """Each departure from the published text, and each sentence that was taken out, says why; readers see it.

    Bad:  because: No reason has been given for this change yet.
    Good: because: The verb did not agree with its subject.
    """
    for correction in article.corrections:
        if correction.because.strip() in ("", NO_REASON):
            words = first_words(shown(correction.now or correction.published) or correction.chapter)
            what = f"nobody has said why ({correction.kind}: {words!r}); write the reason after `because:`"
            yield problem(correction.place, what, correction.kind, words)
    for record in article.records:
        if isinstance(record, Redirect) and record.gone.strip() in ("", GONE) and not record.to:
            what = f"nobody has said why the sentence {record.id!r} is gone; write the reason after `gone:`"
            yield problem(record.place, what, record.id)


@rule(serious=False)
def kind_confirmed(article: Article) -> Problems:
    """The kind of each sentence was written or confirmed by a person.

    Bad:  kind: fact, and confirm: true
    Good: kind: fact
    """
    others = ", ".join(ClaimKind)
    for claim in article.records:
        if isinstance(claim, Claim) and claim.confirm:
            what = f"the kind of {first_words(claim.says)!r}, {str(claim.kind)!r}, was guessed"
            todo = f"if it is right, take out the line `confirm: true`; if not, write the right one first ({others})"
            yield problem(claim.at("kind"), f"{what}; {todo}", claim.id, claim.kind)
