/** Whether a query holds for a subject. In: a parsed query. Out: yes or no. All the deciding was prepared by `parse`. */
import type { Query } from './parse.ts';
import type { MatchContext, Subject } from './types.ts';

/** True if the query's conditions hold; its view words (`limit`, `sort`) are for whoever shows the result. */
export const matches = (query: Query, subject: Subject, context: MatchContext): boolean => query.test(subject, context);
