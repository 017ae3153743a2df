import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { listImports } from './list-imports.ts';
import { LAYERS, MAX_SOURCE_BYTES, type Layer } from './layers.ts';

/**
 * What a source file breaks of the house rules, one sentence each; empty when nothing.
 * @param path relative to the checkout, with forward slashes
 */
export function checkSource(path: string, content: string): string[] {
  if (path.endsWith('.css')) return [...checkName(path), ...checkSize(path, content)];
  const source = ts.createSourceFile(path, content, ts.ScriptTarget.ESNext, true);
  return [
    ...checkImports(path, source),
    ...checkExports(path, source),
    ...checkName(path),
    ...checkComponentName(path, source),
    ...checkSize(path, content),
  ];
}

function checkImports(path: string, source: ts.SourceFile): string[] {
  const layer = layerOf(path);
  if (layer === undefined) return [];
  return listImports(source).flatMap((specifier) => {
    const problem = judgeImport(layer, path, specifier);
    return problem === undefined ? [] : [`${path} imports ${specifier}: ${problem}`];
  });
}

function judgeImport(layer: Layer, path: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return layer.node ? undefined : `${layer.folder} runs without Node`;
  if (!specifier.startsWith('.')) {
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    return layer.packages.includes(name) ? undefined : `${layer.folder} may not use the package ${name}`;
  }
  const target = join(dirname(path), specifier);
  if (layer.mayImport.some((folder) => target.startsWith(`${folder}/`))) return undefined;
  return `${layer.folder} may import only from ${layer.mayImport.join(', ')}`;
}

function layerOf(path: string): Layer | undefined {
  const holding = LAYERS.filter(({ folder }) => path.startsWith(`${folder}/`));
  return holding.sort((a, b) => b.folder.length - a.folder.length)[0];
}

function checkExports(path: string, source: ts.SourceFile): string[] {
  const problems: string[] = [];
  if (!/\.config\.[cm]?[jt]s$/.test(path) && source.statements.some(isDefaultExport))
    problems.push(`${path} has a default export: name it`);
  if (source.statements.length > 0 && source.statements.every(isReExport))
    problems.push(`${path} only hands on what others export: import from those`);
  return problems;
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined)
    return (
      ts.isNamedExports(statement.exportClause) &&
      statement.exportClause.elements.some(({ name }) => name.text === 'default')
    );
  return (
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true
  );
}

function isReExport(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
}

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.(ts|tsx|mjs|cjs|js|css)$/;
const COMPONENT = /^[A-Z][A-Za-z0-9]*(\.tsx|\.module\.css)$/;
const COMPONENT_FOLDERS = ['renderer/', 'test/ui/'];
/** Names that say nothing about what is inside. */
const EMPTY_WORDS = ['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'misc', 'index'];

function checkName(path: string): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const problems: string[] = [];
  const holdsComponents = COMPONENT_FOLDERS.some((folder) => path.startsWith(folder));
  if (!KEBAB.test(name) && !(holdsComponents && COMPONENT.test(name)))
    problems.push(`${path} is not named in kebab-case`);
  const empty = path
    .toLowerCase()
    // Docker's own word for the programs that hold registry passwords.
    .replaceAll('credential-helper', 'credential')
    .split(/[/.-]/)
    .find((word) => EMPTY_WORDS.includes(word));
  if (empty !== undefined) problems.push(`${path} is called "${empty}", which says nothing`);
  return problems;
}

/** A component for others is found by the name of its file. */
function checkComponentName(path: string, source: ts.SourceFile): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!name.endsWith('.tsx') || COMPONENT.test(name)) return [];
  const component = source.statements.filter(isExported).flatMap(declaredNames).find(isComponentName);
  return component === undefined ? [] : [`${path} has the component ${component}: name it in PascalCase`];
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name === undefined ? [] : [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) =>
    ts.isIdentifier(name) ? [name.text] : [],
  );
}

/** `Button`, and not `BUTTON_SIZES`. */
function isComponentName(name: string): boolean {
  return /^[A-Z]([a-z0-9]|$)/.test(name);
}

function checkSize(path: string, content: string): string[] {
  const size = Buffer.byteLength(content);
  return size > MAX_SOURCE_BYTES ? [`${path} has ${size} bytes; ${MAX_SOURCE_BYTES} are the most`] : [];
}
