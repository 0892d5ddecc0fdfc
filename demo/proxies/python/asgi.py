"""The proxy as an ASGI application, with httpx: `_8080_API_KEY=… uvicorn --host 127.0.0.1 --port 8787 asgi:app`

In FastAPI or Starlette: `app.mount("/", asgi.app)` after your own routes.
"""

import asyncio

import httpx
from chat_proxy import LATE, MOST_ERROR_BYTES, SETTINGS, TOO_LARGE, UNREACHABLE, Limits, Refusal
from chat_proxy import check_head, origin_headers, preflight, upstream_request, visitor

NOSNIFF = {"x-content-type-options": "nosniff"}


class Left(Exception):
    """The visitor is gone."""


class ChatProxy:
    def __init__(self, settings=SETTINGS):
        self.settings = settings
        self.limits = Limits(settings["limits"])
        timeouts = settings["timeouts"]
        # A redirect would carry the key to a host that nobody configured; the environment names no other host either.
        self.client = httpx.AsyncClient(
            follow_redirects=False,
            trust_env=False,
            timeout=httpx.Timeout(timeouts["headers"], read=None),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=20),
        )

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            return await self.live(receive, send)
        if scope["type"] != "http":
            return None
        headers = {}
        for name, value in scope["headers"]:
            name, value = name.decode("latin-1").lower(), value.decode("latin-1")
            # Two of a kind are as if they were one with a comma between, which is no host, no origin and no type.
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        is_allowed, cors = origin_headers(headers, scope.get("scheme", "http"), self.settings)
        try:
            if scope["path"] != self.settings["path"] or scope.get("raw_path", b"").split(b"?")[0] != scope["path"].encode():
                raise Refusal(404, "not_found", "There is nothing at this address.")
            if scope["method"] == "OPTIONS":
                status, more = preflight(headers, is_allowed, cors)
                await self.begin(send, status, {**NOSNIFF, **more})
                return await send({"type": "http.response.body"})
            check_head(scope["method"], headers, is_allowed)
            name = visitor(headers, (scope.get("client") or [None])[0], self.settings)
            self.limits.reserve("requests", name, 1)
            data = await self.body(headers, receive)
            await self.reply(upstream_request(data, self.settings, self.limits, name), receive, send, cors)
        except Refusal as refusal:
            own = {"content-type": "application/json; charset=utf-8", "cache-control": "no-store"}
            await self.begin(send, refusal.status, {**NOSNIFF, **own, **cors, **refusal.headers})
            await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else refusal.body})
        except Left:
            pass

    async def live(self, receive, send):
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await self.client.aclose()
        await send({"type": "lifespan.shutdown.complete"})

    async def begin(self, send, status, headers):
        pairs = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": pairs})

    async def body(self, headers, receive):
        most = self.settings["max_body_bytes"]
        if int(headers.get("content-length") or 0) > most:
            raise Refusal(*TOO_LARGE)

        async def read():
            data = b""
            while True:
                event = await receive()
                if event["type"] == "http.disconnect":
                    raise Left
                data += event.get("body", b"")
                if len(data) > most:
                    raise Refusal(*TOO_LARGE)
                if not event.get("more_body"):
                    return data

        try:
            return await asyncio.wait_for(read(), self.settings["timeouts"]["body"])
        except asyncio.TimeoutError:
            raise Refusal(408, "request_timeout", "The request came too slowly.") from None

    async def reply(self, asked, receive, send, cors):
        """Passes the answer on while it listens for the visitor to leave, which ends the request to the upstream."""
        passing = asyncio.ensure_future(self.pass_on(asked, send, cors))
        leaving = asyncio.ensure_future(receive())
        await asyncio.wait([passing, leaving], return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        if not passing.done():
            passing.cancel()
        try:
            await passing
        except asyncio.CancelledError:
            raise Left from None
        finally:
            asked[2].settle()

    async def pass_on(self, asked, send, cors):
        data, headers, reply = asked
        timeouts = self.settings["timeouts"]
        until = asyncio.get_running_loop().time() + timeouts["reply"]
        request = self.client.build_request("POST", self.settings["upstream"], content=data, headers=headers)
        try:
            response = await asyncio.wait_for(self.client.send(request, stream=True), timeouts["headers"])
        except (asyncio.TimeoutError, httpx.TimeoutException):
            raise Refusal(*LATE) from None
        except httpx.HTTPError:
            reply.settle(is_free=True)
            raise Refusal(*UNREACHABLE) from None
        try:
            kind = reply.answer_type(response.status_code, response.headers)
            pieces = response.aiter_raw()
            if kind is None:
                raise reply.failure(response.status_code, response.headers, await self.error_text(pieces))
            await self.begin(send, response.status_code, {**NOSNIFF, **cors, **reply.reply_headers(kind, response.headers)})
            ending = None
            while True:
                left = until - asyncio.get_running_loop().time()
                try:
                    piece = await asyncio.wait_for(pieces.__anext__(), min(timeouts["idle"], left))
                except StopAsyncIteration:
                    break
                except asyncio.TimeoutError:
                    ending = "upstream_timeout" if left < timeouts["idle"] else "upstream_stalled"
                    break
                await send({"type": "http.response.body", "body": reply.redacted(piece), "more_body": True})
            last = reply.redacted(b"", is_last=True)
            if ending and not reply.is_events:
                raise RuntimeError(ending)
            await send({"type": "http.response.body", "body": last + (reply.closing_event(ending) if ending else b"")})
        finally:
            await response.aclose()

    async def error_text(self, pieces):
        """The beginning of an error's body, which is read for its code only."""

        async def read():
            async for piece in pieces:
                text.extend(piece)
                if len(text) > MOST_ERROR_BYTES:
                    break

        text = bytearray()
        try:
            await asyncio.wait_for(read(), 5)
        except (asyncio.TimeoutError, httpx.HTTPError):
            # A body that is cut says no less than one that is empty.
            pass
        return bytes(text[:MOST_ERROR_BYTES]).decode("utf-8", "replace")


app = ChatProxy()
