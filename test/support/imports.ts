import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** One import of one source file: of a file of ours, named from the repository's root, or of a package. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly ours: boolean;
  /** Types are gone when the program runs; they can't make a cycle at run time. */
  readonly typeOnly: boolean;
}

const isSource = (file: string): boolean => /\.tsx?$/.test(file);
const isBuilt = (file: string): boolean => /(^|\/)(dist[^/]*|node_modules)\//.test(file);

/** Every TypeScript file under the folders, named from the root. */
function sourceFiles(root: string, folders: readonly string[]): string[] {
  return folders.flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map(file => path.posix.join(folder, file))
      .filter(file => isSource(file) && !isBuilt(file)),
  );
}

/** The module that a node imports, whichever way it does: import, export from, import(), require, import type. */
function imported(node: ts.Node): { module: ts.Node; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node))
    return { module: node.moduleSpecifier, typeOnly: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword };
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return { module: node.moduleSpecifier, typeOnly: node.isTypeOnly };
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return { module: node.argument.literal, typeOnly: true };
  if (!ts.isCallExpression(node) || node.arguments[0] === undefined) return undefined;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  const isDynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isRequire || isDynamic ? { module: node.arguments[0], typeOnly: false } : undefined;
}

/** What a file imports. A module whose name is worked out at run time can't be checked and is named `?`. */
export function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const { module, typeOnly } = imported(node) ?? {};
    if (module !== undefined) {
      const name = ts.isStringLiteralLike(module) ? module.text : '?';
      const ours = name.startsWith('.');
      const to = ours ? path.posix.join(path.posix.dirname(file), name) : name;
      found.push({ from: file, to, ours, typeOnly: typeOnly === true });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false));
  return found;
}

/** The imports of every file under the folders. */
export const readImports = (root: string, folders: readonly string[]): Import[] =>
  sourceFiles(root, folders).flatMap(file => importsOf(file, readFileSync(path.join(root, file), 'utf8')));
