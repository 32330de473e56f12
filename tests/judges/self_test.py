"""Each judge can fail: it is satisfied with a good document and not with one that is broken in the
way it watches for. A judge that lets a broken one pass is itself at fault."""
import os
import pathlib
import sys
import tempfile
import zipfile

import docx
import numpy
import pikepdf
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

import edits
import grey
import grid
import ink
import ink_apart
import inks
import judge
import lines
import pdf_readers
import pictures
import readers
import structure
import text
import versions
from tools import Dissatisfied, libreoffice

FAULTS = []
COUNT = 0


def satisfied(name, check, *arguments):
    expect(name, True, check, *arguments)


def dissatisfied(name, check, *arguments):
    expect(name, False, check, *arguments)


def expect(name, wanted, check, *arguments):
    global COUNT
    COUNT += 1
    try:
        check(*arguments)
        reason = None
    except Dissatisfied as said:
        reason = str(said)
    if (reason is None) != wanted:
        FAULTS.append(f"{name}: " + (reason or "lets a broken document pass"))


def document(path, paragraphs, face="仿宋_GB2312", title="方正小标宋简体"):
    """A DOCX by python-docx: a heading, then paragraphs."""
    made = docx.Document()
    made.core_properties.title = "样张"
    heading = made.add_paragraph(style="Heading 1").add_run("一、样张")
    runs = [(heading, title)] + [(made.add_paragraph().add_run(words), face) for words in paragraphs]
    for run, name in runs:
        run.font.size = Pt(16)
        run.font.name = name
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
    made.save(path)
    return path


def edited(path, source, part, old, new):
    """A copy of a DOCX with a text of one part replaced."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(path, "w") as out:
        for name in package.namelist():
            data = package.read(name)
            if name == part:
                assert old.encode() in data, f"{old} is not in {part}"
                data = data.replace(old.encode(), new.encode(), 1)
            out.writestr(name, data)
    return path


def sheet(shift=0.0, rows=ink.ROWS, short=0.0, late=0.0, mark=ink.MARK_TOP, gap=ink.RULE_GAP, odd=True):
    """A drawn page: squares for characters, a red mark and rule, dashes of the page number and the
    last rule of the imprint, `shift` mm too low; its fourth row `short` mm too short and `late` mm
    too far right."""
    pixels = numpy.full((int(297 / ink.MM), int(210 / ink.MM), 3), 255)

    def fill(x, y, width, height, color=(0, 0, 0)):
        top, left = round((y + shift) / ink.MM), round(x / ink.MM)
        pixels[top : top + round(height / ink.MM), left : left + round(width / ink.MM)] = color

    pitch = (225 - 5.644) / 21
    for row in range(rows):
        for column in range(ink.COLUMNS):
            # The fourth row may be short at its end or begin late.
            off = {0: late, ink.COLUMNS - 1: -short}.get(column, 0) if row == 3 else 0
            fill(ink.LEFT + column * ink.CELL + 0.1 + off, ink.TOP + row * pitch + 0.1, 5.3, 5.4)
    if not rows and mark is not None:
        red = (255, 0, 0)
        fill(60, mark, 90, 14, red)
        fill(ink.LEFT, 100, 60, 5)
        fill(ink.LEFT, 105 + gap, ink.RULE_LENGTH, 0.8, red)
        fill(ink.LEFT, ink.BOTTOM - 0.17, ink.RULE_LENGTH, 0.35)
    start = ink.RIGHT - ink.CELL - 14 if odd else ink.LEFT + ink.CELL
    for x in (start, start + 9.5):
        fill(x, ink.NUMBER - 0.15, 4.5, 0.3)
    return pixels


def table(shift=0.0, left=ink.LEFT, end=255.0):
    """A drawn page of a table that goes on: rules from `left` to the right edge, the last of them
    at `end`, all `shift` mm too low."""
    pixels = sheet(rows=0, mark=None)
    rows = numpy.linspace(ink.TOP + ink.CONTINUED, end, 25) + shift
    for y in rows:
        top, begin, stop = (round(at / ink.MM) for at in (y, left, ink.RIGHT))
        pixels[top : top + 2, begin:stop] = 0
    words = slice(round((38.4 + shift) / ink.MM), round((42.4 + shift) / ink.MM))
    pixels[words, round(28.3 / ink.MM) : round(36 / ink.MM)] = 0
    return pixels


def turned(late=0.0, short=0.0, number=ink.NUMBER, odd=True):
    """A drawn page on its side as a viewer shows it: a table whose head stands `late` mm from the
    left edge of the paper's type area, its rules `short` mm too short, its number at `number`."""
    paper = numpy.full((round(297 / ink.MM), round(210 / ink.MM), 3), 255)

    def fill(x, y, width, height):
        top, left = round(y / ink.MM), round(x / ink.MM)
        paper[top : top + round(height / ink.MM), left : left + round(width / ink.MM)] = 0

    fill(ink.LEFT + 1 + late, 100, 4, 90)
    for row in range(12):
        fill(ink.LEFT + 12 + late + 10 * row, ink.TOP, 0.2, 225 - short)
    start = ink.RIGHT - ink.CELL - 14 if odd else ink.LEFT + ink.CELL
    for x in (start, start + 9.5):
        fill(x, number - 0.15, 4.5, 0.3)
    return numpy.rot90(paper, -1)


