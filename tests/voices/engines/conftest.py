from contextlib import ExitStack

import pytest
from engine_list import NAMES, engine_spec

from voices.engines import make_engine


@pytest.fixture(scope="module", params=NAMES)
def engine(request):
    """Each engine, loaded once."""
    with ExitStack() as stack:
        made = make_engine(engine_spec(request.param, stack))
        made.load()
        yield made
