"""What both servers in Python share: the settings, the checks of a request, and what a visitor may see of an answer. Python 3.9 or later, nothing else."""

import ipaddress
import json
import math
import os
import re
import threading
import time

# The owner's settings.
SETTINGS = {
    # Without _8080_API_KEY in the environment the chat says that it is not set up.
    "key": os.environ.get("_8080_API_KEY", ""),
    "upstream": os.environ.get("CHAT_UPSTREAM") or "https://api.8080.io/v1/chat/completions",
    "path": "/v1/chat/completions",
    "origins": ["same-origin", "https://www.example.com"],
    "models": ["8080/taalas/llama3.1-8b-instruct"],
    "instructions": "You answer questions about our shop.",
    "max_body_bytes": 256_000,
    "max_messages": 200,
    "max_message_characters": 50_000,
    "max_completion_tokens": 4_096,
    "max_choices": 1,
    # How many servers of yours stand in front and append to X-Forwarded-For. With none in front set 0: a visitor could write it.
    "trusted_proxies": 1,
    # In a day: for one visitor, and for all together. Counted in this process: each further process counts by itself.
    "limits": {"visitor": {"requests": 1_000, "tokens": 500_000}, "total": {"tokens": 50_000_000}},
    # Seconds: for the visitor's body, until the upstream's headers, without a byte in the middle of a reply, for a whole reply.
    "timeouts": {"body": 10, "headers": 30, "idle": 60, "reply": 600},
}

MOST_INTEGER = 2**53 - 1
MOST_ERROR_BYTES = 64_000
LONG_PIECE = 8


class Refusal(Exception):
    """A reason not to go on, answered in the shape of the chat-completions API."""

    def __init__(self, status, code, message, param=None, type=None, headers=None):
        super().__init__(code)
        self.status = status
        type = type or ("server_error" if status >= 500 else "invalid_request_error")
        self.error = {"message": message, "type": type, "param": param, "code": code}
        self.headers = headers or {}

    @property
    def body(self):
        return json.dumps({"error": self.error}).encode()


# --- What a body may hold: every field of the API by name, type and range.


def refuse(code, message, param):
    raise Refusal(400, code, message, param)


def demand(is_so, path, expected):
    if not is_so:
        refuse("invalid_type", f"'{path}' must be {expected}.", path)


def missing(path):
    refuse("missing_required_parameter", f"The field '{path}' is missing.", path)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def boolean(value, path):
    demand(isinstance(value, bool), path, "a boolean")


def number(least, most):
    def check(value, path):
        # Python makes inf of 1e999.
        demand(is_number(value) and math.isfinite(value), path, "a number")
        if not least <= value <= most:
            refuse("invalid_value", f"'{path}' must be between {least} and {most}.", path)

    return check


def integer(least, most):
    def check(value, path):
        is_whole = is_number(value) and math.isfinite(value) and value == int(value) and abs(value) <= MOST_INTEGER
        demand(is_whole, path, "an integer")
        if not least <= value <= most:
            refuse("invalid_value", f"'{path}' must be between {least} and {most}.", path)

    return check


def string(least=0, most=math.inf):
    def check(value, path):
        demand(isinstance(value, str), path, "a string")
        if len(value) < least:
            refuse("invalid_value", f"'{path}' must be a string that is not empty.", path)
        if len(value) > most:
            refuse("invalid_value", f"'{path}' must be a string of at most {most} characters.", path)

    return check


def array(item, least=0, most=math.inf):
    def check(value, path):
        demand(isinstance(value, list), path, "an array")
        if len(value) < least:
            refuse("invalid_value", f"'{path}' must be an array that is not empty.", path)
        if len(value) > most:
            refuse("invalid_value", f"'{path}' must be an array of at most {most}.", path)
        for index, each in enumerate(value):
            item(each, f"{path}[{index}]")

    return check


def either_list(of_list, otherwise):
    return lambda value, path: (of_list if isinstance(value, list) else otherwise)(value, path)


def record(fields, required=()):
    """An object with these fields and no other. A field that is not required may be null."""

    def check(value, path):
        demand(isinstance(value, dict), path or "body", "an object")
        for name, each in value.items():
            at = f"{path}.{name}" if path else name
            if name not in fields:
                refuse("unknown_parameter", f"The field '{at[:100]}' is not known.", at[:100])
            if each is not None or name in required:
                fields[name](each, at)
        for name in required:
            if name not in value:
                missing(f"{path}.{name}" if path else name)

    return check


