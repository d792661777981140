"""The forms of law: statutes and codes, judgments, what is on file in a case, reported cases, treaties.

A piece in, the values of a citation out, or None if it has none of these forms.
"""

from __future__ import annotations

import re

from scripts.publication.footnotes import fields
from scripts.publication.footnotes.commas import fields_of, titles_of, words_outside
from scripts.publication.footnotes.details import completed
from scripts.publication.footnotes.kinds import CODE, REPORTER
from scripts.publication.footnotes.markdown import Sign
from scripts.publication.footnotes.names import TREATY
from scripts.publication.footnotes.parts import Kind, Piece, Type, Values, stated
from scripts.publication.footnotes.tail import Tail
from scripts.publication.footnotes.titled import as_titled
from scripts.publication.footnotes.unmarked import as_bare
from scripts.publication.footnotes.words import is_institution, is_prose, without_stop
from scripts.regex import regex

_DAY = fields.FULL_DATES.pattern.replace("?P<", "?P<_")

_OF_THE_UNION = (
    r"(?P<title>(?:(?:Council|Commission|Framework|Delegated|Implementing) )*"
    r"(?:Regulation|Directive|Decision|Recommendation) "
)

_LAWS: tuple[tuple[Type, re.Pattern[str]], ...] = tuple(
    (kind, regex(pattern))
    for kind, pattern in (
        (
            Type.STATUTE,
            r"(?P<number>(?:Pub\. L\. (?:No\. )?[\d-]+|(?:H\. ?R|S)\. \d+(?=, \d+\w+ Cong)|"
            r"Exec(?:\.|utive) Order (?:No\. )?[\d,]*\d))(?:, (?=\d))?",
        ),
        (
            Type.REPORT,
            r"(?P<number>(?:(?:S|H|H\. ?R|S\. ?J|H\. ?J)\. ?(?:(?i:Conf|Con|Exec)\. )?(?i:Rep|Doc|Res|Print)\. "
            r"(?:(?i:No)\. )?[\d-]+|(?:G\. ?A|S\. ?C|H\.R\.C)\. Res\. [\d/]+))(?:, (?=\d))?",
        ),
        (Type.REPORT, r"(?P<number>(?:BT|BR|LT)-Drs?\.? (?:[A-Z][\w-]+ )?\d+/\d+)(?=[,. ]|$)"),
        (Type.REPORT, rf"(?P<number>{fields.OF_A_YEAR.pattern})(?=[,.]|$)"),
        (Type.STATUTE, CODE.pattern),
        (
            Type.STATUTE,
            rf"(?P<title>[A-Z][^;,“”\"]{{3,120}}? Act (?P<date>{fields.YEAR}))(?= \([A-Z][\w. ]{{1,12}}\)$)",
        ),
        (Type.TREATY, r"(?P<title>U\. ?N\. Charter|UN Charter),? (?P<locator>.+)"),
        (
            Type.STATUTE,
            r"(?P<title>(?=[^§]*(?:\.|(?i:code|const|law|stat|restatement)))(?:[A-Z][\w.’'&]* ){1,7}(?:of )?"
            r"(?:\([A-Z]\w+\) )?(?:(?i:of) \w+ )?)(?P<locator>§§? ?\d)",
        ),
        (
            Type.STATUTE,
            r"(?P<title>(?:[A-Z][\w.]* )*(?:Const|CONST)\.|Fed\. R\. \w+\. P\."
            r"|Constitution of (?:the )?[A-Z]\w+"
            r"(?: of [A-Z]\w+)?(?:, (?P<date>\d{4}))?),? (?P<locator>.+)",
        ),
        (
            Type.STATUTE,
            rf"(?P<title>(?:[A-Z]\w+ )*(?:Act|Law|Statute|Ordinance|Decree|Order|Resolution) of "
            rf"(?:{fields.MONTH} \d{{1,2}}|\d{{1,2}} {fields.MONTH}),? {fields.YEAR})",
        ),
        (
            Type.STATUTE,
            r"(?P<title>(?:Loi|Décret|Ordonnance|Arrêté|Ley|Decreto|Legge|Lei)(?: [\w-]+){0,2} "
            r"(?:[nN][°º.]|núm\.|nr?\.)? ?\d[\d/.-]*(?:,? (?:du|de|del|di) [^,;()]+)?)(?=,|$)",
        ),
        (Type.STATUTE, _OF_THE_UNION + r"[^\[\]]{3,400}?)(?=,? \[(?P<date>\d{4})\] O\.?J|, O\.?J\.? )"),
        (
            Type.STATUTE,
            _OF_THE_UNION + r"(?:\([A-Z][\w, ]*\) )?"
            r"(?:[Nn]o\.? ?)?(?:(?P<date>(?:19|20)\d\d)/\d+|\d+/\d+)(?:/[A-Z]{2,})?"
            r"(?: (?:on|concerning|laying down|establishing|amending) [^,;.()\[\]]{3,200})?)(?=,| \(|\. http|$)",
        ),
        (Type.OTHER, r"(?P<title>(?:HC |HL )?Hansard(?:,? H[CL](?: Deb)?)?|H\.?[CL]\.? Deb\.?)(?: \([^()]*\))?,? "),
    )
)
"""The laws, codes and debates that are named without marks, with what their names say. The first that fits is it."""

