"""Readers of PDF that render nothing: what programs take out of the files is what the bulletin says. pdf.js (npm)
by pdfjs.mjs, the reader within browsers; pypdf (PyPI), with which offices script.

usage: pdf_readers.py FILE.pdf...    prints what both read"""
import collections
import io
import pathlib
import re
import sys

import docx
import pikepdf
from docx.oxml.ns import qn

import text
from reading import by_pdfjs, by_pypdf, lines
from tools import Dissatisfied, expect


def outline(file, reader):
    """The bookmarks as a flat list: the title without white space, the page from 0."""
    if reader == "pdf.js":

        def flat(items):
            return [one for title, page, below in items for one in [(text.bare(title), page), *flat(below)]]

        return flat(by_pdfjs(file)["outline"])
    read = by_pypdf(file)

    def visit(items):
        for item in items:
            if isinstance(item, list):
                yield from visit(item)
            else:
                yield text.bare(item.title), read.get_destination_page_number(item)

    return list(visit(read.outline))


def labels(file, reader):
    if reader == "pdf.js":
        return [page["label"] for page in by_pdfjs(file)["pages"]]
    return by_pypdf(file).page_labels


def facts(file, reader):
    """The title, the language, whether it is tagged, the names of what it carries."""
    if reader == "pdf.js":
        read = by_pdfjs(file)
        return read["title"], read["language"], read["marked"], sorted(read["attachments"])
    read = by_pypdf(file)
    catalog = read.trailer["/Root"]
    marked = catalog.get("/MarkInfo", {}).get("/Marked", False) == True and "/StructTreeRoot" in catalog
    title = read.metadata.title if read.metadata else None
    return title, catalog.get("/Lang"), marked, sorted(read.attachments)


def navigation(file, reader):
    """A bookmark leads to the page on which its words are, and a page is called by the number that is printed on
    it; the file has a title and a language, and is tagged."""
    pages = lines(file, reader)
    for title, page in outline(file, reader):
        expect(page is not None and 0 <= page < len(pages), f"the bookmark “{title[:30]}” leads nowhere")
        # An annex's bookmark has its mark and its title in a row, which stand in lines of their own.
        words = text.bare("".join(pages[page]))
        found = title in words or all(part in words for part in title.split("："))
        expect(found, f"the bookmark “{title[:30]}” leads to page {page + 1}, which does not have it")
    called = labels(file, reader)
    expect(len(called) == len(pages), f"{len(called)} labels for {len(pages)} pages")
    for number, (label, rows) in enumerate(zip(called, pages), 1):
        printed = {re.sub(r"\D", "", row) for row in rows if text.PAGE_NUMBER.match(row)}
        expect(printed <= {label}, f"page {number} is called {label}, and has {sorted(printed)} on it")
    title, language, marked, _ = facts(file, reader)
    expect(title, "no title")
    expect(language, "no language")
    expect(marked, "not tagged")


def same_bookmarks(reader):
    """The headings of the DOCX are among the bookmarks, in order; the titles of both files are the same."""

    def judge(file, pdf):
        document = docx.Document(str(file))
        styled = [one for one in document.paragraphs if one.style is not None]
        headings = [text.bare(one.text) for one in styled if one.style.name.lower().startswith("heading")]
        titles = [title for title, _ in outline(pdf, reader)]
        rest = iter(titles)
        for heading in filter(None, headings):
            # A note's number behind a heading is none of its bookmark.
            found = any(title and heading.startswith(title) for title in rest)
            expect(found, f"the heading “{heading[:30]}” does not follow in {titles}")
        own, theirs = document.core_properties.title, facts(pdf, reader)[0]
        expect(own == theirs, f"the title is “{theirs}”, that of the DOCX “{own}”")

    return judge


def attachments(file):
    """pypdf: what the file carries is whole. A DOCX in it has the words that the pages have."""
    for name, versions in by_pypdf(file).attachments.items():
        expect(len(versions) == 1 and versions[0], f"{name} is there {len(versions)} times")
        if name.endswith(".docx"):
            try:
                docx.Document(io.BytesIO(versions[0]))
            except Exception as error:
                raise Dissatisfied(f"{name} cannot be opened: {error}")
            carried = io.BytesIO(versions[0])
            said = text.pdf_text(file, "pypdf")
            text.compare(text.docx_paragraphs(carried), said, text.docx_notes(carried))
    return len(by_pypdf(file).attachments)


