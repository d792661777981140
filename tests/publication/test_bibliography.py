"""What a bibliography may hold, and what is read of it."""

from __future__ import annotations

import re
from itertools import product

import pytest

from scripts.english.dates import span
from scripts.finding import Unreadable
from scripts.publication import bibliography, tex
from scripts.publication.bibliography import FORMS, SHOWN, Form, Name, Source, full_name, named, names_in, unseparated
from scripts.publication.tex import StyledText


def entry(fields: str, kind: str = "book") -> Source:
    return bibliography.read(f"@{kind}{{mill2019, title = {{On Tides}}, {fields}}}")[0]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"M\"uller, J{\"o}rg", "Müller, Jörg"),
        (r"Fran{\c{c}}ois K{\H o}s and {{\'A}}d{\'a}m \O stby", "François Kős and Ádám Østby"),
        (r"\'{\i}\v{S}\v{s}\b{b}\=a\t{oo}\ae\ss{}\L{}", "íŠšḇāo͡oæßŁ"),
        (r"Ice \& Water: 50\% of 7\,\$ \#1 a\_b", "Ice & Water: 50% of 7 $ #1 a_b"),
        ("Ice --- and Water -- ``so'' `it' is", "Ice — and Water – “so” ‘it’ is"),
        (r"The \textit{Big} {\em Ice} of \textsc{Nato}", "The Big Ice of Nato"),
        (r"CO$_2$, $x^{2}$ and H\textsubscript{2}O, 10\textsuperscript{th}", "CO2, x2 and H2O, 10th"),
        (r"$\alpha$ and $\beta$-rays", "α and β-rays"),
        ("From $5 to $6", "From $5 to $6"),
        (r"a~b\ c\\ d", "a b c d"),
        (r"$\delta^{18}$O, $\alpha$-decay, $\Delta G$", "δ18O, α-decay, ΔG"),
        (
            r"\enquote{So} \url{https://example.org/a_b} \href{https://example.org}{there}",
            "“So” https://example.org/a_b there",
        ),
        (r"\textquotesingle{}s \euro{} \dots{} \textbackslash{}", "'s € … \\"),
        (r"\{a\} {{Weir and Sons}}", "{a} Weir and Sons"),
        (
            r"Ice &amp; snow, \&amp;, {\&}amp$\mathsemicolon$ rain &#8217;s AT&T; a &lt; b",
            "Ice & snow, &, & rain ’s AT&T; a < b",
        ),
        ("<scp>DNA</scp> <b>of <i>ice</i></b>, CO<sub>2</sub>, a <b and </i>", "DNA of ice, CO2, a <b and </i>"),
        (r"Über 東京 “q” 100% _ & # ^ ~", "Über 東京 “q” 100% _ & # ^"),
        ("Ends in \\", "Ends in \\"),
        (r"An \odd{word} and \another", r"An \odd{word} and \another"),
    ],
)
def test_tex_is_read_as_what_readers_should_see(written: str, read: str) -> None:
    assert tex.plain(written) == read


def test_how_words_are_set() -> None:
    assert tex.decode(r"A \textit{b \emph{c}} d\textsuperscript{e}") == (
        StyledText("A "),
        StyledText("b ", italic=True),
        StyledText("c"),
        StyledText(" d"),
        StyledText("e", raised=1),
    )
    assert tex.decode("<i>b <em>c</em></i> d<sup>e</sup>") == (
        StyledText("b ", italic=True),
        StyledText("c"),
        StyledText(" d"),
        StyledText("e", raised=1),
    )


def test_commands_that_nothing_knows_are_found_as_written() -> None:
    assert tex.undecoded(r"\odd{ice} \emph{so} \textbackslash{} \'e \Odd") == [r"\odd{ice}", r"\Odd"]
    assert tex.undecoded("no TeX") == []


@pytest.mark.parametrize("text", list(map("".join, product("\\$~`'-,%", "a-,'", "\\`'-,$~"))))
def test_what_is_written_as_tex_is_read_back(text: str) -> None:
    assert tex.plain(tex.written(f"x{text}x")) == f"x{text}x"


