/**
 * Runs `work` and counts the units of text that it looked at through `charCodeAt`, `indexOf` and `lastIndexOf`: a
 * measure of work that does not depend on the clock.
 */
export function countSteps<T>(work: () => T): { result: T; steps: number } {
  const { charCodeAt, indexOf, lastIndexOf } = String.prototype;
  let steps = 0;
  String.prototype.charCodeAt = function (this: string, at) {
    steps += 1;
    return charCodeAt.call(this, at);
  };
  String.prototype.indexOf = function (this: string, wanted, from = 0) {
    const found = indexOf.call(this, wanted, from);
    steps += (found === -1 ? this.length : found) - from + 1;
    return found;
  };
  String.prototype.lastIndexOf = function (this: string, wanted, from = this.length) {
    const found = lastIndexOf.call(this, wanted, from);
    steps += from - Math.max(found, 0) + 1;
    return found;
  };
  try {
    return { result: work(), steps };
  } finally {
    Object.assign(String.prototype, { charCodeAt, indexOf, lastIndexOf });
  }
}
