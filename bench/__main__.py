"""Print every budget of every bench: ``python -m bench``."""

from bench.budget import table

if __name__ == "__main__":
    print(table(), end="")
