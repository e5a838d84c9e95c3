"""The podcast feed: a table of elements, written by feedgen with one extension of ours."""
