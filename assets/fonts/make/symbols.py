"""One small face of signs out of two: ticks, boxes and pointers of Noto Sans Symbols 2, signs of
raised and lowered text of Noto Serif.

usage: symbols.py NOTO_FOLDER OUT
"""
import os
import sys
import tempfile

from fontTools import merge, subset

PARTS = {
    "NotoSerif-Regular.ttf": "⁃ⁱ⁺⁻⁼⁽⁾₊₋₌₍₎",
    "NotoSansSymbols2-Regular.ttf": "☐☑☒✓✔✗✘➢➤☎☞▶▷◀◁▼▽▲△",
}
DROPPED = (
    "GDEF GSUB GPOS STAT DSIG BASE MATH meta gasp hdmx VDMX LTSH kern prep fpgm".split() + ["cvt "]
)


def main(folder, out):
    cut = tempfile.mkdtemp()
    files = []
    for name, signs in PARTS.items():
        options = subset.Options()
        options.hinting = False
        options.layout_features = []
        options.notdef_outline = True
        options.drop_tables += DROPPED
        font = subset.load_font(os.path.join(folder, name), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=map(ord, signs))
        subsetter.subset(font)
        files.append(os.path.join(cut, name))
        font.save(files[-1])
    font = merge.Merger(merge.Options(drop_tables=["vmtx", "vhea", "MATH"])).merge(files)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(out)


main(*sys.argv[1:])
