"""Which numbers, dates and persons of a sentence a source lacks, has, or may have in other words."""

from __future__ import annotations

import random

import pytest

from scripts.english import quoting
from scripts.evidence.details import PASSAGE_WORDS, Passages, details, details_in, is_in, passages

PAGE = (
    "3 May 2019\n\nThe board said on Thursday that the weir would cost 14 crowns. "
    "Cost of the weirs, in billions: 2.5, 14. "
    "Colm Vance and Professor José Álvarez counted it for a fortnight. "
    "IDA LUND spoke last. The share, which was to reach 11 per cent, never rose above 8½. "
    "Binali Yıldırım gave €30 million, and $40, and then 50. The weir of the 18th century is 60 kilometres off. "
    "It was −70 °C. And 85 per cent, 90. It was dry last year, and it froze three years ago, and last month it thawed. "
    "The weir of the 1960s stood, and by 1983 a mill, in 1951 a ferry. "
    "It opens at 4.30 a.m., and at 18:00, and at noon. The score was 3:7. It cost 990 crowns.\n\n"
    "Done this twenty-second day of August, nineteen hundred and seven. Of the boats five in twelve sank, and "
    "67 per cent of the barges. Jürgen Grünwald counted 11,987 of them. Ask for him at 0131 417 2200. "
    "He met Bo Soerensen and Volodymyr Zelenskyy, who rice had on 13.IX.1911, and saw 2–3 million bushels.\n\n"
    "The 3rd round of talks was in the fourth week. Of 7·4 it is said, in Articles 8 to 10, that it is 3.75 Gt.\n\n"
    "Salt sold abroad, in thousands of tonnes: 3,471\n\n"
    "Eels sold abroad, EUR million: 7,321\n\n"
    "By § 2687 and Sec. 31 the keeper was paid in H1 2011, and again in 2012 Q3.\n\n"
    "The Weir Act, of 1 June 1957, took 7,25 % of Easter’s tolls.\n\n"
    "At most 640 barges may pass, and fewer than 870 boats. Over 930 did, and under 930 did not.\n\n"
    "The original version of this act had 555 men.\n\n"
    "Correction: An earlier version of this article gave the men as 444."
)


