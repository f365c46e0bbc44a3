"""The lexicon: which words it matches, how they are said, and what it refuses."""

from __future__ import annotations

import pytest

from story.settings import StorySettings
from voices.pronunciation.lexicon import Lexicon, dictionary, ipa_of, say_pair, shared_lexicon
from voices.pronunciation.spoken import spoken_form
from voices.recording.voice_plan import lexicon_of

USUAL = "It is said as without this entry. "
WORDS = Lexicon.of(
    {
        "gif": "jiff",
        "Polish": "/ˈpoʊlɪʃ/",
        "Euler": "/ˈɔɪlɚ/",
        "New York": "noo york",
        "US": "you ess",
    }
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a gif", "a jiff"),
        ("GIF!", "jiff!"),
        ("Gif's", "jiff's"),
        ("gift", "gift"),
        ("gif.png", "gif dot P N G"),
        ("let us go", "let us go"),
        ("the US", "the you ess"),
        ("New York-based", "noo york-based"),
        ("the gif-maker", "the jiff-maker"),
    ],
)
def test_a_respelling_takes_the_place_of_the_word(written: str, said: str) -> None:
    assert spoken_form(written, WORDS).said == said


@pytest.mark.parametrize(
    ("written", "ipa"),
    [
        ("polish it", []),
        ("Polish", ["pˈoʊlɪʃ"]),
        ("POLISH", ["pˈoʊlɪʃ"]),
        ("Euler’s and Polish's", ["ˈɔɪlɚz", "pˈoʊlɪʃɪz"]),
    ],
)
def test_ipa_goes_with_the_word_and_its_possessive(written: str, ipa: list[str]) -> None:
    assert [sound for _, _, sound in spoken_form(written, WORDS).phonemes] == ipa


def test_stress_marks_move_to_their_vowels() -> None:
    assert ipa_of("/ˌpoʊstɡɹɛskjuːˈɛl/") == "pˌoʊstɡɹɛskjuːˈɛl"
    assert ipa_of("/ˈstɹaʊstɹup/") == "stɹˈaʊstɹup"


def test_a_later_entry_wins() -> None:
    both = Lexicon.of({"gif": "ghif"}).with_words(WORDS)
    assert both.said("gif") == "jiff"
    assert WORDS.with_words(Lexicon.of({"euler": "yooler"})).said("Euler") == "yooler"


def test_a_drawn_out_sound_is_its_entry() -> None:
    words = Lexicon.of({"grr": "/ɡɹɹ/"})
    assert [ipa for *_, ipa in spoken_form("Grrrrrr!", words).phonemes] == ["ɡɹɹ"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", 'inkreel.toml: "gif" can\'t be said as "": one of the two is empty. ' + USUAL),
        ("/j1f/", 'inkreel.toml: "gif" can\'t be said as "/j1f/": \'1\' is no IPA sign. ' + USUAL),
        ("/123/", 'inkreel.toml: "gif" can\'t be said as "/123/": \'1\' is no IPA sign. ' + USUAL),
        (
            "/ʘʘʘ/",
            'inkreel.toml: "gif" can\'t be said as "/ʘʘʘ/": there is no sound in it. ' + USUAL,
        ),
        ("/ˈː/", 'inkreel.toml: "gif" can\'t be said as "/ˈː/": there is no sound in it. ' + USUAL),
        ("...", 'inkreel.toml: "gif" can\'t be said as "...": there is no sound in it. ' + USUAL),
        (
            "/dʒɪf",
            'inkreel.toml: "gif" can\'t be said as "/dʒɪf": a slash is missing, IPA stands between '
            "two. " + USUAL,
        ),
    ],
)
def test_what_can_t_be_used_is_a_problem(said: str, message: str) -> None:
    problems = Lexicon.of({"gif": said}).problems("inkreel.toml")
    assert [str(problem).partition("[")[0] for problem in problems] == [message]


@pytest.mark.parametrize("said", ["/ʘʘʘ/", "...", "/123/", "/læmp", "læmp/", "//", "/j1f/"])
def test_what_can_t_be_used_leaves_a_word_as_it_is_without(said: str) -> None:
    settings = StorySettings(lexicon={"lamp": said, "Lenat": said, "cup": "/kʌp/"})
    plain, words = lexicon_of(StorySettings()), lexicon_of(settings)
    text = "The lamp of Lenat"
    assert spoken_form(text, words) == spoken_form(text, plain)
    assert spoken_form(text, plain, says=[("lamp", said)]) == spoken_form(text, plain)
    assert words.said("cup") == "/kʌp/"


def test_the_shared_lexicon_is_sound() -> None:
    assert shared_lexicon().problems("lexicon-en.toml") == ()


def test_the_dictionary_is_sound() -> None:
    signs = set("".join(dictionary().values()))
    assert len(dictionary()) == 60_990
    assert signs <= set("ɑæʌɔaʊɪɛɝeioɚəubtʃdðfɡhʒkl\u0329mnŋpɹsθvwjzɾˈˌ")


def test_a_direction_names_what_is_written_and_what_is_said() -> None:
    assert say_pair("gif | jiff") == ("gif", "jiff")
    assert say_pair("gif") == ("gif", "")
