"""The Methods page: the Bad: example of each rule gives its finding, the Good: example none; and what is switched off.

Each example is put into the tiny article where it belongs. What cannot be is named, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from scripts import rules
from scripts.publication import article, ledger, notes
from scripts.website.generated import Checked
from scripts.website.pages import methods
from tests import cases

Files = dict[str, bytes]

ICE, THAW, BIB, ACCEPTED = "docs/ice.md", "docs/thaw.md", "references.bib", "record/accepted.yml"

# A remark behind an example says what the rest of the article is like; here it is like that.
_REMARK = re.compile(r"\s+\((?:and|for:?|five|published|whose) .*\)$", re.DOTALL)

ENTRY = {
    "author": "Ada Mill",
    "title": "On Tides",
    "organization": "The Tide",
    "date": "2019-05-03",
    "urldate": "2019-06-01",
    "url": "https://example.org/tides",
}
NOTES = {
    1: 'Ada Mill, "On Tides and Weirs", *The Tide*, 3 May 2019, accessed 1 Jun 2019 <https://example.org/tides>',
    2: "Ibid.",
}
FACTS = (
    "- id: the-flood\n  what: the flood\n  date: 2019-05-19\n  from: The tests.\n"
    "- id: the-repair\n  what: the repair\n  date: 2024-05-19\n  from: The tests.\n"
    f"- id: the-members\n  what: the members\n  list: [{', '.join(f'M{n}' for n in range(32))}]\n  from: The tests.\n"
)


def append(files: Files, name: str, text: str) -> None:
    files[name] = files.get(name, b"") + text.encode()


def replace(files: Files, name: str, old: str, new: str) -> None:
    assert old.encode() in files[name]
    files[name] = files[name].replace(old.encode(), new.encode(), 1)


def in_a_chapter(files: Files, example: str) -> None:
    lines = [line.strip() for line in example.replace(" … ", "\n\n").splitlines()]
    append(files, THAW, "\n" + "\n".join(lines) + "\n")


def in_a_section(files: Files, example: str) -> None:
    append(files, THAW, "\n## Later\n")
    in_a_chapter(files, example)


def beside_a_title(files: Files, example: str) -> None:
    replace(files, BIB, "After the Thaw", "No Ferries in Winter")
    in_a_chapter(files, example)


def entry(fields: Mapping[str, str], key: str = "tides2019") -> str:
    return f"\n@online{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def in_an_entry(files: Files, example: str) -> None:
    for number, part in enumerate(example.split(" beside ")):
        append(files, BIB, entry({**ENTRY, **dict(re.findall(r"(\w+) = \{(.*?)\}", part))}, f"tides2019{'ab'[number]}"))


def as_an_entry(files: Files, example: str) -> None:
    append(files, BIB, "\n" + example.replace("mill2019", "tides2019") + "\n")


def of_an_entry(files: Files, example: str) -> None:
    append(files, BIB, entry(ENTRY))
    if not example.startswith("@"):
        in_a_chapter(files, example.replace("mill2019", "tides2019"))


def in_the_original(files: Files, example: str) -> None:
    parts = example.split(" … ")
    own = dict(re.findall(r"^<sup>(\d+)</sup> (.+)$", "\n".join(parts), re.MULTILINE))
    text = "\n".join(part for part in parts if not re.match(r"<sup>\d+</sup> ", part))
    text = text if "<sup>1</sup>" in text else f"First.<sup>1</sup> Second.<sup>2</sup> {text}"
    listed = "\n\n".join(f"<sup>{n}</sup> {t}" for n, t in ({str(n): t for n, t in NOTES.items()} | own).items())
    files[notes.PATH] = f"# On River Ice\n\n## Ice\n\n{text}\n\n---\n\n{listed}\n\nCy Reed\n".encode()


def instead_of(name: str, old: str) -> Callable[[Files, str], None]:
    return lambda files, example: replace(files, name, old, example)


def in_an_expectation(files: Files, example: str) -> None:
    words = re.findall(r"words: ([^,]+)", example)[0]
    with_a_record(files, f"It came by {words}.", "[]", f"  expects:\n  - {example}\n")


def of_a_dated_sentence(files: Files, example: str) -> None:
    said, key = re.findall(r"^(.*)\[@(\w+)\]$", example)[0]
    expects = "  expects:\n  - date: {words: 19 May 2019, of: the-flood}\n"
    with_a_record(files, said, f"[{key}]", expects, f"[@{key}]")


def with_a_record(files: Files, said: str, sources: str, rest: str, citation: str = "") -> None:
    files["record/facts.yml"] = FACTS.encode()
    append(files, THAW, f"{said}{citation}\n")
    append(files, "record/claims/thaw.yml", f"- id: said\n  says: {said}\n  kind: fact\n  sources: {sources}\n{rest}")


def in_an_answer(files: Files, example: str) -> None:
    field = example.partition(":")[0]
    answer = {"rule": "note-order", "note": "1", "found": "x", "because": "It stands so.", "on": "2026-11-22"}
    rows = [example if name == field else f"{name}: {value}" for name, value in answer.items()]
    files[ACCEPTED] = ("- " + "\n  ".join(rows) + "\n").encode()


def on_the_first_page(files: Files, example: str) -> None:
    append(files, "docs/index.md", "\n" + example.replace("ice-held", "ice-held-until-march") + "\n")


def on_a_built_page(files: Files, example: str) -> None:
    files["site/tides/index.html"] = f"<!doctype html><title>Tides</title>{example}".encode()
    files["site/sources/index.html"] = b'<!doctype html><title>Sources</title><p id="mill2019">Mill</p>'


RECORD = "record/claims/ice.yml"
PLACES: dict[str, Callable[[Files, str], None]] = {
    **dict.fromkeys(
        "citation-known citation-syntax footnote-defined footnote-used footnote-unique quotation-balanced "
        "quotation-cited adjacent-quotations-agree count-equals-list one-sentence-a-line markup-harmless markup-shown "
        "block-as-meant page-link-resolves name-variant "
        "acronym-expanded vague-attribution sentence-start date-possible sum-adds-up word-doubled".split(),
        in_a_chapter,
    ),
    "date-without-year": in_a_section,
    "polarity-vs-title": beside_a_title,
    **dict.fromkeys(
        "source-unique source-date-precise source-date-vs-url source-accessed-after-published source-not-in-future "
        "source-title-vs-slug source-container-name source-address-safe source-names source-number-sound "
        "field-shown".split(),
        in_an_entry,
    ),
    **dict.fromkeys(["source-complete", "bibliography-parses"], as_an_entry),
    "source-cited": of_an_entry,
    **dict.fromkeys("note-defined note-used note-order ibid-resolves short-note-resolves".split(), in_the_original),
    "sentence-recorded": instead_of(RECORD, "says: The ice held until March."),
    "claim-cites-what-the-line-cites": instead_of(RECORD, "sources:\n  - mill2019"),
    "kind-fits-form": instead_of(RECORD, "kind: quotation"),
    **dict.fromkeys("expected-date expected-duration expected-count".split(), in_an_expectation),
    "source-precedes-event": of_a_dated_sentence,
    **dict.fromkeys("schema-valid acceptance-explained".split(), in_an_answer),
    "placeholder-known": on_the_first_page,
    **dict.fromkeys("anchor-unique anchor-resolves no-third-party-request".split(), on_a_built_page),
}

_TOLD = "tells of a whole file or of two places at once, in words"
_WEB = "is about what a page of the web said"
NOT_RUN = {
    **dict.fromkeys(
        "file-readable original-unchanged faithful-text faithful-notes chapter-in-nav correction-current "
        "claim-anchored claim-kept review-current acceptance-current note-matches-source ibid-splits-quotation "
        "citation-rendered footnote-links-both-ways glossary-current reason-given kind-confirmed quotation-repeated "
        "page-within-extent".split(),
        _TOLD,
    ),
    **dict.fromkeys((rule.name for rule in rules.RULES.values() if rule.family == "evidence"), _WEB),
}


def found(name: str, example: str) -> set[str]:
    """The rules that find something once an example of this rule stands in the tiny article."""
    files = article.files(cases.BAD / "article")
    PLACES[name](files, _REMARK.sub("", example.strip()))
    pages = {path: data for path, data in files.items() if path.startswith("site/")}
    built = article.build({path: data for path, data in files.items() if path not in pages}, cases.TODAY)
    if pages:
        built = built.with_site(cases.read_site(pages))
    return {finding.rule for finding in rules.check(built)}


def examples(name: str) -> tuple[str, str]:
    _, bad, good = rules.RULES[name].documented()
    return bad, good


def test_each_rule_has_its_place_or_a_reason() -> None:
    assert PLACES.keys() | NOT_RUN.keys() == rules.RULES.keys()
    assert PLACES.keys() & NOT_RUN.keys() == set()
    assert len(PLACES) > len(NOT_RUN)


@pytest.mark.parametrize("name", sorted(PLACES))
def test_the_bad_example_is_found(name: str) -> None:
    assert name in found(name, examples(name)[0])


@pytest.mark.parametrize("name", sorted(PLACES))
def test_the_good_example_is_not(name: str) -> None:
    others = found(name, examples(name)[1])
    assert name not in others
    assert not others & {"file-readable", "schema-valid", "bibliography-parses"}, "nothing else would be checked"


def page(settings: str) -> tuple[str, str]:
    """The Markdown and the HTML of the Methods page of the tiny article with these settings added."""
    files = article.files(cases.BAD / "article")
    append(files, ledger.ARTICLE, settings)
    built = article.build(files, cases.TODAY)
    assert built.problems == ()
    made = methods.PAGE.of(Checked(built, rules.check(built)))
    return made.markdown, made.filled("".join(f"<!-- html {n} -->" for n in range(len(made.parts))))


def off(html: str) -> list[str]:
    """The rules that are shown as switched off."""
    return re.findall(r'id="rule-([\w-]+)">\s*<h3>[^\n]*</h3>\s*<p><strong>Switched off', html)


def test_the_page_says_which_rules_the_article_switches_off() -> None:
    text, shown = page("without: [sentence-start, name-variant]\n")
    links = "[name-variant](#rule-name-variant), [sentence-start](#rule-sentence-start)"
    said = f"These rules of style are not used: {links}."
    assert f"- **What this article’s settings switch off.** {said}\n" in text
    assert sorted(off(shown)) == ["name-variant", "sentence-start"]


@pytest.mark.parametrize("tag", ["de", "pt-BR"])
def test_the_page_says_what_is_not_asked_in_another_language(tag: str) -> None:
    text, shown = page(f"language: {tag}\nwithout: [name-variant, quotation-balanced]\n")
    (line,) = re.findall(r"- \*\*What rests on English\.\*\* (.*)\n", text)
    assert f"another language ({tag})" in line
    named = re.findall(r"\[([\w-]+)\]\(#rule-\1\)", line)
    assert named == [name for name, rule in rules.RULES.items() if rule.english]
    assert "These rules of style" not in text
    assert "This rule of style is not used: [quotation-balanced](#rule-quotation-balanced)." in text
    assert off(shown) == ["quotation-balanced"]
    assert shown.count("Not used for this article, which is not in English.") == len(named)
    assert "is computed from dates and lists" not in text


def test_the_page_speaks_of_no_rule_that_is_asked() -> None:
    text, shown = page("")
    assert "switch off" not in text
    assert "rests on English" not in text
    assert "is computed from dates and lists" in text
    assert off(shown) == []
    assert shown.count('id="rule-') == len(rules.RULES)
