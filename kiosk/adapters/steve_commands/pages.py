"""Reads SteVe's web pages: tolerant of their layout, particular about their words."""

import time
from html.parser import HTMLParser

from kiosk.domain.errors import Malformed

_CHUNK = 32 * 1024


class Page(HTMLParser):
    """What the web form needs of a page.

    ``hidden`` holds the hidden inputs by name, ``options`` the values of each ``<select>`` by
    name, ``errors`` what stands in elements of the class ``error``, ``tables`` the cells of each
    table, row by row, as texts. Malformed when it cannot be parsed by the deadline.
    """

    def __init__(self, body: bytes, deadline: float) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}
        self.tables: list[list[list[str]]] = []
        self._errors: list[str] = []
        self._select = ""
        self._cell: list[str] | None = None
        self._error_tag = ""
        self._depth_in_error = 0
        text = body.decode("utf-8", "replace")
        try:
            for start in range(0, len(text), _CHUNK):
                if time.monotonic() > deadline:
                    raise Malformed("the page takes too long to read")
                self.feed(text[start : start + _CHUNK])
        except AssertionError:
            # HTMLParser's way to say that a "<![" is nothing it knows.
            raise Malformed("the page is not HTML") from None
        # No close(): what is still unfinished is no use, and the parser is slow to give it up.

    @property
    def errors(self) -> str:
        """The page's error list as one text."""
        return " ".join(" ".join(self._errors).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a hidden input, an option, a cell, or the beginning of an error list."""
        values = {name: value or "" for name, value in attrs}
        if self._depth_in_error:
            self._depth_in_error += tag == self._error_tag
        elif "error" in values.get("class", "").split():
            self._error_tag, self._depth_in_error = tag, 1
        if tag == "input" and values.get("type", "").casefold() == "hidden":
            self.hidden.setdefault(values.get("name", ""), values.get("value", ""))
        elif tag == "select":
            self._select = values.get("name", "")
            self.options.setdefault(self._select, [])
        elif tag == "option":
            self.options.setdefault(self._select, []).append(values.get("value", ""))
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._finish_cell()
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a cell or of an error list."""
        if self._depth_in_error:
            self._depth_in_error -= tag == self._error_tag
        if tag in ("td", "th", "tr", "table"):
            self._finish_cell()

    def handle_data(self, data: str) -> None:
        """Collect the text of cells and error lists."""
        if self._depth_in_error:
            self._errors.append(data)
        if self._cell is not None:
            self._cell.append(data)

    def _finish_cell(self) -> None:
        if self._cell is not None and self.tables[-1]:
            self.tables[-1][-1].append(" ".join("".join(self._cell).split()))
        self._cell = None


def station_option(page: Page, charge_box_id: str) -> str | None:
    """Return the value that selects the station: ``V_16_JSON;ID;-`` or ``V_16_SOAP;ID;URL``.

    ``None`` where the station is not connected, for then it is no option.
    """
    for value in page.options.get("chargePointSelectList", ()):
        if value.partition(";")[2].startswith(f"{charge_box_id};"):
            return value
    return None


def task_result(page: Page, charge_box_id: str) -> tuple[str, str] | None:
    """Return the station's response and its error from a task's page; empty while it waits.

    ``None`` where no result table names the station.
    """
    for header, *rows in filter(None, page.tables):
        titles = [title.casefold() for title in header]
        if "response" not in titles:
            continue
        for row in rows:
            if charge_box_id in row:
                named = dict(zip(titles, row, strict=False))
                return named.get("response", ""), named.get("error", "")
    return None
