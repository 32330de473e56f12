"""Counts instructions of the steps from a bulletin to its files, for bulletins of one, two and four
times a size, and fails where twice the size costs much more than twice the work."""
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "benches"))

from measure import instructions  # noqa: E402

# Each step holds those before it; reading is measured by the laws of the draft.
STEPS = ("docx", "pdf")
SIZE = 400
# From N to 2N and from 2N to 4N: of linear work the second costs twice the first, of quadratic four
# times. n log n is 2.2.
MOST = 2.5
# What costs no more than this, in instructions, is not looked at: it drowns in what every run does.
LEAST = 2_000_000


def cost(program, kind, step, size):
    """The instructions of one run."""
    return instructions((program, kind, step, str(size)))


def growth(costs):
    """How many times the work that the second doubling adds is that of the first: or half of all the work
    up to there, where a step that small documents alone take makes the first look cheap."""
    none, first, second, third = costs
    if third - first < LEAST:
        return 0.0
    return (third - second) / max(second - first, (second - none) / 2, LEAST / 10)


def self_test():
    linear, square, step = [5, 15, 25, 45], [3, 4, 7, 19], [5, 20, 25, 45]
    assert growth([c * 1_000_000 for c in linear]) == 2
    assert growth([c * 1_000_000 for c in square]) == 4
    assert growth([c * 1_000_000 for c in step]) == 2
    assert growth([4, 5, 6, 7]) == 0


def main(program):
    self_test()
    kinds = subprocess.run(program, capture_output=True, text=True, check=True).stdout.split()
    assert len(kinds) > 10, kinds
    cases = [(kind, step) for kind in kinds for step in STEPS]

    def measured(case):
        return [cost(program, *case, size) for size in (SIZE // 100, SIZE, 2 * SIZE, 4 * SIZE)]

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(measured, cases))
    worse = 0
    for (kind, step), costs in zip(cases, found):
        times = growth(costs)
        worse += times > MOST
        figures = " ".join(f"{count / 1e6:9.1f}" for count in costs)
        print(f"{kind:12} {step:5} {figures} million, growth {times:4.2f}{' TOO MUCH' * (times > MOST)}")
    if worse:
        sys.exit(f"{worse} of {len(cases)} grow faster than what is set")


if __name__ == "__main__":
    main(sys.argv[1])
