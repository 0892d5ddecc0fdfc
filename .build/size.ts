/** Prints what a visitor pays for the build that is there, and fails where that is too much; a part of `npm run build`. */
import { inDigits, readSizes, type Size } from './sizes.js';

const { visitor, onDemand, entries, faults } = readSizes(process.argv[2] ?? 'dist');

function print(head: string, sizes: Size[]): void {
  console.log(`\n${head.padEnd(34)}${'brotli'.padStart(9)}${'budget'.padStart(9)}${'free'.padStart(9)}`);
  for (const { name, bytes, budget } of sizes) {
    const columns = [bytes, budget, budget - bytes].map((each) => inDigits(each).padStart(9));
    console.log(`  ${name.padEnd(32)}${columns.join('')}`);
  }
}

print('What a visitor pays', visitor);
print('What is fetched on demand', onDemand);
print('What is imported by itself', entries);
if (faults.length > 0) {
  console.error(`\n${faults.join('\n')}`);
  process.exitCode = 1;
}
