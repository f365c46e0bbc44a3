// Cast: everybody who speaks, their voice, and one line of theirs in other voices.

import { get } from "./api.js";
import { clear, counted, h, say } from "./dom.js";

export class Cast {
  constructor(root, player, studio) {
    [this.root, this.player, this.studio] = [root, player, studio];
    this.people = h("div", { class: "people" });
    root.append(this.people);
    this.heard = new Map();
  }

  show() { this.update(); }

  update() {
    const story = this.studio.story;
    if (!story || this.root.hidden) return;
    clear(this.people, story.cast.map((each) => this.person(each)));
  }

  person(each) {
    const told = [each.gender, each.age].filter((word) => word && word !== "unknown").join(", ");
    const clash = each.shares.length ? h("p", { class: "doubt" }, `Has the same voice as ${each.shares.join(" and ")}.`) : null;
    const choice = h("select", { "aria-label": `Voice of ${each.name}`,
      onchange: () => this.studio.edit({ kind: "cast", speaker: each.name, voice: choice.value }) },
    h("option", { value: each.voice, selected: true }, each.voice),
    this.studio.voices.filter((voice) => voice.id !== each.voice).map((voice) => h("option", { value: voice.id }, voice.id)));
    const side = h("div", { class: "row", role: "group", "aria-label": `${each.name} in other voices` });
    if (this.heard.has(each.name)) this.six(each, side, this.heard.get(each.name));
    return h("article", {},
      h("h2", {}, each.name), h("p", { class: "quiet" }, `${counted(each.lines, "line")}${told ? `, ${told}` : ""}: ${each.why}.`), clash,
      h("blockquote", {}, each.sample.text.slice(0, 200)),
      h("div", { class: "row" }, choice,
        h("button", { onclick: () => this.studio.hear(each.sample, []) }, "Hear"),
        h("button", { onclick: () => this.other(each, side) }, "In six voices")),
      side);
  }

  async other(each, side) {
    say("Looking for voices…");
    const found = (await get(`/api/voices?speaker=${encodeURIComponent(each.name)}`)).filter((voice) => voice.suits).slice(0, 6);
    this.heard.set(each.name, found);
    this.six(each, side, found);
    side.querySelector("button")?.focus();
    say(`${counted(found.length, "voice")} for ${each.name}.`);
  }

  six(each, side, found) {
    clear(side, found.map((voice) => h("span", { class: "pair" },
      h("button", { onclick: () => this.studio.hear(each.sample, [["voice", voice.id]]) }, `▶ ${voice.name || voice.id}`),
      h("button", { onclick: () => this.studio.edit({ kind: "cast", speaker: each.name, voice: voice.id }), "aria-label": `Cast ${voice.id} as ${each.name}`,
        disabled: voice.id === each.voice }, voice.id === each.voice ? "cast" : "choose"))));
  }
}
