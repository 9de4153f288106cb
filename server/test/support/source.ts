import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'

/** Folder of the repository. */
export const root = resolve(import.meta.dirname, '..', '..', '..')

/** One source file as the laws of the architecture see it. Paths are relative to the repository, with `/`. */
export type Source = {
  path: string
  text: string
  lines: number
  tree: ts.SourceFile
  /** What it imports: a path of this repository or the name of a package. */
  imports: string[]
}

/** Paths of the files below a folder whose name ends so, without installed packages and built pages. */
export function pathsBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(?:^|\/)(?:node_modules|dist)\//.test(path))
    .sort()
}

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Parsed TypeScript files below a folder, without those that a program writes (`.gen.ts`). */
export function sourcesBelow(folder: string): Source[] {
  return pathsBelow(folder, /(?<!\.gen)\.tsx?$/).map((path) => {
    const text = readText(path)
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2024, true)
    return { path, text, lines: text.split('\n').length - 1, tree, imports: importsOf(path, tree) }
  })
}

function importsOf(path: string, tree: ts.SourceFile): string[] {
  const found: string[] = []
  const note = (specifier: string) =>
    found.push(
      specifier.startsWith('.')
        ? relative(root, resolve(root, dirname(path), specifier)).replaceAll('\\', '/')
        : specifier,
    )
  walk(tree, (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      note((node.moduleSpecifier as ts.StringLiteral).text)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments
      if (specifier && ts.isStringLiteral(specifier)) note(specifier.text)
    }
  })
  return found
}

/** Visits every node of a tree. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  node.forEachChild((child) => walk(child, visit))
}

/** Every text and template of a file, parameters of templates as `$`. */
export function textsOf({ tree }: Source): string[] {
  const texts: string[] = []
  walk(tree, (node) => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text)
    if (ts.isTemplateExpression(node))
      texts.push(node.head.text + node.templateSpans.map((span) => `$${span.literal.text}`).join(''))
  })
  return texts
}

export type Exported = { name: string; kind: 'function' | 'value' | 'type'; hasDoc: boolean }

/** Names a file exports, with whether a doc comment stands above the declaration and what kind it is. */
export function exportsOf({ tree }: Source): Exported[] {
  return tree.statements.flatMap((statement): Exported[] => {
    const isExported = (ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []).some(
      (m) => m.kind === ts.SyntaxKind.ExportKeyword,
    )
    if (!isExported) return []
    const hasDoc = ts.getJSDocCommentsAndTags(statement).length > 0
    if (ts.isFunctionDeclaration(statement) && statement.name)
      return [{ name: statement.name.text, kind: 'function', hasDoc }]
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map((d) => ({
        name: d.name.getText(),
        kind: d.initializer && ts.isArrowFunction(d.initializer) ? 'function' : 'value',
        hasDoc,
      }))
    if (
      ts.isTypeAliasDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement)
    )
      return [{ name: statement.name?.text ?? '', kind: 'type', hasDoc }]
    return []
  })
}

/** Functions of a file with their own length in lines: what stands inside a nested function counts there. */
export function functionsOf({ tree }: Source): { name: string; lines: number }[] {
  const found: { name: string; lines: number }[] = []
  const lineAt = (position: number) => tree.getLineAndCharacterOfPosition(position).line
  const measure = (node: ts.Node): number => {
    let nested = 0
    node.forEachChild((child) => {
      nested += measure(child)
    })
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return nested
    const lines = lineAt(node.getEnd()) - lineAt(node.getStart()) + 1
    const named = (node as { name?: ts.Node }).name ?? (node.parent as { name?: ts.Node }).name
    found.push({ name: named?.getText() ?? 'a function', lines: lines - nested })
    return lines - 1
  }
  measure(tree)
  return found
}
