"""Music by story, chapter and line: where it changes, and what can't be used is named in time."""

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile
from renders import options, tools
from stories import TWO_CHAPTERS, write_story

from render.production.planning.prepare import prepare
from story.errors import InkreelError
from voices.arranging.arrange import arrange
from voices.arranging.rhythm import Rhythm
from voices.clock import RATE
from voices.music.bundled import bed_file
from voices.music.score import Score
from voices.music.soundtrack import Beside, beside
from voices.recording.takes import TakeInfo
from voices.timeline import Timeline

CALM, BRIGHT = bed_file("calm"), bed_file("bright")


def written(path: Path, sound: np.ndarray, rate: int = RATE, subtype: str = "PCM_16") -> Path:
    soundfile.write(path, sound, rate, subtype=subtype)
    return path


def hum(seconds: float, rate: int = RATE, channels: int = 2) -> np.ndarray:
    one = 0.3 * np.sin(np.arange(int(seconds * rate)) * (2 * np.pi * 330 / rate))
    return np.stack([one] * channels, axis=1)


def score(folder: Path, text: str = TWO_CHAPTERS, toml: str = "", **asked: object):
    """The prepared story in `folder`, with all that its score needs found and judged."""
    story = write_story(folder, text)
    if toml:
        (folder / "inkreel.toml").write_text(toml, "utf-8")
    return prepare(story, options(folder / "out", **asked), tools(folder))


def played(ready) -> list[tuple[str, float, float]]:
    """The beds of a film of the whole story, each with its seconds."""
    cues = heard_beside(ready).music
    return [(each.path.stem, each.start / RATE, each.end / RATE) for each in cues]


def sounds(ready) -> int:
    return len(heard_beside(ready).sounds)


def heard_beside(ready) -> Beside:
    plan = ready.plan
    sections = [scene.section for scene in plan.scenes]
    placed = []
    for scene in plan.scenes:
        takes = {
            phrase: TakeInfo(request.key, RATE, RATE, 0, RATE, ())
            for phrase, request in scene.requests.items()
        }
        placed.append(arrange(scene.section, takes, plan.cast, plan.view.fps, Rhythm()))
    return beside(Timeline(plan.view.fps, tuple(placed)), sections, plan.score)


def test_a_storys_bed_plays_through_all_chapters(tmp_path: Path) -> None:
    (one,) = played(score(tmp_path, toml='[music]\nfile = "calm"\ngain = -9\n'))
    assert one[:2] == ("calm", 0.0)
    assert score(tmp_path).plan.score.level == -9


def test_a_chapter_has_its_own_bed_or_none(tmp_path: Path) -> None:
    toml = '[music]\nfile = "calm"\n[music.chapters]\n2 = "bright"\n'
    calm, bright = played(score(tmp_path, toml=toml))
    assert (calm[0], bright[0]) == ("calm", "bright")
    assert bright[1] < calm[2] < bright[1] + 4
    (tmp_path / "inkreel.toml").write_text('[music]\nfile = "calm"\nchapters = {"1-2" = "none"}\n')
    assert played(score(tmp_path)) == []


def test_a_short_that_starts_within_a_section_has_the_music_of_its_chapter(tmp_path: Path) -> None:
    long = "\n\n".join(["The kettle sang at noon, as it had sung on all the days before."] * 80)
    text = TWO_CHAPTERS.replace("The kettle sang at noon.", long)
    toml = '[music]\nfile = "none"\n[music.chapters]\n1 = "calm"\n2 = "bright"\n'
    ready = score(tmp_path, text, toml, shorts=True, chapters="2")
    (scene,) = ready.plan.scenes
    assert "-from-" in scene.section.identity
    assert [name for name, _, _ in played(ready)] == ["calm"]


def test_a_line_changes_the_music_to_the_end_of_its_chapter(tmp_path: Path) -> None:
    text = TWO_CHAPTERS.replace('"Not yet,"', '<!-- music: bright -->\n\n"Not yet,"')
    found = played(score(tmp_path, text, toml='[music]\nfile = "calm"\n'))
    assert [name for name, _, _ in found] == ["calm", "bright", "calm"]
    silent = text.replace("music: bright", "music: none")
    assert [name for name, _, _ in played(score(tmp_path, silent))] == ["calm", "calm"]


def test_what_is_asked_for_goes_before_what_the_story_says(tmp_path: Path) -> None:
    text = TWO_CHAPTERS.replace("The cup", "<!-- music: bright -->\n\nThe cup")
    toml = '[music]\nfile = "bright"\n'
    assert [name for name, _, _ in played(score(tmp_path, text, toml, music="calm"))] == ["calm"]
    assert played(score(tmp_path, text, toml, music="none")) == []


