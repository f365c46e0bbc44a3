// Script: who says what, how sure that is, and everything that may be said of a line.

import { clear, counted, entered, h, shortened } from "./dom.js";

const DELIVERIES = ["", "whisper", "shout", "thought", "calm", "excited", "sad"];
const WHERE = [["line", "In this line"], ["on", "From here on"], ["story", "In this story"], ["series", "In every story here"]];
const SLICE = 120;   // rows that are laid out at a time: some ten milliseconds
const TAKES = 6;     // ways of saying a line that there are

export class Script {
  constructor(root, player, studio) {
    [this.root, this.player, this.studio] = [root, player, studio];
    this.doubtful = h("button", { "aria-pressed": "false", onclick: () => this.review() }, "Doubtful only");
    this.count = h("span", { class: "quiet" });
    this.place = 0;
    this.list = h("div", { class: "lines", "aria-label": "Lines of the story", role: "group" });
    this.panel = h("aside", { class: "panel", "aria-label": "The chosen line" });
    root.append(h("div", { class: "row" }, this.doubtful, this.count), h("div", { class: "split" }, this.list, this.panel));
    this.list.addEventListener("keydown", (event) => this.walk(event));
    this.list.addEventListener("focusin", (event) => this.choose(event.target.closest("[data-line]")?.dataset.line));
  }

  review() {
    this.only = !this.only;
    this.place = 0;
    this.doubtful.setAttribute("aria-pressed", String(this.only));
    this.update();
  }

  show() { this.update(); }

  update() {
    const story = this.studio.story;
    if (!story || this.root.hidden) return;
    const unsure = story.sections.flatMap((section) => section.lines).filter((line) => line.unsure);
    this.count.textContent = unsure.length ? `${counted(unsure.length, "line")} of speech ${unsure.length === 1 ? "is" : "are"} unsure.` : "Every speaker is sure.";
    const focused = document.activeElement?.dataset?.line;
    const shown = this.only
      ? [{ id: "doubt", title: "The weightiest first", label: "", lines: unsure.sort((a, b) => a.confidence - b.confidence) }]
      : story.sections;
    this.rows = new Map();
    const wanted = shown.flatMap((section) => [section, ...section.lines]);
    const made = (this.made = {});
    clear(this.list);
    // A long story is laid out in slices, so that nothing else waits for it.
    const slice = (from) => {
      if (this.made !== made) return;
      for (const each of wanted.slice(from, from + SLICE)) this.add(each);
      if (from + SLICE < wanted.length) setTimeout(() => slice(from + SLICE));
      else this.list.append(...[this.skipped(story.skipped)].filter(Boolean));
      this.settle(focused, from + SLICE >= wanted.length);
    };
    slice(0);
  }

  // Choose again what was chosen, as soon as it is there; where that is another line now, in the end the one in its place.
  settle(focused, last) {
    const found = this.rows.get(this.chosen), row = found ?? (last ? [...this.rows.values()][Math.min(this.place, this.rows.size - 1)] : null);
    if (row) {
      row.tabIndex = 0;
      this.choose(row.dataset.line, true);
      if (focused && document.activeElement === document.body) (this.rows.get(focused) ?? row).focus();
    } else if (last) { this.formed = null; clear(this.panel, h("p", {}, "Nothing to look at here.")); }
  }

  add(each) {
    if (!each.lines) { this.part.append(this.row(each)); return; }
    const heading = [each.label, each.title].filter(Boolean).join(": ");
    this.part = h("section", { class: "part", style: `contain-intrinsic-size: auto ${each.lines.length * 46 + 40}px` }, heading && h("h2", {}, heading));
    this.list.append(this.part);
  }

  row(line) {
    const sure = line.unsure ? h("span", { class: "doubt" }, `${Math.round(line.confidence * 100)} % sure`) : null;
    const notes = line.notes.flatMap(([kind, value]) => [" ", h("span", { class: "note" }, `${kind} ${value}`)]);
    const row = h("button", { class: `line ${line.kind}`, "data-line": line.id, tabindex: "-1" },
      h("span", { class: "who" }, line.speaker, " ", sure), h("span", { class: "text" }, line.text), notes,
      line.recorded ? null : h("span", { class: "quiet" }, " draft"));
    this.rows.set(line.id, row);
    return row;
  }