ATTACHMENTS = {
    "image_url": ("Images are", ["url", "detail"]),
    "input_audio": ("Audio is", ["data", "format"]),
    "file": ("Files are", ["filename", "file_data"]),
}


def part_of(role):
    def check(value, path):
        demand(isinstance(value, dict), path, "an object")
        if "type" not in value:
            missing(f"{path}.type")
        kind = value["type"]
        if role == "user" and isinstance(kind, str) and kind in ATTACHMENTS:
            words, names = ATTACHMENTS[kind]
            record({"type": string(), kind: record({name: string() for name in names})}, [kind])(value, path)
            refuse("invalid_value", f"{words} not supported here.", path)
        if kind != "text" and not (role == "assistant" and kind == "refusal"):
            refuse("invalid_value", f"'{path}.type' must be 'text'.", f"{path}.type")
        record({"type": string(), kind: string()}, [kind])(value, path)

    return check


def message(value, path):
    demand(isinstance(value, dict), path, "an object")
    if "role" not in value:
        missing(f"{path}.role")
    role = value["role"]
    if role not in ("user", "assistant", "developer", "system", "tool"):
        roles = "'user', 'assistant', 'developer', 'system', 'tool'"
        refuse("invalid_value", f"'{path}.role' must be one of {roles}.", f"{path}.role")
    if role == "tool" or value.get("tool_calls") is not None:
        refuse("invalid_value", "Tools are not offered here.", path)
    content = either_list(array(part_of(role), 1), string())
    fields = {"role": string(), "name": string(1, 64), "content": content}
    if role == "assistant":
        fields.update(refusal=string(), tool_calls=string())
    record(fields, [] if role == "assistant" else ["content"])(value, path)


def no_weights(value, path):
    # A token that is never or always chosen weighs more than any instructions.
    demand(isinstance(value, dict), path, "an object")
    refuse("invalid_value", "Tokens are not weighed here.", path)


def no_tools(value, path):
    demand(isinstance(value, list), path, "an array")
    if value:
        refuse("invalid_value", "Tools are not offered here.", path)


check_fields = record(
    {
        "model": string(1, 200),
        "messages": array(message, 1),
        "stream": boolean,
        "stream_options": record({"include_usage": boolean}),
        "temperature": number(0, 2),
        "top_p": number(0, 1),
        "max_completion_tokens": integer(1, MOST_INTEGER),
        "stop": either_list(array(string(1), 0, 4), string(1)),
        "n": integer(1, 128),
        "seed": integer(-MOST_INTEGER, MOST_INTEGER),
        "frequency_penalty": number(-2, 2),
        "presence_penalty": number(-2, 2),
        "logit_bias": no_weights,
        "reasoning_effort": string(1, 20),
        "tools": no_tools,
    },
    ["model", "messages"],
)