def test_what_is_written_as_tex_is_read_back_where_it_looks_like_html() -> None:
    for text in ("x &amp; y", "<i>x</i> &#65;", "x \\&lt; <b>y</b>"):
        assert tex.plain(tex.written(text)) == text


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ada Mill", Name(("Ada",), (), (), ("Mill",))),
        ("Mill, Ada B.", Name(("Ada",), ("B.",), (), ("Mill",))),
        ("von der Leyen, Ursula", Name(("Ursula",), (), ("von", "der"), ("Leyen",))),
        ("Ludwig van Beethoven", Name(("Ludwig",), (), ("van",), ("Beethoven",))),
        ("King, Jr., Martin Luther", Name(("Martin",), ("Luther",), (), ("King",), ("Jr.",))),
        ("King, Martin Luther, Jr.", Name(("Martin",), ("Luther",), (), ("King",), ("Jr.",))),
        ("Martin Luther King, Jr.", Name(("Martin",), ("Luther",), (), ("King",), ("Jr.",))),
        ("Ada von Mill, PhD", Name(("Ada",), (), ("von",), ("Mill",), ("PhD",))),
        ("García Márquez, MD", Name(("MD",), (), (), ("García", "Márquez"))),
        ("King, Jr., MD", Name(("MD",), (), (), ("King",), ("Jr.",))),
        ("Martin Luther King Jr.", Name(("Martin",), ("Luther",), (), ("King",), ("Jr.",))),
        ("{Weir and Sons, Inc.}", Name(last_names=("Weir and Sons, Inc.",))),
        (r"{\'A}d{\'a}m K{\H o}s", Name(("Ádám",), (), (), ("Kős",))),
        ("family=Leyen, given=Ursula, prefix=von der", Name(("Ursula",), (), ("von", "der"), ("Leyen",))),
        ('given={Ursula Gertrud}, "family=de Weir, suffix=Sr"', None),
        (
            "family=King, given=Martin Luther, suffix=Jr., given-i=ML",
            Name(("Martin",), ("Luther",), (), ("King",), ("Jr.",)),
        ),
        ("Ada Mill, Bo Wu, Cy Reed, Di Poe", Name(last_names=("Ada Mill, Bo Wu, Cy Reed, Di Poe",))),
    ],
)
def test_names(written: str, name: Name | None) -> None:
    assert names_in(written) == [tex.letters(written)]
    if name:
        assert named(tex.letters(written)) == name
    assert full_name(named(written))


def test_others_are_no_name() -> None:
    source = entry("author = {Ada Mill and others}")
    assert (source.authors, len(source.names)) == (("Ada Mill", "others"), 1)


@pytest.mark.parametrize(
    "several",
    [
        "Ada Mill, Bo Wu, Cy Reed",
        "A. Mill, B. Wu",
        "Mill, A., Wu, B.",
        "Mill, Ada; Wu, Bo",
        "Ada Mill & Bo Wu",
        "Ada Mill et al.",
    ],
)
def test_several_names_written_as_one(several: str) -> None:
    assert unseparated(several)


@pytest.mark.parametrize(
    "single",
    [
        "García Márquez, Gabriel José",
        "King, Jr., Martin Luther",
        "Mill, Ada, PhD",
        "A. Mill, Jr.",
        "{Weir & Sons; Mill, Wu, and Reed}",
        "family=Leyen, given=Ursula, prefix=von der, useprefix=true",
        "others",
    ],
)
def test_a_single_name(single: str) -> None:
    assert not unseparated(single)


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date = {2019-05-03}", "2019-05-03"),
        ("date = {2019-05-03T10:00:00Z}", "2019-05-03"),
        ("date = {2019-05/2019-07}", "2019-05/2019-07"),
        ("year = 2019", "2019"),
        ("year = 2019, month = jul", "2019-07"),
        ("year = 2019, month = Jul", "2019-07"),
        ("year = 2019, month = july", "2019-07"),
        ("year = {2019}, month = {Sept.}", "2019-09"),
        ("year = {2019}, month = {07}", "2019-07"),
        ("year = {2019}, month = 7, day = 4", "2019-07-04"),
        ('year = 2019, month = may # "~3"', "2019-05-03"),
        ('year = 2019, month = "3~" # may', "2019-05-03"),
        ("year = 2019, month = {July/August}", "2019-07/2019-08"),
        ("year = 2019, month = {Trinity}", "2019"),
        ("year = 2019, month = 13", "2019"),
        ("date = {1921~}", "1921"),
        ("date = {1921-05?/1922%}", "1921-05/1922"),
        ("year = {ca. 1921}", "1921"),
        ("year = {c1921}", "1921"),
        ("year = {1921--1925}", "1921/1925"),
        ("year = {1921-1925}", "1921/1925"),
        ("year = {1921/22}", "1921/1922"),
        ("year = {1998–99}", "1998/1999"),
        ("year = {2019-05}", "2019-05"),
        ("date = {2019/05/13}", "2019-05-13"),
        ("date = {2019-11/2019-12}", "2019-11/2019-12"),
        ("year = {1925--1921}", "1925–1921"),
        ("note = {undated}", ""),
    ],
)
def test_dates(fields: str, date: str) -> None:
    assert entry(fields).date == date


