"""The studio's page in a real browser: what a person does there, done for real.

Each test clicks, types, drags or listens, and looks at the files on disk.
"""

from __future__ import annotations

import io
import math
import re
from dataclasses import asdict
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest
from browser import chromium
from PIL import Image
from pydantic import TypeAdapter
from studio_story import DEEP, STORY, deepen, running_studio, write_story

from render.geometry import Rect
from render.pixels.compose import compose
from render.pixels.encode import rgb_frame
from render.pixels.enlarging.enlarged import make_tiles
from render.pixels.living.swing import swing
from render.pixels.segments import _KINDS, PanelLayer, Segment, VideoSettings, enlarged_in
from render.shots import Keyframe, Shot, rect_at, rect_at_time
from voices.store.store import FolderStore

pytestmark = pytest.mark.browser
READY = """studio?.player?.film?.done
  && studio.player.film.revision === studio.story.revision"""
OWN = "index.inkreel.toml"
BACK = "document.getElementById('status').textContent.startsWith('Taken back')"


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def studio(tmp_path_factory, browser):
    folder = tmp_path_factory.mktemp("page")
    story = write_story(folder / "fog")
    with running_studio(story, folder / "store", "--out", str(folder / "out")) as client:
        client.folder, client.out = folder / "fog", folder / "out"
        yield client


@pytest.fixture
def page(browser, studio):
    """The page, its story and settings as they were written."""
    _restore(studio)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    opened.faults = []
    opened.on("pageerror", lambda error: opened.faults.append(str(error)))
    opened.goto(studio.address)
    until(opened, READY)
    yield opened
    context.close()
    _restore(studio)
    assert opened.faults == []


def until(page, holds, arg=None):
    """Wait until an expression of the page holds; `to` in it is `arg`."""
    page.wait_for_function(f"(to) => {holds}", arg=arg)


def _restore(studio):
    (studio.folder / "index.md").write_text(STORY, "utf-8")
    (studio.folder / "inkreel.toml").unlink(missing_ok=True)
    (studio.folder / OWN).unlink(missing_ok=True)


def text(studio):
    return (studio.folder / "index.md").read_text("utf-8")


def settings(studio):
    return (studio.folder / "inkreel.toml").read_text("utf-8")


def wait_text(page, studio, wanted):
    """Wait until the story's file says something, and the page knows it; it is what it wrote."""
    for _ in range(100):
        if wanted in text(studio):
            known = studio.get("/api/story")["revision"]
            until(page, f"studio.story.revision >= to && {READY}", arg=known)
            return
        page.wait_for_timeout(50)
    raise AssertionError(text(studio))


def choose(page, begins):
    """Open the script, and choose a line."""
    page.click("#tab-script")
    page.click(f"[data-line]:has-text('{begins}')")


def test_the_token_leaves_the_address(page, studio):
    assert studio.token not in page.url
    assert page.title().startswith("Fog")


def test_a_wrong_token_is_told(browser, studio):
    opened = browser.new_context().new_page()
    opened.goto(studio.address.replace(studio.token, "wrong"))
    opened.wait_for_selector("#trouble:not([hidden])")
    assert "token" in opened.inner_text("#trouble")
    assert "Fog" not in opened.inner_text("main")
    opened.context.close()


def test_play_moves_the_picture_and_is_heard(page):
    page.click("text=Play")
    until(page, "studio.player.time > 1.2")
    loudest = page.evaluate(
        """async () => {
          const samples = new Float32Array(2048);
          let most = 0;
          while (studio.player.playing && most < 0.01) {   // a busy machine plays on meanwhile
            studio.player.analyser.getFloatTimeDomainData(samples);
            most = Math.max(most, ...samples.map(Math.abs));
            await new Promise((done) => setTimeout(done, 40));
          }
          return most;
        }"""
    )
    assert loudest > 0.01
    page.click("text=Pause")
    assert not page.evaluate("studio.player.playing")
    page.evaluate("studio.player.ready()")
    assert _canvas(page).std() > 5


def test_play_that_is_pressed_too_soon_begins_when_it_can(page):
    page.evaluate("studio.player.film = { scenes: [] }")
    page.click("text=Play")
    assert page.evaluate("[studio.player.playing, studio.player.wanted]") == [False, True]
    page.evaluate("studio.film()")
    until(page, "studio.player.playing && studio.player.time > 0.1")
    page.click("text=Pause")


def test_an_answer_that_comes_late_is_not_shown(page):
    page.evaluate(
        """async () => {
          const { fetch } = window;
          let first = true, release;
          const held = new Promise((done) => { release = done; });
          window.fetch = async (path, options) => {
            const answer = await fetch(path, options);
            if (!first || !path.startsWith("/api/episodes/")) return answer;
            first = false;
            await held;
            return new Response(JSON.stringify({ ...await answer.json(), revision: -1 }));
          };
          const late = studio.film();
          await studio.film();
          release();
          await late;
          window.fetch = fetch;
        }"""
    )
    assert page.evaluate("studio.player.film.revision === studio.story.revision")


