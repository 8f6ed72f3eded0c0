import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The server from npm comes without compiled modules. Two are asked for at every start: the log writer, without which
 * the extension's log output channel stays empty, and the watchdog, which only ends the extension host with its parent.
 * These stand in for both, so that no compiler is needed.
 */
const SHIMS: Readonly<Record<string, string>> = {
  '@vscode/spdlog/index.js': `
const fs = require('node:fs');
const path = require('node:path');
const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
class Logger {
  constructor(type, name, file) { this.file = file; this.level = 2; this.plain = false; }
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').slice(0, 23);
    fs.appendFileSync(this.file, this.plain ? message : time + ' [' + names[level] + '] ' + message + '\\n');
  }
  trace(m) { this.write(0, m); }
  debug(m) { this.write(1, m); }
  info(m) { this.write(2, m); }
  warn(m) { this.write(3, m); }
  error(m) { this.write(4, m); }
  critical(m) { this.write(5, m); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() { this.plain = false; }
  clearFormatters() { this.plain = true; }
  flush() {}
  drop() {}
}
async function create(name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`,
  '@vscode/native-watchdog/index.js': `
exports.start = () => {};
exports.exit = (code) => process.exit(code || 0);
`,
};

/** Writes the stand-ins into a node_modules folder that holds the originals. */
export async function writeNativeShims(nodeModules: string): Promise<void> {
  for (const [file, text] of Object.entries(SHIMS))
    await writeFile(path.join(nodeModules, file), text.trimStart());
}
