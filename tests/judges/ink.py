"""Measures ink: renders a page at 300 dpi and finds where it is dark, red, a rule or a row. Boxes
of fonts say little, for their ascents differ; what a ruler on the paper would say is in the ink.

usage: ink.py FILE.pdf    prints the rows of ink of every page"""
import io
import re
import subprocess
import sys
from dataclasses import dataclass

import numpy
from PIL import Image

from tools import Dissatisfied, page_count, run

DPI = 300
MM = 25.4 / DPI  # of a pixel

# GB/T 9704-2012: 5.2 (type area, rows, characters), 7.2.7 (red rule), 7.4.1 (last rule of the
# imprint), 7.5 (page number); the mark's place is the default theme's.
TOP, LEFT, RIGHT, BOTTOM = 37.0, 28.0, 184.0, 262.0
CELL = 156 / 28
ROWS, COLUMNS = 22, 28
MARK_TOP, RULE_GAP, RULE_LENGTH = 57.0, 4.0, 156.0
NUMBER = 269.0  # the dash's middle: 28 mm above the lower edge
# 5.2.3: rows fill the type area from edge to edge; 三号 is 16 pt.
PAPER = 297.0
# Practice: 续表 takes the 20 pt line of a table's notes; a row of two lines of 小四, 1.5 lines apart.
CONTINUED, TWO_LINES = 20 * 25.4 / 72, 13.2
PITCH = (BOTTOM - TOP - 16 * 25.4 / 72) / (ROWS - 1)


@dataclass
class Band:
    """A run of rows with ink; millimetres from the upper left corner of the sheet."""

    top: float
    bottom: float
    left: float
    right: float
    red: bool

    @property
    def is_rule(self):
        return self.bottom - self.top < 1.5 and self.right - self.left > 100


def page(file, number):
    """A page as readers show it, as an array of pixels, height × width × 3."""
    command = ("pdftoppm", "-cropbox", "-r", str(DPI), "-f", str(number), "-l", str(number), "-png", str(file))
    png = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    return numpy.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def runs(flags, gap):
    """The runs of true in a row of flags, bridging `gap` false ones: (first, last + 1)."""
    found = []
    for index in numpy.flatnonzero(flags):
        if found and index - found[-1][1] <= gap:
            found[-1][1] = index + 1
        else:
            found.append([index, index + 1])
    return found


def bands(pixels, gap=0.5):
    """The bands of ink from top to bottom; white of `gap` mm and less does not part them. Rules
    stand alone: a row of pixels that is dark over 100 mm is one."""
    dark = pixels.min(axis=2) < 160
    wide = dark.sum(axis=1) > 100 / MM
    found = []
    for flags, bridge in ((wide, 0), (dark.any(axis=1) & ~wide, gap / MM)):
        for first, end in runs(flags, bridge):
            columns = numpy.flatnonzero(dark[first:end].any(axis=0))
            inked = pixels[first:end][dark[first:end]]
            red = ((inked[:, 0] > 150) & (inked[:, 1] < 130)).mean() > 0.5
            left, right = columns[0] * MM, (columns[-1] + 1) * MM
            found.append(Band(first * MM, end * MM, left, right, bool(red)))
    return sorted(found, key=lambda band: band.top)


class Measures:
    """Collects what does not measure as it should."""

    def __init__(self, tolerance):
        self.tolerance, self.wrong = tolerance, []

    def near(self, what, measured, wanted, tolerance=None):
        tolerance = tolerance or self.tolerance
        if abs(measured - wanted) > tolerance:
            self.wrong.append(f"{what} at {measured:.2f} mm, not {wanted:.2f} ± {tolerance}")

    def equal(self, what, measured, wanted):
        if measured != wanted:
            self.wrong.append(f"{what}: {measured}, not {wanted}")

    def verdict(self):
        if self.wrong:
            raise Dissatisfied("; ".join(self.wrong))


def in_type_area(found):
    """The rows of text: no rules, not the page number."""
    return [band for band in found if not band.is_rule and band.top < BOTTOM + 1]