@pytest.mark.parametrize(
    ("sentence", "missing", "unsure"),
    [
        ("The board met on 2 May 2019.", [], ["2 May 2019"]),
        ("The board met on 29 May 2019.", ["29 May 2019"], []),
        ("The weir costs 2.5 billion crowns.", [], ["2.5 billion"]),
        ("The weir costs 2.6 billion crowns.", ["2.6 billion"], []),
        ("The share never rose above 8.5 per cent.", [], ["8.5 per cent"]),
        ("The share never rose above 9.5 per cent.", ["9.5 per cent"], []),
        ("It was counted in two weeks.", [], ["two"]),
        ("It was counted by Jose Alvarez.", [], []),
        ("It was counted by Colm Vance.", [], []),
        ("It was counted by Professor Vance.", [], []),
        ("It was counted by Marta Vance.", ["Marta Vance"], []),
        ("It was counted by Ida Lund.", [], []),
        ("It was counted by Ida Penrose.", ["Ida Penrose"], []),
        ("It was paid by Binali Yildirim.", [], []),
        ("It cost 30 million euros.", [], []),
        ("It cost $30 million.", ["30 million"], []),
        ("It cost 30 million.", [], []),
        ("It cost 40 US dollars.", [], []),
        ("It cost £40.", ["40"], []),
        ("It cost £50.", [], []),
        ("It is 60 kilometres off.", [], []),
        ("It is 60 miles off.", ["60"], []),
        ("It was 70 °C.", ["70"], []),
        ("It fell to 70 degrees below zero.", [], []),
        ("It is of the eighteenth century.", [], []),
        ("It is of the nineteenth century.", ["nineteenth century"], []),
        ("It was so 90 kilometres off.", [], []),
        ("It was dry in 2018.", [], ["2018"]),
        ("It was dry in 2017.", ["2017"], []),
        ("It froze in 2016.", [], ["2016"]),
        ("It thawed in April 2019.", [], ["April 2019"]),
        ("It thawed in April 2018.", ["April 2018"], []),
        ("It stood in the 1960s.", [], []),
        ("It stood in the 1980s.", [], ["1980s"]),
        ("It stood in the 1970s.", [], ["1970s"]),
        ("It stood in the 1940s.", ["1940s"], []),
        ("It cost 1960 crowns.", ["1960"], []),
        ("It opens at 4:30 AM.", [], []),
        ("It opens at 04:30.", [], []),
        ("It opens at 4.30 p.m.", ["4.30 p.m."], []),
        ("It opens at 6 pm.", [], []),
        ("It opens at 12:00.", [], []),
        ("It closes at midnight.", ["midnight"], []),
        ("The share was 270 per cent.", ["270 per cent"], []),
        ("It opens at 17:00.", [], ["17:00"]),
        ("The score was 3:1.", ["1"], []),
        ("It was signed on 22 August 1907.", [], []),
        ("It was signed on 23 August 1907.", ["23 August 1907"], []),
        ("There sank 5 in 12 boats.", [], []),
        ("There sank 42 per cent of the boats.", [], ["42 per cent"]),
        ("There sank five in 13 boats.", ["five in 13"], []),
        ("There sank two-thirds of the barges.", [], ["two-thirds"]),
        ("There sank three-quarters of the barges.", ["three-quarters"], []),
        ("He counted almost 12,000 boats.", [], ["12,000"]),
        ("He counted more than 11,000 boats.", [], ["11,000"]),
        ("He counted up to 12,000 boats.", [], ["12,000"]),
        ("He counted almost 13,000 boats.", ["13,000"], []),
        ("He counted 12,000 boats.", ["12,000"], []),
        ("He counted 417 boats.", ["417"], []),
        ("It was counted by Juergen Gruenwald.", [], []),
        ("It was counted by Bo Sørensen.", [], []),
        ("It was counted by Volodymyr Zelensky.", [], []),
        ("It was counted by Ada Rice.", ["Ada Rice"], []),
        ("It was so on 13 September 1911.", [], []),
        ("He saw between two million and three million.", [], []),
        ("It rose from 800 to 3 million.", ["800"], []),
        ("They sold 3.471 million tonnes.", [], ["3.471 million"]),
        ("They sold 34.71 million tonnes.", ["34.71 million"], []),
        ("He saw some 444 men.", ["444"], []),
        ("It had 555 men.", [], []),
        ("It was 7.4 of it.", [], []),
        ("At least 640 barges may pass.", ["At least 640"], []),
        ("So 640 barges or more may pass.", ["640 barges or more"], []),
        ("No more than 640 barges may pass.", [], []),
        ("Some 640 barges may pass.", [], []),
        ("More than 640 barges may not pass.", [], []),
        ("At least 870 boats may not pass.", [], []),
        ("More than 870 boats may pass.", ["More than 870"], []),
        ("More than 930 did.", [], []),
        ("It was 7.25 per cent at Easter 1957.", [], []),
        ("It was 7.52 per cent at Easter 1975.", ["7.52 per cent", "1975"], []),
        ("Under the Weir Act 1957 it was so, c. 1957.", [], []),
        ("Some 1957 crowns were lost.", ["1957"], []),
        ("It was the third round.", [], []),
        ("It was the second round.", ["second round"], []),
        ("It was the second night.", [], ["second night"]),
        ("By Article 9 it was so.", [], []),
        ("By Article 11 it was so.", ["Article 11"], []),
        ("It was 3.75 billion tonnes.", [], []),
        ("They sold eels for €7.321 billion.", [], ["7.321 billion"]),
        ("They sold eels for €7.231 billion.", ["7.231 billion"], []),
        ("Under Section 2687 it was so.", [], []),
        ("Under Section 2678 it was so.", ["Section 2678"], []),
        ("Under Section 31 it was so.", [], []),
        ("Under Section 14 it was so.", [], ["Section 14"]),  # whatever 14 is of
        ("The keeper was paid in the first half of 2011.", [], []),
        ("The keeper was paid in the second half of 2011.", ["second half"], []),
        ("The keeper was paid in the third quarter of 2012.", [], []),
        ("Although Vance counted it, it was 40.", [], []),
        ("Despite Lund, it was 40.", [], []),
        ("Marta Vance counted it.", ["Marta Vance"], []),
    ],
)
def test_what_a_source_lacks(sentence: str, missing: list[str], unsure: list[str]) -> None:
    text = quoting.ready(PAGE)
    found = details_in(sentence, text, Passages(text))
    assert list(found.missing.values()) == missing
    assert [detail.words for detail in found.unsure] == unsure
    assert (found.passage is None) == bool(missing or unsure)


