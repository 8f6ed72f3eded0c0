// Starts one of the TypeScript scripts beside it, after saying plainly what is missing:  node scripts/run.mjs start …
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(
    `Node 20 or newer is needed; this is ${process.version} (${process.execPath}). See https://nodejs.org.`,
  );
  process.exit(1);
}
const name = process.argv[2];
let tsx;
try {
  tsx = await import('tsx/esm/api');
} catch {
  console.error('The dependencies are not installed. Run: npm ci');
  process.exit(1);
}
tsx.register();
process.argv.splice(1, 2, name);
try {
  const { main } = await import(`./${name}.ts`);
  await main(process.argv.slice(2));
} catch (error) {
  const plain = error instanceof Error && (error.name === 'UserError' || /PARSE_ARGS/.test(error.code));
  console.error(plain ? error.message : error);
  process.exit(1);
}
