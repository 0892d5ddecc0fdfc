/** The options of Lit's `@property(…)`, however they are written: literally, by name, or spread. */
import ts from 'typescript';

export interface PropertyOptions {
  /** `false`: it has none. Undefined: the property's own name. */
  attribute: string | false | undefined;
  reflect: boolean;
  boolean: boolean;
}

/**
 * @returns undefined where the member is not decorated with `@property`
 * @throws Error if its options are written in a way that cannot be read
 */
export function decoratorOptions(member: ts.ClassElement, checker: ts.TypeChecker): PropertyOptions | undefined {
  const calls = (ts.canHaveDecorators(member) ? (ts.getDecorators(member) ?? []) : []).map(({ expression }) => expression);
  const call = calls.find((each) => ts.isCallExpression(each) && each.expression.getText() === 'property');
  if (!call || !ts.isCallExpression(call)) return undefined;
  const values = new Map<string, ts.Expression>();
  const [argument] = call.arguments;
  if (argument) collect(argument, values, checker);
  return {
    attribute: readAttribute(values.get('attribute')),
    reflect: values.get('reflect')?.kind === ts.SyntaxKind.TrueKeyword,
    boolean: values.get('type')?.getText() === 'Boolean',
  };
}

function collect(expression: ts.Expression, values: Map<string, ts.Expression>, checker: ts.TypeChecker): void {
  const literal = resolve(expression, checker);
  for (const each of literal.properties) {
    if (ts.isSpreadAssignment(each)) collect(each.expression, values, checker);
    else if (ts.isPropertyAssignment(each)) values.set(each.name.getText(), each.initializer);
    else if (ts.isShorthandPropertyAssignment(each)) values.set(each.name.text, each.name);
    else if (!ts.isMethodDeclaration(each)) throw new Error(`Cannot read “${each.getText()}” among the options of a property.`);
  }
}

function resolve(expression: ts.Expression, checker: ts.TypeChecker): ts.ObjectLiteralExpression {
  if (ts.isObjectLiteralExpression(expression)) return expression;
  if (ts.isAsExpression(expression) || ts.isSatisfiesExpression(expression)) return resolve(expression.expression, checker);
  let symbol = ts.isIdentifier(expression) ? checker.getSymbolAtLocation(expression) : undefined;
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const declaration = symbol?.valueDeclaration;
  if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer)
    return resolve(declaration.initializer, checker);
  throw new Error(`Cannot read the options of a property in “${expression.getText()}”.`);
}

function readAttribute(value: ts.Expression | undefined): PropertyOptions['attribute'] {
  if (value === undefined || value.kind === ts.SyntaxKind.TrueKeyword) return undefined;
  if (value.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isStringLiteral(value)) return value.text;
  throw new Error(`Cannot read the name of an attribute in “${value.getText()}”.`);
}
