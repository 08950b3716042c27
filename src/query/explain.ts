/** A query in words, and written out again. In: a parsed query. Out: one sentence, or a text that parses to the same query. */
import type { Node, Query } from './parse.ts';

/** What the query lets through, as one clause: "type is IL62 or is T204, and not (on the ground)". */
export function explain(query: Query): string {
  const { limit, sort } = query.view;
  const parts = [words(query.node, true)];
  if (sort !== undefined) parts.push(`sorted by ${sort.column}${sort.descending ? ', highest first' : ''}`);
  if (limit !== undefined) parts.push(`the first ${limit} only`);
  return parts.join('; ');
}

function words(node: Node, top: boolean): string {
  switch (node.kind) {
    case 'all':
      return 'everything';
    case 'term':
      return node.words;
    case 'not':
      return `not (${words(node.part, true)})`;
    case 'and':
    case 'or': {
      const text = node.parts.map((part) => words(part, false)).join(`, ${node.kind} `);
      return top ? text : `(${text})`;
    }
  }
}

/** The query as text: one blank between words, brackets only where they are needed, view words last. */
export function formatQuery(query: Query): string {
  const { limit, sort } = query.view;
  const parts = query.node.kind === 'all' ? [] : [written(query.node, 'top')];
  if (sort !== undefined) parts.push(`sort:${sort.descending ? '-' : ''}${sort.column}`);
  if (limit !== undefined) parts.push(`limit:${limit}`);
  return parts.join(' ');
}

function written(node: Node, around: 'top' | 'and' | 'or' | 'not'): string {
  switch (node.kind) {
    case 'all':
      return '';
    case 'term':
      return node.source;
    case 'not':
      return `!${written(node.part, 'not')}`;
    case 'and': {
      const text = node.parts.map((part) => written(part, 'and')).join(' ');
      return around === 'top' || around === 'or' ? text : `(${text})`;
    }
    case 'or': {
      const text = node.parts.map((part) => written(part, 'or')).join(' or ');
      return around === 'top' ? text : `(${text})`;
    }
  }
}
