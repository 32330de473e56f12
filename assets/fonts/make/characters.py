"""The characters that a face keeps, one `U+XXXX` a line.

usage: characters.py UNICODE_DATA_FOLDER full|latin|more|signs

full   通用规范汉字表 (8,105 characters) and GB 2312, with the symbols
latin  Latin and Greek letters, digits, raised and lowered digits, marks
more   the ideographs of GBK that `full` lacks
signs  what no Chinese face has: ticks, boxes, pointers, signs of raised and lowered text
"""
import bz2
import glob
import sys

HAN_ROW = 0xB0  # rows of GB 2312 from here on are ideographs


def decoded(rows, cells, codec):
    """The characters of a table of two bytes, with the row of each."""
    for row in rows:
        for cell in cells:
            try:
                yield row, ord(bytes([row, cell]).decode(codec))
            except UnicodeDecodeError:
                continue


def gb2312():
    """Its symbols and its ideographs, by the codec."""
    symbols, han = set(), set()
    for row, character in decoded(range(0xA1, 0xF8), range(0xA1, 0xFF), "gb2312"):
        (han if row >= HAN_ROW else symbols).add(character)
    return symbols, han


def gbk():
    """Its ideographs, by the codec."""
    cells = [cell for cell in range(0x40, 0xFF) if cell != 0x7F]
    characters = {character for _, character in decoded(range(0x81, 0xFF), cells, "gbk")}
    blocks = [range(0x4E00, 0xA000), range(0x3400, 0x4DC0), range(0xF900, 0xFB00)]
    return {character for character in characters if any(character in block for block in blocks)}


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


def ranges(*pairs):
    return {character for first, end in pairs for character in range(first, end)}


RARE = each("䶮㛃䲟㙦镕喆堃赟犇𬭎𬣙𫖯𠅤")
ASCII = ranges((0x20, 0x7F))
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
# Full-width forms, Latin 1, bracketed and circled numbers, Roman numerals.
NUMBERS = ranges(
    (0xFF01, 0xFF5F), (0xA0, 0x100), (0x3220, 0x322A), (0x2460, 0x24EA), (0x2160, 0x216C),
    (0x2170, 0x217A), (0x3251, 0x3260),
)
# What statistics, environment and health offices write: raised and lowered digits, fractions,
# arrows, relations, ticks, squared units.
SCIENCE = ranges(
    (0x2070, 0x2072), (0x2074, 0x208F), (0x2150, 0x215F), (0x2190, 0x219A), (0x2776, 0x2780),
    (0x24EB, 0x2500), (0x32B1, 0x32C0), (0x3380, 0x33E0), (0x2160, 0x2180),
) | {0x2126, 0x212B} | each("²³¹¼½¾ℓ™Δ∆⇄⇒⇔∂∈∏∑∕∗√∝∞∠∥∧∨∩∪∫∴∵∼≈≌≠≡≤≥≦≧≪≫⊕⊙⊥") | each(
    "■□▲△▶▷▼▽◆◇○◎●★☆☐☑☒✓✔✗✘☎➢➤☞◀◁◦⁃〜〃〒⚙"
)
SIGNS = each("⁃ⁱ⁺⁻⁼⁽⁾₊₋₌₍₎∗☐☑☒⚙✓✔✗✘➢➤☎☞▶▷◀◁▼▽▲△") | ranges((0x2190, 0x219A))
PINYIN = {0x1CE, 0x1D0, 0x1D2, 0x1D4, 0x1D6, 0x1D8, 0x1DA, 0x1DC, 0x1F9, 0x1E3F}
LATIN = SCIENCE | ASCII | PINYIN | ranges((0xA0, 0x180), (0x391, 0x3CA)) | each(
    "‐–—‘’“”•…‰′″€№™−"
)


def main(folder, which):
    symbols, han = gb2312()
    full = standard(folder) | han | RARE
    sets = {
        "full": lambda: full | symbols | ASCII | MARKS | TYPED | NUMBERS | SCIENCE,
        "latin": lambda: LATIN,
        "more": lambda: gbk() - full,
        "signs": lambda: SIGNS,
    }
    for character in sorted(sets[which]()):
        print("U+%04X" % character)


main(*sys.argv[1:])
