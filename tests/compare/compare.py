"""Compares the lines of this crate with Typst's: same text, same faces, same measure, one run.
Writes docs/compare.md.

usage: compare.py COMPARED [--check]    COMPARED is the example `compared`, built for release;
                                        --check writes nothing and fails where docs/compare.md is
                                        not what would be written (but for the times)"""
import os
import pathlib
import re
import resource
import subprocess
import sys

import lines
from lines import Line, faults_of_break, orphan

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
CACHE = HERE / ".cache"
TEXT = HERE / "text.txt"
DOCUMENT = ROOT / "docs" / "compare.md"

# A gap between ideographs that a reader sees as loose, and one that looks like a fault.
THEIRS = "Typst's"
LOOSE, TORN = 0.10, 0.25
# One of 0.3 mm, which a reader does not see.
SEEN = 0.05


def typst(folder, text):
    """Has Typst set a text, in a process of its own; returns the PDF."""
    pdf = folder / "typst.pdf"
    (folder / "text.txt").write_text(text)
    (folder / "page.typ").write_text((HERE / "page.typ").read_text())
    program = (
        "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2],"
        " font_paths=[sys.argv[3]], ignore_system_fonts=True)"
    )
    fonts = ROOT / "assets" / "fonts"
    subprocess.run((sys.executable, "-c", program, folder / "page.typ", pdf, fonts), check=True)
    return pdf


def ours(program, folder, text, *flags):
    """Has the crate set a text; returns the PDF."""
    (folder / "text.txt").write_text(text)
    pdf = folder / "ours.pdf"
    subprocess.run((program, folder / "text.txt", pdf, *flags), check=True)
    return pdf


class Look:
    """What can be seen of some lines of one paragraph: the faults of their ends, their gaps."""

    def __init__(self, own, whole, begin, ends_paragraph):
        self.lines, self.hard, self.soft = own, [], []
        at = begin
        for line in own:
            at += len(line.text)
            inner = at < len("".join(whole.split()))
            for weight, words in faults_of_break(whole, lines.place(whole, at)) if inner else ():
                (self.hard if weight == "hard" else self.soft).append(words)
        self.orphan = ends_paragraph and orphan(own[-1])
        gaps = [gap for line in own if not line.last for gap in line.stretch()]
        self.loosest = max(gaps, default=0.0)
        self.squeezed = sum(line.squeezed() for line in own)


def judged(we, they, more):
    """Whose lines are better and why, by the first thing in which they differ. `more` says how many
    lines more than ours the paragraph has in Typst's."""
    if len(we.hard) != len(they.hard):
        worse = they if len(they.hard) > len(we.hard) else we
        return whose(worse, we, they), f"{name(worse, we)} {worse.hard[0]}"
    if we.orphan != they.orphan:
        worse = they if they.orphan else we
        words = "leaves a last line of one character (CLREQ, orphans; GB/T 15834, 5.1.11)"
        return whose(worse, we, they), f"{name(worse, we)} {words}"
    if (we.loosest > TORN) != (they.loosest > TORN):
        worse = they if they.loosest > TORN else we
        words = f"opens gaps by {worse.loosest:.2f} em (CLREQ, line adjustment: expand last)"
        return whose(worse, we, they), f"{name(worse, we)} {words}"
    if len(we.soft) != len(they.soft):
        worse = they if len(they.soft) > len(we.soft) else we
        better = we if worse is they else they
        price = ""
        if better.loosest > worse.loosest + 0.02:
            price = f", for gaps of {better.loosest:.2f} em in place of {worse.loosest:.2f}"
        return whose(worse, we, they), f"{name(worse, we)} {worse.soft[0]}; the other keeps it{price}"
    if max(we.loosest, they.loosest) > SEEN and abs(we.loosest - they.loosest) > 0.02:
        worse = they if they.loosest > we.loosest else we
        better = we if worse is they else they
        squeezed = better.squeezed > worse.squeezed
        how = "squeezes marks first (CLREQ, line adjustment)" if squeezed else "fills its lines better"
        gaps = f"gaps of at most {better.loosest:.2f} em, not {worse.loosest:.2f}"
        return whose(worse, we, they), f"{name(better, we)} {how}: {gaps}"
    if we.squeezed != they.squeezed:
        worse = they if they.squeezed > we.squeezed else we
        better = we if worse is they else they
        count = worse.squeezed - better.squeezed
        marks = "one more mark its square" if count == 1 else f"{count} more marks their square"
        gaps = f"gaps of at most {max(better.loosest, 0):.2f} em"
        saved = " (the other saves a line of the paragraph)" if saved_by(worse, we, more) else ""
        return whose(worse, we, they), f"{name(better, we)} leaves {marks} (GB/T 15834, 5.1.1 to 5.1.3) at {gaps}{saved}"
    return "even", "nothing parts them: ours are chosen line by line, as word processors do"


