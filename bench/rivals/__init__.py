"""Other programs that make websites from Markdown, for comparison: their input, and templates written for it (``hugo/``, ``pelican/``)."""
