"""The judges, each a function that looks at one document and is satisfied or says why not. None of
them is ours but the rulers (ink, text), which measure what others render and extract.

usage: judge.py FOLDER...    prints a line for each judge and file, then the count"""
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import docx
import numpy
import pikepdf
from pikepdf import pdfa
from PIL import Image

import edits
import grid
import ink
import pdf_readers
import structure
import text
import versions
from tools import CACHE, Dissatisfied, libreoffice, page_count, run

BIN = CACHE / "venv/bin"
JAVA = [
    "preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api",
]

# What ink is measured of which document: of those with the measures of the default theme. Sheets full of
# ideographs, sheets full of marks, digits and letters, and sheets whose page number is looked at.
FULL_PAGES = {"full": (2, 3, 4)}
DENSE_PAGES = {"latin": (2, 3), "points": (2, 3)}
# LibreOffice leaves marks in a row their whole squares, so that its lines are others.
MARKS_IN_A_ROW = ("points",)
# Pages of tables: those that LibreOffice makes of a DOCX break elsewhere, and are not turned.
TABLE_PAGES = {"three_pages": (2, 3)}
TURNED_PAGES = {"wide": (2, 3, 5)}
MASTHEADS = ("weekly", "full", "tables")
BARE_MASTHEADS = ("bare",)
NUMBERED = {"weekly": (1, 2), "full": (1, 2)}
IMPRINTS = ("weekly", "full")
# Millimetres: our own pages, and LibreOffice's of the DOCX (it sets lines in its own way).
PDF_TOLERANCE, DOCX_TOLERANCE = 0.3, 1.5

# Findings of gongwen's gravest kind (P0) that are its own house style or misreadings.
ACCEPTED = {
    "CHK-C001": "asks for margins of 28 mm; GB/T 9704-2012 has 37 mm of white above the text",
    "CHK-C011": "asks for margins of 28 mm; GB/T 9704-2012 has 35 mm of white below the text",
    "CHK-C005": "takes the rows of a table for the body",
    "CHK-C007": "reads the Latin face of the title; its Chinese face is looked at by `styles`",
    "CHK-C008": "takes the mark of the masthead for the title",
    "CHK-C021": "does not read the alignment that a style gives",
}
# Its rules for headings. It takes any paragraph that begins with （一） or 一 for one, such as a
# numbered paragraph without heading or a caption: what it says of those is of no weight.
HEADING_RULES = {"CHK-C009", "CHK-C010", "CHK-C014", "CHK-C015"}
# Its rule for the face of the body. It reads the first run alone, which says nothing where the style says
# it, and takes the issuer's row and the editor's note for body too: so of paragraphs in the body's style,
# those count whose runs or style have another face than 仿宋.
BODY_FACE = "CHK-C004"


def validator(file):
    """Open XML SDK: the parts keep the schema."""
    versions.validate(file)


def workbooks(file):
    """Open XML SDK: so do the workbooks behind the charts."""
    with zipfile.ZipFile(file) as package, tempfile.TemporaryDirectory() as folder:
        for name in package.namelist():
            if name.startswith("word/embeddings/"):
                validator(package.extract(name, folder))


def python_docx(file):
    """python-docx: opens, and finds text, styles and tables with a cell at every place."""
    document = docx.Document(str(file))
    if not any(paragraph.text.strip() for paragraph in document.paragraphs):
        raise Dissatisfied("no text")
    for number, table in enumerate(document.tables, 1):
        widths = {len(row.cells) for row in table.rows}
        if len(widths) != 1:
            raise Dissatisfied(f"table {number} has rows of {sorted(widths)} cells")


def is_heading(paragraph):
    return paragraph.style is not None and paragraph.style.name.lower().startswith("heading")


def faces_of(paragraph):
    """The Chinese faces of a paragraph: of each run its own, or else that of the style."""
    own = [re.findall(r'w:eastAsia="([^"]+)"', run._r.xml) for run in paragraph.runs]
    style, by = [], paragraph.style
    while by is not None and not style:
        style, by = re.findall(r'w:eastAsia="([^"]+)"', by.element.xml), by.base_style
    return {face for run in own for face in run or style}