TIMES = (
    "The toll doubled in 1960. Sales of salt almost trebled, it is thought.\n\n"
    "Peat went from 333.1 tonnes to 2331.7, and the wages went up by 900 per cent.\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "missing", "unsure"),
    [
        ("The toll doubled in 1960.", [], []),
        ("The toll rose twofold in 1960.", [], []),
        ("The toll was to treble.", [], []),
        ("The toll more than doubled.", [], []),
        ("The toll was twice as high.", [], []),
        ("The toll quadrupled.", [], ["quadrupled"]),  # which is not far from almost three times as much
        ("The toll rose sixfold.", ["sixfold"], []),
        ("The toll was halved.", ["halved"], []),
        ("Peat rose sevenfold.", [], ["sevenfold"]),
        ("They rose tenfold.", [], ["tenfold"]),
        ("The toll was three times as high.", [], ["three"]),
        ("A double standard is no triple alliance.", [], []),
    ],
)
def test_how_many_times_as_much_a_source_says(sentence: str, missing: list[str], unsure: list[str]) -> None:
    text = quoting.ready(TIMES)
    found = details_in(sentence, text, Passages(text))
    assert (list(found.missing.values()), [detail.words for detail in found.unsure]) == (missing, unsure)


def test_that_something_doubled_proves_nothing_alone() -> None:
    text = quoting.ready(TIMES)
    assert details_in("The toll doubled.", text, Passages(text)).passage is None
    assert details_in("The toll doubled in 1960.", text, Passages(text)).passage is not None


TABLE = "Salt sold\n\nYear Tonnes\n\n2011 | 3,120\n\n2012 | 3,450\n\n2013 | 2,980"
RATES = "Table 2. Rate of unemployment (%)\n\nYear Valley\n\n2016 | 4.1\n\n2017 | 3.9\n\n2018 | 4.3"


