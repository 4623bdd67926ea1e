"""The appendix that lists schools: by district, numbered through."""

from collections.abc import Iterator

from innoreg.ledger.affiliation import district_of
from innoreg.model.order import Appendix
from innoreg.model.registry import Registry
from innoreg.render.document_names import Namer
from innoreg.render.pair_table import district_heading

HEADS = ("№ п/п", "Образовательная организация")
WIDTHS = (8, 92)


def school_cells(
    registry: Registry, appendix: Appendix, naming: Namer
) -> Iterator[tuple[list[str], bool]]:
    """The cells of each row, and whether it is the name of a district over the whole width.

    Districts stand in the order of their files, the schools of one as the appendix has them.
    """
    by_district: dict[str, list[str]] = {}
    for row in appendix.rows:
        by_district.setdefault(district_of(registry, row.school) or "", []).append(row.school)
    number = 0
    for district in sorted(by_district, key=lambda ref: (not ref, ref)):
        if name := district_heading(registry, district):
            yield [name], True
        for school in by_district[district]:
            number += 1
            yield [f"{number}.", naming.short(school)], False
