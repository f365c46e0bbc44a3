"""Titles, descriptions, tags and chapters: within every limit, whatever the story is called."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.captions.model import Cue
from render.publishing.episode_facts import EpisodeFacts, SectionMark
from render.publishing.upload_text import (
    Chapter,
    short_title,
    tags_length,
    upload_chapters,
    upload_description,
    upload_tags,
    upload_title,
)
from story.errors import SettingsError
from story.problems import Problems
from story.settings import YouTubeSettings

EPISODE = EpisodeFacts(
    name="02-the-lamp",
    title="The Lamp",
    story="Harbour Lights: A Story of Fog",
    number=2,
    count=4,
    video="02-the-lamp.mp4",
    seconds=95.0,
    size=(1920, 1080),
    label="Chapter 2",
    author="Ines Vidal",
    opening="Fog came in at four.",
    people=("Marta", "Old Jonas"),
    links=(("Lighthouses", "https://example.org/lights"),),
    meta={"license": "CC BY 4.0"},
    next_title="The Boats",
)
OWN = YouTubeSettings()
MARKS = (SectionMark(1.4, "Fog"), SectionMark(30.9, "The Lamp"), SectionMark(64.2, "Boats"))

DESCRIPTION = """Fog came in at four.

Chapter 2 of “Harbour Lights: A Story of Fog”, episode 2 of 4. Next: The Boats.

Story: Ines Vidal
Licence: CC BY 4.0

Sources
Lighthouses: https://example.org/lights"""

FILM_DESCRIPTION = """Fog came in at four.

Chapters
0:00 Fog
0:30 The Lamp
1:04 Boats

Story: Ines Vidal
Licence: CC BY 4.0

Sources
Lighthouses: https://example.org/lights"""


def _described(episode, own=OWN):
    problems = Problems()
    return upload_description(episode, own, problems), [problem.code for problem in problems]


def test_the_title_names_the_episode_and_its_story():
    assert upload_title(EPISODE, OWN, Problems()) == "The Lamp | Harbour Lights, Chapter 2"
    unlabelled = replace(EPISODE, label="")
    assert upload_title(unlabelled, OWN, Problems()) == "The Lamp | Harbour Lights, Part 2"
    film = replace(EPISODE, number=0)
    assert upload_title(film, OWN, Problems()) == "Harbour Lights: A Story of Fog"


def test_the_description():
    assert _described(EPISODE) == (DESCRIPTION, [])


def test_the_film_has_chapters_in_its_description():
    film = replace(EPISODE, number=0, marks=MARKS)
    assert _described(film) == (FILM_DESCRIPTION, [])


def test_templates_of_the_author():
    own = YouTubeSettings(
        title="{{ story_short }} #{{ number }}: {{ title|upper }}",
        description="{% for person in people %}{{ person }}, {% endfor %}{{ meta.license }}",
    )
    assert upload_title(EPISODE, own, Problems()) == "Harbour Lights #2: THE LAMP"
    assert _described(EPISODE, own)[0] == "Marta, Old Jonas, CC BY 4.0"