def saved_by(look, we, more):
    """Whether these lines belong to the shorter paragraph."""
    return more < 0 if look is not we else more > 0


def whose(worse, we, they):
    return "ours" if worse is they else "Typst's"


def name(look, we):
    return "ours" if look is we else "Typst's"


def differences(source, our, their):
    """The stretches of lines between common breaks: (paragraph, our look, their look, lines more)."""
    found = []
    for number, (paragraph, we, they) in enumerate(zip(source, our, their), 1):
        whole = "".join(paragraph.split())
        cuts = [ends(we), ends(they)]
        common = [0, *sorted(set(cuts[0]) & set(cuts[1]))]
        for begin, end in zip(common, common[1:]):
            parts = []
            for own, cut in zip((we, they), cuts):
                parts.append([line for line, at in zip(own, cut) if begin < at <= end])
            if [line.text for line in parts[0]] == [line.text for line in parts[1]]:
                continue
            looks = [Look(part, paragraph, begin, end == len(whole)) for part in parts]
            found.append((number, *looks, len(they) - len(we)))
    return found


def ends(own):
    """Where lines end, counted in characters."""
    at, found = 0, []
    for line in own:
        at += len(line.text)
        found.append(at)
    return found


def figures(made, source):
    """What the lines of one typesetter measure like, as (label, value)."""
    every = [line for own in made for line in own]
    full = [line for line in every if not line.last]
    looks = [Look(own, text, 0, True) for own, text in zip(made, source)]
    gaps = [line.stretch() for line in full]
    widest = [max(gap) for gap in gaps if gap]
    spread = max(max(gap) - min(gap) for gap in gaps if gap)
    edges = [abs(line.overrun()) for line in full if lines.IDEOGRAPH.match(line.text[-1])]
    return [
        ("lines", len(every)),
        ("forbidden at a line start or end, numbers and words broken", sum(len(look.hard) for look in looks)),
        ("last lines of one character", sum(look.orphan for look in looks)),
        ("dates, ranges, numbers and their units parted", sum(len(look.soft) for look in looks)),
        ("marks that gave white", sum(line.squeezed() for line in every)),
        ("mean gap between ideographs of a full line, em", f"{sum(map(sum, gaps)) / sum(map(len, gaps)):.3f}"),
        (f"lines with gaps of more than {SEEN:.2f} em", sum(gap > SEEN for gap in widest)),
        (f"lines with gaps of more than {LOOSE:.2f} em", sum(gap > LOOSE for gap in widest)),
        (f"lines with gaps of more than {TORN:.2f} em", sum(gap > TORN for gap in widest)),
        ("widest gap, em", f"{max(widest):.2f}"),
        ("largest difference of two gaps between ideographs in one line, em", f"{spread:.3f}"),
        ("farthest that an ideograph at a line end stands from the right edge, mm", f"{max(edges):.2f}"),
    ]


def cell(own):
    return "<br>".join(line.text.replace("|", "\\|") for line in own)


def tables(source, our, kept, their):
    """The parts of the document that follow from the lines."""
    rows = ["| | ours | ours, `lines.keep` | Typst |", "|---|---|---|---|"]
    columns = (figures(made, source) for made in (our, kept, their))
    for (label, we), (_, keeping), (_, they) in zip(*columns):
        rows.append(f"| {label} | {we} | {keeping} | {they} |")
    found = differences(source, our, their)
    verdicts = [judged(we, they, more) for _, we, they, more in found]
    count = {who: sum(one == who for one, _ in verdicts) for who in ("ours", "even", THEIRS)}
    differing = sum(len(we.lines) for _, we, _, _ in found)
    rows += ["", "## The lines that differ", ""]
    rows += [
        f"{differing} of our {sum(map(len, our))} lines, in {len(found)} places: better ours"
        f" {count['ours']}, even {count['even']}, better Typst's {count[THEIRS]}.",
        "", "| § | ours | Typst's | better | why |", "|---|---|---|---|---|",
    ]
    for (number, we, they, _), (who, why) in zip(found, verdicts):
        rows.append(f"| {number} | {cell(we.lines)} | {cell(they.lines)} | {who} | {why} |")
    return "\n".join(rows)


