// Plays an episode: composes the renderer's segments on a canvas, and the mix's clips by WebAudio.

import { get, raw } from "./api.js";
import { bent, laid } from "./depth.js";
import { Kept } from "./kept.js";
import { EASINGS, frameAt, narrowed, opacityAt, placeAt, rectAt, swing } from "./path.js";

const RATE = 48000;
const AHEAD = 12;   // seconds of sound that are scheduled before they are heard
const SOUNDS = 32e6;     // bytes of decoded sound that are kept: a minute and a half
const PICTURES = 64e6;   // bytes of decoded pictures that are kept: some ten panels
const NEAR = 48e6;       // … of what shots come near to: two or three
const CELS = 48e6;       // … of artists' own layers
const BENDS = 2e6;       // bytes of what panels are bent by: thirty or more
const PATCH = 150;       // … of one of its patches
const SHOWN = 8, BOTH = 2, LAYERS = 32;   // … that stay, however large they are: what one frame shows
const SOON = 2;     // seconds before a picture is seen that it is fetched
const SIDE = 240;   // pixels of a spread's longer side: a blur holds no more than that
const REST = 150;   // milliseconds that the picture stands before the film's own frame is asked for
const SHAKE = 0.4;  // seconds of a shake

export class Player extends EventTarget {
  constructor(canvas) {
    super();
    this.canvas = canvas;
    this.pen = canvas.getContext("2d", { alpha: false });
    this.film = null;
    this.fps = 30;
    this.size = [1920, 1080];
    this.time = 0;
    this.playing = false;
    this.loop = null;
    this.music = true;
    this.wanted = false;
    const taken = ({ width, height }) => 4 * width * height, free = (bitmap) => bitmap.close();
    this.pictures = new Kept(PICTURES, SHOWN, taken, free);
    this.closeups = new Kept(NEAR, BOTH, taken, free);
    this.cels = new Kept(CELS, LAYERS, taken, free);
    this.bends = new Kept(BENDS, BOTH, ({ patches }) => PATCH * patches.length);
    this.buffers = new Kept(SOUNDS, SHOWN, ({ sound }) => 4 * sound.length * sound.numberOfChannels);
    this.sources = new Set();
    this.drawn = -1;
  }

  // Sound may only start once somebody has pressed a key or a button.
  get audio() {
    if (!this.context) {
      this.context = new AudioContext({ sampleRate: RATE, latencyHint: "interactive" });
      this.analyser = this.context.createAnalyser();
      this.analyser.connect(this.context.destination);
    }
    return this.context;
  }

  show(film, story) {
    this.film = film;
    for (const { segments, closeups, bends } of film.scenes) {
      const layer = ([segment, ...places]) => places.reduce((over, place) => over.layers[place], segments[segment]);
      for (const { at, ...closeup } of closeups) layer(at).closeup = closeup;
      for (const { at, name } of bends) layer(at).bend = name;
    }
    [this.fps, this.size] = [story.fps[0] / story.fps[1], story.size];
    if (this.playing) { this.hush(); this.start(); }
    else if (this.wanted && this.frames) this.play();
    this.draw(true);
    this.dispatchEvent(new Event("film"));
  }

  get frames() { return this.film ? this.film.scenes.reduce((sum, scene) => sum + scene.frames, 0) : 0; }
  get seconds() { return this.frames / this.fps; }
  get frame() { return Math.min(Math.max(0, Math.floor(this.time * this.fps + 1e-6)), Math.max(0, this.frames - 1)); }

  sceneAt(frame) {
    return this.film?.scenes.find((scene) => frame >= scene.first && frame < scene.first + scene.frames);
  }

  // Every clip with the second of the episode at which its words begin.
  clips() {
    return (this.film?.scenes ?? []).flatMap((scene) =>
      scene.clips.map((clip) => ({ clip, scene, at: scene.first / this.fps + clip.start / RATE,
        end: scene.first / this.fps + clip.end / RATE })));
  }

  seek(time) {
    this.time = Math.min(Math.max(0, time), Math.max(0, this.seconds - 1 / this.fps));
    if (this.playing) { this.hush(); this.start(); }
    this.draw();
    this.dispatchEvent(new Event("time"));
  }

  step(frames) { this.pause(); this.seek((this.frame + frames + 0.5) / this.fps); }

  async play() {
    if (this.playing) return;
    this.wanted = !this.frames;   // it begins as soon as there is something to play
    if (this.wanted) { this.audio.resume(); this.dispatchEvent(new Event("state")); return; }
    if (this.time >= this.seconds - 1.5 / this.fps) this.time = 0;
    await this.audio.resume();
    this.playing = true;
    this.start();
    this.dispatchEvent(new Event("state"));
  }

