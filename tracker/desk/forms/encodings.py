"""In which encodings a file may be read, in the order of how likely they are here."""

from django.utils.translation import gettext_lazy

ENCODINGS = [
    ("cp1251", gettext_lazy("windows-1251, Cyrillic")),
    ("koi8-r", gettext_lazy("KOI8-R, Russian")),
    ("koi8-u", gettext_lazy("KOI8-U, Ukrainian")),
    ("cp866", gettext_lazy("DOS 866, Cyrillic")),
    ("iso8859-5", gettext_lazy("ISO 8859-5, Cyrillic")),
    ("cp1252", gettext_lazy("windows-1252, Western Europe")),
    ("iso8859-15", gettext_lazy("ISO 8859-15, Western Europe")),
    ("cp1250", gettext_lazy("windows-1250, Central Europe")),
    ("iso8859-2", gettext_lazy("ISO 8859-2, Central Europe")),
    ("cp1253", gettext_lazy("windows-1253, Greek")),
    ("cp1254", gettext_lazy("windows-1254, Turkish")),
    ("cp1255", gettext_lazy("windows-1255, Hebrew")),
    ("cp1256", gettext_lazy("windows-1256, Arabic")),
    ("cp1257", gettext_lazy("windows-1257, Baltic")),
    ("cp1258", gettext_lazy("windows-1258, Vietnamese")),
    ("cp874", gettext_lazy("windows-874, Thai")),
    ("shift-jis", gettext_lazy("Shift JIS, Japanese")),
    ("cp932", gettext_lazy("windows-932, Japanese")),
    ("euc-jp", gettext_lazy("EUC-JP, Japanese")),
    ("iso2022-jp", gettext_lazy("ISO 2022-JP, Japanese")),
    ("gb18030", gettext_lazy("GB 18030, Chinese")),
    ("big5", gettext_lazy("Big5, Chinese")),
    ("euc-kr", gettext_lazy("EUC-KR, Korean")),
    ("cp949", gettext_lazy("windows-949, Korean")),
    ("utf-16-le", gettext_lazy("UTF-16, little-endian")),
    ("utf-16-be", gettext_lazy("UTF-16, big-endian")),
]
