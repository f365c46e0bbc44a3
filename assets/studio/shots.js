// Shots: what the camera does, as boxes on the panel; who is where in it.

import { clear, clock, entered, h, say } from "./dom.js";

const SCALES = ["wide", "hold", "push in", "pull out", "left to right", "right to left"];
const MOST = 4.4;   // times a panel's pixels may be enlarged: past that even what is drawn anew is soft
const LEAST = 24;   // pixels of a head's side

export class Shots {
  constructor(root, player, studio) {
    [this.root, this.player, this.studio] = [root, player, studio];
    this.strip = h("div", { class: "strip", role: "group", "aria-label": "Shots in order" });
    this.wave = h("canvas", { class: "wave", width: "1200", height: "48", "aria-hidden": "true" });
    this.canvas = h("canvas", { class: "board", width: "960", height: "640", tabindex: "0", role: "img",
      "aria-label": "The panel with the shot's first and last frame. Arrow keys move the last frame, plus and minus resize it." });
    this.told = h("div", { class: "panel" });
    const hint = h("p", { class: "quiet" }, "Drag a box to move it, its corner to resize it: blue is the shot's first frame, orange its last. Click a head twice to say who it is.");
    this.cuts = h("div", { class: "cuts row", role: "group", "aria-label": "Words of the line: choose one for a cut", onkeydown: (event) => this.walk(event) });
    root.append(this.strip, this.wave, this.cuts, h("div", { class: "split" }, h("div", {}, h("div", { class: "stage" }, this.canvas), hint), this.told));
    this.canvas.addEventListener("pointerdown", (event) => this.grab(event));
    this.canvas.addEventListener("pointermove", (event) => this.drag(event));
    this.canvas.addEventListener("pointerup", () => this.drop());
    this.canvas.addEventListener("dblclick", (event) => this.pick(event));
    this.canvas.addEventListener("keydown", (event) => this.nudge(event));
    player.addEventListener("film", () => this.update());
  }

  show() { this.update(); }

  every() {
    return (this.player.film?.scenes ?? []).flatMap((scene) => scene.shots.map((shot) => ({ scene, shot })));
  }

  update() {
    if (this.root.hidden) return;
    const every = this.every();
    const total = Math.max(this.player.frames, 1);
    clear(this.strip, every.map(({ scene, shot }) => h("button", {
      style: `flex-grow:${Math.max(shot.last - shot.first, 1) / total}`, "data-shot": shot.id,
      title: shot.words, onclick: () => this.choose(scene, shot),
      "aria-label": `Shot at ${clock((scene.first + shot.first) / this.player.fps)}: ${shot.scale}, ${shot.subject}` }, shot.scale)));
    // What somebody is about to change stays, in the shot that stands at the same word now; as long as
    // the film is not that of the story as it is nobody knows which that is.
    const { film } = this.player, begun = this.begun(), known = film?.revision === this.studio.story.revision;
    const same = begun && known && this.place !== null && every.find(({ scene, shot }) => this.placeOf(scene, shot) === this.place);
    if ((begun && !same && !(known && film.done)) || (this.sent && !known)) { this.current(); return; }
    this.sent = false;
    const now = same || (every.find(({ shot }) => shot.id === this.shot?.id) ?? every[0]);
    if (now) this.choose(now.scene, now.shot, same ? begun : null, true);
    this.waves();
  }

  // The shot that is chosen is marked in the strip.
  current() {
    for (const each of this.strip.children) {
      if (each.dataset.shot === this.shot.id) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    }
  }

  // Asks for what is begun to be written; it is begun no longer, unless it cannot be.
  async ask(edit) {
    this.sent = true;
    const made = await this.studio.edit(edit);
    if (!made?.changed) this.sent = false;
  }

  // What is about to be changed in the chosen shot, and not yet written; null where nothing is.
  begun() {
    if (!this.shot || this.sent) return null;
    const { ends, at } = this;
    const typed = { what: this.what.value, word: this.word.value === this.firstWord ? null : this.word.value };
    const moved = ["from", "to"].some((end) => ends[end].some((value, i) => value !== this.shot[end][i]));
    return moved || at || typed.what || typed.word !== null ? { ends: moved ? ends : null, at: at?.from ?? null, ...typed } : null;
  }

