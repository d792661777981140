"""What a source is, once its fields are known: in which container it appeared, its kind and its type.

`shaped` takes the fields behind a title and gives them back without the container; `judged` takes what was read and
gives it back with kind and type, or None if those are the words of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import ROLE
from scripts.publication.footnotes.kinds import type_of
from scripts.publication.footnotes.markdown import Sign
from scripts.publication.footnotes.names import CASE_NAME, TREATY
from scripts.publication.footnotes.parts import Field, Kind, Type, Values, has, stated
from scripts.publication.footnotes.tail import Tail
from scripts.publication.footnotes.words import is_institution, is_prose, sentence_like
from scripts.regex import regex


def shaped(values: Values, items: list[Field]) -> tuple[Values, list[Field]]:
    """Find the container among the fields behind the title, and take it out of them."""
    within, kept = False, list[Field]()
    for index, item in enumerate(items):
        if item.mark is Sign.QUOTE:
            return values, items
        if item.mark not in (Sign.ITALIC, Sign.LINK):
            kept.append(item)
            continue
        before = items[index - 1].text.strip(" ,:").lower() if index else ""
        book = next((i for i, f in reversed([*enumerate(kept)]) if f.mark is None and _IN.match(f.text)), None)
        if book is not None and not values.get("container"):
            edited = [_IN.sub("", f.text) for f in kept[book:] if f.mark is None]
            edited = [re.sub(rf"\b{fields.EDITED}$", "", words).strip(" ,") for words in edited]
            people = fields.names(", ".join(filter(None, edited)), short=True)
            if people and all(f.mark in (None, Sign.PAREN) for f in kept[book:]):
                values["editors"] = people
                del kept[book:]
                within = True
        if re.search(r"(?:review of|compte rendu de|rezension)(?: the)?$", before):
            kept.append(item._replace(mark=None, text=f"review of {item.text}"))
            continue
        container = item.text.strip(" ,;:")
        last = kept[-1].text if kept and kept[-1].mark is None else ""
        if last and before in ("in", "in the", "dans", "the", "from", "en", "dans le"):
            within = within or before.startswith(("in", "dans", "en"))
            kept.pop()
        elif match := re.search(r",? (?:in|dans)$", last):
            within = True
            kept[-1] = kept[-1]._replace(text=last[: match.start()])
        elif item.glued and (match := _COUNTED.fullmatch(last)):  # (2001) 12(3) *Journal of Cold* 45, 47
            values |= {"container": container, **stated(match)}
            behind = items[index + 1 :]
            text = behind[0].text if behind and behind[0].mark is None else ""
            if page := re.match(r"[A-Za-z]*\d[\d–-]*(?=$|[ .])", text):
                values["pages"] = page[0]
                behind[0] = behind[0]._replace(text=text[page.end() :].strip(" ."))
            return values, [*kept[:-1], *behind]
        elif (
            item.glued
            and len(last.split()) < 6
            and fields.is_organisation(last)
            and not (fields.is_name(last, 2) or ROLE.match(last))
        ):
            values |= {"container": f"{kept.pop().text} {item.text.strip(' ,.')}", "within": within}
            return values, [*kept, *items[index + 1 :]]
        values["container"] = container if re.search(r"\b\w{1,6}\.$", item.text.strip()) else container.rstrip(".")
        if within and not _is_volume(items[index + 1 : index + 3]):
            values["type"] = Type.CHAPTER
        return values, [*kept, *items[index + 1 :]]
    return values, items


_RUNS = regex(r"(?:^|; |, )\d{1,3} min(?:ute)?s?\b")

_COUNTED = regex(r"(?P<volume>\d{1,4})(?: ?\((?P<number>[\w –/-]{1,16})\))?")


def _is_volume(items: Sequence[Field]) -> bool:
    """Whether a journal's volume and year follow: in: *Zeitschrift* 14 (1997)."""
    counted = len(items) == 2 and re.fullmatch(r"\d{1,4}(?:[./:]\d{1,3})?", items[0].text.strip(" ."))
    return bool(counted and items[1].mark is Sign.PAREN and fields.whole_date(items[1].text))


_IN = regex(r"^(?:[Ii]n|[Dd]ans)\b:? ")


