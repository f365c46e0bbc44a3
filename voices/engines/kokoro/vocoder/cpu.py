"""What this processor can do, as far as the vocoder asks."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class VectorPath:
    """A way to multiply: the vector's lanes, how many vectors a tile is wide, the instruction."""

    lanes: int
    vectors: int
    instruction: str

    @property
    def outputs(self) -> int:
        """Output channels of a tile."""
        return self.lanes * self.vectors


PATHS = {
    "uint8": VectorPath(16, 4, "llvm.x86.avx512.vpdpbusd.512"),
    "int8": VectorPath(8, 2, "llvm.x86.avx512.vpdpbusd.256"),
    "int16": VectorPath(8, 2, "llvm.x86.avx2.pmadd.wd"),
}
"""By the type of the packed weights. Sixteen registers of AVX2 hold six rows of two vectors; the
thirty-two of AVX-512 six rows of four."""


FLOATS = {16: VectorPath(16, 2, "llvm.fma.v16f32"), 8: VectorPath(8, 2, "llvm.fma.v8f32")}
"""The same for float convolutions, by the lanes of a register."""
