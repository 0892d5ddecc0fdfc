"""The proxy in a Flask application, with http.client: `_8080_API_KEY=… flask --app flask_app run --host 127.0.0.1 --port 8787`

For real use a server with threads: `gunicorn --threads 50 --bind 127.0.0.1:8787 flask_app:app`.
"""

import http.client
import socket
import time
from urllib.parse import urlsplit

from chat_proxy import LATE, MOST_ERROR_BYTES, SETTINGS, TOO_LARGE, UNREACHABLE, Limits, Refusal
from chat_proxy import check_head, origin_headers, preflight, upstream_request, visitor
from flask import Flask, Response, request

NOSNIFF = {"x-content-type-options": "nosniff"}

app = Flask(__name__, static_folder=None)
limits = Limits(SETTINGS["limits"])


@app.route(SETTINGS["path"], methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"], provide_automatic_options=False, merge_slashes=False)
def chat():
    headers = {name.lower(): value for name, value in request.headers.items()}
    is_allowed, cors = origin_headers(headers, request.scheme, SETTINGS)
    if request.method == "OPTIONS":
        status, more = preflight(headers, is_allowed, cors)
        return Response(status=status, headers={**NOSNIFF, **more})
    try:
        check_head(request.method, headers, is_allowed)
        name = visitor(headers, request.remote_addr, SETTINGS)
        limits.reserve("requests", name, 1)
        most = SETTINGS["max_body_bytes"]
        if int(request.content_length or 0) > most:
            raise Refusal(*TOO_LARGE)
        data = request.stream.read(most + 1)
        if len(data) > most:
            raise Refusal(*TOO_LARGE)
        status, more, pieces = answer(upstream_request(data, SETTINGS, limits, name))
        return Response(pieces, status, {**NOSNIFF, **cors, **more}, direct_passthrough=True)
    except Refusal as refusal:
        own = {"content-type": "application/json; charset=utf-8", "cache-control": "no-store"}
        return Response(refusal.body, refusal.status, {**NOSNIFF, **own, **cors, **refusal.headers})


def answer(asked):
    """Status, headers and pieces of the reply. Raises Refusal for an answer that is none."""
    data, headers, reply = asked
    timeouts = SETTINGS["timeouts"]
    url = urlsplit(SETTINGS["upstream"])
    connect = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = connect(url.hostname, url.port, timeout=timeouts["headers"])
    try:
        # http.client follows no redirect.
        connection.request("POST", url.path + (f"?{url.query}" if url.query else ""), data, headers)
        # The response takes the socket with it where the upstream closes the connection.
        line = connection.sock
        response = connection.getresponse()
    except (TimeoutError, socket.timeout):
        connection.close()
        reply.settle()
        raise Refusal(*LATE) from None
    except (OSError, http.client.HTTPException):
        connection.close()
        reply.settle(is_free=True)
        raise Refusal(*UNREACHABLE) from None
    found = {name.lower(): value for name, value in response.getheaders()}
    kind = reply.answer_type(response.status, found)
    if kind is None:
        try:
            line.settimeout(5)
            text = response.read(MOST_ERROR_BYTES)
        except (OSError, http.client.HTTPException):
            # A body that is cut says no less than one that is empty.
            text = b""
        connection.close()
        raise reply.failure(response.status, found, text.decode("utf-8", "replace"))
    return response.status, reply.reply_headers(kind, found), pass_on(response, line, connection, reply)


def pass_on(response, line, connection, reply):
    """The pieces as they come. The server closes this generator when the visitor has left: that ends the request to the upstream."""
    timeouts = SETTINGS["timeouts"]
    until = time.monotonic() + timeouts["reply"]
    line.settimeout(timeouts["idle"])
    try:
        while True:
            if time.monotonic() > until:
                if reply.is_events:
                    yield reply.redacted(b"", is_last=True) + reply.closing_event("upstream_timeout")
                return
            try:
                piece = response.read1(65_536)
            except (TimeoutError, socket.timeout):
                if not reply.is_events:
                    raise
                yield reply.redacted(b"", is_last=True) + reply.closing_event("upstream_stalled")
                return
            if not piece:
                break
            yield reply.redacted(piece)
        yield reply.redacted(b"", is_last=True)
    finally:
        line.close()
        connection.close()
        reply.settle()
