"""The characters that a face keeps, one `U+XXXX` a line.

usage: characters.py UNICODE_DATA_FOLDER full|gb|latin

full   通用规范汉字表 (8,105 characters) and GB 2312, with the symbols
gb     the characters of GB 2312, with the symbols
latin  Latin and Greek letters, digits, marks
"""
import bz2
import glob
import sys

HAN_ROW = 0xB0  # rows of GB 2312 from here on are ideographs


def gb2312():
    """Its symbols and its ideographs, by the codec."""
    symbols, han = set(), set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                character = ord(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
            (han if row >= HAN_ROW else symbols).add(character)
    return symbols, han


def standard(folder):
    """通用规范汉字表 (2013), by the property kTGH of Unihan."""
    found = {}
    for file in glob.glob(folder + "/Unihan_*.txt.bz2"):
        for line in bz2.open(file, "rt", encoding="utf8"):
            fields = line.rstrip("\n").split("\t")
            if len(fields) > 2 and fields[1] == "kTGH":
                found[int(fields[2].split(":")[1])] = int(fields[0][2:], 16)
    assert sorted(found) == list(range(1, 8106)), len(found)
    return set(found.values())


def each(text):
    return {ord(character) for character in text}


RARE = each("䶮㛃䲟㙦镕喆堃赟犇𬭎𬣙𫖯𠅤")
ASCII = set(range(0x20, 0x7F))
MARKS = each(
    "《》〈〉〔〕【】—…·“”‘’、，。；：？！（）％℃№「」『』〖〗〇×÷±≤≥≠≈∶°′″‰§→←↑↓★☆●○■□▲△◆◇√∞"
    "￥＄＋－＝／＊＃＆＠＜＞［］｛｝～｜＿々〃〆　・–―‖•※☑☒□■©®™€£¥"
)
# The codec maps A1A4 to U+30FB and A1AA to U+2015: what is really typed, spaces, dashes, pinyin.
TYPED = {
    0x00A0, 0x00B7, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2016, 0x2022, 0x2025, 0x2026,
    0x2027, 0x2030, 0x2032, 0x2033, 0x2103, 0x2109, 0x2116, 0x3000, 0x3007, 0x01F9, 0x1E3F, 0x2212,
    0x2002, 0x2003, 0x2009, 0x200B, 0xFE30, 0x2E3A,
}
UNITS = {0x338E, 0x338F, 0x339C, 0x339D, 0x339E, 0x33A1, 0x33C4}
# Full-width forms, Latin 1, bracketed and circled numbers, Roman numerals.
RANGES = [
    (0xFF01, 0xFF5F), (0xA0, 0x100), (0x3220, 0x322A), (0x2460, 0x24EA), (0x2160, 0x216C),
    (0x2170, 0x217A), (0x3251, 0x3260),
]
LATIN = ASCII | set(range(0xA0, 0x180)) | set(range(0x391, 0x3CA)) | {
    0x2010, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033,
    0x20AC, 0x2116, 0x2122, 0x2212, 0x1CE, 0x1D0, 0x1D2, 0x1D4, 0x1D6, 0x1D8, 0x1DA, 0x1DC, 0x1F9,
    0x1E3F,
}


def main(folder, which):
    symbols, han = gb2312()
    symbols |= ASCII | MARKS | TYPED | UNITS
    for first, end in RANGES:
        symbols |= set(range(first, end))
    sets = {"full": standard(folder) | han | RARE | symbols, "gb": han | symbols, "latin": LATIN}
    for character in sorted(sets[which]):
        print("U+%04X" % character)


main(*sys.argv[1:])
