"""Which language a text is in: said only where it is sure."""

import pytest

from story.language.detect import language_in, tag_of

TEXTS = {
    "en": "The old keeper said that it was not the lamp, and he went to the door with her.",
    "de": "Der alte Wärter sagte, dass es nicht die Lampe war, und er ging mit ihr zu der Tür.",
    "fr": "Le vieux gardien dit que ce n'est pas la lampe, et il est venu avec elle dans le port.",
    "es": "El viejo dijo que no era la lámpara, y se fue con ella a la puerta de los barcos.",
    "nl": "De oude man zei dat het niet de lamp was, en hij ging met haar naar de deur.",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_small_words_tell_a_language(tag):
    assert language_in(" ".join([TEXTS[tag]] * 6)) == tag


@pytest.mark.parametrize("tag", TEXTS)
def test_a_sentence_is_enough_where_it_has_many_small_words(tag):
    assert language_in(TEXTS[tag]) == tag


@pytest.mark.parametrize(
    "text",
    [
        "Mira. Odo. Ines. Pell. Oh no! Bang! Crash! Bam! Zap! Pow! Whoosh! Splat! Ting! Clack!",
        "Take a rope, a lamp, a coat, a flask, a whistle, a map, a stick and a boat.",
        "Juan de la Cruz, Ana de la Torre, Pablo de la Vega, Rosa de la Mar, Luz de la Luna.",
    ],
)
def test_names_and_noises_are_not_judged_as_another_language(text):
    assert language_in(text) in ("", "en")


def test_a_few_letters_of_a_script_of_its_own_are_enough():
    assert language_in("昔々のことです。") == "ja"
    assert language_in("The letters Ω and π stood on the old door.") == ""


def test_letters_tell_a_language():
    assert language_in("それは霧の夜だった。ランプは消えていた。" * 4) == "ja"
    assert language_in("كان الرصيف خاليًا في المساء، ولم يعد القارب بعد.") == "ar"


@pytest.mark.parametrize("text", ["", "Die Hard", "One.", "No no no. " * 40, "1911 " * 99])
def test_short_and_odd_texts_are_not_judged(text):
    assert language_in(text) == ""


def test_names_of_languages_are_tags():
    assert (tag_of("German"), tag_of("en-GB")) == ("de", "en-GB")


def test_a_story_that_does_not_say_is_judged_by_its_text(told):
    assert told(f"# T\n\n{TEXTS['de']}\n\n" * 6).language == "de"
    assert told("# T\n\nEr kam.\n").language == "en"
