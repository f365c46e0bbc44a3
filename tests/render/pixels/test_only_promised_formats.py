"""Only the formats that are promised are opened, and known by their bytes, not by their names."""

import io
import subprocess
from fractions import Fraction

import av
import pytest
from PIL import Image

from render.checking.probe import probe
from render.pixels.clips import outside_clip
from render.pixels.picture import FORMATS, open_image
from story.errors import InkreelError, RenderError

EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 20 20\n%%EndComments\nshowpage\n%%EOF\n"
OTHERS = ("PPM", "PCX", "TGA", "SGI", "ICO", "PDF", "DDS", "JPEG2000", "IM", "MSP", "XBM", "EPS")


def test_a_picture_starts_no_program(monkeypatch):
    """Pillow gives EPS to Ghostscript, whatever the file is called."""
    monkeypatch.setattr(subprocess, "Popen", None)
    monkeypatch.setattr(subprocess, "check_call", None)
    with pytest.raises(RenderError, match=r"panel 7 is .*: use PNG, JPEG or WebP"):
        open_image(EPS, "panel 7")


@pytest.mark.parametrize("kind", OTHERS)
def test_other_formats_are_refused(kind):
    data = io.BytesIO()
    mode = "1" if kind in ("MSP", "XBM") else "RGB"
    Image.new(mode, (16, 16)).save(data, kind)
    with pytest.raises(RenderError, match="use PNG, JPEG or WebP"):
        open_image(data.getvalue(), "panel 7")


@pytest.mark.parametrize("kind", FORMATS)
def test_promised_formats_are_opened(kind):
    data = io.BytesIO()
    Image.new("RGB", (16, 16), "red").save(data, kind)
    assert open_image(data.getvalue()).size == (16, 16)


PLAYLISTS = {
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{0}\n#EXT-X-ENDLIST\n",
    "concat": "ffconcat version 1.0\nfile {0}\n",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5000 RTP/AVP 96\n",
}


@pytest.mark.parametrize("text", PLAYLISTS.values(), ids=PLAYLISTS)
@pytest.mark.parametrize(
    "read", [probe, lambda path: outside_clip(path, Fraction(30))], ids=["check", "intro"]
)
def test_a_playlist_is_no_film(tmp_path, text, read):
    with av.open(str(tmp_path / "a.ts"), "w", format="mpegts") as container:
        container.add_stream("aac", 48_000, layout="stereo")
    path = tmp_path / "film.mp4"
    path.write_text(text.format("a.ts"))
    with pytest.raises(InkreelError, match=r"film.mp4 can't be read as a video"):
        read(path)
