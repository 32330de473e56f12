"""Lines of a PDF as mupdf sees them, and what can be said of them by looking: where they end, which
groups they part, how far their characters stand from each other."""
import re
import subprocess
import xml.etree.ElementTree as tree
from dataclasses import dataclass, field

POINT = 72 / 25.4  # in a millimetre
EM = 156 / 28 * POINT  # a character of the grid
RIGHT = 184 * POINT  # the right edge of the type area
FOOT = 262 * POINT  # its lower edge; page numbers stand below

OPENING = "“‘（《〈【〔"
CLOSING = "”’）》〉】〕"
POINTS = "、，；：。？！"
IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
# What may not begin a line, and what may not end one (GB/T 15834-2011, 5.1.1 to 5.1.3, 5.1.6,
# 5.1.7, 5.1.9), and the Latin marks that CLREQ keeps with their words.
NOT_FIRST = {
    "5.1.1": "、，；：。", "5.1.2": "？！", "5.1.3": CLOSING, "5.1.6": "～", "5.1.7": "·",
    "5.1.9": "／",
}
NOT_LAST = {"5.1.3": OPENING, "5.1.9": "／"}
LATIN_CLOSING, LATIN_OPENING = ",.;:!?)]}%‰℃°", "([{$"


@dataclass
class Line:
    """A line: its characters with their left ends, in points."""

    text: str = ""
    at: list = field(default_factory=list)
    last: bool = False  # of its paragraph
    blanks: set = field(default_factory=set)  # the characters behind which a blank is typed

    def stretch(self):
        """By how much of an em the gaps between ideographs are wider than none; every one."""
        gaps = []
        for index, pair in enumerate(zip(self.text, self.text[1:])):
            if all(map(IDEOGRAPH.match, pair)) and index not in self.blanks:
                gaps.append((self.at[index + 1] - self.at[index]) / EM - 1)
        return gaps

    def squeezed(self):
        """How many marks between ideographs have given white."""
        count = 0
        for index in range(1, len(self.text) - 1):
            before, mark, behind = self.text[index - 1 : index + 2]
            if not (IDEOGRAPH.match(before) and IDEOGRAPH.match(behind)):
                continue
            from_before = (self.at[index] - self.at[index - 1]) / EM
            to_behind = (self.at[index + 1] - self.at[index]) / EM
            count += mark in OPENING and from_before < 0.97
            count += mark in CLOSING + POINTS and to_behind < 0.97
        return count

    def overrun(self):
        """How far the square of a last ideograph ends from the right edge, in mm."""
        return (self.at[-1] + EM - RIGHT) / POINT