def test_the_year_of_the_copyright_is_sure() -> None:
    assert [entry(f"year = {{{year}}}").doubt("date") for year in ("c1921", "c. 1921", "c 1921", "ca1921")] == [
        *("", "~", "~", "~")
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2019", ("2019-01-01", "2019-12-31")),
        ("2019-05/2020-02", ("2019-05-01", "2020-02-29")),
        ("2019-05-03/", ("2019-05-03", "2019-05-03")),
        ("../2019", ("2019-01-01", "2019-12-31")),
        ("2019/05/03", None),
        ("2019/soon", None),
        ("/", None),
        ("", None),
    ],
)
def test_the_days_of_a_date_or_a_range(text: str, days: tuple[str, str] | None) -> None:
    found = span(text)
    assert (found and (found[0].isoformat(), found[1].isoformat())) == days


@pytest.mark.parametrize(
    "dress",
    [
        "10.1000/AbC",
        "doi:10.1000/AbC",
        "DOI: 10.1000/AbC",
        "https://doi.org/10.1000/AbC",
        "http://dx.doi.org/10.1000/AbC",
        "10.1000/AbC.",
    ],
)
def test_a_doi_in_any_dress(dress: str) -> None:
    source = entry(f"DOI = {{{dress}}}")
    assert source.fields["doi"] == "10.1000/AbC"
    assert source.doi_address == "https://doi.org/10.1000/AbC"


@pytest.mark.parametrize(
    "field",
    [
        r"url = {https://example.org/a_b%20c~d?e=1&f=#g}",
        r"url = {https://example.org/a\_b\%20c{\textasciitilde}d?e=1\&f=\#g}",
        r"howpublished = {\url{https://example.org/a_b%20c~d?e=1&f=#g}}",
        r"howpublished = {https://example.org/a_b%20c~d?e=1&f=#g}",
    ],
)
def test_an_address_however_it_is_written(field: str) -> None:
    assert entry(field).url == "https://example.org/a_b%20c~d?e=1&f=#g"


def test_an_address_may_have_an_apostrophe() -> None:
    assert bibliography.safe_address("https://example.org/o'brien")


def test_a_scheme_is_no_host() -> None:
    assert not any(map(bibliography.safe_address, ("http://https://example.org/ice", "https://http//example.org/ice")))
    assert bibliography.safe_address("https://archive.example/2019/https://example.org/ice")


def test_what_programs_write_for_themselves_is_not_shown() -> None:
    """EndNote's own name of the type, and a publisher's address of a copy where an eprint's number should be."""
    copy = "eprint = {https://example.org/a.pdf}"
    source = entry(f"type = {{Journal Article}}, url = {{https://example.org/a}}, {copy}", "article")
    assert set(source.fields) == {"title", "url", "file"}
    assert entry(copy).url == "https://example.org/a.pdf"


def test_an_issn_where_an_isbn_should_be() -> None:
    assert entry("isbn = {0140-6736}", "article").fields["issn"] == "0140-6736"
    assert "issn" not in entry("isbn = {978-3-16-148410-0}", "book").fields
    assert entry("isbn = {0140-6736}, issn = {1474-547X}").fields["isbn"] == "0140-6736"


def test_fields_by_other_names_and_their_lines() -> None:
    source = entry("\njournal = {The Ledger},\naddress = {Leeds},\nschool = {Weir}", "article")
    assert source.container == "The Ledger"
    assert (source.fields["location"], source.fields["institution"]) == ("Leeds", "Weir")
    assert (source.at("journal").line, source.at("journaltitle").line, source.at("location").line) == (2, 2, 3)


def test_the_place_of_a_conference_beside_that_of_the_publisher() -> None:
    for fields in ("address = {Leeds}, location = {Weir}", "location = {Weir}, address = {Leeds}"):
        source = entry(fields, "inproceedings")
        assert (source.fields["location"], source.fields["venue"]) == ("Leeds", "Weir")
    assert entry("journal = {The Tide}, journaltitle = {The Tide}", "article").container == "The Tide"


def test_what_is_inherited() -> None:
    sources = bibliography.read(
        "@xdata{weir, publisher = {Weir Press}, location = {Leeds}}"
        "@inproceedings{mill, crossref = {ice}, author = {Ada Mill}, title = {On Tides}}"
        "@proceedings{ice, xdata = {weir}, title = {On Ice}, editor = {Bo Wu}, year = 2019}"
        "@string{ledger = {The Ledger}} @article{reed, title = {On}, journal = ledger # { and Sons}}"
    )
    assert [source.key for source in sources] == ["mill", "ice", "reed"]
    mill, ice, reed = sources
    assert (mill.fields["booktitle"], mill.date, mill.persons["editor"]) == ("On Ice", "2019", ice.persons["editor"])
    assert (ice.fields["publisher"], reed.container) == ("Weir Press", "The Ledger and Sons")