def is_body(paragraph):
    """Whether it has the body's style and not its face."""
    return edits.is_body(paragraph) and "仿宋_GB2312" not in faces_of(paragraph)


def headings(file):
    """The texts of the paragraphs with a heading style, without white space."""
    paragraphs = docx.Document(str(file)).paragraphs
    return [text.bare(paragraph.text) for paragraph in paragraphs if is_heading(paragraph)]


def outline(file):
    """The titles of a PDF's bookmarks, without white space."""
    found = []

    def visit(items):
        for item in items:
            found.append(text.bare(item.title))
            visit(item.children)

    with pikepdf.open(file) as pdf, pdf.open_outline() as root:
        visit(root.root)
    return found


def same_headings(file, pdf):
    """Every heading of the DOCX begins with, or is, a bookmark of the PDF, in the same order."""
    titles = outline(pdf)
    found = headings(file)
    if not titles or not found:
        raise Dissatisfied(f"{len(found)} headings in the DOCX, {len(titles)} bookmarks in the PDF")
    at = 0
    for heading in found:
        while at < len(titles) and not heading.startswith(titles[at]):
            at += 1
        if at == len(titles):
            raise Dissatisfied(f"the heading “{heading[:40]}” has no bookmark in the PDF")
        at += 1


def styles(file):
    """Styles ask for the official faces: the title 小标宋, headings 黑体 and 楷体, the body 仿宋."""
    package = zipfile.ZipFile(file)
    parts = package.read("word/document.xml") + package.read("word/styles.xml")
    faces = set(re.findall(r'w:eastAsia="([^"]+)"', parts.decode("utf8")))
    missing = {"方正小标宋简体", "仿宋_GB2312"} - faces
    if missing:
        raise Dissatisfied(f"nothing asks for {'、'.join(sorted(missing))}")


def gongwen(file):
    """gongwen-skill, a checker of 公文: no grave finding but those that are its own style."""
    out = run(BIN / "gongwen", "check", file, "-t", "news", "--json")
    findings = json.loads(out[out.index("[") :])
    paragraphs = docx.Document(str(file)).paragraphs

    def is_grave(one):
        if one["severity"] != "P0" or one["rule_id"] in ACCEPTED:
            return False
        place = re.fullmatch(r"paragraph:(\d+)", one["location"])
        # It reads the faces of runs alone, and ours stand in the styles.
        asked = set(re.findall(r"[一-龥]{2}_GB2312|黑体|方正小标宋简体", one["reason"]))
        if place and asked and asked & faces_of(paragraphs[int(place.group(1))]) == asked:
            return False
        if place and one["rule_id"] in HEADING_RULES:
            return is_heading(paragraphs[int(place.group(1))])
        if place and one["rule_id"] == BODY_FACE:
            return is_body(paragraphs[int(place.group(1))])
        return True

    # It shows three findings of a rule and folds the others into one of the whole document, which
    # weighs as much as those that it shows.
    shown = [one for one in findings if one["location"] != "document"]
    grave = [one for one in shown if is_grave(one)]
    shown_rules = {one["rule_id"] for one in shown}
    grave_rules = {one["rule_id"] for one in grave}
    for one in findings:
        folded = one["rule_id"] in shown_rules and "已折叠" in one["reason"]
        if one["location"] == "document" and is_grave(one):
            if not folded or one["rule_id"] in grave_rules:
                grave.append(one)
    if grave:
        said = "; ".join(f"{one['rule_id']} {one['location']} {one['reason']}" for one in grave[:3])
        raise Dissatisfied(f"{len(grave)} grave findings: {said}")


def qpdf(file):
    """qpdf: the syntax of the file."""
    run("qpdf", "--check", file)