  pause() {
    this.wanted = false;
    if (!this.playing) return;
    this.time = this.now();
    this.playing = false;
    this.hush();
    this.dispatchEvent(new Event("state"));
  }

  // The second of the episode that is heard now.
  now() {
    if (!this.playing) return this.time;
    const late = this.audio.outputLatency || 0;
    return this.began.time + Math.max(0, this.audio.currentTime - late - this.began.at);
  }

  start() {
    this.began = { at: this.audio.currentTime + 0.05, time: this.time };
    this.scheduled = new Set();
    const run = (this.run = {});
    const tick = () => {
      if (this.run !== run || !this.playing) return;
      this.time = this.now();
      if (this.loop && this.time >= this.loop[1]) { this.seek(this.loop[0]); return; }
      if (this.time >= this.seconds) {
        if (this.film.done) { this.time = this.seconds; this.pause(); return; }
        this.time = this.seconds - 0.5 / this.fps;
      }
      this.schedule(run);
      this.draw();
      if (this.frame % 15 === 0) this.wants(this.frame + Math.round(SOON * this.fps));
      this.dispatchEvent(new Event("time"));
      requestAnimationFrame(tick);
    };
    this.schedule(run);
    requestAnimationFrame(tick);
  }

  hush() {
    this.run = null;
    for (const source of this.sources) { try { source.stop(); } catch { /* it has ended */ } }
    this.sources.clear();
  }

  // What is heard within the next seconds: [key, path, second of the episode, second of its end, first sample of its scene].
  due() {
    const found = this.clips().map(({ clip, scene, at, end }) => [`${scene.id} ${clip.name} ${clip.start}`, `/api/clips/${clip.name}`, at, end, scene.first / this.fps]);
    const beside = this.music && this.film.beside;
    for (let part = 0; beside && part < beside.parts; part++) {
      const at = (part * beside.samples) / RATE;
      found.push([`beside ${beside.name} ${part}`, `/api/beside/${beside.name}/${part}`, at, at + beside.samples / RATE, at]);
    }
    return found.filter(([, , at, end]) => end >= this.time && at <= this.time + AHEAD);
  }

  schedule(run) {
    for (const [key, path, , , first] of this.due()) {
      if (this.scheduled.has(key)) continue;
      this.scheduled.add(key);
      this.buffer(path).then(({ sound, start }) => {
        if (this.run !== run) return;
        const from = first + start / RATE;
        const when = this.began.at + from - this.began.time;
        const late = Math.max(0, this.audio.currentTime - when);
        if (late >= sound.duration) return;
        const source = new AudioBufferSourceNode(this.audio, { buffer: sound });
        source.connect(this.analyser);
        source.start(Math.max(when, this.audio.currentTime), late);
        this.sources.add(source);
        source.onended = () => this.sources.delete(source);
      }).catch(() => this.scheduled.delete(key));
    }
  }

  // The samples at a path, and the sample of its scene or part at which they begin.
  buffer(path) {
    const { ready } = this.buffers.get(path, () => raw(path).then(async (answer) => ({
      start: Number(answer.headers.get("x-inkreel-start")),
      sound: await this.audio.decodeAudioData(await answer.arrayBuffer()),
    })));
    ready.catch(() => this.buffers.drop(path));
    return ready;
  }

  // A picture's entry: its bitmap is its `value`, null until it is there.
  picture(key) { return this.bitmap(this.pictures, key, `/api/pictures/${key}`); }

  // … of what a shot comes near to, twice as large.
  closeup(name) { return this.bitmap(this.closeups, name, `/api/closeups/${name}`); }

  // … an artist's own layer of a panel; what a panel is bent by.
  cel(key) { return this.bitmap(this.cels, key, `/api/pictures/${key}`); }
  bend(name) { return this.fetched(this.bends, name, () => get(`/api/bends/${name}`)); }

  bitmap(kept, key, path) { return this.fetched(kept, key, async () => createImageBitmap(await (await raw(path)).blob())); }

  fetched(kept, key, make) {
    return kept.get(key, () => make()
      .then((value) => { setTimeout(() => this.draw(true)); return value; })
      .catch(() => { setTimeout(() => kept.drop(key), 2000); return null; }));
  }

  // A render has drawn close-ups anew: they are fetched again.
  sharpen() {
    for (const name of [...this.closeups.entries.keys()]) this.closeups.drop(name);
    this.still?.bitmap.close();
    this.still = null;
    this.draw(true);
  }

