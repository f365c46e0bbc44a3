// The studio's page: loads the story, shows one view at a time, sends edits.

import { get, listen, post, sound } from "./api.js";
import { Cast } from "./cast.js";
import { clear, counted, h, say } from "./dom.js";
import { Make } from "./make.js";
import { Player } from "./player.js";
import { Proof } from "./proof.js";
import { Script } from "./script.js";
import { Shots } from "./shots.js";
import { Watch } from "./watch.js";

const el = (id) => document.getElementById(id);
const VIEWS = { watch: Watch, script: Script, cast: Cast, shots: Shots, proof: Proof, make: Make };

const DEAR = { takes: 10, scenes: 3 };   // what costs more is asked about: a minute or two of work

class Studio {
  constructor() {
    const canvas = h("canvas", { width: "1280", height: "720", role: "img", "aria-label": "The picture" });
    this.player = new Player(canvas);
    this.voices = [];
    this.episode = 0;
    this.views = Object.fromEntries(Object.entries(VIEWS).map(([name, View]) => [name, new View(el(name), this.player, this)]));
    for (const tab of document.querySelectorAll("[role=tab]")) tab.addEventListener("click", () => this.open(tab.dataset.view));
    el("tabs").addEventListener("keydown", (event) => this.tab(event));
    el("undo").addEventListener("click", () => this.back("undo"));
    el("redo").addEventListener("click", () => this.back("redo"));
    el("episode").addEventListener("change", () => { this.episode = Number(el("episode").value); this.player.seek(0); this.film(); });
    document.addEventListener("keydown", (event) => this.key(event));
  }

  async begin() {
    listen((name, data) => this.event(name, data));
    await this.load();
    this.open(location.hash.slice(1) in VIEWS ? location.hash.slice(1) : "watch");
    this.voices = await get("/api/voices").catch(() => []);
    this.view?.update?.();
  }

  // Of answers that overtake each other the one to the last question counts; all wait for that.
  load() { const asked = (this.askedStory = {}); return (asked.shown = this.showStory(asked)); }

  film() { const asked = (this.askedFilm = {}); return (asked.shown = this.showFilm(asked)); }

  async showStory(asked) {
    try {
      const story = await get("/api/story");
      if (this.askedStory !== asked) { await this.askedStory.shown; return; }
      this.story = story;
    } catch (error) { this.fail(error); return; }
    this.lines = new Map(this.story.sections.flatMap((section) => section.lines.map((line) => [line.id, line])));
    document.title = `${this.story.title} – Inkreel studio`;
    el("title").textContent = this.story.title;
    const [width, height] = this.story.size;
    this.player.canvas.height = Math.round((this.player.canvas.width * height) / width);
    const episodes = this.story.episodes.map((each) => `${each.number}. ${each.title}`);
    if (this.episode >= episodes.length) this.episode = 0;
    if ([...el("episode").options].map((each) => each.text).join("\n") !== episodes.join("\n")) {
      clear(el("episode"), episodes.map((each, i) => h("option", { value: String(i), selected: i === this.episode }, each)));
    }
    for (const [name, done] of [["undo", this.story.undo], ["redo", this.story.redo]]) {
      el(name).disabled = !done;
      el(name).title = done;
    }
    this.settle();
    this.view?.update?.();
    await this.film();
  }

  async showFilm(asked) {
    try {
      const film = await get(`/api/episodes/${this.episode}`);
      if (this.askedFilm !== asked) { await this.askedFilm.shown; return; }
      // While a new film is arranged the last one stays until the new one has the frame that is shown:
      // nothing goes black, and nobody is sent back to its beginning.
      const { player } = this, frames = film.scenes.reduce((sum, scene) => sum + scene.frames, 0);
      if (film.done || frames > player.frame + player.fps || !player.film?.scenes.length || this.shown !== this.episode) {
        this.shown = this.episode;
        player.show(film, this.story);
      }
      if (film.error) this.trouble(film.error);
    } catch (error) { this.fail(error); }
  }

  line(id) { return this.lines?.get(id); }

  open(name) {
    if (this.name && name !== this.name) { say(""); this.settle(); }
    this.name = name;
    history.replaceState(null, "", `#${name}`);
    for (const tab of document.querySelectorAll("[role=tab]")) {
      const on = tab.dataset.view === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      el(tab.dataset.view).hidden = !on;
    }
    this.view = this.views[name];
    this.view.show();
  }

  tab(event) {
    const names = Object.keys(VIEWS), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.stopPropagation();
    this.open(names[(names.indexOf(this.name) + step + names.length) % names.length]);
    el(`tab-${this.name}`).focus();
  }

