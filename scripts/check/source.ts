import { type ESTree, parseSync, Visitor, type VisitorObject } from 'rolldown/utils'
import { lineAt, type Tree } from './tree.ts'

/** One name that a module is asked for: `*` for all of them, `default` for the one without a name. */
export type Taken = { from: string; name: string; local: string; isType: boolean; line: number }

/** What a module gives away; `from` where it only passes it on. */
export type Given = { name: string; from: string | null; line: number; isType: boolean }

/** A file of code, parsed. */
export type Source = {
  path: string
  text: string
  program: ESTree.Program
  comments: readonly { type: string; value: string; start: number; end: number }[]
  takes: Taken[]
  gives: Given[]
  lineAt(offset: number): number
}

const parsed = new WeakMap<Tree, Source[]>()

/** Every file of code in a tree but the generated ones, parsed once. */
export function sourcesOf(tree: Tree): Source[] {
  const known = parsed.get(tree)
  if (known) return known
  const sources = [...tree]
    .filter(([path]) => /\.(tsx?|mjs)$/.test(path) && !path.includes('/generated/'))
    .map(([path, text]) => parse(path, text))
  parsed.set(tree, sources)
  return sources
}

/** Walks through a file: one function for each kind of node that is looked for. */
export const visit = ({ program }: Pick<Source, 'program'>, visitor: VisitorObject): void =>
  new Visitor(visitor).visit(program)

function parse(path: string, text: string): Source {
  const { program, comments, module } = parseSync(path, text, { preserveParens: false })
  const at = (offset: number) => lineAt(text, offset)
  const source = { path, text, program, comments, lineAt: at }
  return { ...source, takes: takesOf(module, source), gives: givesOf(module, at) }
}

type Module = ReturnType<typeof parseSync>['module']

function takesOf(module: Module, source: Omit<Source, 'takes' | 'gives'>): Taken[] {
  const imports = module.staticImports.flatMap(({ start, moduleRequest, entries }) => {
    const taken = { from: moduleRequest.value, line: source.lineAt(start) }
    if (entries.length === 0) return [{ ...taken, name: '*', local: '', isType: false }]
    return entries.map(({ importName, localName, isType }) => ({
      ...taken,
      name: importName.name ?? (importName.kind === 'Default' ? 'default' : '*'),
      local: localName.value,
      isType,
    }))
  })
  const passedOn = module.staticExports.flatMap(({ start, entries }) =>
    entries.flatMap(({ moduleRequest, importName, isType }) =>
      moduleRequest
        ? [
            {
              from: moduleRequest.value,
              name: importName.name ?? '*',
              local: '',
              isType,
              line: source.lineAt(start),
            },
          ]
        : [],
    ),
  )
  return [...imports, ...passedOn, ...takenByCalls(source)]
}

/** `import('…')`, as a call and as a type, and `import.meta.resolve('…')`. */
function takenByCalls({ program, lineAt: at }: Pick<Source, 'program' | 'lineAt'>): Taken[] {
  const taken: Taken[] = []
  const take = (node: ESTree.Node | undefined, isType: boolean) => {
    if (node?.type === 'Literal' && typeof node.value === 'string')
      taken.push({ from: node.value, name: '*', local: '', isType, line: at(node.start) })
  }
  visit(
    { program },
    {
      ImportExpression: ({ source }) => take(source, false),
      TSImportType: ({ source }) => take(source, true),
      CallExpression: ({ callee, arguments: [first] }) => {
        if (callee.type !== 'MemberExpression' || callee.object.type !== 'MetaProperty') return
        take(first, false)
      },
    },
  )
  return taken
}

const givesOf = (module: Module, at: (offset: number) => number): Given[] =>
  module.staticExports.flatMap(({ start, entries }) =>
    entries.map(({ exportName, moduleRequest, isType }) => ({
      name: exportName.name ?? (exportName.kind === 'Default' ? 'default' : '*'),
      from: moduleRequest?.value ?? null,
      line: at(exportName.start ?? start),
      isType,
    })),
  )