  // A shot by its picture, its line's text and the word it begins at: what stays when times do not.
  placeOf(scene, shot) {
    const start = this.start(shot, scene);
    return start && JSON.stringify([scene.panels[shot.panel].path, start.line.text, start.word?.[0]]);
  }

  // `begun` is taken up again; `again`: the film was laid out anew, and the one that was on is on still.
  choose(scene, shot, begun = null, again = false) {
    [this.scene, this.shot] = [scene, shot];
    this.current();
    const known = this.known;
    this.place = this.placeOf(scene, shot);
    this.known = JSON.stringify([shot, this.panel, this.place]);
    if (again && known === this.known) { this.paint(); return; }
    this.ends = begun?.ends ?? { from: [...shot.from], to: [...shot.to] };
    this.held = null;
    if (!begun && !this.player.playing) this.player.seek((scene.first + shot.last - 1) / this.player.fps);
    this.form(begun);
    this.words(begun?.at);
    this.paint();
  }

  get panel() { return this.scene.panels[this.shot.panel]; }

  async paint() {
    const { panel, canvas } = this, entry = this.player.picture(panel.picture);
    if (!entry.value) { await entry.ready; if (panel !== this.panel || !entry.value) return; }
    const pen = canvas.getContext("2d");
    canvas.height = Math.round((canvas.width * panel.height) / panel.width);
    const k = (this.scale = canvas.width / panel.width);
    pen.drawImage(entry.value, 0, 0, canvas.width, canvas.height);
    const box = ([x, y, w, hh], colour, label, dash = []) => {
      pen.setLineDash(dash);
      pen.lineWidth = 4;
      pen.strokeStyle = "#000a";
      pen.strokeRect(x * k, y * k, w * k, hh * k);
      pen.lineWidth = 2;
      pen.strokeStyle = colour;
      pen.strokeRect(x * k, y * k, w * k, hh * k);
      pen.font = "bold 15px system-ui, sans-serif";
      const wide = pen.measureText(label).width + 10;
      pen.fillStyle = "#000c";
      pen.fillRect(x * k, y * k, wide, 22);
      pen.fillStyle = colour;
      pen.fillText(label, x * k + 5, y * k + 16);
    };
    for (const head of panel.heads) box(head.box, head.name ? "#8f8" : "#fc6", head.name || (head.kind === "faint" ? "head?" : "head"), [5, 4]);
    box(this.ends.from, "#5cf", "first");
    box(this.ends.to, "#f95", "last");
    const [x, y, w, hh] = this.ends.to;
    pen.setLineDash([]);
    pen.fillStyle = "#f95";
    pen.fillRect((x + w) * k - 12, (y + hh) * k - 12, 12, 12);
    if (this.fresh) box(this.fresh, "#fff", "new head");
    this.limits();
  }

  limits() {
    const wide = this.player.size[0] / this.ends.to[2], times = Math.max(wide, this.player.size[0] / this.ends.from[2]);
    const seconds = (this.shot.last - this.shot.first) / this.player.fps;
    const [ax, ay, aw, ah] = this.ends.from, [bx, by, bw, bh] = this.ends.to;
    const way = Math.hypot(bx + bw / 2 - ax - aw / 2, by + bh / 2 - ay - ah / 2) / Math.max(aw, bw);
    const text = [`${times.toFixed(1)} times enlarged`, `${(way / Math.max(seconds, 0.1)).toFixed(2)} frames a second across`];
    if (times > MOST) text.push("too near: it would be soft");
    if (way / Math.max(seconds, 0.1) > 0.5) text.push("fast: faces would smear");
    if (this.limit) { this.limit.textContent = `${text.join("; ")}.`; this.limit.className = text.length > 2 ? "doubt" : "quiet"; }
  }

