"""pixels makes pictures move: decoding, resampling, layers, coding, joining."""
