/** A strict little XML reader, for telling whether a file is well formed. In: text. Out: the elements; throws at the first fault. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Character data directly inside, entities resolved. */
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ALLOWED = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

function resolved(text: string): string {
  const found = text.replace(/&([a-z]+);/g, (_, name: string) => {
    const sign = ENTITIES[name];
    if (sign === undefined) throw new Error(`no such entity: ${name}`);
    return sign === '&' ? '\u0000' : sign;
  });
  if (found.includes('&')) throw new Error(`a bare ampersand in: ${text.slice(0, 60)}`);
  return found.replaceAll('\u0000', '&');
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const rest = text.replace(/\s+([\w:-]+)="([^"<]*)"/g, (_, name: string, value: string) => {
    if (name in found) throw new Error(`${name} twice`);
    found[name] = resolved(value);
    return '';
  });
  if (rest.trim() !== '') throw new Error(`not an attribute: ${rest}`);
  return found;
}

export function parseXml(source: string): Element {
  if (!ALLOWED.test(source)) throw new Error('a character that XML forbids');
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, '');
  interface Open {
    name: string;
    attributes: Readonly<Record<string, string>>;
    children: Element[];
    text: string;
  }
  const top: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [top];
  let end = 0;
  for (const match of body.matchAll(/<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    const [whole, closing, name = '', attributes = '', empty] = match;
    const here = stack.at(-1) ?? top;
    const between = body.slice(end, match.index);
    if (/[<>]/.test(between)) throw new Error(`markup in text: ${between.slice(0, 60)}`);
    here.text += resolved(between);
    end = (match.index ?? 0) + whole.length;
    if (closing === '/') {
      if (here.name !== name) throw new Error(`</${name}> closes <${here.name}>`);
      stack.pop();
      stack.at(-1)?.children.push({ ...here, text: here.text.trim() });
    } else {
      const open: Open = { name, attributes: attributesOf(attributes), children: [], text: '' };
      if (empty === '/') here.children.push(open);
      else stack.push(open);
    }
  }
  if (stack.length !== 1 || body.slice(end).trim() !== '') throw new Error('not closed, or something after the end');
  const [root, ...more] = top.children;
  if (root === undefined || more.length > 0 || top.text.trim() !== '') throw new Error('not one root');
  return root;
}

/** All elements of a name, in the order of the file. */
export const elementsOf = (root: Element, name: string): readonly Element[] =>
  root.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elementsOf(child, name)]);
