"""The player's page in a real browser: runs where a headless Chromium is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer

import av
import numpy as np
import pytest
from spoken_story import perform, section

from render.captions.formats import vtt
from render.captions.model import CaptionRules
from render.captions.timing import cues
from render.publishing.episode_facts import EpisodeSlot, Performance, episode_facts
from render.publishing.player import player_page
from story.model import Script

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]

SCENE = section(
    "Fog",
    ("narrator", "Fog came in at four.", "start"),
    ("Marta & Co", "I can't see <the> quay.", "paragraph"),
)
ASK = """<script>
addEventListener("load", () => setTimeout(async () => {
  const told = { said: [], cues: [], errors: film.error ? film.error.message : "" };
  told.cues = [...track.cues].map((cue) => [cue.startTime, cue.endTime, cue.text]);
  const show = () => new Promise((done) => {
    film.addEventListener("seeked", () => setTimeout(done, 50), { once: true });
  });
  for (const span of spans) {
    const seen = show();
    film.currentTime = +span.dataset.start + 0.1;
    await seen;
    told.said.push(document.querySelector(".said")?.textContent ?? null);
  }
  const seen = show();
  spans[1].click();
  await seen;
  told.jumped = film.currentTime;
  told.active = [...track.activeCues].map((cue) => {
    const voice = cue.getCueAsHTML().querySelector("[title]");
    return [voice ? voice.title : "", cue.getCueAsHTML().textContent];
  });
  fetch("REPORT", { method: "POST", mode: "no-cors", body: JSON.stringify(told) });
}, 400));
</script></body>"""
LONGEST = 90
"""Seconds until a page that has not reported is taken to have failed."""


class _Reported(BaseHTTPRequestHandler):
    """Keeps what the page posts as the server's `told`."""

    def do_POST(self):
        self.server.told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


def _film(path, seconds):
    with av.open(str(path), "w") as container:
        stream = container.add_stream("h264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for number in range(round(seconds * 10)):
            pixels = np.full((36, 64, 3), number % 256, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode(None))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the page says of itself once it has been opened from a folder and used."""
    folder = tmp_path_factory.mktemp("page")
    timeline = perform(SCENE)
    made = cues((SCENE,), timeline, CaptionRules())
    script = Script("Fog", (SCENE,), (), (), "", folder / "index.md")
    facts = episode_facts(
        script,
        EpisodeSlot("01-fog", "Fog", 1, 1),
        Performance((SCENE,), timeline, made, {}),
        (64, 36),
    )
    _film(folder / "01-fog.mp4", facts.seconds)
    (folder / "01-fog.vtt").write_text(vtt(made), encoding="utf-8")
    with HTTPServer(("127.0.0.1", 0), _Reported) as server:
        server.timeout, server.told = LONGEST, None
        ask = ASK.replace("REPORT", f"http://127.0.0.1:{server.server_port}/")
        page = folder / "index.html"
        page.write_text(player_page([facts]).replace("</body>", ask), encoding="utf-8")
        _open(page, folder / "profile", server)
        return server.told


def _open(page, profile, server):
    """Open the page in Chromium until it reports."""
    command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--mute-audio"]
    command += ["--no-first-run", "--disable-background-networking"]
    command += [f"--user-data-dir={profile}", page.as_uri()]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as browser:
        server.handle_request()
        browser.terminate()
    assert server.told, f"the page did not report in {LONGEST} s"


def test_the_film_plays_from_a_folder(told):
    assert told["errors"] == ""


def test_captions_are_there_without_a_server(told):
    assert [text for _, _, text in told["cues"]] == [
        "Fog came in at four.",
        "<v Marta &amp; Co>I can't see &lt;the&gt; quay.",
    ]


def test_the_transcript_follows(told):
    assert told["said"] == ["Fog came in at four.", "I can't see <the> quay."]


def test_a_click_jumps_and_the_speaker_is_known(told):
    assert told["jumped"] == pytest.approx(told["cues"][1][0], abs=0.2)
    assert told["active"] == [["Marta & Co", "I can't see <the> quay."]]
