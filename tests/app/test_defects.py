"""Three hundred documents with one defect each: every one gets its stated verdict, and nothing else is told."""

from collections import Counter

import pytest
from tests.defects import DEFECTS, HARMLESS, Defect
from tests.fakes import NOW, FakeSources
from tests.sample import EVERYTHING, OF_KIND

from kammerton.app.load import load
from kammerton.domain.diagnostic import Severity


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_defect_gets_its_verdict(defect: Defect) -> None:
    """One defect gives one error with the stated code at the stated line of the file; what is harmless gives none."""
    file = OF_KIND[defect.kind]
    report = load(FakeSources({**EVERYTHING, file: defect.content()}), NOW)[1]
    told = [(d.place.file, d.place.line, d.code) for d in report.of_severity(Severity.ERROR)]

    assert told == ([] if defect.code == HARMLESS else [(file, defect.line, defect.code)])


def test_the_table_is_what_it_says() -> None:
    """At least 250 defects, none twice, of encodings, YAML, dates, ids, references, injection and size."""
    names = Counter(defect.name for defect in DEFECTS)

    assert len(DEFECTS) >= 250
    assert [name for name, count in names.items() if count > 1] == []
    assert {"D001", "D005", "D007", "D008", "F003", "F004", "F016", "F020", "R001", "R002", HARMLESS} <= {defect.code for defect in DEFECTS}
