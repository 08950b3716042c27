import { describe, expect, it } from 'vitest';
import type { UiAct } from '../../src/app/ui-msg.ts';
import { down, person, regs } from '../support/person.ts';
import { stateOf } from '../support/screen-state.ts';

const filter: UiAct = { act: 'prompt', prompt: 'filter' };

describe('the filter', () => {
  it('is in force with every key, and the last good one while the text is wrong', () => {
    const who = person(stateOf()).does(filter).types('type:IL62');
    expect(regs(who.state)).toEqual(['RA-86559', 'RA-86561']);
    who.types(' alt>x');
    expect(who.state.ui.prompt?.error).toMatchObject({ from: 14, to: 15 });
    expect(regs(who.state)).toEqual(['RA-86559', 'RA-86561']);
    who.edits({ edit: 'apply' });
    expect(who.state.ui.prompt).toBeDefined();
    who.edits({ edit: 'backspace' }).types('33000').edits({ edit: 'apply' });
    expect(who.state.ui.prompt).toBeUndefined();
    expect(regs(who.state)).toEqual(['RA-86559']);
  });

  it('does not empty the table while a field is being written', () => {
    const who = person(stateOf()).does(filter).types('al');
    expect(regs(who.state)).toHaveLength(4);
    who.types('t');
    expect(regs(who.state)).toHaveLength(4);
    who.types('>33000');
    expect(regs(who.state)).toEqual(['RA-86559', 'P-632']);
  });

  it('but takes such a word at its word on Enter', () => {
    const who = person(stateOf()).does(filter).types('alt').edits({ edit: 'apply' });
    expect(who.state.ui.filter.text).toBe('alt');
    expect(regs(who.state)).toEqual([]);
  });

  it('is back as it was after Esc, also when it was off', () => {
    const who = person(stateOf()).does({ act: 'filter', text: 'type:IL62' }, { act: 'filter-toggle' });
    const before = who.state.ui.filter;
    expect(before.off).toBe(true);
    who.does(filter).edits({ edit: 'clear' }).types('type:T204').edits({ edit: 'cancel' });
    expect(who.state.ui.filter).toBe(before);
  });

  it('is remembered: the newest first, each once; what was being typed comes last', () => {
    const who = person(stateOf());
    for (const text of ['air', 'type:IL62', 'air'])
      who.does(filter).edits({ edit: 'clear' }).types(text).edits({ edit: 'apply' });
    expect(who.state.ui.filterHistory).toEqual(['air', 'type:IL62']);
    who
      .does(filter)
      .edits({ edit: 'clear' })
      .types('gs>1')
      .edits({ edit: 'history-back' }, { edit: 'history-back' }, { edit: 'history-back' });
    expect(who.state.ui.prompt?.text).toBe('type:IL62');
    who.edits({ edit: 'history-on' }, { edit: 'history-on' });
    expect(who.state.ui.prompt?.text).toBe('gs>1');
  });

  it('is completed by Tab, in a circle that comes back to what was typed', () => {
    const who = person(stateOf()).does(filter).types('type:');
    const seen: string[] = [];
    do {
      who.edits({ edit: 'complete' });
      seen.push(who.state.ui.prompt?.text ?? '');
    } while (who.state.ui.prompt?.text !== 'type:' && seen.length < 30);
    expect(seen).toContain('type:IL62');
    expect(seen.at(-1)).toBe('type:');
  });

  it('starts from the cell under the cursor, and from all but it', () => {
    const who = person(stateOf()).does(
      down,
      { act: 'column', by: 1, among: ['reg', 'type'] },
      { act: 'filter-cell', exclude: false },
    );
    expect(who.state.ui.filter.text).toBe('type:IL62');
    who.does({ act: 'column', by: -1, among: ['reg', 'type'] }, { act: 'filter-cell', exclude: true });
    expect(who.state.ui.filter.text).toBe('type:IL62 !reg:RA-86559');
    expect(regs(who.state)).toEqual(['RA-86561']);
  });

  it('opened from another view, leads to the table that it is about', () => {
    const who = person(stateOf()).does(down, { act: 'enter' }, filter);
    expect(who.state.ui).toMatchObject({ view: 'main', back: [] });
  });

  it('a search opens the log, which it is about, but stays in the help', () => {
    const search: UiAct = { act: 'prompt', prompt: 'search' };
    expect(person(stateOf()).does(search).state.ui).toMatchObject({ view: 'events', back: ['main'] });
    expect(person(stateOf({ ui: { view: 'help', back: ['main'] } })).does(search).state.ui.view).toBe('help');
  });

  it('given whole and wrong, is not applied and says where', () => {
    const who = person(stateOf()).does({ act: 'filter', text: 'alt>x' });
    expect(who.state.ui.filter.text).toBe('');
    expect(who.state.ui.notice).toMatchObject({ tone: 'warn', text: expect.stringMatching(/^filter, character 5: /) });
  });
});

describe('the command line', () => {
  const command: UiAct = { act: 'prompt', prompt: 'command' };
  it('does what it says, and remembers it', () => {
    const who = person(stateOf()).does(command).types('sort -gs').edits({ edit: 'apply' });
    expect(who.state.ui.sort).toEqual({ column: 'gs', descending: true });
    expect(who.state.ui.prompt).toBeUndefined();
    who.does(command).edits({ edit: 'history-back' });
    expect(who.state.ui.prompt?.text).toBe('sort -gs');
  });

  it('keeps a wrong line open for mending', () => {
    const who = person(stateOf()).does(command).types('zom').edits({ edit: 'apply' });
    expect(who.state.ui.prompt).toMatchObject({ text: 'zom', error: { from: 0, to: 3 } });
    who.edits({ edit: 'left' }).types('o').edits({ edit: 'apply' });
    expect(who.state.ui).toMatchObject({ zoomed: true });
  });

  it('closes without a word when it is empty', () => {
    const who = person(stateOf()).does(command).edits({ edit: 'apply' });
    expect(who.state.ui.prompt).toBeUndefined();
    expect(who.effects).toEqual([]);
  });
});
