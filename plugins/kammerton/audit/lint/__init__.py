"""The feed linter: the bytes of a podcast feed in, diagnostics out, each with its line.

``reading`` takes the bytes apart, ``vocabulary`` says which elements there are, the modules of rules judge them in groups
(L0 to L9), ``files`` what lies behind the feed, and ``linter`` puts them together. ``decisions/0015-feed-linter.md`` tells why.
"""