def test_any_word_plays_from_there_and_captions_follow(page):
    page.click(".word:has-text('wait')")
    clip = page.evaluate(
        """studio.player.clips().find(
          (each) => studio.line(each.clip.line).text.startsWith("We wait"))"""
    )
    until(page, "studio.player.playing")
    now = page.evaluate("studio.player.time")
    assert clip["at"] < now < clip["end"] + 1
    page.keyboard.press("Escape")
    page.evaluate("studio.player.pause()")
    page.evaluate("studio.player.seek(studio.player.clips()[0].at + 0.3)")
    assert "Fog came in" in page.inner_text(".captions")
    assert page.inner_text("[aria-current].word") in ("Fog", "came", "in")


def test_a_step_is_one_frame_and_the_place_can_be_dragged(page):
    page.evaluate("studio.player.seek(1)")
    page.click("[aria-label='One frame on']")
    assert page.evaluate("studio.player.frame") == 31
    page.keyboard.press(",")
    assert page.evaluate("studio.player.frame") == 30
    box = page.locator("input[type=range]").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    part = page.evaluate("studio.player.time / studio.player.seconds")
    assert part == pytest.approx(0.5, abs=0.05)


def test_a_line_is_looped(page):
    page.evaluate("studio.player.seek(studio.player.clips()[0].at + 0.1)")
    page.click("text=Loop line")
    first, last = page.evaluate("studio.player.loop")
    page.evaluate("(to) => studio.player.seek(to)", last - 0.3)
    page.click("text=Play")
    until(page, "studio.player.time < to - 0.5", arg=last)
    assert page.evaluate("studio.player.time") >= first - 0.1


def test_sound_lies_where_the_timeline_has_it(page, studio):
    """What the audio graph is given, sample by sample: within a frame of the film's clips."""
    page.evaluate(
        """() => {
          window.begun = [];
          const start = AudioBufferSourceNode.prototype.start;
          AudioBufferSourceNode.prototype.start = function (when, offset) {
            window.begun.push([when - (offset ?? 0), this.buffer.duration]);
            return start.call(this, when, offset);
          };
        }"""
    )
    page.click("text=Music")
    page.click("text=Play")
    until(page, "studio.player.time > 2")
    offset, begun = page.evaluate("[studio.player.began.at - studio.player.began.time, begun]")
    wanted = page.evaluate(
        """Promise.all(studio.player.clips().map(async ({ clip, scene }) =>
          scene.first / studio.player.fps
            + (await studio.player.buffer(`/api/clips/${clip.name}`)).start / 48000))"""
    )
    heard = sorted(when - offset for when, _ in begun)
    assert len(heard) >= 3
    for each in heard:
        assert min(abs(each - start) for start in wanted) < 1 / 30


def test_music_and_room_lie_under_the_whole_episode(page):
    """As the mix has them: in parts that meet to the sample, and none where they are not wanted."""
    parts = page.evaluate(
        """async () => {
          const { beside } = studio.player.film;
          const every = Array.from({ length: beside.parts }, (_, n) =>
            studio.player.buffer(`/api/beside/${beside.name}/${n}`));
          return (await Promise.all(every)).map(({ sound }) =>
            [sound.length, Math.max(...sound.getChannelData(0).slice(0, 24000))]);
        }"""
    )
    samples = page.evaluate("studio.player.frames / studio.player.fps * 48000")
    assert sum(length for length, _ in parts) == pytest.approx(samples, abs=1)
    assert {length for length, _ in parts[:-1]} <= {480_000}
    assert parts[0][1] > 1e-4, "no film begins in a dead room"
    due = "studio.player.due().filter(([key]) => key.startsWith('beside')).length"
    assert page.evaluate(due) == min(len(parts), 2)
    page.click("text=Music")
    assert page.evaluate(due) == 0


def test_a_scene_is_seen_as_it_will_be(page):
    page.click("text=As it will be")
    page.wait_for_selector(".over:not([hidden])", timeout=120_000)
    until(page, "document.querySelector('.over video').currentTime > 0.2")
    size, seconds = page.evaluate(
        """(() => { const film = document.querySelector('.over video');
          return [[film.videoWidth, film.videoHeight], film.duration]; })()"""
    )
    assert size == [160, 90]
    wanted = page.evaluate("studio.player.film.scenes[0].frames / studio.player.fps")
    assert seconds == pytest.approx(wanted, abs=0.7)
    page.click("text=Close")
    assert page.locator(".over").is_hidden()


def test_a_speaker_is_typed_and_taken_back(page, studio):
    choose(page, "Nor can I.")
    page.fill("#speaker", "Tom")
    page.keyboard.press("Enter")
    wait_text(page, studio, '<!-- voice: Tom -->\n"Nor can I."')
    page.wait_for_selector("[data-line]:has-text('Nor can I.') .who:text-is('Tom')")
    until(page, "document.getElementById('status').textContent.includes('to record')")
    page.locator("[data-line]:has-text('Nor can I.')").focus()
    page.keyboard.press("Control+z")
    until(page, BACK)
    assert text(studio) == STORY
    page.click("#redo")
    wait_text(page, studio, "<!-- voice: Tom -->")


def test_all_that_somebody_says_goes_to_somebody_else(page, studio):
    choose(page, "We wait,")
    page.fill("#speaker", "Ada")
    page.check("#alike")
    page.click("text=Give it")
    until(page, "studio.story.cast.every((each) => each.name !== 'Tom')")
    assert settings(studio) == '[aliases]\nTom = "Ada"\n'


UNSURE = """# Fog

![](./quay.png)

"Who is there?" asked Ada.

"I am," said Mia.

"And I," said Mrs. Pell.

They sat down on the quay, and nobody spoke for a long time.

"It is late."
"""