# Directive 2024/9/EU on ice, of 13 June 2024, in OJ L, 2024/9, 5 July 2024, pp. 1-8; … on ice (OJ L 9, 9.6.2023, p. 2)
_IN_JOURNAL = regex(
    _OF_THE_UNION + r"(?:\([A-Z]+\) )?(?:[Nn]o\.? ?)?(?:(?P<year>(?:19|20)\d\d)/\d+|\d+/(?P<by>\d+))[^;]{0,400}?)"
    rf"(?:,? of (?P<date>{_DAY}))?(?:,? \(|, (?:in )?)"
    r"(?P<container>O\.?J\.? ?[LC])\.?,? ?(?P<number>\d+(?:/\d+)?)"
    rf",? (?:of )?(?P<remark>{fields.FULL_DATES.pattern.replace('?P<', '?P<__')})"
    r"(?:, pp?\. ?(?P<pages>\d+(?:[–-]\d+)?))?\)?(?=[,. ]|$)"
)

_ACT = regex(
    r"(?:[Tt]he )?(?P<title>[A-Z\d].*? ?(?:Act|Acts|Regulations?|Ordinance|Code|Bill|Rules|"
    r"Law|Statute|Decree|Order|Loi|Gesetz)\b(?: \([^()]*\))?(?: [Nn]o\.? ?\d[\w/-]*)?(?: of|,)? ?(?P<date>(?:1[0-9]|"
    r"20)\d\d)?)(?!\w|[–-]\d| (?:and|of|on|for|to) )"
)


def _law(piece: Piece, match: re.Match[str], kind: Type) -> Tail:
    """A law or a judgment, by the words that a match found; what follows them, its locator first, is read as fields."""
    values: Values = {"kind": Kind.FULL, "type": kind, **stated(match, "locator", "ruling")}
    if dated := fields.FULL_DATES.search(f"{values.get('title', '')} {values.get('date', '')}"):
        values["date"] = fields.whole_date(dated[0])
    end = match.start("locator") if "locator" in match.re.groupindex else match.end()
    return completed(values, fields_of(piece.behind(end)), "law")


def as_statute(piece: Piece) -> Values | None:
    """A section of a code, an act, a constitution; what a parliament printed."""
    plain = piece.plain.strip().rstrip(".;")
    title, prose = next(titles_of(piece), None), is_prose(words_outside(piece))
    if (printed := _IN_JOURNAL.match(plain)) and not title and not is_prose(words_outside(piece.behind(printed.end()))):
        values = _law(piece, printed, Type.STATUTE).values
        return {**values, "date": fields.whole_date(printed["date"] or "") or values.get("date") or printed["year"]}
    for kind, pattern in _LAWS:
        match = pattern.match(plain)
        if not match or (title and "locator" not in pattern.groupindex):
            continue
        named = match.end("title") if "title" in pattern.groupindex else 0  # its words may be those of a sentence
        if not (prose and is_prose(words_outside(piece.behind(named)))):
            return _law(piece, match, kind).values
    match = _ACT.match(plain) if title is None and not prose else None
    if not match or not fields.is_organisation(match["title"].replace(",", "")):
        return None
    tail, rest = _law(piece, match, Type.STATUTE), plain[match.end() :].lstrip(" ,")
    if not match["date"] and not re.match(r"R?S[A-Z]{1,3} \d{4}|\d{1,3} [A-Z][\w.]+(?: [A-Z][\w.]+)* (?:§|\d)", rest):
        numbered = re.search(rf" of {fields.YEAR}$", tail.values.get("number", ""))
        numbered = numbered or re.search(r" [Nn]o\.? ?\d[\w/-]*$", match["title"].strip(" ,"))
        sections = _SECTIONS.match(tail.values.get("locator", ""))
        if "," in match["title"].strip(" ,") or not (numbered or sections):
            return None
        tail.values["kind"] = Kind.FULL if numbered else Kind.SHORT  # of an act before, if there is one
    return None if tail.prose > 1 else tail.values


