"""What a command takes: instructions, processor time, memory at its peak. The instructions of a command
are the same on a busy machine and on an idle one; its time is not, so that of two commands is compared
in turns."""
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

# Runs a command and prints its exit code, its peak in kB and its processor time in seconds. A program of
# its own, because a process begins with the peak of the one that it was forked from.
MEASURE = """
import os, sys
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print()
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss, usage.ru_utime + usage.ru_stime)
"""


@dataclass
class Taken:
    """What one run of a command took."""

    code: int
    said: str  # on standard error
    megabytes: float  # at the peak
    seconds: float  # of processor time, user and system
    passed: float  # seconds by the clock


def taken(command, **settings):
    """Runs a command, whatever its exit code. The settings are those of `subprocess.run`."""
    begin = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-S", "-c", MEASURE, *map(str, command)],
        capture_output=True, check=True, **settings,
    )
    passed = time.monotonic() - begin
    code, kilobytes, seconds = run.stdout.split(b"\n")[-2].split()
    said = run.stderr.decode(errors="replace")
    return Taken(int(code), said, int(kilobytes) / 1024, float(seconds), passed)


def instructions(command, **settings):
    """The instructions of one run, in user space. Fails where the command does."""
    counting = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
    run = subprocess.run((*counting, *map(str, command)), capture_output=True, **settings)
    said = run.stderr.decode(errors="replace")
    if run.returncode:
        sys.exit(f"{command[0]} ended with {run.returncode}: {said[-600:]}")
    return int(re.search(r"Collected : (\d+)", said)[1])


def build(command):
    """Which build of the command it is, by the symbols in it: what its documents are deflated with."""
    return "libdeflate" if b"libdeflate_zlib_compress" in Path(command).read_bytes() else "pure Rust"
