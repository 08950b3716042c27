/**
 * The text of an SBS stream as lines, cut anywhere. In: chunks; some carriers keep the line ends (a WebSocket bridge), some take the
 * last one away (a line cutter). Out: whole lines, and what waits for the rest. A last line that can hold no more is not kept waiting;
 * its last field may still come, and is then handed back with it as an amendment.
 */

export interface SbsLines {
  readonly lines: readonly string[];
  /** A line already given out whose last field came with this chunk. */
  readonly amended?: string;
  /** Unfinished: wait for more. */
  readonly tail: string;
  /** Given out, and perhaps lacking its last field. */
  readonly open: string;
  readonly tooLarge?: string;
}

/** A line has at most 22 short fields. */
const MAX_LINE_CHARS = 2048;
const BEGINS = /^(?:MSG|MLAT|STA|AIR|ID|SEL|CLK),/;
/** 22 fields of which the last is empty or a whole flag; or a status that is known. Others of BaseStation's own can wait. */
const WHOLE_MESSAGE = /^(?:MSG|MLAT),(?:[^,\n]*,){20}(?:-1|0|1)?$/;
const WHOLE_OTHER = /^STA,(?:[^,\n]*,){9}(?:PL|SL|RM|AD|OK)$/;
const REST_OF_FLAG = /^(-1|0|1)(?=[\r\n]|$)/;

/**
 * The lines that the chunk completes.
 * @param tail @param open what the last call left
 */
export const sbsLines = (chunk: string, tail: string, open: string): SbsLines => {
  if (chunk === '') return { lines: [], tail, open };
  let text = chunk;
  let amended: string | undefined;
  if (open !== '') {
    const flag = open.endsWith(',') ? REST_OF_FLAG.exec(text)?.[1] : undefined;
    if (flag !== undefined) {
      amended = open + flag;
      text = text.slice(flag.length);
    } else if (open.endsWith(',') && text === '-') return { lines: [], tail: '', open: `${open}-` };
    else if (open.endsWith('-') && text.startsWith('1')) {
      amended = `${open}1`;
      text = text.slice(1);
    }
  }
  // A carrier that takes line ends away begins its next message with a new line.
  const joined = tail !== '' && BEGINS.test(text) ? `${tail}\n${text}` : tail + text;
  const pieces = joined.split('\n');
  const rest = pieces.pop() ?? '';
  const lines = pieces
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
    .filter((line) => line.trim() !== '');
  const more = { ...(amended === undefined ? {} : { amended }) };
  const last = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
  if (WHOLE_MESSAGE.test(last) || WHOLE_OTHER.test(last))
    return { ...more, lines: [...lines, last], tail: '', open: rest === last && last.endsWith(',') ? last : '' };
  if (rest.length > MAX_LINE_CHARS) return { ...more, lines, tail: '', open: '', tooLarge: rest };
  return { ...more, lines, tail: rest, open: '' };
};