  segmentAt(frame) {
    const scene = this.sceneAt(frame), local = frame - (scene?.first ?? 0);
    return scene?.segments.find((each) => local >= each.start && local < each.start + each.frames);
  }

  // All that a frame shows, as far as it is there or on its way.
  wants(frame) {
    const layers = (this.segmentAt(frame)?.layers ?? []).flatMap((layer) => [layer, ...layer.layers ?? []]);
    return layers.flatMap((layer) => {
      const key = layer.shot?.picture ?? layer.picture;
      if (layer.depth?.cels.length) return layer.depth.cels.map((cel) => this.cel(cel.picture));
      return [key && this.picture(key), layer.closeup && this.closeup(layer.closeup.name), layer.bend && this.bend(layer.bend)].filter(Boolean);
    });
  }

  // Resolves once every picture of the frame is there.
  async ready() {
    this.draw(true);
    await Promise.all(this.wants(this.frame).map((each) => each.ready));
    this.draw(true);
  }

  // Where the picture stands, the film's own frame takes the place of the page's: with what the page
  // does not draw (light, weather, a focus, close-ups drawn anew), pixel for pixel.
  async rest() {
    if (this.playing || !this.film?.scenes.length) return;
    const { film, frame } = this, key = `${film.episode}/${film.revision}/frames/${frame}`;
    if (this.still?.key === key) return;
    try {
      const bitmap = await createImageBitmap(await (await raw(`/api/episodes/${key}`)).blob());
      if (film !== this.film || frame !== this.frame) { bitmap.close(); return; }
      this.still?.bitmap.close();
      this.still = { key, bitmap };
      if (!this.playing) this.draw(true);
    } catch { /* the story was edited meanwhile: the page's own frame stays */ }
  }

  draw(again = false) {
    const frame = this.frame;
    if (!again && frame === this.drawn) return;
    this.drawn = frame;
    const { pen, canvas } = this, [width, height] = this.size;
    clearTimeout(this.resting);
    if (!this.playing) {
      const { episode, revision } = this.film ?? {};
      if (this.still?.key === `${episode}/${revision}/frames/${frame}`) {
        pen.setTransform(1, 0, 0, 1, 0, 0);
        pen.globalAlpha = 1;
        pen.drawImage(this.still.bitmap, 0, 0, canvas.width, canvas.height);
        return;
      }
      this.resting = setTimeout(() => this.rest(), REST);
    }
    pen.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
    pen.imageSmoothingEnabled = true;
    pen.imageSmoothingQuality = "high";
    pen.globalAlpha = 1;
    pen.fillStyle = "#000";
    pen.fillRect(0, 0, width, height);
    const scene = this.sceneAt(frame);
    if (!scene) return;
    const local = frame - scene.first;
    const segment = this.segmentAt(frame);
    if (!segment) return;
    for (const layer of segment.layers) this.layer(layer, scene, local, local - segment.start);
    pen.globalAlpha = 1;
  }

  // What lies over the picture now, and is drawn by a render alone.
  get undrawn() {
    const frame = this.frame, scene = this.sceneAt(frame), local = frame - (scene?.first ?? 0);
    const segment = this.segmentAt(frame);
    const found = new Set();
    for (const layer of (segment?.layers ?? []).flatMap((each) => [each, ...each.layers ?? []])) {
      const since = local - segment.start, name = { snow: "snow", rain: "rain", glow: "the glow", focus: "the focus" }[layer.kind];
      if (name && opacityAt(layer.opacity, since) > 0) found.add(name);
      if (layer.shakes?.some((each) => since >= each.frame && since < each.frame + SHAKE * this.fps)) found.add("the shake");
    }
    return [...found];
  }

  layer(layer, scene, local, i) {
    const { pen } = this, [width, height] = this.size;
    pen.globalAlpha = opacityAt(layer.opacity ?? [], i);
    if (pen.globalAlpha <= 0) return;
    if (layer.kind === "fill") {
      pen.fillStyle = layer.colour;
      pen.fillRect(0, 0, width, height);
    } else if (layer.kind === "panel") {
      this.panel(layer, this.rect(layer.shot, local), local - layer.shot.start, layer.box ?? { x: 0, y: 0, w: width, h: height });
    } else if (layer.kind === "slide" || layer.kind === "wipe") {
      this.turn(layer, scene, local, i);
    } else if (layer.kind === "framed") {
      const bitmap = this.picture(layer.shot.picture).value;
      const place = frameAt(layer.places, i), light = opacityAt(layer.lights ?? [], i);
      if (bitmap) this.framed(layer, bitmap, place, this.rect(layer.shot, local), light);
    } else if (layer.kind === "spread") {
      const bitmap = this.picture(layer.picture).value;
      if (bitmap) this.spread(layer, bitmap);
    } else if (layer.kind === "still") {
      const bitmap = this.picture(layer.picture).value;
      const at = placeAt(layer.places, i);
      if (bitmap) pen.drawImage(bitmap, at.x, at.y, bitmap.width * at.scale, bitmap.height * at.scale);
    }
  }

