/**
 * What <chat-8080> offers, read from its class: the one source of the documentation's tables and of the files for editors and frameworks.
 * Whatever cannot be read is an error, not a gap.
 *
 * Why not `@custom-elements-manifest/analyzer` (tried: 0.11.0, with its plugin for Lit): it throws where the options of a `@property` are
 * spread or named, as ours are; it reads syntax and no types, so an attribute is `string | undefined` or the name of an alias where editors
 * want values (31 of 44); it lists every `#private` member and each of 73 source files, which are not published; CSS variables have
 * to be written down a second time as tags, without a check. It would bring a TypeScript of its own.
 */
import ts from 'typescript';
import { attributeType, type AttributeType } from './attribute-types.js';
import { docOf, readNamed, type DocComment, type Named } from './doc-comments.js';
import { decoratorOptions, type PropertyOptions } from './property-options.js';
import { readVariables, type Variable } from './variables.js';

export interface Attribute extends Named {
  property: string;
  type: AttributeType;
  default: string | undefined;
  reflects: boolean;
}

interface Property extends Named {
  /** As it is written in the class, without `undefined`. */
  type: string;
  /** Of a setter that takes more than its getter returns; our own types are named by their file: `import('./types/…').Name`. */
  takes: string | undefined;
  default: string | undefined;
  readonly: boolean;
  attribute: string | undefined;
}

export interface Method extends Named {
  parameters: { name: string; type: string; optional: boolean; rest: boolean; description: string }[];
  returns: { type: string; description: string };
}

interface ElementEvent extends Named {
  /** As `HTMLElementEventMap` has it. */
  type: string;
}

export interface ElementFacts {
  className: string;
  tagName: string;
  description: string;
  attributes: Attribute[];
  properties: Property[];
  methods: Method[];
  events: ElementEvent[];
  slots: Named[];
  parts: Named[];
  states: Named[];
  variables: Variable[];
}

/** Tags of the class's doc block that name something, beside `@fires`, and where it goes. */
const listTags = { slot: 'slots', csspart: 'parts', cssstate: 'states' } as const;
/** Tags of the class's doc block that are for readers only. Variables are read where they are made. */
const otherTags = ['example', 'see', 'cssprop'];

/**
 * @param path The file of the class; its base classes are read too, as far as they are ours.
 * @throws Error naming what cannot be read
 */
