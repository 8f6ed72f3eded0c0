/**
 * Path of the curation log beside a dataset: `cases.jsonl` has `cases.curation.jsonl`. Other files keep their ending
 * (`cases.ndjson.curation.jsonl`), so that `cases.jsonl` and `cases.ndjson` never share a log.
 */
export function logName(dataset: string): string {
  return `${dataset.replace(/\.jsonl$/i, '')}.curation.jsonl`;
}

/** Files without the curation logs of others among them, as a shell's `*.jsonl` names both. */
export function withoutLogs(files: readonly string[]): string[] {
  const logs = new Set(files.map(logName));
  return files.filter((file) => !logs.has(file));
}
