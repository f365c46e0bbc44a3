"""Settings that all tests share."""

from hypothesis import settings

# Machines differ and are busy: a law that holds late holds. The same examples every time.
settings.register_profile("inkreel", deadline=None, derandomize=True)
settings.load_profile("inkreel")
