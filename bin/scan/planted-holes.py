"""A server with two holes on purpose, on loopback only: what a scan must find before its silence means anything."""
import html
import sqlite3
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

port, path = int(sys.argv[1]), sys.argv[2]
with sqlite3.connect(path) as made:
    made.execute("create table thing (id integer, name text)")
    made.executemany("insert into thing values (?, ?)", [(i, f"thing {i}") for i in range(1, 9)])


class Holes(BaseHTTPRequestHandler):
    def do_GET(self):
        at = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(at.query).items()}
        if at.path == "/find":
            try:
                with sqlite3.connect(path) as db:
                    rows = db.execute(f"select name from thing where id = {asked.get('id', '0')}").fetchall()
                text = ", ".join(html.escape(str(name)) for (name,) in rows) or "nothing"
            except sqlite3.Error:
                text = "nothing"
        elif at.path == "/hello":
            text = f"hello {asked.get('name', '')}"
        else:
            text = '<a href="/hello?name=a">hello</a>'
        body = f"<html><body>{text}</body></html>".encode()
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", port), Holes).serve_forever()
