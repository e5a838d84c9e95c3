"""Things to mail: what an issue holds, its HTML and text parts, the finished message."""
