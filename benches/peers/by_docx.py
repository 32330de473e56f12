"""Makes the weekly example by python-docx. usage: by_docx.py CONTENT FILE"""
import json
import sys
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FACES = {"heading": "Bulletin Hei", "subheading": "Bulletin Kai", "text": "Bulletin FangSong"}


def style(run, face, size, bold=False, red=False):
    run.font.name, run.font.size, run.bold = face, Pt(size), bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
    if red:
        run.font.color.rgb = RGBColor(255, 0, 0)


def main(content, file):
    made = json.loads(Path(content).read_text())
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)

    def say(runs, face="Bulletin FangSong", size=16, centred=False, indented=True, red=False):
        paragraph = document.add_paragraph()
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif indented:
            paragraph.paragraph_format.first_line_indent = Pt(2 * size)
        for words, bold in runs:
            style(paragraph.add_run(words), face, size, bold, red)

    say([[made["title"], True]], "Bulletin Song", 48, centred=True, red=True)
    for key in ("issue", "period"):
        say([[made[key], False]], centred=True)
    say([[made["issuer"] + "\t" + made["date"], False]], indented=False)
    for one in made["paragraphs"]:
        say(one["runs"], FACES[one["kind"]])
    document.add_page_break()
    say([[made["appendix"]["label"], False]], "Bulletin Hei", indented=False)
    say([[made["appendix"]["title"], True]], "Bulletin Song", 22, centred=True)
    heads, rows = made["table"]["heads"], made["table"]["rows"]
    table = document.add_table(len(rows) + 1, len(heads))
    table.style = "Table Grid"
    # Asked for once: python-docx looks through the whole table at each call.
    for row, texts in zip(table.rows, [heads, *rows]):
        for cell, words in zip(row.cells, texts):
            face = "Bulletin Hei" if texts is heads else "Bulletin FangSong"
            style(cell.paragraphs[0].add_run(words), face, 14)
    begin = 1
    for span in made["table"]["spans"]:
        if span > 1:
            table.cell(begin, 0).merge(table.cell(begin + span - 1, 0))
        begin += span
    for line in made["imprint"]:
        say([[line, False]], size=14)
    document.save(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