def test_doubtful_lines_are_answered_with_a_key(page, studio):
    (studio.folder / "index.md").write_text(UNSURE, "utf-8")
    page.click("#tab-script")
    page.wait_for_selector("[data-line]:has-text('It is late') .doubt")
    page.click("text=Doubtful only")
    page.locator("[data-line]:has-text('It is late')").focus()
    name = page.evaluate("studio.views.script.line().alternatives[0]")
    assert name
    page.keyboard.press("1")
    wait_text(page, studio, f'<!-- voice: {name} -->\n"It is late."')


def test_a_doubtful_line_stays_whose_it_is_with_a_key(page, studio):
    (studio.folder / "index.md").write_text(UNSURE, "utf-8")
    page.click("#tab-script")
    page.wait_for_selector("[data-line]:has-text('It is late') .doubt")
    page.locator("[data-line]:has-text('It is late')").focus()
    name = page.evaluate("studio.views.script.line().speaker")
    page.keyboard.press("0")
    wait_text(page, studio, f'<!-- voice: {name} -->\n"It is late."')
    until(page, "!studio.views.script.line().unsure")


def test_two_takes_are_heard_side_by_side_and_one_is_kept(page, studio):
    choose(page, "Nor can I.")
    lengths = []
    for label in ("Hear (h)", "Record it again", "▶ Take 1", "▶ Take 2"):
        page.evaluate("studio.lastHeard = null")
        page.click(f"text={label}")
        until(page, "studio.lastHeard")
        lengths.append(page.evaluate("studio.lastHeard.length"))
    assert min(lengths) > 4800
    assert lengths[0] == lengths[2] != lengths[1] == lengths[3]
    assert text(studio) == STORY
    page.click("text=Keep this one")
    wait_text(page, studio, '<!-- take: 2 -->\n"Nor can I."')
    assert page.locator("text=▶ Take 2").is_visible()


def test_a_line_begins_at_a_word_and_is_joined_again(page, studio):
    choose(page, "Fog came")
    page.select_option(
        "[aria-label='Word at which another line begins']", label="The bell was late."
    )
    page.click("text=Begin a line there")
    wait_text(page, studio, "at four. <!-- split --> The bell was late.")
    choose(page, "The bell")
    page.select_option("[aria-label=Delivery]", "whisper")
    wait_text(page, studio, "<!-- delivery: whisper -->")
    assert page.locator("[data-line]:has-text('Fog came') .note").count() == 0
    page.click("#undo")
    until(page, BACK)
    page.click("text=Join with the line before")
    until(page, "studio.story.undo.startsWith('join')")
    assert text(studio) == STORY


def test_the_line_in_its_place_is_chosen_where_one_becomes_another(page, studio):
    choose(page, "Tom, look")
    page.select_option("[aria-label='Word at which another line begins']", label="look at that.")
    page.click("text=Begin a line there")
    wait_text(page, studio, "<!-- split -->")
    until(page, "studio.views.script.line()?.text === 'Tom,'")
    page.click("text=Leave it out")
    wait_text(page, studio, "<!-- skip -->")
    assert "Fog came in" in page.inner_text(".lines")
    until(page, "studio.views.script.line()?.text.startsWith('look at that')")


def test_delivery_pause_and_voice_are_written(page, studio):
    choose(page, "Nor can I.")
    page.select_option("[aria-label=Delivery]", "whisper")
    wait_text(page, studio, "<!-- delivery: whisper -->")
    page.fill("[aria-label='Pause before, seconds']", "1.5")
    page.keyboard.press("Tab")
    wait_text(page, studio, "<!-- pause 1.5s -->")
    page.fill("[aria-label='Voice of this line alone']", "tone:m1")
    page.keyboard.press("Tab")
    wait_text(page, studio, "<!-- voice: tone:m1 -->")
    for _ in range(3):
        until(page, "!document.getElementById('undo').disabled")
        page.click("#undo")
        until(page, "document.getElementById('status').textContent.startsWith('Taken back')")
        page.evaluate("document.getElementById('status').textContent = ''")
    assert text(studio) == STORY


def test_a_word_is_said_otherwise_after_it_was_heard(page, studio):
    choose(page, "Fog came")
    page.fill("[aria-label=Word]", "bell")
    page.fill("[aria-label^='Said as']", "gong")
    page.click("text=Hear it")
    until(page, "studio.lastHeard")
    assert text(studio) == STORY
    page.click("text=From here on")
    wait_text(page, studio, "<!-- say: bell | gong -->")
    page.evaluate("window.before = studio.story")
    page.click("text=In this line")
    wait_text(page, studio, "<!-- say once: bell | gong -->")
    until(page, f"studio.story !== before && {READY}")
    page.fill("[aria-label=Word]", "quay")
    page.fill("[aria-label^='Said as']", "/kiː/")
    page.click("text=In this story")
    until(page, "studio.story.undo.includes('quay')")
    assert (studio.folder / OWN).read_text("utf-8") == '[lexicon]\nquay = "/kiː/"\n'
    page.fill("[aria-label^='Said as']", "key")
    page.click("text=In every story here")
    until(page, "studio.story.undo.includes('key')")
    assert settings(studio) == '[lexicon]\nquay = "key"\n'