@pytest.mark.parametrize(
    "template",
    [
        "{{ nonsense }}",
        "{% if %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ meta.update(x=1) }}",
        "{{ 1 / 0 }}",
        "{{ range(99999999) }}",
        "{% include 'pyproject.toml' %}",
        "{{ 'x' * 10000000000 }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ story.center(300000) }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    ],
)
def test_a_template_that_is_broken_or_reaches_out_is_refused(template):
    with pytest.raises(SettingsError, match=r"inkreel.toml: youtube.title: "):
        upload_title(EPISODE, YouTubeSettings(title=template), Problems())


def test_a_long_title_is_cut_at_a_word_and_said():
    problems = Problems()
    title = upload_title(replace(EPISODE, title="A lamp that burns " * 20), OWN, problems)
    assert len(title) <= 100
    assert title.endswith("A lamp that burns… | Harbour Lights, Chapter 2")
    (problem,) = problems
    assert problem.code == "upload-title-cut"
    assert "is 387 characters long: cut to 100" in problem.message


def test_where_the_story_s_title_is_long_too_its_number_stays():
    long = "A lamp that burns " * 20
    title = upload_title(replace(EPISODE, title=long, story=long), OWN, Problems())
    assert len(title) <= 100
    assert title.endswith("lamp that… | Chapter 2")


def test_nothing_runs_backwards():
    title = upload_title(replace(EPISODE, title="gnp\u202eexe"), OWN, Problems())
    assert title.startswith("gnpexe | ")


def test_angle_brackets_become_typographic():
    problems = Problems()
    title = upload_title(replace(EPISODE, title="<script>alert(1)</script>"), OWN, problems)
    assert title == "‹script›alert(1)‹/script› | Harbour Lights, Chapter 2"
    assert [problem.code for problem in problems] == ["upload-title-brackets"]


def test_a_long_description_loses_links_first_and_is_counted_in_bytes():
    links = tuple((f"Quelle über Ähren {n}", f"https://example.org/{n}") for n in range(200))
    text, codes = _described(replace(EPISODE, links=links))
    assert len(text.encode()) <= 5000
    assert len(text.encode()) > 4900
    assert codes == ["upload-links-cut"]
    wordy, codes = _described(replace(EPISODE, opening="Nebel über Ähren " * 500, links=()))
    assert len(wordy.encode()) <= 5000
    assert codes == ["upload-description-cut"]


def test_tags_come_from_the_author_the_front_matter_or_the_story():
    assert upload_tags(EPISODE, OWN, Problems()) == (
        "Harbour Lights",
        "Ines Vidal",
        "Marta",
        "Old Jonas",
    )
    said = "Fog over Bergen, Bergen, and once more Bergen's Old Quay. " * 2
    named = replace(EPISODE, people=(), cues=(Cue(0, 1, (said,)),))
    assert upload_tags(named, OWN, Problems()) == ("Harbour Lights", "Ines Vidal", "Bergen")
    tagged = replace(EPISODE, meta={"tags": ["fog", "sea, salt", "fog"]})
    assert upload_tags(tagged, OWN, Problems()) == ("fog", "sea salt")
    assert upload_tags(tagged, YouTubeSettings(tags=("own",)), Problems()) == ("own",)
    listed = replace(EPISODE, meta={"keywords": "fog, boats"})
    assert upload_tags(listed, OWN, Problems()) == ("fog", "boats")


def test_tags_over_the_limit_are_left_out_and_said():
    problems = Problems()
    tags = upload_tags(
        EPISODE, YouTubeSettings(tags=tuple("x" * 90 + str(n) for n in range(9))), problems
    )
    assert tags_length(tags) <= 500
    assert len(tags) == 5
    assert [problem.code for problem in problems] == ["upload-tags-cut"]
    assert tags_length(["two words", "one"]) == 9 + 2 + 1 + 3


def test_a_heading_s_colon_does_not_end_a_chapter():
    marks = (SectionMark(0, "Fog:"), *MARKS[1:])
    assert upload_chapters(marks, 95.0)[0].title == "Fog"


def test_chapters():
    assert upload_chapters(MARKS, 95.0) == (
        Chapter(0, "Fog"),
        Chapter(30, "The Lamp"),
        Chapter(64, "Boats"),
    )
    assert Chapter(3723, "x").time == "1:02:03"


@pytest.mark.parametrize(
    ("starts", "seconds", "kept"),
    [
        ((0, 30), 60, ()),
        ((0, 9, 30, 60), 90, (0, 30, 60)),
        ((0, 30, 60, 85), 90, (0, 30, 60)),
        ((0, 30, 60), 65, ()),
        ((), 60, ()),
    ],
)
def test_chapters_that_would_void_them_all_are_not_made(starts, seconds, kept):
    marks = [SectionMark(start, f"At {start}") for start in starts]
    assert tuple(chapter.seconds for chapter in upload_chapters(marks, seconds)) == kept


@given(st.lists(st.floats(0, 40000), max_size=200), st.floats(1, 40000))
def test_laws_of_chapters(starts, seconds):
    marks = [SectionMark(start, f"<{number}>\n") for number, start in enumerate(sorted(starts))]
    chapters = upload_chapters(marks, seconds)
    assert len(chapters) == 0 or len(chapters) >= 3
    edges = [chapter.seconds for chapter in chapters] + [seconds]
    if chapters:
        assert edges[0] == 0
        assert min(b - a for a, b in pairwise(edges)) >= 10
    assert not any(set("<>\n") & set(chapter.title) for chapter in chapters)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400), st.text(max_size=300))
def test_any_title_and_text_are_within_limits(title, story):
    episode = replace(EPISODE, title=title, story=story, opening=title * 30, marks=MARKS)
    made = upload_title(episode, OWN, Problems())
    assert 0 < len(made) <= 100
    text, _ = _described(episode)
    assert len(text.encode()) <= 5000
    assert not set("<>") & set(made + text)
    assert "\n" not in made
    assert tags_length(upload_tags(episode, OWN, Problems())) <= 500


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Harbour Lights: A Story", "Harbour Lights"),
        ("Echoes – How It Was", "Echoes"),
        ("AI: A Story", "AI: A Story"),
        ("No subtitle", "No subtitle"),
    ],
)
def test_short_titles(title, short):
    assert short_title(title) == short
