import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/**
 * Every place in the built code where something is kept from those whose it is not, each with what would stand there if it were forgotten:
 * conditions on counties, organisations, cities and pooling areas, questions to a scope, and rights that a route demands.
 */
export function findFilters(dist) {
  const files = readdirSync(dist, { recursive: true })
    .map((name) => join(dist, name))
    .filter((path) => path.endsWith('.js') && !IGNORED.test(relative(dist, path)));
  return files.flatMap((path) =>
    filtersOf(path, readFileSync(path, 'utf8')).map((found) => ({ ...found, path, file: relative(dist, path) })),
  );
}

/** The scope itself, what runs once, and jobs, which work for everybody. */
const IGNORED = /(^|\/)(migrations|cli|kernel)\/|access\/domain\/|\.spec\.js$|^demo\.js$/;

function filtersOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found = [];
  const visit = (node) => {
    const filter = RULES.map((rule) => rule(node, text)).find((one) => one !== undefined);
    if (filter) found.push({ ...filter, line: source.getLineAndCharacterOfPosition(filter.start).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const OWNERSHIP = /^(countyCode|regionCode|owner|cityCode|poolingArea)$/;
const CODES = /countyCodes|organisationCodes|organisations|owners|counties/;
const READING = /^(find|findBy|findOne|findOneBy|exists|existsBy|count|countBy|getExists)$/;

/** `{ id, countyCode: In([...scope.countyCodes]) }` without the county. */
function condition(node, text) {
  if (!(ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node))) return undefined;
  if (!OWNERSHIP.test(node.name.getText()) || !isCondition(node, text)) return undefined;
  return { rule: 'condition', start: node.getStart(), end: afterComma(node, text), replacement: '', what: node.getText() };
}

function isCondition(node, text) {
  if (ts.isPropertyAssignment(node)) {
    const value = node.initializer.getText();
    if (/^In\(/.test(value) && CODES.test(value)) return true;
    if (!/^(cityCode|poolingArea)$/.test(node.name.getText())) return false;
  }
  return /^(cityCode|poolingArea)$/.test(node.name.getText()) && isRead(node.parent, text);
}

/** Whether an object says which rows are read: an argument of a reading method, or what is called `where`. */
function isRead(object) {
  const { parent } = object;
  if (ts.isCallExpression(parent)) return READING.test(calledName(parent));
  if (ts.isVariableDeclaration(parent)) return parent.name.getText() === 'where';
  return ts.isPropertyAssignment(parent) && parent.name.getText() === 'where';
}

const calledName = ({ expression }) => (ts.isPropertyAccessExpression(expression) ? expression.name.text : '');

function afterComma(node, text) {
  const comma = /^\s*,/.exec(text.slice(node.end));
  return node.end + (comma?.[0].length ?? 0);
}

/** `report.countyCode IN (:...codes)` in a query that is written out. */
function writtenCondition(node) {
  if (!ts.isStringLiteral(node) && !ts.isNoSubstitutionTemplateLiteral(node)) return undefined;
  const written = /\w+\.(?:countyCode|poolingArea) (?:IN \(:\.\.\.\w+\)|= :\w+)/.exec(node.text);
  if (!written) return undefined;
  const start = node.getStart() + 1 + written.index;
  return { rule: 'condition', start, end: start + written[0].length, replacement: '1 = 1', what: written[0] };
}

/** `scope.allows(countyCode)` that always says yes. */
function question(node) {
  if (!ts.isCallExpression(node) || !/^(allows|holds)$/.test(calledName(node))) return undefined;
  return { rule: 'question', start: node.getStart(), end: node.end, replacement: 'true', what: node.getText() };
}

/** `principal.scope.narrow(county)` that does not narrow. */
function narrowing(node) {
  if (!ts.isCallExpression(node) || calledName(node) !== 'narrow') return undefined;
  const whole = node.expression.expression.getText();
  return { rule: 'narrowing', start: node.getStart(), end: node.end, replacement: whole, what: node.getText() };
}

/** `@Demands('data.read')` that is forgotten. */
function demanded(node, text) {
  const isDemand = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Demands';
  if (!isDemand || !ts.isArrayLiteralExpression(node.parent)) return undefined;
  return { rule: 'demand', start: node.getStart(), end: afterComma(node, text), replacement: '', what: `@${node.getText()}` };
}

const RULES = [condition, writtenCondition, question, narrowing, demanded];
