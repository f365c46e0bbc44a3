// Where the camera is: the same curves as the renderer's, from the same keyframes.

const power = (n) => (t) => (t < 0.5 ? (2 * t) ** n / 2 : 1 - (2 - 2 * t) ** n / 2);
export const EASINGS = {
  "linear": (t) => t,
  "in-out-sine": (t) => (1 - Math.cos(Math.PI * t)) / 2,
  "in-out-quad": power(2),
  "in-out-cubic": power(3),
  "out-cubic": (t) => 1 - (1 - t) ** 3,
  "in-cubic": (t) => t ** 3,
};
const SIDES = ["x", "y", "w", "h"];

// The rect at `time` seconds from a shot's start.
export function rectAt(keys, time) {
  if (time <= keys[0].time) return keys[0].rect;
  if (time >= keys.at(-1).time) return keys.at(-1).rect;
  let leg = keys.findLastIndex((key) => key.time <= time);
  const here = keys[leg], there = keys[leg + 1];
  if (here.easing === "smooth") return smooth(keys, leg, time);
  const share = EASINGS[here.easing]((time - here.time) / (there.time - here.time));
  return Object.fromEntries(SIDES.map((s) => [s, here.rect[s] + (there.rect[s] - here.rect[s]) * share]));
}

// Smooth legs in a row make one curve, at rest at its two ends.
function smooth(keys, leg, time) {
  let first = leg, last = leg;
  while (first > 0 && keys[first - 1].easing === "smooth") first -= 1;
  while (last + 2 < keys.length && keys[last + 1].easing === "smooth") last += 1;
  const run = keys.slice(first, last + 2);
  const times = run.map((key) => key.time);
  const at = Object.fromEntries(SIDES.map((s) => [s, hermite(times, run.map((key) => key.rect[s]), time)]));
  const right = Math.max(...run.map((key) => key.rect.x + key.rect.w));
  const bottom = Math.max(...run.map((key) => key.rect.y + key.rect.h));
  return { ...at, x: Math.min(at.x, right - at.w), y: Math.min(at.y, bottom - at.h) };
}

function hermite(times, values, time) {
  const leg = Math.min(times.findLastIndex((each) => each <= time), times.length - 2);
  const span = times[leg + 1] - times[leg], t = (time - times[leg]) / span;
  const rise = values[leg + 1] - values[leg];
  const m0 = slope(times, values, leg) * span, m1 = slope(times, values, leg + 1) * span;
  return values[leg] + t * (m0 + t * (3 * rise - 2 * m0 - m1 + t * (m0 + m1 - 2 * rise)));
}

function slope(times, values, i) {
  if (i === 0 || i === times.length - 1) return 0;
  const before = times[i] - times[i - 1], after = times[i + 1] - times[i];
  const d0 = (values[i] - values[i - 1]) / before, d1 = (values[i + 1] - values[i]) / after;
  if (d0 * d1 <= 0) return 0;
  const w0 = 2 * after + before, w1 = after + 2 * before;
  return (w0 + w1) / (w0 / d0 + w1 / d1);
}

// The opacity of a ramp at a frame of its segment.
export function opacityAt(ramp, frame) {
  if (!ramp.length) return 1;
  const after = ramp.findIndex(([knot]) => knot > frame);
  if (after === 0) return ramp[0][1];
  if (after < 0) return ramp.at(-1)[1];
  const [f0, a] = ramp[after - 1], [f1, b] = ramp[after];
  return a + ((b - a) * (frame - f0)) / (f1 - f0);
}

// Where a still's top left corner is at a frame of its segment.
export function placeAt(places, frame) {
  if (frame <= places[0].frame) return places[0];
  if (frame >= places.at(-1).frame) return places.at(-1);
  const leg = places.findLastIndex((each) => each.frame <= frame);
  const here = places[leg], there = places[leg + 1];
  const share = EASINGS[here.easing]((frame - here.frame) / (there.frame - here.frame));
  const mix = (name) => here[name] + (there[name] - here[name]) * share;
  return { x: mix("x"), y: mix("y"), scale: mix("scale") };
}

// Where a framed picture is at a frame of its segment.
export function frameAt(places, frame) {
  if (frame <= places[0].frame) return places[0].rect;
  if (frame >= places.at(-1).frame) return places.at(-1).rect;
  const leg = places.findLastIndex((each) => each.frame <= frame);
  const here = places[leg], there = places[leg + 1];
  const share = EASINGS[here.easing]((frame - here.frame) / (there.frame - here.frame));
  return Object.fromEntries(SIDES.map((s) => [s, here.rect[s] + (there.rect[s] - here.rect[s]) * share]));
}

const TRAVELS = 0.05;   // a shot whose middle moves by more of its frame is followed by its near things

// How far along its way a shot is at frame `i` from its first, -0.5 .. 0.5, to the side and down: `rect` is where it is.
export function swing({ picture, frames, keyframes }, rect, i) {
  const middles = (side, long) => keyframes.map((key) => key.rect[side] + key.rect[long] / 2);
  const xs = middles("x", "w"), ys = middles("y", "h"), wide = spread(xs) > TRAVELS * rect.w, high = spread(ys) > TRAVELS * rect.h;
  if (wide || high) return { x: wide ? along(rect.x + rect.w / 2, xs) : 0, y: high ? along(rect.y + rect.h / 2, ys) : 0 };
  const odd = [...picture].reduce((sum, each) => sum + each.codePointAt(0), Math.trunc(keyframes[0].rect.x)) & 1;
  const side = xs.at(-1) === xs[0] ? odd || -1 : Math.sign(xs.at(-1) - xs[0]);
  return { x: side * (Math.min(Math.max(i / Math.max(frames - 1, 1), 0), 1) - 0.5), y: 0 };
}

const spread = (values) => Math.max(...values) - Math.min(...values);
const along = (value, values) => Math.min(Math.max((value - Math.min(...values)) / spread(values), 0), 1) - 0.5;

// A rect that leaves room for what moves by `share` of it, half to each side.
export function narrowed({ x, y, w, h }, share) {
  return { x: x + (w * share) / 2, y: y + (h * share) / 2, w: w * (1 - share), h: h * (1 - share) };
}
