// Proof: every shot with its words, the doubtful first.

import { clear, clock, h, say } from "./dom.js";

export class Proof {
  constructor(root, player, studio) {
    [this.root, this.player, this.studio] = [root, player, studio];
    this.count = h("p", { class: "quiet" });
    this.grid = h("div", { class: "grid", role: "group", "aria-label": "Shots, the doubtful first" });
    root.append(h("p", { class: "quiet" }, "Keys on a shot: Enter opens it, w: wider, c: close on who speaks, n: not her (or it) in this line, x: never in this picture, p: play it."), this.count, this.grid);
    this.grid.addEventListener("keydown", (event) => this.key(event));
    player.addEventListener("film", () => this.update());
  }

  show() { this.update(); }

  update() {
    if (this.root.hidden) return;
    const every = (this.player.film?.scenes ?? []).flatMap((scene) => scene.shots.map((shot) => ({ scene, shot, doubts: shot.doubts })));
    every.sort((a, b) => b.doubts.length - a.doubts.length);
    const red = every.filter((each) => each.doubts.length).length;
    this.count.textContent = `${every.length} shots, ${red} to look at.`;
    const focused = document.activeElement?.dataset?.shot;
    this.shown = new Map(every.map((each) => [each.shot.id, each]));
    clear(this.grid, every.map((each) => this.card(each)));
    if (focused) this.grid.querySelector(`[data-shot="${CSS.escape(focused)}"]`)?.focus();
  }

  lines(scene, shot) {
    const [a, b] = [(shot.first / this.player.fps) * 48000, (shot.last / this.player.fps) * 48000];
    return [...new Set(scene.clips.filter((clip) => clip.end > a && clip.start < b).map((clip) => clip.line))].map((id) => this.studio.line(id)).filter(Boolean);
  }

  card({ scene, shot, doubts }) {
    const view = h("canvas", { width: "320", height: String(Math.round((320 * this.player.size[1]) / this.player.size[0])), "aria-hidden": "true" });
    this.paint(view, scene.panels[shot.panel], shot.to);
    const at = clock((scene.first + shot.first) / this.player.fps);
    return h("button", { class: doubts.length ? "card red" : "card", "data-shot": shot.id, onclick: () => this.studio.openShot(shot.id),
      "aria-label": `${at}, ${shot.scale}: ${shot.subject}. ${doubts.join(", ")}. ${shot.words}` },
    view, h("span", { class: "quiet" }, `${at} ${shot.scale}: ${shot.subject}`), doubts.map((each) => h("span", { class: "doubt" }, each)), h("span", {}, shot.words));
  }

  async paint(view, panel, [x, y, w, hh]) {
    const entry = this.player.picture(panel.picture);
    await entry.ready;
    if (!entry.bitmap) return;
    const k = entry.bitmap.width / panel.width;
    view.getContext("2d").drawImage(entry.bitmap, x * k, y * k, w * k, hh * k, 0, 0, view.width, view.height);
  }

  key(event) {
    const each = this.shown.get(event.target.dataset?.shot);
    const order = { w: () => "wide", c: (line) => `close on ${line.speaker}`, n: () => `not ${each.shot.subject}`, x: () => `never ${each.shot.subject}` }[event.key];
    if (!each) return;
    if (event.key === "p") this.studio.playFrom((each.scene.first + each.shot.first) / this.player.fps);
    else if (order) {
      const line = this.lines(each.scene, each.shot)[0];
      if (!line) say("Nobody speaks in this shot.");
      else this.studio.edit({ kind: "camera", line: { id: line.id, text: line.text }, value: order(line) });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
