"""Two PDF files of the same pages, by two writers, look the same: no ink of one is farther than a pixel from ink
of the other, at 150 pixels in an inch (0.17 mm).

usage: ink_apart.py OURS THEIRS    two folders; of every PDF of THEIRS there is one of that name in OURS"""
import pathlib
import sys
import tempfile

import numpy
from PIL import Image

from tools import Dissatisfied, expect, failures, run

DPI = 150
# Of 255. Where one has ink that is surely ink, the other has at least a trace next to it.
INK, TRACE = 128, 224


def pages(file):
    """The pages as poppler shows them, in grey."""
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", DPI, "-gray", file, pathlib.Path(folder) / "page")
        files = sorted(pathlib.Path(folder).iterdir(), key=lambda path: int(path.stem.rsplit("-", 1)[1]))
        return [numpy.asarray(Image.open(path), int) for path in files]


def near(flags):
    """What is flagged, and all that touches it."""
    wide = flags.copy()
    for axis in (0, 1):
        before, after = (numpy.roll(wide, by, axis) for by in (1, -1))
        wide = wide | before | after
    return wide


def same(ours, theirs):
    """Dissatisfied when one has ink where the other has none near."""
    expect(len(ours) == len(theirs), f"{len(ours)} pages, {len(theirs)} by the second writer")
    expect(any((page < INK).any() for page in ours), "there is no ink")
    for number, (one, other) in enumerate(zip(ours, theirs), 1):
        expect(one.shape == other.shape, f"page {number}: {one.shape} pixels, {other.shape} by the second writer")
        for mine, yours, who in ((one, other, "ours"), (other, one, "the second writer's")):
            alone = (mine < INK) & ~near(yours < TRACE)
            if alone.any():
                row, column = numpy.argwhere(alone)[0]
                place = f"{column / DPI * 25.4:.1f}, {row / DPI * 25.4:.1f} mm"
                raise Dissatisfied(f"page {number}: {alone.sum()} pixels of {who} stand alone, the first at {place}")


def main(ours, theirs):
    files = sorted(pathlib.Path(theirs).glob("*.pdf"))
    if not files:
        sys.exit(f"there are no PDF files in {theirs}")
    failed = failures(files, lambda file: same(pages(pathlib.Path(ours) / file.name), pages(file)))
    print(f"{len(files) - failed} passed, {failed} failed (second writer)")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
