/**
 * A person's file taken apart into rows: CSV with a header (RFC 4180), a JSON array, one JSON object, or one object a line. In: text.
 * Out: rows with the number of the line that each begins on, and what could not be taken apart. Never throws.
 */
export interface Row {
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface RowFault {
  readonly line: number;
  readonly text: string;
}

export interface Rows {
  /** The columns of a CSV file. */
  readonly header?: readonly string[];
  readonly rows: readonly Row[];
  readonly faults: readonly RowFault[];
}

/** A file with more rows than this is none of visits or dated entries. */
export const MOST_ROWS = 100_000;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The cells of a CSV text, record by record; quotes may hold commas, quotes and line ends. */
function records(text: string): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const found: { line: number; cells: string[] }[] = [];
  let [line, start, cell, quoted, started] = [1, 1, '', false, false];
  let cells: string[] = [];
  const endCell = (): void => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRecord = (): void => {
    endCell();
    if (cells.some((one) => one !== '')) found.push({ line: start, cells });
    cells = [];
    started = false;
  };
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index] ?? '';
    if (!started && sign !== '\n' && sign !== '\r') {
      start = line;
      started = true;
    }
    if (sign === '\n') line += 1;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (sign === ',' || sign === '\n' || sign === '\r') {
      if (sign === ',') endCell();
      else if (sign === '\n' || text[index + 1] !== '\n') endRecord();
    } else cell += sign;
    if (found.length > MOST_ROWS) break;
  }
  endRecord();
  return found;
}

function fromCsv(text: string): Rows {
  const [header, ...rest] = records(text);
  const names = header?.cells ?? [];
  const faults: RowFault[] = [];
  const rows: Row[] = [];
  const double = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (double !== undefined)
    return { header: names, rows, faults: [{ line: 1, text: `the column ${double} is there twice` }] };
  for (const { line, cells } of rest) {
    if (cells.length > names.length) faults.push({ line, text: `${cells.length} cells, and ${names.length} columns` });
    else {
      const filled = names.flatMap((name, index): [string, string][] => {
        const cell = cells[index] ?? '';
        return name === '' || cell === '' ? [] : [[name, cell]];
      });
      rows.push({ line, value: Object.fromEntries(filled) });
    }
  }
  return { header: names, rows, faults };
}

/** The line on which each element of a JSON array begins. */
function elementLines(text: string): readonly number[] {
  const lines: number[] = [];
  let [line, depth, inText] = [1, 0, false];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === '\n') line += 1;
    if (inText) {
      if (sign === '\\') index += 1;
      else if (sign === '"') inText = false;
    } else if (sign === '"') inText = true;
    else if (sign === '{' || sign === '[') {
      if (depth === 1) lines.push(line);
      depth += 1;
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return lines;
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function fromLines(text: string): Rows {
  const rows: Row[] = [];
  const faults: RowFault[] = [];
  for (const [index, words] of text.split('\n').entries()) {
    if (words.trim() === '') continue;
    const one = parsed(words)?.value;
    if (isObject(one)) rows.push({ line: index + 1, value: one });
    else faults.push({ line: index + 1, text: 'this is no JSON object' });
  }
  return { rows, faults };
}

function fromJson(text: string): Rows {
  const whole = parsed(text);
  if (whole === undefined) return fromLines(text);
  if (isObject(whole.value)) return { rows: [{ line: 1, value: whole.value }], faults: [] };
  if (!Array.isArray(whole.value))
    return { rows: [], faults: [{ line: 1, text: 'this is neither a list nor an object' }] };
  const lines = elementLines(text);
  const rows: Row[] = [];
  const faults: RowFault[] = [];
  let seen = 0;
  for (const one of whole.value as readonly unknown[]) {
    const nested = typeof one === 'object' && one !== null;
    const line = nested ? (lines[seen] ?? 1) : (lines[seen - 1] ?? 1);
    if (nested) seen += 1;
    if (isObject(one)) rows.push({ line, value: one });
    else faults.push({ line, text: 'an element of the list is no object' });
  }
  return { rows, faults };
}

/** The rows of a file, whatever of these forms it is in; told from its first sign. */
export function rowsOf(text: string): Rows {
  const plain = text.replace(/^\uFEFF/, '');
  const isJson = /^\s*[[{]/.test(plain);
  const rows = isJson ? fromJson(plain) : fromCsv(plain);
  if (rows.rows.length <= MOST_ROWS) return rows;
  return { rows: [], faults: [{ line: 1, text: `more than ${MOST_ROWS} rows` }] };
}
