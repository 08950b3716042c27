/** Our own query parameters of a FEED URL, taken out before the URL goes to the service: `format`, `compress`. */

export interface OwnQuery {
  /** The URL as the service sees it. */
  readonly url: URL;
  readonly format?: string;
  readonly compress: boolean;
}

/**
 * Splits our parameters from the service's.
 * @param isFormat which `format=` values are ours; another value (say `format=json`) is the service's own and stays
 */
export const splitOwnQuery = (text: string, isFormat: (id: string) => boolean): OwnQuery => {
  const url = new URL(text);
  const format = url.searchParams.get('format');
  const ours = format !== null && isFormat(format);
  const compress = url.searchParams.get('compress');
  // Deleting rewrites the whole query, which can break a signed URL: only where there is something of ours in it.
  if (ours) url.searchParams.delete('format');
  if (compress === 'true' || compress === 'false') url.searchParams.delete('compress');
  return { url, compress: compress === 'true', ...(ours ? { format } : {}) };
};
