"""A studio's session: one story, kept in step with its files, and everything done with it."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import wait
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from stat import S_ISDIR
from typing import Any

from render.checking.check import check_path
from render.checking.verdict import verdicts_json
from render.episode import STEPS, TO_DIRECT, render_story
from render.pixels.memory import return_free_pieces
from render.production.conductor import Production
from render.production.episode_steps import file_sound
from render.production.made import Made
from render.production.planning.lock import FILE_NAME as LOCK
from render.production.planning.options import RenderOptions
from render.production.planning.plan import RenderPlan
from render.production.planning.tools import AHEAD, Tools
from render.production.queue.work import Work
from render.studio.edits.changes import EditError
from render.studio.edits.comments import folder_of
from render.studio.edits.files import StoryFolder
from render.studio.edits.journal import Journal
from render.studio.edits.requests import EditRequest
from render.studio.edits.wording import changes_for
from render.studio.session.bends import Bend, bent_patches
from render.studio.session.beside_sound import BesideSound
from render.studio.session.closeups import CloseUp, close_up_file
from render.studio.session.costs import cost_of
from render.studio.session.film import PlayedScene, played_scene
from render.studio.session.jobs import Job, JobProgress, Jobs
from render.studio.session.loaded import Loaded, episode_plan, load, recorded_lines
from render.studio.session.pages import story_page, voices_page
from render.studio.session.pool import KeptPool, warm
from render.studio.session.scene_film import scene_film, scene_title, small
from render.studio.session.sounds import Trial, clip_sound, line_sound
from render.studio.session.stills import still, still_shelf
from story.errors import InkreelError, LimitError
from story.problems import Problems
from story.read import story_file
from voices.engines.base import EngineSpec
from voices.timeline import Clip

TO_CUT = (*TO_DIRECT, next(step for step in STEPS if step.makes == "segments"))
"""The steps of a render up to what each frame shows: nothing is drawn or encoded."""
SOON = 2
"""Scenes that are made before all others are begun, so that the first is seen soon: a scene ends
in the picture of the one after it."""
LOOK = 0.5
"""Seconds between two looks at the files: a save is seen at once, and looking costs nothing."""

Tell = Callable[[str, Mapping[str, Any]], None]
"""Hears what happened, by a name and plain data."""


@dataclass(frozen=True)
class MadeFilm:
    """An episode as far as it is made. `revision` is that of the story it was made from."""

    revision: int
    number: int
    scenes: tuple[PlayedScene, ...] = ()
    done: bool = False
    error: str = ""
    beside: BesideSound | None = None


class StudioSession:
    """One story in a studio. Any thread may call it; `tell` is called from any, too."""

    def __init__(
        self,
        path: Path,
        options: RenderOptions,
        tools: Tools,
        journals: Path,
        tell: Tell,
    ) -> None:
        """Read the story; an executor of `tools` is kept. Raises InkreelError where it can't be."""
        story_file(path)
        self.path = path
        self.store, self.jobs = tools.store, Jobs(lambda job: tell("job", job), tools.clock)
        self._options, self._workers, self._tell = options, tools.jobs, tell
        self._folder = StoryFolder(folder_of(path))
        name = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]
        self._scratch = journals / name
        self._journal = Journal(journals / f"{name}.jsonl", self._folder)
        self._pool = KeptPool(tools.make_executor)
        self._given = replace(tools, make_executor=lambda: self._pool)
        self._lock, self._drawing = threading.RLock(), threading.Lock()
        self._shelf = still_shelf()
        self._ended = threading.Event()
        self._error = ""
        self._clips: dict[str, Clip] = {}
        self._pictures: set[str] = set()
        self._closeups: dict[str, CloseUp] = {}
        self._bends: dict[str, Bend] = {}
        self._films: dict[int, MadeFilm] = {}
        self._warmed: set[str] = set()
        self._story: Loaded | None = None
        self._seen = self._state()
        self._story = load(path, self._folder, options, self._tools(), 1)
        threading.Thread(target=self._watch, daemon=True).start()
        if self._loaded.plan.episodes:
            self.film(0)  # before anybody asks: a page takes half a second to load

    @property
    def loaded(self) -> Loaded:
        """The story as its files are."""
        self.refresh()
        return self._loaded

    @property
    def _loaded(self) -> Loaded:
        if self._story is None:
            raise RuntimeError("the story is read before anything else")
        return self._story

    def story(self) -> dict[str, Any]:
        """What the pages show of the story."""
        loaded = self.loaded
        page = story_page(loaded, self.store, self._journal.undo_name, self._journal.redo_name)
        return {**page, "error": self._error, "out": str(self._options.out)}

    def voices(self, speaker: str) -> list[dict[str, Any]]:
        """Voices for a speaker, those that suit first."""
        return voices_page(self.loaded, speaker)

    def film(self, number: int) -> dict[str, Any]:
        """Episode `number` (its place, from 0) as far as it is made; more comes with events.

        Raises EditError where there is no such episode.
        """
        loaded = self.loaded
        if not 0 <= number < len(loaded.plan.episodes):
            raise EditError(f"there is no episode {number}.")
        with self._lock:
            found = self._films.get(number)
            if found is None or found.revision != loaded.revision:
                found = MadeFilm(loaded.revision, number)
                self._films[number] = found
                threading.Thread(target=self._make, args=(loaded, number), daemon=True).start()
        return {
            "revision": found.revision,
            "episode": number,
            "done": found.done,
            "error": found.error,
            "scenes": [each.data for each in found.scenes],
            "beside": found.beside.page() if found.beside else None,
        }

    def edit(self, asked: EditRequest) -> dict[str, Any]:
        """Make an edit; what it was and the story's revision. Raises EditError, ConflictError."""
        with self._lock:
            what, changes = changes_for(asked, self.loaded.text)
            if changes:
                self._journal.do(what, changes)
            return self._after(what, changed=bool(changes))

    def cost(self, asked: EditRequest) -> dict[str, Any]:
        """What an edit would be and cost; nothing is written. Raises EditError."""
        loaded = self.loaded
        what, changes = changes_for(asked, loaded.text)
        return {"what": what, **cost_of(changes, loaded, self._options, self.store)}

    def undo(self) -> dict[str, Any]:
        """Take the last edit back. Raises ConflictError."""
        with self._lock:
            what = self._journal.undo()
            return self._after(what, changed=bool(what))

    def redo(self) -> dict[str, Any]:
        """Bring back what undo took. Raises ConflictError."""
        with self._lock:
            what = self._journal.redo()
            return self._after(what, changed=bool(what))

    def hear(self, trial: Trial) -> bytes:
        """A line as WAV, as it would sound. Raises InkreelError."""
        loaded = self.loaded
        missing = not trial.notes
        sound = line_sound(trial, loaded, self.store, self._pool)
        if missing:
            self._remake(loaded)
        return sound

    def clip(self, name: str) -> tuple[bytes, int]:
        """A clip that a film plays, as WAV, and the sample of its scene at which it begins.

        Raises EditError for a name that no film has.
        """
        clip = self._clips.get(name)
        if clip is None:
            raise EditError("there is no such clip.")
        return clip_sound(clip, self.store)

    def beside(self, name: str, part: int) -> bytes:
        """A part of what is heard beside the voices of an episode. Raises EditError for any other.

        `name` is what the episode calls it.
        """
        films = list(self._films.values())
        found = next(
            (each.beside for each in films if each.beside and each.beside.name == name), None
        )
        content = found.part(part) if found else None
        if content is None:
            raise EditError("there is no such sound.")
        return content

    def picture(self, key: str) -> bytes:
        """A picture that a film shows. Raises EditError for any other key of the store."""
        content = self.store.get(key) if key in self._pictures else None
        if content is None:
            raise EditError("there is no such picture.")
        return content

    def closeup(self, name: str) -> bytes:
        """What a shot of a film comes near to, twice as large: PNG. Raises EditError for a name
        that no film has."""
        near = self._closeups.get(name)
        if near is None:
            raise EditError("there is no such close-up.")
        with self._drawing:
            return close_up_file(near, self._loaded.plan.video, self.store, self._shelf)

    def bend(self, name: str) -> dict[str, Any]:
        """What a film bends a panel by. Raises EditError for a name that no film has."""
        found = self._bends.get(name)
        if found is None:
            raise EditError("there is no such bend.")
        with self._drawing:
            bent = bent_patches(found, self._loaded.plan.video, self.store, self._shelf)
        patches = [list(vars(patch).values()) for patch in bent.patches]
        return {**vars(bent), "patches": patches}

    def frame(self, number: int, revision: int, frame: int) -> bytes:
        """Frame `frame` of episode `number`, as its film has it: PNG.

        Raises EditError where the episode has no such frame, or is no longer that of `revision`.
        """
        film = self._films.get(number)
        for scene in film.scenes if film and film.revision == revision else ():
            local = frame - scene.data["first"]
            if 0 <= local < scene.data["frames"]:
                with self._drawing:
                    video = self._loaded.plan.video
                    found = still(scene.segments, local, video, self.store, self._shelf)
                if found:
                    return found
        raise EditError("there is no such frame.")

    def rendered(self, number: int, place: int) -> Path:
        """A file that a job made. Raises EditError where there is none."""
        files = self.jobs.files(number)
        if not 0 <= place < len(files) or not Path(files[place]).is_file():
            raise EditError("there is no such film.")
        return Path(files[place])

    def checked(self, number: int, place: int) -> dict[str, Any]:
        """What `inkreel check` finds of a file that a job made. Raises EditError, RenderError."""
        path, loudness = self.rendered(number, place), self._options.sound.loudness
        return verdicts_json(check_path(path, loudness=loudness, jobs=self._workers))

    def render(self, *, draft: bool, chapters: str) -> Job:
        """Begin to render; what is made goes where `inkreel render` would put it."""
        episodes = replace(self._options.episodes, chapters=chapters)
        options = replace(self._options, episodes=episodes)
        options = replace(small(options), draft=True) if draft else options

        def work(job: Job, progress: JobProgress) -> list[str]:
            tools = self._working(job, progress)
            return [str(each.path) for each in render_story(self.path, options, tools)]

        return self.jobs.start(f"render {chapters or 'everything'}", work)

    def render_scene(self, episode: int, scene: int) -> Job:
        """Begin to render one scene of an episode, small, with the voices that are there.

        Raises EditError where there is no such scene.
        """
        loaded = self.loaded
        title = scene_title(loaded, episode, scene)

        def work(job: Job, progress: JobProgress) -> list[str]:
            tools = self._working(job, progress)
            return [str(scene_film(loaded, (episode, scene), self._options, self._scratch, tools))]

        return self.jobs.start(title, work)

    def refresh(self) -> None:
        """Read the story again where a file was saved; a story that can't be read stays as it was,
        with the reason."""
        with self._lock:
            state = self._state()
            if state == self._seen:
                return
            self._seen = state
            revision = self._loaded.revision + 1
            try:
                self._story = load(self.path, self._folder, self._options, self._tools(), revision)
                self._error = ""
            except InkreelError as error:
                self._error = str(error)
                self._story = replace(self._loaded, revision=revision)
        self._tell("story", {"revision": revision})

    def end(self) -> None:
        """Stop what runs."""
        self._ended.set()
        self.jobs.cancel_all()
        self._pool.end()
        shutil.rmtree(self._scratch, ignore_errors=True)  # scenes that were looked at

    def _warm(self) -> None:
        """Load the voices' engines in all workers, once what is seen first is there, so that the
        first line that is asked for is heard soon, wherever it is recorded."""
        with self._lock:
            cold = {spec.name: spec for spec, _ in self._loaded.voices.engines.values()}
            cold = {name: spec for name, spec in cold.items() if name not in self._warmed}
            self._warmed |= cold.keys()
        threading.Thread(target=self._warm_all, args=(tuple(cold.values()),), daemon=True).start()

    def _warm_all(self, cold: tuple[EngineSpec, ...]) -> None:
        counts = (1, self._workers)  # what the first compiles, the others only read
        with suppress(LimitError):
            for spec, count in product(cold, counts):
                wait([self._pool.submit(warm, spec) for _ in range(count)])

    def _after(self, what: str, *, changed: bool) -> dict[str, Any]:
        self.refresh()
        return {"what": what, "changed": changed, "revision": self._loaded.revision}

    def _remake(self, loaded: Loaded) -> None:
        """Films are made anew with a line that is recorded now."""
        with self._lock:
            if loaded is self._loaded:
                self._story = replace(loaded, revision=loaded.revision + 1)
        self._tell("story", {"revision": self._loaded.revision})

    def _make(self, loaded: Loaded, number: int) -> None:
        """Direct an episode scene by scene."""
        film = MadeFilm(loaded.revision, number)
        try:
            self._direct(loaded, film)
        except LimitError:
            return
        except InkreelError as error:
            self._keep(replace(film, done=True, error=str(error)))
        finally:
            return_free_pieces()

    def _direct(self, loaded: Loaded, film: MadeFilm) -> None:
        tools = self._tools()
        plan = episode_plan(loaded, film.number, self._options, tools)
        recorded = recorded_lines(plan, loaded)

        def stop() -> str:
            now = self._films.get(film.number)
            old = self._ended.is_set() or now is None or now.revision != film.revision
            return "the story was edited" if old else ""

        scenes, made = plan.scenes, Made()
        for count in dict.fromkeys((min(SOON, len(scenes)), len(scenes))):
            made = self._cut(film, replace(plan, scenes=scenes[:count]), recorded, stop)
            self._warm()
        heard = BesideSound(file_sound(replace(plan, end=0, outro=None), 0, made), self.store)
        known = self._films.get(film.number, film).scenes
        self._keep(replace(film, scenes=known, done=True, beside=heard))

    def _cut(
        self,
        film: MadeFilm,
        plan: RenderPlan,
        recorded: Mapping[str, bool],
        stop: Callable[[], str],
    ) -> Made:
        """Make what scenes of a plan need up to their segments; the last of some waits for more."""
        tools = self._tools()
        progress = _Reached(lambda: self._reached(film, plan, production.made, recorded))
        work = Work(tools.make_executor, self._workers * AHEAD, progress, stop)
        production = Production(plan, TO_CUT, self.store, work, tools.problems)
        production.begin()
        self._reached(film, plan, production.made, recorded)
        production.run()
        self._reached(film, plan, production.made, recorded)
        return production.made

    def _reached(
        self,
        film: MadeFilm,
        plan: RenderPlan,
        made: Made,
        recorded: Mapping[str, bool],
    ) -> None:
        """Keep the scenes that are made by now, from the first on."""
        known = self._films.get(film.number, film).scenes
        scenes = list(known)
        first = sum(scene.data["frames"] for scene in scenes)
        for number in range(len(scenes), len(plan.scenes)):
            if number not in made.segments:
                break
            scenes.append(played_scene(plan, made, number, first, recorded))
            first += scenes[-1].data["frames"]
        if len(scenes) > len(known):
            self._keep(replace(film, scenes=tuple(scenes)))

    def _keep(self, film: MadeFilm) -> None:
        with self._lock:
            now = self._films.get(film.number)
            if now is None or now.revision != film.revision:
                return
            self._films[film.number] = film
            scenes = [scene for each in self._films.values() for scene in each.scenes]
            self._clips = {name: clip for scene in scenes for name, clip in scene.clips.items()}
            self._pictures = {key for scene in scenes for key in scene.pictures}
            self._closeups = {name: near for s in scenes for name, near in s.closeups.items()}
            self._bends = {name: bend for s in scenes for name, bend in s.bends.items()}
        self._tell("film", {"episode": film.number, "scenes": len(film.scenes), "done": film.done})

    def _tools(self) -> Tools:
        """The session's tools, with problems of their own."""
        return replace(self._given, problems=Problems())

    def _working(self, job: Job, progress: JobProgress) -> Tools:
        """The tools of a job."""
        return replace(self._tools(), progress=progress, stop=lambda: _stopped(job))

    def _watch(self) -> None:
        while not self._ended.wait(LOOK):
            self.refresh()

    def _state(self) -> tuple[object, ...]:
        """What tells saved files from those before: the story's, and what lies beside them."""
        folder = self._folder.path
        try:
            files = {each for each in folder.iterdir() if not _is_apart(each.name)}
        except OSError:  # moved away, or a drive that sleeps: it may come back
            files = set()
        files |= {folder / name for name in (self._story.text.texts if self._story else ())}
        found: list[object] = []
        for file in sorted(files):
            try:
                facts = file.lstat()
            except OSError:
                continue
            if not S_ISDIR(facts.st_mode):
                found.append((file.name, facts.st_mtime_ns, facts.st_size, facts.st_ino))
        return tuple(found)


def _is_apart(name: str) -> bool:
    """Whether a file is none of the story's: a lock, or what an editor leaves for a moment."""
    return name == LOCK or name.startswith(".") or name.endswith(("~", ".swp", ".part"))


def _stopped(job: Job) -> str:
    return "the job was ended" if job.stopped else ""


class _Reached:
    """Progress of which only the news count that something was done."""

    def __init__(self, then: Callable[[], None]) -> None:
        self._then = then

    def expect(self, stage: str, amount: float) -> None:
        """More to do: it is heard of when it is done."""

    def foresee(self, seconds: Callable[[], float | None]) -> None:
        """How long it will go on: nobody waits for the end."""

    def done(self, stage: str, amount: float) -> None:  # noqa: ARG002
        self._then()
