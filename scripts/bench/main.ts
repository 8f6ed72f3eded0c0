// One section of the bench in a process of its own, so that none warms up or burdens another. Started by the launcher.
import { activationRows } from './activation.ts';
import { bulkRows } from './bulk.ts';
import { editingRows } from './editing.ts';
import { growthRows } from './growth.ts';
import type { Row } from './measure.ts';
import { passageRows, responseRows } from './oneRecord.ts';
import type { BenchOptions } from './options.ts';
import { queueRows } from './queue.ts';
import { sizeRows } from './sizes.ts';
import { indexRows, readRows } from './wholeFile.ts';
import { workerRows } from './workers.ts';

const SECTIONS: Readonly<Record<string, (options: BenchOptions) => Row[] | Promise<Row[]>>> = {
  index: indexRows,
  read: readRows,
  workers: workerRows,
  response: responseRows,
  passages: passageRows,
  editing: editingRows,
  activation: activationRows,
  sizes: sizeRows,
  bulk: bulkRows,
  queue: queueRows,
  growth: growthRows,
};

const [name = '', options = '{}'] = process.argv.slice(2);
const section = SECTIONS[name];
if (section === undefined) throw new Error(`No such section: ${name}.`);
process.stdout.write(JSON.stringify(await section(JSON.parse(options) as BenchOptions)));