def lines(pdf):
    """The lines of the type area, page by page. Blanks are left out."""
    command = ("mutool", "draw", "-q", "-F", "stext", str(pdf))
    document = tree.fromstring(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    found = []
    for page in document.iter("page"):
        glyphs = [
            (float(char.get("y")), float(char.get("x")), char.get("c")) for char in page.iter("char")
        ]
        # The baselines of faces differ by a point or two.
        rows, before = [], None
        for y, x, character in sorted(glyph for glyph in glyphs if glyph[0] < FOOT):
            if character.isspace():
                continue
            if before is None or y - before > 6:
                rows.append([])
            rows[-1].append((x, character))
            before = y
        for row in rows:
            row.sort()
            found.append(Line("".join(c for _, c in row), [x for x, _ in row]))
    return found


def paragraphs(found, source):
    """The lines by the paragraphs of a text. What stands above its first line, the masthead, is left
    out. Fails where the lines are not the text."""
    first = "".join(source[0].split())
    begin = next((at for at, line in enumerate(found) if first.startswith(line.text)), 0)
    made, rest = [], iter(found[begin:])
    for paragraph in source:
        wanted, own = "".join(paragraph.split()), []
        while (have := "".join(line.text for line in own)) != wanted:
            line = next(rest, None)
            if line is None or not wanted.startswith(have + line.text):
                raise SystemExit(f"not the text of the paragraph: {have} + {line and line.text}")
            own.append(line)
        own[-1].last = True
        mark_blanks(own, paragraph)
        made.append(own)
    return made


def mark_blanks(own, paragraph):
    """Tells lines where blanks are typed in their paragraph."""
    behind = [at for at, c in enumerate(paragraph) if not c.isspace()]
    blank = {number for number, at in enumerate(behind) if paragraph[at + 1 : at + 2].isspace()}
    begin = 0
    for line in own:
        line.blanks = {at - begin for at in blank if begin <= at < begin + len(line.text)}
        begin += len(line.text)


def place(paragraph, count):
    """Where a paragraph goes on behind so many characters that are no blanks."""
    behind = [at for at, c in enumerate(paragraph) if not c.isspace()]
    return behind[count]


def address(text, at):
    """Whether a place is within an address of the net."""
    return any(m.start() < at < m.end() for m in re.finditer(r"https?://[!-~]+|[A-Za-z0-9_.]+@[A-Za-z0-9_.]+", text))


def faults_of_break(text, at):
    """What is wrong with a line end before text[at]: pairs (hard or soft, words with the clause)."""
    rest, so_far = text[at:], text[:at]
    before, behind = so_far.rstrip()[-1], rest[0]
    for clause, marks in NOT_FIRST.items():
        if behind in marks:
            yield "hard", f"begins with {behind}, which GB/T 15834, {clause} forbids"
    for clause, marks in NOT_LAST.items():
        if before in marks:
            yield "hard", f"ends with {before}, which GB/T 15834, {clause} forbids"
    single = behind == "—" and before != "—" and not rest.startswith("——")
    if single:
        yield "hard", "begins with a 一字线, which GB/T 15834, 5.1.6 forbids"
    for mark, clause in (("—", "5.1.4"), ("…", "5.1.5")):
        if before == behind == mark:
            yield "hard", f"breaks {mark}{mark}, which GB/T 15834, {clause} forbids"
    within = address(text, at)
    if not within:
        if behind in LATIN_CLOSING:
            yield "hard", f"begins with {behind} (CLREQ, prohibition rules)"
        if before in LATIN_OPENING:
            yield "hard", f"ends with {before} (CLREQ, prohibition rules)"
        if re.search(r"[0-9]$", so_far) and re.match(r"[0-9]", rest):
            yield "hard", "breaks a number (CLREQ, unbreakable units; GB/T 15835)"
        if re.search(r"[0-9][.,]$", so_far) and re.match(r"[0-9]", rest):
            yield "hard", "breaks a number (CLREQ, unbreakable units; GB/T 15835)"
        if re.search(r"[A-Za-z]$", so_far) and re.match(r"[a-z]", rest):
            yield "hard", "breaks a word (CLREQ, Western text)"
    elif not re.search(r"[/?&=_.@:-]$", so_far):
        yield "soft", "breaks an address not at one of its joints"
    if re.search(r"[0-9]$", so_far) and re.match(r"[年月日时期号个件人次万亿元份项家张套天分类条名户岁版米]", rest):
        yield "soft", "parts a number from its unit"
    if so_far.endswith("第") and rest[:1].isdigit():
        yield "soft", "parts 第 from its number"
    if re.search(r"[0-9](年|月)$", so_far) and re.match(r"[0-9]+(月|日)", rest):
        yield "soft", "parts a date"
    if re.search(r"[0-9%℃年月日][—～]$", so_far) and re.match(r"[0-9]", rest):
        yield "soft", "parts a range"
    if so_far.endswith("〕") and re.match(r"第?[0-9]+号", rest):
        yield "soft", "parts the number of a document"
    if so_far[-1] in "±≥≤=￥" and behind.isdigit() and not within:
        yield "hard", f"parts {before} from its number (CLREQ, unbreakable units)"


def orphan(line):
    """Whether a last line has one ideograph and nothing else but marks."""
    return line.last and len(re.findall(r"[^\W_]", line.text)) == 1