def rulers():
    near = judge.PDF_TOLERANCE
    satisfied("ink: full page", ink.full_page, sheet(), 28, near)
    dissatisfied("ink: full page 2 mm low", ink.full_page, sheet(2.0), 28, near)
    dissatisfied("ink: full page 2 mm low, DOCX", ink.full_page, sheet(2.0), 28, 1.5)
    dissatisfied("ink: page of 21 rows", ink.full_page, sheet(rows=21), 28, near)
    dissatisfied("ink: rows of 27", ink.full_page, sheet(), 27, near)
    dissatisfied("ink: full page 0.5 mm low", ink.full_page, sheet(0.5), 28, near)
    satisfied("ink: dense page", ink.dense_page, sheet(), near)
    satisfied("ink: dense page, half a square at an edge", ink.dense_page, sheet(short=2.7, late=2.7), near)
    dissatisfied("ink: dense page 0.5 mm low", ink.dense_page, sheet(0.5), near)
    dissatisfied("ink: dense page of 21 rows", ink.dense_page, sheet(rows=21), near)
    dissatisfied("ink: dense page, a row too short", ink.dense_page, sheet(short=3.4), near)
    dissatisfied("ink: dense page, a row too long", ink.dense_page, sheet(short=-0.5), near)
    dissatisfied("ink: dense page, a row begins late", ink.dense_page, sheet(late=4.7), near)
    cells = [[(0, 0, 1, 1), (0, 1, 1, 1)]]
    satisfied("grids: the same", grid.same, cells, cells, "elsewhere")
    dissatisfied("grids: a wide cell", grid.same, cells, [[(0, 0, 1, 2)]], "elsewhere")
    dissatisfied("grids: no table", grid.same, cells, [], "elsewhere")
    lines_of_tree = "Document\n  P (block)\n    “甲”\n"
    satisfied("structure: the same", structure.compare, lines_of_tree, lines_of_tree)
    dissatisfied("structure: other words", structure.compare, lines_of_tree, lines_of_tree.replace("甲", "乙"))
    dissatisfied("structure: more", structure.compare, lines_of_tree, lines_of_tree + "  P (block)\n")
    satisfied("ink: table", ink.table_page, table(), near)
    dissatisfied("ink: table 0.5 mm low", ink.table_page, table(0.5), near)
    dissatisfied("ink: table 0.5 mm in", ink.table_page, table(left=28.5), near)
    dissatisfied("ink: table beyond the type area", ink.table_page, table(end=263.0), near)
    dissatisfied("ink: table with white below", ink.table_page, table(end=247.0), near)
    dissatisfied("ink: no table", ink.table_page, sheet(), near)
    satisfied("ink: turned page", ink.turned_page, turned(), 3, near)
    satisfied("ink: turned even page", ink.turned_page, turned(odd=False), 2, near)
    dissatisfied("ink: turned page, number on the wrong side", ink.turned_page, turned(), 2, near)
    dissatisfied("ink: turned page, number 1 mm low", ink.turned_page, turned(number=270), 3, near)
    dissatisfied("ink: turned page, short rules", ink.turned_page, turned(short=0.6), 3, near)
    dissatisfied("ink: turned page, head 4 mm in", ink.turned_page, turned(late=4), 3, near)
    dissatisfied("ink: turned the other way", ink.turned_page, numpy.rot90(turned(), 2), 3, near)
    dissatisfied("ink: turned page, upright", ink.turned_page, table(), 3, near)
    satisfied("ink: masthead", ink.masthead, sheet(rows=0), near)
    dissatisfied("ink: mark 1 mm low", ink.masthead, sheet(rows=0, mark=58.0), near)
    dissatisfied("ink: rule 1 mm low", ink.masthead, sheet(rows=0, gap=5.0), near)
    dissatisfied("ink: no masthead", ink.masthead, sheet(), near)
    satisfied("ink: odd number", ink.page_number, sheet(), 1, near)
    satisfied("ink: even number", ink.page_number, sheet(odd=False), 2, near)
    dissatisfied("ink: number on the wrong side", ink.page_number, sheet(), 2, near)
    dissatisfied("ink: number 1 mm low", ink.page_number, sheet(1.0), 1, near)
    satisfied("ink: imprint", ink.imprint, sheet(rows=0), near)
    dissatisfied("ink: imprint 1 mm low", ink.imprint, sheet(1.0, rows=0), near)
    dissatisfied("ink: no imprint", ink.imprint, sheet(), near)
    one, other = (Image.fromarray(sheet(by).astype("uint8")).convert("L") for by in (0.0, 2.0))
    satisfied("renders alike", judge.alike, one, one, 1)
    dissatisfied("renders 2 mm lower", judge.alike, one, other, 1)


