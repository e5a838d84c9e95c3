"""Use cases: what the commands do, told in a few lines, without knowing disk, clock or Pelican."""
