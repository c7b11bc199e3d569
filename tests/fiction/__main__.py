"""`python -m fiction sakuragawa --out FOLDER`, `python -m fiction towns N --out FOLDER` (from tests/)."""

from __future__ import annotations

import argparse
from pathlib import Path

from fiction import build_sakuragawa, build_towns


def main() -> None:
    parser = argparse.ArgumentParser(prog="fiction", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("sakuragawa", help="the three committed years")
    towns = commands.add_parser("towns", help="any number of further towns, one fiscal year each")
    towns.add_argument("count", type=int)
    for command in commands.choices.values():
        command.add_argument("--out", type=Path, required=True, help="project folder that gets data/raw/…")
    given = parser.parse_args()
    if given.command == "sakuragawa":
        build_sakuragawa(given.out)
    else:
        build_towns(given.out, given.count)


if __name__ == "__main__":
    main()
