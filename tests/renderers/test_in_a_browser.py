"""Ten tests of the site in a browser, on the site as Zensical renders it: reading, cards, notes, search, print, axe."""

from __future__ import annotations

from tests.website.conftest import tab
from tests.website.test_browser import (
    size,
    test_a_search_leads_to_the_chapter_with_the_words_marked,
    test_at_a_desk_the_notes_and_the_editors_are_beside_their_sentences,
    test_each_mark_leads_to_its_note_and_the_note_back,
    test_in_a_narrow_window_an_editors_note_opens,
    test_no_page_asks_another_host_or_reports_an_error,
    test_the_tab_key_comes_to_each_mark_note_and_link_of_the_text,
    visit,
    visit_at_desk,
)
from tests.website.test_readers import (
    desk,
    phone,
    test_axe_finds_nothing,
    test_one_page_holds_every_sentence_once_in_order,
    test_paper_has_the_text_and_the_addresses_and_nothing_to_press,
    test_the_card_on_a_phone_leaves_its_sentence_in_sight,
)

__all__ = [
    "desk",
    "phone",
    "size",
    "tab",
    "test_a_search_leads_to_the_chapter_with_the_words_marked",
    "test_at_a_desk_the_notes_and_the_editors_are_beside_their_sentences",
    "test_axe_finds_nothing",
    "test_each_mark_leads_to_its_note_and_the_note_back",
    "test_in_a_narrow_window_an_editors_note_opens",
    "test_no_page_asks_another_host_or_reports_an_error",
    "test_one_page_holds_every_sentence_once_in_order",
    "test_paper_has_the_text_and_the_addresses_and_nothing_to_press",
    "test_the_card_on_a_phone_leaves_its_sentence_in_sight",
    "test_the_tab_key_comes_to_each_mark_note_and_link_of_the_text",
    "visit",
    "visit_at_desk",
]
