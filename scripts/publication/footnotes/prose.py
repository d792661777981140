"""A piece that is a sentence: a comment, and the citations within it or at its end.

A piece in, parts out. Only what is beyond doubt is taken for a citation; the places that are tried are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scripts.english.words import EMPTY_WORDS
from scripts.publication.footnotes import fields
from scripts.publication.footnotes.again import as_op_cit
from scripts.publication.footnotes.citations import by_forms, citation, part_of, without_marks
from scripts.publication.footnotes.commas import fields_of, imprint, own_words, titles_of, words_outside
from scripts.publication.footnotes.details import completed
from scripts.publication.footnotes.heads import reference_head
from scripts.publication.footnotes.kinds import AGAIN
from scripts.publication.footnotes.law import as_statute, as_treaty
from scripts.publication.footnotes.markdown import SetApart, Sign
from scripts.publication.footnotes.names import CASE_NAME, LEADS, in_own_sentence, is_detail, lower_share, title_of
from scripts.publication.footnotes.parts import Field, Kind, Part, Piece, Type, Values, has
from scripts.publication.footnotes.tail import set_address
from scripts.publication.footnotes.unmarked import as_named
from scripts.publication.footnotes.words import SIGNAL, is_prose
from scripts.regex import regex

_MOST_TRIED = 4
"""How many places within a sentence are tried for a citation: what it cites stands at its end, or is one of few."""


def of_sentence(piece: Piece) -> list[Part]:
    """A sentence: a comment, and the citations within it or at its end."""
    comment = Part(Kind.COMMENT, piece.start, piece.end)
    plain = piece.text.plain
    groups = [g for g in piece.groups() if not own_words(plain, g)]
    inner: list[Part] = []
    titles = {group.end for group in titles_of(piece)}
    for group in groups:
        said = imprint(plain[group.first : group.last]) or {} if group.mark is Sign.PAREN else {}
        printed = said and (group.start - 1 in titles or "place" in said)
        if group.mark is Sign.PAREN and len(inner) < _MOST_TRIED and not printed:  # of the title before it
            inner.extend(_parenthesis(piece, group))
    if any(part.sure for part in inner):
        return [comment, *inner]
    if named := _behind_colon(piece):
        return named
    candidates = [g for g in groups if g.mark in (Sign.ITALIC, Sign.QUOTE, Sign.LINK, Sign.ADDRESS)]
    led = [group for group in candidates if group.mark in (Sign.LINK, Sign.ADDRESS)]
    if len(led) > 1 and len(led) == len(candidates):
        return [comment, *_linked(piece, led)]
    for group in candidates[-_MOST_TRIED:]:
        for start in _beginnings(piece, group):
            rest = piece._replace(start=start)
            lead = plain[piece.start : start].rstrip()
            if lead.endswith(("“", "‘", '"')) or (plain[start - 1 : start].isalnum() and plain[start].isalnum()):
                continue
            parts = [p for p in by_forms(rest, rest) if p.cites and p.sure and not p.remark]
            closing = lead.endswith((",", ":", " in", " by")) and not plain[group.end : piece.end].strip(" .;")
            if parts and ((closing and len(parts) == 1 and parts[0].authors) or _strong(parts[0], group)):
                return [replace(comment, end=start), *parts] if lead else parts
    if parts := _last_unmarked(piece):
        return [replace(comment, end=parts[0].start), *parts]
    for group in candidates[:_MOST_TRIED]:
        if group.mark in (Sign.ITALIC, Sign.QUOTE) and (part := _mentioned(piece, group)):
            return [comment, part]
    found = [*_subject(piece, candidates[:1]), *_linked(piece, led[:_MOST_TRIED]), *inner, *_by_year(piece)]
    return (_at_last(piece) if len(found) < 2 else []) or [comment, *found]


def _subject(piece: Piece, candidates: list[SetApart]) -> Iterator[Part]:
    """What a sentence is about, if a source is so called: Mill, ‘Tides’, concludes that it was ice."""
    for group in candidates:
        before, behind = piece.text.plain[piece.start : group.start], piece.text.plain[group.end : piece.end]
        people = fields.names(before, short=True) if before.endswith(", ") and group.mark is not Sign.LINK else None
        if people and re.match(r",? [a-z]", behind):
            title = title_of(piece.text, group)
            yield Part(Kind.SHORT, piece.start, group.end, within=True, sure=False, authors=people, title=title)


def _at_last(piece: Piece) -> list[Part]:
    """What has the data of a reference and no words of a sentence, though no form: its first fields are its name."""
    lead = SIGNAL.match(piece.plain)
    begin = without_marks(piece.behind(lead.end() if lead else 0))._replace(signal=lead[0] if lead else "")
    items, outside = fields_of(begin), words_outside(begin)
    if len(items) < 2 or is_prose(outside):
        return []
    first, second, *behind = items
    values: Values = {"kind": Kind.FULL, "type": Type.OTHER}
    name = first.text.strip(" .:")
    people = fields.names(name, short=True) if behind and second.mark not in (Sign.PAREN, Sign.ADDRESS) else None
    if lead and second.mark is Sign.ADDRESS and name[:1].islower():  # See the thread, https://…, at its end
        values |= {"type": Type.ONLINE, "remark": begin.text.plain[second.end : begin.end].strip(" ,.;)")}
        behind = [second]
    elif first.mark is not None or not _may_be_named(name, people, begin, items[1:]):
        return []
    elif people and not is_detail(second.text):
        values |= {"authors": people, "title": title_of(begin.text, second)}
    else:
        values["title"], behind = name, items[1:]
    tail = completed(values, behind, "bare")
    brief = not any(" " in name for name in people or ())
    if brief and not tail.has("date", "url", "doi", "number", "container", "pages"):  # Wu, typed proposal, p. 3
        values |= {"kind": Kind.SHORT, "type": None}
    named = tail.prose < 2 and tail.has("date", "url", "doi", "locator")
    return [part_of(values, begin, piece)] if named else []


def _may_be_named(name: str, people: tuple[str, ...] | None, piece: Piece, behind: list[Field]) -> bool:
    """Whether a source may be so named; in lower case, as no name is, only with data behind it that no sentence has."""
    if not lower_share(words_outside(piece)) and (people or fields.is_organisation(name)):
        return True
    if people and any(item.mark is Sign.PAREN and has(imprint(item.text) or {}, "date") for item in behind):
        return True
    last = behind[-1].text if behind and behind[-1].mark is None else ""
    ended = is_detail(last) if people else "-" in fields.whole_date(last) or fields.whole_locator(last, labelled=True)
    return bool(ended and name[:1].isupper() and not LEADS.match(name))


def _behind_colon(piece: Piece) -> list[Part]:
    """Words and a colon, and what they lead to: The section is repealed: Tide Act 2014, s 4."""
    within = [(group.start, group.end) for group in piece.groups()]
    colons = (m for m in re.finditer(r": (?=[A-Z“‘\"«„])", piece.plain) if " " in piece.plain[: m.start()])
    for match in list(colons)[:_MOST_TRIED]:
        at = piece.start + match.end()
        if any(start <= at < end for start, end in within if end - start < piece.end - piece.start):
            continue
        named = _NAMED_LAST.search(piece.plain[: match.start()])
        if named and reference_head(piece.text, piece.start + named.start()):  # most lately Kai Wu: Ice, in: ...
            at = piece.start + named.start()
        parts = citation(piece._replace(start=at))
        if not parts or not parts[0].cites or not parts[0].sure or parts[0].remark:
            continue
        first, quoted = parts[0], piece.text.plain[at] in '“‘"«„'
        is_sure = first.date or first.url or (first.locator and (first.title or first.kind is Kind.IBID))
        if is_sure and (first.authors or not quoted):
            return [Part(Kind.COMMENT, piece.start, at), *(replace(p, start=max(p.start, at)) for p in parts)]
    return []


_NAMED_LAST = regex(r"(?<=[a-zß-ÿ] )(?<!\bin )(?<!\bof )(?:[A-ZÀ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+$")

_BY_YEAR = regex(
    r"(?P<who>(?:(?:[A-Z]\.|[A-ZÀ-Þ][\w’'-]+|de|van|von|der|den|di|la)(?:,? (?:and|&|und|et|y) |, | )){1,9}"
    r"(?:et al\.? )?|[A-ZÀ-Þ][\w’'-]+[’']s? )"
    rf"[(\[](?P<date>{fields.YEAR})(?P<letter>[a-z]?)(?:[,:] ?(?P<at>[^()\[\]]{{1,40}}))?[)\]]"
)


def _by_year(piece: Piece) -> Iterator[Part]:
    """The citations by year among the words of a sentence: Mill (2004) denies it; as Wu and Lee (2001, p. 4) show."""
    for match in list(_BY_YEAR.finditer(piece.plain))[:_MOST_TRIED]:
        words = match["who"].split()
        while words and (words[0].lower() in EMPTY_WORDS or SIGNAL.fullmatch(words[0])):
            words = words[1:]
        people = fields.names(re.sub(r"[’']s?$", "", " ".join(words)), short=True)
        located = fields.whole_locator(match["at"] or "")
        if people and len(words) < 8 and (located or not match["at"]):
            sure = bool(located or match["letter"] or fields.OTHERS.search(people[-1]))
            values: Values = {"authors": people, "date": match["date"], "locator": located, "sure": sure}
            yield Part(Kind.SHORT, piece.start + match.start(), piece.start + match.end(), within=True, **values)


def _linked(piece: Piece, groups: list[SetApart]) -> Iterator[Part]:
    """What a sentence links to, by the words that bear the links or by the addresses in it."""
    links = {link.start: link.url for link in piece.text.links} if groups else {}
    for group in groups:
        words, bare = piece.text.plain[group.first : group.last], group.mark is Sign.ADDRESS
        if bare or links.get(group.start, "").startswith("http"):
            values: Values = {} if bare or in_own_sentence(words) else {"title": words.strip(' ,.“”"')}
            set_address(values, words if bare else links[group.start])
            yield Part(Kind.FULL, group.start, group.end, within=True, type=Type.ONLINE, **values)


def _strong(part: Part, group: SetApart) -> bool:
    """Whether a citation at the end of a sentence is one beyond doubt."""
    if group.mark is Sign.QUOTE:
        contained = part.container and (part.date or part.pages or part.url)
        return bool(contained or (part.authors and (part.locator or part.date or part.url)))
    whole = part.kind is Kind.FULL and (part.date or part.url or part.number or part.pages)
    return group.mark is Sign.ADDRESS or bool(whole or (part.locator and part.authors))


_NAMES_BEFORE = regex(
    r"(?:[A-ZÀ-Þ][\w.’'-]*(?:, (?:and )?| and | & | (?:de|van|von|der) | et al\.,? | ))+(?:\(\d{4}[a-z]?\),? |in )?$"
)


def _beginnings(piece: Piece, group: SetApart) -> Iterator[int]:
    """Where a citation with this title or address may begin: at the names before it, or at it."""
    names = _NAMES_BEFORE.search(piece.text.plain[max(piece.start, group.start - 160) : group.start])
    if names and group.mark is not Sign.ADDRESS and group.start - len(names[0]) > piece.start:
        yield group.start - len(names[0])
    yield group.start


def _parenthesis(piece: Piece, group: SetApart) -> list[Part]:
    """The citations in a parenthesis of a sentence: (op. cit., p. 20), (see Mill, *On Tides*, 4)."""
    inner = Piece(piece.text, group.first, group.last)
    if match := AGAIN.match(inner.plain.strip()):
        name = re.search(
            r"((?:(?:Dr|Mr|Mrs|Miss|Prof)\. |[A-Z][\w’-]+ |van |de |von )+)\($",
            piece.text.plain[max(0, group.start - 60) : group.start + 1],
        )
        people = fields.names(name[1], short=True) if name else None
        if not people:
            return []
        values: Values = {"kind": Kind.SHORT, "authors": people}
        completed(values, fields_of(inner.behind(match.end())), "italic")
        return [replace(part_of(values, inner, inner), within=True)]
    inside: list[Part] = []
    ends = [*(m.start() + group.first for m in re.finditer(";", inner.plain)), group.last]
    for start, end in list(zip([group.first, *(e + 1 for e in ends)], ends, strict=False))[:_MOST_TRIED]:
        for sub in citation(Piece(inner.text, start, end)):
            dated = sub.locator or (sub.kind is Kind.FULL and sub.date)
            firm = sub.kind in (Kind.IBID, Kind.SUPRA, Kind.CROSS_REFERENCE) or (dated and (sub.title or sub.container))
            if sub.kind is Kind.SHORT and sub.date and not sub.title and all(map(fields.is_name, sub.authors)):
                inside.append(replace(sub, within=True, sure=bool(sub.locator)))  # (Mill 2004), if there is a Mill
            elif firm and sub.sure:
                inside.append(replace(sub, within=True))
    return inside


def _last_unmarked(piece: Piece) -> list[Part]:
    """What ends a sentence without marks: "… is the Charter for Ice, 2 June 1998", "… in Mill (2019), p. 4"."""
    places = list(re.finditer(r"\b(?:the|The|in|of|by|is|from|bei|von|dans|de|par|en) (?=[A-Z])", piece.plain))
    for match in places[:_MOST_TRIED]:
        rest = piece.behind(match.end())
        for form in (as_treaty, as_statute):
            values = form(rest)
            if values and values.get("kind") is Kind.FULL and values.get("date") and not values.get("remark"):
                return [part_of(values, rest, rest)]
    if places and _YEAR_LAST.search(piece.plain):
        rest = piece.behind(places[-1].end())
        if again := as_op_cit(rest):
            return [part_of(again, rest, rest)]
        values = as_named(rest) or {}
        located = has(values, "locator") or len(values.get("authors", ())) > 1
        if located and has(values, "date", "title") and has(values, "authors") and not has(values, "remark"):
            return [part_of(values, rest, rest)]
    return []


_YEAR_LAST = regex(
    rf"[a-zß-ÿ.] \({fields.YEAR}[a-z]?[^()]{{0,30}}\)[^;()]{{0,40}}$|, (?:pp?|S|ch)\. ?\d[\d–-]*(?: ?f?f\.?)?\.?$"
)

_REPORTED = regex(
    rf",? (?:[\[(]{fields.YEAR}[\])] )?(?:\d{{1,4}} )?[A-Z][\w.’&]*(?: [A-Z\d][\w.’&]*){{0,4}}? \d{{1,5}}"
    rf"(?:, \d[\d–-]*)?(?: \([^()]*{fields.YEAR}\))?"
)


def _mentioned(piece: Piece, group: SetApart) -> Part | None:
    """A source in the middle of a sentence: a newspaper with its date, a title with its imprint."""
    plain = piece.text.plain
    after = plain[group.end : group.end + 120]
    title = title_of(piece.text, group)
    match = re.match(r",? (?:of |for |du |vom )?", after)
    dated = fields.date_at(after, match.end() if match else 0)
    if group.mark is Sign.ITALIC and dated and dated[0].count("-") == 2:
        paper: Values = {"type": Type.NEWS, "container": title, "date": dated[0]}
        return Part(Kind.FULL, group.start, group.end + dated[1], within=True, **paper)
    if group.mark is Sign.ITALIC and CASE_NAME.search(title) and (match := _REPORTED.match(after)):
        case: Values = {"kind": Kind.FULL, "type": Type.CASE, "title": title}
        completed(case, fields_of(Piece(piece.text, group.end, group.end + match.end())), "law")
        return Part(start=group.start, end=group.end + match.end(), within=True, **case) if case.get("date") else None
    behind = next(iter(piece.text.groups(group.end, min(piece.end, group.end + 200))), None)
    if not behind or behind.mark is not Sign.PAREN or behind.start - group.end > 1:
        return None
    printed = imprint(plain[behind.first : behind.last]) or {}
    if not printed.get("date") or not has(printed, "publisher", "place"):
        return None
    people = re.search(
        r"((?:[A-Z][\w.’-]+ |van |de |von )+)[’']s $|((?:[A-Z][\w.-]+,? (?:and )?)+)$",
        plain[max(piece.start, group.start - 80) : group.start],
    )
    who = fields.names((people[1] or people[2]).strip()) if people else None
    values = {"type": Type.BOOK, "title": title, "authors": who or (), **printed}
    return Part(Kind.FULL, group.start, behind.end, within=True, **values)