def carries(file):
    """pypdf: there is an attachment, and it is whole."""
    expect(attachments(file), "nothing is attached")


def of_tags(file):
    """The structure by pikepdf: of each page the roles above each piece of content, by its number."""
    found = []

    def kids(element):
        below = element.get("/K", [])
        return below if isinstance(below, (list, pikepdf.Array)) else [below]

    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found = [{} for _ in pdf.pages]
        roles = pdf.Root.get("/StructTreeRoot", {}).get("/RoleMap", {})

        def walk(element, above, page):
            page = element.get("/Pg", page)
            for kid in kids(element):
                if not isinstance(kid, pikepdf.Dictionary):
                    found[numbers[page.objgen]][int(kid)] = above
                elif "/S" in kid:
                    role = str(roles.get(kid["/S"], kid["/S"]))[1:]
                    walk(kid, (*above, role), page)
                elif "/MCID" in kid:
                    found[numbers[kid.get("/Pg", page).objgen]][int(kid["/MCID"])] = above

        if "/StructTreeRoot" in pdf.Root:
            walk(pdf.Root["/StructTreeRoot"], (), None)
    return found


def contents(tree, above=()):
    """The pieces of content of a page of pdf.js: their numbers, the roles above them, their words."""
    role, below = tree
    above = above if role == "Root" else (*above, role)
    for one in below:
        if isinstance(one[0], int):
            yield one[0], above, one[1]
        else:
            yield from contents(one, above)


def structure(file):
    """pdf.js: each page has a tree, in which every piece of content stands once, in the elements that the tags
    say, in the order of the tags; there are no words outside of it but those of artefacts."""
    tags = of_tags(file)
    for number, (page, said) in enumerate(zip(by_pdfjs(file)["pages"], tags, strict=True), 1):
        expect(page["tree"], f"page {number} has no structure")
        expect(not page["outside"].strip(), f"page {number}: “{page['outside'][:30]}” is of no element")
        read = {}
        for mark, roles, _ in contents(page["tree"]):
            expect(mark not in read, f"page {number}: content {mark} stands twice")
            read[mark] = roles
        if read != said:
            mark = min(mark for mark in read.keys() | said.keys() if read.get(mark) != said.get(mark))
            says = f"{'/'.join(read.get(mark, ()))}, by the tags {'/'.join(said.get(mark, ()))}"
            raise Dissatisfied(f"page {number}: content {mark} is of {says}")


def same_structure(file, pdf):
    """pdf.js: the headings are those of the DOCX, and the cells have the characters that the cells of its tables
    with heads have."""
    pieces = [piece for page in by_pdfjs(pdf)["pages"] for piece in contents(page["tree"] or ["Root", []])]
    headings = text.bare("".join(words for _, roles, words in pieces if re.match(r"H\d?$|Title$", heading_of(roles))))
    document = docx.Document(str(file))
    at = 0
    for paragraph in document.paragraphs:
        if paragraph.style is None or not paragraph.style.name.lower().startswith("heading"):
            continue
        # The number of a note is an element of its own; a heading that runs into its paragraph ends before it.
        words = text.bare(paragraph.text)
        begins = headings.find(words, at)
        expect(begins >= 0, f"the heading “{words[:30]}” is none")
        at = begins + len(words)
    cells = [words for _, roles, words in pieces if {"TH", "TD"} & set(roles)]
    wanted = collections.Counter("".join(cells_of(document)))
    found = collections.Counter(text.bare("".join(cells)))
    expect(found == wanted, f"cells have {dict(found - wanted)} more and {dict(wanted - found)} less")


def heading_of(roles):
    """The role of a heading above a piece of content, or nothing."""
    return next((role for role in roles if re.match(r"H\d?$|Title$", role)), "")


def cells_of(document):
    """The words of the cells of tables that have a head."""
    for table in document.element.body.iter(qn("w:tbl")):
        first = table.find(qn("w:tr"))
        if first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            continue
        yield from (text.bare(words.text or "") for words in table.iter(qn("w:t")))


READERS = ("pdf.js", "pypdf")

if __name__ == "__main__":
    for name in map(pathlib.Path, sys.argv[1:]):
        for reader in READERS:
            print(f"== {name.name} by {reader}: {facts(name, reader)}, pages {labels(name, reader)}")
            print(*(f"{page + 1:4} {title}" for title, page in outline(name, reader)), sep="\n")
            print(*("\n".join(page) for page in lines(name, reader)), sep="\n\f\n")
