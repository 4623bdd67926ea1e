"""The certificate of a site's status as data for its template."""

from datetime import date

from innoreg.model.site import Site
from innoreg.render.declinable_words import upper_first
from innoreg.render.document_names import Namer
from innoreg.render.document_text import date_range
from innoreg.render.paper_context import PaperContext, Sender, paper_base
from innoreg.render.paper_rows import SiteRow


class CertificateContext(PaperContext):
    """What a certificate may name: who holds the status, in the dative, which one, the theme, its basis."""

    holders: str
    status: str
    theme: str
    program: str
    term: str
    basis: str
    number: str


def certificate_context(
    sender: Sender, site: Site, row: SiteRow, day: date, number: str = ""
) -> CertificateContext:
    """The certificate of a site as it stands on the day."""
    paper = paper_base(sender, f"Свидетельство: {site.theme}", [], [], [], day)
    naming = Namer(sender.registry, paper["remarks"])
    program = naming.program(site.program).case("gen") if site.program else ""
    return {
        **paper,
        "holders": naming.join(map(naming.organisation, site.organisations), "dat"),
        "status": upper_first(row.kind),
        "theme": site.theme,
        "program": program,
        "term": date_range(row.since, row.until),
        "basis": row.basis,
        "number": number,
    }