_GERMAN_LAW = regex(
    r"(?:(?P<locator>(?:§§?|Art\.) ?\d+[a-z]?"
    r"(?:,? (?:(?:Abs|Satz|S|Nr|Hs|lit|Var|Alt)\.? ?)?(?:\d+[a-z]?|[a-z])(?=[ ,])(?: ?ff?\.)?)*) "
    r"(?:des |der |zum )?)?(?P<title>(?=[A-ZÄÖÜ])(?:[^,;()§\d]{0,120}?(?:(?i:gesetz|ordnung|buch|satzung|vertrag)\w*"
    r"(?: [^,;()§\d]{1,120}?)?|[A-ZÄÖÜ]\w*[A-Z](?: [A-Z]{2,4})?)))(?: \((?P<hereafter>[^()]+)\))?"
    rf"(?:,? (?:in der Fassung )?vom (?P<date>{_DAY}))?"
    r"(?:, (?P<container>(?:[A-Z][A-Za-z]*Bl\.|GV\.|GS\.)(?: [A-Z]{2,4}\.?)?(?: \([^()]+\))?)(?: (?P<volume>I{1,3}))? "
    rf"(?P<year>{fields.YEAR})(?:,? S\. ?(?P<pages>\d+))?)?"
)


def as_german_law(piece: Piece) -> Values | None:
    """A German law by its section, its day or its gazette: § 4 Abs. 2 Flussgesetz vom 3. Mai 2004, GBl. 2004, S. 40."""
    match = _GERMAN_LAW.fullmatch(piece.plain.strip(" .;")) if len(piece.plain) < 400 else None
    if not match or not (match["locator"] or match["container"]) or is_prose(match["title"]):
        return None
    date = fields.whole_date(match["date"] or "") or match["year"]
    values_of = {**stated(match, "year", "date"), **({"date": date} if date else {})}
    return {**values_of, "type": Type.STATUTE, "kind": Kind.FULL if date else Kind.SHORT}


_SECTIONS = regex(r"(?:§§?|¶¶?|ss?\b|sec|art|reg|rule|cl|sch)[a-z]*\.? ?[\dIVX]", re.IGNORECASE)

_COMMON_COURT = regex(
    r"(?P<number>(?:Joined )?Cases? [A-Z]-\d+/\d+(?:(?:,| and|, and) [A-Z]-\d+/\d+)*),? (?P<title>[^*“‘\"]+?),? "
    r"(?:ECLI:)?EU:[A-Z]:(?P<date>\d{4}):\d+"
)

_DECISION = regex(
    r"(?P<court>[A-ZÄÖÜ][\w. -]{1,40}?)(?P<ruling>,? (?:Urteil|Urt\.|Beschluss|Beschl\.|Entscheidung|Verfügung|"
    r"arrêt|jugement|ordonnance|décision|[Ss]ent[ei]n[cz]i?a))?,? (?:(?:vom|v\.|du|of|de|del) )?"
    rf"(?P<date>{_DAY})(?: ?[,–-] ?| )"
    r"(?:(?P<title>[A-ZÀ-Þ][^,;\d]{1,60}(?: c[./]? [^,;\d]{2,60})?), )?(?:(?:Az|Nr|req|aff|rec)\.:? ?)?"
    r"(?P<number>n(?:°s?|\.) ?\d[\d./-]*\d|(?:Rs\. ?)?[CT][-–]\d+/\d+|(?:[\w()]{1,7} ){1,3}\d{1,5}/\d{2,4})(?=[,.; ]|$)"
    rf"(?:,? (?:in: ?)?(?P<container>[A-Z][\w-]{{1,9}}\.?) (?:{fields.YEAR}|(?P<volume>\d{{1,3}})), "
    r"(?:S\. ?)?(?P<pages>(?:I-)?\d+)(?= \(|, |[ .]*$))?",
    re.IGNORECASE,
)


