"""The pictures of the guides show what the library sets now: those made anew are the ones that are
shown.

usage: pictures.py FOLDER    the folder into which docs/pictures/make has put them"""
import pathlib
import sys

import numpy
from PIL import Image

from tools import ROOT, Dissatisfied, failures

# The edge of a cell, in pixels, and how many levels of grey a cell may differ: how a rasteriser smooths
# its edges does not show, a word or a line does.
CELL, MOST = 4, 40


def same(shown, made):
    """Dissatisfied when two pictures differ."""
    if shown.suffix != ".png":
        if shown.read_bytes() != made.read_bytes():
            raise Dissatisfied("another drawing")
        return
    one, other = (Image.open(file).convert("L") for file in (shown, made))
    if one.size != other.size:
        raise Dissatisfied(f"{one.size} pixels, {other.size} made anew")
    small = (max(one.width // CELL, 1), max(one.height // CELL, 1))
    cells = [numpy.asarray(image.resize(small, Image.BOX), float) for image in (one, other)]
    apart = numpy.abs(cells[0] - cells[1])
    if apart.max() > MOST:
        row, column = numpy.unravel_index(apart.argmax(), apart.shape)
        place = f"{column * CELL}, {row * CELL}"
        raise Dissatisfied(f"{apart.max():.0f} levels of grey apart at {place}; run docs/pictures/make")


def main(folder):
    made = sorted(path for path in pathlib.Path(folder).iterdir() if path.suffix in (".png", ".svg"))
    if not made:
        sys.exit(f"there are no pictures in {folder}")
    failed = failures(made, lambda file: same(ROOT / "docs/pictures" / file.name, file))
    print(f"{len(made) - failed} pictures as shown, {failed} others")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1])