  // A shot's crop of its panel at its frame `i`: out of its close-up where it is enlarged, as the film has it.
  panel(layer, whole, i, box) {
    if (layer.depth?.cels.length) { this.layered(layer, whole, i, box); return; }
    const rect = layer.depth ? narrowed(whole, layer.depth.share) : whole;
    const { pen } = this, near = layer.closeup, times = (box.w * this.canvas.width) / this.size[0] / rect.w;
    const close = near && times > 1 && holds(near, rect) && this.closeup(near.name).value;
    const bitmap = close || this.picture(layer.shot.picture).value, bend = layer.bend && this.bend(layer.bend).value;
    if (!bitmap) return;
    const kept = close ? near : { x: 0, y: 0, times: bitmap.width / this.widthOf(layer.shot.picture, bitmap) };
    // Twice as large as the panel it has nothing finer than what is seen: averaged before, it would be soft.
    pen.imageSmoothingQuality = !close || times > near.times ? "high" : "low";
    if (bend?.pixels) bent(pen, bitmap, kept, bend, rect, bend.pixels * swing(layer.shot, whole, i).x, this.pixels(box));
    else {
      const [x, y, w, h] = [rect.x - kept.x, rect.y - kept.y, rect.w, rect.h].map((each) => each * kept.times);
      pen.drawImage(bitmap, x, y, w, h, box.x, box.y, box.w, box.h);
    }
    pen.imageSmoothingQuality = "high";
  }

  // … of its artist's layers, in place of the panel.
  layered(layer, whole, i, box) {
    const bitmaps = layer.depth.cels.map(({ picture }) => this.cel(picture).value);
    if (!bitmaps.every(Boolean)) return;
    const { w, h } = this.pixels(box), paper = (this.paper ??= new OffscreenCanvas(1, 1));
    if (paper.width !== w || paper.height !== h) [paper.width, paper.height] = [w, h];
    laid(paper, bitmaps, layer.depth, narrowed(whole, layer.depth.share), swing(layer.shot, whole, i));
    this.pen.drawImage(paper, box.x, box.y, box.w, box.h);
  }

  // A box in pixels of the canvas.
  pixels({ x, y, w, h }) {
    const [left, top, right, bottom] = [x, y, x + w, y + h].map((each) => Math.round((each * this.canvas.width) / this.size[0]));
    return { x: left, y: top, w: right - left, h: bottom - top };
  }

  // A picture that comes over what is there: as a page, which pushes that aside, or behind a soft edge.
  turn(layer, scene, local, i) {
    const { pen, canvas } = this, [width, height] = this.size, side = layer.mirrored ? -1 : 1;
    const share = EASINGS["in-out-sine"](Math.min(Math.max((i - layer.first + 1) / (layer.last - layer.first + 1), 0), 1));
    if (share <= 0) return;
    const other = (this.other ??= new OffscreenCanvas(1, 1));
    if (other.width !== canvas.width || other.height !== canvas.height) [other.width, other.height] = [canvas.width, canvas.height];
    const over = (this.pen = other.getContext("2d"));
    over.setTransform(pen.getTransform());
    [over.globalCompositeOperation, over.globalAlpha, over.imageSmoothingQuality] = ["source-over", 1, "high"];
    over.fillStyle = "#000";
    over.fillRect(0, 0, width, height);
    try {
      for (const each of layer.layers) this.layer(each, scene, local, i);
    } finally { this.pen = pen; }
    if (layer.kind === "wipe") {
      const soft = 0.18 * width, edge = share * (width + soft);
      over.globalCompositeOperation = "destination-in";
      over.fillStyle = ramp(over, edge - soft, edge, (t) => `rgba(0, 0, 0, ${1 - t * t * (3 - 2 * t)})`);
      over.fillRect(0, 0, width, height);
      pen.drawImage(other, 0, 0, width, height);
      return;
    }
    const left = side * (1 - share) * width, rim = side > 0 ? left : left + width, dark = 0.5 * Math.sin(Math.PI * share);
    pen.drawImage(canvas, -side * 0.3 * share * width, 0, width, height);
    pen.fillStyle = ramp(pen, rim, rim - side * 0.05 * width, (t) => `rgba(0, 0, 0, ${dark * (1 - t) ** 2})`);
    pen.fillRect(Math.min(rim, rim - side * 0.05 * width), 0, 0.05 * width, height);
    pen.drawImage(other, left, 0, width, height);
  }