def texts():
    words = ["一、概况", "名次", "得分", "甲窗口", "98.5", "完。"]
    compare = text.compare
    satisfied("text", compare, words, "一、概况名次得分甲窗口98.5完。")
    satisfied("text: head repeated", compare, words, "一、概况名次得分甲窗口98.5名次得分完。")
    satisfied("text: 续表", compare, words, "一、概况名次得分甲窗口98.5续表名次得分完。")
    dissatisfied("text: 续表 without a head", compare, words, "一、概况名次得分甲窗口98.5续表完。")
    dissatisfied("text: 续表 before new text", compare, words, "一、概况续表名次得分甲窗口98.5完。")
    dissatisfied("text: a character missing", compare, words, "一、概况名次得分甲口98.5完。")
    dissatisfied("text: another order", compare, words, "一、概况得分名次甲窗口98.5完。")
    noted = "一、概况名次得分甲窗1截至本周。口98.5完。"
    satisfied("text: a footnote", compare, words, noted, ["1截至本周。"])
    dissatisfied("text: no such footnote", compare, words, noted, ["1截至上周。"])
    dissatisfied("text: more than there is", compare, words, "一、概况名次得分甲窗口98.5完。□")


def lines_judge():
    """The judge of lines sees a line that ends elsewhere and why, and no other."""
    words = "各窗口把群众反映的“急事”（难事）逐件梳理，压减申报材料，优化流转环节，统一出件。"
    rows = [lines.bare(words[:24]), lines.bare(words[24:])]
    moved = [rows[0][:-1], rows[0][-1] + rows[1]]

    def check(theirs):
        tally = lines.Tally()
        tally.compare_rows("sheet", [(words, False)], rows, theirs)
        if tally.share() < 1 or tally.lost:
            raise Dissatisfied(f"{tally.share():.0%}, {tally.lost} lost, {dict(tally.causes)}")

    satisfied("lines, the same", check, rows)
    satisfied("lines, among others", check, ["标题", *rows, "又一行"])
    dissatisfied("lines, one ends elsewhere", check, moved)
    dissatisfied("lines, a paragraph missing", check, ["标题"])


