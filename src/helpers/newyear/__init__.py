"""The new-year room: a fiscal year's raw folder from the last one, or from nothing. Nothing of last year's is printed."""

from helpers.newyear.write import NewYear, render_new_year, start_year

__all__ = ["NewYear", "render_new_year", "start_year"]
