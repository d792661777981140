"""What tells the kind of a source by a word or a form of it: a thesis, an archive, a shelf mark, a code, a reporter."""

from __future__ import annotations

import re

from scripts.publication.footnotes.parts import Type
from scripts.regex import regex

_TYPES = tuple(
    (kind, regex(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    for kind, words in (
        (
            Type.THESIS,
            r"(?:ph\.? ?d|doctoral|master[’']?s?|m\.?a\.?|m\.?sc|m\.?phil|d\.?phil|undergraduate|bachelor[’']?s?|"
            r"honou?rs)\.? (?:thesis|diss\.?|dissertation)|thesis|dissertation|diss\.|thèse|mémoire de|"
            r"habilitationsschrift|diplomarbeit|masterarbeit",
        ),
        (Type.DATASET, r"data ?sets?|data files?|data base|database|jeu de données|datensatz"),
        (Type.VIDEO, r"video|vidéo|youtube|vimeo|film|documentary"),
        (
            Type.INTERVIEW,
            r"interview(?:ed)?|e-?mails? (?:from|to|with)|correspondence with|personal communication|conversation with|"
            r"entretien avec|in conversation|gespräch mit|telephone call|e-?mail to (?:the )?author|pers\. comm\.",
        ),
        (
            Type.POST,
            r"tweet|twitter|post on|facebook|instagram|mastodon|reply to|comment on|blog comment|reddit|bluesky",
        ),
        (
            Type.OTHER,
            r"podcast|press release|press statement|media release|paper presented|speech|lecture|address to|remarks|"
            r"conference paper|keynote|talk|communiqué(?: de presse)?|radio|hearing|hearings|debates?|software|"
            r"track \d|song|testimony|broadcast|presentation|poster|HC Deb|HL Deb|Hansard|Cong\. Rec\.",
        ),
        (
            Type.REPORT,
            r"working paper|discussion paper|white ?paper|policy brief|technical report|research paper|report no|"
            r"occasional paper|UN doc|rapport|Cmn?d|Cd|Cm|Parl\. Papers|parliamentary papers",
        ),
    )
)
"""The words that tell what a source is, in the order in which they are looked for."""


def type_of(words: str) -> Type | None:
    return next((kind for kind, pattern in _TYPES if pattern.search(words)), None)


REPOSITORY = regex(
    r"(?<!\w)(?:archives?|archivio|archivo|\w*archiv|library|libraries|record office|"
    r"registry|museum|bibliothèque|bibliothek|"
    r"repository|historical society|muniments?|county record|public records|nachlass|special collections)(?!\w)",
    re.IGNORECASE,
)

COLLECTION = regex(
    r"(?<!\w)(?:papers|collection|fonds|records of|correspondence|manuscripts|coll\.)(?!\w)", re.IGNORECASE
)

SHELFMARK = regex(
    r"(?:(?:MSS?|Ms|ms|Add\.? MSS?|Cod\.|Box|box|Boxes|Folder|folder|File|file|Series|Carton|"
    r"carton|Reel|reel|RG|Record Group|Bundle|bundle|Dossier|dossier|Liasse|liasse|pièce|Pièce|"
    r"série|Série|Sign|Nr|"
    r"Kasten|Mappe|Faszikel|Best(?:and)?|item|Item|cote)\b\.? ?(?:[\w./–-]+ ?){1,6}"
    r"|[A-Z]{1,6}[ /]?\d[\w.]*(?:[/ :.-][A-Z\d][\w.]*)"
    r"*|[A-Z]{1,5}(?:[/-][A-Z\d]+)+|(?:série )?\d?[A-Z]{1,2} \d+(?:/\d+)*)"
)

OLD_VOLUME = regex(r"(?P<volume>(?!ll)[ivxlc]+)\. ?(?P<locator>\d[\d–-]*(?:, \d[\d–-]*)*)")

REPORTER = regex(
    r"(?P<volume>\d{1,4}|[IVX]+)(?: ?\((?P<number>[\w–/-]{1,9})\))? "
    r"(?P<container>(?:[A-Z][\w.’'&-]*|&|of|the|on|and|for)(?: (?:[A-Z][\w.’'&-]*|"
    r"&|of|the|on|and|for|in|\d[a-z]{1,2}\b))*?),? (?P<at>at )?"
    r"(?P<pages>\*?\d[\d–-]*(?:,\d{3})*(?![\w/])|§§? ?[\w.()–-]+)"
)

AGAIN = regex(
    r"(?:(?:op|loc|art|ouvr|ouv)\.? ?)?(?:cit|cité)\b\.?|a\. ?a\. ?O\.|l\. ?c\.|o\. ?c\.|passim$", re.IGNORECASE
)

CODE = regex(
    r"(?:the )?(?P<volume>\d{1,3}) (?P<container>[A-Z][\w.]*(?: [A-Z][\w.]*){0,4}) (?P<locator>(?:§§?|"
    r"pts?\.|arts?\.|ch\.) ?.+)"
)