@pytest.mark.parametrize(
    ("page", "sentence", "missing", "unsure", "together"),
    [
        ("They were shut for 18 years.", "They were shut for 18 months.", ["18"], [], False),
        ("They were shut for 18 long months.", "They were shut for 18 months.", [], [], True),
        ("They were shut for a year and a half.", "They were shut for 18 months.", [], ["18"], False),
        ("They were shut for 24 months.", "They were shut for two years.", [], ["two"], False),
        ("They were shut for two days.", "They were shut for 48 hours.", [], ["48"], False),
        ("They were shut for half an hour.", "They were shut for 30 minutes.", [], ["30"], False),
        ("They were shut within a month.", "They were shut for 30 days.", [], ["30"], False),
        ("They were shut for 100 days.", "They were shut for three months.", ["three"], [], False),
        ("A quarter of the men left.", "A third of the men left.", ["A third"], [], False),
        ("A third of all men left.", "A third of the men left.", [], [], True),
        ("Of the men 33.4 per cent left.", "A third of the men left.", [], ["A third"], False),
        ("It was 5 of the 15 men.", "A third of the men left.", [], ["A third"], False),
        ("It was 13 of the 15 men.", "It was 87 per cent.", [], ["87 per cent"], False),
        ("It was 13 of the 15 men.", "It was 77 per cent.", ["77 per cent"], [], False),
        ("It was 33.3% of them.", "It was 33 per cent.", [], ["33 per cent"], False),
        ("It was 3.5% of them.", "It was 3 per cent.", ["3 per cent"], [], False),
        ("It has 2.46 million members.", "It has more than 2.4 million members.", [], ["2.4 million"], False),
        ("It has 2.56 million members.", "It has more than 2.4 million members.", ["2.4 million"], [], False),
        ("It fell to 1.0483.", "It fell below 1.05.", [], ["1.05"], False),
        ("Fourteen states signed it.", "More than a dozen states signed it.", [], ["a dozen"], False),
        ("Nine states signed it.", "More than a dozen states signed it.", ["a dozen"], [], False),
        ("It rose by 25 basis points.", "It rose by 0.25 percentage points.", [], ["0.25"], False),
        ("He ruled from 1999 to 2018.", "He ruled for nearly two decades.", [], ["two"], False),
        ("He ruled from 1999 to 2018.", "He ruled for nearly three decades.", ["three"], [], False),
        ("He ruled for twenty years.", "He ruled for two decades.", [], ["two"], False),
        ("President Xi met his guest.", "Xi Jinping met his guest.", [], ["Xi Jinping"], False),
        ("Ida Lund met her guest.", "Ida Penrose met her guest.", ["Ida Penrose"], [], False),
        ("It was 4.7% of it.", "It was more than four per cent.", [], ["four per cent"], False),
        ("It was 4.7% of it.", "It was more than five per cent.", ["five per cent"], [], False),
        ("It was 68.9% of it.", "It was nearly 70 per cent.", [], ["70 per cent"], False),
        ("At least 37 ships were hit.", "Dozens of ships were hit.", [], ["Dozens"], False),
        ("At least 37 ships were hit.", "Hundreds of ships were hit.", ["Hundreds"], [], False),
        ("Some 340 ships were hit.", "Several hundred ships were hit.", [], ["Several hundred"], False),
        ("It was 1,200 Mt of soot.", "It was 1.2 gigatonnes.", [], [], True),
        ("It takes 55 bcm of water.", "It takes 55 billion cubic metres.", [], [], True),
        ("Unemployment, Mar-19: 4.1%", "It was 4.1 per cent in March 2019.", [], [], True),
        ("Unemployment, Mar-19: 4.1%", "It was 4.1 per cent in May 2019.", ["May 2019"], [], False),
        ("It lasted from 1939 to 1945.", "It lasted six years.", [], ["six"], False),
        ("It lasted from 1939 to 1945.", "It lasted eight years.", ["eight"], [], False),
        ("It was asked on 3-9 May 2019.", "It ended on 9 May 2019.", [], [], True),
        ("It was asked on 3-9 May 2019.", "It ended on 8 May 2019.", ["8 May 2019"], [], False),
        ("It was 62% of them.", "It was over half of them.", [], ["half"], False),
        ("It was 42% of them.", "It was over half of them.", ["half"], [], False),
        ("It was in the second half of it.", "It was in the first half of the year.", [], [], False),
        ("It had 13 votes and none against.", "It had 13 votes to 0.", [], ["0"], False),
        ("It had 13 votes and five against.", "It had 13 votes to 0.", ["0"], [], False),
        ("It was by John A. Mercer.", "It was by John F. Mercer.", ["John F. Mercer"], [], False),
        ("It was by George H. W. Wade.", "It was by George W. Wade.", ["George W. Wade"], [], False),
        ("It was by John Mercer.", "It was by John F. Mercer.", [], [], True),
        ("It was by J. F. Mercer.", "It was by John F Mercer.", [], [], True),
        ("It was by John A. Mercer and John F. Mercer.", "It was by John F. Mercer.", [], [], True),
        ("It was by John A. Mercer.", "It was by John Mercer.", [], [], True),
        ("It was by Ida Penrose.", "It was by Ida Penrose Jr.", [], [], True),
        ("The Danes lost World War I.", "After World War I Danes left.", [], [], True),
        (TABLE, "It was 3,450 tonnes in 2012.", [], [], True),
        (TABLE, "It was 3,450 tonnes in 2013.", [], [], False),
        (TABLE, "It rose from 3,120 in 2011 to 3,450 in 2012.", [], [], True),
        ("Year | 2012 | 2013\n\nSalt 3,450 | 2,980", "It was 2,980 tonnes in 2013.", [], [], True),
        (f"In 2013 it was 3,450.\n\n{TABLE}", "It was 3,450 tonnes in 2013.", [], [], True),
        (
            RATES,
            "It rose from 3.9 per cent in 2017 to 4.3 per cent in 2018.",
            [],
            ["3.9 per cent", "4.3 per cent"],
            False,
        ),
        ("It rose by 5 percentage points.", "It rose by 5 per cent.", ["5 per cent"], [], False),
        (RATES, "It rose to 4.4 per cent in 2018.", ["4.4 per cent"], [], False),
    ],
)
def test_what_one_source_lacks(
    page: str, sentence: str, missing: list[str], unsure: list[str], *, together: bool
) -> None:
    text = quoting.ready(page)
    found = details_in(sentence, text, Passages(text))
    assert [detail.words for detail in found.missing if detail.proves] == missing
    assert [detail.words for detail in found.unsure if detail.proves] == unsure
    assert (found.passage is not None) == together


