"""Makes the two faces with CFF outlines that the tests use, with fontTools 4.68: Song.otf, keyed by
CID, from a subset of Noto Serif CJK SC with CFF outlines, and Latin.otf, keyed by name, from the
TrueType outlines of Bulletin Latin.

usage: make.py NotoSerifCJK-Regular.ttc BulletinLatin-Regular.ttf
"""

import sys

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

SONG = "周报工作省市国四厅务部门中永鹰，。“”（）—… 〓"
LATIN = " ABCabc0123456789-.%"


def named(font, family):
    name = font["name"]
    name.names = []
    for number, text in enumerate(["Copyright in OFL.txt", family, "Regular", family, family, "1", family.replace(" ", "") + "-Regular"]):
        name.setName(text, number, 3, 1, 0x409)


def song(source):
    font = TTFont(source, fontNumber=2, recalcTimestamp=False)
    options = subset.Options(layout_features=[], name_IDs=["*"], notdef_outline=True, hinting=False)
    maker = subset.Subsetter(options)
    maker.populate(text=SONG)
    maker.subset(font)
    for table in ["vhea", "vmtx", "VORG", "GSUB", "GPOS", "BASE", "GDEF", "DSIG"]:
        if table in font:
            del font[table]
    named(font, "CFF Song")
    font.save("Song.otf")


def latin(source):
    old = TTFont(source, recalcTimestamp=False)
    glyphs, cmap = old.getGlyphSet(), old.getBestCmap()
    order = [".notdef"] + [cmap[ord(c)] for c in LATIN]
    outlines, metrics = {}, {}
    for glyph in order:
        pen = T2CharStringPen(glyphs[glyph].width, glyphs)
        glyphs[glyph].draw(pen)
        outlines[glyph] = pen.getCharString()
        metrics[glyph] = (glyphs[glyph].width, 0)
    new = FontBuilder(old["head"].unitsPerEm, isTTF=False)
    new.setupGlyphOrder(order)
    new.setupCharacterMap({ord(c): cmap[ord(c)] for c in LATIN})
    new.setupCFF("CFFLatin-Regular", {}, outlines, {})
    new.setupHorizontalMetrics(metrics)
    new.setupHorizontalHeader(ascent=old["hhea"].ascent, descent=old["hhea"].descent)
    new.setupNameTable({})
    new.setupOS2(sTypoAscender=1420, sTypoDescender=-442, usWinAscent=1825, usWinDescent=443)
    new.setupPost()
    new.setupHead(unitsPerEm=2048, created=0, modified=0)
    new.font.recalcTimestamp = False
    named(new.font, "CFF Latin")
    new.font.save("Latin.otf")


song(sys.argv[1])
latin(sys.argv[2])
