"""Which functions running processes spend their time in, by py-spy (to be installed beside)."""

import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

SAMPLES_PER_SECOND = 200
SHOWN = 45


class Recording:
    """Samples of some processes during some seconds."""

    def __init__(self, folder: Path, pids: Mapping[str, int], seconds: float) -> None:
        beside = str(Path(sys.executable).parent)
        tool = shutil.which("py-spy") or shutil.which("py-spy", path=beside)
        if tool is None:
            raise SystemExit("py-spy is not installed: pip install py-spy")
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        rate = ["-n", "-r", str(SAMPLES_PER_SECOND), "-d", str(max(int(seconds), 1))]
        self.commands = {
            name: [
                tool,
                "record",
                *rate,
                "-f",
                "raw",
                "-o",
                str(folder / f"{name}.txt"),
                "-p",
                str(pid),
            ]
            for name, pid in pids.items()
        }
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Begin to sample."""
        quiet = subprocess.DEVNULL
        for command in self.commands.values():
            self.running.append(subprocess.Popen(command, stdout=quiet, stderr=quiet))

    def hottest(self, name: str) -> str:
        """The functions of a process by the time spent in them, with and without what they call."""
        for one in self.running:
            one.wait()
        within: dict[str, int] = defaultdict(int)
        itself: dict[str, int] = defaultdict(int)
        total = 0
        for line in (self.folder / f"{name}.txt").read_text().splitlines():
            frames, _, count = line.rpartition(" ")
            names = [frame.rpartition(":")[0] or frame for frame in frames.split(";")]
            total += int(count)
            itself[names[-1]] += int(count)
            for one_ in set(names):
                within[one_] += int(count)
        lines = [f"{name}: {total} samples; with and without what is called"]
        for one_, count_ in sorted(within.items(), key=lambda pair: -pair[1])[:SHOWN]:
            lines.append(f"{count_ / total:7.1%} {itself[one_] / total:7.1%}  {one_}")
        return "\n".join(lines)