def test_a_date_of_its_own_is_not_joined_with_one_that_is_inherited() -> None:
    parent = "@collection{ice, title = {On Ice}, editor = {Bo Wu}, %s}"
    child = "@incollection{mill, crossref = {ice}, author = {Ada Mill}, title = {On Tides}, %s}"
    for own, of_parent, date in (
        ("date = {1999-05-03}", "year = 2005, month = jun", "1999-05-03"),
        ("year = 1999", "date = {2005-06-01}", "1999"),
        ("pages = {1--9}", "date = {2005}", "2005"),
    ):
        mill = bibliography.read(child % own + parent % of_parent)[0]
        assert (mill.date, mill.date_in_parts) in ((date, ""), (date, date))


def test_several_files_are_one_bibliography() -> None:
    more = (("references/books.bib", "\n@book{wu, title = {On Ice}}"),)
    first, second = bibliography.read("@string{x = {y}}\n@book{mill, title = {On Tides}}", more)
    assert (first.key, second.key) == ("mill", "wu")
    assert second.place[:2] == ("references/books.bib", 2)
    with pytest.raises(Unreadable) as error:
        bibliography.read("@book{Wu, title = {On Ice}}", more)
    told = "references/books.bib:2: 'wu' is there already, at line 1 of references.bib; give each source one key"
    assert str(error.value.findings[0]).startswith(told)


def test_a_macro_of_a_file_is_not_left_for_the_next() -> None:
    bibliography.read("@string{ledger = {The Ledger}} @book{mill, title = ledger}")
    with pytest.raises(Unreadable):
        bibliography.read("@book{mill, title = ledger}")


def test_every_type_has_a_form_and_no_field_is_both_shown_and_kept() -> None:
    assert set(FORMS.values()) == set(Form)
    assert not SHOWN & bibliography.KEPT
    assert all(re.fullmatch(r"[a-z]+", name) for name in SHOWN)


def test_xdata_may_name_others_and_go_in_a_ring() -> None:
    text = "@xdata{a, xdata = {b}, location = {Leeds}}\n@xdata{b, xdata = {a}, publisher = {Weir Press}}\n"
    (source,) = bibliography.read(f"{text}@book{{ice, xdata = {{a}}, title = {{On Ice}}}}")
    assert (source.fields["publisher"], source.fields["location"], source.orphaned) == ("Weir Press", "Leeds", ())


def test_each_of_many_xdata_that_name_each_other_is_read_once() -> None:
    keys = ",".join(f"x{n}" for n in range(20))
    text = "".join(f"@xdata{{x{n}, xdata = {{{keys}}}, publisher = {{Weir Press}}}}\n" for n in range(20))
    (source,) = bibliography.read(f"{text}@book{{ice, xdata = {{{keys}}}, title = {{On Ice}}}}")
    assert source.fields["publisher"] == "Weir Press"


def test_elements_in_each_other_are_read_so_deep_and_no_deeper() -> None:
    assert tex.plain(f"{'<i>' * 50}Ice{'</i>' * 50}") == "Ice"
    assert tex.plain(f"{'<i>' * 60}Ice{'</i>' * 60}") == f"{'<i>' * 10}Ice{'</i>' * 10}"


@pytest.mark.parametrize(
    "word",
    "Café Zoë Müller État Österreich Über García São škoda Łódź Ferry’s “ice” 30°C £5 € naïve привет Москва".split(),
)
def test_words_read_in_another_encoding(word: str) -> None:
    read = "".join(bytes([octet]).decode("cp1252", "ignore") or chr(octet) for octet in word.encode())
    assert tex.misread(f"The {read} of ice") == [(read, word)]


@pytest.mark.parametrize(
    "text",
    [
        "A NAVEGAÇÃO EM SÃO TOMÉ: ÂNCORAS E PRAIAS, “A VILÃ”, «IRMÃ»",
        "JOSÉ’s, JOSÉ´S and CAFÉ‘s; JOSÉ–ANA, COL·LECCIÓ",
        "Úžasný ÚŽASNÝ LIDÍŠ; ÍSLAND OG ÞÝSKALAND; Ñandú; ŒUVRE; Đà Nẵng",
        "„Fuß“ und »Spaß«, «verità»… «voilà»… Société®…",
        "Τα Ελληνικά, привет, 日本, 30°C, Nº 5, £5, €3",
    ],
)
def test_letters_that_stand_by_marks_are_not_misread(text: str) -> None:
    assert tex.misread(text) == []