  skipped(pieces) {
    if (!pieces.length || this.only) return null;
    return h("section", {}, h("h2", {}, "Left out"), pieces.map((piece) => h("p", { class: "left-out" },
      piece.reason !== "skip" && h("b", {}, `All ${piece.reason}: `), shortened(piece.text.replace(/<!--.*?-->/g, "").trim(), 160), " ",
      h("button", { onclick: () => this.edit({ kind: "tell", start: piece.start, text: piece.text }) }, "Tell it"))));
  }

  walk(event) {
    const every = [...this.rows.values()];
    const at = every.indexOf(document.activeElement);
    if (at < 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const to = every[Math.min(Math.max(0, at + step), every.length - 1)];
      every[at].tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    } else if (event.key === "h") this.hear(this.line());
    else if (/^[0-9]$/.test(event.key)) {
      const name = this.answers(this.line())[Number(event.key)];
      if (name) this.edit({ kind: "speaker", line: this.at(), speaker: name });
    } else return;
    event.stopPropagation();
  }

  // Whose a line may be, each at the digit that says so: at 0 whoever has it, where that is doubtful.
  answers(line) { return [line.unsure && line.speaker, ...line.alternatives.slice(0, 9)]; }

  line() { return this.studio.line(this.chosen); }
  at() { const { id, text } = this.line(); return { id, text }; }

  choose(id, again = false) {
    if (!id || (id === this.chosen && !again)) return;
    this.rows.get(this.chosen)?.removeAttribute("aria-current");
    this.chosen = id;
    this.place = Math.max([...this.rows.keys()].indexOf(id), 0);
    this.rows.get(id)?.setAttribute("aria-current", "true");
    this.form(this.line());
  }