def test_a_line_is_left_out_and_brought_back(page, studio):
    choose(page, "Nor can I.")
    page.click("text=Leave it out")
    wait_text(page, studio, "<!-- skip -->")
    page.wait_for_selector(".left-out")
    page.click("text=Tell it")
    until(page, "!document.querySelector('.left-out')")
    assert text(studio) == STORY


def test_references_are_told_after_all(page, studio):
    (studio.folder / "index.md").write_text(f"{STORY}\n## References\n\nA book on fog.\n", "utf-8")
    until(page, "studio.story.skipped.length === 1")
    page.click("#tab-script")
    page.click(".left-out:has-text('All references') >> text=Tell it")
    until(page, "[...studio.lines.values()].some((each) => each.text === 'A book on fog.')")
    assert settings(studio) == "[skip]\nreferences = false\n"


def test_a_voice_is_cast_after_it_was_heard(page, studio):
    page.click("#tab-cast")
    person = page.locator("article:has(h2:text-is('Ada'))")
    person.locator("text=In six voices").click()
    pairs = person.locator(".pair")
    pairs.first.wait_for()
    assert 2 <= pairs.count() <= 6
    pairs.nth(1).locator("button").first.click()
    until(page, "studio.lastHeard")
    name = pairs.nth(1).locator("button").nth(1).get_attribute("aria-label").split()[1]
    pairs.nth(1).locator("button").nth(1).click()
    until(page, "studio.story.undo.startsWith('Ada: ')")
    assert settings(studio) == f'[cast.Ada]\nvoice = "{name}"\n'


def test_a_shot_is_dragged_at_the_films_shape_and_kept(page, studio):
    page.click("#tab-shots")
    until(page, "studio.views.shots.scale")
    page.click(".strip button >> nth=0")
    fields = page.locator("[data-end=to]")
    page.fill("[aria-label='Last frame, width']", "240")
    page.keyboard.press("Tab")
    box = page.locator(".board").bounding_box()
    scale = box["width"] / 480
    x, y, w, _ = page.evaluate("studio.views.shots.ends.to")
    page.mouse.move(box["x"] + (x + w / 2) * scale, box["y"] + (y + 20) * scale)
    page.mouse.down()
    page.evaluate("studio.views.shots.painted = 0")
    begun = page.evaluate("performance.now()")
    for step in range(1, 31):
        page.mouse.move(
            box["x"] + (x + w / 2 + step) * scale, box["y"] + (y + 20 + step * 2) * scale
        )
    page.mouse.up()
    seconds = (page.evaluate("performance.now()") - begun) / 1000
    assert page.evaluate("studio.views.shots.painted") / seconds > 5, "drawn as it moves"
    left, top, wide, high = page.evaluate("studio.views.shots.ends.to")
    assert left == pytest.approx(x + 30, abs=2)
    assert top == pytest.approx(y + 60, abs=2)
    assert wide / high == pytest.approx(16 / 9, abs=0.01)
    left_kept, top_kept = (math.floor(side + 0.5) for side in (left, top))  # as JavaScript rounds
    assert int(fields.first.input_value()) == left_kept
    page.click("text=Keep these frames")
    wait_text(page, studio, f"to [{left_kept},{top_kept},240,135] -->")
    until(page, "Math.abs(studio.views.shots.every()[0].shot.to[0] - to) < 1.5", left)
    assert page.evaluate("studio.views.shots.every()[0].shot.to[2]") == pytest.approx(240, abs=1.5)


def test_what_somebody_is_about_to_change_stays_when_the_film_is_laid_out_anew(page, studio):
    page.click("#tab-shots")
    until(page, "studio.views.shots.scale")
    page.click(".strip button >> nth=0")
    page.fill("[aria-label='Last frame, width']", "240")
    page.fill("[aria-label='Somebody or something']", "the la")
    page.click(".cuts .word >> nth=3")
    page.locator(".strip button").first.focus()
    (studio.folder / "index.md").write_text(f"{STORY}\nThe end.\n", "utf-8")
    until(page, f"studio.lines.size === 8 && {READY}")
    assert page.evaluate("studio.views.shots.ends.to[2]") == 240
    assert page.input_value("[aria-label='Somebody or something']") == "the la"
    assert page.locator(".cuts [aria-pressed=true]").count() == 1
    assert page.evaluate("document.activeElement.dataset.shot === studio.views.shots.shot.id")
    page.click("text=Keep these frames")
    wait_text(page, studio, "<!-- camera: from [")
    assert page.evaluate("studio.views.shots.ends.to[2]") == 240
    page.click("#undo")
    until(page, f"{BACK} && {READY} && studio.views.shots.ends.to[2] > 240")


def test_a_scale_is_chosen_by_name(page, studio):
    page.click("#tab-shots")
    until(page, "studio.views.shots.scale")
    page.click(".strip button >> nth=0")
    page.click("#shots button:text-is('hold')")
    wait_text(page, studio, "<!-- camera: hold -->\nFog came")
    page.click("text=Leave it to the camera")
    until(page, "studio.story.undo.startsWith('no camera')")
    assert text(studio) == STORY


LINE = "Fog came"


def _shots(page):
    """Of the first line: the word at which each shot begins, and its last frame."""
    return page.evaluate(
        """(begins) => {
          const { shots } = studio.views;
          const line = [...studio.lines.values()].find((each) => each.text.startsWith(begins));
          return shots.inLine(line).map(({ shot, word }) =>
            [line.text.slice(word).split(" ")[0], shot.to.map(Math.round)]);
        }""",
        LINE,
    )


