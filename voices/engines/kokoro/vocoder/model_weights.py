"""Finds the rounded weights that the eight-bit export holds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voices.engines.onnx.onnx_file import OnnxFile
from voices.model import Samples


def quantized(model: OnnxFile, made: str) -> tuple[NDArray[np.uint8], int, Samples]:
    """Weights, zero and scale of the ConvInteger that makes the tensor `made`."""
    conv = model.maker(f"{made}_output_quantized")
    product = model.maker(model.maker(made).inputs[1])
    zero = int(model.constant(conv.inputs[3]))
    return model.constant(conv.inputs[1]), zero, model.constant(product.inputs[1])
