"""One builder per part of the chapter; `helpers.report` holds their order and numbering."""