  rect(shot, local) { return rectAt(shot.keyframes, (local - shot.start) / this.fps); }

  // How wide a panel is in the pixels that rects count: those of the picture as it is displayed.
  widthOf(key, bitmap) {
    for (const scene of this.film.scenes) {
      const panel = scene.panels.find((each) => each.picture === key);
      if (panel) return panel.width;
    }
    return bitmap.width;
  }

  cropped(bitmap, rect, wide, box) {
    const scale = bitmap.width / wide;
    this.pen.drawImage(bitmap, rect.x * scale, rect.y * scale, rect.w * scale, rect.h * scale,
      box.x, box.y, box.w, box.h);
  }

  // A picture in a rect that may move, with its line around it and its shadow under it.
  framed(layer, bitmap, rect, crop, light) {
    const { pen } = this, line = layer.border;
    const outer = [rect.x - line, rect.y - line, rect.w + 2 * line, rect.h + 2 * line];
    if (layer.shadow) {
      pen.save();
      // The shape itself lies outside the canvas: only its shadow falls into it, under the picture.
      const scale = this.canvas.width / this.size[0], away = 4 * this.size[0];
      [pen.shadowColor, pen.shadowBlur] = ["rgba(0, 0, 0, 0.55)", 2 * layer.shadow * scale];
      [pen.shadowOffsetX, pen.shadowOffsetY] = [away * scale, (layer.shadow / 2) * scale];
      pen.fillStyle = "#000";
      pen.fillRect(outer[0] - away, ...outer.slice(1));
      pen.restore();
    }
    pen.fillStyle = layer.colour;
    if (line) pen.fillRect(...outer);
    pen.filter = light < 1 ? `brightness(${light})` : "none";
    this.cropped(bitmap, crop, this.widthOf(layer.shot.picture, bitmap), rect);
    pen.filter = "none";
  }

  // A panel's own colours, blurred and darkened, behind one that does not fill the frame; the panel
  // throws a shadow on it. Made small and once, as the renderer makes it.
  spread(layer, bitmap) {
    const key = JSON.stringify([layer.picture, layer.box, this.size]);
    if (this.ground?.key !== key) this.ground = { key, small: ground(bitmap, layer.box, this.size) };
    this.pen.drawImage(this.ground.small, 0, 0, ...this.size);
  }
}

function holds(a, b) {
  return b.x >= a.x - 0.5 && b.y >= a.y - 0.5 && b.x + b.w <= a.x + a.w + 0.5 && b.y + b.h <= a.y + a.h + 0.5;
}

// A gradient from x to x that follows a curve; outside it goes on as at its ends.
function ramp(pen, from, to, colour) {
  const made = pen.createLinearGradient(from, 0, to, 0);
  for (let step = 0; step <= 16; step++) made.addColorStop(step / 16, colour(step / 16));
  return made;
}

// A spread as a small picture of the canvas's aspect.
function ground(bitmap, box, [width, height]) {
  const share = SIDE / Math.max(width, height), pad = Math.ceil((SIDE / 20) * 3);
  const [w, h] = [Math.round(width * share), Math.round(height * share)];
  const wide = new OffscreenCanvas(w + 2 * pad, h + 2 * pad), pen = wide.getContext("2d");
  const step = Math.min(bitmap.width / w, bitmap.height / h);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, (bitmap.width - step * w) / 2, (bitmap.height - step * h) / 2, step * w, step * h, pad, pad, w, h);
  // What lies at an edge goes on beyond it, so that the blur finds no border there.
  pen.drawImage(wide, pad, pad, 1, h, 0, pad, pad, h);
  pen.drawImage(wide, pad + w - 1, pad, 1, h, pad + w, pad, pad, h);
  pen.drawImage(wide, 0, pad, wide.width, 1, 0, 0, wide.width, pad);
  pen.drawImage(wide, 0, pad + h - 1, wide.width, 1, 0, pad + h, wide.width, pad);
  const small = new OffscreenCanvas(w, h), out = small.getContext("2d");
  out.filter = `blur(${SIDE / 20}px) brightness(0.42)`;
  out.drawImage(wide, -pad, -pad);
  if (box) {
    out.filter = `blur(${SIDE / 40}px)`;
    out.fillStyle = "rgba(0, 0, 0, 0.6)";
    out.fillRect(box.x * share, box.y * share, box.w * share, box.h * share);
  }
  return small;
}
