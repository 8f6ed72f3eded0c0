/**
 * Path of the curation log beside a dataset: `cases.jsonl` has `cases.curation.jsonl`. Other files keep their ending
 * (`cases.ndjson.curation.jsonl`), so that `cases.jsonl` and `cases.ndjson` never share a log.
 */
export function logName(dataset: string): string {
  return `${dataset.replace(/\.jsonl$/i, '')}.curation.jsonl`;
}
