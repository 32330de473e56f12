"""The judge of lines: do the lines of the PDF end where word processors end those of the DOCX?

Three engines set the DOCX: LibreOffice with hanging marks switched on, the nearest to Word's rule
that runs here (a), and the same with faces in which neighbouring marks close up, for it does not heed
w:characterSpacingControl; LibreOffice as it is (b); rdocx (c). A line is the same when it begins and ends at
the same characters, marks and blanks left aside: LibreOffice does not paint a mark that it hangs.
Only lines of paragraphs of 30 characters and more count.

usage: lines.py JUDGED FOLDER [--all]   JUDGED is the example `judged`; FOLDER holds documents that
                                        are made already, with their theme's defaults. --all judges
                                        the whole matrix and writes docs/judges.md; without it, a
                                        fixed sample of it, and the figures are only printed"""
import collections
import datetime
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

import faces
import matrix
import tools
from tools import HERE, ROOT

DOCUMENT = ROOT / "docs" / "judges.md"
BEGIN, END = "<!-- lines: begin -->", "<!-- lines: end -->"

# What counts as a mark at a line end: left aside where lines are compared.
MARKS = set("，。、；：！？）》〉」』】〕〗”’（《〈「『【〔〖“‘…—·～．／")
OPENING = set("（《〈「『【〔〖“‘")
CLOSING = set("，。、；：！？）》〉」』】〕〗”’")
POINTS = set("，。、；：！？")
LONG = 30
# Of the matrix without --all, beside the examples and cases: 25 documents in all at most.
SAMPLE = range(4, matrix.COUNT, 21)
# What must not get less.
FLOORS = {("a-on", "ordinary"): 0.96, ("a-closed", "ordinary"): 0.97}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bare(text):
    return "".join(c for c in text if c not in MARKS and not c.isspace())


# ---- lines on pages

