"""Every character of the DOCX is in the PDF, in order: paragraph by paragraph, cell by cell. What
the PDF has more must be a page number or something read before (the head of a table on its next
page, a merged cell over a page break), or 续表 right above such a head: a word processor repeats
the head alone."""
import re
import sys
import zipfile
from xml.etree import ElementTree

import reading
from tools import Dissatisfied, page_count, run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NUMBER = re.compile(r"[-+−]?[0-9][0-9,.]*[%‰]?")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CONTINUED = "续表"
PAGE_NUMBER = re.compile(r"^\s*[—–-]\s*\d+\s*[—–-]\s*$")


def bare(text):
    """Without white space of any kind, full-width too."""
    return "".join(text.split()).replace("\u200b", "")


def docx_paragraphs(file):
    """The text of the body's paragraphs and cells, without white space and without the page numbers
    of the contents, which a word processor counts itself."""
    package = zipfile.ZipFile(file)
    body = ElementTree.fromstring(package.read("word/document.xml")).find(W + "body")
    found = []
    field = []

    def visit(node, texts):
        if node.tag == FALLBACK:
            return
        if node.tag == W + "fldChar":
            kind = node.get(W + "fldCharType")
            if kind == "begin":
                field.append("")
            elif kind == "end":
                field.pop()
        if node.tag == W + "instrText" and field:
            field[-1] += node.text or ""
        if node.tag == W + "t" and any("PAGEREF" in question for question in field):
            return
        if node.tag == CHART + "chart" and node.get(RELATION + "id"):
            found.append(Chart(package, node.get(RELATION + "id")))
        if node.tag == W + "p":
            texts = []
            found.append(texts)
        if node.tag in (W + "t", W + "noBreakHyphen"):
            texts.append("-" if node.text is None else node.text)
        if node.tag == W + "footnoteReference":
            texts.append(node.get(W + "id"))
        for child in node:
            visit(child, texts)

    visit(body, [])
    texts = (part if isinstance(part, Chart) else bare("".join(part)) for part in found)
    return [text for text in texts if isinstance(text, Chart) or text]


class Chart:
    """The words of a chart, which a word processor draws itself: in whatever order they are drawn."""

    def __init__(self, package, number):
        relations = ElementTree.fromstring(package.read("word/_rels/document.xml.rels"))
        target = next(it.get("Target") for it in relations if it.get("Id") == number)
        chart = ElementTree.fromstring(package.read("word/" + target))
        said = [text.text for text in chart.iter(DRAWING + "t") if not NUMBER.fullmatch(text.text)]
        said += [value.text for cache in chart.iter(CHART + "strCache") for value in cache.iter(CHART + "v")]
        self.words = [bare(words) for words in set(said)]
        self.numbers = [value.text for cache in chart.iter(CHART + "numCache") for value in cache.iter(CHART + "v")]

    def compare(self, text):
        """Dissatisfied when words of the chart are missing in the text, or it has more than these and
        numbers."""
        # One of a kind of shares is named in the legend alone, a category below the axis alone.
        for words in sorted(self.words, key=len, reverse=True):
            if words not in text:
                raise Dissatisfied(f"the chart has “{words}”, and the PDF does not")
            text = text.replace(words, "")
        if not self.numbers and text or NUMBER.sub("", text):
            raise Dissatisfied(f"the PDF has “{text[:60]}” on a chart where the DOCX has nothing")


def docx_notes(file):
    """The texts of the footnotes with their numbers, without white space."""
    package = zipfile.ZipFile(file)
    if "word/footnotes.xml" not in package.namelist():
        return []
    notes = ElementTree.fromstring(package.read("word/footnotes.xml"))
    notes = [note for note in notes if note.get(W + "type") is None]
    return [note.get(W + "id") + bare("".join(text.text for text in note.iter(W + "t"))) for note in notes]


def pages(file, tool):
    """The lines of each page of a PDF, in the order of its content."""
    if tool in ("pdf.js", "pypdf"):
        return reading.lines(file, tool)

    def page(number):
        if tool == "pdftotext":
            return run("pdftotext", "-raw", "-enc", "UTF-8", "-f", number, "-l", number, file, "-")
        return run("mutool", "draw", "-q", "-F", "txt", "-o", "-", file, number)

    return [page(number).replace("\f", "\n").splitlines() for number in range(1, page_count(file) + 1)]


def pdf_text(file, tool):
    """The text of a PDF in the order of its content, without white space, page numbers and the
    numbers of the contents behind their dots."""
    text = []
    for number, lines in enumerate(pages(file, tool), 1):
        numbers = [line for line in lines if PAGE_NUMBER.match(line)]
        if len(numbers) > 1:
            raise Dissatisfied(f"page {number} has {len(numbers)} page numbers")
        text += [line for line in lines if not PAGE_NUMBER.match(line)]
    return re.sub(r"\.{4,}\d+", "", bare("".join(text)))


def compare(paragraphs, text, notes=()):
    """Dissatisfied when a paragraph is missing or the PDF says more than it may. Footnotes stand at the
    foot of their page, amid the text."""
    for note in notes:
        if note not in text:
            raise Dissatisfied(f"there is no footnote “{note[:60]}”")
        text = text.replace(note, "", 1)
    at, before, charts = 0, [], []

    def between(more):
        if not charts:
            return repeated(more, before)
        # Beside each other they follow each other.
        for chart in charts:
            last = chart is charts[-1]
            end = len(more) if last else max(more.rfind(words) + len(words) for words in chart.words)
            chart.compare(more[:end])
            more = more[end:]
        charts.clear()

    for paragraph in paragraphs:
        if isinstance(paragraph, Chart):
            charts.append(paragraph)
            continue
        found = text.find(paragraph, at)
        if found < 0:
            near = text[at : at + 60]
            raise Dissatisfied(f"“{paragraph[:60]}” does not follow; there is “{near}”")
        between(text[at:found])
        before.append(paragraph)
        at = found + len(paragraph)
    between(text[at:])


def repeated(more, before):
    """Whether text is made of paragraphs that were read before; and page numbers, which stand in
    a line with other text where they are turned."""
    rest = re.sub(r"—\d+—", "\0", more)
    # Only where the head of a table follows that was read before does 续表 count for nothing.
    for paragraph in sorted(set(before), key=len, reverse=True):
        rest = rest.replace(CONTINUED + paragraph, "\0").replace(paragraph, "\0")
    if rest.strip("\0"):
        raise Dissatisfied(f"the PDF has “{more[:60]}” where the DOCX has nothing")


if __name__ == "__main__":
    for tool in ("pdftotext", "mutool", "pdf.js", "pypdf"):
        paragraphs, notes = docx_paragraphs(sys.argv[1]), docx_notes(sys.argv[1])
        compare(paragraphs, pdf_text(sys.argv[2], tool), notes)
    print("every character of the DOCX is in the PDF, in order")
