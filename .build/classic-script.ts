/**
 * The classic script and its parts, from one graph of modules. A bundler splits ES modules only; a classic script can neither export nor be
 * imported from. So each module that the script does not need at once goes into the file of its part, and where that file would import from the
 * script it becomes a function of what it shares with it (`src/import-part.script.ts` calls it).
 *
 * The build fails where a part would be a second request for another one, or is not in the table of parts.
 */
import { posix } from 'node:path';
import MagicString from 'magic-string';
import { minify, type MinifyOptions } from 'terser';
import type { Plugin, Rolldown } from 'vite';

interface Options {
  /** Path of what the script runs. */
  entry: string;
  /** Path of what exports `importPart`, by which it gets its parts. */
  importer: string;
  /** File of the script, in the folder of the output. */
  file: string;
  /** The comment that it begins with, once minified. */
  banner: string;
  /** @returns the file of the part that begins with this module, undefined for what is no part */
  partFile: (module: string) => string | undefined;
  /** undefined: nothing is minified. */
  terser: MinifyOptions | undefined;
}

interface Node {
  type: string;
  start: number;
  end: number;
}
interface Named extends Node {
  name?: string;
  value?: unknown;
}
interface Specifier extends Node {
  local: Named;
  imported?: Named;
  exported?: Named;
}
interface Statement extends Node {
  specifiers?: Specifier[];
  source?: Named | null;
  declaration?: Node | null;
}

const nameOf = (node: Named | undefined): string => String(node?.name ?? node?.value);

