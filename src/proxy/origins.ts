/** Which pages may ask: the CORS protocol of the Fetch standard (https://fetch.spec.whatwg.org/#http-cors-protocol), answered exactly and for nobody else. */

export interface OriginRules {
  origins: readonly string[];
  credentials: boolean;
  allowedHeaders: readonly string[];
}

export interface OriginVerdict {
  allowed: boolean;
  /** For every answer to this request, errors included. */
  headers: Record<string, string>;
}

/** @throws TypeError for an entry that no browser would ever send, and for a wildcard with credentials. */
export function assertOriginRules({ origins, credentials }: OriginRules): void {
  for (const origin of origins) {
    if (['same-origin', 'null', 'missing', '*'].includes(origin)) continue;
    if (origin.includes('*') || !URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new TypeError(
        `origins: '${origin}' is not an origin. Write it like 'https://www.example.com', without a path or a slash.`,
      );
    }
  }
  if (credentials && origins.includes('*')) {
    throw new TypeError("origins: '*' with credentials would let every page act for your signed-in visitors. List the origins.");
  }
  if (credentials && origins.includes('null')) {
    throw new TypeError("origins: 'null' with credentials would do the same: every page can open a sandboxed frame.");
  }
}

export function checkOrigin(request: Request, { origins, credentials }: OriginRules): OriginVerdict {
  const vary = { vary: 'Origin' };
  const origin = request.headers.get('origin');
  if (origin === null) return { allowed: origins.includes('missing'), headers: vary };
  if (origins.includes('same-origin') && isSameOrigin(origin, new URL(request.url))) return { allowed: true, headers: vary };

  const named = !['same-origin', 'missing', '*'].includes(origin) && origins.includes(origin);
  // A sandboxed frame anywhere on the web sends `null`, so the wildcard does not mean it.
  if (!named && (origin === 'null' || !origins.includes('*'))) return { allowed: false, headers: vary };
  return {
    allowed: true,
    headers: {
      ...vary,
      'access-control-allow-origin': named ? origin : '*',
      'access-control-expose-headers': 'Retry-After, Retry-After-Ms, X-Request-Id',
      ...(credentials && { 'access-control-allow-credentials': 'true' }),
    },
  };
}

/** Behind a server that ends TLS the page says `https:` and the request's URL `http:`; the other way round is somebody else. */
function isSameOrigin(origin: string, url: URL): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  if (page.origin !== origin || (page.protocol !== url.protocol && page.protocol !== 'https:')) return false;
  // A Host header may name the port that an origin leaves out: both are read in the page's scheme.
  return new URL(`${page.protocol}//${url.host}`).host === page.host;
}

/** The answer to OPTIONS. */
export function preflight(request: Request, rules: OriginRules): Response {
  const verdict = checkOrigin(request, rules);
  const vary = { vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers' };
  const asked = request.headers.get('access-control-request-method');
  if (asked === null) return new Response(null, { status: 204, headers: { ...vary, allow: 'POST, OPTIONS' } });
  if (!verdict.allowed) return new Response(null, { status: 403, headers: vary });

  const headers = ['content-type', ...rules.allowedHeaders.map((name) => name.toLowerCase())];
  return new Response(null, {
    status: 204,
    headers: {
      ...verdict.headers,
      ...vary,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': headers.join(', '),
      'access-control-max-age': '600',
    },
  });
}
