"""Kokoro's vocoder by hand: eight-bit convolutions at the speed of the processor's dot product."""
