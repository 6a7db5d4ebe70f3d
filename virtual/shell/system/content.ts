import type { Command } from '../command.ts'

const namespaces = ['system', 'secure', 'global'] as const

/** `content query|insert|delete` on the settings provider; other providers are empty. */
export const content: Command = async ({ argv, phone, out, err }) => {
  const words = argv.slice(1)
  const verb = words.shift()
  const all = (name: string) => words.flatMap((word, index) => (word === name ? [words[index + 1] ?? ''] : []))
  const [uri] = all('--uri')
  if (verb === undefined || uri === undefined) {
    await err('[ERROR] Missing URI\n')
    return 1
  }
  const [, path = ''] = /^content:\/\/settings\/([^/]+)/.exec(uri) ?? []
  const namespace = namespaces.find((each) => each === path)
  const [, direct] = /^content:\/\/settings\/[^/]+\/(.+)$/.exec(uri) ?? []
  const binds = new Map(
    all('--bind').map((bind) => {
      const [name = '', , ...value] = bind.split(':')
      return [name, value.join(':')]
    }),
  )
  const [, named] = /name\s*=\s*['"]([^'"]*)['"]/.exec(all('--where')[0] ?? '') ?? []
  const wanted = direct ?? named
  switch (verb) {
    case 'query': {
      const rows = namespace === undefined ? [] : [...phone.settings.list(namespace)]
      const shown = rows.filter(([name]) => wanted === undefined || name === wanted)
      await out(
        shown.length === 0
          ? 'No result found.\n'
          : shown
              .map(([name, value], index) => `Row: ${index} _id=${index + 1}, name=${name}, value=${value}\n`)
              .join(''),
      )
      return 0
    }
    case 'insert':
    case 'update': {
      const name = binds.get('name') ?? wanted
      const value = binds.get('value')
      if (namespace !== undefined && name !== undefined && value !== undefined)
        phone.settings.put(namespace, name, value)
      return 0
    }
    case 'delete':
      if (namespace !== undefined && wanted !== undefined) phone.settings.delete(namespace, wanted)
      return 0
    case 'call':
      await out('Result: Bundle[{}]\n')
      return 0
    default:
      await err(`[ERROR] Unsupported operation: ${verb}\n`)
      return 1
  }
}
