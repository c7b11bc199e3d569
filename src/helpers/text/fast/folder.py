"""Where the accelerated engine keeps what it makes once for a machine: the user's cache folder, never the project."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "CASEBOOK_CACHE"


def cache_folder() -> Path | None:
    """`CASEBOOK_CACHE` if set (empty: keep nothing), else the folder that the system has for caches."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named).resolve() if named else None
    try:
        return _system_folder() / "casebook"
    except RuntimeError:  # no home
        return None


def _system_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
