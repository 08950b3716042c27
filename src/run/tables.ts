/** `update` with its tables in hand: the wire formats, and the folding of keys. The one place where both are known. */
import type { Msg } from '../app/msg.ts';
import type { State } from '../app/state.ts';
import type { Step, Tables } from '../app/update.ts';
import { update } from '../app/update.ts';
import { updateUi } from '../app/update-ui.ts';
import { decodeUnknown, formatById, sniff } from '../feeds/index.ts';

const tables: Tables = { formatById, sniff: (text) => sniff(text)?.format, decodeUnknown, updateUi };

export const updateWithTables = (state: State, msg: Msg): Step => update(state, msg, tables);