def docx_judges(folder):
    good = document(folder / "good.docx", ["各窗口按月报送台账。", "第二段文字。"])
    pages = document(folder / "longer.docx", ["各窗口按月报送台账。"] * 60)
    body = "word/document.xml"
    disorder = edited(folder / "disorder.docx", good, body, "<w:sectPr", "<w:jc/><w:sectPr")
    empty = document(folder / "empty.docx", [])
    docx.Document().save(folder / "none.docx")
    small = folder / "small.docx"
    made = docx.Document()
    made.add_paragraph("关于做好台账报送工作的通知")
    for _ in range(3):
        made.add_paragraph("各窗口按月报送台账，由专人核对后归档。").runs[0].font.size = Pt(9)
    made.save(small)
    satisfied("Open XML SDK", judge.validator, good)
    dissatisfied("Open XML SDK: schema", judge.validator, disorder)
    broken = workbook(folder / "workbook.docx", good, good.read_bytes())
    satisfied("workbooks: none", judge.workbooks, good)
    dissatisfied("workbooks: a document", judge.workbooks, broken)
    satisfied("python-docx", judge.python_docx, good)
    dissatisfied("python-docx: nothing in it", judge.python_docx, folder / "none.docx")
    satisfied("faces", judge.styles, good)
    dissatisfied("faces", judge.styles, document(folder / "faces.docx", ["字"], face="微软雅黑"))
    dissatisfied("gongwen: text of 9 pt", judge.gongwen, small)
    dissatisfied("LibreOffice: nothing made", judge.opened, None)

    rendered = libreoffice([good, pages, empty], folder / "rendered")
    pdf, longer = rendered[good], rendered[pages]
    satisfied("LibreOffice opens", judge.opened, pdf)
    satisfied("as many pages", judge.same_pages, good, pdf, pdf)
    dissatisfied("as many pages", judge.same_pages, good, longer, pdf)
    for tool in ("pdftotext", "mutool", *pdf_readers.READERS):
        satisfied(f"text by {tool}", judge.same_text(tool), good, pdf)
        dissatisfied(f"text by {tool}: another document", judge.same_text(tool), good, rendered[empty])
    edits_judge(pdf, longer)
    readers_judge(folder, good)
    satisfied("versions", versions.validate, good, "Office2013")
    dissatisfied("versions: schema", versions.validate, disorder, "Office2013")
    return pdf, good


def edits_judge(pdf, longer):
    """What edits are judged by: how text looks, pages that are half empty, an imprint at the foot."""
    satisfied("edits: looks", edits.looks_of, pdf, "各窗口按月报送")
    dissatisfied("edits: looks of what is not there", edits.looks_of, pdf, "各窗口按季报送")
    dissatisfied("edits: no imprint", edits.imprint_at_foot, pdf)
    full = lambda file: edits.expect(not edits.half_empty(file), "a page is half empty")
    satisfied("edits: full pages", full, longer)
    global COUNT
    COUNT += 1
    if edits.HALF >= 1 or not edits.lines(longer):
        FAULTS.append("edits: no line is found")


def readers_judge(folder, good):
    """A quotation, a heading that is none, words that a reader does not have."""
    known = readers.Structure(good)
    for name, reader in readers.READERS.items():
        satisfied(name, reader, good, known)
        other = readers.Structure(good)
        other.headings = [2, 0, 0]
        other.paragraphs = ["没有的文字"]
        dissatisfied(f"{name}: another document", reader, good, other)
    quoted = docx.Document(str(good))
    quoted.paragraphs[-1].paragraph_format.left_indent = Pt(32)
    quoted.save(folder / "quoted.docx")
    dissatisfied("pandoc: a quotation", readers.pandoc, folder / "quoted.docx", known)


