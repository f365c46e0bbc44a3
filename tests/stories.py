"""Little stories with panels, made on the spot for tests that need a whole one."""

from pathlib import Path

from PIL import Image, ImageDraw

TWO_CHAPTERS = """\
# The Small Storm

## Chapter 1: The Kettle

![](./kettle.png)
<details><summary>Show Image Prompt</summary>
Draw a kettle on the left and a cat on the right. SECRETPROMPT.
</details>

The kettle sang at noon.

"Is it ready?" asked Ada.

"Not yet," said Tom. "Wait."

## Chapter 2: The Cup

![](./cup.png)

The cup was blue.

"Thank you," said Ada.
"""


def write_story(
    folder: Path, text: str = TWO_CHAPTERS, panels: tuple[str, ...] = ("kettle", "cup")
) -> Path:
    """A story file with its panels in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(panels):
        draw_panel(number).save(folder / f"{name}.png")
    path = folder / "index.md"
    path.write_text(text, encoding="utf-8")
    return path


def draw_panel(number: int, size: tuple[int, int] = (600, 400)) -> Image.Image:
    """A small picture, different for each number."""
    width, height = size
    image = Image.new("RGB", size, (40 + 60 * number % 200, 120, 200 - 50 * number % 200))
    draw = ImageDraw.Draw(image)
    for step in range(8):
        left = width * step // 8
        draw.ellipse(
            (left, height // 3, left + width // 6, height * 2 // 3),
            fill=(255 - 30 * step, 30 * step, 90),
        )
    draw.line((0, height - 40, width, height - 80), fill=(20, 20, 20), width=6)
    return image
