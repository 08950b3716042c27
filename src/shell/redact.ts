/**
 * What a URL or an error may show to people: credentials and query secrets out, everything else as it was. In: any text that may
 * hold URLs. Out: the same text with each secret replaced by `…`. Used for labels, argv echoes, logs, errors and recorded reasons.
 */

/** Query keys whose value opens a door (services of `docs/feeds.md` and the usual spellings). */
const SECRET_KEYS =
  'token|key|api[-_]?key|apikey|access[-_]?token|auth|authorization|api[-_]?auth|pass|passwd|password|pwd|secret|client[-_]?secret|' +
  'user[-_]?token|jwt|sig|signature|session|sid|credentials?|x-api-key|bearer';
const SECRET_QUERY = new RegExp(`([?&;#](?:[a-z0-9_.-]*[-_.])?(?:${SECRET_KEYS})=)[^&;#\\s"'<>]*`, 'gi');
/** Greedy up to the last `@` before the path, as WHATWG URL parsing does: a password may hold an `@`. */
const USER_INFO = /([a-z][a-z0-9+.-]*:\/\/)[^/?#\s"'<>]*@/gi;
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi;

/**
 * The text without credentials, query secrets (`token`, `key`, `apikey`, `access_token`, `password`, `userToken`, …) and
 * `Authorization` values. Never throws; text without secrets comes back unchanged.
 */
export const redactUrl = (text: string): string =>
  text.replace(USER_INFO, '$1…@').replace(SECRET_QUERY, '$1…').replace(BEARER, '$1 …');
