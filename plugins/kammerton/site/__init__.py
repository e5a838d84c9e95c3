"""Things to pages: one small view for each page kind, with everything spelled out."""
