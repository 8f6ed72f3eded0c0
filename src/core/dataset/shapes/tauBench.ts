import { chatTranscript, recordIdOf } from './build.ts';
import { isMessageList, readMessages } from './messages.ts';
import type { Shape } from './shape.ts';
import { field, firstKey, has, isList, isObject, type JsonObject } from './values.ts';

/** A run of τ-bench: the messages of one task in `traj`. */
export const tauBench: Shape = {
  name: 'tau-bench',
  title: 'τ-bench run',
  example: '{"task_id": 0, "reward": 1.0, "traj": [{"role": "system", "content": "…"}, …], "trial": 0}',

  recognise(value) {
    return isObject(value) && listKey(value) !== null ? 0.95 : 0;
  },

  read(value) {
    const key = isObject(value) ? listKey(value) : null;
    const list = isObject(value) && key !== null ? field(value, key) : null;
    if (!isObject(value) || key === null || !isList(list)) {
      return null;
    }
    const task = field(value, 'task_id');
    const trial = field(value, 'trial');
    // The same task is run in several trials.
    const recordId =
      typeof task === 'number' || typeof task === 'string'
        ? typeof trial === 'number'
          ? `${task}/${trial}`
          : String(task)
        : recordIdOf(value);
    return chatTranscript({ shape: this.name, record: value, recordId }, readMessages(list, [key]));
  },
};

function listKey(record: JsonObject): string | null {
  // Other agents have trajectories too; a task or a reward says that this is a run of τ-bench.
  return (
    firstKey(record, ['traj'], (list) => isMessageList(list) || isFailed(record, list)) ??
    (firstKey(record, ['task_id', 'reward', 'trial']) === null
      ? null
      : firstKey(record, ['trajectory', 'messages'], (list) => isMessageList(list) && isRun(record, list)))
  );
}

/** A run that broke off before anything was said keeps its task and its reward. */
function isFailed(record: JsonObject, list: unknown): boolean {
  return isList(list) && list.length === 0 && has(record, 'task_id') && has(record, 'reward');
}

function isRun(record: JsonObject, list: unknown): boolean {
  return (
    list === field(record, 'trajectory') || firstKey(record, ['reward_info', 'termination_reason']) !== null
  );
}
