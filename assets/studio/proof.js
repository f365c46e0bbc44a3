// Proof: every shot with its words, the doubtful first.

import { get } from "./api.js";
import { clear, clock, counted, h, say } from "./dom.js";

export class Proof {
  constructor(root, player, studio) {
    [this.root, this.player, this.studio] = [root, player, studio];
    this.count = h("p", { class: "quiet" });
    this.grid = h("div", { class: "grid", role: "group", "aria-label": "Shots, the doubtful first" });
    root.append(h("p", { class: "quiet" }, "Keys on a shot: Enter opens it, w: wider, c: close on who speaks, n: not her (or it) in this line, x: never in this picture, p: play it."), this.count, this.grid);
    this.films = new Map();
    this.grid.addEventListener("keydown", (event) => this.key(event));
    player.addEventListener("film", () => this.update());
  }

  show() { this.update(); }

  update() {
    if (this.root.hidden) return;
    this.films.set(this.studio.episode, this.player.film);
    this.list();
    this.load();
  }

  // The other episodes, one after the other: each is arranged when it is asked for.
  async load() {
    const { story } = this.studio, run = (this.run = {});
    for (const i of story.episodes.keys()) {
      for (;;) {
        if (this.run !== run || this.root.hidden) return;
        const known = this.films.get(i);
        if (known?.revision === story.revision && known.done) break;
        if (i !== this.studio.episode) {
          try { this.films.set(i, await get(`/api/episodes/${i}`)); } catch (error) { this.studio.fail(error); return; }
          if (this.run !== run) return;
          this.list();
          if (this.films.get(i).done) break;
        }
        await new Promise((done) => { this.news = done; setTimeout(done, 2000); });
      }
    }
  }

  film() { this.news?.(); }

  list() {
    const { episodes } = this.studio.story;
    const every = [...episodes.keys()].flatMap((episode) => (this.films.get(episode)?.scenes ?? []).flatMap((scene) =>
      scene.shots.map((shot) => ({ episode, scene, shot, doubts: shot.doubts, key: `${episode} ${shot.id}` }))));
    every.sort((a, b) => b.doubts.length - a.doubts.length);
    const red = every.filter((each) => each.doubts.length).length;
    const there = [...episodes.keys()].filter((i) => this.films.get(i)?.done).length;
    const shown = JSON.stringify([there, every.map((each) => [each.key, each.shot, each.doubts])]);
    if (shown === this.listed) return;
    this.listed = shown;
    this.count.textContent = `${counted(every.length, "shot")}, ${red} to look at.${there < episodes.length ? ` ${there} of ${episodes.length} episodes are arranged…` : ""}`;
    this.shown = new Map(every.map((each) => [each.key, each]));
    this.seen?.disconnect();
    this.seen = new IntersectionObserver((found) => found.filter((each) => each.isIntersecting).forEach(({ target }) => this.drawn(target)), { rootMargin: "400px" });
    clear(this.grid, every.map((each) => this.card(each)));
    for (const card of this.grid.children) this.seen.observe(card);
  }

  lines(scene, shot) {
    const [a, b] = [(shot.first / this.player.fps) * 48000, (shot.last / this.player.fps) * 48000];
    return [...new Set(scene.clips.filter((clip) => clip.end > a && clip.start < b).map((clip) => clip.line))].map((id) => this.studio.line(id)).filter(Boolean);
  }

  // A card's picture is drawn once it comes into sight: a long story has hundreds.
  drawn(card) {
    this.seen.unobserve(card);
    const { scene, shot } = this.shown.get(card.dataset.shot);
    this.paint(card.querySelector("canvas"), scene.panels[shot.panel], shot.to);
  }

  card({ episode, scene, shot, doubts, key }) {
    const view = h("canvas", { width: "320", height: String(Math.round((320 * this.player.size[1]) / this.player.size[0])), "aria-hidden": "true" });
    const several = this.studio.story.episodes.length > 1 ? `${this.studio.story.episodes[episode].number}. ` : "";
    const at = several + clock((scene.first + shot.first) / this.player.fps);
    return h("button", { class: doubts.length ? "card red" : "card", "data-shot": key, onclick: () => this.studio.openShot(episode, shot.id),
      "aria-label": `${at}, ${shot.scale}: ${shot.subject}. ${doubts.join(", ")}. ${shot.words}` },
    view, h("span", { class: "quiet" }, `${at} ${shot.scale}: ${shot.subject}`), doubts.map((each) => h("span", { class: "doubt" }, each)), h("span", {}, shot.words));
  }

  async paint(view, panel, [x, y, w, hh]) {
    const entry = this.player.picture(panel.picture);
    await entry.ready;
    if (!entry.value) return;
    const k = entry.value.width / panel.width;
    view.getContext("2d").drawImage(entry.value, x * k, y * k, w * k, hh * k, 0, 0, view.width, view.height);
  }

  key(event) {
    const each = this.shown.get(event.target.dataset?.shot);
    const order = { w: () => "wide", c: (line) => `close on ${line.speaker}`, n: () => `not ${each.shot.subject}`, x: () => `never ${each.shot.subject}` }[event.key];
    if (!each) return;
    if (event.key === "p") this.studio.playAt(each.episode, (each.scene.first + each.shot.first) / this.player.fps);
    else if (order) {
      const line = this.lines(each.scene, each.shot)[0];
      if (!line) say("Nobody speaks in this shot.");
      else this.studio.edit({ kind: "camera", line: { id: line.id, text: line.text }, value: order(line) });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
