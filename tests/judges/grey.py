"""The pictures of pages that the library makes show what poppler shows of the PDF, and its drawings what
librsvg shows of them: no ink of one without ink of that colour in the other, and how far the greys of each
pixel are apart, on average over a page and over all pages.

usage: grey.py FOLDER    with NAME.pdf and NAME-1.png, NAME-1.svg and so on, 100 pixels in an inch"""
import pathlib
import sys
import tempfile

import numpy
from PIL import Image

from tools import Dissatisfied, expect, failures, run

DPI = 100
# Parts of a hundred of the way from white to black. Poppler puts glyphs at quarters of a pixel and makes
# thin rules a whole pixel wide, so that edges differ.
MOST_OF_ALL, MOST_OF_A_PAGE = 2.0, 4.0
# Librsvg puts nothing elsewhere.
MOST_OF_A_DRAWING = 0.3
# Most pages have less ink than those limits, so that a whole page may be lost within them. So where one has
# ink, the other has some of it there or in the pixel beside: INK is how dark a pixel is that counts, of 255 in
# one of red, green and blue, and BESIDE what part of that darkness the other has at least. A thin rule is a
# whole black pixel in poppler and .35 of one in ours; librsvg has .83 at least.
INK, BESIDE = 40, 0.25
INK_OF_A_DRAWING, BESIDE_A_DRAWING = 16, 0.65


def pixels(file):
    return numpy.asarray(Image.open(file).convert("RGB"))


def grey(page):
    return numpy.asarray(Image.fromarray(page).convert("L"), float)


def darkest_around(ink):
    """For each pixel and colour the most ink that it or a pixel that touches it has."""
    for axis in (0, 1):
        wide = ink.copy()
        first, last = ((slice(None),) * axis + (part,) for part in (slice(None, -1), slice(1, None)))
        numpy.maximum(wide[first], ink[last], out=wide[first])
        numpy.maximum(wide[last], ink[first], out=wide[last])
        ink = wide
    return ink


def same_ink(ours, theirs, whose, ink, beside):
    """Dissatisfied when one of two pictures has ink where the other has too little of that colour."""
    expect(ours.shape == theirs.shape, f"{ours.shape} pixels, by {whose} {theirs.shape}")
    one, other = 255 - ours, 255 - theirs
    for has, lacks, name in ((one, other, "the picture"), (other, one, whose)):
        alone = (has > ink) & (darkest_around(lacks) < beside * has)
        if alone.any():
            row, column, _ = numpy.argwhere(alone)[0]
            place = f"{column / DPI * 25.4:.1f}, {row / DPI * 25.4:.1f} mm"
            raise Dissatisfied(f"{alone.any(2).sum()} pixels of {name} stand alone, the first at {place}")


def same_as_pdf(ours, theirs):
    """How far our picture is from poppler's. Dissatisfied when that is too far."""
    same_ink(ours, theirs, "poppler", INK, BESIDE)
    distance = numpy.abs(grey(ours) - grey(theirs)).mean() / 2.55
    expect(distance <= MOST_OF_A_PAGE, f"{distance:.2f} % of grey from poppler's")
    return distance


def same_as_drawing(ours, drawn):
    """Dissatisfied when what librsvg shows of our drawing is too far from our picture."""
    same_ink(ours, drawn, "librsvg", INK_OF_A_DRAWING, BESIDE_A_DRAWING)
    distance = numpy.abs(grey(ours) - grey(drawn)).mean() / 2.55
    expect(distance <= MOST_OF_A_DRAWING, f"{distance:.2f} % of grey from its drawing")


def drawn(file, folder):
    """A drawing as librsvg shows it."""
    made = pathlib.Path(folder) / "drawn.png"
    run("rsvg-convert", "-d", DPI, "-p", DPI, file, "-o", made)
    return pixels(made)


def number(file):
    return int(file.stem.rsplit("-", 1)[1])


def apart(pdf):
    """For each page how far its picture is from poppler's. Dissatisfied when a page is not the same."""
    ours = sorted(pdf.parent.glob(f"{pdf.stem}-[0-9]*.png"), key=number)
    ours = [file for file in ours if file.stem.rsplit("-", 1)[0] == pdf.stem]
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", DPI, "-png", pdf, pathlib.Path(folder) / "page")
        theirs = sorted(pathlib.Path(folder).iterdir(), key=number)
        expect(len(ours) == len(theirs), f"{len(ours)} pictures, {len(theirs)} pages")
        found = []
        for one, other in zip(ours, theirs):
            try:
                picture = pixels(one)
                found.append(same_as_pdf(picture, pixels(other)))
                same_as_drawing(picture, drawn(one.with_suffix(".svg"), folder))
            except Dissatisfied as said:
                raise Dissatisfied(f"page {number(one)}: {said}") from said
        return found


def main(folder):
    pdfs = sorted(pathlib.Path(folder).glob("*.pdf"))
    if not pdfs:
        sys.exit(f"there are no PDF files in {folder}")
    all_pages = []

    def judge(pdf):
        all_pages.extend(apart(pdf))

    failed = failures(pdfs, judge)
    mean = sum(all_pages) / max(len(all_pages), 1)
    if mean > MOST_OF_ALL:
        failed += 1
        print(f"FAIL  pages are {mean:.2f} % of grey apart on average")
    print(f"{len(all_pages)} pages, {mean:.2f} % of grey apart on average, {max(all_pages, default=0):.2f} % at most")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1])