def pdffonts(file):
    """poppler: every font is embedded, a subset, and says its Unicode."""
    rows = run("pdffonts", file).splitlines()[2:]
    if not rows:
        raise Dissatisfied("no font")
    for row in rows:
        embedded, subset, unicode = row.split()[-5:-2]
        if (embedded, subset, unicode) != ("yes", "yes", "yes"):
            raise Dissatisfied(f"{row.split()[0]}: embedded {embedded}, subset {subset}, Unicode {unicode}")


def pdfinfo(file):
    """poppler: A4, tagged, with a title."""
    said = dict(re.findall(r"^([^:\n]+):\s+(.*)$", run("pdfinfo", file), re.M))
    if not said.get("Title", "").strip():
        raise Dissatisfied("no title")
    if said.get("Tagged") != "yes":
        raise Dissatisfied("not tagged")
    if "A4" not in said.get("Page size", ""):
        raise Dissatisfied(f"page size {said.get('Page size')}")


def mupdf(file):
    """mupdf: a second renderer shows the same grey as poppler, seen from afar."""
    # In colours: what mupdf makes of an ink of its own in grey is no renderer's look of it.
    draw = ["mutool", "draw", "-q", "-r", "75", "-c", "rgb", "-F", "pnm", "-o", "-", str(file)]
    for number in range(1, page_count(file) + 1):
        done = subprocess.run(draw + [str(number)], capture_output=True, check=True)
        one = Image.open(io.BytesIO(done.stdout)).convert("L")
        alike(one, Image.fromarray(ink.page(file, number).astype("uint8")).convert("L"), number)


