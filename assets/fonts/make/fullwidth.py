"""Points the marks that Chinese and Latin share (“ ” ‘ ’ … — ·) at the full-width forms that the
face has for its feature `fwid`: beside Chinese they are as wide as an ideograph.

usage: fullwidth.py SOURCE OUT
"""
import sys

from fontTools.ttLib import TTFont

MARKS = "“”‘’…—·"


def forms(font):
    """The full-width form of each glyph that has one."""
    found = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "fwid":
            for index in record.Feature.LookupListIndex:
                for rules in table.LookupList.Lookup[index].SubTable:
                    rules = getattr(rules, "ExtSubTable", rules)
                    found.update(getattr(rules, "mapping", {}))
    return found


def main(source, out):
    font = TTFont(source)
    wide = forms(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            for mark in map(ord, MARKS):
                glyph = table.cmap.get(mark)
                if glyph in wide:
                    table.cmap[mark] = wide[glyph]
    # Their outlines are written anew, in the tightest form.
    for mark in map(ord, MARKS):
        font["glyf"][font.getBestCmap()[mark]]
    font.save(out)


main(*sys.argv[1:])