def test_a_shot_is_added_at_a_word_moved_to_another_and_removed(page, studio):
    page.click("#tab-shots")
    until(page, "studio.views.shots.scale")
    page.click(".strip button >> nth=0")
    before = _shots(page)
    others = [word for word, _ in before[1:]]
    page.click(".cuts .word:has-text('four')")
    page.click("text=Cut there: a new shot")
    wait_text(page, studio, '<!-- camera: shot at "four" from [')
    until(page, f"studio.story.undo.startsWith('shots in') && {READY}")
    assert [word for word, _ in _shots(page)] == ["Fog", "four.", *others]
    assert _shots(page)[1][1][2] < before[0][1][2], "the new one is nearer"
    page.click(".strip button >> nth=1")
    page.click(".cuts .word:has-text('came')")
    page.click("text=Move this cut there")
    wait_text(page, studio, '<!-- camera: shot at "came" from [')
    until(
        page,
        f"studio.lines.values().next().value.notes.some(([, v]) => v.includes('came')) && {READY}",
    )
    assert text(studio).count("camera:") == 2 + len(others)
    assert [word for word, _ in _shots(page)] == ["Fog", "came", *others]
    page.click(".strip button >> nth=1")
    page.click("text=Remove this shot")
    until(
        page, "!studio.story.sections[0].lines[0].notes.some(([, value]) => value.includes('came'))"
    )
    until(page, READY)
    assert [word for word, _ in _shots(page)] == ["Fog", *others]
    for _ in range(3):
        page.evaluate("document.getElementById('status').textContent = ''")
        page.click("#undo")
        until(page, BACK)
    assert text(studio) == STORY


def test_how_near_and_how_fast_a_shot_may_be_is_told_as_it_is_reached(page):
    page.click("#tab-shots")
    until(page, "studio.views.shots.scale")
    page.click(".strip button >> nth=0")
    assert page.locator("#shots .doubt:has-text('too near')").count() == 0
    page.fill("[aria-label='Last frame, width']", "64")
    page.keyboard.press("Tab")
    assert page.locator("#shots .doubt:has-text('too near')").count() == 1


def test_nothing_is_written_for_nobody_and_no_word(page, studio):
    page.click("#tab-shots")
    until(page, "studio.views.shots.scale")
    page.click(".strip button >> nth=0")
    page.click("text=Close on")
    until(page, "document.getElementById('status').textContent.startsWith('Write somebody')")
    assert page.evaluate("document.activeElement.ariaLabel") == "Somebody or something"
    page.fill("[aria-label='The cut stands at the word']", "lighthouse")
    page.click("text=Keep these frames")
    page.wait_for_selector("#trouble:has-text('is not said in')")
    page.click("#tab-make")
    page.wait_for_selector("#trouble", state="hidden")
    page.fill("#chapters", "all of it")
    page.click("#make >> text=Render")
    until(page, "document.getElementById('status').textContent.startsWith('Write episodes')")
    assert text(studio) == STORY


def test_the_episodes_are_called_as_the_story_calls_them_now(page, studio):
    chapters = "# Fog\n\n## Chapter 1: Fog\n\nFog came in.\n\n## Chapter 2: Sea\n\nIt was late.\n"
    (studio.folder / "index.md").write_text(chapters, "utf-8")
    until(page, f"studio.story.episodes.length === 2 && {READY}")
    page.select_option("#episode", "1")
    (studio.folder / "index.md").write_text(chapters.replace("2: Sea", "2: Ice"), "utf-8")
    until(
        page, f"document.querySelector('#episode').selectedOptions[0].text === '2. Ice' && {READY}"
    )
    assert page.evaluate("studio.episode") == 1
    (studio.folder / "index.md").write_text(chapters[: chapters.index("## Chapter 2")], "utf-8")
    until(page, f"studio.story.episodes.length === 1 && {READY}")
    assert page.evaluate("studio.player.film.episode") == 0
    assert page.locator("#trouble").is_hidden()


def test_a_head_is_drawn_and_named(page, studio):
    page.click("#tab-shots")
    until(page, "studio.views.shots.scale")
    page.fill("[aria-label='Name of the head']", "Ada")
    page.click("text=Draw a head")
    box = page.locator(".board").bounding_box()
    scale = box["width"] / 480
    page.mouse.move(box["x"] + 200 * scale, box["y"] + 40 * scale)
    page.mouse.down()
    page.mouse.move(box["x"] + 280 * scale, box["y"] + 140 * scale, steps=4)
    page.mouse.up()
    until(page, "studio.story.undo.startsWith('heads')")
    found = re.search(r"box = \[(\d+), (\d+), (\d+), (\d+)\], name = \"Ada\"", settings(studio))
    assert [int(each) for each in found.groups()] == pytest.approx([200, 40, 80, 100], abs=2)
    until(page, "studio.views.shots.panel.heads.some((head) => head.name === 'Ada')")
    page.mouse.dblclick(box["x"] + 240 * scale, box["y"] + 90 * scale)
    page.wait_for_selector("#heads .chosen:has-text('Ada')")
    page.fill("[aria-label='Name of the head']", "Tom")
    page.click("#heads .chosen >> text=It is …")
    until(page, "studio.views.shots.panel.heads.some((head) => head.name === 'Tom')")
    page.click("#heads li:has-text('Tom') >> text=This is no head")
    until(page, "!studio.views.shots.panel.heads.some((head) => head.name)")
    assert re.search(r"box = \[(\d+, ?){3}\d+\]}", settings(studio))