def pdf_judges(folder, pdf, good):
    cut = folder / "cut.pdf"
    cut.write_bytes(pdf.read_bytes()[:-900])
    satisfied("qpdf", judge.qpdf, pdf)
    dissatisfied("qpdf: cut off", judge.qpdf, cut)
    satisfied("poppler fonts", judge.pdffonts, pdf)
    dissatisfied("poppler fonts: not embedded", judge.pdffonts, plain_pdf(folder / "plain.pdf"))
    dissatisfied("poppler info: no title, no tags", judge.pdfinfo, folder / "plain.pdf")
    satisfied("mupdf", judge.mupdf, pdf)
    dissatisfied("PDF/A-2b", judge.pdfa_rules, folder / "plain.pdf")
    dissatisfied("PDF/UA-1", judge.pdfua, folder / "plain.pdf")
    dissatisfied("PDF/A-1b", judge.preflight, folder / "plain.pdf")
    dissatisfied("bookmarks: none", judge.same_headings, good, folder / "plain.pdf")
    for title, check in (("一、样张", satisfied), ("二、样张", dissatisfied)):
        marked = folder / "marked.pdf"
        with pikepdf.open(pdf) as file:
            with file.open_outline() as outline:
                outline.root[:] = [pikepdf.OutlineItem(title, 0)]
            file.save(marked)
        check(f"bookmarks: {title}", judge.same_headings, good, marked)


def tagged(path, called=1, leads=1, role="P", title="Report", heading="One", outside=False, half=False,
           found=True, marked=True, carried=None):
    """A tagged PDF of two pages in Latin letters: on each a heading, a paragraph and its number. What is given
    makes it wrong: the first label, the page of the bookmark, the role that a reader finds for the paragraph,
    words of no element, no way from some or all contents to their elements."""
    names, dictionary, array = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(dictionary(Type=names.Font, Subtype=names.Type1, BaseFont=names.Helvetica))
        root = pdf.make_indirect(dictionary(Type=names.StructTreeRoot))
        body = pdf.make_indirect(dictionary(Type=names.StructElem, S=names.Document, P=root))
        root.K, elements, parents = body, [], []
        for number, words in enumerate((heading, "Two"), 1):
            pdf.add_blank_page(page_size=(595, 842))
            page = pdf.pages[-1].obj
            page.Resources = dictionary(Font=dictionary(F1=font))
            show = lambda text, y: f"BT /F1 16 Tf 80 {y} Td ({text}) Tj ET "
            shown = f"/H1 <</MCID 0>> BDC {show(words, 700)} EMC /P <</MCID 1>> BDC {show('words', 600)} EMC "
            shown += f"/Artifact BMC {show(f'- {number} -', 60)} EMC " + (show("stray", 500) if outside else "")
            page.Contents = pdf.make_stream(shown.encode())
            own = [
                pdf.make_indirect(dictionary(Type=names.StructElem, S=names("/" + kind), P=body, Pg=page, K=mark))
                for mark, kind in enumerate(("H1", role))
            ]
            elements += own
            if found:
                page.StructParents = number - 1
            parents += [number - 1, array(own[:1] if half else own)]
        body.K = array(elements)
        root.ParentTree = pdf.make_indirect(dictionary(Nums=array(parents)))
        root.ParentTreeNextKey = 2
        catalog = pdf.Root
        catalog.StructTreeRoot, catalog.Lang = root, "en"
        catalog.MarkInfo = dictionary(Marked=marked)
        catalog.PageLabels = dictionary(Nums=array([0, dictionary(S=names.D, St=called)]))
        if title:
            pdf.docinfo.Title = title
        with pdf.open_outline() as bookmarks:
            bookmarks.root[:] = [pikepdf.OutlineItem("One", 0), pikepdf.OutlineItem("Two", leads)]
        if carried is not None:
            pdf.attachments["carried.docx"] = pikepdf.AttachedFileSpec(pdf, carried)
        pdf.save(path)
    return path


