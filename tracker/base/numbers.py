"""Numbers as people read them."""

from math import ceil, log10

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def rounded(value: float, span: float) -> float:
    """To a hundredth of the span: what is worked out is not exact, and should not look so."""
    return round(value, max(0, 2 - ceil(log10(span)))) if span > 0 else value


def figure(value: float) -> str:
    """At most two decimals and no idle zeros, thousands parted from five figures on, a true minus."""
    written = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    written = written.replace(",", "" if abs(value) < 10_000 else THIN_SPACE)
    return f"{MINUS}{written}" if value < 0 and written != "0" else written


def percent(share: float | None) -> str:
    """0.8 as "80 %", which never parts at the end of a line; nothing known is a dash."""
    return "–" if share is None else f"{round(share * 100):g}\N{NO-BREAK SPACE}%"
