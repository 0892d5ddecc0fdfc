/** Which features of the web platform the sources use, by their names in MDN's browser-compat-data (https://github.com/mdn/browser-compat-data). */
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import bcd from '@mdn/browser-compat-data/forLegacyNode';
import type { CompatStatement } from '@mdn/browser-compat-data/types';
import ts from 'typescript';

/** The path of a feature, `api.Element.checkVisibility`, and the files that use it. */
export type Used = Map<string, Set<string>>;

/** @returns whether there is such a feature */
export function isKnown(path: string): boolean {
  return featureAt(path) !== undefined;
}

export function featureAt(path: string): CompatStatement | undefined {
  let at: unknown = bcd;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return (at as { __compat?: CompatStatement }).__compat;
}

/** What runs in a visitor's browser. */
const inBrowser = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.ts') && !/^src\/(?:proxy|bin)\//.test(name));

export function usedFeatures(): Used {
  const used: Used = new Map();
  const note = (file: string) => (path: string) => {
    if (isKnown(path)) used.set(path, (used.get(path) ?? new Set()).add(file));
  };
  for (const [file, path] of usedByScripts(inBrowser)) note(file)(path);
  for (const file of inBrowser.filter((name) => name.startsWith('src/styles/'))) {
    const text = readFileSync(file, 'utf8');
    for (const [, css = ''] of text.matchAll(/\bcss`([^`]*)`/g)) cssFeatures(css).forEach(note(file));
  }
  return used;
}

/** The mixins of TypeScript's DOM types are no interfaces of a browser: what they declare is listed with those that have it. */
const having: Record<string, string[]> = {
  ParentNode: ['Element', 'Document', 'DocumentFragment'],
  ChildNode: ['Element', 'CharacterData'],
  ARIAMixin: ['Element'],
  ElementContentEditable: ['HTMLElement'],
  HTMLOrSVGElement: ['HTMLElement'],
  DocumentOrShadowRoot: ['ShadowRoot', 'Document'],
  Slottable: ['Element', 'Text'],
  GlobalEventHandlers: ['Element', 'HTMLElement', 'Window'],
  WindowOrWorkerGlobalScope: ['Window'],
  Body: ['Response'],
  Animatable: ['Element'],
  NonDocumentTypeChildNode: ['Element'],
  ElementCSSInlineStyle: ['HTMLElement'],
  PopoverTargetAttributes: ['HTMLButtonElement'],
  PopoverInvokerElement: ['HTMLButtonElement'],
  InnerHTML: ['Element', 'ShadowRoot'],
};

/** By TypeScript's own types: a member that is used is a member of this interface, whatever it is called. */
function usedByScripts(files: readonly string[]): [file: string, path: string][] {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8')) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  const program = ts.createProgram(
    files.map((file) => resolve(file)),
    options,
  );
  const checker = program.getTypeChecker();
  const isLibrary = (node: ts.Node): boolean => program.isSourceFileDefaultLibrary(node.getSourceFile());
  const found: [string, string][] = [];

  for (const file of files) {
    const source = program.getSourceFile(resolve(file));
    if (!source) throw new Error(`${file} is no source`);
    const add = (path: string): number => found.push([file, path]);
    const visit = (node: ts.Node): void => {
      if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
      syntaxOf(node).forEach(add);
      markupOf(node).forEach(add);
      if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
        for (const declaration of checker.getSymbolAtLocation(node)?.declarations ?? []) {
          if (isLibrary(declaration)) pathsOf(declaration, node).forEach(add);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** The paths that a declaration of TypeScript's libraries may have. */
function pathsOf(declaration: ts.Declaration, use: ts.Node): string[] {
  const name = (declaration as ts.NamedDeclaration).name?.getText() ?? '';
  const { parent } = declaration;
  if (ts.isVariableDeclaration(declaration) || ts.isFunctionDeclaration(declaration) || ts.isInterfaceDeclaration(declaration)) {
    const made = ts.isNewExpression(use.parent) ? [`api.${name}.${name}`, `javascript.builtins.${name}.${name}`] : [];
    return [`api.${name}`, `api.Window.${name}`, `javascript.builtins.${name}`, ...made];
  }
  if (ts.isInterfaceDeclaration(parent)) {
    const owner = parent.name.text;
    const still = owner.replace(/^Readonly|Constructor$/g, '');
    return [owner, ...(having[owner] ?? [])]
      .flatMap((each) => [`api.${each}.${name}`])
      .concat([`javascript.builtins.${still}.${name}`]);
  }
  // A static member: `declare var AbortSignal: { any(…): AbortSignal }`
  if (ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent)) {
    return [`api.${parent.parent.name.getText()}.${name}_static`];
  }
  if (ts.isModuleBlock(parent)) return [`api.${parent.parent.name.getText()}.${name}_static`];
  return [];
}

/** Attributes of a template, and selectors that a query is made with. */
function markupOf(node: ts.Node): string[] {
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'html') {
    const names = [...node.template.getText().matchAll(/\s\??([a-z-]+)(?:=|(?=[\s>]))/g)].map(([, name]) => name);
    return names.flatMap((name) => [`html.global_attributes.${name}`, `html.elements.textarea.${name}`]);
  }
  if (
    ts.isCallExpression(node) &&
    /(?:^|\.)(?:matches|closest|querySelector|querySelectorAll)$/.test(node.expression.getText())
  ) {
    return node.arguments.flatMap((selector) => selectorsOf(selector.getText()));
  }
  return [];
}

const selectorsOf = (text: string): string[] => [...text.matchAll(/::?([\w-]+)/g)].map(([, name]) => `css.selectors.${name}`);

/** What the build has made of the sources, and of the libraries in them: syntax alone, for its names are short ones. */
export function syntaxFeatures(code: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    syntaxOf(node).forEach((path) => found.add(path));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return found;
}

const operators: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.QuestionQuestionToken]: 'nullish_coalescing',
  [ts.SyntaxKind.QuestionQuestionEqualsToken]: 'nullish_coalescing_assignment',
  [ts.SyntaxKind.BarBarEqualsToken]: 'logical_or_assignment',
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken]: 'logical_and_assignment',
  [ts.SyntaxKind.QuestionDotToken]: 'optional_chaining',
};

function syntaxOf(node: ts.Node): string[] {
  const operator = operators[node.kind];
  if (operator) return [`javascript.operators.${operator}`];
  if (ts.isClassStaticBlockDeclaration(node)) return ['javascript.classes.static.initialization_blocks'];
  if (ts.isPropertyDeclaration(node)) {
    const isStatic = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
    if (ts.isPrivateIdentifier(node.name)) return ['javascript.classes.private_class_fields'];
    return [isStatic ? 'javascript.classes.static.class_fields' : 'javascript.classes.public_class_fields'];
  }
  if (ts.isMethodDeclaration(node) && ts.isPrivateIdentifier(node.name)) return ['javascript.classes.private_class_methods'];
  if (ts.isBinaryExpression(node) && ts.isPrivateIdentifier(node.left)) return ['javascript.classes.private_class_fields_in'];
  if (ts.isRegularExpressionLiteral(node)) return regExpFeatures(node.text);
  return [];
}

export function regExpFeatures(text: string): string[] {
  const flags = /\w*$/.exec(text)?.[0] ?? '';
  const names = [
    /\(\?<[=!]/.test(text) && 'lookbehind_assertion',
    /\(\?<\w/.test(text) && 'named_capturing_group',
    /\\p\{/i.test(text) && 'unicode_character_class_escape',
    /\(\?[ims-]+:/.test(text) && 'modifier',
  ];
  const members = [flags.includes('d') && 'hasIndices', flags.includes('v') && 'unicodeSets', flags.includes('s') && 'dotAll'];
  return [
    ...names.filter((name) => name !== false).map((name) => `javascript.regular_expressions.${name}`),
    ...members.filter((name) => name !== false).map((name) => `javascript.builtins.RegExp.${name}`),
  ];
}

/** Where the types of values are in the data. */
const types = ['', 'color.', 'image.', 'gradient.', 'basic-shape.', 'transform-function.', 'easing-function.'];

export function cssFeatures(css: string): string[] {
  const text = css.replaceAll(/\/\*[^]*?\*\//g, '');
  const found: string[] = [];
  for (const [, rule = '', query = ''] of text.matchAll(/@([\w-]+)([^{;]*)/g)) {
    found.push(`css.at-rules.${rule}`);
    for (const [, feature = ''] of query.matchAll(/\(\s*([\w-]+)/g)) found.push(`css.at-rules.${rule}.${feature}`);
  }
  for (const [selector] of text.matchAll(/[^;{}]+(?=\{)/g)) if (!selector.includes('@')) found.push(...selectorsOf(selector));
  for (const [, property = '', value = ''] of text.matchAll(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g)) {
    found.push(`css.properties.${property}`);
    for (const [word] of value.matchAll(/[\w-]+/g)) found.push(`css.properties.${property}.${word}`);
    found.push(...valueFeatures(value));
  }
  return found;
}

function valueFeatures(value: string): string[] {
  const functions = [...value.matchAll(/([\w-]+)\(\s*(from\b)?/g)].flatMap(([, name = '', from]) => [
    ...types.map((type) => `css.types.${type}${name}`),
    ...(from ? [`css.types.color.${name}.relative_syntax`] : []),
  ]);
  const units = [...value.matchAll(/(?<![\w#-])\d*\.?\d+([a-z]+)\b/g)].map(([, unit = '']) =>
    unit.startsWith('cq') ? 'container_query_length_units' : /^[dls]v/.test(unit) ? 'viewport_percentage_units_dynamic' : unit,
  );
  return [...functions, ...units.map((unit) => `css.types.length.${unit}`)];
}