def alike(one, other, number):
    """Dissatisfied when two pictures of a page differ. They are compared by cells of about 2 mm:
    how a renderer smooths its edges does not show."""
    small = (one.width // 6, one.height // 6)
    first, second = (numpy.asarray(image.resize(small, Image.BOX), float) for image in (one, other))
    worst = numpy.abs(first - second).max()
    if worst > 60:
        raise Dissatisfied(f"page {number}: a place differs by {worst:.0f} of 255 levels of grey")


def same_pages(file, rendered, pdf):
    """LibreOffice makes as many pages of the DOCX as the PDF has."""
    ours, theirs = page_count(pdf), page_count(rendered)
    if ours != theirs:
        raise Dissatisfied(f"{theirs} pages in LibreOffice, {ours} in the PDF")


def same_grid(file, rendered, pdf):
    """The cells of tables are the same in python-docx, in LibreOffice and in the tags of the PDF."""
    seen = grid.of_docx(file)
    grid.same(seen, grid.of_pdf(pdf), "in the PDF")
    if rendered is not None:
        grid.same(seen, grid.of_fodt(rendered.with_suffix(".fodt")), "in LibreOffice")


def same_text(tool):
    def judge(file, pdf):
        notes = text.docx_notes(file)
        text.compare(text.docx_paragraphs(file), text.pdf_text(pdf, tool), notes)

    return judge


def claims(file):
    """What a PDF says that it keeps: the part and level of PDF/A, such as 2A, and whether PDF/UA-1."""
    with pikepdf.open(file) as pdf, pdf.open_metadata() as metadata:
        return metadata.pdfa_status, "1" in metadata.get("pdfuaid:part", "")


def pdfa_rules(file):
    """pikepdf: PDF/A, by a list of what is allowed. Nothing is passed over as unsupported. It knows level b
    alone, and no properties of XMP but those of the standard's list: those that the file describes, as the
    standard asks, are taken from what it says (PDFBox reads the descriptions)."""
    level, _ = claims(file)
    report = pdfa.validate_written(str(file), (level or "2B")[0] + "b")
    with pikepdf.open(file) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode("utf8") if "/Metadata" in pdf.Root else ""
    described = re.findall(r"<pdfaSchema:prefix>(\w+)<", xmp)
    described += ["pdfaExtension", "pdfaSchema", "pdfaProperty"] if described else []
    passed = re.compile(
        rf"XMP (?:namespace|property) (?:{'|'.join(described)})[=:]\S+ is not permitted"
        rf"|pdfaid:conformance is '[{'UA' if level in ('2U', '2A') else ''}B]', expected 'B'"
    )
    wrong = [one for one in report.findings if not passed.fullmatch(one.message)]
    if wrong:
        raise Dissatisfied(f"{len(wrong)} findings, the first {wrong[0].rule}: {wrong[0].message}")


def pdfua(file):
    """pdfua: the rules of PDF/UA-1 that a machine can check. A file that says PDF/UA-1 has no warning."""
    out = run(BIN / "pdfua", "check", file, codes=(0, 1, 2, 3))
    counted = re.search(r"errors=(\d+) warnings=(\d+)", out)
    if not counted:
        raise Dissatisfied(f"no result: {out[:200]}")
    errors, warnings = counted.groups()
    if errors != "0" or claims(file)[1] and warnings != "0":
        first = re.search(r"\[(?:ERROR|WARNING)\] (\S+ .*\n.*)", out)
        said = first.group(1) if first else ""
        raise Dissatisfied(f"{errors} errors, {warnings} warnings, the first {said}")


def preflight(file):
    """PDFBox: PDF/A-1b. Of a file of a later part its findings are for reading."""
    path = ":".join(f"/usr/share/java/{name}.jar" for name in JAVA)
    out = run("java", "-cp", path, "org.apache.pdfbox.preflight.Validator_A1b", file, codes=(0, 255))
    wrong = [line for line in out.splitlines() if re.match(r"^\d+(\.\d+)* : ", line)]
    if wrong:
        kinds = sorted({line.split(",")[0] for line in wrong})
        raise Dissatisfied(f"{len(wrong)} findings: {'; '.join(kinds)[:300]}")
    if "is a valid PDF/A-1b file" not in out:
        raise Dissatisfied(f"no result: {out[:200]}")


class Court:
    """Hears the judges one by one and keeps count."""

    def __init__(self):
        self.passed = self.failed = self.on_trial = 0

    def hear(self, name, file, judge, *arguments, on_trial=False):
        """Hears a judge; one on trial is heard, but what it says does not count."""
        try:
            judge(*arguments)
            reason = None
        except Dissatisfied as said:
            reason = str(said)
        except Exception as error:  # a judge that breaks down is not satisfied
            reason = f"{type(error).__name__}: {error}"
        if on_trial:
            self.on_trial += 1
        elif reason:
            self.failed += 1
        else:
            self.passed += 1
        verdict = "trial" if on_trial else "FAIL" if reason else "ok"
        print(f"{verdict:5} {name:22} {file.name}" + (f": {reason}" if reason else ""), flush=True)


def hear_docx(court, file, rendered):
    court.hear("Open XML SDK", file, validator, file)
    court.hear("workbooks of charts", file, workbooks, file)
    court.hear("python-docx", file, python_docx, file)
    court.hear("LibreOffice opens", file, opened, rendered)


def opened(rendered):
    if rendered is None or page_count(rendered) < 1:
        raise Dissatisfied("LibreOffice makes no pages of it")


def hear_pdf(court, file):
    court.hear("qpdf", file, qpdf, file)
    court.hear("poppler fonts", file, pdffonts, file)
    court.hear("poppler info", file, pdfinfo, file)
    court.hear("mupdf renders alike", file, mupdf, file)
    level, _ = claims(file)
    court.hear("PDF/A (pikepdf)", file, pdfa_rules, file, on_trial=not level)
    court.hear("PDF/UA-1 (pdfua)", file, pdfua, file)
    court.hear("PDF/A-1b (PDFBox)", file, preflight, file, on_trial=level != "1B")
    court.hear("structure by pdf.js", file, pdf_readers.structure, file)
    for reader in pdf_readers.READERS:
        court.hear(f"navigation by {reader}", file, pdf_readers.navigation, file, reader)
    carries = pdf_readers.carries if level == "3B" else pdf_readers.attachments
    court.hear("attachments by pypdf", file, carries, file)
    if structure.is_expected(file):
        court.hear("structure by poppler", file, structure.judge, file)


def hear_pair(court, file, rendered, pdf):
    """The DOCX and the PDF of one bulletin: they agree, and measure as the standard asks."""
    court.hear("faces asked for", file, styles, file)
    court.hear("gongwen", file, gongwen, file)
    court.hear("as many pages", file, same_pages, file, rendered, pdf)
    court.hear("grids of tables", file, same_grid, file, rendered, pdf)
    court.hear("headings, bookmarks", file, same_headings, file, pdf)
    court.hear("text by poppler", file, same_text("pdftotext"), file, pdf)
    court.hear("text by mupdf", file, same_text("mutool"), file, pdf)
    court.hear("elements by pdf.js", file, pdf_readers.same_structure, file, pdf)
    for reader in pdf_readers.READERS:
        court.hear(f"text by {reader}", file, same_text(reader), file, pdf)
        court.hear(f"bookmarks by {reader}", file, pdf_readers.same_bookmarks(reader), file, pdf)
    for made, shown, tolerance in ((pdf, pdf, PDF_TOLERANCE), (rendered, file, DOCX_TOLERANCE)):
        if made is not None:
            hear_rulers(court, shown, made, tolerance)


def hear_rulers(court, shown, made, tolerance):
    """What is measured on the pages `made` of the document `shown`."""
    name = shown.stem
    last = page_count(made)

    def full(number):
        ink.full_page(ink.page(made, number), ink.longest_line(made, number), tolerance)

    for number in FULL_PAGES.get(name, ()):
        court.hear(f"ink: full page {number}", shown, full, number)
    dense = () if shown.suffix == ".docx" and name in MARKS_IN_A_ROW else DENSE_PAGES.get(name, ())
    for number in dense:
        pixels = ink.page(made, number)
        court.hear(f"ink: dense page {number}", shown, ink.dense_page, pixels, tolerance)
    if shown.suffix == ".pdf":
        for number in TABLE_PAGES.get(name, ()):
            pixels = ink.page(made, number)
            court.hear(f"ink: table on page {number}", shown, ink.table_page, pixels, tolerance)
        for number in TURNED_PAGES.get(name, ()):
            pixels = ink.page(made, number)
            label = f"ink: turned page {number}"
            court.hear(label, shown, ink.turned_page, pixels, number, tolerance)
    if name in MASTHEADS:
        court.hear("ink: masthead", shown, ink.masthead, ink.page(made, 1), tolerance)
    if name in BARE_MASTHEADS:
        court.hear("ink: masthead", shown, ink.bare_masthead, ink.page(made, 1), tolerance)
    for number in NUMBERED.get(name, ()):
        pixels = ink.page(made, number)
        court.hear(f"ink: page number {number}", shown, ink.page_number, pixels, number, tolerance)
    if name in IMPRINTS:
        court.hear("ink: imprint", shown, ink.imprint, ink.page(made, last), tolerance)


def main(folders):
    documents = sorted(path for folder in folders for path in pathlib.Path(folder).glob("*.docx"))
    pdfs = sorted(path for folder in folders for path in pathlib.Path(folder).glob("*.pdf"))
    if not documents and not pdfs:
        sys.exit("there is nothing to judge in " + ", ".join(folders))
    court = Court()
    rendered = libreoffice(documents, CACHE / "rendered")
    for file in documents:
        hear_docx(court, file, rendered.get(file))
        pdf = file.with_suffix(".pdf")
        if pdf in pdfs:
            hear_pair(court, file, rendered.get(file), pdf)
    for file in pdfs:
        hear_pdf(court, file)
    trial = f" ({court.on_trial} on trial)" if court.on_trial else ""
    print(f"{court.passed} passed, {court.failed} failed{trial}")
    sys.exit(1 if court.failed else 0)


if __name__ == "__main__":
    os.environ["PYTHONWARNINGS"] = "ignore"
    main(sys.argv[1:])