  form(begun = null) {
    const { shot } = this;
    const words = (this.what = h("input", { "aria-label": "Somebody or something", placeholder: "Ada, or the lamp", value: begun?.what ?? "", onkeydown: entered(() => named("close on")) }));
    const named = (what) => {
      const name = words.value.trim();
      if (name) this.order(`${what} ${name}`);
      else { say("Write somebody or something first."); words.focus(); }
    };
    this.limit = h("p", { class: "quiet" });
    const names = ["from", "to"].map((end) => h("div", { class: "row numbers" }, h("span", {}, end === "from" ? "First" : "Last"),
      ["left", "top", "width"].map((label, i) => h("input", { type: "number", value: String(Math.round(this.ends[end][i])),
        "aria-label": `${end === "from" ? "First" : "Last"} frame, ${label}`, "data-end": end, "data-side": String(i),
        onchange: (event) => this.typed(end, i, Number(event.target.value)) }))));
    this.firstWord = this.firstWords();
    this.word = h("input", { "aria-label": "The cut stands at the word", value: begun?.word ?? this.firstWord });
    // What somebody is typing stays when the same picture is laid out anew.
    const typed = this.formed === this.panel.path ? this.headName.value : "";
    this.formed = this.panel.path;
    this.headName = h("input", { "aria-label": "Name of the head", list: "people-shots", value: typed });
    clear(this.told,
      h("h2", {}, `${shot.scale}: ${shot.subject}`),
      h("p", { class: "quote" }, shot.words || "(nobody speaks)"),
      h("p", { class: "quiet" }, `${shot.reason}; ${shot.move}${shot.happens && `; ${shot.happens}`}.`),
      shot.cut.length > 0 && h("p", { class: "doubt" }, `A face is cut by the frame's edge.`),
      h("fieldset", {}, h("legend", {}, "Frames: left, top, width in the picture"), names, this.limit,
        h("label", {}, "Cut at ", this.word),
        h("button", { onclick: () => this.keep() }, "Keep these frames")),
      h("fieldset", {}, h("legend", {}, "Or by name"),
        h("div", { class: "row" }, SCALES.map((name) => h("button", { onclick: () => this.order(name) }, name))),
        h("div", { class: "row" }, words,
          h("button", { onclick: () => named("close on") }, "Close on"),
          h("button", { onclick: () => named("detail:") }, "Detail")),
        h("button", { onclick: () => this.order("") }, "Leave it to the camera")),
      h("fieldset", {}, h("legend", {}, "Heads in this picture"),
        h("datalist", { id: "people-shots" }, this.studio.story.cast.map((each) => h("option", { value: each.name }))),
        h("ul", { id: "heads" }, this.panel.heads.map((head) => h("li", { class: this.picked && near(head.box, this.picked) ? "row chosen" : "row" }, h("span", {}, head.name || "somebody"),
          h("button", { onclick: () => this.head(head, false) }, "This is no head"),
          h("button", { onclick: () => this.head(head, true) }, "It is …")))),
        h("div", { class: "row" }, this.headName,
          h("button", { "aria-pressed": String(Boolean(this.drawing)), onclick: (event) => {
            this.drawing = !this.drawing;
            event.target.setAttribute("aria-pressed", String(this.drawing));
            say(this.drawing ? "Draw the head on the picture, hair to chin." : "");
          } }, "Draw a head"))));
    this.limits();
  }

  // The line that a shot begins in, and the words at which it does.
  start(shot = this.shot, scene = this.scene) {
    const first = (shot.first / this.player.fps) * 48000;
    const clip = scene.clips.find((each) => each.end > first) ?? scene.clips.at(-1);
    const line = clip && this.studio.line(clip.line);
    if (!line) return null;   // nobody speaks; or the story is a newer one than this film
    const word = clip.words.find((each) => each[2] >= first - 2400) ?? clip.words[0];
    const begins = clip.words[0] === word && clip.first === 0;
    return { line, word, begins };
  }

  firstWords() {
    const start = this.start();
    if (!start || start.begins || !start.word) return "";
    return start.line.text.slice(start.word[0]).split(/\s+/).slice(0, 2).join(" ").replace(/["“”,.;:!?]+$/, "").replace(/["“”]/g, "");
  }

