"""The engines that the conformance suite runs over, the foreign ones on stand-ins that speak.

coqui joins in where coqui-tts is installed, as `make test-coqui` does.
"""

import sys
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from programs import SPEAK, python
from speaking_server import speaking_server, url_of

from voices.engines.base import EngineSpec

COQUI = find_spec("TTS") is not None
NAMES = ("tone", "hibari", "kokoro", "command", "openai", *(["coqui"] if COQUI else []))


def engine_spec(name: str, stack: ExitStack) -> EngineSpec:
    """What to ask for; a server or a folder is opened in `stack`."""
    if name == "command":
        command = python(SPEAK, "{out}", "{speed}", "{text}")
        return EngineSpec(name, {"command": command, "voices": ["first", "second"]})
    if name == "openai":
        server = stack.enter_context(speaking_server())
        return EngineSpec(name, {"url": url_of(server), "voices": ["nova", "onyx"]})
    if name == "coqui":
        return EngineSpec(name, _tiny_vits(Path(stack.enter_context(TemporaryDirectory()))))
    return EngineSpec(name)


def _tiny_vits(folder: Path) -> dict:
    sys.path.append(str(Path(__file__).parents[2] / "coqui"))
    from tiny_vits import make_tiny_vits

    model, config = make_tiny_vits(folder)
    voices = ["ada", {"model": "ben", "gender": "male"}]
    return {"model_path": str(model), "config_path": str(config), "voices": voices}
