"""The search for the best run of shots: where a cut may fall, and what is worth being shown."""
