"""Programs for the command engine: small Python scripts, well behaved and not."""

import sys

SPEAK = """
import array, math, sys, wave
out, speed, text = sys.argv[1:4]
count = int(sum(c.isalnum() for c in text) * 1440 / float(speed)) + 4800
tone = array.array("h", (int(9000 * math.sin(i * i / 2e6)) for i in range(count)))
with wave.open(out, "wb") as file:
    file.setparams((1, 2, 24000, 0, "NONE", ""))
    file.writeframes(tone.tobytes())
"""

TONE = """
import sys, numpy, soundfile
text = sys.stdin.read()
sound = 0.3 * numpy.sin(numpy.arange(2400 * len(text)) / 20)
soundfile.write(sys.stdout.buffer, sound, 24000, format="WAV")
"""

WRITE = """
import sys, numpy, soundfile
soundfile.write(sys.argv[1], {sound}, {rate}, format="WAV", subtype="FLOAT")
"""


SPEECH = """
import sys, numpy as np, soundfile
from voices.engines.hibari import HibariEngine
from voices.pronunciation.word_marks import plain
take = HibariEngine({}).speak(plain(sys.argv[2]), "heart")
rate = take.rate
rate = rate
sound = take.samples
soundfile.write(sys.argv[1], sound, rate, format="WAV", subtype="FLOAT")
"""
"""Real speech: the draft voice, from another process."""

HALF_A_SENTENCE = SPEECH.replace("take.samples", "take.samples[: len(take.samples) // 2]")


def command(code):
    """A command voice that runs `code` with the file to write and what to say."""
    return [sys.executable, "-c", code, "{out}", "{text}"]


def written_to(sound, rate=24_000):
    """Writes `sound`, an expression; `noise(seconds)` is one."""
    return f"""
import sys, numpy as np, soundfile
def noise(seconds):
    return np.random.default_rng(0).uniform(-.4, .4, int(24000 * seconds))
soundfile.write(sys.argv[1], {sound}, {rate}, format="WAV", subtype="FLOAT")
"""


def python(code, *arguments):
    return [sys.executable, "-c", code, *arguments]
