from pathlib import Path

import pytest

from story.errors import SettingsError, VoiceError
from story.settings import parse_settings
from voices.engines.catalogue import Allowed, Catalogue

KEY = "sk-never-to-be-seen"
TABLES = """
[engines.studio]
engine = "openai"
url = "https://voices.example/v1"
voices = ["nova", { model = "onyx", gender = "male", pitch = 95, gain = -2 }]
rate = 6

[engines.robot]
engine = "command"
command = ["python3", "speak.py", "{text}"]

[engines.vits]
engine = "coqui"
model_path = "vits/model.pth"
config_path = "/models/config.json"
clones = { ada = "voices/ada.wav" }

[engines.kokoro]
path = "plain"
"""


def catalogue(text: str = TABLES) -> Catalogue:
    return Catalogue(parse_settings(text).engines, Path("/story"))


def table(name: str, entries: str) -> Catalogue:
    return catalogue(f"[engines.{name}]\n{entries}")


def allow(*names: str, **more: object) -> Allowed:
    return Allowed(frozenset(names), **more)  # type: ignore[arg-type]


def test_voices_are_called_after_the_engine_that_the_story_names():
    nova, onyx = catalogue().voices("studio")
    assert (nova.id, nova.engine, nova.gain) == ("studio:nova", "studio", None)
    assert (onyx.id, onyx.gender, onyx.pitch, onyx.gain) == ("studio:onyx", "male", 95.0, -2.0)


def test_voices_of_several_engines_come_in_order():
    ids = [voice.id for voice in catalogue().voices("robot", "hibari")]
    assert ids == ["robot:default", "hibari:heart"]


@pytest.mark.parametrize(
    ("name", "does"),
    [
        ("studio", "sends what is said, and its key, to https://voices.example/v1"),
        ("robot", "runs python3 speak.py '{text}'"),
        ("vits", "loads the model vits/model.pth"),
        ("kokoro", "changes how kokoro speaks"),
    ],
)
def test_nothing_that_a_story_sets_up_speaks_unless_it_is_allowed(name, does):
    with pytest.raises(SettingsError) as caught:
        catalogue().spec(name, allow("another"))
    assert does in str(caught.value)
    assert f"--allow-engine {name}" in str(caught.value)
    catalogue().spec(name, allow(name))


def test_inkreels_own_engines_need_no_leave():
    assert catalogue("").spec("hibari", Allowed()).settings == {}


def test_a_key_goes_to_its_own_engine_and_is_never_shown():
    allowed = allow("studio", "robot", keys={"studio": KEY})
    spec = catalogue().spec("studio", allowed)
    assert spec.secret == KEY
    assert catalogue().spec("robot", allowed).secret == ""
    assert KEY not in repr(spec) + repr(allowed)


def test_a_rate_is_shared_out_among_those_who_speak():
    assert catalogue().spec("studio", allow("studio", workers=4)).settings["rate"] == 1.5


def test_files_lie_beside_the_story():
    vits = catalogue().spec("vits", allow("vits")).settings
    assert vits["model_path"] == "/story/vits/model.pth"
    assert vits["config_path"] == "/models/config.json"
    assert vits["clones"] == {"ada": "/story/voices/ada.wav"}
    assert catalogue().spec("robot", allow("robot")).settings["folder"] == "/story"


@pytest.mark.parametrize(
    ("name", "entries", "told"),
    [
        ("x", 'engine = "espeak"', "engines.x: engine must be one of kokoro, hibari, tone"),
        ("x", 'url = "http://localhost"', "engines.x: engine must be one of kokoro"),
        ("hibari", 'engine = "command"', "engines.hibari: hibari is an engine of its own"),
        ("x-y", 'engine = "openai"\nkey = "k"', "set the variable INKREEL_KEY_X_Y"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(name, entries, told):
    with pytest.raises(SettingsError, match=told):
        table(name, entries).voices(name)


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ('engine = "openai"', "url"),
        ('engine = "openai"\nurl = "https://me:secret@host/v1"\nvoices = ["a"]', "bare address"),
        ('engine = "openai"\nurl = "http://h/v1"\nvoices = ["a"]\nrate = 0', "rate must be"),
        ('engine = "openai"\nurl = "http://h/v1"\nvoices = ["a"]\ntimeout = "1"', "timeout must"),
        ('engine = "openai"\nurl = "http://h/v1"\nvoices = "nova"', "needs voices"),
        ('engine = "command"\ncommand = "espeak"', "list of words"),
        ('engine = "command"\ncommand = ["a"]\nvoice = ["b"]', "no setting 'voice'"),
        ('engine = "command"\ncommand = ["a"]\nlanguages = "en"', "languages must be a list"),
        ('engine = "hibari"\ncolour = "red"', "hibari has no settings"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(entries, told):
    with pytest.raises(VoiceError, match=told):
        table("x", entries).voices("x")


@pytest.mark.parametrize(
    ("voice", "told"),
    [
        ('{ model = "a", pitch = "high" }', "pitch: .*valid number"),
        ('{ model = "a", gender = "robot" }', "gender is female, male or unknown"),
        ('{ model = "a", quality = 7 }', "quality can't be 7"),
        ('{ model = "a", gain = 60 }', "gain can't be 60"),
        ('{ model = "a", colour = "red" }', "unknown field 'colour'"),
        ('{ gender = "male" }', "a table with a model"),
        ("7", "a table with a model"),
    ],
)
def test_a_voice_that_makes_no_sense_is_refused(voice, told):
    with pytest.raises(VoiceError, match=told):
        table("x", f'engine = "command"\ncommand = ["a"]\nvoices = [{voice}]').voices("x")


def test_an_engine_that_nobody_sets_up_is_named():
    with pytest.raises(SettingsError, match=r"no engine 'studoi': use kokoro, .*studio"):
        catalogue().voices("studoi")


def test_a_name_that_no_voice_could_have_is_refused():
    with pytest.raises(SettingsError, match="engines"):
        parse_settings('[engines."a:b"]\nengine = "tone"')


def test_dates_and_times_become_plain_data():
    settings = table("x", 'engine = "tone"\nsince = 2024-05-06').spec("x", allow("x")).settings
    assert settings == {"since": "2024-05-06"}