  // The words of the line that the shot begins in: where it is cut is marked, a chosen one may have the cut.
  // `was` is the first character of the one that was chosen before.
  words(was = null) {
    const start = this.start();
    this.at = start && was !== null ? { line: start.line, from: was } : null;
    if (!start) { clear(this.cuts); return; }
    const { line } = start, here = this.inLine(line);
    const buttons = this.spoken(line).map(([from], i, every) => {
      const cut = here.find(({ word }) => word === from);
      const button = h("button", { class: "word", tabindex: i ? "-1" : "0", "aria-pressed": String(from === this.at?.from), "aria-label": cut ? `cut: ${line.text.slice(from, every[i + 1]?.[0])}` : undefined,
        onclick: () => { this.at = { line, from }; for (const each of buttons) each.setAttribute("aria-pressed", String(each === button)); } },
      cut ? "✂ " : "", line.text.slice(from, every[i + 1]?.[0] ?? line.text.length).trim());
      return button;
    });
    clear(this.cuts, h("div", { class: "row many" }, buttons), h("span", { class: "row" },
      h("button", { onclick: () => this.add() }, "Cut there: a new shot"),
      h("button", { onclick: () => this.move() }, "Move this cut there"),
      h("button", { onclick: () => this.remove() }, "Remove this shot")));
  }

