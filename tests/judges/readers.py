"""Readers of DOCX that are not word processors: what people and programs read of the files with them is what
the bulletin says. docx-preview and mammoth (npm) by readers.mjs, pandoc, docx2python and python-docx.

usage: readers.py FILE...    prints a line for each reader and file, then the count"""
import json
import pathlib
import re
import sys

import docx
from docx.oxml.ns import qn
from docx2python import docx2python

import text
from tools import HERE, Dissatisfied, expect, run


class Structure:
    """What is in the file: by its XML, which no reader makes for us."""

    def __init__(self, file):
        document = docx.Document(str(file))
        body = document.element.body
        styles = [p.style.name for p in document.paragraphs if text.bare(p.text)]
        self.headings = [styles.count(f"Heading {level}") for level in (1, 2, 3)]
        tables = list(body.iter(qn("w:tbl")))
        # mammoth has heads of tables, and of some within tables.
        outer = [row for table in document.tables for row in table._tbl.iterchildren(qn("w:tr"))]
        self.heads, self.all_heads = (
            sum(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows)
            for rows in (outer, list(body.iter(qn("w:tr"))))
        )
        cells = [cell.tcPr for cell in body.iter(qn("w:tc"))]
        down = [cell.find(qn("w:vMerge")) for cell in cells]
        self.merged_down = sum(merge is not None and merge.get(qn("w:val")) == "restart" for merge in down)
        goes_on = [merge is not None and merge.get(qn("w:val")) != "restart" for merge in down]
        spans = [cell.find(qn("w:gridSpan")) for cell, on in zip(cells, goes_on) if not on]
        self.merged_across = sum(span is not None and int(span.get(qn("w:val"))) > 1 for span in spans)
        self.tables = len(tables)
        self.numbered = any("PAGE" in part.blob.decode("utf8") for part in footers(document))
        # Readers write the numbers of notes in ways of their own.
        notes = any(True for _ in body.iter(qn("w:footnoteReference")))
        words = [words for words in text.docx_paragraphs(file) if isinstance(words, str)]
        self.paragraphs = [one for one in words if not notes or not re.search(r"\d", one)]


def footers(document):
    return [relation.target_part for relation in document.part.rels.values() if relation.reltype.endswith("/footer")]


def browser(file, known):
    """docx-preview: every table, and page numbers at the foot; mammoth: headings, head rows, merges."""
    said = json.loads(run("node", HERE / "readers.mjs", file).splitlines()[-1])
    shown, read = said["preview"], said["mammoth"]
    expect(shown["tables"] >= known.tables, f"docx-preview has {shown['tables']} of {known.tables} tables")
    if known.numbered:
        numbered = [foot for foot in shown["footers"] if re.search(r"\d", foot)]
        expect(numbered, f"docx-preview has no page number in {shown['footers']}")
    page = text.bare(shown["text"])
    for words in known.paragraphs:
        expect(words in page, f"docx-preview does not have “{words[:30]}”")
    expect(read["headings"] == known.headings, f"mammoth has headings {read['headings']}, not {known.headings}")
    heads = read["heads"]
    expect(known.heads <= heads <= known.all_heads, f"mammoth has {heads} head rows, not {known.heads}")
    for what, count in (("rows", known.merged_down), ("columns", known.merged_across)):
        expect(read[what] == count, f"mammoth has {what} {read[what]}, not {count}")


def pandoc(file, known):
    """pandoc: no paragraph is a quotation, headings are headings, ranks that are tied are one cell."""
    native = run("pandoc", "-f", "docx", "-t", "native", file)
    quotations = native.count("BlockQuote")
    expect(not quotations, f"{quotations} quotations")
    found = [len(re.findall(rf"Header\s+{level}\b", native)) for level in (1, 2, 3)]
    expect(found == known.headings, f"headings {found}, not {known.headings}")
    merged = sum(int(count) > 1 for count in re.findall(r"RowSpan\s+(\d+)", native))
    expect(merged == known.merged_down, f"{merged} cells over several rows, not {known.merged_down}")


def python(file, known):
    """docx2python: all text; python-docx: every cell of a tie has the words of the tie."""
    with docx2python(str(file)) as read:
        found = text.bare(read.text)
    for words in known.paragraphs:
        expect(words in found, f"docx2python does not have “{words[:30]}”")
    document = docx.Document(str(file))
    for number, table in enumerate(document.tables, 1):
        for row in table.rows:
            for cell in row._tr.iter(qn("w:tc")):
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
                empty = not "".join(node.text or "" for node in cell.iter(qn("w:t"))).strip()
                expect(not goes_on or empty, f"table {number}: a cell that goes on has words of its own")


READERS = {"docx-preview, mammoth": browser, "pandoc": pandoc, "docx2python, python-docx": python}


def main(files):
    passed = failed = 0
    for file in map(pathlib.Path, files):
        known = Structure(file)
        for name, reader in READERS.items():
            try:
                reader(file, known)
                reason = None
            except Dissatisfied as said:
                reason = str(said)
            except Exception as error:  # a reader that breaks down is not satisfied
                reason = f"{type(error).__name__}: {error}"
            passed, failed = passed + (not reason), failed + bool(reason)
            print(f"{'FAIL' if reason else 'ok':5} {name:26} {file.name}" + (f": {reason}" if reason else ""), flush=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
