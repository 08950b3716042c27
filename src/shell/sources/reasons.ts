/** Errors of the network in words for the status line. In: whatever was thrown. Out: one clean sentence without secrets. */
import { clean } from '../../aero/clean.ts';
import { redactUrl } from '../redact.ts';

/** Enough for a sentence, and no page of HTML. */
const LONGEST_REASON_CELLS = 160;

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by the other side',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name could not be looked up',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  EPIPE: 'connection closed by the other side',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed and not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host',
  UND_ERR_SOCKET: 'the answer was cut off',
  UND_ERR_CONNECT_TIMEOUT: 'no answer',
  ENOSPC: 'disk full',
  EDQUOT: 'disk quota used up',
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'is a folder',
};

/** One line of outside text made fit to show: cleaned, secrets out, bounded. */
export const reasonText = (text: string): string => clean(redactUrl(text), { cells: LONGEST_REASON_CELLS });

/** The stable code of an error or of what caused it, `undefined` where there is none. */
export const errorCode = (error: unknown): string | undefined => {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string') return code;
    at = at instanceof AggregateError && at.errors.length > 0 ? at.errors[0] : at.cause;
  }
  return undefined;
};

/** Why it failed, in words: known codes are translated, everything else is the error's own message. */
export const errorWords = (error: unknown): string => {
  const code = errorCode(error);
  const words = code === undefined ? undefined : WORDS[code];
  if (words !== undefined) return words;
  if (!(error instanceof Error)) return reasonText(String(error));
  const deepest = error.cause instanceof Error ? error.cause : error;
  return reasonText(deepest.message || code || deepest.name);
};