def judged(values: Values, tail: Tail, *, quoted: bool) -> Values | None:
    """Tell the kind and the type of a source from what was read of it; None if its words are those of a sentence."""
    within = values.pop("within", False) or values.get("type") is Type.CHAPTER
    article = values.pop("article", False)
    if tail.prose and (article or (is_prose(values.get("remark", "")) and not has(values, *_IMPRINT))):
        return None
    if values.get("edited") and _RUNS.search(values.get("remark", "")):  # Mill, dir., *Ice* (Weir, 2004), 101 mins.
        del values["edited"]
        tail.hint += " film"
    if values.pop("edited", False) and not values.get("editors") and not quoted:
        values["editors"] = values.pop("authors", ())
    paper = not quoted and not tail.hint and not has(values, "container", "authors", "publisher", "edition", "type")
    paper = paper and not re.search("Doc|/", values.get("number", ""))
    if paper and values.get("date", "").count("-") == 2:
        values |= {"container": values["title"], "title": "", "type": Type.NEWS}
    bare = not has(values, "authors", "container", "locator", *_IMPRINT)
    alone = quoted and not has(values, "container", "locator", *_IMPRINT)  # Wu: “I have had much joy of it …”
    if ((quoted and bare) or (alone and len(values["title"]) > _LONGEST_SENTENCE)) and sentence_like(values["title"]):
        return None
    kind, act = values.pop("kind", None), re.search(rf"\bAct(?: of|,)? (?P<date>{fields.YEAR})$", values["title"])
    if act and has(values, "locator", *_IMPRINT):
        values["date"] = values.get("date") or act["date"]
    if kind is Kind.SHORT and within:
        kind = Kind.FULL
    evidence = has(values, *_IMPRINT) or (has(values, "container") and (quoted or has(values, "volume", "pages")))
    values["kind"] = kind or (Kind.FULL if evidence else Kind.SHORT)
    if values["kind"] is not Kind.FULL:
        values.pop("type", None)
        return values
    values["type"] = type_of_source(values, tail, quoted=quoted, within=within)
    return values


_LONGEST_SENTENCE = 120
"""The most letters of a title that reads as a sentence, where only its author is told; what is longer is quoted."""

_IMPRINT = ("publisher", "place", "date", "url", "doi", "number", "accessed", "editors")


def type_of_source(values: Values, tail: Tail, *, quoted: bool, within: bool = False) -> Type:
    hint = f"{tail.hint} {values.get('number', '')} {values.get('remark', '')}"
    known, title, container = values.get("type"), values.get("title", ""), values.get("container", "")
    page = has(values, "url") and not has(values, "publisher", "editors", "pages", "volume")
    if known and not (known is Type.CHAPTER and page):
        return Type(known)
    if re.search(r"\bHearings?\b", title):
        return Type.OTHER
    if not quoted and CASE_NAME.search(title) and not (tail.imprint and has(values, "place")):
        return Type.CASE
    if kind := type_of(tail.hint):
        return kind
    if re.search(r"\bAct\b(?: of)?,? \d{4}|Pub\. L\.|^An Act ", f"{title} {hint}"):
        return Type.STATUTE
    if TREATY.search(title) and not has(values, "authors", "publisher"):
        return Type.TREATY
    if quoted or (container and not tail.imprint):
        if within and page:
            return Type.ONLINE
        if has(values, "volume", "doi") or (container and has(values, "pages")) or values.get("date") == "forthcoming":
            return Type.ARTICLE
        if re.search(r"\bblog\b|\.(?:com|org|net|info)\b|\.\w\w$", container, re.IGNORECASE):
            return Type.ONLINE
        if container and values.get("date", "").count("-") == 2:
            return Type.NEWS
        if container and has(values, "number", "locator"):
            return Type.ARTICLE
        if tail.behind and has(values, "date", "number"):
            return Type.REPORT
        return Type.ONLINE if container or has(values, "url") else Type.OTHER
    first = next(iter(values.get("authors", ())), "")
    house = first and (is_institution(first) or not fields.is_name(first.replace(",", ""), 2))
    in_series = has(values, "place") and container and not re.search(r"(?:Papers?|Reports?)$", container)
    if house or (has(values, "number") and not in_series) or type_of(hint) is Type.REPORT:
        return Type.REPORT
    if has(values, "url") and not has(values, "publisher"):
        return Type.REPORT if values["url"].endswith(".pdf") else Type.ONLINE
    return Type.BOOK
