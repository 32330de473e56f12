"""What becomes of a DOCX when somebody works on it. python-docx makes each edit as a word processor does (what
is typed behind a paragraph has its properties, what is put below a row those of the row), LibreOffice sets
what comes of it, and each result is what a clerk expects.

usage: edits.py FOLDER    edits weekly.docx of the folder, and numbered.docx, whose headings are counted by the
word processor; prints a line for each edit, then the count"""
import copy
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

import docx
from docx.oxml.ns import qn
from docx.shared import Pt

import ink
from tools import Dissatisfied, expect, libreoffice, page_count

BODY = "简报正文"
TOLERANCE = 1.5
TYPED = "各窗口按照既定安排继续推进各项工作，及时协调解决办理过程中出现的问题。"
# A page is half empty where its last line of text ends above this part of its height.
HALF = 0.55


class Char:
    """A character as it stands on a page."""

    def __init__(self, page, line, font, size, node):
        quad = [float(value) for value in node.get("quad").split()]
        self.page, self.line, self.font, self.size = page, line, font, size
        self.text, self.right, self.bottom = node.get("c"), quad[2], quad[7]


def chars(pdf):
    """The characters of a PDF, by mupdf, blanks left out."""
    said = subprocess.run(
        ["mutool", "draw", "-q", "-F", "stext", str(pdf)], capture_output=True, check=True
    ).stdout
    found, line = [], 0
    for number, page in enumerate(tree.fromstring(said).iter("page"), 1):
        for node in page.iter("line"):
            line += 1
            for font in node.iter("font"):
                for char in font.iter("char"):
                    if char.get("c", "").strip():
                        found.append(Char(number, line, font.get("name"), float(font.get("size")), char))
    return found


def lines(pdf):
    """The characters of each line."""
    found = {}
    for char in chars(pdf):
        found.setdefault(char.line, []).append(char)
    return list(found.values())


def words(line):
    return "".join(char.text for char in line)


def half_empty(pdf):
    """The pages whose text ends in the upper half; but for the last, and those before an appendix."""
    lowest, heads = {}, {}
    for line in lines(pdf):
        heads.setdefault(line[0].page, words(line))
        if not re.fullmatch(r"[—–-]\d+[—–-]", words(line)):
            page = line[0].page
            lowest[page] = max(lowest.get(page, 0), max(char.bottom for char in line))
    last = page_count(pdf)
    ends = {page - 1 for page, head in heads.items() if head.startswith("附件")} | {last}
    return [page for page in lowest if page not in ends and lowest[page] < 842 * HALF]


def imprint_at_foot(pdf):
    """The imprint ends at the lower edge of the type area of the last page."""
    ink.imprint(ink.page(pdf, page_count(pdf)), TOLERANCE)


def is_body(paragraph):
    style = paragraph.style
    return style.name == BODY or style.base_style is not None and style.base_style.name == BODY


def last_body(document):
    return [paragraph for paragraph in document.paragraphs if is_body(paragraph)][-1]


def behind(paragraph, text, style=None):
    """A paragraph typed behind another: it has the properties of that one, or a style."""
    made = copy.deepcopy(paragraph._p)
    paragraph._p.addnext(made)
    made = docx.text.paragraph.Paragraph(made, paragraph._parent)
    for run in made.runs[1:]:
        run._r.getparent().remove(run._r)
    made.runs[0].text = text
    if style is not None:
        made._p.remove(made._p.pPr)
        made.style = style
    return made


def ranking(document):
    """The table of most rows."""
    return max(document.tables, key=lambda table: len(table.rows))


def imprint_table(document):
    return next(t for t in document.tables if t._tbl.tblPr.find(qn("w:tblpPr")) is not None)


class Typed:
    """1,500 characters typed behind the last paragraph fill the pages."""

    def make(self, document):
        behind(last_body(document), (TYPED * 45)[:1500])

    def judge(self, before, after, _):
        expect(not half_empty(after), f"pages {half_empty(after)} are half empty")
        more = page_count(after) - page_count(before)
        expect(1 <= more <= 3, f"{more} pages more")
        imprint_at_foot(after)


