"""The year's volume (事例集): all municipalities of a fiscal year, compared, indexed, and bound as HTML pages and one PDF."""

from helpers.volume.export import write_volume
from helpers.volume.pages import build_volume, write_outcome
from helpers.volume.read import read_volume

__all__ = ["build_volume", "read_volume", "write_outcome", "write_volume"]
