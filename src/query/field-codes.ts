/** The two fields of coded text with rules of their own: the level of an event, which is ordered, and the squawk. */
import { checkOperator, EQUALITY, type Field, orderOf, orderWords, type Test, textField } from './field.ts';
import { refuse } from './scan.ts';

const LEVELS = ['info', 'note', 'warn', 'alert'];

export const levelField: Field = (() => {
  const about = {
    name: 'level',
    label: 'level',
    help: 'of an event: info < note < warn < alert',
    examples: ['level:alert', 'level>=warn'],
  };
  const text = textField(about, (subject) => subject.level);
  return {
    ...text,
    operators: [...EQUALITY, '>', '>=', '<', '<='],
    offers: LEVELS,
    compile: (term) => {
      const order = orderOf(term.operator);
      if (order === undefined) return text.compile(term);
      const [value, second] = term.values;
      const rank = LEVELS.indexOf(value?.text.toLowerCase() ?? '');
      if (rank < 0 || second !== undefined)
        refuse(value?.from ?? term.from, term.to, `expected one of ${LEVELS.join(' ')}`);
      return {
        test: (subject) => {
          const own = LEVELS.indexOf(subject.level ?? '');
          return own >= 0 && order(own, rank);
        },
        words: `level ${orderWords(term.operator)} ${value?.text}`,
      };
    },
  };
})();

const SQUAWK = /^[0-7]{4}$/;
const SQUAWK_EXPECTS = 'a squawk, four digits 0 to 7: 7500,7600,7700 or 7500..7700';

export const squawkField: Field = (() => {
  const about = {
    name: 'squawk',
    aliases: ['sq', 'sqwk'],
    label: 'squawk',
    help: 'transponder code: list, range',
    examples: ['squawk:7500,7600,7700', 'squawk:7500..7700'],
  };
  const text = textField(about, (subject) => subject.squawk);
  return {
    ...text,
    expects: SQUAWK_EXPECTS,
    compile: (term) => {
      checkOperator(about.name, EQUALITY, term);
      for (const { kind, text: typed, from, to } of term.values) {
        if (kind === 'word' && !/^(?:[0-7*]{1,4}|[0-7]{4}\.\.[0-7]{4})$/.test(typed))
          refuse(from, to, `expected ${SQUAWK_EXPECTS}`);
      }
      const plain = term.values.filter((value) => !value.text.includes('..'));
      const ranges = term.values.filter((value) => value.text.includes('..')).map((value) => value.text.split('..'));
      const others = plain.length === 0 ? undefined : text.compile({ ...term, operator: ':', values: plain });
      const either: Test = (subject, context) => {
        const own = subject.squawk;
        if (others?.test(subject, context) === true) return true;
        return (
          own !== undefined && SQUAWK.test(own) && ranges.some(([low = '', high = '']) => own >= low && own <= high)
        );
      };
      const words = [others?.words, ...ranges.map(([low, high]) => `squawk from ${low} to ${high}`)]
        .filter(Boolean)
        .join(' or ');
      return term.operator === '!='
        ? {
            test: (subject, context) => subject.squawk !== undefined && !either(subject, context),
            words: `not (${words})`,
          }
        : { test: either, words };
    },
  };
})();
