// Watch: picture, sound, captions, and every word to start from.

import { post, raw } from "./api.js";
import { clear, clock, counted, h, say } from "./dom.js";

export class Watch {
  constructor(root, player, studio) {
    [this.root, this.player, this.studio] = [root, player, studio];
    this.captions = h("p", { class: "captions", "aria-hidden": "true" });
    this.play = h("button", { class: "big", title: "Space", onclick: () => this.toggle() }, "Play");
    this.at = h("input", { type: "range", min: "0", max: "1", step: "any", value: "0", "aria-label": "Place in the episode",
      oninput: () => player.seek(Number(this.at.value)) });
    this.time = h("output", {}, "0:00.0");
    this.loop = h("button", { "aria-pressed": "false", title: "l", onclick: () => this.looped() }, "Loop line");
    this.music = h("button", { "aria-pressed": "true", onclick: () => this.tuned() }, "Music");
    this.asItWillBe = h("button", { title: "Render this scene, small, and play it", onclick: () => this.render() }, "As it will be");
    this.film = h("video", { controls: true, class: "film", "aria-label": "The scene as it will be" });
    this.over = h("div", { class: "over", hidden: true }, this.film, h("button", { onclick: () => this.close() }, "Close"));
    this.words = h("div", { class: "words", role: "group", "aria-label": "Words: choose one to play from it",
      onkeydown: (event) => this.walk(event) });
    this.note = h("p", { class: "quiet", role: "status" });
    const keys = h("p", { class: "quiet" }, "Choose a word to play from it. Space plays, the arrows go two seconds, , and . one frame, l loops the line.");
    this.undrawn = h("p", { class: "quiet" });
    root.append(
      h("div", { class: "stage" }, player.canvas, this.captions, this.over),
      h("div", { class: "controls" }, this.play,
        h("button", { onclick: () => player.step(-1), "aria-label": "One frame back", title: "One frame back: ," }, "◂"),
        h("button", { onclick: () => player.step(1), "aria-label": "One frame on", title: "One frame on: ." }, "▸"),
        this.loop, this.music, this.asItWillBe, this.at, this.time),
      this.note, this.undrawn, this.words, keys);
    player.addEventListener("time", () => this.follow());
    player.addEventListener("state", () => this.follow());
    player.addEventListener("film", () => this.list());
  }

