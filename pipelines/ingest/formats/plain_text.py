"""Opens text files (.txt, .md): the text of each page; a form feed begins a page."""

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.content import Content, Page

MARKED_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_DAMAGED = 0.01
LOOKED_AT = 4096


def open_text(path: Path) -> Content:
    """Open a text file.

    Raises:
        UnreadableDocumentError: its bytes are no text.
    """
    pages = read_text(path).split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    return Content(
        tuple(Page(str(number), text) for number, text in enumerate(pages, start=1))
    )


def read_text(path: Path) -> str:
    """Read text in the encoding that its bytes tell, with single line breaks.

    Raises:
        UnreadableDocumentError: its bytes are no text.
    """
    text = decode(path.read_bytes())
    if text is not None and "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = (
            f"{path.name} holds a NUL byte (line {line}): it is not text. "
            "Save it as UTF-8 and add that file."
        )
        raise UnreadableDocumentError(message)
    if text is None:
        message = (
            f"{path.name} is in no encoding that can be told. "
            "Save it as UTF-8 and add that file."
        )
        raise UnreadableDocumentError(message)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode(content: bytes, declared: str | None = None) -> str | None:
    """Decode bytes as they are marked, as UTF-8, as declared, or as they look.

    Text of which a few bytes are damaged is read without them.
    """
    for mark, encoding in MARKED_ENCODINGS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if unmarked := _unmarked_utf_16(content):
        return content.decode(unmarked, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(content, declared)


def _unmarked_utf_16(content: bytes) -> str | None:
    """Tell UTF-16 without its mark: of most letters every other byte is NUL."""
    head = content[:LOOKED_AT]
    zeros = [head[start::2].count(0) * 4 / max(len(head), 1) for start in (0, 1)]
    if max(zeros) < 1 or min(zeros) > MOST_DAMAGED:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _decode_other(content: bytes, declared: str | None) -> str | None:
    if declared:
        return content.decode(declared, errors="replace")
    guess = from_bytes(content).best()
    if guess:
        return str(guess)
    text = content.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    return text if damaged <= MOST_DAMAGED * len(text) else None