def test_the_proof_asks_for_a_wider_shot_with_a_key(page, studio):
    page.click("#tab-proof")
    page.wait_for_selector(".card")
    page.locator(".card:has-text('Fog came')").first.focus()
    page.keyboard.press("w")
    wait_text(page, studio, "<!-- camera: wide -->")
    page.wait_for_selector(".card")
    page.locator(".card").first.click()
    assert page.locator("#shots").is_visible()


def test_the_proof_shows_every_episode_and_leads_to_its_shots(page, studio):
    chapters = "# Fog\n\n## Chapter 1: Fog\n\n![](./quay.png)\n\nFog came in.\n\n"
    chapters += '## Chapter 2: Sea\n\n![](./sea.png)\n\n"Nor can I," said Ada.\n'
    (studio.folder / "index.md").write_text(chapters, "utf-8")
    until(page, f"studio.story.episodes.length === 2 && {READY}")
    page.click("#tab-proof")
    page.locator(".card:has-text('Nor can I, said Ada')").first.focus(timeout=90_000)
    assert page.evaluate("studio.episode") == 0
    page.keyboard.press("Enter")
    page.wait_for_selector("#shots:not([hidden])")
    assert page.evaluate("studio.episode") == 1
    assert "Nor can I" in page.inner_text("#shots .quote")


def test_the_proof_leaves_somebody_out_with_a_key(page, studio):
    page.click("#tab-proof")
    card = page.locator(".card:has-text('see the quay')").first
    card.wait_for()
    subject = page.evaluate(
        "(to) => studio.views.proof.shown.get(to).shot.subject",
        card.get_attribute("data-shot"),
    )
    card.focus()
    page.keyboard.press("n")
    wait_text(page, studio, f"<!-- camera: not {subject} -->")


def test_a_film_is_rendered_with_progress(page, studio):
    page.click("#tab-make")
    page.click("#make >> text=Render")
    job = ".job:has-text('render everything')"
    page.wait_for_selector(f"{job}:has-text('done')", timeout=120_000)
    assert ".mp4" in page.inner_text(job)
    assert sorted(each.suffix for each in studio.out.glob("*.mp4")) == [".mp4"]
    page.click(f"{job} >> text=Play")
    until(page, "document.querySelector('#make video').currentTime > 0.2")
    assert page.evaluate("document.querySelector('#make video').duration") > 4
    page.click(f"{job} >> text=Check")
    page.wait_for_selector(".checks")
    rows = page.locator(".checks tbody tr").all_inner_texts()
    assert any("frames" in row for row in rows)
    assert all(row.split()[0] in ("pass", "note", "fail") for row in rows)
    assert any("captions .srt" in row for row in rows), "of two files beside the film"
    page.locator(f"{job} >> text=Check").focus()
    page.evaluate("studio.views.make.list()")
    assert page.evaluate("document.activeElement.textContent") == "Check"


def test_what_an_edit_costs_is_asked_before_it_is_made(page, studio):
    page.check("#ask")
    choose(page, "Nor can I.")
    page.fill("#speaker", "Tom")
    page.click("text=Give it")
    page.wait_for_selector("#cost[open]")
    told = page.inner_text("#cost-text")
    assert re.search(r"Tom says .*: \d takes? to record, 1 scene to draw anew", told)
    page.click("#cost >> text=Leave it")
    page.wait_for_selector("#cost", state="hidden")
    assert text(studio) == STORY
    page.click("text=Give it")
    page.wait_for_selector("#cost[open]")
    page.keyboard.press("Enter")
    wait_text(page, studio, "<!-- voice: Tom -->")


def test_a_problem_leads_to_its_line(page, studio):
    (studio.folder / "index.md").write_text(STORY + "\n<!-- vioce: Ada -->\n\nThe end.\n", "utf-8")
    page.click("#tab-make")
    page.click("[aria-label='Go to row 18']")
    assert page.inner_text("[aria-current].line .text") == "said Tom."


def test_a_save_by_somebody_else_is_shown(page, studio):
    page.click("#tab-script")
    (studio.folder / "index.md").write_text(STORY.replace("at four", "at five"), "utf-8")
    page.wait_for_selector("[data-line]:has-text('at five')")


def test_a_story_that_breaks_is_told_and_mended(page, studio):
    (studio.folder / "inkreel.toml").write_text("cast = 7\n", "utf-8")
    page.wait_for_selector("#trouble:not([hidden])")
    assert "inkreel.toml:1" in page.inner_text("#trouble")
    (studio.folder / "inkreel.toml").unlink()
    page.wait_for_selector("#trouble", state="hidden")


def test_everything_is_reached_by_keys_alone(page, studio):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "tab-watch"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-script"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.line"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    chosen = page.evaluate("studio.views.script.chosen")
    assert chosen == page.evaluate("[...studio.lines.keys()][2]")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "speaker"
    page.keyboard.press("Control+a")
    page.keyboard.type("Tom")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_text(page, studio, "<!-- voice: Tom -->")