def test_two_countries_alone_are_no_detail() -> None:
    text = quoting.ready("Russia and Ukraine have not met since the spring.")
    assert details_in("Russia and Ukraine were both invited.", text, Passages(text)).passage is None


NUMBERED = (
    "3 May 2019|3.5.2019|2019-05-03|May 3, 2019|in 2019|2019-05|mid-May|3rd of May|the 1994 treaty|1994–96|14|14%|"
    "14 per cent|2 to 14 per cent|0.014 million|14.0|014|14,000|14 000|14 thousand|14m|0.14|1,400.5|fourteen|Fourteen|"
    "twenty-five|25|two hundred and five|205|half a million|500,000|0.5m|two thirds|a third|one|1|twelve|"
    "a dozen|six|half a dozen|tens of thousands|scores of men|a couple of hundred|two and a half million|2.5 bn|No. 14|"
    "8½|per-\ncent|Ada Mill|ADA MILL|Mill's|José Álvarez|Alvarez|Jose|the Ice Council|50|50%|half|quarter|"
    "twenty-\nfive|150,000|1,50,000|1.5 lakh|3 crore|3,00,00,000|30 million"
).split("|")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_asked_for_stands_only_where_it_may(seed: int) -> None:
    draw = random.Random(seed)
    has = 0
    for _ in range(120):
        pieces = (
            draw.choice(NUMBERED) + draw.choice([" ", ", ", " men. ", " or more ", "\n", "\n\n"])
            for _ in range(draw.randint(1, 3))
        )
        within = Passages(quoting.ready("".join(pieces)))
        sentence = " and ".join(("It was", *draw.choices(NUMBERED, k=24), "there."))
        for detail in details(sentence):
            standing = {n for n, passage in enumerate(within.facts) if is_in(detail, passage)}
            assert standing <= within.may_have(detail), detail
            has += len(standing)
        named = (day for passage in within.facts for day in passage.dates)
        assert within.first_day == next((day for day in named if day.day and day.month and day.year), None)
    assert has > 150


@pytest.mark.parametrize("seed", range(20))
def test_each_paragraph_of_a_text_stands_in_a_passage(seed: int) -> None:
    drawn = random.Random(seed)
    paragraphs = [
        " ".join([f"word{n}"] * drawn.choice((1, 3, 12, 40, PASSAGE_WORDS - 1, PASSAGE_WORDS, PASSAGE_WORDS + 9)))
        for n in range(drawn.randint(1, 12))
    ]
    text = "\n\n".join(paragraphs)
    some = [text[start:end] for start, end in passages(text)]
    assert [words for words in paragraphs if not any(words in passage for passage in some)] == []
