// Near things pass far ones while a shot lasts: a panel is bent by the renderer's own field, patch by
// patch, and an artist's layers are laid over each other, each at its own distance.

const REST = 0.35;   // what is so near stays where it is

// Draws `rect` of a panel into a box of the canvas (pixels, whole ones), bent by `shift` of the panel's
// pixels: the nearer, the farther to the right it is read, and so the farther to the left it is seen.
// `kept` is where the bitmap's corner lies in the panel, and how many of its pixels a panel's has.
export function bent(pen, bitmap, kept, { patches }, rect, shift, box) {
  const pattern = pen.createPattern(bitmap, "no-repeat"), [wide, high] = [box.w / rect.w, box.h / rect.h];
  const across = (x) => Math.round(Math.min(Math.max((x - rect.x) * wide, 0), box.w));
  const down = (y) => Math.round(Math.min(Math.max((y - rect.y) * high, 0), box.h));
  pen.save();
  pen.setTransform(1, 0, 0, 1, box.x, box.y);
  pen.fillStyle = pattern;
  for (const [x, y, w, h, near, right, lower] of patches) {
    const left = across(x), top = down(y), width = across(x + w) - left, height = down(y + h) - top;
    if (width <= 0 || height <= 0) continue;
    // A place (x, y) of the patch shows that at (a x + b y + c, y) of the panel.
    const a = 1 + shift * right, b = shift * lower, c = shift * (near - REST - right * (x + w / 2) - lower * (y + h / 2));
    pattern.setTransform({ a: wide / (a * kept.times), b: 0, c: (-wide * b) / (a * kept.times), d: high / kept.times,
      e: wide * ((kept.x - c - b * kept.y) / a - rect.x), f: high * (kept.y - rect.y) });
    pen.fillRect(left, top, width, height);
  }
  pen.restore();
}

// Draws `rect` of a panel as its artist's layers lie over each other, from back to front, on paper: `paper`,
// which is as large as the box that it is to fill.
export function laid(paper, bitmaps, { cels, share }, rect, moved) {
  const pen = paper.getContext("2d", { alpha: false }), [wide, high] = [paper.width / rect.w, paper.height / rect.h];
  pen.imageSmoothingQuality = "high";
  pen.globalAlpha = 1;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, paper.width, paper.height);
  for (const [n, cel] of cels.entries()) {
    const far = share * (n / Math.max(cels.length - 1, 1) - 0.5);
    const x = cel.x - rect.x - far * moved.x * rect.w, y = cel.y - rect.y - far * moved.y * rect.h;
    pen.globalAlpha = cel.opacity;
    pen.drawImage(bitmaps[n], x * wide, y * high, bitmaps[n].width * wide, bitmaps[n].height * high);
  }
}
