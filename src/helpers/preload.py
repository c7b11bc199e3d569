"""Imported by a kernel while it starts, so that the notebooks do not wait for third-party imports."""

import helpers.figures.gallery
import helpers.materials
import helpers.report
import helpers.text.scopes  # noqa: F401
