// Make: what is wrong, and the film.

import { get, post, raw } from "./api.js";
import { clear, clock, entered, h, say } from "./dom.js";

const STAGES = { looking: "panels looked at", recording: "takes", enlarging: "close-ups", rendering: "frames", joining: "files" };

export class Make {
  constructor(root, player, studio) {
    [this.root, this.player, this.studio] = [root, player, studio];
    this.draft = h("input", { type: "checkbox", id: "draft", checked: true });
    this.chapters = h("input", { id: "chapters", placeholder: "all", onkeydown: entered(() => this.render()), "aria-label": "Episodes, such as 1 or 2-4" });
    this.go = h("button", { class: "big", onclick: () => this.render() }, "Render");
    this.into = h("p", { class: "quiet" });
    this.jobs = h("div", { "aria-live": "polite" });
    this.table = h("div", {});
    this.film = h("video", { controls: true, hidden: true, class: "film", "aria-label": "The rendered film" });
    root.append(h("fieldset", {}, h("legend", {}, "Film"), h("label", { for: "draft" }, this.draft, " a draft: half the size, the fast voice"),
      h("label", {}, "Episodes ", this.chapters), this.go, this.into), this.film, this.jobs, h("h2", {}, "Problems"), this.table);
    this.known = new Map();
    this.checks = new Map();
  }

  async show() {
    for (const job of await get("/api/jobs").catch(() => [])) this.known.set(job.number, job);
    this.update();
  }

  async render() {
    if (!/^[\d,\- ]*$/.test(this.chapters.value)) { say("Write episodes by their numbers, such as 1 or 2-4."); this.chapters.focus(); return; }
    this.studio.settle();
    try {
      await post("/api/jobs", { draft: this.draft.checked, chapters: this.chapters.value });
      say("Rendering has begun.");
    } catch (error) { this.studio.fail(error); }
  }

  // The film as it was made: fetched whole, as a video element sends no token.
  async play(job, place) {
    try {
      const film = await (await raw(`/api/jobs/${job.number}/films/${place}`)).blob();
      if (this.film.src) URL.revokeObjectURL(this.film.src);
      this.film.src = URL.createObjectURL(film);
      this.film.hidden = false;
      await this.film.play();
    } catch (error) { this.studio.fail(error); }
  }

  // What `inkreel check` says of a file, in a table under it.
  async check(job, place) {
    say("Checking…");
    this.studio.settle();
    try {
      const found = await get(`/api/jobs/${job.number}/films/${place}/check`);
      this.checks.set(`${job.number} ${place}`, found);
      this.list();
      const failed = found.checks.filter((each) => each.state === "fail").length;
      say(found.passed ? "All checks pass." : `${failed} of ${found.checks.length} checks fail.`);
    } catch (error) { this.studio.fail(error); }
  }

  verdicts(job, place) {
    const found = this.checks.get(`${job.number} ${place}`);
    return found && h("table", { class: "checks" }, h("thead", {}, h("tr", {}, ["", "What", "Found"].map((each) => h("th", { scope: "col" }, each)))),
      h("tbody", {}, found.checks.map((each) => h("tr", {}, h("td", { class: each.state === "fail" ? "doubt" : "quiet" }, each.state), h("td", {}, each.what, " ", beside(each.subject) && h("span", { class: "quiet" }, beside(each.subject))),
        h("td", {}, each.figure, each.state === "fail" && each.wanted ? `, wanted: ${each.wanted}` : "")))));
  }

  job(job) {
    const before = this.known.get(job.number)?.state;
    this.known.set(job.number, job);
    this.list();
    if (before !== job.state && job.files.length && !this.root.hidden) say(`${job.what}: ${job.state}.`);
  }

  update() {
    if (this.root.hidden) return;
    this.list();
    this.into.textContent = `Films go to ${this.studio.story?.out ?? ""}, as inkreel render puts them there.`;
    const rows = this.studio.story?.problems ?? [];
    clear(this.table, rows.length ? h("table", {}, h("thead", {}, h("tr", {}, ["Where", "What", ""].map((each) => h("th", { scope: "col" }, each)))),
      h("tbody", {}, rows.map((each) => h("tr", { class: each.severity }, h("td", {}, each.row ? `${each.file}:${each.row}` : each.file),
        h("td", {}, `${each.message} `, h("span", { class: "quiet" }, each.advice)),
        h("td", {}, each.row ? h("button", { onclick: () => this.studio.openRow(each.row), "aria-label": `Go to row ${each.row}` }, "Go there") : null))))) : h("p", {}, "None."));
  }

  list() {
    clear(this.jobs, [...this.known.values()].reverse().map((job) => h("article", { class: "job", "data-job": String(job.number) },
      h("h2", {}, `${job.what}: ${job.state}`),
      job.state === "running" && h("progress", { value: job.share, max: "1", "aria-label": "Progress" }),
      h("p", { class: "quiet" }, Object.entries(job.stages).map(([name, [a, b]]) => `${a}/${b} ${STAGES[name] ?? name}`).join(", "),
        job.left !== null && job.state === "running" ? `; ${clock(job.left)} left` : ""),
      job.message && h("p", { class: "doubt" }, job.message), job.files.map((file, place) => h("div", {}, h("p", { class: "row" }, file,
        h("button", { onclick: () => this.play(job, place), "aria-label": `Play ${file}` }, "Play"),
        h("button", { onclick: () => this.check(job, place), "aria-label": `Check ${file}` }, "Check")), this.verdicts(job, place))),
      ["running", "waiting"].includes(job.state) && h("button", { onclick: () => post(`/api/jobs/${job.number}/cancel`) }, "Cancel"))));
  }
}

// How the name of a file beside a film ends.
const beside = (name) => (name.endsWith(".mp4") ? "" : name.slice(name.lastIndexOf(".")));