def pdf_readers_judge(folder):
    """What pdf.js and pypdf read: bookmarks and labels that lead astray, words of no element, elements that a
    page does not find or finds others; a DOCX that says something else."""
    made = docx.Document()
    made.core_properties.title = "Report"
    for words in ("One", "Two"):
        made.add_paragraph(words, style="Heading 1")
        made.add_paragraph("words")
    made.save(folder / "latin.docx")
    written = iter(range(99))
    of = lambda **wrong: tagged(folder / f"tagged-{next(written)}.pdf", **wrong)
    good, file = of(), folder / "latin.docx"
    satisfied("structure by pdf.js", pdf_readers.structure, good)
    dissatisfied("structure by pdf.js: words of no element", pdf_readers.structure, of(outside=True))
    dissatisfied("structure by pdf.js: content that finds no element", pdf_readers.structure, of(half=True))
    dissatisfied("structure by pdf.js: none is found", pdf_readers.structure, of(found=False))
    dissatisfied("structure by pdf.js: none", pdf_readers.structure, plain_pdf(folder / "untagged.pdf"))
    satisfied("elements by pdf.js", pdf_readers.same_structure, file, good)
    dissatisfied("elements by pdf.js: another heading", pdf_readers.same_structure, file, of(heading="Once"))
    dissatisfied("elements by pdf.js: a cell", pdf_readers.same_structure, file, of(role="TD"))
    for reader in pdf_readers.READERS:
        satisfied(f"navigation by {reader}", pdf_readers.navigation, good, reader)
        for what, wrong in (
            ("another page", dict(leads=0)), ("another label", dict(called=3)), ("no title", dict(title=None)),
            ("not tagged", dict(marked=False)),
        ):
            dissatisfied(f"navigation by {reader}: {what}", pdf_readers.navigation, of(**wrong), reader)
        satisfied(f"bookmarks by {reader}", pdf_readers.same_bookmarks(reader), file, good)
        dissatisfied(f"bookmarks by {reader}: title", pdf_readers.same_bookmarks(reader), file, of(title="Other"))
        other = document(folder / "other.docx", ["words"])
        dissatisfied(f"bookmarks by {reader}: a heading", pdf_readers.same_bookmarks(reader), other, good)
    dissatisfied("attachments: none", pdf_readers.carries, good)
    satisfied("attachments: the document", pdf_readers.carries, of(carried=file.read_bytes()))
    dissatisfied("attachments: another document", pdf_readers.carries, of(carried=other.read_bytes()))
    dissatisfied("attachments: no document", pdf_readers.carries, of(carried=b"bytes"))


def inked(path, profile, red="0 .8 .8 0 k", more="", spot=False, edge=inks.BLEED, carried=None, x=60):
    """A PDF in inks: a red and a black square; what is given makes it wrong."""
    names, array = pikepdf.Name, pikepdf.Array
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=inks.A4)
        page = pdf.pages[0].obj
        whole = [0, 0, *inks.A4]
        wide = [-edge, -edge, inks.A4[0] + edge, inks.A4[1] + edge]
        page.MediaBox, page.BleedBox, page.TrimBox, page.CropBox = wide, wide, whole, whole
        function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.8, 0.8, 0], N=1)
        space = array([names.Separation, names("/" + inks.SPOT), names.DeviceCMYK, function])
        page.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(Red=space))
        red = "/Red cs 1 scn" if spot else red
        page.Contents = pdf.make_stream(f"{red} {x} 700 100 50 re f 0 g 60 500 100 50 re f {more}".encode())
        intent = pikepdf.Dictionary(Type=names.OutputIntent, S=names.GTS_PDFA1)
        intent.DestOutputProfile = pdf.make_stream(profile if carried is None else carried, N=4)
        pdf.Root.OutputIntents = array([intent])
        pdf.save(path)
    return path


