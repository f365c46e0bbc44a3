"""No field that a story fills can break the file that it is written to, whatever is in it."""

import json
import tomllib
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from render.captions.model import Cue
from render.production.planning.lock import Lock, lock_text
from render.publishing.episode_facts import EpisodeFacts, SectionMark
from render.publishing.player import player_page
from render.publishing.upload_files import caption_files, upload_files
from render.reports.report import report_html
from story.model import Character, Script
from story.output.starter_toml import starter_text
from story.problems import Problems
from story.safe_text import slug
from story.settings import StorySettings, YouTubeSettings
from voices.casting.cast import Cast
from voices.casting.cast_file import cast_from_toml, cast_toml
from voices.casting.voice_use import VoiceUse
from voices.clock import RATE
from voices.model import Voice

BITS = st.sampled_from(
    ["\n", "\r\n", "\x85", "\u2028", "\0", "\x1b[31m", '"', "'", '"""', "\\", "]", "[cast]", " = ",
     "<script>alert(1)</script>", "</title>", "<!--", "-->", "' onload='x", "&lt;", "]]>", "=1+1",
     "../..", "/", ":", "CON", "{{ meta }}", "{%", "0:00 Chapter", "\u202e", "#", "|", "`", "é数"]
)  # fmt: skip
TEXTS = st.lists(BITS | st.text(max_size=6), min_size=1, max_size=5).map("".join)
OWN = StorySettings(youtube=YouTubeSettings(made_for_kids=False, synthetic_media=False))


class Shape(HTMLParser):
    """The tags of a page with their attributes' names: what text may not change."""

    def __init__(self, page):
        super().__init__()
        self.seen = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, tuple(name for name, _ in attrs)))

    def handle_endtag(self, tag):
        self.seen.append((f"/{tag}", ()))

    def handle_comment(self, _):
        self.seen.append(("comment", ()))


def episode(text, name="film"):
    """An episode of which every field that a story fills is `text`."""
    marks = tuple(SectionMark(at, text) for at in (0.0, 20.0, 40.0))
    cues = tuple(
        Cue(n * 20 * RATE, (n * 20 + 1) * RATE, (text, text), text, text, section=n)
        for n in range(3)
    )
    return EpisodeFacts(
        name, text, text, 1, 2, f"{name}.mp4", 60.0, (320, 180), text, text, text, "en", text,
        marks, (), cues, (text,), ((text, text),), {"license": text, "description": text},
        "index.md", text,
    )  # fmt: skip


def report(text):
    return {
        "inputs": {
            "settings": {text: text}, "voices": {text: text}, "pictures": {text: text},
            "takes": {"a": [text, text]},
        },
        "outputs": [{"path": text, "title": text, "size": 1}], "done": {}, "used": {text: 1},
        "problems": [{"file": text, "row": 1, "message": text, "advice": text}],
        "checks": [{"what": text, "figure": text}], "seconds": 1.0,
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(TEXTS.map(lambda text: f"x{text}"))
def test_pages_keep_their_shape(text):
    assert Shape(player_page([episode(text)])).seen == Shape(player_page([episode("x")])).seen
    assert Shape(report_html(report(text))).seen == Shape(report_html(report("x"))).seen


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_upload_files_keep_their_rows(text):
    told = episode(f"x{text}")
    files = upload_files(told, OWN, lambda _: None, Problems(), lambda *_: b"")
    texts = {name.partition("/")[2]: content.decode() for name, content in files.items()}
    assert len(texts["title.txt"].splitlines()) == 1
    assert len(texts["chapters.txt"].splitlines()) == 3
    data = json.loads(texts["upload.json"])
    assert texts["tags.txt"] == "".join(f"{tag}\n" for tag in data["tags"])
    assert len(texts["tags.txt"].splitlines()) == len(data["tags"])
    for name, content in texts.items():
        assert "\0" not in content, name
        assert "\x1b" not in content, name
    assert caption_files(told).keys() == caption_files(episode("x")).keys()


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_tables_of_names_are_read_back_as_they_were(name, other):
    cast = Cast({name: VoiceUse(Voice(f"tone:{other}", other))})
    assert [use.voice.id for use in cast_from_toml(cast_toml(cast)).values()] == [f"tone:{other}"]
    read = tomllib.loads(lock_text(Lock(cast, {name: other}, {}, {other: name})))
    assert (read["engines"], read["lexicon"]) == ({name: other}, {other: name})
    people = (Character(name, aliases=(other,)),)
    script = Script(other, (), people, (), "", Path("index.md"), author=name)
    started = tomllib.loads(starter_text(script))
    assert (started["title"], started.get("author", "")) == (other, name)
    assert started["cast"][name]["aliases"] == [other]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_names_of_files_are_names_everywhere(text):
    name = slug(text)
    assert name == name.strip()
    assert not set(name) & set('<>:"/\\|?*\0.%#')
    assert name.isprintable()
    assert 0 < len(name.encode()) <= 180