class TypedInside(Typed):
    """The same typed into the last paragraph itself, which is short and kept with what follows."""

    def make(self, document):
        last_body(document).runs[-1].text += (TYPED * 45)[:1500]


class Entered(Typed):
    """The same in ten paragraphs."""

    def make(self, document):
        for _ in range(10):
            behind(last_body(document), TYPED * 4)


class Headed:
    """A heading and a paragraph put in by their styles look like the others."""

    def make(self, document):
        at = last_body(document)
        behind(at, "新增的情况说明。", BODY)
        behind(at, "新增标题", "Heading 1")

    def judge(self, before, after, document):
        heading = next(p.text for p in document.paragraphs if p.style.name == "Heading 1")
        for old, new in ((heading, "新增标题"), (last_body(document).text[:12], "新增的情况说明。")):
            looks = [looks_of(after, text) for text in (old, new)]
            expect(looks[0] == looks[1], f"{new} is in {looks[1]}, {old} in {looks[0]}")


def looks_of(pdf, text):
    """The faces and sizes of a text's ideographs."""
    text = "".join(text.split())
    for line in lines(pdf):
        start = words(line).find(text[:8])
        if start >= 0:
            part = line[start : start + len(text)]
            return {(char.font, round(char.size, 1)) for char in part if "一" <= char.text <= "龥"}
    raise Dissatisfied(f"{text} is nowhere")


class MoreRows:
    """Six more rows below the last of the ranking: one table, the imprint where it was."""

    def make(self, document):
        last = ranking(document).rows[-1]._tr
        for number in range(6):
            row = copy.deepcopy(last)
            last.addnext(row)
            texts = list(row.iter(qn("w:t")))
            texts[0].text = f"增{number}"

    def judge(self, before, after, document):
        text = "".join(words(line) for line in lines(after))
        expect(all(f"增{number}" in text for number in range(6)), "a row is missing")
        imprint_at_foot(after)


class Between:
    """Text between the ranking and the imprint: the imprint is still at the foot."""

    def make(self, document):
        table = imprint_table(document)._tbl
        at = docx.text.paragraph.Paragraph(table.getprevious(), document._body)
        made = document.add_paragraph("补充说明：以上情况供参考。", style=BODY)
        at._p.addnext(made._p)

    def judge(self, before, after, document):
        expect("补充说明" in "".join(words(line) for line in lines(after)), "the text is nowhere")
        imprint_at_foot(after)


class ImprintRow:
    """One row more in the imprint: it grows upwards."""

    def make(self, document):
        row = imprint_table(document).rows[0]._tr
        row.addnext(copy.deepcopy(row))

    def judge(self, before, after, document):
        expect(page_count(before) == page_count(after), "it needs a page of its own")
        was, now = wide_rules(before), wide_rules(after)
        expect(len(now) == len(was) + 1, f"its rules stand at {now} mm, and stood at {was}")
        expect(abs(now[-1] - 262) <= TOLERANCE, f"its last rule stands at {now[-1]} mm")


def wide_rules(pdf):
    """Where on the last page rows of ink from edge to edge of the type area stand, in mm."""
    pixels = ink.page(pdf, page_count(pdf)).max(axis=2)
    dark = (pixels < 128).sum(axis=1) / pixels.shape[1] > 150 / 210
    rows = [row for row in range(len(dark)) if dark[row] and not (row and dark[row - 1])]
    return [round(row * 297 / len(dark), 1) for row in rows]


class Restyled:
    """The style of the body changed to 黑体 of 14 pt: every character of the body follows."""

    def make(self, document):
        style = document.styles[BODY]
        style.font.size = Pt(14)
        properties = style.element.get_or_add_rPr()
        properties.find(qn("w:szCs")).set(qn("w:val"), "28")
        fonts = properties.get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), "黑体")

    def judge(self, before, after, document):
        body = "\n".join("".join(p.text.split()) for p in document.paragraphs if is_body(p))
        seen = 0
        for line in lines(after):
            text = words(line)
            if len(text) > 12 and text in body:
                seen += len(text)
                other = {(char.font, round(char.size, 1)) for char in line}
                other = {look for look in other if "Hei" not in look[0] or abs(look[1] - 14) > 0.3}
                # What is bold or raised has looks of its own; it is not smaller, and no other face.
                expect(not other, f"{text[:12]} is in {other}")
        expect(seen > len(body) / 3, f"only {seen} of {len(body)} characters found")