def inks_judge(folder):
    """A PDF in inks: other tints, light among them, a tint on another plate, other boxes, another profile."""
    profile = bytes(200)

    def check(name, wanted, **wrong):
        ending = "-inks-spot.pdf" if wrong.get("spot") else "-inks.pdf"
        file = inked(folder / (name.replace(" ", "-") + ending), profile, **wrong)
        (satisfied if wanted else dissatisfied)(f"inks: {name}", inks.judge, file, profile)

    check("as asked", True)
    check("an ink of its own", True, spot=True)
    check("another red", False, red="0 1 1 0 k")
    check("red of light", False, red="1 0 0 rg")
    check("light somewhere", False, more="1 1 1 RG")
    check("nothing red", False, red="0 g")
    check("red beside its own ink", False, spot=True, more="0 .8 .8 0 k 60 300 9 9 re f")
    check("cyan", False, more=".2 0 0 0 k 60 300 9 9 re f")
    check("more magenta than yellow", False, more="0 .8 .4 0 k 60 300 9 9 re f")
    check("black over red", False, more="0 g 60 700 100 50 re f")
    check("nothing to cut off", False, edge=0)
    check("ink where it is cut", False, x=-8)
    check("another profile", False, carried=bytes(201))


def grey_judge(folder):
    """A page of our size with thin rules, lines of small marks, a pale and a red square, as a PDF that poppler
    shows, and as our drawing that librsvg shows: what is lost of it, added to it or of another colour is seen,
    though a page has less ink than the limit of grey."""
    words = [f"{x} {y} 3 8 re f" for y in range(400, 700, 20) for x in range(80, 500, 6)]
    rules = [f"80 {y} 440 .5 re f" for y in (380, 360)]
    squares = ["1 0 0 rg 80 300 60 40 re f", ".75 .9 1 rg 200 300 60 40 re f"]
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595.2, 841.68))
        pdf.pages[0].Contents = pdf.make_stream("\n".join(words + rules + squares).encode())
        pdf.save(folder / "page.pdf")

    def shape(line):
        *colour, x, y, width, height = line.replace(" re f", "").replace(" rg ", " ").split()
        channels = ",".join(f"{round(255 * float(part))}" for part in colour) or "0,0,0"
        y = 841.68 - float(y) - float(height)
        return f'<rect x="{x}" y="{y:.2f}" width="{width}" height="{height}" fill="rgb({channels})"/>'

    def drawing(lines):
        size = 'width="595.2pt" height="841.68pt" viewBox="0 0 595.2 841.68"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="100%" height="100%" fill="white"/>'
        (folder / "page-1.svg").write_text(head + "".join(map(shape, lines)) + "</svg>")
        return folder / "page-1.svg"

    whole = grey.drawn(drawing(words + rules + squares), folder)
    assert whole.shape == (1169, 827, 3), whole.shape

    def judged(name, wanted, changed=None, lines=None):
        picture = whole.copy()
        if changed is not None:
            (top, bottom, left, right), colour = changed
            at = lambda points: round(points * grey.DPI / 72)
            picture[at(841.68 - top) : at(841.68 - bottom), at(left) : at(right)] = colour
        Image.fromarray(picture).save(folder / "page-1.png")
        drawing(words + rules + squares if lines is None else lines)
        (satisfied if wanted else dissatisfied)(f"pictures of pages: {name}", grey.apart, folder / "page.pdf")

    judged("the same", True)
    for name, place, colour in (
        ("white", (841, 0, 0, 595), 255),
        ("a line of text is lost", (509, 499, 0, 595), 255),
        ("a mark is lost", (509, 499, 78, 85), 255),
        ("a rule is lost", (383, 377, 0, 595), 255),
        ("red is black", (340, 300, 80, 140), 0),
        ("a pale square is lost", (341, 299, 199, 261), 255),
        ("a rule more", (250, 249, 80, 520), 0),
    ):
        judged(name, False, (place, colour))
        # Its drawing is compared with our picture: here the picture is what is wrong.
        broken = numpy.asarray(Image.open(folder / "page-1.png"))
        dissatisfied(f"drawings of pages: {name}", grey.same_as_drawing, broken, whole)
    for name, lost in (("white", words + rules + squares), ("a line", words[-70:]), ("a mark", words[:1]),
                       ("a rule", rules[:1]), ("red", squares[:1]), ("a pale square", squares[1:])):
        left = [line for line in words + rules + squares if line not in lost]
        judged(f"the drawing without {name}", False, lines=left)
    judged("the drawing with more", False, lines=words + rules + squares + ["80 250 440 .5 re f"])