# Weir Court of Ice, judgment of 3 May 2019, Mill (Our Ice) v. Dunmore, par. 4
_BY_DAY_AND_PARTIES = regex(
    r"(?P<authors>[A-Z][^,;:“”\"]{4,120}), "
    r"(?P<remark>(?i:(?:advisory )?opinion|judge?ment|decision|order|ruling|award))(?: of|,) "
    rf"(?P<date>{_DAY}), "
    r"(?P<title>Case of [^;,“”\"]{3,200}|[A-Z][^;“”\"]{2,200}? vs?\. [^;,“”\"]{2,200})"
)


def _by_day_and_parties(piece: Piece) -> Values | None:
    """A judgment by its court, its day and its parties; None if that is none."""
    match = _BY_DAY_AND_PARTIES.match(piece.plain)
    if not match or not is_institution(match["authors"]) or is_prose(match["title"]):
        return None
    values = _law(piece, match, Type.CASE).values
    said = {"authors": (match["authors"],), "title": without_stop(match["title"])}
    return {**values, **said, "date": fields.whole_date(match["date"])}


def as_judgment(piece: Piece) -> Values | None:
    """Case C-26/13 Mill v Wu EU:C:2014:282, para 71; by court, day, number: BGH, Urteil vom 3. Mai 2019 – I ZR 1/18."""
    if named := _by_day_and_parties(piece):
        return named
    match = _COMMON_COURT.match(piece.plain) or _DECISION.match(piece.plain)
    if not match or not piece.plain[:1].isupper():
        return None
    # In an archive a file has such a number as well: Minute by Mill, 3 May 1991, WEIR 19/376.
    if re.fullmatch(r"[A-Z]+ \d+/\d+", match["number"]) and not match["ruling"]:
        return None
    said = match.groupdict()
    party = said["title"] if said.get("court") else None  # CE, 3 mai 2019, Riverains, n° 412; not Le Mont, ...
    if party and not (said["ruling"] or " c" in party or re.match("[A-Z]{2}|Cass", said["court"])):
        return None
    return _law(piece, match, Type.CASE).values


_SYMBOL = r"(?:U\.?N\.? Doc\.? )?(?P<number>[A-Z]{1,8}(?:/[\w.()-]+)*/[\w.()-]*\d[\w.()/-]*)"

# Weir Council, Resolution n. 9/2, Ice and Tides, 3 May 2014, W/RES/9/2, par. 4
_BY_SYMBOL = regex(
    rf"(?P<authors>[A-Z][^;:]{{2,150}}?), (?P<title>[A-Z][^;]{{3,400}}?)"
    rf"(?:, | \((?=[^()]*\) ))(?P<date>{_DAY})(?:, |\),? ){_SYMBOL}(?=[,. ]|$)"
)


def as_by_symbol(piece: Piece) -> Values | None:
    """A paper of an international body, with its day and its symbol; the number of a comment belongs to its title."""
    match, quoted = _BY_SYMBOL.match(piece.plain), next(titles_of(piece), None)
    who = match["authors"] if match else ""
    within = not quoted or (quoted.mark is Sign.QUOTE and quoted.start > piece.start + len(who) + 2)
    if not (match and within) or not (is_institution(who) or who.isupper()):
        return None
    values = _law(piece, match, Type.REPORT).values
    return {**values, "authors": (who,), "date": fields.whole_date(match["date"])}


_FILING = regex(
    r"(?P<title>(?:[A-Z][\w.’'-]* (?:(?:of|for|in|to|and|the|on|by) ){0,2}){0,6}?(?:Brief|Complaint|Motion|Petition|"
    r"Transcript|Order|Opinion|Answer|Reply|Declaration|Affidavit|Deposition|Notice|Memorandum|Stipulation|Appendix|"
    r"Indictment|Judgment|Comments|Argument)\b[^,“\"(]{0,80}?)(?:,? at (?P<locator>\d[\d:–-]*(?:, \d[\d–-]*)*))?,? "
    r"(?:in )?(?=[^,]{1,80} vs?\. |In re |Ex parte )"
)


