const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Mocha's usual output; and how many tests of each file ended how, as JSON in the file that COUNTS_BY_FILE names. */
module.exports = class CountByFile extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const files = {};
    const count = (ending) => (test) => {
      files[test.file] ??= { passed: 0, failed: 0, skipped: 0 };
      files[test.file][ending]++;
    };
    runner.on('pass', count('passed'));
    runner.on('fail', count('failed'));
    runner.on('pending', count('skipped'));
    runner.once('end', () => writeFileSync(process.env.COUNTS_BY_FILE, JSON.stringify(files)));
  }
};