def rows_of(pdf):
    """The rows of text of a PDF, without page numbers, from top to bottom."""
    rows = []
    pages = tools.run("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]
    word = re.compile(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
    for page in pages:
        here = []
        for left, top, _, bottom, text in word.findall(page):
            middle = (float(top) + float(bottom)) / 2
            # The page number stands below the type area.
            if re.fullmatch(r"[—\d]+", text) and middle > 745 and re.search(r'height="84', page):
                continue
            for row in here:
                if abs(row[0] - middle) < 5.7:
                    row[1].append((float(left), text))
                    break
            else:
                here.append((middle, [(float(left), text)]))
        for _, words in sorted(here):
            text = "".join(text for _, text in sorted(words))
            rows.append(bare(unescaped(text)))
    return [row for row in rows if row]


def unescaped(text):
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


class Page:
    """All text of a document and where its rows end."""

    def __init__(self, rows):
        self.text = "".join(rows)
        self.ends, at = [], 0
        for row in rows:
            at += len(row)
            self.ends.append(at)

    def lines(self, paragraph, after):
        """Where the lines of a paragraph end, counted in its characters, and where it ends in the
        document; none when it is not there."""
        start = self.text.find(paragraph, after)
        if start < 0:
            return None, after
        stop = start + len(paragraph)
        return [end - start for end in self.ends if start < end < stop] + [len(paragraph)], stop


def paragraphs_of(docx):
    """The long paragraphs of a DOCX that stand in the text, not in a table: the text of each, and
    whether it is tracked in another way than its style says."""
    body = ElementTree.fromstring(zipfile.ZipFile(docx).read("word/document.xml")).find(f"{W}body")
    found = []
    for paragraph in body.findall(f"{W}p"):
        text = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        if len(text) >= LONG:
            found.append((text, paragraph.find(f"{W}r/{W}rPr/{W}spacing") is not None))
    return found


# ---- causes

CAUSES = [
    "neighbouring marks: one and a half squares in the PDF (and Word), two in LibreOffice",
    "closing bracket at a line end: squeezed in the PDF; LibreOffice neither squeezes nor hangs it",
    "run of marks at a line end: squeezed in the PDF; LibreOffice hangs one mark alone",
    "point behind a Latin word or number: LibreOffice does not hang it, and moves the word down",
    "edge: the line fits by less than the tracking that LibreOffice leaves out where scripts change",
    "quotation marks beside Latin: half as wide in LibreOffice, which takes them for Latin",
    "squeeze: marks within the line are squeezed in the PDF alone",
    "word: a Latin word or address breaks elsewhere",
    "hung: the other hangs a mark, the PDF ends the line earlier",
    "orphan: the tracking of the paragraph was changed, and the engine breaks it otherwise",
    "other",
]
PAIR, BRACKET, RUN, LATIN_POINT, EDGE, QUOTES, SQUEEZE, WORD, HUNG, ORPHAN, OTHER = CAUSES

# Advances of the Latin face, from the space to the tilde, in thousandths of an em (Times).
LATIN = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
]
MEASURE, INDENT, SIZE, TRACKING = 442.2, 31.6, 16.0, -0.3


def is_latin(character):
    return " " <= character <= "~"


def width(text):
    """The width of a text of the body, in points, no mark squeezed."""
    em = lambda c: LATIN[ord(c) - 32] / 1000 if is_latin(c) else 1.0
    return sum(em(c) * SIZE + TRACKING for c in text)


def cause(text, tracked, begin, here, there):
    """Why a line that begins at `begin` ends at `here` in the PDF and at `there` in the other: places
    in the text."""
    line = text[begin : max(here, there)]
    if any(sum(is_latin(c) for c in text[at - 1 : at + 1]) == 2 for at in (here, there)):
        return WORD
    if here < there:
        if re.search("[!-~][“”‘’]|[“”‘’][!-~]", line):
            return QUOTES
        if text[there - 1 : there + 1].strip("".join(POINTS)) != text[there - 1 : there + 1]:
            return HUNG
        return ORPHAN if tracked else OTHER
    room = MEASURE - (0 if begin else INDENT)
    closed = sum(
        a in CLOSING and b in CLOSING | OPENING or a in OPENING and b in OPENING
        for a, b in zip(line, line[1:])
    )
    over = width(line) - room
    scripts = sum(is_latin(a) != is_latin(b) for a, b in zip(line, line[1:]))
    end = re.search(f"[{''.join(CLOSING)}]*$", line).group()
    if len(end) > 1:
        return RUN
    if closed and over > -0.3 * scripts:
        return PAIR
    if end and end not in POINTS:
        return BRACKET
    if end and len(line) > 1 and is_latin(line[-2]):
        return LATIN_POINT
    if -0.3 * scripts - 0.4 < over <= 0.1:
        return EDGE
    if over > 0.1:
        return SQUEEZE
    return ORPHAN if tracked else OTHER


def ends_at(text, places, count):
    """The place in a text where a line with so many characters, marks left aside, ends."""
    end = places[count - 1] + 1 if 0 < count <= len(places) else 0
    while 0 < end < len(text) and text[end] in MARKS - OPENING and text[end] not in "—…～":
        end += 1
    return end


class Tally:
    """What was compared with one engine."""

    def __init__(self):
        self.same = self.lines = self.lost = 0
        self.causes = collections.Counter()
        self.samples = collections.defaultdict(list)

    def compare(self, name, docx, pdf, other):
        self.compare_rows(name, paragraphs_of(docx), rows_of(pdf), rows_of(other))

    def compare_rows(self, name, paragraphs, ours, theirs):
        """Compares the rows of two documents with these paragraphs."""
        one, two = Page(ours), Page(theirs)
        at = there = 0
        self.more = 0
        for text, tracked in paragraphs:
            words = bare(text)
            ours, at = one.lines(words, at)
            theirs, there = two.lines(words, there)
            if ours is None or theirs is None:
                self.lost += 1
                continue
            self.lines += len(ours)
            self.more += len(theirs) - len(ours)
            pairs = set(zip([0] + theirs, theirs))
            same = [pair for pair in zip([0] + ours, ours) if pair in pairs]
            self.same += len(same)
            for begin, end in zip([0] + ours, ours):
                if end not in theirs:
                    next_there = next(e for e in theirs if e > begin)
                    places = [i for i, c in enumerate(text) if c not in MARKS and not c.isspace()]
                    # Marks that begin a line belong to it, those that end one to that before.
                    begin, here, there_ = (
                        ends_at(text, places, count) for count in (begin, end, next_there)
                    )
                    why = cause(text, tracked, begin, here, there_)
                    self.causes[why] += 1
                    self.samples[why].append((name, text[begin:here], text[begin:there_]))
                    break

    def share(self):
        return self.same / max(1, self.lines)


# ---- engines

def converted(files, to, folder, env):
    """Has one LibreOffice process convert many files; a map from file to what it made."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        tools.run(
            "soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", to,
            "--outdir", folder, *files, env=env, timeout=3600,
        )
    made = {file: folder / f"{file.stem}.{to}" for file in files}
    return {file: path for file, path in made.items() if path.exists()}


def libreoffice(files, folder, hung, faces=None):
    """PDFs of DOCX files by LibreOffice; with `hung`, hanging marks are switched on."""
    folder.mkdir(parents=True, exist_ok=True)
    env = dict(os.environ, FONTCONFIG_FILE=str(tools.fonts_conf(folder, faces)))
    if hung:
        files = {file: hanging(file, folder / "docx") for file in files}
    else:
        files = {file: file for file in files}
    flat = converted(list(files.values()), "fodt", folder / "flat", env)
    for docx, fodt in flat.items():
        if tools.no_autospace(docx):
            text = fodt.read_text(encoding="utf8")
            fodt.write_text(re.sub(r'(style:text-autospace)="[^"]*"', r'\1="none"', text), encoding="utf8")
    pdfs = converted(list(flat.values()), "pdf", folder / "pdf", env)
    return {file: pdfs[flat[copy]] for file, copy in files.items() if flat.get(copy) in pdfs}


def hanging(file, folder):
    """A copy in which LibreOffice hangs marks: it reads w:overflowPunct the wrong way round."""
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / file.name
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/styles.xml":
                part = re.sub(rb"<w:overflowPunct[^>]*/>", b'<w:overflowPunct w:val="0"/>', part)
            new.writestr(name, part)
    return copy


def rdocx(files, folder):
    """PDFs of DOCX files by rdocx with the faces of this repository."""
    import rdocx as engine

    folder.mkdir(parents=True, exist_ok=True)
    os.environ["FONTCONFIG_FILE"] = str(tools.fonts_conf(folder))
    out = {}
    for file in files:
        try:
            out[file] = folder / f"{file.stem}.pdf"
            out[file].write_bytes(engine.Document(str(file)).to_pdf(fonts=tools.named_faces()))
        except engine.RdocxError as error:
            print(f"rdocx: {file.name}: {error}")
            del out[file]
    return out


# ---- the whole

def documents(judged, made, folder, numbers):
    """The documents: those made already, and models of the matrix. A list of DOCX files by the
    theme's defaults, and a map from each to the same with hanging marks."""
    models = folder / "models"
    models.mkdir()
    for number in numbers:
        bulletin, theme = matrix.model(number)
        (models / f"matrix-{number:03}.toml").write_text(bulletin, encoding="utf8")
        if theme:
            (models / f"matrix-{number:03}.theme.toml").write_text(theme, encoding="utf8")
    sources = [(models, "matrix"), (HERE / "cases", "cases")]
    out = {}
    for source, name in sources:
        if any(source.glob("*.toml")):
            tools.run(judged, source, folder / name, timeout=1800)
            tools.run(judged, source, folder / f"{name}-hanging", "--hanging", timeout=1800)
            for docx in sorted((folder / name).glob("*.docx")):
                out[docx] = folder / f"{name}-hanging" / docx.name
    for docx in sorted(pathlib.Path(made).glob("*.docx")) if made else []:
        known = {file.stem for file in out}
        if docx.with_suffix(".pdf").exists() and docx.stem not in known:
            out[docx] = docx
    return out


def alike(one, two):
    """Whether two DOCX files say the same, so that one engine run serves both."""
    if one == two:
        return True
    with zipfile.ZipFile(one) as a, zipfile.ZipFile(two) as b:
        return a.read("word/document.xml") == b.read("word/document.xml")


def why_other_pages(docx, ours, theirs):
    """Why a document has another number of pages in LibreOffice; none where nothing explains it."""
    if "续表" in tools.run("pdftotext", ours, "-"):
        return "a table over several pages, with 续表 in the PDF alone"
    tally = Tally()
    tally.compare("", docx, ours, theirs)
    if tally.more:
        return f"LibreOffice makes {tally.more:+} lines of the long paragraphs, for the causes above"
    body = zipfile.ZipFile(docx).read("word/document.xml")
    if b"<w:keepNext" in body and page_ends(ours) != page_ends(theirs):
        return "LibreOffice moves a paragraph that stays with the next one whole, Word its last lines alone"
    return None


def page_ends(pdf):
    """The number of lines of text on each page."""
    pages = tools.run("pdftotext", "-layout", pdf, "-").split("\f")
    return [sum(bool(line.strip()) for line in page.splitlines()) for page in pages]


ORDINARY, HARD, CASES = "ordinary", "hard", "examples and cases"


def group(name):
    """What a document is of."""
    if not name.startswith("matrix-"):
        return CASES
    return HARD if matrix.is_hard(int(name.removeprefix("matrix-"))) else ORDINARY


def judge(judged, made, numbers, work):
    """Compares everything; the tallies by engine and group, and the documents with another number of
    pages."""
    pairs = documents(judged, made, work, numbers)
    files = list(pairs)
    names = {file: file.stem for file in files}
    as_it_is = libreoffice(files, work / "lo", hung=False)
    hung = libreoffice(files, work / "lo-hung", hung=True)
    faces.closed(work / "faces")
    closed = libreoffice(files, work / "lo-closed", hung=True, faces=work / "faces")
    others = [two for one, two in pairs.items() if not alike(one, two)]
    hung_too, closed_too = {}, {}
    if others:
        hung_too = libreoffice(others, work / "lo-hung-hanging", hung=True)
        closed_too = libreoffice(others, work / "lo-closed-hanging", True, work / "faces")
    third = rdocx(files, work / "rdocx")
    tallies = {(name, group): Tally() for name in TITLES for group in (ORDINARY, HARD, CASES)}
    pages = []
    for one, two in pairs.items():
        name, ours, with_hanging = names[one], one.with_suffix(".pdf"), two.with_suffix(".pdf")
        of = group(name)
        engines = [
            ("a-on", two, with_hanging, hung_too.get(two, hung.get(one))),
            ("a-off", one, ours, hung.get(one)),
            ("a-closed", two, with_hanging, closed_too.get(two, closed.get(one))),
            ("b", one, ours, as_it_is.get(one)),
            ("c", one, ours, third.get(one)),
        ]
        for engine, docx, pdf, other in engines:
            if other is not None:
                tallies[engine, of].compare(name, docx, pdf, other)
        if one in as_it_is:
            counts = tools.page_count(ours), tools.page_count(as_it_is[one])
            if counts[0] != counts[1]:
                pages.append((name, *counts, why_other_pages(one, ours, as_it_is[one])))
    missing = [names[file] for file in files if file not in as_it_is or file not in hung]
    return tallies, pages, len(files), missing


TITLES = {
    "a-on": "(a) LibreOffice with hanging marks; PDF with `lines.hanging`",
    "a-off": "(a) the same; PDF by default",
    "a-closed": "(a) with faces that close up; PDF with `lines.hanging`",
    "b": "(b) LibreOffice as it is; PDF by default",
    "c": "(c) rdocx; PDF by default",
}
GROUPS = (ORDINARY, HARD, CASES)


def whole(tallies, engine):
    """What was compared with an engine in all groups."""
    out = Tally()
    for group in GROUPS:
        tally = tallies[engine, group]
        out.same += tally.same
        out.lines += tally.lines
        out.lost += tally.lost
        out.causes += tally.causes
    return out


def report(tallies, pages, count):
    """The figures as a section of docs/judges.md."""
    out = [f"Of {count} documents, on {datetime.date.today()}. Lines of paragraphs of {LONG} characters and more:", ""]
    out += ["| engine | " + " | ".join(GROUPS) + " | all | lines | paragraphs not found again |"]
    out += ["|---|" + "---|" * (len(GROUPS) + 3)]
    for engine, title in TITLES.items():
        all_ = whole(tallies, engine)
        shares = [f"{tallies[engine, group].share():.1%}" for group in GROUPS]
        out.append(f"| {title} | {' | '.join(shares)} | {all_.share():.1%} | {all_.lines} | {all_.lost} |")
    out += ["", "The first difference of each paragraph that is broken otherwise:", ""]
    out += ["| cause | " + " | ".join(engine for engine in TITLES) + " |", "|---|" + "---|" * len(TITLES)]
    sums = [whole(tallies, engine) for engine in TITLES]
    for why in CAUSES:
        counts = [tally.causes[why] for tally in sums]
        if any(counts):
            out.append(f"| {why} | " + " | ".join(map(str, counts)) + " |")
    out += ["", f"Another number of pages in LibreOffice than in the PDF: {len(pages)} of {count} documents.", ""]
    for name, ours, theirs, why in pages:
        out.append(f"- {name}: {ours} in the PDF, {theirs} in LibreOffice: {why or 'not explained'}")
    return "\n".join(out).rstrip() + "\n"


def main(judged, made=None, *flags):
    all_ = "--all" in flags
    numbers = range(matrix.COUNT) if all_ else SAMPLE
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(os.environ.get("LINES_KEEP", work))
        tallies, pages, count, missing = judge(pathlib.Path(judged), made, numbers, work)
    text = report(tallies, pages, count)
    print(text)
    if "--samples" in flags:
        for name, tally in tallies.items():
            for why, samples in tally.samples.items():
                for document, ours, theirs in samples[:12]:
                    print(f"{name} | {why[:12]} | {document} | {ours} | {theirs}")
    if all_:
        old = DOCUMENT.read_text(encoding="utf8")
        before, _, rest = old.partition(BEGIN)
        _, _, after = rest.partition(END)
        DOCUMENT.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf8")
    unexplained = [page for page in pages if not page[3]]
    low = {
        (engine, group): f"{tallies[engine, group].share():.1%} of {floor:.0%}"
        for (engine, group), floor in FLOORS.items()
        if tallies[engine, group].share() < floor
    }
    if missing or low or unexplained:
        print(f"FAILED: lines {low}, other pages {unexplained}, missing {missing}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