def longest_line(file, number):
    """The most ideographs and full-width marks on one line of a page, by pdftotext."""
    text = run("pdftotext", "-layout", "-f", number, "-l", number, file, "-")
    wide = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…]")
    return max((len(wide.findall(line)) for line in text.splitlines()), default=0)


def full_page(pixels, characters, tolerance):
    """A page of text alone: 22 rows of 28 characters that fill the type area."""
    measures = Measures(tolerance)
    rows = in_type_area(bands(pixels))
    measures.equal("rows", len(rows), ROWS)
    measures.equal("characters in a full row", characters, COLUMNS)
    if rows:
        measures.near("the first row's top", rows[0].top, TOP)
        measures.near("the last row's bottom", rows[-1].bottom, BOTTOM)
        measures.near("the left edge", min(row.left for row in rows), LEFT)
        measures.near("the right edge", max(row.right for row in rows), RIGHT)
    measures.verdict()


def dense_page(pixels, tolerance):
    """A page of text with marks, digits or Latin letters in every line, none of which ends a
    paragraph: 22 rows in their places, each from edge to edge. A mark at an edge may have half of
    its square white there, and its ink stand back in the other half."""
    measures = Measures(tolerance)
    rows = in_type_area(bands(pixels))
    measures.equal("rows", len(rows), ROWS)
    for index, row in enumerate(rows):
        # The ideographs of a row reach from edge to edge; the descenders of letters lower.
        measures.near(f"row {index + 1}'s top", row.top, TOP + index * PITCH)
        begin, end = row.left - LEFT, RIGHT - row.right
        if not -tolerance <= begin <= CELL * 0.75 + tolerance:
            measures.wrong.append(f"row {index + 1} begins at {row.left:.2f} mm")
        if not -tolerance <= end <= CELL * 0.5 + tolerance:
            measures.wrong.append(f"row {index + 1} ends at {row.right:.2f} mm")
    if rows:
        measures.near("the left edge", min(row.left for row in rows), LEFT)
        measures.near("the right edge", max(row.right for row in rows), RIGHT)
    measures.verdict()


def table_page(pixels, tolerance):
    """A page with nothing but a table that goes on from the page before to the next: 续表 in the
    first line of a note's pitch, the head below it, rules from edge to edge, and no more white at
    the foot than a row of two lines would need."""
    measures = Measures(tolerance)
    rules = [band for band in bands(pixels) if band.is_rule]
    if len(rules) < 3:
        raise Dissatisfied("there is no table")
    measures.near("the table's upper edge", rules[0].top, TOP + CONTINUED)
    for number, rule in enumerate(rules, 1):
        measures.near(f"rule {number}'s left end", rule.left, LEFT)
        measures.near(f"rule {number}'s right end", rule.right, RIGHT)
    if not BOTTOM - TWO_LINES - tolerance <= rules[-1].bottom <= BOTTOM + tolerance:
        measures.wrong.append(f"the table's lower edge at {rules[-1].bottom:.2f} mm")
    measures.verdict()


def upright(pixels):
    """A page that a viewer turns by a right angle, as it lies on the paper."""
    return numpy.rot90(pixels)


def turned_page(pixels, printed, tolerance):
    """A table on its side, as a viewer shows it: its head at the left edge of the paper (9704, 8),
    its rules from the lower to the upper edge of the type area, the page number where it always
    is."""
    measures = Measures(tolerance)
    height, width = pixels.shape[:2]
    if width < height:
        raise Dissatisfied("the page stands upright")
    # Without the page number, which stands beside the table.
    begin = int((PAPER - BOTTOM - 3) / MM)
    found = bands(pixels[:, begin:])
    rules = [band for band in found if band.is_rule]
    if len(rules) < 3:
        raise Dissatisfied("there is no table")
    for number, rule in enumerate(rules, 1):
        measures.near(f"rule {number}'s left end", begin * MM + rule.left, PAPER - BOTTOM)
        measures.near(f"rule {number}'s right end", begin * MM + rule.right, PAPER - TOP)
    # What is above the table begins in the first row.
    if not LEFT - tolerance <= found[0].top <= LEFT + CELL / 2 + tolerance:
        measures.wrong.append(f"the head begins at {found[0].top:.2f} mm")
    if rules[-1].bottom > RIGHT + tolerance:
        measures.wrong.append(f"the table ends at {rules[-1].bottom:.2f} mm")
    measures.verdict()
    page_number(upright(pixels), printed, tolerance)


