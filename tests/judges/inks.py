"""What a printing works gets: a PDF in the four inks of its profile, and one with an ink of its own for red, each
with an edge to cut off. pikepdf reads the operators, the boxes and the profile; poppler the boxes; Ghostscript
parts the pages into plates, as the machines that expose them do.

usage: inks.py PROFILE FOLDER    with NAME-inks.pdf and NAME-inks-spot.pdf"""
import pathlib
import re
import sys
import tempfile

import numpy
import pikepdf
from PIL import Image

from tools import expect, failures, page_count, run

SPOT = "PANTONE 485 C"
# GB/T 9704-2012, 5.2.4: 80 % magenta and 80 % yellow.
RED = (0, 0.8, 0.8, 0)
BLEED = 3 / 25.4 * 72
A4 = (595.276, 841.89)
INKS = ("Cyan", "Magenta", "Yellow", "Black")
# Of 255: how a tint is rounded on its way to the plate.
NEAR = 2


def operators(file, spot):
    """pikepdf: light is nowhere chosen; red is said in its inks, or in its own; black is black alone."""
    red = 0
    with pikepdf.open(file) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            spaces = page.Resources.get("/ColorSpace", {})
            for operands, operator in pikepdf.parse_content_stream(page):
                operator = str(operator)
                expect(operator not in ("rg", "RG", "ri", "sh"), f"page {number} has the operator {operator}")
                if operator in ("cs", "CS"):
                    expect(spot, f"page {number} chooses the space {operands[0]}")
                    kind, ink, behind = spaces[operands[0]][:3]
                    said = str(kind), str(ink)[1:], str(behind)
                    expect(said == ("/Separation", SPOT, "/DeviceCMYK"), f"the ink is {said}")
                    full = tuple(round(float(part), 3) for part in spaces[operands[0]][3]["/C1"])
                    expect(full == RED, f"the ink is shown as {full}")
                elif operator in ("scn", "SCN"):
                    expect(operands == [1], f"page {number} has a tint of {operands}")
                    red += 1
                elif operator in ("k", "K"):
                    tints = tuple(round(float(part), 3) for part in operands)
                    expect(tints != (0, 1, 1, 0) and not (spot and tints == RED), f"page {number} has {tints}")
                    red += tints == RED
    expect(red, "nothing is red")


def boxes(file):
    """pikepdf and poppler: the page is A4 when it is cut, and goes on by 3 mm at each edge."""
    whole = [0, 0, *A4]
    wide = [-BLEED, -BLEED, A4[0] + BLEED, A4[1] + BLEED]
    wanted = {"TrimBox": whole, "CropBox": whole, "BleedBox": wide, "MediaBox": wide}
    near = lambda one, other: all(abs(a - b) < 0.01 for a, b in zip(one, other, strict=True))
    with pikepdf.open(file) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for name, edges in wanted.items():
                found = [float(edge) for edge in page.get(f"/{name}", [])]
                expect(len(found) == 4 and near(found, edges), f"page {number}: the {name} is {found}")
    said = re.findall(r"Page +(\d+) (\w+Box): +(.*)", run("pdfinfo", "-box", "-l", 9999, file))
    expect(len(said) >= 4 * page_count(file), f"poppler has {len(said)} boxes")
    for number, name, edges in said:
        if name in wanted:
            found = [float(edge) for edge in edges.split()]
            expect(near(found, wanted[name]), f"page {number}: by poppler the {name} is {found}")


def intent(file, profile):
    """pikepdf: the file carries the profile that was given, and says that it is what its inks look like."""
    with pikepdf.open(file) as pdf:
        intents = list(pdf.Root.get("/OutputIntents", []))
        expect(len(intents) == 1, f"{len(intents)} output intents")
        carried = intents[0].get("/DestOutputProfile")
        expect(carried is not None and carried.read_bytes() == profile, "another profile than the one that was given")
        expect(int(carried["/N"]) == 4, f"a profile of {carried['/N']} inks")


def plates(file, folder):
    """Of each page the plates by their names: how much ink is where, from 0 to 255, with the edge that is cut."""
    whole = pathlib.Path(folder) / "whole.pdf"
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            del page["/CropBox"]
        pdf.save(whole)
    run(
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72", "-dTextAlphaBits=1",
        "-dGraphicsAlphaBits=1", f"-sOutputFile={folder}/%d.tif", whole,
    )
    found = [{} for _ in range(page_count(file))]
    for path in pathlib.Path(folder).glob("*.tif"):
        number, name = re.match(r"(\d+)(?:\((.*)\))?\.tif$", path.name).groups()
        if name is not None:
            found[int(number) - 1][name] = 255 - numpy.asarray(Image.open(path).convert("L"), int)
    return found


def separations(file, spot):
    """Ghostscript: magenta and yellow are printed alike, 80 % at most and where nothing is black; red of its own
    is on its own plate, in full; nothing is cyan. Nothing stands in the edge that is cut off."""
    inked = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(plates(file, folder), 1):
            expect(set(INKS) <= set(page), f"page {number} has the plates {sorted(page)}")
            most = {name: int(plate.max()) for name, plate in page.items()}
            expect(not most["Cyan"], f"page {number} has {most['Cyan']} of 255 on cyan")
            expect(most["Black"] == 255, f"page {number} has {most['Black']} of 255 on black")
            apart = numpy.abs(page["Magenta"] - page["Yellow"]).max()
            expect(apart <= NEAR, f"page {number}: magenta and yellow are {apart} of 255 apart")
            red, full = (page.get(SPOT), 255) if spot else (page["Magenta"], round(255 * RED[1]))
            if spot:
                expect(not most["Magenta"], f"page {number} has {most['Magenta']} of 255 on magenta")
            if red is not None and red.any():
                inked += 1
                expect(abs(red.max() - full) <= NEAR, f"page {number} has {red.max()} of 255 of red, not {full}")
                both = (page["Black"][red > 0] > 0).mean()
                expect(both < 0.02, f"page {number}: {both:.0%} of what is red is black too")
            edge = int(BLEED) - 1
            for name, plate in page.items():
                inner = plate.copy()
                inner[edge:-edge, edge:-edge] = 0
                expect(not inner.any(), f"page {number}: {name} in the edge that is cut off")
    expect(inked, "no plate has red")


def judge(file, profile):
    spot = file.stem.endswith("-spot")
    boxes(file)
    intent(file, profile)
    operators(file, spot)
    separations(file, spot)


def main(profile, folder):
    files = sorted(pathlib.Path(folder).glob("*-inks*.pdf"))
    kinds = {file.stem.rsplit("-", 1)[1] for file in files}
    if kinds != {"inks", "spot"}:
        sys.exit(f"there are no files in inks in {folder}: {sorted(kinds)}")
    given = pathlib.Path(profile).read_bytes()
    failed = failures(files, lambda file: judge(file, given))
    print(f"{len(files) - failed} passed, {failed} failed (inks)")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