@pytest.mark.parametrize("view", ["watch", "script", "cast", "shots", "proof", "make"])
@pytest.mark.parametrize("wide", [1280, 420])
def test_no_view_is_wider_than_the_window(page, view, wide):
    page.set_viewport_size({"width": wide, "height": 800})
    page.click(f"#tab-{view}")
    page.wait_for_timeout(150)
    assert page.evaluate("document.documentElement.scrollWidth") <= wide


def test_a_long_story_is_laid_out_without_a_stall(browser, tmp_path):
    """Three hundred pages: some four thousand lines, each of which is there in the end."""
    rows = [f'"Word {n} of it," said Ada. Then {n} went by, and nobody came.' for n in range(2000)]
    write_story(tmp_path / "long", "# Long\n\n![](./quay.png)\n\n" + "\n\n".join(rows) + "\n")
    with running_studio(tmp_path / "long", tmp_path / "store") as client:
        opened = browser.new_context().new_page()
        opened.goto(client.address)
        until(opened, "studio?.lines?.size >= 4000")
        opened.evaluate(
            """() => {
              window.longest = 0;
              const seen = (list) => list.getEntries().forEach((each) => {
                window.longest = Math.max(window.longest, each.duration);
              });
              new PerformanceObserver(seen).observe({ entryTypes: ["longtask"] });
            }"""
        )
        opened.click("#tab-script")
        until(opened, "studio.views.script.rows.size >= 4000")
        opened.wait_for_timeout(300)
        longest = opened.evaluate("longest")
        opened.context.close()
    assert longest < 400, "100 ms where the machine has nothing else to do"


def _canvas(page):
    """The player's canvas: RGB."""
    data = page.evaluate(
        """async () => {
          const blob = await new Promise((done) => studio.player.canvas.toBlob(done));
          return [...new Uint8Array(await blob.arrayBuffer())];
        }"""
    )
    return np.asarray(Image.open(io.BytesIO(bytes(data))).convert("RGB"), np.float32)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser, studio, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(studio.address)
    until(opened, READY)
    found = []
    for view in ("watch", "script", "cast", "shots", "proof", "make"):
        opened.click(f"#tab-{view}")
        opened.wait_for_timeout(200)
        found += [
            (view, each["id"], each["nodes"][0]["html"][:120])
            for each in axe.Axe().run(opened).response["violations"]
            if each["impact"] in ("serious", "critical")
        ]
    context.close()
    assert found == []


def test_the_camera_is_where_the_renderer_has_it(page):
    """Two hundred paths of any shape, anywhere on them: the page's curve is the renderer's."""
    dice = np.random.default_rng(7)
    easings = ["linear", "in-out-sine", "in-out-quad", "in-out-cubic", "out-cubic", "in-cubic"]
    cases, wanted = [], []
    for number in range(200):
        times = np.cumsum(dice.uniform(0.1, 3, dice.integers(1, 6))).tolist()
        kinds = ["smooth"] * 9 if number % 2 else dice.choice([*easings, "smooth"], 9).tolist()
        keys = [
            Keyframe(time, Rect(*dice.uniform(1, 900, 4).tolist()), kind)
            for time, kind in zip(times, kinds, strict=False)
        ]
        moments = dice.uniform(times[0] - 0.2, times[-1] + 0.2, 8).tolist()
        cases.append([[asdict(key) for key in keys], moments])
        wanted.append([asdict(rect_at_time(tuple(keys), each)) for each in moments])
    found = page.evaluate(
        """async (cases) => {
          const { rectAt } = await import("/page/path.js");
          return cases.map(([keys, moments]) => moments.map((each) => rectAt(keys, each)));
        }""",
        cases,
    )
    apart = [
        abs(mine[side] - theirs[side])
        for here, there in zip(found, wanted, strict=True)
        for mine, theirs in zip(here, there, strict=True)
        for side in "xywh"
    ]
    assert max(apart) < 1e-6


def test_a_shot_is_as_far_along_its_way_as_the_renderer_has_it(page):
    """Two hundred shots that rest, pan and tilt, at any frame: the swing is the renderer's."""
    dice = np.random.default_rng(11)
    cases, wanted = [], []
    for number in range(200):
        far = (0, 3, 60, 400)[number % 4]
        rects = [Rect(*(dice.uniform(0, far + 1e-9, 2) + 20).tolist(), 400, 225) for _ in range(3)]
        if number % 5 == 0:
            rects = rects[:1] * 3
        keys = tuple(Keyframe(float(time), rect) for time, rect in enumerate(rects))
        shot = Shot("".join(dice.choice([*"abcdef0123"], 8)), 7, int(dice.integers(1, 90)), keys)
        for frame in dice.integers(-5, 100, 4).tolist():
            seen = rect_at(shot, frame, Fraction(30))
            cases.append([asdict(shot), asdict(seen), frame])
            wanted.append(swing(PanelLayer(shot), shot.start + frame, Fraction(30)))
    found = page.evaluate(
        """async (cases) => {
          const { swing } = await import("/page/path.js");
          return cases.map((each) => swing(...each)).map(({ x, y }) => [x, y]);
        }""",
        cases,
    )
    assert np.abs(np.array(found) - np.array(wanted)).max() < 1e-6


UPRIGHT = """# Tower

![](./tall.png)

The tower stood by the sea, and nobody had climbed it for a hundred years.

"Who has the key?" asked Ada.
"""