export function classicScript({ entry, importer, file, banner, partFile, terser }: Options): Plugin {
  const name = 'virtual:classic-script';
  const start = `\0${name}`;
  /** The modules that the script holds. */
  const shell = new Set<string>();

  return {
    name: 'classic-script',

    config: () => ({
      build: {
        minify: false, // Vite's, which runs before a file has its last form
        modulePreload: false,
        lib: { entry: { script: name }, formats: ['es'], fileName: () => file },
        rolldownOptions: {
          preserveEntrySignatures: 'allow-extension',
          output: {
            minify: terser !== undefined,
            postBanner: ({ isEntry }: Rolldown.RenderedChunk) => (isEntry ? '(()=>{"use strict";' : ''),
            postFooter: ({ isEntry }: Rolldown.RenderedChunk) => (isEntry ? '})();' : ''),
            chunkFileNames: ({ facadeModuleId, name: chunk }: Rolldown.PreRenderedChunk) =>
              (facadeModuleId && partFile(facadeModuleId)) || `${chunk}.js`,
            codeSplitting: { groups: [{ name: 'script', test: (id: string) => shell.has(id) }] },
          },
        },
      },
    }),

    resolveId: (id) => (id.endsWith(name) ? start : undefined), // Vite makes a path of it
    // The importer first: what the entry defines may ask for parts at once, where elements stand before the script.
    load: (id) =>
      id === start ? `export { importPart } from ${JSON.stringify(importer)}; import ${JSON.stringify(entry)};` : undefined,

    buildStart: () => shell.clear(), // a build that watches builds again
    buildEnd() {
      const visit = (id: string): void => {
        if (shell.has(id)) return;
        shell.add(id);
        this.getModuleInfo(id)?.importedIds.forEach(visit);
      };
      visit(start);
    },

    renderChunk(code, chunk) {
      const text = new MagicString(code);
      const isScript = chunk.isEntry;
      if (!isScript && !(chunk.facadeModuleId && partFile(chunk.facadeModuleId))) {
        const modules = Object.keys(chunk.modules).join(', ');
        throw new Error(`${modules}: what is fetched late has to be in the table of parts, and what parts share in the script.`);
      }
      const { body } = this.parse(code) as unknown as { body: Statement[] };
      const exported: { local: string; name: string }[] = [];
      const shared: string[] = [];
      for (const statement of body) {
        if (statement.type === 'ImportDeclaration') {
          const source = resolve(chunk.fileName, nameOf(statement.source ?? undefined));
          if (source !== file) throw new Error(`${chunk.fileName} and ${source} are two requests, one after the other.`);
          for (const { imported, local } of statement.specifiers ?? []) shared.push(`${nameOf(imported)}: ${nameOf(local)}`);
          text.remove(statement.start, statement.end);
        } else if (statement.type.startsWith('Export')) {
          if (statement.declaration || statement.source)
            throw new Error(`${chunk.fileName} exports in a way that is not expected.`);
          for (const specifier of statement.specifiers ?? [])
            exported.push({ local: nameOf(specifier.local), name: nameOf(specifier.exported) });
          text.remove(statement.start, statement.end);
        }
      }
      const importPart = isScript ? exported.find(({ name }) => name === 'importPart')?.local : '$importPart';
      if (importPart === undefined) throw new Error(`${importer} does not export importPart.`);
      const object = `{ ${exported
        .filter((each) => each.name !== 'importPart')
        .map(({ local, name }) => `${name}: ${local}`)
        .join(', ')} }`;
      for (const { start, end, source } of lateImports(body)) {
        const late = JSON.stringify(resolve(chunk.fileName, source));
        text.overwrite(start, end, isScript ? `${importPart}(${late}, $shared)` : `${importPart}(${late})`);
      }
      if (isScript) {
        // A function, for it is hoisted: elements that stand in the page are upgraded, and ask for parts, before the script has come to its end.
        text.append(`\nfunction $shared() { return ${object}; }`);
      } else {
        text.prepend(`export default ({ ${shared.join(', ')} }, $importPart) => {\n`).append(`\nreturn ${object};\n};`);
      }
      const map = text.generateMap({ hires: true, source: chunk.fileName });
      const mapped = { code: text.toString(), map };
      return terser ? minified(terser, chunk.fileName, mapped) : { code: mapped.code, map: map as never };
    },

    /** Once more, after the bundler's own minifier: what each leaves the other finds, 0.4 kB (brotli) of the script. */
    async generateBundle(_options, bundle) {
      if (!terser) return;
      for (const chunk of Object.values(bundle)) {
        const file = `${chunk.fileName}.map`;
        const asset = bundle[file];
        if (chunk.type !== 'chunk' || asset?.type !== 'asset') continue;
        // Joined to other scripts it follows one that may lack its last semicolon, and is followed by one on the same line.
        const options = chunk.isEntry ? { ...terser, format: { preamble: `${banner}\n;` } } : terser;
        const { code, map } = await minified(options, chunk.fileName, chunk);
        chunk.code = `${code}\n//# sourceMappingURL=${posix.basename(file)}\n`;
        asset.source = JSON.stringify(map);
      }
    },
  };
}

interface Mapped {
  code: string;
  /** Of the code to its sources. */
  map: unknown;
}

async function minified(
  options: MinifyOptions,
  file: string,
  { code, map }: Mapped,
): Promise<{ code: string; map: Rolldown.SourceMap }> {
  const sourceMap = { content: map, asObject: true } as never; // Terser's types know maps as text only
  const result = await minify({ [file]: code }, { ...options, format: { ...options.format, comments: false }, sourceMap });
  if (result.code === undefined) throw new Error(`${file} cannot be minified.`);
  return { code: result.code, map: result.map as never };
}

/** @returns each `import('…')` */
function lateImports(node: unknown): { start: number; end: number; source: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(lateImports);
  const { type, start, end, source } = node as Node & { source?: Named };
  if (type === 'ImportExpression' && typeof source?.value === 'string') return [{ start, end, source: source.value }];
  return Object.values(node).flatMap(lateImports);
}

/** @returns the file that a relative import in another file means */
function resolve(from: string, source: string): string {
  return new URL(source, `file:///${from}`).pathname.slice(1);
}
