"""Everything that can be proved without running the platform: style, types, templates, walls, translations."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Step:
    """A named command of the virtual environment."""

    name: str
    command: tuple[str, ...]


STEPS = (
    Step("style", ("ruff", "check", ".")),
    Step("format", ("ruff", "format", "--check", ".")),
    Step("walls", ("lint-imports", "--no-cache")),
    Step("templates", ("djlint", "src", "--lint", "--quiet")),
    Step("translations", ("python", "tools/messages.py", "check")),
    Step("types", ("mypy",)),
    Step("types of the front end", ("python", "tools/build_frontend.py", "check")),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step went, the last line it said, and the tests that it named as wrong."""

    right: bool
    last_line: str
    wrong: tuple[str, ...] = ()


def run(step: Step, environment: dict[str, str] | None = None) -> Outcome:
    """Run a step from the root of the repository and say how it went."""
    print(f"── {step.name}: {' '.join(step.command)}", flush=True)
    started = time.monotonic()
    command = [BIN / step.command[0], *step.command[1:]]
    last, wrong = "", list[str]()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            last = line.strip() or last
            wrong += [line.strip()] if line.startswith(("FAILED ", "ERROR ")) else []
    right = running.returncode == 0
    print(f"── {step.name}: {'right' if right else 'WRONG'}, {time.monotonic() - started:.0f} s", flush=True)
    return Outcome(right, last, tuple(wrong))


def main() -> int:
    """Run every step, also after one went wrong; end with 1 when any did."""
    wrong = [step.name for step in STEPS if not run(step).right]
    print(f"Wrong: {', '.join(wrong)}" if wrong else "All right.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
