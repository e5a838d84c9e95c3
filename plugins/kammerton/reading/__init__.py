"""How text becomes things: front matter with line numbers, German problems, Markdown to a tree. No disk."""
