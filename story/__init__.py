"""story knows words: it reads a story file, splits it into lines and says who speaks each."""

from story.no_telemetry import keep_silent

keep_silent()