class Figures:
    """Another figure of as many decimals leaves its column straight."""

    form = r"\d+\.\d"

    def make(self, document):
        table = ranking(document)
        for column in range(len(table.columns)):
            cells = [row.cells[column] for row in table.rows]
            figures = [cell for cell in cells if re.fullmatch(self.form, cell.text.strip())]
            # What is not aligned by a right indent stands in the middle; where decimals differ, so do these.
            indents = {cell.paragraphs[0].paragraph_format.right_indent for cell in figures}
            # A column of ranks is as narrow as they are: nothing longer has room there.
            has_room = any(len(cell.text.strip()) > 2 for cell in figures)
            if len(figures) > 5 and has_room and len(indents) == 1 and all(indents):
                first = figures[0].paragraphs[0]
                for run in first.runs[1:]:
                    run._r.getparent().remove(run._r)
                self.changed = first.runs[0].text = self.other(figures[0].text)
                self.figures = {cell.text.strip() for cell in figures}
                return
        raise Dissatisfied("no column of figures")

    def other(self, figure):
        return "8.5" if len(figure) > 3 else "88.5"

    def judge(self, before, after, document):
        edges = {}
        for line in lines(after):
            if words(line) in self.figures:
                edges.setdefault(words(line), set()).add(round(line[-1].right, 1))
        # Other columns have some of these figures too.
        at = min(edges.get(self.changed, {0}))
        rights = {edge for found in edges.values() for edge in found if abs(edge - at) < 30}
        expect(edges.keys() == self.figures, f"only {sorted(edges)} of {sorted(self.figures)} found")
        expect(max(rights) - min(rights) < 0.6, f"the right edges are {sorted(rights)}")


class Decimal(Figures):
    """A figure with a decimal in place of a whole number leaves its column straight."""

    form = r"\d+"

    def other(self, figure):
        return "99.5"


class Renumbered:
    """A heading put in where the word processor counts: it has its number, and the next move on."""

    numbered = True

    def make(self, document):
        headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
        made = copy.deepcopy(headings[1]._p)
        headings[1]._p.addprevious(made)
        made = docx.text.paragraph.Paragraph(made, document._body)
        for run in made.runs[1:]:
            run._r.getparent().remove(run._r)
        made.runs[0].text = "新增标题"
        self.next = headings[1].text

    def judge(self, before, after, document):
        text = "".join(words(line) for line in lines(after))
        for number, heading in (("二、", "新增标题"), ("三、", self.next)):
            expect(number + "".join(heading.split()) in text, f"{heading} is not {number}")


EDITS = [Typed, TypedInside, Entered, Headed, MoreRows, Between, ImprintRow, Restyled, Figures, Decimal, Renumbered]


def main(folder):
    folder = pathlib.Path(folder).resolve()
    sources = {False: folder / "weekly.docx", True: folder / "numbered.docx"}
    passed = failed = 0
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        edits = []
        for kind in EDITS:
            edit, source = kind(), sources[getattr(kind, "numbered", False)]
            document = docx.Document(str(source))
            edit.make(document)
            file = work / f"{kind.__name__}.docx"
            document.save(str(file))
            edits.append((edit, source, file))
        kept = pathlib.Path(os.environ["EDITED"]).resolve() if "EDITED" in os.environ else work / "rendered"
        made = libreoffice([*sources.values(), *(file for _, _, file in edits)], kept)
        for edit, source, file in edits:
            try:
                if source not in made or file not in made:
                    raise Dissatisfied("LibreOffice makes no pages of it")
                edit.judge(made[source], made[file], docx.Document(str(file)))
                reason = None
            except Dissatisfied as said:
                reason = str(said)
            passed, failed = passed + (not reason), failed + bool(reason)
            name = (type(edit).__doc__ or "").strip()
            print(f"{'FAIL' if reason else 'ok':5} {file.stem:12} {name}" + (f": {reason}" if reason else ""))
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