@pytest.mark.parametrize("told", [STORY, UPRIGHT], ids=["wide", "upright"])
def test_the_canvas_shows_the_renderers_frames(page, studio, told):
    """Ten frames of each scene: the canvas, beside what the renderer composes of its segments; an
    upright picture lies on a spread of itself."""
    if told == UPRIGHT:
        Image.open(studio.folder / "quay.png").rotate(90, expand=True).crop((0, 0, 300, 480)).save(
            studio.folder / "tall.png"
        )
        (studio.folder / "index.md").write_text(told, "utf-8")
        until(page, f"studio.story.title === 'Tower' && {READY}")
    film = page.evaluate("studio.player.film")
    store = FolderStore(studio.folder.parent / "store")
    page.evaluate("[studio.player.canvas.width, studio.player.canvas.height] = studio.player.size")
    page.route("**/frames/*", lambda route: route.abort())  # what is drawn while it moves
    settings = VideoSettings((320, 180))
    apart = []
    for scene in film["scenes"]:
        for number in np.linspace(0, scene["frames"] - 1, 10).astype(int).tolist():
            wanted = _composed(scene["segments"], number, settings, store)
            page.evaluate(
                "async (frame) => { const { player } = studio; player.sharpen();"
                " player.seek((frame + 0.5) / player.fps); await player.ready(); }",
                scene["first"] + number,
            )
            apart.append(float(np.abs(_canvas(page) - wanted).mean()))
    kinds = {
        each["kind"] for scene in film["scenes"] for s in scene["segments"] for each in s["layers"]
    }
    assert ("spread" in kinds) == (told == UPRIGHT)
    assert len(apart) >= 10
    assert np.mean(apart) < 2
    assert max(apart) < 4


def test_near_things_pass_far_ones_as_in_the_film(browser, tmp_path):
    """A panel that is bent, and one of an artist's own layers, at both ends of their shots and
    between: the canvas, while it moves, beside what the renderer composes."""
    story = write_story(tmp_path / "fog", DEEP)
    deepen(tmp_path / "fog")
    with running_studio(story, tmp_path / "store", "--size", "640x360") as client:
        opened = browser.new_context().new_page()
        opened.route("**/frames/*", lambda route: route.abort())
        opened.goto(client.address)
        until(opened, READY)
        apart = {"bent": [], "layered": []}
        store, settings = FolderStore(tmp_path / "store"), VideoSettings((640, 360))
        opened.evaluate(
            "[studio.player.canvas.width, studio.player.canvas.height] = studio.player.size"
        )
        for scene in opened.evaluate("studio.player.film.scenes"):
            for segment in scene["segments"]:
                deep = [each["depth"] for each in segment["layers"] if each.get("depth")]
                for part in (0, 0.5, 0.99) if deep else ():
                    number = segment["start"] + int(part * segment["frames"])
                    shown = _moving(opened, scene["first"] + number)
                    wanted = _composed(scene["segments"], number, settings, store)
                    kind = "layered" if deep[0]["cels"] else "bent"
                    apart[kind].append(float(np.abs(shown - wanted).mean()))
        assert opened.evaluate("studio.player.undrawn") == []
        opened.context.close()
    assert min(map(len, apart.values())) >= 6
    assert max(max(each) for each in apart.values()) < 2


def _moving(page, frame):
    """The canvas at a frame, as the page draws it, once all that it needs is there."""
    page.evaluate(
        "async (to) => { const { player } = studio;"
        " player.seek((to + 0.5) / player.fps); await player.ready(); await player.ready(); }",
        frame,
    )
    return _canvas(page)


def test_the_canvas_rests_on_the_films_own_frame(page, studio):
    """Wherever the picture stands: the pixels that the renderer composes, and no others."""
    film = page.evaluate("studio.player.film")
    store = FolderStore(studio.folder.parent / "store")
    page.evaluate(
        "[studio.player.canvas.width, studio.player.canvas.height] = studio.player.size;"
        "studio.player.draw(true)"
    )
    for scene in film["scenes"]:
        for number in (0, scene["frames"] // 2, scene["frames"] - 1):
            frame = scene["first"] + number
            wanted = _composed(scene["segments"], number, VideoSettings((320, 180)), store)
            page.evaluate("studio.player.sharpen()")
            page.evaluate("(to) => studio.player.seek((to + 0.5) / studio.player.fps)", frame)
            until(page, "studio.player.still?.key.endsWith(`/frames/${to}`)", arg=frame)
            assert np.abs(_canvas(page) - wanted).max() <= 1
    page.evaluate("studio.player.seek(0)")
    page.click("text=Play")
    until(page, "studio.player.time > 0.3")
    assert page.evaluate("studio.player.playing"), "a picture that moves is drawn by the page"


def _composed(segments, frame, settings, store):
    """A frame as the renderer composes it, once its close-ups are drawn anew: RGB."""
    data = next(s for s in segments if s["start"] <= frame < s["start"] + s["frames"])
    layers = []
    for layer in data["layers"]:
        plain = {name: value for name, value in layer.items() if name != "kind"}
        layers.append(TypeAdapter(_KINDS[layer["kind"]]).validate_python(plain))
    segment = Segment(data["start"], data["frames"], tuple(layers))
    for picture, tile in enlarged_in(segment):
        make_tiles(picture, (tile,), store.get, store)
    shown = next(islice(compose(segment, settings, store.get), frame - segment.start, None))
    return rgb_frame(shown).astype(np.float32)
