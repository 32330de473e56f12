"""The pictures of pages that the library makes show what poppler shows of the PDF, and its drawings what
librsvg shows of them: how far the greys of each pixel are apart, on average over a page and over all pages.

usage: grey.py FOLDER    with NAME.pdf and NAME-1.png, NAME-1.svg and so on, 100 pixels in an inch"""
import pathlib
import sys
import tempfile

import numpy
from PIL import Image

from tools import expect, failures, run

# Parts of a hundred of the way from white to black. Poppler puts glyphs at quarters of a pixel and makes
# thin rules a whole pixel wide, so that edges differ; a word or a rule that is missing is more than that.
MOST_OF_ALL, MOST_OF_A_PAGE = 2.0, 4.0
# Librsvg puts nothing elsewhere.
MOST_OF_A_DRAWING = 0.3


def greys(file):
    return numpy.asarray(Image.open(file).convert("L"), float)


def number(file):
    return int(file.stem.rsplit("-", 1)[1])


def apart(pdf):
    """For each page how far its picture is from poppler's."""
    ours = sorted(pdf.parent.glob(f"{pdf.stem}-[0-9]*.png"), key=number)
    ours = [file for file in ours if file.stem.rsplit("-", 1)[0] == pdf.stem]
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", 100, "-png", pdf, pathlib.Path(folder) / "page")
        theirs = sorted(pathlib.Path(folder).iterdir(), key=number)
        expect(len(ours) == len(theirs), f"{len(ours)} pictures, {len(theirs)} pages")
        found = []
        for one, other in zip(ours, theirs):
            one, other = greys(one), greys(other)
            expect(one.shape == other.shape, f"{one.shape} pixels, by poppler {other.shape}")
            found.append(numpy.abs(one - other).mean() / 2.55)
        for number_of_page, file in enumerate(ours, 1):
            drawn = pathlib.Path(folder) / "drawn.png"
            run("rsvg-convert", "-d", 100, "-p", 100, file.with_suffix(".svg"), "-o", drawn)
            one, other = greys(file), greys(drawn)
            expect(one.shape == other.shape, f"{one.shape} pixels, by librsvg {other.shape}")
            distance = numpy.abs(one - other).mean() / 2.55
            expect(
                distance <= MOST_OF_A_DRAWING,
                f"page {number_of_page} is {distance:.2f} % of grey from its drawing",
            )
        return found


def main(folder):
    pdfs = sorted(pathlib.Path(folder).glob("*.pdf"))
    if not pdfs:
        sys.exit(f"there are no PDF files in {folder}")
    all_pages = []

    def judge(pdf):
        pages = apart(pdf)
        all_pages.extend(pages)
        worst = max(pages)
        place = pages.index(worst) + 1
        expect(worst <= MOST_OF_A_PAGE, f"page {place} is {worst:.2f} % of grey apart")

    failed = failures(pdfs, judge)
    mean = sum(all_pages) / max(len(all_pages), 1)
    if mean > MOST_OF_ALL:
        failed += 1
        print(f"FAIL  pages are {mean:.2f} % of grey apart on average")
    print(f"{len(all_pages)} pages, {mean:.2f} % of grey apart on average, {max(all_pages, default=0):.2f} % at most")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1])
