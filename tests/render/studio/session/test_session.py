"""The studio's session: a story in step with its files, heard before it is recorded."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from itertools import islice
from queue import Queue

import av
import numpy as np
import pytest
import soundfile
from PIL import Image
from pydantic import TypeAdapter
from renders import options, tools
from studio_story import STORY, write_story

from render.pixels.compose import compose
from render.pixels.encode import rgb_frame
from render.pixels.enlarging.enlarged import make_tiles
from render.pixels.enlarging.tiles import grid
from render.pixels.picture import open_image
from render.pixels.segments import VideoSettings
from render.production.queue.executors import InlineExecutor
from render.studio.edits.changes import EditError
from render.studio.edits.requests import EditRequest
from render.studio.session.heard import as_recorded, unrecorded
from render.studio.session.jobs import KEPT, Jobs
from render.studio.session.session import StudioSession
from render.studio.session.sounds import Trial
from story.errors import InkreelError, LimitError
from voices.recording.record import record_take
from voices.store.store import FolderStore

ASKED = TypeAdapter(EditRequest)


@pytest.fixture
def session(tmp_path):
    told: Queue = Queue()
    made = StudioSession(
        write_story(tmp_path / "fog"),
        options(tmp_path / "out"),
        tools(tmp_path / "store"),
        tmp_path / "journals",
        lambda name, data: told.put((name, data)),
    )
    made.told = told
    yield made
    made.end()


def whole(session, number=0):
    """An episode, once it is made."""
    for _ in range(600):
        found = session.film(number)
        if found["done"]:
            return found
        time.sleep(0.05)
    raise AssertionError("the episode was never done")


def line_of(session, begins):
    lines = [line for part in session.story()["sections"] for line in part["lines"]]
    return next(line for line in lines if line["text"].startswith(begins))


def at(line):
    return {"id": line["id"], "text": line["text"]}


def ask(session, kind, begins, **more):
    return ASKED.validate_python({"kind": kind, "line": at(line_of(session, begins)), **more})


def test_the_story_is_shown_with_its_speakers_and_their_voices(session):
    page = session.story()
    assert (page["title"], page["revision"], page["undo"]) == ("Fog", 1, "")
    assert page["out"].endswith("out")
    assert [each["number"] for each in page["episodes"]] == [1]
    assert {each["name"] for each in page["cast"]} == {"narrator", "Ada", "Tom"}
    assert line_of(session, "Nor can")["unsure"] in (True, False)
    assert line_of(session, "Fog")["voice"].startswith("tone:")


def test_an_episode_covers_its_frames_and_its_clips_are_heard(session):
    found = whole(session)
    first = 0
    for scene in found["scenes"]:
        assert scene["first"] == first
        ends = [each["start"] + each["frames"] for each in scene["segments"]]
        assert [0, *ends[:-1]] == [each["start"] for each in scene["segments"]]
        assert ends[-1] == scene["frames"]
        assert {clip["line"] for clip in scene["clips"]} <= {
            line["id"] for part in session.story()["sections"] for line in part["lines"]
        }
        first += scene["frames"]
    clip = found["scenes"][0]["clips"][0]
    content, start = session.clip(clip["name"])
    samples, rate = soundfile.read(io.BytesIO(content))
    assert (rate, samples.shape[1]) == (48000, 2)
    assert start <= clip["start"] < clip["end"] <= start + len(samples)
    key = found["scenes"][0]["panels"][0]["picture"]
    assert session.picture(key).startswith(b"\x89PNG")


def test_a_frame_is_as_its_film_has_it(session):
    found = whole(session)
    scene = found["scenes"][-1]
    segment = session._films[0].scenes[-1].segments[0]
    number = segment.start + segment.frames // 2
    content = session.frame(0, found["revision"], scene["first"] + number)
    settings = VideoSettings(session.loaded.plan.video.size)
    composed = compose(segment, settings, session.store.get)
    wanted = rgb_frame(next(islice(composed, number - segment.start, None)))
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(content))), wanted)
    frames = scene["first"] + scene["frames"]
    for revision, frame in ((found["revision"], frames), (found["revision"] + 1, 0)):
        with pytest.raises(EditError, match="no such frame"):
            session.frame(0, revision, frame)


def test_a_closeup_is_the_panel_twice_as_large_with_what_a_render_drew_anew(session):
    near = "<!-- camera: from [20,20,80,45] to [60,40,80,45] -->\n\n"
    session.path.write_text(STORY.replace("\"I can't", near + "\"I can't"), "utf-8")
    found = whole(session)
    scene = next(each for each in found["scenes"] if each["closeups"])
    place = next(each for each in scene["closeups"] if not each["x"])
    segment, layer = place["at"]
    near = scene["segments"][segment]["layers"][layer]
    before = np.asarray(Image.open(io.BytesIO(session.closeup(place["name"]))), np.float32)
    assert place["times"] == 2
    assert before.shape == (2 * place["h"], 2 * place["w"], 3)
    panel = open_image(session.picture(near["shot"]["picture"]))
    box = (place["x"], place["y"], place["x"] + place["w"], place["y"] + place["h"])
    small = np.asarray(panel.crop(box), np.float32)
    assert np.abs(before.reshape(place["h"], 2, place["w"], 2, 3).mean((1, 3)) - small).mean() < 6
    tile = grid(panel.size)[0]
    key = near["shot"]["picture"]
    name, closeup = next(
        item for item in session._closeups.items() if item[1].picture == key and not item[1].left
    )
    session._closeups[name] = replace(closeup, tiles=(tile,))
    soft = session.closeup(name)
    make_tiles(key, (tile,), session.store.get, session.store)
    assert session.closeup(name) != soft
    with pytest.raises(EditError, match="no such close-up"):
        session.closeup("x")


def test_the_first_scene_is_there_before_the_others(session):
    times = ("Dawn", "Noon", "Dusk", "Night", "Sleep")
    parts = [f"## {each}\n\n![](./quay.png)\n\nThe fog came at {each}." for each in times]
    session.path.write_text("# Fog\n\n" + "\n\n".join(parts) + "\n", "utf-8")
    found = whole(session)
    reached = [data["scenes"] for name, data in session.told.queue if name == "film"]
    assert len(found["scenes"]) == 5
    assert reached[0] < 5
    assert reached == sorted(reached)
    assert [each["first"] for each in found["scenes"]][:2] == [0, found["scenes"][0]["frames"]]


def test_what_lies_under_the_words_comes_in_parts_whatever_is_asked_for_first(session):
    line = '"Nor can I, and nobody else can see anything in such a fog as this one is."\n\n'
    session.path.write_text(session.path.read_text("utf-8") + line * 6, "utf-8")
    found = whole(session)
    beside = found["beside"]
    assert beside["parts"] > 1
    last = session.beside(beside["name"], beside["parts"] - 1)
    first = session.beside(beside["name"], 0)
    lengths = [len(soundfile.read(io.BytesIO(each))[0]) for each in (first, last)]
    frames = sum(scene["frames"] for scene in found["scenes"])
    assert lengths[0] == beside["samples"]
    assert (beside["parts"] - 1) * beside["samples"] + lengths[1] == frames * 1600
    for entry in [each.key for each in session.store.entries() if each.key.startswith("beside/")]:
        session.store.remove(entry)
    assert session.beside(beside["name"], 0) == first
    for name, part in ((beside["name"], beside["parts"]), ("x", 0)):
        with pytest.raises(EditError, match="no such sound"):
            session.beside(name, part)


def test_a_scene_that_is_not_there_is_not_rendered(session):
    for place in ((0, 99), (9, 0)):
        with pytest.raises(EditError, match="there is no scene"):
            session.render_scene(*place)


def test_any_scene_of_an_episode_is_rendered_by_itself(session, tmp_path):
    words = ("Fog came in.", "It was late.", "Nobody came.")
    pages = [
        f"**Page {n}**\n\n{said}\n\n![](./quay.png)\n\n---\n\n" for n, said in enumerate(words)
    ]
    told = f"# Fog\n\n{''.join(pages)}"
    (tmp_path / "fog" / "index.md").write_text(told, "utf-8")
    session.refresh()
    scenes = whole(session)["scenes"]
    assert len(scenes) == 3
    drawn = []
    for number, scene in enumerate(scenes):
        job = session.render_scene(0, number)
        while job.state in ("waiting", "running"):
            time.sleep(0.05)
        assert job.state == "done", job.message
        with av.open(str(session.rendered(job.number, 0))) as film:
            assert film.streams.video[0].frames == scene["frames"]
        drawn.append(job.stages["rendering"][1])
    assert drawn == [scene["frames"] for scene in scenes], "and nothing else is drawn"


def test_nothing_of_the_store_is_shown_that_no_episode_shows(session):
    session.store.put("picture/secret", b"secret")
    whole(session)
    with pytest.raises(EditError, match="no such picture"):
        session.picture("picture/secret")
    with pytest.raises(EditError, match="no such clip"):
        session.clip("../secret")


def test_an_edit_reads_the_story_anew_and_costs_what_was_said(session):
    whole(session)
    asked = ask(session, "pause", "Nor can", value="2")
    assert session.cost(asked) == {
        "what": "pause 2: “Nor can I.”",
        "takes": 0,
        "scenes": 1,
    }
    before = whole(session)["scenes"]
    assert session.edit(asked)["revision"] == 2
    after = whole(session)["scenes"]
    longer = sum(each["frames"] for each in after) - sum(each["frames"] for each in before)
    assert 0 < longer <= 62
    other = ask(session, "speaker", "Nor can", speaker="Ada")
    assert session.cost(other)["scenes"] == 1
    session.edit(other)
    assert line_of(session, "Nor can")["speaker"] == "Ada"
    session.undo()
    session.undo()
    assert (session.path.read_text("utf-8"), session.story()["undo"]) == (STORY, "")


def test_a_voice_that_is_not_recorded_costs_takes_until_it_is_heard(session):
    whole(session)
    line = line_of(session, "I can't see")
    voice = next(each["id"] for each in session.voices("Ada") if each["id"] != line["voice"])
    asked = ask(session, "voice", "I can't see", value=voice)
    assert session.cost(asked)["takes"] == 1
    sound = session.hear(Trial(line["id"], line["text"], (("voice", voice),)))
    assert sound.startswith(b"RIFF")
    assert session.cost(asked)["takes"] == 0


def test_a_save_by_somebody_else_is_seen(session):
    whole(session)
    session.path.write_text(STORY.replace("at four", "at five"), "utf-8")
    assert line_of(session, "Fog")["text"].startswith("Fog came in at five.")
    assert session.story()["revision"] == 2
    assert ("story", {"revision": 2}) in list(session.told.queue)


def test_a_story_that_can_not_be_read_stays_as_it_was_with_the_reason(session):
    (session.path.parent / "inkreel.toml").write_text("cast = 7\n", "utf-8")
    page = session.story()
    assert "inkreel.toml:1: cast" in page["error"]
    assert page["title"] == "Fog"
    (session.path.parent / "inkreel.toml").unlink()
    assert session.story()["error"] == ""


def test_lines_are_in_the_draft_voice_until_they_are_recorded(session, tmp_path):
    ready = session.loaded.ready
    store = FolderStore(tmp_path / "other")
    drafted = as_recorded(ready.plan, ready.script, ready.settings, store)
    engines = {r.engine.name for scene in drafted.scenes for r in scene.requests.values()}
    assert engines == {"hibari"}
    first = next(iter(ready.plan.scenes[0].requests.items()))
    record_take(first[1], store)
    mixed = as_recorded(ready.plan, ready.script, ready.settings, store).scenes[0]
    assert mixed.requests[first[0]] == first[1]
    assert first[0].line not in mixed.own
    assert list(mixed.requests) == list(ready.plan.scenes[0].requests)
    others = unrecorded(ready.plan.scenes[0].requests, store)
    assert set(mixed.own) == set(others)
    assert {use.voice.engine for use in mixed.own.values()} == {"hibari"}


def test_a_render_is_a_job_with_its_files(session, tmp_path):
    job = session.render(draft=False, chapters="1")
    for _ in range(1200):
        page = session.jobs.page()[-1]
        if page["state"] not in ("waiting", "running"):
            break
        time.sleep(0.05)
    assert (page["state"], page["message"]) == ("done", "")
    assert [name.endswith(".mp4") for name in page["files"]] == [True]
    assert page["stages"]["rendering"][0] == page["stages"]["rendering"][1] > 0
    assert job.number == 1
    assert [name for name, _ in session.told.queue if name == "job"]


def test_a_job_ends_when_it_is_told_to_and_the_next_begins():
    jobs = Jobs(lambda _: None, time.monotonic)

    def until_stopped(job, _progress):
        while not job.stopped:
            time.sleep(0.01)
        raise LimitError("stopped")

    jobs.start("long", until_stopped)
    jobs.start("short", lambda _job, progress: [progress.expect("joining", 1) or "a.mp4"])
    assert jobs.cancel(1)
    for _ in range(200):
        states = [each["state"] for each in jobs.page()]
        if states == ["cancelled", "done"]:
            break
        time.sleep(0.02)
    assert states == ["cancelled", "done"]
    assert not jobs.cancel(1)
    assert not jobs.cancel(9)


def test_no_more_jobs_wait_than_are_remembered_and_those_that_wait_stay():
    jobs = Jobs(lambda _: None, time.monotonic)
    jobs.start("over", lambda _job, _progress: [])
    while jobs.page()[0]["state"] != "done":
        time.sleep(0.01)

    def until_stopped(job, _progress):
        while not job.stopped:
            time.sleep(0.01)
        raise LimitError("stopped")

    for _ in range(KEPT):
        jobs.start("long", until_stopped)
    assert [each["number"] for each in jobs.page()] == list(range(2, KEPT + 2))
    with pytest.raises(EditError, match="too many"):
        jobs.start("more", until_stopped)
    jobs.cancel_all()


def test_what_a_film_shows_is_what_a_render_would_encode(session):
    """The page composes the very segments of the render's plan."""
    from render.episode import STEPS
    from render.pixels.segments import segment_to_json
    from render.production.perform import Production
    from render.production.queue.work import Work

    found = whole(session)
    with_tools = tools(session.path.parent.parent / "store")
    work = Work(InlineExecutor, 1, with_tools.progress)
    cut = next(at for at, step in enumerate(STEPS) if step.makes == "segments")
    plan = replace(session.loaded.plan, intro=None)
    production = Production(plan, STEPS[: cut + 1], with_tools.store, work, with_tools.problems)
    production.begin()
    production.run()
    for number, scene in enumerate(found["scenes"]):
        wanted = [segment_to_json(each) for each in production.made.segments[number]]
        assert scene["segments"] == wanted


def test_a_folder_that_is_moved_away_may_come_back(session):
    whole(session)
    folder = session.path.parent
    folder.rename(folder.with_name("away"))
    assert session.story()["error"]
    assert whole(session)["scenes"]
    with pytest.raises(InkreelError):
        session.edit(ASKED.validate_python({"kind": "pause", "line": first(session), "value": "1"}))
    folder.with_name("away").rename(folder)
    assert session.story()["error"] == ""
    session.edit(ASKED.validate_python({"kind": "pause", "line": first(session), "value": "1"}))
    assert "pause 1s" in session.path.read_text("utf-8")


def first(session):
    """The first line, as requests name it."""
    line = next(line for part in session.story()["sections"] for line in part["lines"])
    return {"id": line["id"], "text": line["text"]}


def test_nothing_is_begun_once_a_studio_has_ended(session):
    whole(session)
    session.end()
    with pytest.raises(LimitError, match="ended"):
        session._pool.submit(len, "fog")
    line = session.loaded.ready.script.sections[0].lines[0]
    with pytest.raises(LimitError, match="ended"):
        session.hear(Trial(line.id, line.text))
