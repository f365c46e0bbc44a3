"""The work of saying who speaks grows as the story does, whatever the story repeats."""

import sys

import pytest

import story.attribution.conversation as conversation
import story.attribution.people as people
from story.english.first_names import names_like, same_first_name
from story.errors import StoryError

GROWN = 2.4
"""What twice the text may cost: twice the work, and a little for longer lists. Where each pair is
looked at, it is over three times."""

REPEATED = {
    "quotations in one paragraph": '"So it is," said Ada. "No," Bob said. ',
    "tags that lead on": 'Ada said, "So it is," and Bob said, "No." ',
    "speakers by pronouns": 'Ada rose. "So," he said. "No," she said. ',
    "whole names": '"Yes," said Name{n} Other{n}.\n\n',
    "namesakes": '"Yes," said Name{n} Smith.\n\n',
    "men of one name": '"Yes," said Mr. Name{n} Smith to Mr. Smith.\n\n',
    "bare names": '"Yes," said Name{n}.\n\n',
    "relatives": '"Yes," said Name{n} Other{n}.\n\n"Oh," said his aunt.\n\n',
}


class _Counted(list):
    """A list that counts what is read of it."""

    items = 0

    def __iter__(self):
        for item in super().__iter__():
            _Counted.items += 1
            yield item


@pytest.fixture
def work(told, monkeypatch):
    """How many calls are made, and how many sightings and people looked through, for a text."""
    spotted, begun = conversation._sightings, people.People.__init__

    def counted(self, *given):
        begun(self, *given)
        self.persons = _Counted(self.persons)

    monkeypatch.setattr(conversation, "_sightings", lambda *given: _Counted(spotted(*given)))
    monkeypatch.setattr(people.People, "__init__", counted)

    def measure(text):
        calls = _Counted.items = 0

        def note(_frame, event, _given):
            nonlocal calls
            calls += event == "call"

        before = sys.getprofile()
        sys.setprofile(note)
        try:
            told("# One\n\n" + text)
        finally:
            sys.setprofile(before)
        return calls + _Counted.items

    return measure


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_twice_the_text_is_twice_the_work(work, piece):
    def text(times):
        return "".join(piece.replace("{n}", str(n)) for n in range(times))

    work(text(2))  # what is made once
    assert work(text(200)) < GROWN * work(text(100))


def test_a_story_of_more_people_than_any_book_is_refused(told, monkeypatch):
    monkeypatch.setattr(people, "MOST_PEOPLE", 3)
    text = '# One\n\n"A," said Ada.\n\n"B," said Bob.\n\n'
    assert told(text).sections
    with pytest.raises(StoryError, match=r"has over 3 people\. Give it as several stories"):
        told(text + '"C," said Cy.\n\n"D," said Dee.\n\n')


def test_names_like_one_are_those_that_are_the_same():
    names = ("bob", "robert", "rob", "kate", "catherine", "katherine", "xanthe", "harry", "henry")
    for one in names:
        assert names_like(one) & set(names) == {
            each for each in names if same_first_name(one, each)
        }
