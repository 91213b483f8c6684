"""Reads an exported file (readback.py FORM FILE) and prints a line per value: its kind and its bytes, in hexadecimal digits."""

import base64
import csv
import html.parser
import json
import struct
import sys


def described(value):
    if value is None:
        return b"null"
    if isinstance(value, int):
        return b"integer %d" % value
    if isinstance(value, float):
        return b"real " + struct.pack(">d", value).hex().encode()
    if isinstance(value, str):
        return b"text " + value.encode(errors="surrogateescape")
    (kind, text), = value.items()
    if kind == "blob":
        return b"blob " + text.encode()
    if kind == "text_base64":
        return b"text " + base64.b64decode(text)
    assert kind == "real", kind
    return described(float(text))


class Cells(html.parser.HTMLParser):
    """Rows of cells as text; "NULL" in italics is None, code stays a literal."""

    def __init__(self):
        super().__init__()
        self.rows = []
        self.inside = False

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append(None if ("class", "null") in attributes else "")
            self.inside = True
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside and self.rows[-1][-1] is not None:
            self.rows[-1][-1] += data


def rows_of(form, path):
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        if form == "json":
            return [list(row.values()) for row in json.load(file)]
        if form == "jsonl":
            return [list(json.loads(line).values()) for line in file]
        if form == "html":
            cells = Cells()
            cells.feed(file.read())
            return cells.rows[1:]
        csv.field_size_limit(sys.maxsize)
        separator = {"csv": ",", "tsv": "\t"}[form]
        return list(csv.reader(file, delimiter=separator, strict=True))[1:]


for row in rows_of(sys.argv[1], sys.argv[2]):
    for value in row:
        print(described(value).hex())