def test_a_story_that_says_nothing_has_a_bed_by_the_mood_of_each_scene(tmp_path: Path) -> None:
    glad = "They laughed and danced, full of joy, and everybody sang."
    text = TWO_CHAPTERS.replace("The kettle sang at noon.", glad)
    found = score(tmp_path, text)
    beds = [name for name, _, _ in played(found)]
    assert beds[0] == beds[-1] == "bright"
    assert "bright" in {each.mood for each in found.plan.score.moods.values()}
    assert played(score(tmp_path, text, music="auto"))[0][:2] == ("bright", 0.0)


def test_a_chapter_may_be_left_to_its_moods_and_another_not(tmp_path: Path) -> None:
    toml = '[music]\nfile = "none"\nchapters = {"2" = "auto"}\n'
    found = score(tmp_path, toml=toml)
    assert found.plan.score.auto == frozenset({2})
    assert played(found)[0][1] > 1
    toml = '[music]\nchapters = {"2" = "none"}\n'
    assert score(tmp_path, toml=toml).plan.score.auto == frozenset({1})


def test_effects_may_be_left_out(tmp_path: Path) -> None:
    written(tmp_path / "hum.wav", hum(4))
    text = TWO_CHAPTERS.replace("The cup was", "<!-- sound: hum.wav -->\n\nThe cup was")
    assert sounds(score(tmp_path, text)) == 1
    assert sounds(score(tmp_path, text, effects=False)) == 0


HOSTILE = {
    "not.ogg": ("can't be read as sound", lambda path: path.write_text("no sound " * 99)),
    "empty.wav": ("can't be read as sound", lambda path: path.write_bytes(b"")),
    "one.wav": ("short", lambda path: written(path, np.full((1, 2), 0.5))),
    "mute.wav": ("silent", lambda path: written(path, np.zeros((RATE * 3, 2)))),
    "pipe.ogg": ("not a regular file", os.mkfifo),
    "folder.ogg": ("not a regular file", Path.mkdir),
    "missing.ogg": ("not in the story's folder", lambda _: None),
    "list.m3u8": ("can't be read as sound", lambda path: path.write_text("#EXTM3U\nlow.wav\n")),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", ["sound", "music"])
def test_a_file_that_a_line_names_and_nobody_can_hear(tmp_path, name: str, kind: str) -> None:
    reason, make = HOSTILE[name]
    make(tmp_path / name)
    text = TWO_CHAPTERS.replace("The cup was", f"<!-- {kind}: {name} -->\n\nThe cup was")
    with pytest.raises(InkreelError, match=rf"^index\.md:20: .*{reason}"):
        score(tmp_path, text)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_settings_name_and_nobody_can_hear(tmp_path: Path, name: str) -> None:
    reason, make = HOSTILE[name]
    make(tmp_path / name)
    with pytest.raises(InkreelError, match=rf"^inkreel\.toml:2: music\.file: .*{reason}"):
        score(tmp_path, toml=f'[music]\nfile = "{name}"\n')


def test_chapters_that_are_not_there_are_refused(tmp_path: Path) -> None:
    place = r"inkreel\.toml:3: music\.chapters\.3 3: the story has episodes 1 to 2"
    with pytest.raises(InkreelError, match=place):
        score(tmp_path, toml='[music]\nfile = "calm"\nchapters = {"3" = "none"}\n')


@pytest.mark.parametrize(
    ("name", "sound", "rate", "subtype"),
    [
        ("low.wav", hum(5, 8_000, 1), 8_000, "PCM_U8"),
        ("high.flac", hum(5, 96_000), 96_000, "PCM_24"),
        ("five.flac", hum(5, channels=6), RATE, "PCM_16"),
    ],
)
def test_any_rate_depth_and_layout_is_heard_at_one_level(
    tmp_path: Path, name: str, sound: np.ndarray, rate: int, subtype: str
) -> None:
    written(tmp_path / name, sound, rate, subtype)
    text = TWO_CHAPTERS.replace("The cup was", f"<!-- sound: {name} -->\n\nThe cup was")
    found: Score = score(tmp_path, text).plan.score
    (effect,) = found.effects.values()
    assert effect.length == pytest.approx(5 * RATE, abs=2)
    assert -16 < effect.loudest < -9


def test_a_wrong_extension_does_not_matter(tmp_path: Path) -> None:
    written(tmp_path / "a.flac", hum(4)).rename(tmp_path / "a.mp3")
    (one,) = played(score(tmp_path, toml='[music]\nfile = "a.mp3"\n'))
    assert one[0] == "a"
