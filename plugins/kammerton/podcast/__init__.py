"""Things to feed: the podcast of a show, chapters for players."""
