/** Fails when a built file outgrows its budget (brotli bytes): every visitor pays for it. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const budgets = { 'dist/chat-8080.js': 30_000, 'dist/markdown.js': 14_500 };

for (const [file, budget] of Object.entries(budgets)) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes).length;
  const verdict = brotli > budget ? '  TOO BIG' : '';
  console.log(
    `${file}: ${bytes.length} raw, ${gzipSync(bytes, { level: 9 }).length} gzip, ${brotli} brotli (budget ${budget})${verdict}`,
  );
  if (brotli > budget) process.exitCode = 1;
}
