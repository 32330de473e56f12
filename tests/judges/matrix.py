"""Bulletins by the hundred, for the judge of lines: every one of another text and another make-up,
the same on every run, with numbers of its own. Four in five are of ordinary sentences
(sentences.txt: what offices write); every fifth is hard: the sentences of tests/compare/text.txt have
quotations, brackets, ranges, Latin words and addresses in nearly every line.

usage: matrix.py FOLDER [COUNT]   writes COUNT models (160) and their themes into FOLDER"""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ORDINARY = HERE / "sentences.txt"
HARD = HERE.parent / "compare" / "text.txt"
COUNT = 160

THEMES = [
    "", "", "", "",
    'geometry = "margins-37-35"\n',
    "[geometry]\nfill = false\n",
    "[geometry]\nmirrored = true\n",
    '[lines]\nprohibition = "strict"\n',
    '[lines]\nprohibition = "basic"\n',
    "[geometry]\ncolumns = 27\n",
]
OPENINGS = ["本周，", "今年以来，", "近日，", "截至目前，", "据统计，", "", "", "一是"]
HEADINGS = ["工作进展", "主要做法及成效", "存在问题和下一步打算", "数据通报", "群众反映", "窗口动态"]
NAMES = ["窗口工作周报", "政务服务简报", "信息专报", "督查通报"]


class Dice:
    """Numbers that look thrown, and are the same on every run and machine."""

    def __init__(self, seed):
        self.state = seed * 2654435761 % 2**32 or 1

    def below(self, count):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return (self.state >> 8) % count

    def one_of(self, things):
        return things[self.below(len(things))]


def is_hard(number):
    """Whether a model of the matrix is one of hard sentences."""
    return number % 5 == 4


def sentences(file):
    """Paragraphs of a file as lists of sentences."""
    split = re.compile(r"[^。！？]+[。！？][”’）]*")
    return [split.findall(line) for line in file.read_text(encoding="utf8").splitlines() if line]


def renumbered(text, dice):
    """The text with other numbers, some of them a digit longer or shorter."""

    def other(match):
        old = match.group()
        if len(old) == 4 and old.startswith("20"):
            return str(2019 + dice.below(8))
        length = max(1, len(old) + dice.one_of([-1, 0, 0, 0, 1]))
        return str(dice.below(9) + 1) + "".join(str(dice.below(10)) for _ in range(length - 1))

    return re.sub(r"(?<![A-Za-z0-9./:-])\d{1,4}(?![0-9A-Za-z/:-])", other, text)


def paragraph(source, dice):
    """Two to five sentences, mostly of one paragraph."""
    own = list(dice.one_of(source))
    while len(own) < 3:
        own += dice.one_of(source)
    start = dice.below(len(own) - 1)
    text = dice.one_of(OPENINGS) + "".join(own[start : start + 2 + dice.below(4)])
    text = renumbered(text, dice).replace("*", "＊")
    if dice.below(4) == 0:
        end = text.find("，")
        if 3 < end < 40 and "“" not in text[:end]:
            text = f"**{text[:end]}**{text[end:]}"
    return text


def string(text):
    return json.dumps(text, ensure_ascii=False)


def paragraphs(source, dice, count):
    return "[" + ", ".join(string(paragraph(source, dice)) for _ in range(count)) + "]"


def table(dice, name, rows):
    lines = [f"[{name}.table]", f'caption = "{dice.one_of(HEADINGS)}表"']
    lines.append('columns = ["序号", "窗口", "受理件数", "办结率", "备注"]')
    cells = [
        f'    [{row + 1}, "第{row + 1}窗口", {dice.below(4000)}, "{90 + dice.below(10)}.{dice.below(10)}%", ""],'
        for row in range(rows)
    ]
    return "\n".join(lines + ["rows = [", *cells, "]"])


def model(number):
    """A bulletin and its theme, as TOML."""
    dice = Dice(number + 1)
    source = sentences(HARD if is_hard(number) else ORDINARY)
    parts = []
    if dice.below(2):
        parts.append(f"title = {string('关于' + dice.one_of(HEADINGS) + '的通报')}")
    if dice.below(3) == 0:
        parts.append('contents = "auto"')
    if dice.below(2):
        parts.append(f"body = {paragraphs(source, dice, 1 + dice.below(3))}")
    parts.append("\n[masthead]")
    parts.append(f"title = {string(dice.one_of(NAMES))}")
    parts.append(f"issue = {{ year = 2024, number = {dice.below(40) + 1}, total = {dice.below(900) + 1} }}")
    if dice.below(2):
        parts.append('issuers = ["江州省政务服务中心"]\ndate = "2024-03-12"')
    for _ in range(2 + dice.below(3)):
        parts.append("\n[[sections]]")
        form = dice.below(4)
        if form < 3:
            parts.append(f"heading = {string(dice.one_of(HEADINGS))}")
        if form == 1:
            parts.append(f"blocks = {paragraphs(source, dice, 1)}")
            for _ in range(2):
                parts.append("\n[[sections.sections]]")
                parts.append(f"heading = {string(dice.one_of(HEADINGS))}")
                parts.append("run_in = true" if dice.below(2) else "")
                parts.append(f"blocks = {paragraphs(source, dice, 1 + dice.below(2))}")
        else:
            parts.append(f"blocks = {paragraphs(source, dice, 2 + dice.below(3))}")
    rows = dice.one_of([0, 0, 4, 9, 40])
    if dice.below(3) == 0:
        parts.append('\n[[appendices]]\ntitle = "有关情况说明"')
        parts.append(f"blocks = {paragraphs(source, dice, 2)}")
    if rows:
        parts.append('\n[[appendices]]\ntitle = "统计表"\n\n[[appendices.blocks]]')
        parts.append(table(dice, "appendices.blocks", rows))
    if dice.below(4):
        parts.append('\n[imprint]\nreport = "省政府办公厅。"\nsend = "省直有关部门（单位），各市（州）政务服务中心。"')
        parts.append("print_count = 103" if dice.below(2) else "")
    return "\n".join(parts) + "\n", dice.one_of(THEMES)


def main(folder, count=COUNT):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(int(count)):
        bulletin, theme = model(number)
        file = folder / f"matrix-{number:03}.toml"
        file.write_text(bulletin, encoding="utf8")
        if theme:
            file.with_suffix(".theme.toml").write_text(theme, encoding="utf8")


if __name__ == "__main__":
    main(*sys.argv[1:])
