"""Cuts one face down: keeps the characters of a list, drops hints and tables that are of no use
here, and renames it, for its licence reserves the name.

usage: subset.py SOURCE INDEX CHARACTERS OUT FAMILY STYLE NOTICE
"""
import sys

from fontTools import subset

FEATURES = "vert vrt2 halt vhal palt vpal chws vchw kern vkrn liga ccmp fwid hwid pwid cpct".split()
DROPPED = (
    "DSIG BASE GDEF STAT MATH EBDT EBLC EBSC PfEd FFTM gasp hdmx VDMX LTSH PCLT meta mort feat morx "
    "prop Zapf"
).split() + ["BDF ", "TeX "]


def main(source, index, characters, out, family, style, notice):
    options = subset.Options()
    options.font_number = int(index)
    options.hinting = False
    options.notdef_outline = True
    options.recommended_glyphs = False
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.name_legacy = False
    options.legacy_cmap = False
    options.symbol_cmap = False
    options.glyph_names = False
    options.drop_tables += DROPPED
    options.recalc_timestamp = False
    options.canonical_order = True
    options.prune_unicode_ranges = True
    options.prune_codepage_ranges = False
    font = subset.load_font(source, options, dontLoadGlyphNames=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[int(line[2:], 16) for line in open(characters).read().split()])
    subsetter.subset(font)
    rename(font, family, style, notice)
    font.save(out, reorderTables=True)


def rename(font, family, style, notice):
    """Copyright, version, trademark and licence stay as they are."""
    post_script = (family + "-" + style).replace(" ", "")
    names = font["name"]
    kept = {number: names.getDebugName(number) or "" for number in (0, 5, 7, 13, 14)}
    plain = style in ("Regular", "Bold")
    given = {
        1: family if plain else family + " " + style,
        2: style if plain else "Regular",
        3: post_script + ";subset",
        4: family + " " + style,
        6: post_script,
        10: notice,
        16: family,
        17: style,
    }
    names.names = []
    for number, text in sorted({**kept, **given}.items()):
        if text:
            names.setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [post_script]
        top = cff.topDictIndex[0]
        for key, text in (("FullName", family + " " + style), ("FamilyName", family)):
            if hasattr(top, key):
                setattr(top, key, text)
        for key in ("XUID", "UniqueID", "BaseFontName"):
            if key in top.rawDict:
                del top.rawDict[key]


main(*sys.argv[1:])
