"""Small pieces of WordprocessingML as text."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_TABLE = str.maketrans(_ESCAPES)


def escape(text: str) -> str:
    """Text for an element or an attribute in double quotes."""
    return text.translate(_TABLE)


def run(text: str) -> str:
    """A run; its format is the paragraph's style."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """A paragraph; `properties` follow the style in the order the schema wants."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'
