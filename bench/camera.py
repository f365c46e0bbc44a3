"""Does the film cut as an editor would? Every measure of shots, for one story or for all.

    python bench/camera.py [STORY ...] [--storyboard BOARD.json ...] [--list] [-- --draft]

BOARD.json is what `inkreel storyboard --json` printed; without it the command is run here, over
real takes. Heads, faces and things were drawn by hand (camera/truth), four chapters were cut by
hand (camera/cuts and, with the labels of sentences, the shared folder beside the repository).
"""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from bench.camera.main import main  # noqa: E402

if __name__ == "__main__":
    main()