def text_bytes(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def outgoing(data, settings):
    """The body that goes upstream, from the bytes that came. Raises Refusal for the first thing that is wrong."""

    def no_constant(name):
        raise ValueError(name)

    try:
        body = json.loads(data.decode("utf-8-sig"), parse_constant=no_constant)
    except (ValueError, RecursionError):
        raise Refusal(400, "invalid_json", "The body is not JSON.") from None
    check_fields(body, "")
    if body["model"] not in settings["models"]:
        raise Refusal(404, "model_not_found", "This model is not offered here.", "model")
    if len(body["messages"]) > settings["max_messages"]:
        refuse("context_length_exceeded", f"There are more than {settings['max_messages']} messages.", "messages")
    for index, each in enumerate(body["messages"]):
        if settings["instructions"] and each["role"] in ("system", "developer"):
            refuse("invalid_value", "Instructions are set by the owner of this chat.", f"messages[{index}].role")
        content = each.get("content") or ""
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        if len(text) + len(each.get("refusal") or "") > settings["max_message_characters"]:
            most = settings["max_message_characters"]
            refuse("context_length_exceeded", f"The message has more than {most} characters.", f"messages[{index}].content")
    if settings["instructions"]:
        body["messages"].insert(0, {"role": "developer", "content": settings["instructions"]})
    body["max_completion_tokens"] = min(int(body.get("max_completion_tokens") or MOST_INTEGER), settings["max_completion_tokens"])
    if body.get("n") is not None:
        body["n"] = min(int(body["n"]), settings["max_choices"])
    if body.get("stream") is True and any("tokens" in each for each in settings["limits"].values()):
        body["stream_options"] = {"include_usage": True}
    return body


# --- The head of a request. `headers` is a dict with names in small letters.


def is_same_origin(origin, host, scheme):
    """Behind a server that ends TLS the page says `https:` and this server `http:`; the other way round is somebody else."""
    page = re.fullmatch(r"(https?)://([a-z\d.-]+|\[[a-f\d:.]+\])(:\d+)?", origin)
    if not page or (page[1] == "http" and scheme == "https"):
        return False
    port = ":443" if page[1] == "https" else ":80"
    asked = host.lower()
    if not re.search(r":\d+$", asked):
        asked += port
    return asked == page[2] + (page[3] or port)


def origin_headers(headers, scheme, settings):
    """Whether this page may ask, and the headers of CORS for its answer."""
    origins, origin = settings["origins"], headers.get("origin")
    vary = {"vary": "Origin"}
    if not origin:
        return "missing" in origins, vary
    if "same-origin" in origins and is_same_origin(origin, headers.get("host", ""), scheme):
        return True, vary
    is_named = origin not in ("same-origin", "missing", "*") and origin in origins
    # A sandboxed frame anywhere on the web sends `null`, so the asterisk does not mean it.
    if not is_named and (origin == "null" or "*" not in origins):
        return False, vary
    exposed = {"access-control-expose-headers": "Retry-After, Retry-After-Ms, X-Request-Id"}
    return True, {**vary, **exposed, "access-control-allow-origin": origin if is_named else "*"}


def preflight(headers, is_allowed, cors):
    """Status and headers of the answer to OPTIONS."""
    vary = {"vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"}
    if "access-control-request-method" not in headers:
        return 204, {**vary, "allow": "POST, OPTIONS"}
    if not is_allowed:
        return 403, vary
    allowed = {"access-control-allow-methods": "POST", "access-control-allow-headers": "content-type", "access-control-max-age": "600"}
    return 204, {**cors, **vary, **allowed}


def check_head(method, headers, is_allowed):
    if not re.fullmatch(r"([\w.-]+|\[[\da-f:.]+\])(:\d+)?", headers.get("host", "localhost"), re.I | re.A):
        raise Refusal(400, "invalid_host", "The Host header is not a host.")
    if method != "POST":
        raise Refusal(405, "method_not_allowed", "Only POST is answered here.", headers={"allow": "POST, OPTIONS"})
    if not is_allowed:
        raise Refusal(403, "origin_not_allowed", "This page may not use this chat.")
    if not re.fullmatch(r'application/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?', headers.get("content-type", ""), re.I):
        raise Refusal(415, "unsupported_media_type", "The body must be application/json.")
    if headers.get("content-encoding", "").lower() not in ("", "identity"):
        raise Refusal(415, "unsupported_media_type", "The body must not be compressed.")


def visitor(headers, address, settings):
    """The visitor's address, which the visitor cannot choose: IPv4, or the first 64 bits of IPv6, which one household has to itself."""
    trusted = settings["trusted_proxies"]
    forwarded = [each.strip() for each in headers.get("x-forwarded-for", "").split(",")]
    seen = forwarded[-trusted] if 0 < trusted <= len(forwarded) else ""
    for each in (seen, address or ""):
        bare = re.sub(r"^([\d.]+):\d+$|^\[(.*)\](:\d+)?$", lambda found: found[1] or found[2], each)
        try:
            found = ipaddress.ip_address(bare)
        except ValueError:
            continue
        found = getattr(found, "ipv4_mapped", None) or found
        return str(found) if found.version == 4 else str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))
    raise Refusal(500, "proxy_without_address", "This chat is not set up yet: its proxy cannot tell visitors apart.")


def find_key(settings):
    key = settings["key"].strip()
    if not key:
        raise Refusal(500, "proxy_without_key", "This chat is not set up yet: its proxy has no key.")
    # Any other character may come back escaped in JSON, in more ways than can be looked for.
    if not re.fullmatch(r"[\w.~+/=-]+", key, re.A):
        raise Refusal(500, "proxy_with_invalid_key", "This chat is not set up yet: its proxy has a key with characters that no key has.")
    return key


# --- Limits.


