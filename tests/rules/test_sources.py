"""Sound entries, as programs write them: all that a rule finds is that nobody cites them."""

from __future__ import annotations

import pytest

from tests import cases

SOUND = {
    "Zotero, BibTeX": r"""
@article{mill_tides_2019,
	title = {On tides: {A} study of {CO}$_{\textrm{2}}$ \& ice},
	volume = {12},
	issn = {0000-0000},
	url = {https://example.org/tides?a=1&b=2},
	doi = {10.9999/abc.12},
	abstract = {The ice held, 50\% of it.},
	language = {en},
	number = {3},
	urldate = {2019-06-01},
	journal = {The Tide},
	author = {Müller, Ada and Wu, Bo},
	month = may,
	year = {2019},
	keywords = {ice, tides},
	pages = {45--67},
	file = {Full Text:C\:\\Users\\ada\\a_b.pdf:application/pdf},
}
@misc{noauthor_ice_nodate, title = {Ice}, howpublished = {https://example.org/ice}, publisher = {Dunmore Board}, year = 2019}
""",
    "Better BibTeX, BibLaTeX": r"""
@incollection{poeIceTides2019,
  title = {Ice and {{Tides}}},
  booktitle = {The {{Ice Book}}},
  author = {Poe, Di and family=Leyen, given=Ursula, prefix=von der, useprefix=true},
  editor = {Reed, Cy},
  translator = {Wu, Bo},
  date = {2019-05/2019-07},
  series = {Great Books},
  number = {4},
  pages = {311--320},
  publisher = {Weir Press},
  location = {London},
  isbn = {978-0-00-000000-2},
  langid = {english},
  annotation = {read this},
  timestamp = {2019-06-01T10:00:00Z}
}
@video{reedIce2019, entrysubtype = {video}, title = {Ice}, editor = {Reed, Cy}, editortype = {director}, date = {2019-05-03},
  url = {https://example.org/v}, urldate = {2019-06-01}}
@jurisdiction{MillWu1973, title = {Mill v. {{Wu}}}, date = {1973-01-22}, journaltitle = {U.S.}, volume = {410}, pages = {113},
  institution = {Supreme Court}}
@legislation{IceAct1999, title = {Ice {{Act}}}, date = {1999-05-01}, number = {Pub. L. 1-2}}
@dataset{wuData2019, title = {Ice Data}, author = {Wu, Bo}, date = {2019}, publisher = {Zenodo}, version = {1.2}, doi = {10.9999/x}}
""",
    "JabRef": r"""
@Comment{jabref-meta: databaseType:biblatex;}
@PhdThesis{Mill2001,
  author       = {Ada Mill},
  school       = {Weir College},
  title        = {On {\O}rsted},
  year         = {2001},
  comment      = {mine},
  groups       = {ice},
  creationdate = {2019-06-01},
  owner        = {ada},
}
@TechReport{Board2020, author = {{Dunmore Board}}, institution = {Dunmore Board}, title = {Ice}, number = {DB-417}, month = may # "~3",
  year = 2020, type = {White Paper}}
""",
    "EndNote": r"""
@article{RN12,
   author = {Mill, Ada B. and King, Jr., Martin L.},
   title = {On Tides},
   journal = {The Tide},
   volume = {12},
   number = {3},
   pages = {45-67},
   ISSN = {0000-0000},
   DOI = {https://doi.org/10.9999/abc},
   url = {https://example.org/t},
   year = {2019},
   type = {Journal Article}
}
""",
    "BibDesk": r"""
@article{mill2019c, Author = {Jo{\~a}o {\^A}ngelo}, Title = {A NAVEGAÇÃO EM SÃO TOMÉ}, Journal = {The Tide}, Volume = {12}, Year = {2019},
  Date-Added = {2020-02-01 10:12:33 +0100}, Bdsk-File-1 = {YnBsaXN0MDDS}, Bdsk-File-12 = {YnBsaXN0MDDS}, Rating = {4}, Read = {1},
  Pages = {ix--xiv, S98--S104, 12a--12c, C--D, D--C}, Url = {https://example.org/login?next=/ice}}
@comment{BibDesk Static Groups{<plist version="1.0"/>}}
@article{WOS:000123, Author = {Mill, Ada}, Title = {{Ice}}, Journal = {{TIDES}}, Year = {{2019}}, Month = {{MAY-JUN}}, Volume = {{12}},
  Article-Number = {{1234}}, EarlyAccessDate = {{APR 2019}}, OA = {{Green}}, Type = {{Article}}, ESI-Hot-Paper = {{N}}}
@article{scopus, author={Mill, A.}, title={Ice}, journal={Tides}, year={2019}, art_number={1234}, page_count={9}, funding_text_1={x},
  references={Wu}, publication_stage={Final}, document_type={Article}, source={Scopus}}
@inbook{mill_2019, place={Cambridge}, series={Ice}, collection={Ice}, title={Ice}, booktitle={Water}, publisher={CUP}, author={Mill, Ada},
  date={2019/05/13}, pages={12–19}}
@article{RefWorks:1, author={Ada Mill}, title={Ice}, journal={Tides}, year={2019}, month={May 13,}, isbn={0140-6736}, note={ID: 123}}
@book{king2019, author = {King, Martin, Jr. and A. Mill, Jr. and Pius XII}, translator = {Wu, Bo}, title = {Tides}, publisher = {Weir},
  year = {1931--1935}, origtitle = {Die Gezeiten}, origlanguage = {german}, origpublisher = {Wehr}, origlocation = {Wien}, origdate = {1889}}
@legislation{act1970, title = {Ice Act}, date = {1970-12-31}, year = {1970}, month = dec, number = {91-604}, pagination = {section}}
""",
    "Google Scholar": r"""
@inproceedings{mill2019b,
  title={On tides},
  author={Mill, Ada and Wu, Bo and others},
  booktitle={Proceedings of Ice},
  pages={1--9},
  year={2019},
  organization={Weir Society}
}
@book{wu1999, title={Tides}, author={Wu, Bo}, volume={2}, year={1999}, publisher={Weir press}}
""",
    "publishers": r"""
@string{weir = "Weir \& Sons"}
@article{10.9999/abc, author = {Mill, Ada}, title = "{Ice in Le{\'o}n}", journal = {The Tide}, volume = {12}, number = {3},
  pages = {ab123}, year = {2019}, month = {05}, doi = {10.9999/abc}, publisher = weir, eprint = {https://example.org/x.pdf}}
@inbook{doi:10.9999/c, author = {Mill, Ada}, title = {Ice}, booktitle = {Water}, chapter = {3}, pages = {1-9}, year = {2019},
  publisher = weir, eissn = {0000-0000}, editor = {Reed, C.}}
@book{reed, editor = {Reed, Cy}, title = {Water}, year = {2019}, publisher = weir, note = {Forthcoming}}
@unpublished{u, author = {Mill, Ada}, title = {Ice}, note = {manuscript}}
@legislation{act, title = {Ice Act 2019}, date = {2019-05-03}, urldate = {2019-06-01},
  url = {https://acts.example/ukpga/2019/12/contents}}
@misc{m, author = {Mill, Ada}, title = {Ice}, eprint = {2101.00001}, archivePrefix = {arXiv}, primaryClass = {cs.CL}, year = {2021}}
""",
}