def as_filing(piece: Piece) -> Values | None:
    """What a party or a court put on file in a case: Brief for Petitioner at 14, Roe v. Harrow, 9 Dun. 40 (1880)."""
    match = _FILING.match(piece.plain)
    case = as_titled(piece.behind(match.end())) or as_bare(piece.behind(match.end())) if match else None
    if not match or not case or case.get("type") is not Type.CASE:
        return None
    kept = {name: value for name, value in case.items() if name not in ("volume", "pages", "locator")}
    return {**kept, "container": case["title"], **stated(match), "kind": Kind.FULL, "type": Type.OTHER}


_COMMENTS = regex(
    r"(?P<title>(?P<who>[A-Z][^,;“”\"]{1,120}?) (?:Reply Comments|Comments|Reply|Replies)) at "
    r"(?P<locator>\d[\d–-]*(?:, \d[\d–-]*)*)(?=[.,;]|$| \()"
)


def as_comments(piece: Piece) -> Values | None:
    """What a party wrote to an agency, as its orders cite it: Weir Board Comments at 4 (Weir)."""
    match = _COMMENTS.match(piece.plain)
    if not match or is_prose(match["title"]) or not fields.is_organisation(match["title"]):
        return None
    values: Values = {"kind": Kind.FULL, "type": Type.OTHER, "authors": (match["who"],), **stated(match, "who")}
    return completed(values, fields_of(piece.behind(match.end())), "law").values


# A court's own reports, volume, first page, place: BVerfGE 9, 40 (44); Harrow Court (Court of Tides), HTidGE, 9, 40
_COURT_REPORTS = regex(
    r"(?:(?P<authors>[A-Z][\w ]+?(?: \([A-Z][\w ]+\))?)(?:,|:) )?"
    r"(?P<container>(?:[A-Z][a-zäöü]{0,4}){2,5}(?:E|Z|St)),? (?P<volume>\d{1,3}), (?P<pages>\d{1,4})"
    r"(?:(?:, | \()(?P<locator>\d[\d–-]*(?: ?ff?\.?)?)\)?)?"
)

# ATF 140 III 115 consid. 2.1
_SWISS_REPORTS = regex(
    r"(?P<container>BGE|ATF|DTF) (?P<volume>\d{1,3} (?:I[ab]|[IVX]+)) (?P<pages>\d{1,4})"
    r"(?:,? (?P<locator>(?:E|Erw|S|consid|p)\. ?\d[\d.]*(?: ?ff?\.)?(?:,? [Sp]\. ?\d+)?))?"
)

# A court's own reports by the year, with series or page: Pub. I.C.T. (1927), Series A, No. 4; I.C.T. Reports, 1960, 6
_YEARLY_REPORTS = regex(
    r"(?:(?P<title>[A-Z][^(),.“”\"]* Cases?),? )?(?P<container>(?:Pub\. )?(?:[A-Z]\.){2,}(?: (?:Reports|Rep\.))?),? "
    rf"\(?(?P<date>{fields.YEAR})\)?,? (?P<number>Series [A-Z](?:/[A-Z])?, No\. \d+)?(?:(?P<pages>\d+)(?![–-]))?"
)

# S.S. Lotus (Fr. v. Turk.), Judgment, 1927 P.C.I.J. (ser. A) No. 10, ¶ 4 (Sept. 7)
_WORLD_COURT = regex(
    rf"(?P<title>[A-Z][^();]* \([^()]* v\. [^()]*\)),(?: (?P<remark>[A-Z][\w ]+?),)? (?P<date>{fields.YEAR}) "
    r"(?P<container>(?:P\. ?C\. ?)?I\. ?(?:C\. ?)?J\.(?: Rep(?:orts|\.))?(?: \(ser\. [A-Z/]+\))?) "
    r"(?:No\. (?P<number>\d+)|(?P<pages>\d+))"
)


def as_world_court_case(piece: Piece) -> Values | None:
    """A case before the court of nations, whose parties stand in parentheses behind its name."""
    match = _WORLD_COURT.match(piece.plain)
    if not match:
        return None
    values: Values = {"kind": Kind.FULL, "type": Type.CASE, **stated(match)}
    items = fields_of(piece.behind(match.end()))
    for item in [item for item in items if _DAY_OF_YEAR.fullmatch(item.text)]:
        values["date"] = fields.whole_date(f"{item.text}, {match['date']}")
        items.remove(item)
    return completed(values, items, "law").values


_DAY_OF_YEAR = regex(rf"{fields.MONTH} \d{{1,2}}")