  key(event) {
    if (el("cost").open) return;
    const typing = event.target.closest("input, select, textarea");
    if ((event.ctrlKey || event.metaKey) && !typing && event.key.toLowerCase() === "z") {
      event.preventDefault();
      this.back(event.shiftKey ? "redo" : "undo");
    } else if (!typing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      if (event.target.closest("button, canvas[tabindex]") && [" ", "Enter"].includes(event.key)) return;
      const to = Object.keys(VIEWS)["123456".indexOf(event.key)];
      if (to && !event.target.closest(".lines")) this.open(to);
      else if (this.view?.keys?.(event)) event.preventDefault();
    }
  }

  async edit(asked) {
    try {
      const cost = await post("/api/cost", asked);
      const told = `${counted(cost.takes, "take")} to record, ${counted(cost.scenes, "scene")} to draw anew`;
      const dear = cost.takes > DEAR.takes || cost.scenes > DEAR.scenes;
      if ((dear || el("ask").checked) && !(await this.agreed(`${cost.what}: ${told}.`))) { this.view?.update?.(); return null; }
      const made = await post("/api/edits", asked);
      say(made.changed ? `${made.what}. That is ${told}.` : `${made.what}: it was so already.`);
      await this.load();
      return made;
    } catch (error) { this.fail(error); return null; }
  }

  // What an edit costs, before it is made.
  agreed(text) {
    const dialog = el("cost"), before = document.activeElement;
    el("cost-text").textContent = text;
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((done) => dialog.addEventListener("close", () => { before?.focus?.(); done(dialog.returnValue === "make"); }, { once: true }));
  }

  async back(way) {
    try {
      const made = await post(`/api/${way}`);
      say(made.what ? `${way === "undo" ? "Taken back" : "Done again"}: ${made.what}.` : `Nothing to ${way}.`);
      await this.load();
    } catch (error) { this.fail(error); }
  }

  async hear(line, notes) {
    say("Recording…");
    try {
      const { audio } = this.player;
      await audio.resume();
      const samples = await audio.decodeAudioData(await sound("/api/hear", { line: { id: line.id, text: line.text }, notes }));
      this.heard?.stop();
      this.heard = new AudioBufferSourceNode(audio, { buffer: samples });
      this.heard.connect(this.player.analyser);
      this.heard.start();
      this.lastHeard = samples;
      say(`Heard: ${samples.duration.toFixed(1)} seconds.`);
      this.settle();
    } catch (error) { this.fail(error); }
  }

  playFrom(time) { this.open("watch"); this.player.seek(time); this.player.play(); }

  playLine(id) {
    const clip = this.player.clips().find((each) => each.clip.line === id);
    if (clip) this.playFrom(clip.at - 0.1);
    else say("This line is in another episode: choose it above.");
  }

  async playAt(episode, time) { await this.turnTo(episode); this.playFrom(time); }

  // Shows another episode, once it is there.
  async turnTo(episode) {
    if (episode === this.episode) return;
    this.episode = episode;
    el("episode").value = String(episode);
    await this.film();
  }

  async openShot(episode, id) {
    await this.turnTo(episode);
    this.open("shots");
    const found = this.views.shots.every().find(({ shot }) => shot.id === id);
    if (found) { this.views.shots.choose(found.scene, found.shot); this.views.shots.canvas.focus(); }
  }

  openRow(row) {
    const line = [...this.lines.values()].findLast((each) => each.row <= row) ?? [...this.lines.values()][0];
    this.open("script");
    this.views.script.choose(line.id);
    this.views.script.rows.get(line.id)?.focus();
  }

  event(name, data) {
    if (name === "story" && data.revision !== this.story?.revision) this.load();
    else if (name === "film") { if (data.episode === this.episode) this.film(); this.views.proof.film(); }
    else if (name === "job") {
      this.views.make.job(data);
      this.views.watch.done(data);
      if (data.state === "done") this.player.sharpen();
    }
    else if (name === "lost") this.load();
    else if (name === "connected" && this.away) { this.away = false; this.trouble(""); this.load(); }
    else if (name === "gone") { this.away = true; this.trouble("The studio has stopped. Start it again to go on; what you did is kept."); }
    else if (name === "refused") this.trouble(data.error);
  }

  fail(error) {
    const both = error.wanted === undefined ? "" : `\nIt should read: ${error.wanted}\nIt reads: ${error.found}`;
    say("");
    this.trouble(error.message + both);
  }

  // What went wrong before is over: what is wrong with the story itself, or its film, still stands there.
  settle() {
    if (this.away || !this.story) return;
    const { film } = this.player;
    this.trouble(this.story.error || (film?.revision === this.story.revision && film.error));
  }

  trouble(text) {
    el("trouble").textContent = text || "";
    el("trouble").hidden = !text;
  }
}

window.studio = new Studio();
window.studio.begin();