export function readElement(path = 'src/element/chat-8080.ts', tagName = 'chat-8080'): ElementFacts {
  const { config } = ts.readConfigFile('tsconfig.json', (name) => ts.sys.readFile(name)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const program = ts.createProgram([path], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const found = source?.statements.find((statement) => ts.isClassDeclaration(statement) && isExported(statement));
  if (!found || !ts.isClassDeclaration(found) || !found.name) throw new Error(`${path} exports no class.`);

  const { ours, foreign } = lineage(found, checker);
  const { description } = docOf(found);
  if (description === '') throw new Error(`${path}: the class has no doc comment.`);
  const facts: ElementFacts = {
    className: found.name.text,
    tagName,
    description,
    attributes: [],
    properties: [],
    methods: [],
    ...{ events: [], slots: [], parts: [], states: [] },
    variables: readVariables(),
  };
  const eventTypes = readEventTypes(found, checker);
  for (const each of ours) readTags(docOf(each), facts, eventTypes);
  for (const member of publicMembers(ours, foreign, checker)) readMember(member, facts, checker);
  return facts;
}

function isExported(node: ts.ClassDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Our classes, from the first ancestor on, and the type of the foreign one that it extends. */
function lineage(start: ts.ClassDeclaration, checker: ts.TypeChecker): { ours: ts.ClassDeclaration[]; foreign: ts.Type } {
  const ours = [start];
  for (let declaration = start; ;) {
    const base = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
    if (!base) throw new Error(`${declaration.getSourceFile().fileName}: a class that extends nothing is no element.`);
    let symbol = checker.getSymbolAtLocation(base);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
    const parent = symbol?.valueDeclaration;
    if (!symbol || !parent || !ts.isClassDeclaration(parent)) {
      throw new Error(`Cannot read “extends ${base.getText()}”: only a class by its name can be followed.`);
    }
    if (parent.getSourceFile().isDeclarationFile) return { ours, foreign: checker.getDeclaredTypeOfSymbol(symbol) };
    ours.unshift(parent);
    declaration = parent;
  }
}

/** The type of an event by its name. One that no `HTMLElementEventMap` knows is nothing but custom. */
function readEventTypes(location: ts.Node, checker: ts.TypeChecker): (name: string) => string {
  const map = checker.getSymbolsInScope(location, ts.SymbolFlags.Interface).find(({ name }) => name === 'HTMLElementEventMap');
  if (!map) throw new Error('The types of the DOM are not there.');
  const types = checker.getDeclaredTypeOfSymbol(map);
  return (name) => {
    const event = checker.getPropertyOfType(types, name);
    return event ? checker.typeToString(checker.getTypeOfSymbolAtLocation(event, location)) : 'CustomEvent';
  };
}

function readTags({ tags }: DocComment, facts: ElementFacts, eventType: (name: string) => string): void {
  const add = <Item extends Named>(tag: string, list: Item[], item: Item): void => {
    if (list.some(({ name }) => name === item.name)) throw new Error(`@${tag} ${item.name} is said twice.`);
    list.push(item);
  };
  for (const { name: tag, text } of tags) {
    if (tag === 'fires') {
      const named = readNamed(tag, text);
      add(tag, facts.events, { ...named, type: eventType(named.name) });
    } else if (Object.hasOwn(listTags, tag)) {
      add(tag, facts[listTags[tag as keyof typeof listTags]], readNamed(tag, text));
    } else if (!otherTags.includes(tag)) {
      throw new Error(`The doc comment of the class has @${tag}, which nobody reads.`);
    }
  }
}

interface Member {
  name: string;
  /** Two for an accessor that can be read and written. */
  declarations: ts.ClassElement[];
}

/** What pages may use: not what is private, static or `@internal`, and not what every Lit element has beside HTML's own. */
function publicMembers(classes: ts.ClassDeclaration[], foreign: ts.Type, checker: ts.TypeChecker): Member[] {
  const members = new Map<string, ts.ClassElement[]>();
  for (const declaration of classes) {
    const own = new Map<string, ts.ClassElement[]>();
    for (const member of declaration.members) {
      if (!member.name || ts.isPrivateIdentifier(member.name) || !ts.isIdentifier(member.name)) continue;
      const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static;
      if (ts.getCombinedModifierFlags(member) & hidden || docOf(member).tags.some(({ name }) => name === 'internal')) continue;
      const name = member.name.text;
      if (isOfLit(name, foreign, checker)) continue;
      own.set(name, [...(own.get(name) ?? []), member]);
    }
    for (const [name, declarations] of own) members.set(name, declarations);
  }
  return [...members].map(([name, declarations]) => ({ name, declarations }));
}

function isOfLit(name: string, foreign: ts.Type, checker: ts.TypeChecker): boolean {
  if (name.endsWith('Callback')) return true; // the browser's: connectedCallback, formResetCallback, …
  const declared = checker.getPropertyOfType(foreign, name)?.valueDeclaration?.getSourceFile().fileName;
  return declared !== undefined && !/\/typescript\/lib\//.test(declared);
}

function readMember({ name, declarations }: Member, facts: ElementFacts, checker: ts.TypeChecker): void {
  const docs = declarations.map(docOf);
  const doc: DocComment = {
    description: docs
      .map(({ description }) => description)
      .join(' ')
      .trim(),
    tags: docs.flatMap(({ tags }) => tags),
  };
  if (doc.description === '') throw new Error(`${name} of ${facts.className} can be used by pages and has no doc comment.`);
  const [first] = declarations;
  if (first && ts.isMethodDeclaration(first)) {
    facts.methods.push(readMethod(first, doc, checker));
    return;
  }
  if (!first || !(ts.isPropertyDeclaration(first) || ts.isAccessor(first))) throw new Error(`Cannot read what ${name} is.`);
  const options = declarations.map((each) => decoratorOptions(each, checker)).find((each) => each !== undefined);
  const { description } = doc;
  const initial = ts.isPropertyDeclaration(first) ? first.initializer : undefined;
  const fallback =
    initial && initial.getText() !== 'undefined' ? initial.getText() : /\bDefault: (.+?)\.(?=\s|$)/.exec(description)?.[1];
  const attribute = options && attributeName(name, options);
  const type = checker.getTypeAtLocation(first);
  if (attribute !== undefined) {
    facts.attributes.push({
      name: attribute,
      description,
      property: name,
      type: options?.boolean ? { text: 'boolean', values: [] } : attributeType(type, name),
      default: fallback?.replace(/^[`"'“](.*)[`"'”]$/, '$1'),
      reflects: options?.reflect ?? false,
    });
  }
  facts.properties.push({
    name,
    description,
    type: typeText(first.type ?? (ts.isSetAccessor(first) ? first.parameters[0]?.type : undefined), type, checker),
    takes: settableType(declarations.find(ts.isSetAccessor)?.parameters[0]?.type, checker),
    default: fallback,
    readonly: isReadonly(declarations),
    attribute,
  });
}

/** Lit's rule: the name in small letters, unless the options say something else. */
function attributeName(name: string, { attribute }: PropertyOptions): string | undefined {
  return attribute === false ? undefined : (attribute ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
}

function isReadonly(declarations: ts.ClassElement[]): boolean {
  if (declarations.some((each) => ts.getCombinedModifierFlags(each) & ts.ModifierFlags.Readonly)) return true;
  return declarations.some(ts.isGetAccessor) && !declarations.some(ts.isSetAccessor);
}

function settableType(node: ts.TypeNode | undefined, checker: ts.TypeChecker): string | undefined {
  const ours = new Map<string, string>();
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each)) {
      const type = checker.getTypeAtLocation(each);
      const symbol = type.aliasSymbol ?? type.symbol;
      const file = symbol.declarations?.[0]?.getSourceFile().fileName;
      const path = /\bsrc\/(.+)\.ts$/.exec(file ?? '')?.[1];
      if (path !== undefined) ours.set(each.text, `import('./types/${path}.js').${symbol.name}`);
    }
    ts.forEachChild(each, visit);
  };
  if (node) visit(node);
  return node && typeText(node, checker.getTypeFromTypeNode(node), checker).replaceAll(/\w+/g, (name) => ours.get(name) ?? name);
}

function typeText(written: ts.TypeNode | undefined, type: ts.Type, checker: ts.TypeChecker): string {
  return (written?.getText() ?? checker.typeToString(type)).replace(/ \| undefined$/, '').replaceAll(/\s+/g, ' ');
}

function readMethod(node: ts.MethodDeclaration, { description, tags }: DocComment, checker: ts.TypeChecker): Method {
  const name = node.name.getText();
  const textOf = (tag: string): string => tags.find((each) => each.name === tag)?.text ?? '';
  const throws = textOf('throws');
  const signature = checker.getSignatureFromDeclaration(node);
  if (!signature) throw new Error(`Cannot read the signature of ${name}().`);
  return {
    name,
    description: throws === '' ? description : `${description} Throws ${throws.replace(/\.$/, '')}.`,
    parameters: node.parameters.map((parameter) => {
      const parameterName = parameter.name.getText();
      return {
        name: parameterName,
        type: typeText(parameter.type, checker.getTypeAtLocation(parameter), checker),
        optional: parameter.questionToken !== undefined || parameter.initializer !== undefined,
        rest: parameter.dotDotDotToken !== undefined,
        description: tags
          .filter(({ name: tag, text }) => tag === 'param' && text.startsWith(`${parameterName} `))
          .map(({ text }) => text.slice(parameterName.length + 1).replace(/^- /, ''))
          .join(' '),
      };
    }),
    returns: { type: typeText(node.type, signature.getReturnType(), checker), description: textOf('returns') },
  };
}
