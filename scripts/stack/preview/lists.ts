import { isRecord } from '../members.ts';

/** An element of both lists, of the earlier alone, or of the later alone; by position. */
export interface Pair {
  readonly before?: number;
  readonly after?: number;
}

/** What an element goes by where it moves and changes: its name, else all that it is. */
function identity(element: unknown): string {
  if (isRecord(element)) {
    for (const name of ['name', 'Sid', 'id', 'key']) {
      if (typeof element[name] === 'string') return `${name} ${element[name]}`;
    }
  }
  return JSON.stringify(element) ?? '';
}

/**
 * Which element of a list became which, so that one that is put in between doesn't make all behind it look changed: the
 * longest run that both have in common stays, what lies between is paired in order.
 */
export function paired(before: readonly unknown[], after: readonly unknown[]): Pair[] {
  const [left, right] = [before.map(identity), after.map(identity)];
  const longest = commonLengths(left, right);
  const pairs: Pair[] = [];
  let [gone, come]: [number[], number[]] = [[], []];
  const close = (): void => {
    for (let index = 0; index < Math.max(gone.length, come.length); index += 1) {
      pairs.push({
        ...(index < gone.length && { before: gone[index]! }),
        ...(index < come.length && { after: come[index]! }),
      });
    }
    [gone, come] = [[], []];
  };
  let [one, other] = [0, 0];
  while (one < left.length || other < right.length) {
    if (one < left.length && left[one] === right[other]) {
      close();
      pairs.push({ before: one, after: other });
      one += 1;
      other += 1;
    } else if (
      one < left.length &&
      (other === right.length || longest[one + 1]![other]! >= longest[one]![other + 1]!)
    ) {
      gone.push(one);
      one += 1;
    } else {
      come.push(other);
      other += 1;
    }
  }
  close();
  return pairs;
}

/** Length of the longest common run of what follows each pair of positions. */
function commonLengths(left: readonly string[], right: readonly string[]): number[][] {
  const lengths = Array.from({ length: left.length + 1 }, () => Array<number>(right.length + 1).fill(0));
  for (let one = left.length - 1; one >= 0; one -= 1) {
    for (let other = right.length - 1; other >= 0; other -= 1) {
      lengths[one]![other] =
        left[one] === right[other]
          ? lengths[one + 1]![other + 1]! + 1
          : Math.max(lengths[one + 1]![other]!, lengths[one]![other + 1]!);
    }
  }
  return lengths;
}
