"""The engines that the conformance suite runs over, the foreign ones on stand-ins that speak."""

from contextlib import ExitStack

from programs import SPEAK, python
from speaking_server import speaking_server, url_of

from voices.engine import EngineSpec

NAMES = ("tone", "hibari", "kokoro", "command", "openai")


def engine_spec(name: str, stack: ExitStack) -> EngineSpec:
    """What to ask for; a server is started in `stack`."""
    if name == "command":
        command = python(SPEAK, "{out}", "{speed}", "{text}")
        return EngineSpec(name, {"command": command, "voices": ["first", "second"]})
    if name == "openai":
        server = stack.enter_context(speaking_server())
        return EngineSpec(name, {"url": url_of(server), "voices": ["nova", "onyx"]})
    return EngineSpec(name)
