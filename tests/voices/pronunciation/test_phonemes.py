import pytest

from voices.model import Spoken
from voices.pronunciation.ipa import to_alphabet
from voices.pronunciation.phonemes import LONGEST_BREATH, breaths, to_phonemes, unsayable_ranges
from voices.pronunciation.word_marks import as_written, word_ranges


def by_word(text, **more):
    """Said characters and the sounds that stand for them, in order."""
    spoken = Spoken(text, text, as_written(text).source, **more)
    found: list[tuple[tuple[int, int], str]] = []
    for sound in to_phonemes(spoken, british=False):
        if sound.is_heard:
            place = (sound.start, sound.end)
            before = found.pop()[1] if found and found[-1][0] == place else ""
            found.append((place, before + sound.symbol))
    return [(text[start:end], said) for (start, end), said in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello there, world.", [("Hello", "həlˈO"), ("there", "ðˈɛɹ"), ("world", "wˈɜɹld")]),
        ("A well-known ship", [("A", "ɐ"), ("well-known", "wˌɛlnˈOn"), ("ship", "ʃˈɪp")]),
        ("Dr. Smith's", [("Dr", "dˈɑktəɹ"), ("Smith's", "smˈɪθs")]),
        ("7:30 pm now", [("7:30 pm", "sˈɛvən θˈɜɹTi pˌiˈɛm".replace(" ", "")), ("now", "nˈW")]),
        ("it isn't o'clock", [("it", "ɪt"), ("isn't", "ˈɪzᵊnt"), ("o'clock", "əklˈɑk")]),
        ("said—never", [("said", "sˈɛd"), ("never", "nˈɛvəɹ")]),
        ("in 2023", [("in", "ɪn"), ("2023", "twˈɛntitwˈɛntiθɹˈi")]),
    ],
)
def test_every_sound_knows_its_characters(text, expected):
    assert by_word(text) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("She said no.", "nˈO"),
        ("Oh no. Oh no.", "nˈO"),
        ("He ate a fig.", "fˈɪɡ"),
        ("Up came the Sun.", "sˈʌn"),
        ("We saw Jan.", "ʤˈænjəwˌɛɹi"),
    ],
)
def test_a_word_that_ends_a_sentence_is_no_short_form(text, last):
    assert by_word(text)[-1][1] == last


def test_a_given_pronunciation_is_taken():
    text = "Ask Karpathy, now."
    found = by_word(text, phonemes=((4, 12, "kɑrˈpɑːθi"),))
    assert found[1] == ("Karpathy", "kɑɹpˈɑθi".replace("pˈ", "ˈp"))


def test_a_stressed_word_gets_its_stress():
    assert by_word("It is so.", emphasis=((3, 5),))[1] == ("is", "ˈɪz")
    assert by_word("It is so.")[1] == ("is", "ɪz")


def test_intonation_reaches_the_voice():
    symbols = "".join(
        s.symbol for s in to_phonemes(as_written("“Really?” he said, “yes!”"), british=False)
    )
    assert symbols == "“ɹˈiᵊli?” hi sˈɛd, “jˈɛs!”"


@pytest.mark.parametrize(
    ("ipa", "american", "british"),
    [
        ("ˈtʃeɪndʒ", "ˈʧAnʤ", "ˈʧAnʤ"),
        ("ɡoʊ", "ɡO", "ɡQ"),
        ("nɜːrs", "nɜɹs", "nɜːɹs"),
        ("/ˈmɪɾɚ/", "ˈmɪTəɹ", "ˈmɪtə"),
    ],
)
def test_ipa_becomes_the_voices_alphabet(ipa, american, british):
    assert to_alphabet(ipa, british=False) == american
    assert to_alphabet(ipa, british=True) == british


def test_long_texts_are_parted_after_sentences():
    text = "The lamp was lit again, and nobody saw it. " * 20
    parts = breaths(to_phonemes(as_written(text), british=False))
    assert len(parts) == 3
    assert all(len(part) <= LONGEST_BREATH for part in parts)
    assert all(part[-1].symbol == "." for part in parts)


def test_a_word_that_never_ends_is_parted_all_the_same():
    parts = breaths(to_phonemes(as_written("la" * 900), british=False))
    assert all(0 < len(part) <= LONGEST_BREATH for part in parts)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Plain text, isn't it? £5 or 20°.", []),
        ("the word 数学 here", ["数学"]),
        ("α and β", ["α", "β"]),
        ("done 🎉!", ["🎉"]),
        ("a 50/50 chance", ["50/50"]),
        ("Привет, all", ["Привет"]),
        ("Zoë’s café — naïve", []),
    ],
)
def test_finds_what_cannot_be_said(text, found):
    assert [text[start:end] for start, end in unsayable_ranges(text)] == found


def test_words_have_no_punctuation_around_them():
    text = "“Hold on,” she said—the well-known (ship) isn't here… 5% $2-3"
    assert [text[start:end] for start, end in word_ranges(text)] == [
        "Hold", "on", "she", "said", "the", "well-known", "ship", "isn't", "here", "5", "2-3",
    ]  # fmt: skip
