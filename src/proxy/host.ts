/** The Host header, which is joined to an address: it may name a host and a port, and nothing else of an address. */

/**
 * A path, a query, a user or a tab in it would move the rest of the address along, or vanish (https://url.spec.whatwg.org/#concept-basic-url-parser);
 * an invalid one is to be refused (https://www.rfc-editor.org/rfc/rfc9112#section-3.2).
 */
export const isHost = (text: string): boolean => /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(text);
