import time

import numpy as np
import psutil
import pytest
import soundfile
from programs import SPEAK, TONE, WRITE, python

from story.errors import VoiceError
from voices.engines.command import CommandEngine
from voices.pronunciation.word_marks import as_written


def say(command, text="Hello there.", **more):
    return CommandEngine({"command": command, **more}).speak(as_written(text), "default")


def test_fills_in_text_speed_and_out():
    take = say(python(SPEAK, "{out}", "{speed}", "{text}"))
    assert len(take.marks) == 2
    assert take.rate == 24_000


def test_hands_the_text_to_standard_input_and_reads_standard_output():
    assert len(say(python(TONE), "Hello.").samples) == 2400 * 6


def test_a_text_that_holds_a_placeholder_is_not_filled_again():
    program = WRITE.format(sound="numpy.ones(2400 * len(sys.argv[2])) * 0.5", rate=24_000)
    take = say(python("import numpy" + program, "{out}", "{text}"), "I say {out} now.")
    assert len(take.samples) == 2400 * len("I say {out} now.")


@pytest.mark.parametrize(
    ("sound", "rate", "told"),
    [
        ("numpy.zeros(24000)", 24_000, "said nothing"),
        ("numpy.zeros(0)", 24_000, "said nothing"),
        ("numpy.full(24000, numpy.nan)", 24_000, "no numbers"),
        ("numpy.ones(24000) / 2", 100, "no rate for speech"),
    ],
)
def test_bad_sound_is_refused(sound, rate, told):
    program = "import numpy" + WRITE.format(sound=sound, rate=rate)
    with pytest.raises(VoiceError, match=told):
        say(python(program, "{out}", "{text}"))


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise SystemExit('no such voice')", r"failed \(1\): no such voice"),
        ("import os; os.abort()", r"failed \(-6\)"),
        ("", "no WAV"),
        ("print('hello')", "no WAV"),
    ],
)
def test_a_program_that_fails_is_named(code, told):
    with pytest.raises(VoiceError, match=told):
        say(python(code))


def test_a_program_that_writes_no_file_is_named():
    with pytest.raises(VoiceError, match="wrote no file"):
        say(python("", "{out}"))


def test_a_program_that_hangs_is_ended_with_what_it_started():
    start = time.monotonic()
    with pytest.raises(VoiceError, match="was not done after"):
        say(["sh", "-c", "sleep 20 & sleep 20"], timeout=0.4)
    assert time.monotonic() - start < 5


def test_a_program_that_floods_is_ended():
    with pytest.raises(VoiceError, match="more than 64 MB"):
        say(["sh", "-c", "cat /dev/zero"], timeout=30)


def test_a_missing_program_is_named():
    with pytest.raises(VoiceError, match="program 'no-such-program'"):
        say(["no-such-program"])


@pytest.mark.parametrize("command", [None, "espeak {text}", []])
def test_needs_a_list_of_words(command):
    with pytest.raises(VoiceError, match="list of words"):
        CommandEngine({"command": command})


def test_the_version_follows_the_command():
    versions = {
        CommandEngine({"command": ["sh", flag], "version": told}).version
        for flag in ("-a", "-b")
        for told in ("", "2")
    }
    assert len(versions) == 4


def test_a_word_that_names_a_file_beside_the_story_is_that_file(tmp_path):
    (tmp_path / "speak.py").write_text(SPEAK)
    command = [*python("")[:1], "speak.py", "{out}", "{speed}", "{text}"]
    assert len(say(command, folder=str(tmp_path)).marks) == 2
    before = CommandEngine({"command": command, "folder": str(tmp_path)}).version
    (tmp_path / "moved").mkdir()
    moved = (tmp_path / "speak.py").rename(tmp_path / "moved" / "speak.py")
    assert CommandEngine({"command": command, "folder": str(moved.parent)}).version == before
    moved.write_text(SPEAK + "# another program")
    assert CommandEngine({"command": command, "folder": str(moved.parent)}).version != before


def test_an_unknown_field_of_a_voice_is_named():
    with pytest.raises(VoiceError, match="colour"):
        CommandEngine({"command": ["sh"], "voices": [{"model": "x", "colour": "blue"}]})


HOSTILE = {
    "a device at {out}": ('ln -sf /dev/zero "$0"', "wrote no regular file"),
    "a pipe at {out}": ('rm -f "$0"; mkfifo "$0"', "wrote no regular file"),
    "a folder at {out}": ('rm -f "$0"; mkdir "$0"', "wrote no regular file"),
    "a link to a file": ('ln -sf /etc/hostname "$0"', "wrote no regular file"),
    "a flood in {out}": ('cat /dev/zero > "$0"', "more than 64 MB"),
    "a flood of errors": ("cat /dev/zero >&2", "more than 64 MB"),
    "a flood of output": ("cat /dev/zero", "more than 64 MB"),
    "a hole of a terabyte": ('truncate -s 1T "$0"', "more than 64 MB|failed"),
    "errors, then failure": ("seq 1 3000000 >&2; exit 3", "failed \\(3\\): 3000000"),
    "no program": ('kill -9 "$$"', "failed \\(-9\\)"),
}


@pytest.mark.parametrize(("script", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_program_stays_within_its_bounds(script, message):
    start = time.monotonic()
    with pytest.raises(VoiceError, match=message):
        say(["sh", "-c", script, "{out}"], timeout=20)
    assert time.monotonic() - start < 15


@pytest.mark.parametrize("ends", ["exit 1", "sleep 30"], ids=["its program ends", "it doesn't"])
def test_what_a_program_started_ends_with_it(ends):
    script = f"sleep 4711 & setsid sleep 4711 & (setsid sh -c 'sleep 4711 & sleep 4711' &) ; {ends}"
    with pytest.raises(VoiceError):
        say(["sh", "-c", script], timeout=1)
    time.sleep(0.2)
    lines = (each.info["cmdline"] for each in psutil.process_iter(["cmdline"]))
    assert ["sleep", "4711"] not in lines


def test_sound_of_hours_in_a_few_bytes_is_refused(tmp_path):
    packed = tmp_path / "hours.flac"
    with soundfile.SoundFile(packed, "w", 8000, 1) as file:
        for _ in range(8000):
            file.write(np.zeros(8000, np.float32))
    with pytest.raises(VoiceError, match="more sound than a phrase can have"):
        say(["cp", str(packed), "{out}"])