def as_reported_case(piece: Piece) -> Values | None:
    """A case that the text names: 14 Rep. 212 (1871); 14 Rep. at 219."""
    year = re.match(rf"[\[(]({fields.YEAR})[\])],? (?=[A-Z\d])", piece.plain)  # [2012] 3 WLR 33; (1874), 14 Harrow 7
    if year and not next(titles_of(piece), None):
        case: Values = {"kind": Kind.FULL, "date": year[1], "type": Type.CASE}
        tail = completed(case, fields_of(piece.behind(year.end())), "law")
        return None if tail.prose or not tail.has("container", "number") else case
    if match := _SWISS_REPORTS.fullmatch(piece.plain.strip(" .;")):
        return {"kind": Kind.FULL, "type": Type.CASE, **stated(match)}
    if match := _COURT_REPORTS.fullmatch(piece.plain.strip(" .;")):
        court = (match["authors"],) if match["authors"] else ()
        return {"kind": Kind.FULL, "type": Type.CASE, **stated(match), "authors": court}
    if yearly := _YEARLY_REPORTS.match(piece.plain):
        tail = _law(piece, yearly, Type.CASE)
        return tail.values if not tail.prose and tail.has("pages", "locator", "number") else None
    items = fields_of(piece)
    if not items or not REPORTER.fullmatch(items[0].text.strip(" .")):
        return None
    kinds = {"laws": Type.STATUTE, "stat": Type.STATUTE, "rev": Type.ARTICLE, "j": Type.ARTICLE}
    named = (kinds.get(word) for word in fields.folded(items[0].text).split())
    tail = completed({"kind": Kind.FULL, "type": next(filter(None, named), Type.CASE)}, items, "law")
    short = tail.values["kind"] is Kind.SHORT
    if tail.prose or not (short or tail.has("date")):
        return None
    return {**tail.values, "type": None} if short else tail.values


# Convention (V) on Ice art. 2, Oct. 18, 1907, 36 Stat. 2310
_TREATY_IN_SERIES = regex(
    r"(?P<title>[A-Z][^;“”\"]{5,300}?)(?:,? (?P<locator>(?:arts?|paras?|pmbl|annex|§§?)\b\.? ?[\d–-][^,;]{0,20}))?"
    r", (?:(?:opened for signature|adopted|signed|done|concluded),? )?"
    rf"(?P<date>{fields.MONTH} \d{{1,2}}, {fields.YEAR})"
    r", (?P<volume>\d{1,4}) (?P<container>(?:[A-Z]\. ?){1,4}[A-Z]\.|Stat\.|UNTS|LNTS|ILM) ?(?P<pages>\d+)(?!\w)"
)

_WITH_ITS = regex(r" (?:and|with) its [a-z]+(?=,|$)")  # Convention on Ice and its protocols


def as_treaty(piece: Piece) -> Values | None:
    """A treaty by its name, with its date or an article."""
    if (printed := _TREATY_IN_SERIES.match(piece.plain)) and TREATY.search(printed["title"]):
        said = {**stated(printed), "type": Type.TREATY, "kind": Kind.FULL, "date": fields.whole_date(printed["date"])}
        tail = completed(said, fields_of(piece.behind(printed.end())), "law")
        return None if tail.prose else tail.values
    if next(titles_of(piece), None) or is_prose(_WITH_ITS.sub("", words_outside(piece))):
        return None
    items = fields_of(piece)
    first = items[0].text if items and items[0].mark is None else ""
    match = re.fullmatch(r"(?P<title>.+?) (?P<locator>[Aa]rts?\.? ?\d.*)", first)
    if match and TREATY.search(match["title"]):
        items[:1] = [items[0]._replace(text=match["title"]), items[0]._replace(text=match["locator"], glued=False)]
    names = [_WITH_ITS.sub("", i.text) if i.mark is None else "" for i in items[:3]]
    treaties = [bool(TREATY.search(name)) and fields.is_organisation(name) for name in names]
    if not any(treaties):
        return None
    index = treaties.index(True)
    authors = fields.names(", ".join(i.text for i in items[:index])) if index else ()
    if authors is None:
        return None
    title = re.sub(r"^the ", "", items[index].text.strip())
    values: Values = {"authors": authors, "title": title, "type": Type.TREATY, "kind": Kind.FULL}
    tail = completed(values, items[index + 1 :], "law")
    if not tail.has("date", "container", "url"):
        values |= {"kind": Kind.SHORT, "type": None}
    return values if not tail.prose and tail.has("type", "locator") else None
