/** What can go wrong with the store, as a value with a sentence for people. In: whatever SQLite or the file system threw. */
import { clean } from '../aero/clean.ts';

export interface StoreTrouble {
  readonly kind: 'store-trouble';
  readonly code: 'full' | 'locked' | 'corrupt' | 'read-only' | 'no-access' | 'newer' | 'closed' | 'other';
  /** One sentence, lower case, without a full stop. */
  readonly reason: string;
}

/** SQLite's primary result codes (https://sqlite.org/rescode.html): the low byte of `errcode`. */
const PRIMARY = 0xff;
const BY_CODE: Readonly<Record<number, Pick<StoreTrouble, 'code' | 'reason'>>> = {
  5: { code: 'locked', reason: 'another program has held the event log for too long' },
  6: { code: 'locked', reason: 'another program has held the event log for too long' },
  8: { code: 'read-only', reason: 'the event log may not be written' },
  10: { code: 'other', reason: 'the disk of the event log fails' },
  11: { code: 'corrupt', reason: 'the event log is damaged' },
  13: { code: 'full', reason: 'the disk is full' },
  14: { code: 'no-access', reason: 'the event log cannot be opened' },
  26: { code: 'corrupt', reason: 'the event log is damaged' },
};
const BY_ERRNO: Readonly<Record<string, Pick<StoreTrouble, 'code' | 'reason'>>> = {
  ENOSPC: { code: 'full', reason: 'the disk is full' },
  EDQUOT: { code: 'full', reason: 'the quota of the disk is used up' },
  EFBIG: { code: 'full', reason: 'the file may not grow further' },
  EROFS: { code: 'read-only', reason: 'the disk may not be written' },
  EACCES: { code: 'no-access', reason: 'the folder of the event log may not be used' },
  EPERM: { code: 'no-access', reason: 'the folder of the event log may not be used' },
  ENOTDIR: { code: 'no-access', reason: 'a file stands where the folder of the event log should be' },
  ENOENT: { code: 'no-access', reason: 'the folder of the event log cannot be made' },
  EEXIST: { code: 'no-access', reason: 'a file stands where the folder of the event log should be' },
};
/** EFBIG and ENOSPC arrive from the VFS as SQLITE_IOERR_WRITE (10 | 3 << 8). */
const IO_ERROR_WRITE = 778;

const property = (error: unknown, name: string): unknown =>
  error !== null && typeof error === 'object' ? Reflect.get(error, name) : undefined;

/** The trouble behind a thrown value; what is not known keeps its own words. */
export function troubleOf(error: unknown): StoreTrouble {
  const errcode = property(error, 'errcode');
  const known =
    typeof errcode === 'number' ? (BY_CODE[errcode & PRIMARY] ?? undefined) : BY_ERRNO[String(property(error, 'code'))];
  if (errcode === IO_ERROR_WRITE)
    return {
      kind: 'store-trouble',
      code: 'full',
      reason: 'the event log cannot be written: the disk is full or fails',
    };
  if (known !== undefined) return { kind: 'store-trouble', ...known };
  return {
    kind: 'store-trouble',
    code: 'other',
    reason: clean(String(property(error, 'message') ?? error), { cells: 200 }),
  };
}