class Limits:
    """Counters of this process. Each ends a day after its first use."""

    SECONDS = 86_400
    MOST_COUNTERS = 100_000

    def __init__(self, limits):
        self.limits = limits
        self.counters = {}
        self.lock = threading.Lock()

    def _add(self, name, amount):
        used, ends = self.counters.pop(name, (0, 0))
        if ends <= time.time():
            used, ends = 0, time.time() + self.SECONDS
        used = max(0, used + amount)
        # Put at the end again: where there are too many, the one that was idle for longest goes.
        self.counters[name] = (used, ends)
        if len(self.counters) > self.MOST_COUNTERS:
            del self.counters[next(iter(self.counters))]
        return used, ends

    def reserve(self, kind, visitor, amount):
        """Counts beforehand, so that two requests at the same moment never both have the last one."""
        counted = []
        with self.lock:
            for whose, name in (("visitor", f"{kind} visitor {visitor}"), ("total", f"{kind} total")):
                most = self.limits.get(whose, {}).get(kind)
                if most is None:
                    continue
                used, ends = self._add(name, amount)
                counted.append((name, ends))
                if used > most:
                    for each, _ in counted:
                        self._add(each, -amount)
                    wait = {"retry-after": str(max(1, math.ceil(ends - time.time())))}
                    words = "You have used this chat a lot. Please try again later."
                    raise Refusal(429, "rate_limit_exceeded", words, type="requests", headers=wait)
        return counted

    def give_back(self, counted, amount):
        """A counter that has ended since owes nothing."""
        with self.lock:
            for name, ends in counted:
                if amount and ends > time.time():
                    self._add(name, -amount)


