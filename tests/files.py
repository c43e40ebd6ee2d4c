"""Files of every kind, whole and hostile, made byte by byte."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx

WORDS = "They want one system divided into sectors, and say that nothing else will do for them in this round of talks."


def pdf(*pages, info="", encrypt="", packed=None, tree=""):
    """A PDF with a page for each list of lines, every one of which is (x, y, words), in Helvetica of 12 points."""
    bodies = [packed] if packed is not None else [drawn(page) for page in pages]
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(bodies)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: (tree or f"<</Type/Pages/Kids[{kids}]/Count {len(bodies)}>>").encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: f"<<{info}>>".encode("cp1252"),
    }
    for n, body in enumerate(bodies):
        place = "/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
        objects[10 + 2 * n] = f"<</Type/Page/Parent 2 0 R{place}/Contents {11 + 2 * n} 0 R>>".encode()
        squeezed = zlib.compress(body, 9)
        head = f"<</Length {len(squeezed)}/Filter/FlateDecode>>stream\n".encode()
        objects[11 + 2 * n] = head + squeezed + b"\nendstream"
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, most = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % most
    for number in range(most):
        line = f"{places[number]:010} 00000 n" if number in places else "0000000000 65535 f"
        out += f"{line} \n".encode()
    out += f"trailer<</Size {most}/Root 1 0 R/Info 4 0 R{encrypt}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def drawn(lines):
    written = [f"1 0 0 1 {x} {y} Tm ({words}) Tj" for x, y, words in lines]
    return f"BT /F 12 Tf {' '.join(written)} ET".encode("cp1252")


LOCKED = (  # by a password that nobody knows
    f"/ID[<{'ab' * 16}><{'ab' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'12' * 32}>/U<{'34' * 32}>>>"
)


def word(*paragraphs, **properties):
    """A Word file; a list is a row of a table."""
    document = docx.Document()
    for each in paragraphs:
        if isinstance(each, str):
            document.add_paragraph(each)
        else:
            for cell, words in zip(document.add_table(1, len(each)).rows[0].cells, each, strict=True):
                cell.text = words
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    document.save(out := BytesIO())
    return out.getvalue()


def repacked(data, name, change):
    """A Word file with one of its parts changed."""
    with ZipFile(BytesIO(data)) as old, ZipFile(out := BytesIO(), "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


def page(*paragraphs, head="", before=""):
    """A web page with a menu that is no part of its article."""
    said = "".join(f"<p>{words}</p>" for words in paragraphs)
    menu = "<nav><ul><li><a href='/'>Front page</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    return (
        f"{before}<html><head>{head}</head><body>{menu}<article>{said}</article><footer>Imprint</footer></body></html>"
    )