  form(line, again = false) {
    // What somebody is typing stays, until the line itself is another.
    const key = JSON.stringify([line, this.studio.voices.length]);
    if (key === this.formed && !again) return;
    const typed = this.formedLine === line.id ? this.typed : null;
    [this.formed, this.formedLine] = [key, line.id];
    const focused = this.panel.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    const value = (kind) => line.notes.findLast(([name]) => name === kind)?.[1] ?? "";
    const note = (kind) => (event) => this.edit({ kind, line: this.at(), value: event.target.value });
    const choice = (values, now, act, label) => h("select", { "aria-label": label, onchange: act },
      values.map((each) => h("option", { value: each, selected: each === now }, each || "as usual")));
    const names = this.studio.story.cast.map((each) => each.name);
    const who = h("input", { list: "people", value: line.speaker, "aria-label": "Speaker", id: "speaker", onkeydown: entered(() => speak()) });
    const alike = h("input", { type: "checkbox", id: "alike" });
    const speak = () => this.edit({ kind: "speaker", line: this.at(), speaker: who.value.trim(), alike: alike.checked });
    const voice = h("input", { list: "voices", value: value("voice"), placeholder: line.voice, "aria-label": "Voice of this line alone", onchange: note("voice") });
    const word = h("input", { "aria-label": "Word", value: typed?.word.value ?? getSelection().toString().trim() });
    const said = h("input", { "aria-label": "Said as (a respelling, or IPA between slashes)", value: typed?.said.value ?? "",
      onkeydown: entered(() => trial([["say", `${word.value} | ${said.value}`]])) });
    this.typed = { word, said };
    const trial = (notes) => this.hear(line, notes);
    clear(this.panel,
      h("h2", {}, `Row ${line.row}`),
      h("p", { class: "quote" }, line.text),
      line.unsure && h("p", {}, h("span", { class: "doubt" }, `${Math.round(line.confidence * 100)} % sure`), ` that ${line.speaker} says it (${line.how}).`),
      h("p", { class: "row" }, this.answers(line).map((name, i) =>
        name && h("button", { onclick: () => this.edit({ kind: "speaker", line: this.at(), speaker: name }) }, i ? `${i} ${name}` : `0 It is ${name}`))),
      h("fieldset", {}, h("legend", {}, "Speaker"),
        h("datalist", { id: "people" }, [...names, "narrator"].map((name) => h("option", { value: name }))),
        h("div", { class: "row" }, who, h("button", { onclick: speak }, "Give it")),
        line.kind === "speech" && h("label", { for: "alike" }, alike, ` all that ${line.speaker} says`),
        line.kind === "speech" && h("button", { onclick: () => this.edit({ kind: "speaker", line: this.at(), speaker: "narrator" }) }, "It is narration")),
      h("fieldset", {}, h("legend", {}, "Hear"),
        h("div", { class: "row" },
          h("button", { onclick: () => trial([]) }, "Hear (h)"),
          h("button", { onclick: () => this.studio.playLine(line.id) }, "Play from here"))),
      this.takes(line, Number(value("take") || 1)),
      h("fieldset", {}, h("legend", {}, "How it is said"),
        h("label", {}, "Voice of this line ", voice, h("datalist", { id: "voices" }, this.studio.voices.map((each) => h("option", { value: each.id })))),
        h("label", {}, "Delivery ", choice(DELIVERIES, value("delivery"), note("delivery"), "Delivery")),
        h("label", {}, "Pause before, seconds ", h("input", { type: "number", min: "0", max: "60", step: "0.1", value: value("pause"), "aria-label": "Pause before, seconds", onchange: note("pause") }))),
      h("fieldset", {}, h("legend", {}, "Say a word otherwise"),
        h("div", { class: "row" }, word, said, h("button", { onclick: () => trial([["say", `${word.value} | ${said.value}`]]) }, "Hear it")),
        h("div", { class: "row" },
          WHERE.map(([where, label]) => h("button", { onclick: () => this.edit({ kind: "say", written: word.value, said: said.value, where,
            line: ["line", "on"].includes(where) ? this.at() : undefined }) }, label)))),
      this.parting(line),
      h("div", { class: "row" }, h("button", { onclick: () => this.edit({ kind: "skip", line: this.at() }) }, "Leave it out")));
    if (focused) this.panel.querySelector(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
  }

  // The take that is kept, and another beside it: hear both, keep one.
  takes(line, kept) {
    if (this.other?.line !== line.id || this.other.take === kept) this.other = null;
    const hear = (take) => this.hear(line, [["take", String(take)]]);
    const another = () => {
      const take = ((this.other?.take ?? kept) % TAKES) + 1;
      this.other = { line: line.id, take: take === kept ? (take % TAKES) + 1 : take };
      this.form(line, true);
      hear(this.other.take);
    };
    const keep = () => this.edit({ kind: "take", line: this.at(), value: String(this.other.take) });
    return h("fieldset", {}, h("legend", {}, "Recording"),
      h("div", { class: "row" }, h("button", { onclick: () => hear(kept) }, `▶ Take ${kept}`), h("span", { class: "quiet" }, "is kept")),
      this.other && h("div", { class: "row" }, h("button", { onclick: () => hear(this.other.take) }, `▶ Take ${this.other.take}`), h("button", { onclick: keep }, "Keep this one")),
      h("button", { onclick: another }, this.other ? "Record yet another" : "Record it again"));
  }

  // A word at which another line begins; and the way back.
  parting(line) {
    const starts = [...line.text.matchAll(/\S+/g)].slice(1);
    const at = h("select", { "aria-label": "Word at which another line begins" }, starts.map((found) => h("option", { value: String(found.index) }, shortened(line.text.slice(found.index), 40))));
    return h("fieldset", {}, h("legend", {}, "Where lines begin"),
      starts.length > 0 && h("div", { class: "row" }, at, h("button", { onclick: () => this.edit({ kind: "split", line: this.at(), at: Number(at.value) }) }, "Begin a line there")),
      line.notes.some(([kind]) => kind === "split") && h("button", { onclick: () => this.edit({ kind: "join", line: this.at() }) }, "Join with the line before"));
  }

  edit(asked) { return this.studio.edit(asked); }

  async hear(line, notes = []) {
    await this.studio.hear(line, notes);
  }
}
