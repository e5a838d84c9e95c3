"""Thing to words: what several outputs need. Bodies to HTML or text, references to links, words and dates, JSON-LD."""