@pytest.mark.parametrize("program", SOUND)
def test_a_sound_entry_gives_no_finding(program: str) -> None:
    found = cases.findings({"file": "references.bib", "append": SOUND[program]})
    assert found
    assert [finding for finding in found if "(source-cited)" not in finding] == []


def test_of_a_published_source_only_what_its_note_gives_is_asked_for() -> None:
    """An entry may lack what its note lacks; both rules are content with what the note prints, and nothing else."""
    bare = [
        {"file": "record/original.md", "from": ", 20 May 2019, accessed 1 Jun 2019", "to": ", 20 May 2019"},
        {
            "file": "references.bib",
            "from": NO_DATE,
            "to": "  date         = {2019-05-20},\n  url          = {https://floods",
        },
    ]
    assert cases.findings({"changes": bare}) == []
    uncited = "\n@online{reed, author = {Cy Reed}, title = {Ice}, date = {2019-05-03}, url = {https://reed.example/}}\n"
    assert [cases.rule_of(finding) for finding in cases.findings({"file": "references.bib", "append": uncited})] == [
        "source-cited",
        "source-complete",
    ]


NO_DATE = "  date         = {2019-05-20},\n  urldate      = {2019-06-01},\n  url          = {https://floods"


def test_a_name_that_looks_like_a_citation_is_none_where_a_reference_shows_it() -> None:
    named = {"file": "references.bib", "from": "{Bo Wu}", "to": "{Wu, Bo [@bo_wu]}"}
    shown = {"file": "site/thaw/index.html", "from": "again.", "to": "again. Bo [@bo_wu] Wu"}
    found = cases.findings({"changes": [named, shown]})
    assert [finding for finding in found if cases.rule_of(finding) == "citation-rendered"] == []
