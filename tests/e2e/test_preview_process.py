"""The process that builds for the preview, called directly: memory, lost sites, and what it keeps."""

import shutil
from pathlib import Path

import pytest
from tests.e2e.conftest import NOW, copy_small, tree

from kammerton.adapters.preview_process import Builder

pytestmark = pytest.mark.e2e


def test_it_goes_on_from_nothing_when_its_site_is_gone(tmp_path: Path) -> None:
    """Somebody empties .builds while a preview runs: the next build is complete, and only the newest two sites are kept."""
    project, sites = copy_small(tmp_path / "projekt"), tmp_path / "sites"
    sites.mkdir()
    builder = Builder(project, sites)
    first = builder.build(NOW)
    assert first.site is not None
    whole = tree(first.site)
    shutil.rmtree(first.site)

    again = builder.build(NOW)
    assert again.site is not None
    assert tree(again.site) == whole
    for _ in range(2):
        builder.build(NOW)
        builder.tidy()

    assert sorted(site.name for site in sites.iterdir()) == ["3", "4"]
