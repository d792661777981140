"""What is recognised in a sentence, form by form, and what is not taken for it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

import pytest
from rapidfuzz.distance import Levenshtein

from scripts.english import alignment, quoting
from scripts.english.dates import When, dates, figures_as_iso, in_path, instant, stated
from scripts.english.numbers import articles, centuries, days_as_iso, durations, in_words, nths, numbers, unit
from scripts.english.quotations import MarkFault, quotations, unbalanced
from scripts.english.speech import speaker, spoken
from scripts.english.words import differ_by_at_most, names, unaccented
from scripts.publication import article
from scripts.publication.article import Article
from tests import cases


@pytest.fixture(scope="module")
def real(files: Mapping[str, bytes]) -> Article:
    return article.build(files, cases.TODAY)


def texts(real: Article) -> list[str]:
    return [sentence.text for chapter in real.chapters for sentence in chapter.sentences]


# ---------------------------------------------------------------- quotations


def test_the_quotations_of_the_article_are_those_of_its_audit(real: Article) -> None:
    found = [quotation for text in texts(real) for quotation in quotations(text)]
    assert [q.text for q in found if q.double] == [
        "You have my assurance, and I'm President",
        "By air, because there's nobody that has the kind of stuff we have",
        "On the principle of collective security, on the principles of indivisible security",
        "Anything else, anything unilateral is, of course, an absolutely hopeless undertaking",
        "When the agenda is ready for a summit",
        "This agenda is not ready at all",
    ]
    assert [q.text for q in found if not q.double] == [
        "Guarantees",
        "Assurances",
        "Protect",
        "First line of defence",
        "Coalition of the Willing",
        "Boots on the ground",
        "Peace Agreement",
        "Peace Treaty",
        "Acceptable",
        "Line of Contact",
        "Discussions of territorial issues",
    ]
    assert not any(q.nested for q in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"It sang", she said.', ["It sang"]),
        ("“It sang,” she said, “all night.”", ["It sang,", "all night."]),
        ("«It sang», she said.", ["It sang"]),
        ("They call it 'the singing ice' here.", ["the singing ice"]),
        ("They call it ‘the singing ice’ here.", ["the singing ice"]),
        ("He said 'no', and she said 'yes'.", ["no", "yes"]),
        ("'It's late', he said.", ["It's late"]),
        ("It is filed under 'Bridges, etc.' by mistake.", ["Bridges, etc."]),
        ("(“so”)—'thus'", ["so", "thus"]),
        ("'90 per cent of it', he said.", ["90 per cent of it"]),
        ("He wrote of 'the rivers' edge' once.", ["the rivers' edge"]),
        ("He drank 'a pot o' beer' there, and 'no' more.", ["a pot o' beer", "no"]),
        ("'Rivers' of ice, the 'lakes' of slush", ["Rivers", "lakes"]),
        # one in another
        ("\"Say 'no' to it\", she said.", ["Say 'no' to it", "no"]),
        ("“‘Please’ is enough,” she said.", ["‘Please’ is enough,", "Please"]),
        ("She said 'he cried \"help\" twice'.", ['he cried "help" twice', "help"]),
        # apostrophes
        ("The river's edge, James's boat, I'm, isn't, o'clock", []),
        ("The rivers' banks and the boats' masts", []),
        ("Since the late '90s, in '94 the owners' club met.", []),
        ("The ’90s, ’tis, 'em, rock 'n' roll, rock ’n’ roll", []),
        ("Qur‘an and ‘Abd al-Malik", []),
        # feet and inches
        ("It is 5' 6\" deep, 5'10\" at most.", []),
        ('"A 6" gauge froze", she said.', ['A 6" gauge froze']),
        ('"It froze in 2009", he said in "June".', ["It froze in 2009", "June"]),
        # half of one
        ('"It sang, she said.', []),
        ('It sang", she said.', []),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    made = quotations(text)
    assert [q.text for q in made] == found
    assert all(text[q.start + 1 : q.end - 1] == q.text for q in made)
    assert all(q.double == (text[q.start] in '"“«') for q in made)


def test_a_quotation_in_another_is_told_so() -> None:
    made = quotations("“Say ‘no’,” she said, ‘once’.")
    assert [(q.text, q.double, q.nested) for q in made] == [
        ("Say ‘no’,", True, False),
        ("no", False, True),
        ("once", False, False),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"It sang, she said.', [('"', 0, MarkFault.NEVER_CLOSED)]),
        ('It sang", she said.', [('"', 7, MarkFault.CLOSES_NOTHING)]),
        ("“It sang, she said, “all night.”", [("“", 0, MarkFault.NEVER_CLOSED)]),
        ("”It sang,” she said.", [("”", 0, MarkFault.WRONG_WAY)]),
        ("“It sang,“ she said.", [("“", 9, MarkFault.WRONG_WAY)]),
        ("“So we said ‘please and nothing else,” she said.", [("‘", 12, MarkFault.NEVER_CLOSED)]),
        ('"It sang."\nIt rang", she said.', [('"', 18, MarkFault.CLOSES_NOTHING)]),
        # whole ones
        ('"It sang.\nIt rang", she said.', []),
        ("“It sang ‘so’.”", []),
        ('“He said "so" to me.”', []),
        ("The boys' 6\" ‘Abd gauge", []),
    ],
)
def test_marks_without_their_other_half(text: str, found: list[tuple[str, int, str]]) -> None:
    assert [(loose.mark, loose.start, loose.fault) for loose in unbalanced(text)] == found


def test_a_quotation_that_runs_into_the_next_paragraph_is_open_at_the_end() -> None:
    (loose,) = unbalanced("“One paragraph.\nAnd more of it.")
    assert loose.open_at_end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"It sang at night", said Mill.', ["It sang at night"]),
        ('It "sang at night" and rang.', []),  # as short as a term
        ('The so-called "great ice of the north" melted.', []),
        ('It stands in "Ice on the Upper River".', []),  # a title
        ("It was ‘cold on the upper river’.", []),  # scare quotes
        ('"She said “it sang all night” to us", said Mill.', ["She said “it sang all night” to us"]),
    ],
)
def test_speech(text: str, found: list[str]) -> None:
    assert [quotation.text for quotation in spoken(text)] == found


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ('"§", said Karin Holm.', "Karin Holm"),
        ("“§,” Otto Brandt, the envoy of Dunmore, said.", "Otto Brandt"),
        ("“§ and more,” Ursula von der Leyen told the council.", "Ursula von der Leyen"),
        ('Otto Brandt (Dunmore) wrote in May: "§".', "Otto Brandt"),
        ('As Otto Brandt has put it, "§".', "Otto Brandt"),
        ('According to Otto Brandt, "§".', "Otto Brandt"),
        ('Karin Holm quoted Otto Brandt as saying "§".', "Otto Brandt"),
        ('Karin Holm said that Otto Brandt thought "§".', "Otto Brandt"),
        ('Karin Holm was told by Otto Brandt that "§".', ""),
        ('Karin Holm met Otto Brandt. "§" was on the wall.', ""),
        ('The Harbour Board said that "§".', ""),
        ('"§", said the minister, and left.', ""),
        ('"§", he said to Otto Brandt.', ""),
        ('Otto Brandt\'s office said that "§".', ""),
    ],
)
def test_who_a_sentence_says_has_said_its_quotation(sentence: str, name: str) -> None:
    assert speaker(*sentence.split("§")) == name


@pytest.mark.parametrize(("left_out", "stands"), [("on the river", True), ("hardly", False), ("refused and", False)])
def test_an_ellipsis_hides_no_negation(left_out: str, stands: bool) -> None:
    found = alignment.find(quoting.parts("the ice … held"), quoting.ready(f"There the ice {left_out} held."))
    assert found
    assert found.exact == stands


# ---------------------------------------------------------------- dates


def test_the_dates_of_the_article_are_those_of_its_audit(real: Article) -> None:
    assert [date.text for text in texts(real) for date in dates(text)] == [
        "18 Aug",
        "15 Aug",
        "2022",
        "Feb",
        "22 Aug",
        "18 Aug",
        "2014",
        "2022",
        "1994",
        "2014-15",
    ]


Parts = tuple[int | None, int | None, int | None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 18 Aug", [("18 Aug", (None, 8, 18))]),
        ("on 18 August 2025", [("18 August 2025", (2025, 8, 18))]),
        ("On November 18 [29], 1889, it", [("November 18 [29], 1889", (1889, 11, 18))]),
        ("of 3 [16] June 1911", [("3 [16] June 1911", (1911, 6, 3))]),
        ("On July 2, 626, the", [("July 2, 626", (626, 7, 2))]),
        ("On July 2, 626 shops", [("July 2", (None, 7, 2))]),
        ("on the 18th of August 2025", [("18th of August 2025", (2025, 8, 18))]),
        ("on August 18, 2025,", [("August 18, 2025", (2025, 8, 18))]),
        ("on Aug. 18", [("Aug. 18", (None, 8, 18))]),
        ("on 1 Jan. 2020", [("1 Jan. 2020", (2020, 1, 1))]),
        ("on 2025-08-18", [("2025-08-18", (2025, 8, 18))]),
        ("on 15 and 18 August 2025", [("15", (2025, 8, 15)), ("18 August 2025", (2025, 8, 18))]),
        ("on 5, 6 and 18 May", [("5", (None, 5, 5)), ("6", (None, 5, 6)), ("18 May", (None, 5, 18))]),
        ("from 15 August to 3 September 2025", [("15 August", (None, 8, 15)), ("3 September 2025", (2025, 9, 3))]),
        ("in February", [("February", (None, 2, None))]),
        ("in Feb", [("Feb", (None, 2, None))]),
        ("in May", [("May", (None, 5, None))]),
        ("in February 1989", [("February 1989", (1989, 2, None))]),
        ("in March of 1989", [("March of 1989", (1989, 3, None))]),
        ("in 2019-05", [("2019-05", (2019, 5, None))]),
        ("in 2014 and 2022", [("2014", (2014, None, None)), ("2022", (2022, None, None))]),
        ("in early 2022, by mid-2023", [("2022", (2022, None, None)), ("2023", (2023, None, None))]),
        ("since 1706 and until 1918", [("1706", (1706, None, None)), ("1918", (1918, None, None))]),
        ("the 1994 treaty, a 2022 study", [("1994", (1994, None, None)), ("2022", (2022, None, None))]),
        ("the treaty (1994)", [("1994", (1994, None, None))]),
        ("at Port Selwyn, 1974.", [("1974", (1974, None, None))]),
        # nothing but a year or a month
        ("2014", [("2014", (2014, None, None))]),
        ("Feb", [("Feb", (None, 2, None))]),
        # verbs and names
        ("It may 5 times, and they march 3 abreast; March on!", []),
        ("May they sail; it was said by May and by April Smith.", []),
        # other numbers
        ("Article 5 and the 18 Cavalry", []),
        ("No. 2019 and Resolution 2202", []),
        ("1,994 homes, $2014, 2025.5", []),
        ("2025 tonnes, a load of 2025 tonnes, in 2000 homes", []),
        ("In March 12 ships sank.", []),
        ("The 1820s and the '80s", []),
        ("by 1500 hours", []),
    ],
)
def test_dates(text: str, found: list[tuple[str, Parts]]) -> None:
    made = dates(text)
    assert [(date.text, (date.year, date.month, date.day)) for date in made] == found
    assert all(text[date.start : date.end] == date.text for date in made)


@pytest.mark.parametrize(
    ("text", "year", "until"),
    [
        ("2014-15", 2014, When(2015)),
        ("2014–15", 2014, When(2015)),
        ("1994–96", 1994, When(1996)),
        ("1998–03", 1998, When(2003)),
        ("1914–1918", 1914, When(1918)),
        ("between 1820 and 2018", 1820, When(2018)),
        ("from 1936 to 1938", 1936, When(1938)),
        ("15–18 August 2025", 2025, When(2025, 8, 18)),
        ("August 15 to 18, 2025", 2025, When(2025, 8, 18)),
    ],
)
def test_ranges_of_dates(text: str, year: int, until: When) -> None:
    (date,) = dates(text)
    assert (date.year, date.until) == (year, until)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/2019/05/03/tides", "2019-05-03"),
        ("/2019/5/3/tides", "2019-05-03"),
        ("/news/2019/05/tides", "2019-05"),
        ("/tides-May-3-2019", "2019-05-03"),
        ("/tides-3-sept-2019", "2019-09-03"),
        ("/2019/02/30/tides", "2019-02"),
        ("/tides-30-february-2019", ""),
        ("/ice-3-tides-2019", ""),
        ("/tides-2019", ""),
    ],
)
def test_dates_in_addresses(path: str, found: str) -> None:
    assert in_path(path) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2019-05-03T12:00:00Z", "2019-05-03"),
        ("2019-05-03T23:59:00-0500", "2019-05-03"),
        ("2019-05-03 12:00", "2019-05-03"),
        ("20190503", "2019-05-03"),
        ("2019/5/3", "2019-05-03"),
        ("2019/05", "2019-05"),
        ("2019", "2019"),
        ("Published: 3 May 2019", "2019-05-03"),
        ("Fri, 03 May 2019 10:00:00 GMT", "2019-05-03"),
        ("9:25 PM EST, MAY 3, 2019", "2019-05-03"),
        ("MAY 3, 2019", "2019-05-03"),
        ("3-May-2019", "2019-05-03"),
        ("May 2019", "2019-05"),
        ("13/05/2019", "2019-05-13"),
        ("05/05/2019", "2019-05-05"),
        ("3.5.2019", "2019-05-03"),
        ("05/03/2019", "2019-03-05 2019-05-03"),
        ("2019-2020", ""),
        ("1556877600", ""),
        ("2019-02-30", ""),
        ("3 May", ""),
        ("yesterday", ""),
    ],
)
def test_dates_that_pages_state(text: str, found: str) -> None:
    assert " ".join(stated(text)) == found


@pytest.mark.parametrize("text", ["2019-05-03", "2019-05-03T10:00", "3 May 2019", "", "0001-01-01T00:00:00+05:00"])
def test_what_has_no_zone_is_no_moment(text: str) -> None:
    assert instant(text) is None


def test_a_moment_is_the_same_in_two_zones() -> None:
    moments = {instant(text) for text in ("2019-05-04T02:25:54Z", "2019-05-03T21:25:54-0500")}
    assert len(moments - {None}) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 2019/05/03.", When(2019, 5, 3)),
        ("in 2019/05 it froze", When(2019, 5)),
        ("in mid-March 2022", When(2022, 3)),
    ],
)
def test_dates_with_slashes_and_parts_of_months(text: str, found: When) -> None:
    (date,) = dates(text)
    assert (When(date.year, date.month, date.day), date.until) == (found, None)


def test_dates_in_figures_are_read_in_both_orders() -> None:
    assert (
        figures_as_iso("on 3.5.2019 and 13/5/2019, v. 31.12.12")
        == "on 2019-05-03 2019-03-05 and 2019-05-13, v. 31.12.12"
    )


# ---------------------------------------------------------------- numbers


def test_the_numbers_of_the_article_are_those_of_its_audit(real: Article) -> None:
    found = [(n.text, n.comparator) for text in texts(real) for n in numbers(text)]
    assert found == [
        ("seven", ""),
        ("70", "more"),
        ("a few hundred", "more"),
        ("tens of thousands", "more"),
        ("four", ""),
        ("three and a half", ""),
    ]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("it cost $10 million", "dollar"),
        ("it cost US$10", "dollar"),
        ("it cost EUR 10", "euro"),
        ("it cost 10 euros", "euro"),
        ("it cost ten million Swiss francs", "franc"),
        ("a 20-pound note", "pound"),
        ("10 men", ""),
        ("10 poundings", ""),
        ("some 40 kilometres", "kilometre"),
        ("some 40km", "kilometre"),
        ("40 square miles", "square mile"),
        ("40 km² of land", "square kilometre"),
        ("a 40-mile ride", "mile"),
        ("it fell to −12 °C", "minus degree"),
        ("it fell to minus 12 degrees", "minus degree"),
        ("it was 12 degrees below zero", "minus degree"),
        ("it was 12 °C", "degree"),
        ("the 10", ""),
    ],
)
def test_the_unit_of_a_number(text: str, of: str) -> None:
    assert [unit(text, number) for number in numbers(text)] == [of]


def test_shares_are_one_number_and_times_and_telephones_none() -> None:
    text = "7.4 in 1000; One in five, 3 out of every four; one in five days; 7 in 2019"
    text += "; ask 0131 417 2200 or +44 131 417 2200"
    assert [(number.text, number.value) for number in numbers(text)] == [
        ("7.4", Fraction(37, 5)),
        ("One in five", Fraction(1, 5)),
        ("3 out of every four", Fraction(3, 4)),
        ("five", Fraction(5)),
        ("7", Fraction(7)),
    ]


def test_two_numbers_in_words_are_two_where_the_second_is_no_part_of_the_first() -> None:
    text = "two million and three million, two million and five thousand, one thousand million and two"
    assert [number.value for number in numbers(text)] == [2_000_000, 3_000_000, 2_005_000, 1_000_000_002]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("this thirteenth day of May, two thousand and nineteen", "this 2019-05-13"),
        ("the first of June 1907", "the 1907-06-01"),
        ("the thirtieth day of July in the year one thousand nine hundred and forty-nine", "the 1949-07-30"),
        ("the fourth day of April nineteen hundred", "the 1900-04-04"),
        ("the third of May", "the third of May"),
        ("the third of May two hundred ships came", "the third of May two hundred ships came"),
    ],
)
def test_days_in_words(text: str, iso: str) -> None:
    assert days_as_iso(text) == iso


def test_what_is_counted_through() -> None:
    text = "the second round, 3rd rounds, a second reason, the nineteenth century, the fourth day, Third parties"
    assert [(what, nth) for _, what, nth in nths(text)] == [("round", 2), ("round", 3), ("partie", 3)]


def test_articles() -> None:
    text = "under Article 24, Articles 8 to 10 and 12, Art. 3, ARTICLE 5; an article 1990 words long, 24 articles"
    assert [number for _, number in articles(text)] == [24, 8, 9, 10, 12, 3, 5]


def test_tonnes_in_short() -> None:
    assert [number.value for number in numbers("36.8 Gt, 5 MtCO2 and 70 kt at 3 Mt Cook")] == [
        Fraction(36_800_000_000),
        Fraction(5_000_000),
        Fraction(70_000),
        Fraction(3_000_000),
    ]


def test_centuries() -> None:
    assert centuries("in the nineteenth century, a 20th-century man, this century") == [
        ("nineteenth century", 19),
        ("20th-century", 20),
    ]


def test_letters_without_accents() -> None:
    assert unaccented("Yıldırım, Sørensen, Łódź, José, Groß, İnönü") == "Yildirim, Sorensen, Lodz, Jose, Gross, Inonu"


def test_a_number_in_words_is_read_again() -> None:
    assert [in_words(n) for n in (1, 12, 30, 41)] == ["one", "twelve", "thirty", "forty-one"]
    assert [in_words(n, "night") for n in (1, 21)] == ["one night", "twenty-one nights"]
    words = {n: in_words(n, "night") for n in range(2, 100)}
    assert {n: [number.value for number in numbers(text)] for n, text in words.items()} == {n: [n] for n in words}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("seven", [7]),
        ("Eighteen", [18]),
        ("twenty-one", [21]),
        ("one hundred and two", [102]),
        ("two hundred and fifty-three", [253]),
        ("three thousand four hundred", [3400]),
        ("two million three hundred thousand", [2_300_000]),
        ("three and a half", [Fraction(7, 2)]),
        ("two and a half million", [2_500_000]),
        ("a hundred", [100]),
        ("a dozen", [12]),
        ("half a dozen", [6]),
        ("two dozen", [24]),
        ("1,500", [1500]),
        ("1,50,000", [150_000]),
        ("12,34", []),
        ("2.5 lakh", [250_000]),
        ("three crore", [30_000_000]),
        ("0.6", [Fraction(3, 5)]),
        ("£310,000", [310_000]),
        ("$4.6 million", [4_600_000]),
        ("three or four", [3, 4]),
        ("10–12", [10, 12]),
        ("between three and four", [3, 4]),
        # what is numbered, dated or timed
        ("Article 5, Articles 5, No. 7, § 4, pp. 12", []),
        ("Reform 2.0", []),
        ("on 18 August 2025, in 1994–96", []),
        ("7 a.m., 7.15 p.m., 8 o'clock, ten o'clock", []),
        ("the 19th and the 21st, the fourth, the 1820s", []),
        # what only sounds like one
        ("one does not, no one, someone, often, weight", []),
    ],
)
def test_numbers(text: str, values: list[Fraction | int]) -> None:
    made = numbers(text)
    assert [n.value for n in made] == values
    assert all(text[n.start : n.end] == n.text for n in made)


@pytest.mark.parametrize(
    ("text", "comparator", "value"),
    [
        ("70", "", 70),
        ("over 70", "more", 70),
        ("well over 70", "more", 70),
        ("more than £70", "more", 70),
        ("fewer than ten", "less", 10),
        ("at least three", "at least", 3),
        ("at least one", "at least", 1),
        ("no fewer than three", "at least", 3),
        ("ten or more", "at least", 10),
        ("up to ten", "at most", 10),
        ("no more than ten", "at most", 10),
        ("not exceeding ten", "at most", 10),
        ("not over 10", "at most", 10),
        ("not below 10", "at least", 10),
        ("ten at most", "at most", 10),
        ("10 at least", "at least", 10),
        ("nearly 40", "about", 40),
        ("about a dozen", "about", 12),
        ("some 200", "about", 200),
        ("forty-odd", "about", 40),
        ("a few hundred", "more", 100),
        ("several thousand", "more", 1000),
        ("dozens", "more", 12),
        ("tens of thousands", "more", 10_000),
    ],
)
def test_what_the_words_make_of_a_number(text: str, comparator: str, value: int) -> None:
    (number,) = numbers(text)
    assert (number.comparator, int(number.value)) == (comparator, value)


@pytest.mark.parametrize("text", ["62.5 per cent", "62.5%", "62.5 percent"])
def test_a_percentage(text: str) -> None:
    (number,) = numbers(text)
    assert (number.value, number.percent) == (Fraction(125, 2), True)


# ---------------------------------------------------------------- durations


@pytest.mark.parametrize(
    ("text", "words", "amount", "unit", "granularity"),
    [
        ("past three and a half years", "three and a half years", Fraction(7, 2), "year", Fraction(1, 2)),
        ("for two weeks", "two weeks", 2, "week", 1),
        ("18 months", "18 months", 18, "month", 1),
        ("a three-year plan", "three-year", 3, "year", 1),
        ("0.6 days", "0.6 days", Fraction(3, 5), "day", Fraction(1, 10)),
        ("half a year", "half a year", Fraction(1, 2), "year", Fraction(1, 2)),
        ("for a week", "a week", 1, "week", 1),
        ("a year and a half ago", "a year and a half", Fraction(3, 2), "year", Fraction(1, 2)),
        ("one year", "one year", 1, "year", 1),
        ("two fortnights", "two fortnights", 4, "week", 2),
        ("two decades", "two decades", 20, "year", 10),
        ("over a century", "a century", 100, "year", 100),
    ],
)
def test_durations(text: str, words: str, amount: Fraction, unit: str, granularity: Fraction) -> None:
    (duration,) = durations(text)
    assert (duration.text, duration.amount, duration.unit, duration.granularity) == (words, amount, unit, granularity)
    assert text[duration.start : duration.end] == words


@pytest.mark.parametrize("text", ["£31 a week", "days a year", "the year of two", "in ten per cent years", "someday"])
def test_no_durations(text: str) -> None:
    assert durations(text) == ()


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("text", "within", "first"),
    [
        ("The ferry of Ada Mill ran.", ["Ada", "Mill"], ["The"]),
        ("Okonkwo-Reid's answer, O'Brien’s and Élise's", ["O'Brien", "Élise"], ["Okonkwo-Reid"]),
        ("It told Dr. Reid and J. R. Smith so.", ["Dr", "Reid", "Smith"], ["It"]),
        ('He wrote: "When?" (Then left.)', [], ["He", "When", "Then"]),
        ("McDonald met the RBA; I left.", [], ["McDonald"]),
    ],
)
def test_names(text: str, within: list[str], first: list[str]) -> None:
    found = names(text)
    assert [name.text for name in found if not name.first] == within
    assert [name.text for name in found if name.first] == first
    assert all(text[name.start : name.end] == name.text for name in found)


@pytest.mark.parametrize("seed", range(3))
def test_a_part_of_a_text_stands_in_its_normal_form_as_it_would_alone(seed: int) -> None:
    draw = random.Random(seed)
    lines = [
        "the ice — held",
        "— Menu —",
        "17",
        "[3]",
        "He said so.[4]",
        "...",
        "« the  ice »",
        "no\u00ad body¹",
        "- ",
        "½ of it",
    ]
    there = 0
    for _ in range(300):
        shown = draw.choices(lines, k=draw.randint(1, 9))
        first, last = sorted(draw.choices(range(len(shown) + 1), k=2))
        whole, part = "\n\n".join(shown), "\n\n".join(shown[first:last])
        text = quoting.ready(whole)
        if place := quoting.within(text, whole, part):
            assert text.normal[slice(*place)] == quoting.ready(part).normal
            there += 1
    assert there > 100
    assert quoting.within(quoting.ready("the ice held"), "the ice held", "the ice") is None


# ---------------------------------------------------------------- words that are nearly the same


def test_words_differ_by_as_many_letters_as_a_library_counts() -> None:
    draw = random.Random(1)
    words = ["".join(draw.choices("abc", k=draw.randrange(9))) for _ in range(2000)]
    for one, other in pairwise(words):
        apart = Levenshtein.distance(one, other)
        assert [differ_by_at_most(most, one, other) for most in range(4)] == [apart <= most for most in range(4)]
