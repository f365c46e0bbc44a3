"""The engines that the conformance suite runs over."""

from voices.engine import EngineSpec

ENGINES = (
    EngineSpec("tone"),
    EngineSpec("hibari"),
    EngineSpec("kokoro"),
)
