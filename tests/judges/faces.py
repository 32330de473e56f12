"""The faces of this repository, with a rule that neighbouring marks close up: what Word does where the
DOCX says w:characterSpacingControl compressPunctuation, and LibreOffice does not."""
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from tools import embedded_faces

OPENING = "“‘（《〈「『【〔〖［｛"
CLOSING = "”’）》〉」』】〕〗］｝、，；：。．！？"
# What goes between two marks, in ems: half of the square of a character with its tracking, less the
# hundredth that the PDF leaves.
WHITE = 0.47125


def closed(folder):
    """Writes the faces into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in embedded_faces():
        face = TTFont(path)
        names, units = face.getBestCmap(), face["head"].unitsPerEm
        wide = lambda mark: ord(mark) in names and face["hmtx"][names[ord(mark)]][0] > units * 0.9
        glyphs = lambda marks: " ".join(sorted({names[ord(mark)] for mark in marks if wide(mark)}))
        opening, closing = glyphs(OPENING), glyphs(CLOSING)
        if opening and closing:
            white = -int(units * WHITE)
            if "GPOS" in face:
                del face["GPOS"]
            # Every engine applies the feature `dist`, asked or not.
            addOpenTypeFeaturesFromString(
                face,
                "languagesystem DFLT dflt; languagesystem hani dflt; languagesystem latn dflt;"
                f"feature dist {{ pos [{closing}] {white} [{closing} {opening}];"
                f" pos [{opening}] {white} [{opening}]; }} dist;",
            )
        face.save(folder / path.name)
