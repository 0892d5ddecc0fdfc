/** What keys look like, of the services that speak such APIs: OpenAI, Groq, xAI, Hugging Face, Google, and ours. */

const keyStart = '(?:sk|gsk|xai|hf|8080)[-_]|AIza';

/** A key in a page: long enough to be one. */
export const keyPattern = new RegExp(`\\b(?:${keyStart})[\\w-]{16,}`);

/**
 * A key, or a part of one, in what a server says. Also with a start that is no fault in a page: `pk-` is public, and names begin with `key-`.
 */
export const secretPattern = new RegExp(`\\bBearer\\s+\\S+|\\b(?:${keyStart}|(?:pk|key)[-_])[\\w*.-]{6,}`, 'gi');
