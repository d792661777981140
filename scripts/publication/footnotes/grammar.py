"""The parts of a note: the way from its Markdown to them, pass by pass; and of a bibliography's entry, its source.

Markdown in, `Part`s out. Each note is read from its own words alone; what its parts lead to is told by `resolution`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from scripts.english.quotations import SPEECH_MARKS, unbalanced
from scripts.english.words import EMPTY_WORDS
from scripts.publication.footnotes import fields, markdown, plainest
from scripts.publication.footnotes.citations import before_quotation, citation, part_of
from scripts.publication.footnotes.commas import fields_of, titles_of, words_outside
from scripts.publication.footnotes.details import completed
from scripts.publication.footnotes.entries import read_entry
from scripts.publication.footnotes.markdown import NoteText, Sign
from scripts.publication.footnotes.parts import Kind, Part, Piece, Type, Values
from scripts.publication.footnotes.pieces import pieces_of, sources_within
from scripts.publication.footnotes.prose import of_sentence
from scripts.publication.footnotes.quotations import with_quotations
from scripts.publication.footnotes.tail import set_address
from scripts.publication.footnotes.words import ATTACHED, SIGNAL, is_prose
from scripts.regex import regex

LONGEST = 10_000
"""The most characters that a note is read for; a longer one is a comment."""


def read(raw: str) -> tuple[Part, ...]:
    """The parts of a note, in its order. Never raises; a note longer than `LONGEST` is one comment, unread."""
    return (len(raw) <= LONGEST and plainest.read(raw)) or read_by_forms(raw)


def read_by_forms(raw: str) -> tuple[Part, ...]:
    """What `read` gives, of any note, without what reads the plainest ones at once."""
    if not raw.strip():
        return ()
    if len(raw) > LONGEST:
        return (Part(Kind.COMMENT, 0, len(raw), words=raw),)
    text = _signals_apart(_signals_unbracketed(markdown.read(raw)))
    parts: list[Part] = []
    for piece in pieces_of(text):
        _add(parts, piece)
    read = (_issued(_worded(part, text)) for part in _merged([*with_quotations(parts, text)]))
    return tuple(replace(part, copy=_copy(part, text)) for part in read) if text.copies else tuple(read)


def _signals_unbracketed(text: NoteText) -> NoteText:
    """The note with blanks for the brackets of a signal, or of *in*: p. 4, [quoted in:] Wu, *Ice*."""
    plain = text.plain
    for match in _IN_BRACKETS.finditer(plain):
        if match["words"].lower() in ("in", "in:") or SIGNAL.fullmatch(match["words"].rstrip(":")):
            plain = f"{plain[: match.start()]} {match['words']} {plain[match.end() :]}"
    return text if plain is text.plain else replace(text, plain=plain)


_IN_BRACKETS = regex(r"\[(?P<words>[A-Za-zÀ-ÿ. ]{2,30}:?)\]")


def _signals_apart(text: NoteText) -> NoteText:
    """The note with the italics of a signal, of what it leads to, and of *supra* apart: *See Mill, supra* note 4."""
    italics: list[tuple[int, int]] = []
    for begun, last in text.italics:
        start = begun - 2 * bool(_ELIDED.search(text.plain, 0, begun))
        behind = _SUPRA_BEHIND.search(text.plain, start, last)
        end = behind.start() if behind and behind.start() > start else last
        italics += [(behind.start("word"), last)] if behind and end < last else []
        begins = _CLAUSE_BEGINS.search(text.plain[max(0, start - 2) : start])
        signal = SIGNAL.match(text.plain, start, end) if begins else None
        name = next((n for n in range(signal.end(), end) if text.plain[n] not in " ,"), end) if signal else end
        together = not signal or name == end or not text.plain[name].isupper()
        italics += [(start, end)] if together or not signal else [(start, signal.end()), (name, end)]
    return replace(text, italics=tuple(sorted(italics)))


_ELIDED = regex(r"(?<!\w)[lLdD][’']$")  # l’*Ancien Régime*

_SUPRA_BEHIND = regex(r", ?(?P<word>supra|infra)$", re.IGNORECASE)

_CLAUSE_BEGINS = regex(r"(?:^|[.;:”\")]) ?$")


def _copy(part: Part, text: NoteText) -> str:
    """The address of the archived copy that is left out within a citation, or right behind it."""
    return next((url for at, url in text.copies if part.url and part.start < at <= part.end), "")


_ISSUED = regex(r"(?P<by>[A-Z]{2,6}) (?P<number>(?:[A-Z][\w.]* ){1,4}(?!(?:1[5-9]|20)\d\d$)[A-Z]{0,4}-?\d[\w.-]*)")


def _issued(part: Part) -> Part:
    """What a body has issued under a number, where that stands with its name: OMB Memorandum M-10-06, *Ice*."""
    match = _ISSUED.fullmatch(part.authors[0]) if len(part.authors) == 1 and part.title and not part.number else None
    return replace(part, authors=(match["by"],), number=match["number"]) if match else part


def _worded(part: Part, text: NoteText) -> Part:
    if part.kind is not Kind.COMMENT or part.words:
        return part
    return replace(part, words=text.written(part.start, part.end).strip(" ;"))


def _merged(parts: list[Part]) -> list[Part]:
    """The parts, with comments that follow one another as one."""
    merged: list[Part] = []
    for part in parts:
        if merged and {merged[-1].kind, part.kind} == {Kind.COMMENT}:
            merged[-1] = replace(merged[-1], end=part.end, words="")
        else:
            merged.append(part)
    return merged


_FIRST_IN = regex(
    r"(?:first )?(?:mentioned|cited|given|quoted|introduced) in (?:note|n\.|fn\.?|footnote) ?(\d+)\.?", re.IGNORECASE
)

_FURTHER_PAGES = regex(r"(?:[IVXL]+, )?(?:pp?\. ?)?\d{1,4}(?:[–-]\d{1,4})?(?:, ?\d{1,4}(?:[–-]\d{1,4})?)*\s*[.;]?")


def _add(parts: list[Part], piece: Piece) -> None:
    """Read a piece, and put its parts behind those before it."""
    attached = ATTACHED.match(piece.plain) and not next(titles_of(piece), None)
    if attached and parts and parts[-1].cites and not parts[-1].within:
        parts[-1] = _attached(parts[-1], piece)
        return
    if parts and parts[-1].kind is Kind.SHORT and not parts[-1].within and (first := _FIRST_IN.fullmatch(piece.plain)):
        parts[-1] = replace(parts[-1], kind=Kind.SUPRA, note=first[1], end=piece.end)
        return
    if parts and parts[-1].locator and not parts[-1].within and _FURTHER_PAGES.fullmatch(piece.plain):  # p. 160; 178
        parts[-1] = replace(parts[-1], locator=f"{parts[-1].locator}; {piece.plain.strip(' .;')}", end=piece.end)
        return
    address = next((g.mark for g in piece.groups()), None) is Sign.ADDRESS and not piece.plain.startswith("(")
    outside = words_outside(piece).strip(" .;,:") if address else ""
    looked_at = fields.ACCESSED.match(outside)
    if address and (outside in ("", "see") or (looked_at and fields.whole_date(outside[looked_at.end() :]))):
        at = next((n for n in (-1, -2) if n >= -len(parts) and parts[n].cites), 0)
        if at and not (parts[-1].within or parts[at].url or parts[at].doi or parts[at].kind is Kind.IBID):
            values = completed({}, fields_of(piece), "bare").values
            parts[at] = replace(parts[at], **{k: v for k, v in values.items() if k in ("url", "doi", "accessed")})
            parts[-1] = replace(_worded(parts[-1], piece.text), end=piece.end)
            return
    for sub in sources_within(piece):
        parts.extend(citation(sub) or before_quotation(sub) or of_sentence(sub))


def _attached(part: Part, piece: Piece) -> Part:
    """A citation with the sentence that belongs to it: "Accessed 3 May 2019.", "Emphasis added."."""
    words = piece.plain.strip().rstrip(".")
    values: Values = {name: said for name in ("url", "doi") if (said := getattr(part, name))}
    for item in fields_of(piece):
        if item.mark is Sign.ADDRESS:
            set_address(values, item.text)
    match = None if part.accessed else fields.ACCESSED.match(words)
    if match:
        date = fields.date_at(words.replace(":", " "), match.end() + (words[match.end() : match.end() + 1] == " "))
        values["accessed"] = date[0] if date else words[match.end() :].strip()
    else:
        values["remark"] = f"{part.remark}; {words}" if part.remark else words
    return replace(part, end=piece.end, **values)


def reference(raw: str) -> Part | None:
    """The source of a bibliography's entry: "Mill, Ada. *On Tides*. Dunmore: Weir, 2019."; None of an empty one."""
    if not raw.strip() or len(raw) > LONGEST:
        return None
    text = markdown.read(raw.strip())
    end = len(text.plain)
    whole = Piece(text, 0, end)
    values = read_entry(whole)
    if values is None:
        parts = [p for p in read(raw) if p.cites]
        return parts[0] if parts else Part(Kind.FULL, 0, end, type=Type.OTHER, title=text.plain.strip(" ."))
    return part_of(values, whole, whole)


