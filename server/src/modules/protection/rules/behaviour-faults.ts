import type { PolicyFault, PolicyFile } from '../../../kernel/module.ts'
import type { BehaviourRule } from '../schema.ts'

/** Faults of behaviour rules that a shape does not find: networks that are none. */
export function checkBehaviour(files: readonly PolicyFile[]): PolicyFault[] {
  return files
    .filter(({ area }) => area === 'behaviour')
    .flatMap(({ file, content }) =>
      ((content as BehaviourRule).homeNetworks ?? []).flatMap((network, at) =>
        isNetwork(network)
          ? []
          : [
              {
                file,
                path: ['homeNetworks', at],
                found: network,
                expected: {
                  'zh-CN': '网段，例如 10.0.0.0/8',
                  'zh-Hant': '網段，例如 10.0.0.0/8',
                  en: 'a network such as 10.0.0.0/8',
                },
              },
            ],
      ),
    )
}

function isNetwork(text: string): boolean {
  const [address = '', length = ''] = text.split('/')
  const bytes = address.split('.')
  if (bytes.length === 4 && !address.includes(':'))
    return (
      bytes.every((byte) => /^(?:0|[1-9]\d{0,2})$/.test(byte) && Number(byte) < 256) && Number(length) <= 32
    )
  const groups = address.split(':')
  const isShort = address.split('::').length === 2
  const isLong = groups.length === 8 && !address.includes('::')
  return (
    !address.includes('.') &&
    groups.length <= 8 &&
    (isShort || isLong) &&
    groups.every((group) => /^[0-9a-f]{0,4}$/i.test(group)) &&
    !/^:(?!:)|(?<!:):$/.test(address) &&
    Number(length) <= 128
  )
}
