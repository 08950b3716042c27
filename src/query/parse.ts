/** Placeholder of the parsed query's type; written by the query room. */
export interface Query {
  readonly text: string;
}