  // The arrow keys go from word to word: one stop for Tab, however long the story is.
  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = this.spans.findIndex((each) => each.span === document.activeElement);
    const to = this.spans[at + step]?.span;
    if (!step || at < 0 || !to) return;
    event.preventDefault();
    event.stopPropagation();
    document.activeElement.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }

  toggle() { this.player.playing || this.player.wanted ? this.player.pause() : this.player.play(); }

  looped() {
    const clip = this.clipNow();
    const on = !this.player.loop && clip;
    if (on) {
      const line = this.player.clips().filter((each) => each.clip.line === clip.clip.line);
      this.player.loop = [line[0].at - 0.1, line.at(-1).end + 0.2];
    } else this.player.loop = null;
    this.loop.setAttribute("aria-pressed", String(Boolean(this.player.loop)));
  }

  tuned() {
    const { player } = this;
    player.music = !player.music;
    this.music.setAttribute("aria-pressed", String(player.music));
    if (player.playing) player.seek(player.time);
  }

  // The scene that is shown, rendered by itself: what its film will be, small.
  async render() {
    const { player, studio } = this;
    const place = player.film.scenes.indexOf(player.sceneAt(player.frame));
    if (place < 0) return;
    player.pause();
    try {
      this.job = (await post("/api/jobs", { draft: true, scene: [studio.episode, place] })).number;
      say("The scene is rendered…");
    } catch (error) { studio.fail(error); }
  }

  async done(job) {
    if (job.number !== this.job || ["waiting", "running"].includes(job.state)) {
      if (job.number === this.job && job.left !== null) say(`The scene is rendered… ${clock(job.left)} left`);
      return;
    }
    this.job = null;
    if (job.state !== "done") { this.studio.fail(new Error(job.message || "The scene was not rendered.")); return; }
    try {
      const film = await (await raw(`/api/jobs/${job.number}/films/0`)).blob();
      this.film.src = URL.createObjectURL(film);
      this.over.hidden = false;
      say("This is the scene as it will be.");
      await this.film.play();
    } catch (error) { this.studio.fail(error); }
  }

  close() {
    this.film.pause();
    URL.revokeObjectURL(this.film.src);
    this.film.removeAttribute("src");
    this.over.hidden = true;
  }

  clipNow() {
    const every = this.player.clips(), now = this.player.time;
    return every.findLast((each) => each.at <= now + 0.05) ?? every[0];
  }

  list() {
    const { player, studio } = this, film = player.film;
    this.at.max = String(Math.max(player.seconds, 0.01));
    const drafts = new Set(player.clips().filter((each) => !each.clip.recorded).map((each) => each.clip.line));
    this.note.textContent = !film?.done ? (film?.scenes.length ? "Arranging…" : "Arranging… The first time, each picture is looked at: that takes a while.")
      : film.error || (drafts.size ? `${counted(drafts.size, "line")} spoken by the draft voice until recorded.` : "");
    const key = JSON.stringify(film?.scenes.map((scene) => scene.clips));
    if (key === this.key) { this.follow(); return; }
    this.key = key;
    this.spans = [];
    const rows = [];
    for (const { clip, at } of player.clips()) {
      const line = studio.line(clip.line);
      if (!line) continue;
      const row = h("p", { class: clip.recorded ? "said" : "said draft" }, h("b", {}, `${line.speaker} `));
      clip.words.forEach(([start, , onset, offset], i) => {
        const next = clip.words[i + 1]?.[0] ?? clip.last;
        const from = at + (onset - clip.start) / 48000;
        const span = h("button", { class: "word", tabindex: this.spans.length ? "-1" : "0", onclick: () => { player.seek(from); player.play(); } }, line.text.slice(start, next).trim());
        this.spans.push({ span, from, to: at + (offset - clip.start) / 48000 });
        row.append(span, " ");
      });
      rows.push(row);
    }
    clear(this.words, rows);
    this.follow();
  }

  follow() {
    const { player } = this, now = player.time;
    this.play.textContent = player.playing || player.wanted ? "Pause" : "Play";
    if (document.activeElement !== this.at || player.playing) this.at.value = String(now);
    this.at.setAttribute("aria-valuetext", clock(now));
    this.time.textContent = `${clock(now)} / ${clock(player.seconds)}`;
    const undrawn = player.playing ? player.undrawn.join(", ") : "", hint = undrawn && `Not drawn while it plays: ${undrawn}.`;
    if (this.undrawn.textContent !== hint) this.undrawn.textContent = hint;
    const scene = player.sceneAt(player.frame);
    const sample = (now - (scene?.first ?? 0) / player.fps) * 48000;
    const cue = scene?.captions.find((each) => sample >= each.start && sample < each.end);
    const text = cue ? cue.rows.join("\n") : "";
    if (this.captions.textContent !== text) this.captions.textContent = text;
    const said = this.spans?.find((each) => now >= each.from && now < each.to)?.span;
    if (said !== this.said) {
      this.said?.removeAttribute("aria-current");
      said?.setAttribute("aria-current", "true");
      this.said = said;
      if (player.playing) said?.scrollIntoView({ block: "nearest" });
    }
  }

  keys(event) {
    if (event.key === " ") this.toggle();
    else if (event.key === "ArrowLeft") this.player.seek(this.player.time - 2);
    else if (event.key === "ArrowRight") this.player.seek(this.player.time + 2);
    else if (event.key === ",") this.player.step(-1);
    else if (event.key === ".") this.player.step(1);
    else if (event.key === "l") this.looped();
    else return false;
    return true;
  }

  show() { this.root.querySelector(".stage").prepend(this.player.canvas); this.player.draw(true); this.list(); }
}