class Reply:
    """What a visitor may see of one answer of the upstream's: bytes without the key, or an error in our words."""

    def __init__(self, key, tokens, limits, counted):
        self.secrets = {key.encode(), key.replace("/", "\\/").encode()}
        self.key = key
        self.prompt, self.most = tokens
        self.limits, self.counted = limits, counted
        self.held = b""
        self.usage_text = b""
        self.bytes_out = 0
        self.is_events = False
        self.is_settled = False

    def answer_type(self, status, headers):
        """The type that the visitor gets, or None for an answer that is no reply."""
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        # What is packed cannot be searched for the key.
        is_plain = headers.get("content-encoding", "").lower() in ("", "identity")
        if not (200 <= status < 300 and is_plain and kind in ("text/event-stream", "application/json")):
            return None
        self.is_events = kind == "text/event-stream"
        return f"{kind}; charset=utf-8"

    def reply_headers(self, kind, headers):
        return {"content-type": kind, "cache-control": "no-store, no-transform", "x-accel-buffering": "no", **self.passed_headers(headers)}

    def passed_headers(self, headers):
        """Of the upstream's headers only what a client needs to wait and to ask for help."""
        patterns = {
            "retry-after": r"\d{1,10}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT",
            "retry-after-ms": r"\d{1,10}",
            "x-request-id": r"[\w-]{1,100}",
        }
        found = {name: headers.get(name, "") for name in patterns}
        return {name: value for name, value in found.items() if re.fullmatch(patterns[name], value, re.A) and not self.reveals(value)}

    def reveals(self, text):
        """Whether the key, or a long piece of it, is in the text, in capitals or not."""
        said, wanted = text.lower(), self.key.lower()
        length = min(LONG_PIECE, len(wanted))
        return any(wanted[start : start + length] in said for start in range(len(wanted) - length + 1))

    def redacted(self, data, is_last=False):
        """The key becomes asterisks wherever it is repeated, also when it is cut across pieces or its slashes are escaped."""
        text, self.held = self.held + data, b""
        for secret in self.secrets:
            text = text.replace(secret, b"*" * len(secret))
            for length in range(min(len(secret) - 1, len(text)), len(self.held), -1):
                if text.endswith(secret[:length]):
                    self.held = text[-length:]
                    break
        before = text[: len(text) - len(self.held)]
        if is_last:
            before += self.held if len(self.held) < LONG_PIECE else b"*" * len(self.held)
        self.bytes_out += len(before)
        # Of a stream the last lines are enough: the usage comes at its end.
        self.usage_text = (self.usage_text + before)[-MOST_ERROR_BYTES if self.is_events else -4_000_000 :]
        return before

    def closing_event(self, code):
        """The end of a stream that came to none of its own; the blank line ends whatever event was cut."""
        words = {"upstream_stalled": "The service stopped in the middle of the reply.", "upstream_timeout": "The service took too long."}
        error = Refusal(504, code, words[code])
        return b"\n\ndata: " + error.body + b"\n\n"

    def usage(self):
        lines = self.usage_text.split(b"\n") if self.is_events else [self.usage_text]
        for line in reversed(lines):
            if b'"usage"' not in line:
                continue
            try:
                total = json.loads(line[5:] if line.startswith(b"data:") else line)["usage"]["total_tokens"]
            except (ValueError, KeyError, TypeError):
                continue
            if isinstance(total, int) and 0 <= total <= MOST_INTEGER:
                return total
        return None

    def settle(self, is_free=False):
        """Gives back what was reserved and not used."""
        if self.is_settled:
            return
        self.is_settled = True
        used = 0 if is_free else self.usage()
        if used is None:
            # A token for four bytes of a stream; of everything else the most that it can have been.
            used = min(self.most, self.prompt + -(-self.bytes_out // 4)) if self.is_events and self.bytes_out else self.most
        self.limits.give_back(self.counted, self.most - used)

    def failure(self, status, headers, text):
        """What the visitor is told of an answer that is no reply. `text` is the beginning of its body."""
        passed = self.passed_headers(headers)
        self.settle(is_free=status >= 300)
        if status < 300:
            return Refusal(502, "upstream_invalid_response", "The service did not answer in a way that this chat understands.", headers=passed)
        if status < 400:
            return Refusal(502, "upstream_redirect", "The service answered with a redirect.", headers=passed)
        return self.upstream_error(status if status < 600 else 502, passed, text)

    def upstream_error(self, status, headers, text):
        """An upstream's error: its status, and of its body only what is a plain identifier. Its message may quote a key or a page of HTML."""
        if TOO_LONG.search(text):
            return Refusal(400, "context_length_exceeded", MESSAGES["context_length_exceeded"], headers=headers)
        try:
            found = json.loads(text)["error"]
        except (ValueError, KeyError, TypeError, RecursionError):
            found = {}
        found = found if isinstance(found, dict) else {}

        def fit(name, pattern):
            value = found.get(name)
            is_fit = isinstance(value, str) and re.fullmatch(pattern, value, re.A) and not self.reveals(value)
            return value if is_fit else None

        identifier = r"[a-z][a-z_]{0,63}"
        metadata = found.get("metadata")
        is_moderated = isinstance(metadata, dict) and "flagged_input" in metadata
        code = "content_filter" if is_moderated else fit("code", identifier) or f"upstream_{status}"
        # The key is the owner's: a visitor who is told to sign in would look for a door that is not there.
        if status in (401, 403) and code not in MESSAGES:
            return Refusal(502, "upstream_denied", "The service does not let this chat in.", headers=headers)
        otherwise = "The service has a problem. Please try again later." if status >= 500 else "The service did not accept the request."
        words = MESSAGES.get(code) or BY_STATUS.get(status) or otherwise
        return Refusal(status, code, words, fit("param", r"[\w.[\]-]{1,100}"), fit("type", identifier), headers)


MESSAGES = {
    "context_length_exceeded": "The conversation is too long for this model.",
    "insufficient_quota": "The quota of this service is used up.",
    "content_filter": "The service will not answer this.",
}
BY_STATUS = {
    404: "The service does not know this model.",
    408: "The service took too long.",
    413: "The request is too large for the service.",
    429: "Too many requests. Please try again later.",
}
# The words of the services for a conversation that is too long, each with a status of its own.
TOO_LONG = re.compile(
    r'"context_length_exceeded"|maximum (context|prompt|model) length|ContextWindowExceededError|tokens when (the )?context (the )?overflows'
    r"|tokens to keep from the initial prompt is greater|input token count( \(\d+\))? exceeds the maximum|\"code\":\s*\"?3051\b|prompt is too long"
    r"|input length and `max_tokens` exceed context limit|exceeds the available context size|context size has been exceeded"
    r"|tokens \+ `max_new_tokens` must be",
    re.I,
)
UNREACHABLE = (502, "upstream_unreachable", "The service cannot be reached.")
LATE = (504, "upstream_timeout", "The service took too long.")
TOO_LARGE = (413, "request_too_large", "The request is too large.")


def upstream_request(data, settings, limits, name):
    """Checks and reserves. Returns the bytes and headers that go upstream, and the Reply that takes the answer."""
    body = outgoing(data, settings)
    key = find_key(settings)
    prompt = len(text_bytes(body["messages"]))
    most = prompt + body["max_completion_tokens"] * (body.get("n") or 1)
    reply = Reply(key, (prompt, most), limits, limits.reserve("tokens", name, most))
    # A fixed set: nothing of the visitor's headers goes upstream. `identity`, because a compressed stream comes in lumps.
    headers = {
        "content-type": "application/json",
        "accept": "text/event-stream, application/json",
        "accept-encoding": "identity",
        "authorization": f"Bearer {key}",
    }
    return json.dumps(body, separators=(",", ":")).encode(), headers, reply
