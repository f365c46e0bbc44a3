"""What a language calls the things around a story: its pictures' notes, credits, counts, calls."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Paratext:
    """Patterns of what stands in a text and is no part of the story.

    `picture_note` opens a note for a picture behind its bracket ("Illustration:", "Illustration 3
    –"); `bare_note` one that needs no brackets. `byline` is a whole paragraph with
    the group "name", or without where it credits others; `dedication` one that gives the story to
    somebody, `dedicated` even outside of italics. `premise` says what the story is about,
    `genre` what kind of text it is ("a bedtime story").
    `fact` is a line of figures ("Word count: 118"), `posted` one that sites have above a text
    ("Rating: PG"), `call` a paragraph that asks readers to subscribe, `notice` one of copyright,
    `way` one that leads elsewhere ("Next: Part 2"), `sound_label` opens a row of sounds.
    `contents` heads a list of chapters. `the_end` is a paragraph that ends a story.
    `book_page` is the title of a page that books have around their text ("Copyright").
    `asker` and `answerer` open the turns of a chat with a model. `told_columns` head a table's
    words, `drawn_columns` what is drawn beside them, `page_columns` their numbers.
    `sounds` are words of what people do with their voice that no voice can be asked for ("sighs"),
    `feelings` words of how they speak; `pauses` words of silence. `deliveries` maps those that a
    voice can do to a delivery.
    """

    picture_note: re.Pattern[str]
    bare_note: re.Pattern[str]
    byline: re.Pattern[str]
    dedication: re.Pattern[str]
    dedicated: re.Pattern[str]
    premise: re.Pattern[str]
    genre: re.Pattern[str]
    fact: re.Pattern[str]
    posted: re.Pattern[str]
    call: re.Pattern[str]
    notice: re.Pattern[str]
    way: re.Pattern[str]
    sound_label: re.Pattern[str]
    contents: re.Pattern[str]
    the_end: re.Pattern[str]
    book_page: re.Pattern[str]
    asker: re.Pattern[str]
    answerer: re.Pattern[str]
    told_columns: frozenset[str]
    drawn_columns: frozenset[str]
    page_columns: frozenset[str]
    sounds: frozenset[str]
    feelings: frozenset[str]
    pauses: frozenset[str]
    deliveries: Mapping[str, str]
