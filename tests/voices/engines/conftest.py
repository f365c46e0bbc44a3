import pytest
from engine_list import ENGINES

from voices.engines import make_engine

_LOADED = {}


@pytest.fixture(params=ENGINES, ids=lambda spec: "-".join((spec.name, *spec.settings.values())))
def engine(request):
    """Each engine, loaded once for the whole run."""
    spec = request.param
    key = (spec.name, *sorted(spec.settings.items()))
    if key not in _LOADED:
        _LOADED[key] = make_engine(spec)
        _LOADED[key].load()
    return _LOADED[key]
