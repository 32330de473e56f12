"""Turns CFF outlines into TrueType (quadratic) ones, at most half a font unit off.

usage: truetype.py SOURCE OUT
"""
import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

LARGEST_ERROR = 0.5
UNUSED = (
    "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
    "maxSizeOfInstructions maxComponentElements maxPoints maxContours maxCompositePoints "
    "maxCompositeContours maxComponentDepth"
).split()


def main(source, out):
    font = TTFont(source)
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, LARGEST_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    table = newTable("glyf")
    table.glyphs, table.glyphOrder = outlines, order
    font["glyf"], font["loca"] = table, newTable("loca")
    for old in ("CFF ", "VORG"):
        if old in font:
            del font[old]
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x10000, 1
    for limit in UNUSED:
        setattr(limits, limit, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"
    font.save(out, reorderTables=True)


main(*sys.argv[1:])