def cpu(run):
    """The CPU time that the child processes of a call took, in seconds: the least of several."""
    took = []
    for _ in range(9):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(took)


def times(program, text):
    """What the text costs more than one character does, for each."""
    cost = {}
    for who, run in (("ours", lambda words: ours(program, CACHE, words)), ("typst", lambda words: typst(CACHE, words))):
        whole, least = cpu(lambda: run(text)), cpu(lambda: run("国\n"))
        cost[who] = (whole - least, whole)
    (we, we_all), (they, they_all) = cost["ours"], cost["typst"]
    return (
        f"Layout and PDF of the text took Typst {they / we:.1f} times the CPU time it took this crate"
        f" (the whole process less the process for one character; the least of nine). Whole processes,"
        f" with fonts to open and, for Typst, Python to start: {they_all / we_all:.1f} times."
    )


def self_test():
    """The eyes can see: each fault is found in lines that have it, and none in good ones."""
    def faults(text):
        before, behind = text.split("|")
        return [weight for weight, _ in faults_of_break(before + behind, len(before))]

    for good in ("国国|国国", "国，|国", "国|（国", "a国|2024年", "https://a.b/|c", "国|——国"):
        assert not faults(good), good
    for bad in ("国|，国", "国（|国", "12|3件", "1.|5亿", "wor|ds", "国—|—国", "国|—国", "5|%国", "±|5"):
        assert "hard" in faults(bad), bad
    for bad in ("5|月8日", "5月|8日", "第|8期", "2019—|2023", "〔2024〕|8号", "https://a.bc|d/e"):
        assert "soft" in faults(bad), bad
    step = lines.EM
    even = Line("国国国", [0, 1.1 * step, 2.2 * step])
    assert all(abs(gap - 0.1) < 1e-9 for gap in even.stretch())
    assert Line("国，国", [0, step, 1.5 * step]).squeezed() == 1
    assert Line("国，国", [0, step, 2 * step]).squeezed() == 0
    assert orphan(Line("国。", [0, step], True)) and not orphan(Line("国家。", [0, 1, 2], True))

    def look(words, at):
        return Look([Line(words, at)], words + "国", 0, False)

    tight, loose = look("国国", [0, step]), look("国国", [0, 1.3 * step])
    assert judged(tight, loose, 0)[0] == "ours" and judged(loose, tight, 0)[0] == "Typst's"
    assert judged(tight, tight, 0)[0] == "even"
    assert judged(look("国（", [0, step]), tight, 0)[0] == "Typst's"


def main(program, check):
    self_test()
    CACHE.mkdir(exist_ok=True)
    text = TEXT.read_text()
    source = text.splitlines()
    our = lines.paragraphs(lines.lines(ours(program, CACHE, text)), source)
    kept = lines.paragraphs(lines.lines(ours(program, CACHE, text, "--keep")), source)
    their = lines.paragraphs(lines.lines(typst(CACHE, text)), source)
    frame = (HERE / "frame.md").read_text()
    made = frame.replace("{tables}", tables(source, our, kept, their))
    if check:
        stands = DOCUMENT.read_text()
        plain = re.sub(r"Layout and PDF of the text took.*?(?= Measured by)", "{times}", stands)
        if plain.strip() != made.strip():
            (CACHE / "compare.md").write_text(made)
            sys.exit("docs/compare.md is not of these lines: run tests/compare/run")
        worst = dict(figures(our, source))
        if worst["forbidden at a line start or end, numbers and words broken"]:
            sys.exit("a line of ours begins or ends as none may")
    else:
        DOCUMENT.parent.mkdir(exist_ok=True)
        DOCUMENT.write_text(made.replace("{times}", times(program, text)))
    for label, value in figures(our, source):
        print(f"{value:>8}  {label}")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), "--check" in sys.argv)
