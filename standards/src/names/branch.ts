export function branchOf(_name: string): { parent: string; branch: string } | null {
  throw new Error('not written yet')
}
