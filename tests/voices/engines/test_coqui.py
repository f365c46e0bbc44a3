import pytest
from engine_list import COQUI

from story.errors import VoiceError
from voices.engines import make_engine
from voices.engines.base import EngineSpec


@pytest.mark.skipif(COQUI, reason="coqui-tts is installed")
def test_a_missing_coqui_names_its_extra():
    with pytest.raises(VoiceError, match=r"pip install 'inkreel\[coqui\]'"):
        make_engine(EngineSpec("coqui", {"model": "any"}))


@pytest.mark.skipif(not COQUI, reason="coqui-tts is not installed: make test-coqui")
@pytest.mark.parametrize("settings", [{}, {"voices": ["ada"]}])
def test_coqui_needs_a_model(settings):
    with pytest.raises(VoiceError, match="needs the setting model"):
        make_engine(EngineSpec("coqui", settings))


@pytest.mark.skipif(not COQUI, reason="coqui-tts is not installed: make test-coqui")
def test_a_coqui_model_that_is_not_there_is_named(tmp_path):
    lost = str(tmp_path / "model.pth")
    engine = make_engine(EngineSpec("coqui", {"model_path": lost, "config_path": lost}))
    with pytest.raises(VoiceError, match="can't be read"):
        engine.version.strip()
