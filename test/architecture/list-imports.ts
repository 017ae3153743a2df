import ts from 'typescript';

/** Every module that a file names: import, export … from, import() and require() calls, and types by import(). */
export function listImports(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined)
      addText(found, node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      addText(found, node.argument.literal);
    if (ts.isCallExpression(node) && isLoading(node.expression) && node.arguments[0] !== undefined)
      addText(found, node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isLoading(called: ts.Expression): boolean {
  return (
    called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require')
  );
}

function addText(found: string[], node: ts.Node): void {
  if (ts.isStringLiteralLike(node)) found.push(node.text);
}