def second_writer_judge():
    """A page whose ink is a pixel off is the same, one with ink farther off or less of it is not."""
    page = numpy.full((60, 40), 255)
    page[20:30, 10:20] = 0
    moved = lambda by: numpy.roll(page, by, 0)
    less = page.copy()
    less[20:30, 15:20] = 255
    satisfied("second writer", ink_apart.same, [page], [page])
    satisfied("second writer: a pixel lower", ink_apart.same, [page], [moved(1)])
    dissatisfied("second writer: two pixels lower", ink_apart.same, [page], [moved(2)])
    dissatisfied("second writer: less ink", ink_apart.same, [page], [less])
    dissatisfied("second writer: more ink", ink_apart.same, [less], [page])
    dissatisfied("second writer: a page more", ink_apart.same, [page], [page, page])
    dissatisfied("second writer: no ink", ink_apart.same, [page * 0 + 255], [page * 0 + 255])


def plain_pdf(path):
    """A PDF whose font is not embedded."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 16 Tf 80 700 Td (bulletin) Tj ET")
        pdf.save(path)
    return path


def workbook(path, good, sheet):
    """A DOCX with a workbook in it."""
    with zipfile.ZipFile(good) as package, zipfile.ZipFile(path, "w") as out:
        for name in package.namelist():
            out.writestr(name, package.read(name))
        out.writestr("word/embeddings/chart1.xlsx", sheet)
    return path


def pictures_judge(folder):
    """A picture with a word more, or of another size, is another."""
    shown = Image.new("L", (120, 80), 255)
    other = shown.copy()
    other.paste(0, (20, 20, 28, 28))
    files = [folder / name for name in ("shown.png", "other.png", "larger.png")]
    for image, file in zip((shown, other, shown.resize((121, 80))), files):
        image.save(file)
    satisfied("pictures", pictures.same, files[0], files[0])
    dissatisfied("pictures: a mark more", pictures.same, *files[:2])
    dissatisfied("pictures: another size", pictures.same, files[0], files[2])


def court():
    """A dissatisfied judge and one that breaks down are counted; one on trial is not."""
    global COUNT

    def missing(_):
        raise FileNotFoundError("no such program")

    def against(_):
        raise Dissatisfied("as it happens")

    heard, standard_output = judge.Court(), sys.stdout
    sys.stdout = open(os.devnull, "w")
    try:
        for one in (missing, against, lambda _: None):
            heard.hear("court", pathlib.Path("file"), one, None)
        heard.hear("court", pathlib.Path("file"), against, None, on_trial=True)
    finally:
        sys.stdout = standard_output
    COUNT += 1
    if (heard.passed, heard.failed, heard.on_trial) != (1, 2, 1):
        FAULTS.append("the court does not count what its judges say")


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    rulers()
    texts()
    lines_judge()
    court()
    pictures_judge(folder)
    (folder / "grey").mkdir()
    grey_judge(folder / "grey")
    second_writer_judge()
    pdf_readers_judge(folder)
    inks_judge(folder)
    pdf_judges(folder, *docx_judges(folder))
for fault in FAULTS:
    print("AT FAULT " + fault)
print(f"{COUNT} trials of the judges, {len(FAULTS)} at fault")
sys.exit(1 if FAULTS else 0)
