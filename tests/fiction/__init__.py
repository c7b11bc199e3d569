"""Fictional municipalities: complete raw cases of three fiscal years, seeded, the same bytes on every system.

    town (names and figures) -> answers (respondents) -> forms (three kinds of export) -> write (one case folder)

Prose and settings are files under `templates/<stage>/`: stage 1 is the first fiscal year (2023), and a stage that
has no file of its own takes that of the stage before. `$name` in them is a value of `town.build_values`;
`{{ name }}` is left alone: it is the workbook's own reference. Everybody and everything in them is invented.
"""

from fiction.write import build_sakuragawa, build_town, build_towns

__all__ = ["build_sakuragawa", "build_town", "build_towns"]