  walk(event) {
    const words = [...this.cuts.querySelectorAll(".word")], at = words.indexOf(document.activeElement);
    const to = words[at + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0)];
    if (at < 0 || !to || to === words[at]) return;
    event.preventDefault();
    event.stopPropagation();
    [words[at].tabIndex, to.tabIndex] = [-1, 0];
    to.focus();
  }

  // Words of a line as they are heard: [first character, last].
  spoken(line) {
    return this.scene.clips.filter((clip) => clip.line === line.id).flatMap((clip) => clip.words).toSorted((a, b) => a[0] - b[0]);
  }

  // The shots that begin in a line, with the word at which each does; of two before one word, the later.
  inLine(line) {
    const found = this.scene.shots.map((shot) => ({ shot, start: this.start(shot) }))
      .filter(({ start }) => start?.line.id === line.id && start.word)
      .map(({ shot, start }) => [start.word[0], { shot, word: start.word[0] }]);
    return [...new Map(found).values()];
  }

  // The fewest words from a character on that stand once in the line.
  phrase(line, from) {
    const rest = line.text.slice(from).split(/\s+/);
    const bare = (words) => words.join(" ").replace(/["“”,.;:!?—]+$/, "");
    for (let n = 1; n <= Math.min(rest.length, 6); n++) {
      const found = bare(rest.slice(0, n));
      if (!/["“”|<>]/.test(found) && line.text.split(found).length === 2) return found;
    }
    return bare(rest.slice(0, 6)).replace(/["“”|<>]/g, "");
  }

  // Writes all shots of a line: `kept` are [word, first frame, last frame]; what is asked by name stays.
  write(line, kept) {
    const pixels = (rect) => `[${rect.map((value) => Math.round(value)).join(",")}]`;
    const first = this.spoken(line)[0][0];
    const values = kept.map(([word, from, to]) => word <= first ? `from ${pixels(from)} to ${pixels(to)}` : `shot at "${this.phrase(line, word)}" from ${pixels(from)} to ${pixels(to)}`);
    this.ask({ kind: "orders", line: { id: line.id, text: line.text }, values });
  }

  // The line's shots as they are, and, where one was on when it began, how that stood then.
  asIs(line, but = null) {
    const here = this.inLine(line).filter(({ shot }) => shot !== but), first = this.spoken(line)[0][0];
    const rows = here.map(({ shot, word }) => shot === this.shot ? [word, this.ends.from, this.ends.to] : [word, shot.from, shot.to]);
    if (here.some(({ word }) => word <= first)) return rows;
    const number = this.scene.shots.indexOf(here[0]?.shot ?? but ?? this.shot);
    const before = this.scene.shots[number - 1];
    if (before && before.panel !== this.shot.panel) return null;
    return before ? [[first, before.to, before.to], ...rows] : rows;
  }

  chosen() {
    if (!this.at) say("Choose a word of the line first.");
    return this.at;
  }

  add() {
    const at = this.chosen(), rows = at && this.asIs(at.line);
    if (!at) return;
    const on = (rows ?? []).findLast(([word]) => word < at.from);
    if (!on || rows.some(([word]) => word === at.from)) { say("A shot begins there already."); return; }
    const [x, y, w, hh] = on[2], nearer = this.inside([x + w / 8, y + hh / 8, w * 0.75]);
    this.write(at.line, [...rows, [at.from, nearer, nearer]].toSorted((a, b) => a[0] - b[0]));
  }

  move() {
    const at = this.chosen();
    if (!at) return;
    const rows = this.asIs(at.line, this.shot), own = this.inLine(at.line).find(({ shot }) => shot === this.shot);
    if (!rows?.length || !own) { say("The picture changes here: this cut stays where it is."); return; }
    const between = rows.filter(([word]) => Math.min(own.word, at.from) < word && word <= Math.max(own.word, at.from));
    if (between.length || at.from <= rows[0][0]) { say("Another shot begins on the way there: move that first."); return; }
    this.write(at.line, [...rows, [at.from, this.ends.from, this.ends.to]].toSorted((a, b) => a[0] - b[0]));
  }

  remove() {
    const start = this.start(), rows = start && this.asIs(start.line, this.shot);
    if (!rows?.length) { say("The picture begins with this shot: nothing can go on over it."); return; }
    this.write(start.line, rows);
  }

  // A head that is clicked twice is the one to be named.
  pick(event) {
    const [px, py] = this.point(event);
    const at = this.panel.heads.findIndex(({ box: [x, y, w, hh] }) => px > x && px < x + w && py > y && py < y + hh);
    if (at < 0) return;
    this.picked = this.panel.heads[at].box;
    this.form();
    this.told.querySelectorAll("#heads li button")[2 * at + 1].focus();
    say(`${this.panel.heads[at].name || "Somebody"}: say who it is, or that it is no head.`);
  }

  order(what) {
    const start = this.start();
    if (!start) { say("Nobody speaks in this shot: there is no line to write the order to."); return; }
    const word = this.word.value.trim();
    const { id, text } = start.line;
    const value = what && word ? (what.startsWith("shot") ? what.replace("shot", `shot at "${word}"`) : `${what} at "${word}"`) : what;
    this.ask({ kind: "camera", line: { id, text }, value });
  }

  keep() {
    const pixels = (rect) => `[${rect.map((value) => Math.round(value)).join(",")}]`;
    this.order(`${this.word.value.trim() ? "shot " : ""}from ${pixels(this.ends.from)} to ${pixels(this.ends.to)}`);
  }

  head(head, is) {
    const name = is ? this.headName.value.trim() : "";
    if (is && !name) { say("Write a name first."); this.headName.focus(); return; }
    this.heads({ box: head.box, name });
  }

  heads(added) {
    const kept = this.panel.marks.filter((each) => !near(each.box, added.box));
    this.studio.edit({ kind: "heads", panel: this.panel.path, heads: [...kept, { box: added.box.map((v) => Math.max(0, Math.round(v))), name: added.name }] });
  }

  typed(end, side, value) {
    const box = [...this.ends[end]];
    box[side] = value;
    this.ends[end] = this.inside(box);
    this.written();
    this.paint();
  }

  // A box with the film's shape, inside the panel.
  inside([x, y, w]) {
    const aspect = this.player.size[0] / this.player.size[1], { width, height } = this.panel;
    const wide = Math.min(Math.max(w, 64), width, height * aspect), high = wide / aspect;
    return [Math.min(Math.max(0, x), width - wide), Math.min(Math.max(0, y), height - high), wide, high];
  }

  point(event) {
    const bounds = this.canvas.getBoundingClientRect();
    return [((event.clientX - bounds.left) / bounds.width) * this.panel.width, ((event.clientY - bounds.top) / bounds.height) * this.panel.height];
  }

  grab(event) {
    const [px, py] = this.point(event);
    this.canvas.setPointerCapture(event.pointerId);
    if (this.drawing) { this.fresh = [px, py, 1, 1]; this.held = { kind: "head", px, py }; return; }
    const reach = 24 / this.scale;
    for (const end of ["to", "from"]) {
      const [x, y, w, hh] = this.ends[end];
      if (Math.abs(px - x - w) < reach && Math.abs(py - y - hh) < reach) { this.held = { kind: "size", end, box: [x, y, w, hh], px, py }; return; }
      if (px > x && px < x + w && py > y && py < y + hh) { this.held = { kind: "move", end, box: [x, y, w, hh], px, py }; return; }
    }
  }

  drag(event) {
    if (!this.held) return;
    const [px, py] = this.point(event), { kind, box, end } = this.held;
    const dx = px - this.held.px, dy = py - this.held.py;
    if (kind === "head") this.fresh = [Math.min(px, this.held.px), Math.min(py, this.held.py), Math.abs(dx), Math.abs(dy)];
    else if (kind === "move") this.ends[end] = this.inside([box[0] + dx, box[1] + dy, box[2]]);
    else {
      const aspect = this.player.size[0] / this.player.size[1];
      const wide = Math.max(box[2] + dx, (box[3] + dy) * aspect);
      this.ends[end] = this.inside([box[0], box[1], Math.min(wide, this.panel.width - box[0], (this.panel.height - box[1]) * aspect)]);
    }
    if (!this.waiting) { this.waiting = true; requestAnimationFrame(() => { this.waiting = false; this.painted = (this.painted ?? 0) + 1; this.paint(); }); }
  }

  drop() {
    if (this.held?.kind === "head" && this.fresh) {
      const box = this.fresh, name = this.headName.value.trim();
      this.fresh = null;
      this.drawing = false;
      if (box[2] > LEAST && box[3] > LEAST && name) this.heads({ box, name });
      else say(name ? "That is too small for a head." : "Write the head's name first, then draw it.");
    }
    this.held = null;
    this.written();
    this.paint();
  }

  nudge(event) {
    const step = event.shiftKey ? 40 : 8, [x, y, w] = this.ends.to;
    const moved = { ArrowLeft: [x - step, y, w], ArrowRight: [x + step, y, w], ArrowUp: [x, y - step, w], ArrowDown: [x, y + step, w],
      "+": [x + step / 2, y + step / 4, w - step], "-": [x - step / 2, y - step / 4, w + step] }[event.key];
    if (event.key === "Enter") this.keep();
    else if (moved) { this.ends.to = this.inside(moved); this.written(); this.paint(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  written() {
    for (const input of this.told.querySelectorAll("[data-end]")) input.value = String(Math.round(this.ends[input.dataset.end][Number(input.dataset.side)]));
  }

  // How loud the clips are, over the length of the episode, as far as they are decoded.
  async waves() {
    const pen = this.wave.getContext("2d"), { width, height } = this.wave, run = (this.waving = {});
    pen.clearRect(0, 0, width, height);
    pen.fillStyle = getComputedStyle(this.root).color;
    const k = width / Math.max(this.player.seconds, 0.1);
    for (const { at, end } of this.player.clips()) pen.fillRect(at * k, height / 2 - 1, Math.max((end - at) * k, 1), 2);
    for (const { clip, at } of this.player.clips().slice(0, 60)) {
      const { sound } = await this.player.buffer(`/api/clips/${clip.name}`).catch(() => ({}));
      if (this.root.hidden || this.waving !== run) return;
      if (!sound) continue;
      const samples = sound.getChannelData(0), step = Math.max(1, Math.floor(sound.sampleRate / k));
      for (let i = 0; i < samples.length; i += step) {
        let loud = 0;
        for (let j = i; j < Math.min(i + step, samples.length); j += 16) loud = Math.max(loud, Math.abs(samples[j]));
        pen.fillRect((at + i / sound.sampleRate) * k, (height * (1 - loud)) / 2, 1, Math.max(height * loud, 1));
      }
    }
  }
}

const near = (a, b) => Math.abs(a[0] + a[2] / 2 - b[0] - b[2] / 2) < (a[2] + b[2]) / 4 && Math.abs(a[1] + a[3] / 2 - b[1] - b[3] / 2) < (a[3] + b[3]) / 4;
