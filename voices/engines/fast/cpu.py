"""What this processor can do, as far as the vocoder asks."""

from __future__ import annotations

from functools import cache

DTYPES = {"vnni512": "uint8", "vnni256": "int8", "avx2": "int16"}
"""The ways to multiply, fastest first, and the type of weights that stands for each (see tiles)."""


@cache
def features() -> frozenset[str]:
    """LLVM's names of the processor's features."""
    from llvmlite import binding  # type: ignore[import-untyped]

    return frozenset(name for name, has in binding.get_host_cpu_features().items() if has)


@cache
def paths() -> tuple[str, ...]:
    """The paths that this processor can take, fastest first; none where it has no AVX2."""
    has = features()
    if not {"avx2", "fma"} <= has:
        return ()
    vnni = {"avx512vnni", "avx512vl"} <= has
    found = ["vnni512"] if vnni and "avx512f" in has else []
    if vnni or "avxvnni" in has:
        found.append("vnni256")
    return (*found, "avx2")


@cache
def float_lanes() -> int:
    """Floats in a register."""
    return 16 if "avx512f" in features() else 8
