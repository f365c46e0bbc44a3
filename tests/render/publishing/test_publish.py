"""Upload files, caption files, the player's page: whole, safe, and by data alone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from spoken_story import perform, section

from render.camera.vision.facts import PictureFacts
from render.captions.model import CaptionRules
from render.captions.timing import cues
from render.checking.upload_check import check_upload
from render.checking.verdict import failing
from render.publishing.episode_facts import (
    EpisodeFacts,
    EpisodeSlot,
    Performance,
    episode_facts,
    opening_words,
)
from render.publishing.keep import StoreKeep
from render.publishing.player import player_page
from render.publishing.upload_files import (
    caption_files,
    caption_rules,
    category_id,
    described_cues,
    upload_files,
)
from story.audio_description import DESCRIBER
from story.errors import SettingsError
from story.model import Character, Script
from story.problems import Problems
from story.settings import parse_settings
from voices.store.store import FolderStore

SETTLED = "[youtube]\nmade_for_kids = false\nsynthetic_media = true\n"
FOG = section(
    "Fog",
    ("narrator", "Fog came in at four, and it stayed.", "start"),
    ("Marta", "I can't see the quay.", "paragraph"),
    label="Chapter 1",
)
LAMP = section(
    "The <Lamp>", (DESCRIBER, "A lamp of brass.", "start"), ("narrator", "It burned.", "paragraph")
)


def _script(tmp_path, title="Harbour Lights", sections=(FOG, LAMP)):
    marta = Character("Marta", words=5)
    return Script(
        title, sections, (marta,), (), "", tmp_path / "index.md", author="Ines <b>", language="en"
    )


def _episode(tmp_path, title="Harbour Lights", number=1, count=2, sections=(FOG, LAMP)):
    timeline = perform(*sections)
    pictures = {"Fog-0.png": PictureFacts("fog", 300, 200)}
    return episode_facts(
        _script(tmp_path, title, sections),
        EpisodeSlot("01-fog", title if not number else "Fog", number, count, "Boats"),
        Performance(sections, timeline, cues(sections, timeline, CaptionRules()), pictures),
        (1920, 1080),
    )


def _look(key):
    assert key == "fog"
    return np.full((200, 300, 3), 120, np.uint8)


@pytest.fixture
def episode(tmp_path) -> EpisodeFacts:
    return _episode(tmp_path)


def test_the_facts_of_an_episode(episode):
    assert episode.label == "Chapter 1"
    assert episode.people == ("Marta",)
    assert (episode.marks[0].seconds, episode.marks[0].title) == (0.0, "Fog")
    assert episode.panels[0].path == "Fog-0.png"
    assert episode.opening == (
        "Fog came in at four, and it stayed. “I can't see the quay.” It burned."
    )


def test_opening_words_are_whole_sentences():
    long = section("Long", ("narrator", "One sentence is here. " * 30, "start"))
    opening = opening_words((long,))
    assert 140 <= len(opening) <= 420
    assert opening.endswith("here.")


def test_upload_files_pass_their_own_check(episode):
    problems = Problems()
    files = upload_files(episode, parse_settings(SETTLED), _look, problems)
    assert sorted(files) == [
        f"01-fog/{name}"
        for name in (
            "captions.en.srt",
            "description.txt",
            "tags.txt",
            "thumbnail.jpg",
            "title.txt",
            "upload.json",
        )
    ]
    bare = {path.split("/")[1]: content for path, content in files.items()}
    assert not failing(check_upload("01-fog", bare))
    assert [problem.code for problem in problems] == ["upload-description-brackets"]


def test_the_upload_json(episode):
    settings = parse_settings(
        SETTLED + 'privacy = "unlisted"\nplaylist = "Fog tales"\ncategory = "film & animation"\n'
    )
    data = json.loads(upload_files(episode, settings, _look, Problems())["01-fog/upload.json"])
    described = data.pop("description")
    assert described.startswith("Fog came in at four")
    assert data == {
        "version": 1,
        "video": "../../01-fog.mp4",
        "seconds": pytest.approx(episode.seconds, abs=0.001),
        "title": "Fog | Harbour Lights, Chapter 1",
        "tags": ["Harbour Lights", "Ines b", "Marta"],
        "chapters": [],
        "thumbnail": {"file": "thumbnail.jpg", "width": 1280, "height": 720},
        "playlist": {"title": "Fog tales", "position": 0},
        "category": {"id": "1", "name": "film & animation"},
        "language": "en",
        "privacy": "unlisted",
        "publish_at": None,
        "made_for_kids": False,
        "synthetic_media": True,
        "licence": "youtube",
        "short": False,
        "captions": [{"file": "captions.en.srt", "language": "en", "name": ""}],
    }


def test_the_film_of_all_episodes_is_in_no_playlist_of_them(episode):
    film = replace(episode, number=0, count=3)
    files = upload_files(film, parse_settings(SETTLED), _look, Problems())
    assert json.loads(files["01-fog/upload.json"])["playlist"]["title"] == ""


def test_a_thumbnail_is_drawn_once_and_again_where_it_is_damaged_or_another(episode, tmp_path):
    seen: list[str] = []

    def look(key):
        seen.append(key)
        return _look(key)

    def drawn(text: str, keep: StoreKeep) -> bytes:
        files = upload_files(episode, parse_settings(text), look, Problems(), keep)
        return files["01-fog/thumbnail.jpg"]

    keep = StoreKeep(FolderStore(tmp_path / "store"))
    first = drawn("", keep)
    assert drawn("", keep) == first == drawn("", StoreKeep(FolderStore(tmp_path / "other")))
    assert seen == ["fog"] * 2
    assert drawn('[youtube]\nhook = "Lost quay"', keep) != first
    assert len(set(keep.keys)) == 2
    path = FolderStore(tmp_path / "store").path(keep.keys[0])
    path.write_bytes(path.read_bytes()[:-1])
    assert drawn("", keep) == first
    assert seen == ["fog"] * 4


def test_what_only_the_author_can_say_is_asked_for(episode):
    problems = Problems()
    files = upload_files(episode, parse_settings(""), _look, problems)
    data = json.loads(files["01-fog/upload.json"])
    assert data["made_for_kids"] is None
    asked = [problem for problem in problems if problem.code == "upload-unsettled"]
    assert [problem.severity for problem in asked] == ["info", "info"]
    assert "youtube.made_for_kids is not set" in asked[0].message


def test_an_unknown_category_names_the_known():
    with pytest.raises(SettingsError, match="'Cooking' is none of Film & Animation"):
        category_id("Cooking")


def test_captions_leave_descriptions_to_their_own_track(episode):
    files = caption_files(episode)
    assert b"lamp of brass" not in files["01-fog.srt"]
    assert files["01-fog.descriptions.vtt"].decode().endswith("line:8%\nA lamp of brass.\n")
    assert b"*A lamp of brass.*" in files["01-fog.transcript.md"]
    (told,) = described_cues(episode.cues)
    assert told.text == "A lamp of brass."


def test_settings_become_caption_rules():
    settings = parse_settings('[captions]\nchildren = true\nlabels = {Marta = "M."}\n').captions
    rules = caption_rules(settings)
    assert (rules.speed, dict(rules.labels)) == (17.0, {"Marta": "M."})
    assert caption_rules(parse_settings("").captions, children=True).speed == 17.0


class _Page(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.held = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.held.append(dict(attrs))

    def of(self, tag):
        return [held for name, held in zip(self.tags, self.held, strict=True) if name == tag]


def test_the_page_holds_film_captions_and_transcript(episode):
    page = _Page(player_page([episode]))
    (article,) = page.of("article")
    assert article["data-video"] == "01-fog.mp4"
    assert article["data-poster"] == "youtube/01-fog/thumbnail.jpg"
    spans = [held for held in page.of("span") if "data-start" in held]
    assert [held.get("data-who") for held in spans] == [None, "Marta", None, None]
    assert all(float(held["data-start"]) < float(held["data-end"]) for held in spans)


@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"]
)
def test_nothing_that_a_story_says_becomes_markup(tmp_path, title):
    pages = []
    for said in (title, "Tame"):
        scene = section(said, (said, said, "start"), label=said)
        pages.append(player_page([_episode(tmp_path, said, sections=(scene,))]))
    hostile, tame = map(_Page, pages)
    assert hostile.tags == tame.tags
    names = [[set(held) - {"data-rows"} for held in page.held] for page in (hostile, tame)]
    assert names[0] == names[1]


def test_the_page_fetches_nothing_from_elsewhere(episode):
    page = player_page([episode])
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "@import" not in page


def test_a_right_to_left_story_reads_from_the_right(tmp_path):
    assert 'dir="rtl"' in player_page([_episode(tmp_path, "الفصل الأول")])
    assert 'dir="ltr"' in player_page([])


@pytest.mark.parametrize("name", ["01-öl & salz #1", "02-con", "03-الفصل"])
def test_file_names_are_quoted_in_addresses(tmp_path, name):
    named = replace(_episode(tmp_path), name=name, video=f"{name}.mp4")
    (article,) = _Page(player_page([named])).of("article")
    assert re.fullmatch(r"[A-Za-z0-9%._-]+", article["data-video"])
