"""Numbers as people read them."""

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def figure(value: float) -> str:
    """At most two decimals and no idle zeros, thousands parted from five figures on, a true minus."""
    written = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    written = written.replace(",", "" if abs(value) < 10_000 else THIN_SPACE)
    return f"{MINUS}{written}" if value < 0 and written != "0" else written