def red_rule(found, measures):
    """The mark and the red rule below it, of the bands of a first page."""
    red = [band for band in found if band.red]
    rules = [band for band in red if band.is_rule]
    marks = [band for band in red if not band.is_rule]
    measures.equal("red rules", len(rules), 1)
    if not marks or not rules:
        raise Dissatisfied("there is no red mark or no red rule")
    measures.near("the mark's top", marks[0].top, MARK_TOP)
    rule = rules[0]
    measures.near("the red rule's length", rule.right - rule.left, RULE_LENGTH)
    measures.near("the red rule's left end", rule.left, LEFT)
    return marks[0], rule


def bare_masthead(pixels, tolerance):
    """A masthead of a name alone, in the middle above its rule."""
    measures = Measures(tolerance)
    mark, rule = red_rule(bands(pixels), measures)
    # The ink of a character stands back in its square.
    middle = (mark.left + mark.right) / 2
    measures.near("the mark's middle", middle, (rule.left + rule.right) / 2, max(tolerance, 1.0))
    measures.verdict()


def masthead(pixels, tolerance):
    """The mark and the red rule of the first page."""
    measures = Measures(tolerance)
    found = bands(pixels)
    _, rule = red_rule(found, measures)
    above = [band for band in found if band.bottom <= rule.top and not band.red]
    if not above:
        raise Dissatisfied("no row stands above the red rule")
    measures.near("the red rule below the issuer's row", rule.top - above[-1].bottom, RULE_GAP)
    measures.verdict()


def page_number(pixels, printed, tolerance):
    """The page number: its dashes 7 mm below the type area, outside, one character in."""
    measures = Measures(tolerance)
    top, end = int(264 / MM), int(275 / MM)
    dark = pixels[top:end].min(axis=2) < 160
    columns = runs(dark.any(axis=0), 0)
    if not columns:
        raise Dissatisfied("there is no page number")
    for name, (left, right) in (("left", columns[0]), ("right", columns[-1])):
        rows = numpy.flatnonzero(dark[:, left:right].any(axis=1))
        middle = (rows[0] + rows[-1] + 1) / 2 * MM + top * MM
        measures.near(f"the {name} dash", middle, NUMBER)
    # The ink of the dash stands back a little in its square: a millimetre at least.
    tolerance = max(tolerance, 1.0)
    if printed % 2:
        measures.near("the right end", columns[-1][1] * MM, RIGHT - CELL, tolerance)
    else:
        measures.near("the left end", columns[0][0] * MM, LEFT + CELL, tolerance)
    measures.verdict()


def imprint(pixels, tolerance):
    """The last rule of the imprint stands on the lower edge of the type area."""
    measures = Measures(tolerance)
    rules = [band for band in bands(pixels) if band.is_rule]
    if not rules:
        raise Dissatisfied("there is no rule")
    measures.near("the last rule", (rules[-1].top + rules[-1].bottom) / 2, BOTTOM)
    measures.near("its length", rules[-1].right - rules[-1].left, RULE_LENGTH)
    measures.verdict()


if __name__ == "__main__":
    for number in range(1, page_count(sys.argv[1]) + 1):
        print(f"page {number}: at most {longest_line(sys.argv[1], number)} characters in a line")
        for band in bands(page(sys.argv[1], number)):
            kind = ("red " if band.red else "") + ("rule" if band.is_rule else "row")
            edges = f"{band.top:7.2f}–{band.bottom:6.2f}  x {band.left:6.2f}–{band.right:6.2f}"
            print(f"  y {edges}  {kind}")
