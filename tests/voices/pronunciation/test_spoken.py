"""The spoken form of a text: what is said, and its map back to what is written."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sounds import line
from spoken_cases import cases

from story.model import Annotation
from voices.model import Spoken
from voices.pronunciation.lexicon import Lexicon
from voices.pronunciation.phonemes import to_phonemes
from voices.pronunciation.spoken import spoken_form, spoken_line
from voices.pronunciation.word_marks import as_written

TEXTS = st.text(max_size=60) | st.text(
    alphabet="0123456789$£€%.,:/-–—'’()[]{}#&+=°²³½ aAdIVXmkMBxspt\\^_~<>…😀", max_size=40
)
PLAIN_WORDS = st.lists(
    st.text(alphabet=string.ascii_lowercase, min_size=1, max_size=9).filter(
        lambda word: not re.search(r"(.)\1\1|^(?:vs|aka|w|b|c)$", word)
    ),
    max_size=12,
)


@pytest.mark.parametrize(("written", "said"), cases())
def test_is_said_as_a_person_would_read_it(written: str, said: str) -> None:
    assert spoken_form(written).said == said


def test_the_table_has_at_least_two_hundred_cases() -> None:
    assert len(dict(cases())) == len(cases()) >= 200


@given(TEXTS)
@example("$1/")
@example("0\x80Sean")
@example("[A](/a/) \\(\\) $$")
@example("'90s’s 1️⃣²⁻³ ½½ 9:99:99 IIII MMMM.")
def test_every_said_character_stands_for_a_part_of_the_text(text: str) -> None:
    spoken = spoken_form(text)
    assert spoken.written == text
    assert len(spoken.source) == len(spoken.said)
    assert all(0 <= start < end <= len(text) for start, end in spoken.source)
    starts, ends = [a for a, _ in spoken.source], [b for _, b in spoken.source]
    assert starts == sorted(starts)
    assert ends == sorted(ends)


@given(TEXTS)
def test_pronunciations_lie_in_order_inside_the_said_text(text: str) -> None:
    spoken = spoken_form(text)
    edges = [edge for start, end, _ in spoken.phonemes for edge in (start, end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(spoken.said) for edge in edges)


@given(TEXTS)
def test_no_digit_is_left_to_the_engine(text: str) -> None:
    assert not any(char.isdecimal() for char in spoken_form(text, Lexicon()).said)


@given(TEXTS)
def test_nothing_reads_as_an_engine_s_own_markup(text: str) -> None:
    assert not set(spoken_form(text, Lexicon()).said) & set("[]{}|\\*_`^")


@given(PLAIN_WORDS)
def test_plain_words_are_said_as_written(words: list[str]) -> None:
    text = " ".join(words)
    spoken = spoken_form(text, Lexicon())
    assert spoken.said == text
    assert spoken.source == tuple((at, at + 1) for at in range(len(text)))


def test_an_expanded_part_stands_for_all_it_was_written_as() -> None:
    spoken = spoken_form("about $2-3 million now")
    assert parts(spoken) == [
        ("about", "about"),
        ("two", "$2-3 million"),
        ("to", "$2-3 million"),
        ("three", "$2-3 million"),
        ("million", "$2-3 million"),
        ("dollars", "$2-3 million"),
        ("now", "now"),
    ]


def test_emphasis_is_carried_over_to_what_is_said() -> None:
    spoken = spoken_form("it cost $5, not that", emphasis=[(8, 10), (16, 20)])
    assert [spoken.said[a:b] for a, b in spoken.emphasis] == ["five dollars", "that"]


def test_emphasis_on_a_silent_part_is_dropped() -> None:
    assert spoken_form("so 😀", emphasis=[(3, 4)]).emphasis == ()


def test_a_line_s_own_say_ranks_above_the_lexicon() -> None:
    lexicon = Lexicon.of({"gif": "ghif"})
    spoken = spoken_form("a gif", lexicon, says=[("gif", "jiff")])
    assert spoken.said == "a jiff"


def test_a_line_s_directions_say_how() -> None:
    spoken = line("a gif", annotations=(Annotation("say", "gif | jiff"),))
    assert spoken_line(spoken, Lexicon()).said == "a jiff"


@pytest.mark.parametrize(
    ("written", "sounds_like"),
    [
        ("Donald’s", "dˈɑnᵊldz"),
        ("Sean", "ʃˈɔn"),
        ("Leonhard Euler", "lˈAənhɑɹt ˈYləɹ"),
        ("CUDA", "kˈudə"),
        ("Grrrrr", "ɡɹɹɹ"),
    ],
)
def test_names_that_the_voice_would_guess_come_from_a_dictionary(
    written: str, sounds_like: str
) -> None:
    assert said_by_kokoro(written) == sounds_like


def test_letters_are_told_from_articles() -> None:
    spoken = spoken_form("an A100 on a plan A.")
    assert [spoken.said[a:b] for a, b, _ in spoken.phonemes] == ["A", "A"]
    assert said_by_kokoro("plan A.") == "plˈæn ˈA."


def test_other_languages_keep_their_numbers_but_lose_emoji() -> None:
    assert spoken_form("50 % 🙂 ja", language="de").said == "50 % ja"


@pytest.mark.parametrize(
    "written", ["$500,000", "A100", "LLMs", "2023", "1,000", "Henry VIII", "$3.50", "the 1990s"]
)
def test_what_kokoro_reads_right_by_itself_sounds_the_same(written: str) -> None:
    own = "".join(sound.symbol for sound in to_phonemes(as_written(written), british=False))
    assert said_by_kokoro(written) == own


def parts(spoken: Spoken) -> list[tuple[str, str]]:
    """Each said word, and what it stands for."""
    found = []
    for word in re.finditer(r"\S+", spoken.said):
        places = spoken.source[word.start() : word.end()]
        found.append((word[0], spoken.written[places[0][0] : places[-1][1]]))
    return found


def said_by_kokoro(text: str) -> str:
    return "".join(sound.symbol for sound in to_phonemes(spoken_form(text), british=False))