def as_comment(part: Part, raw: str) -> Part:
    """A part of a note as a comment: its words were no citation after all."""
    words = markdown.read(raw).written(part.start, part.end).strip(" ;")
    return Part(Kind.COMMENT, part.start, part.end, part.within, words=words)


# What a reference has, and seldom a sentence: an address, a page, a volume, a shelf mark.
_LOCATED = regex(
    r"https?://|(?<!\w)(?i:pp?|vols?|nos?|[a-z]{1,4})\. ?\d|\b(?i:ibid|supra|op\. ?cit)\b|[A-Z]{2,}.*\d|\d/\d"
)

_TITLE_AND_YEAR = regex(r"[”\"*].{0,200}?\b(?:1[5-9]|20)\d\d\b")


def is_unreadable(words: str) -> bool:
    """Whether a note that was read as a comment is a reference with a slip in it.

    It is no sentence, has what a reference has (an address, a page, a title with a year), and begins as no note does,
    or has a mark without its other half. A reference of a form that is not known here is none that has a slip.
    """
    if len(words) >= LONGEST or words[:1] in "([" or _is_sentence(words):
        return False
    if not _LOCATED.search(words) and not _TITLE_AND_YEAR.search(words):
        return False
    begun = words[:1].islower() and not SIGNAL.match(words) and not fields.locator_at(words)
    begun = begun and words.split()[0] not in EMPTY_WORDS
    return begun or any(SPEECH_MARKS.match(loose.mark) for loose in unbalanced(words))


def only_explains(words: str) -> bool:
    """Whether each sentence of a comment is prose beyond doubt, with nothing in it that may be a reference."""
    return not _LOCATED.search(words) and all(_is_sentence(piece.plain) for piece in pieces_of(markdown.read(words)))


def _is_sentence(words: str) -> bool:
    return is_prose(words[:1].lower() + words[1:])
