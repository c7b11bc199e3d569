"""The finished notebook -> HTML and PDF."""


def warm_up() -> None:
    """Import what the export needs; called while a kernel is starting, so that nobody waits for it later."""
    import papermill  # noqa: F401
    import typst  # noqa: F401

    from helpers.export import html, pdf  # noqa: F401
    from helpers.export.glyphs import printable

    printable()
