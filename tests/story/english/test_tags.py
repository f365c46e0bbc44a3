"""Tags of English: who a quotation is given to by the narration beside it, and by which verb."""

import pytest

from story.english.phrases import phrase_at
from story.english.tags.after import tag_after
from story.english.tags.before import tag_before
from story.language.tokens import tokens


@pytest.mark.parametrize(
    ("narration", "quoted", "verb", "who"),
    [
        (" said Ada.", "Not yet,", "said", "Ada"),
        (" Ada said.", "Not yet,", "said", "Ada"),
        (" asked the old man, and left.", "Now?", "asked", "the old man"),
        (" whispered Mrs. Pell.", "Hush,", "whispered", "Mrs. Pell"),
        (
            " cried the kind-hearted Mrs. Ada Pell.",
            "Hush,",
            "cried",
            "the kind-hearted Mrs. Ada Pell",
        ),
        (" was Mrs. Pell's parting advice.", "Eat well,", "was", "Mrs. Pell"),
        (" broke in Ada, laughing.", "No more,", "broke", "Ada"),
        (" cut in the clear voice of Ada Pell.", "Enough,", "cut", "Ada Pell"),
        (" cried the muffled voice of Tom, and there was a cheer.", "Back,", "cried", "Tom"),
        (" said Sunday in a voice that few men had heard.", "Sit down!", "said", "Sunday"),
        (" came from Mrs. Pell's tight lips.", "A lie!", "came", "Mrs. Pell"),
        (" loudly whispered by Aunt Ludmila.", "Ada", "whispered", "Aunt Ludmila"),
        (" asked the Keeper a little anxiously.", "With oil?", "asked", "the Keeper"),
        (" said the valet somewhat stiffly.", "Your coat,", "said", "the valet"),
        (" as Mrs. Pell often told Tom, ", "A guest,", "told", "Mrs. Pell"),
        (" It was Ada who spoke, and nobody laughed.", "Are you ill?", "spoke", "Ada"),
        (" rebuked Mrs. Pell, laughing.", "Such a thing!", "rebuked", "Mrs. Pell"),
    ],
)
def test_a_tag_follows_what_was_said(narration: str, quoted: str, verb: str, who: str) -> None:
    tag = tag_after(narration, 0, len(narration), quoted)
    assert tag is not None
    assert tag.after
    assert tag.verb == verb
    assert narration[tag.mention.start : tag.mention.end] == who
    assert 0 <= tag.start <= tag.mention.start < tag.mention.end <= tag.end <= len(narration)


@pytest.mark.parametrize("narration", ["", " ", " It was noon, and hot.", " And then nothing."])
def test_narration_that_gives_it_to_nobody_is_no_tag(narration: str) -> None:
    assert tag_after(narration, 0, len(narration), "Not yet.") is None


@pytest.mark.parametrize(
    ("narration", "who"),
    [
        ("Ada said: ", "Ada"),
        ("Then Tom asked, ", "Tom"),
        ("When Ada had finished, her sister kissed Tom, and said, ", "her sister"),
        ("Tom looked anxiously at Ada, who said in a low voice, ", "Ada"),
        ("Ada, going to the gate where Tom was standing, said gently: ", "Ada"),
        ("Tom, vexed with both his father and his wife, then repeated: ", "Tom"),
        ("All the time they were playing Ada never left off winning, and shouting ", "Ada"),
        ("Ada waited for breath, when Tom startled her by saying, ", "Tom"),
        ("He heard Ada say in a very serious tone, ", "Ada"),
        ("The Keeper blew three blasts on his horn, and called out, ", "The Keeper"),
        ("The Queen laid her hand upon his arm, and timidly said ", "The Queen"),
        ("He sat musing, till roused by Miss Pell's saying, ", "Miss Pell"),
        ("He never went without Mrs. Pell's giving a sigh, and saying, ", "Mrs. Pell"),
        ("There was no want of courage for Tom to draw near her and say, ", "Tom"),
        ("Tom thus moralised to himself:-- ", "Tom"),
        ("Tom asked what it meant, and Ada, folding the chart, told him: ", "Ada"),
        ("Tom raised his gloved hands clenched, stamped his foot, and said, ", "Tom"),
        ("They looked at Ada, whose clear voice said ", "Ada"),
        ("Louder than the roar of the crowd came the voice of Ada, still speaking: ", "Ada"),
        ("Mrs. Pell agreed to it; but added, that she would be glad to be certain: ", "Mrs. Pell"),
        ("They all ran about; and in a very short time the Queen rose, shouting ", "the Queen"),
        ("Ada was not listening, and when Tom ended with, ", "Tom"),
        (
            "Nobody danced with Ada.--The gentle Mrs. Pell had left her seat to say, ",
            "The gentle Mrs. Pell",
        ),
    ],
)
def test_a_tag_leads_in(narration: str, who: str) -> None:
    tag = tag_before(narration, 0, len(narration))
    assert tag is not None
    assert not tag.after
    assert narration[tag.mention.start : tag.mention.end] == who


@pytest.mark.parametrize("narration", [" The boatman went on.", " The old man went home."])
def test_a_tag_of_no_verb_of_speech_is_less_sure(narration: str) -> None:
    said = tag_after(" said Ada.", 0, 10, "Oh,")
    done = tag_after(narration, 0, len(narration), "Oh.")
    assert said is not None
    assert done is not None
    assert done.sure < said.sure


def test_the_rain_that_went_on_is_no_tag() -> None:
    narration = " The rain went on."
    assert tag_after(narration, 0, len(narration), "Oh.") is None


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("her aunt one evening", "her aunt"),
        ("the hare next morning", "the hare"),
        ("the queen all at once", "the queen"),
        ("the sisters together", "the sisters"),
        ("the next keeper", "the next keeper"),
        ("the old one", "the old one"),
        ("the short, stout cook laughed", "the short, stout cook"),
        ("the old, white-haired, tired ferryman", "the old, white-haired, tired ferryman"),
        ("the cook, tired of it", "the cook"),
        ("the old, who slept", "the old"),
    ],
)
def test_a_noun_phrase_ends_with_its_noun(words: str, phrase: str) -> None:
    found = phrase_at(words, tokens(words), 0)
    assert found is not None
    assert found.text == phrase
