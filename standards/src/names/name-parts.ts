export type NameParts = { region: string; trade: string; industry: string; form: string; branch: string }
export function nameParts(_name: string, _isRegion: (prefix: string) => boolean): NameParts {
  throw new Error('not written yet')
}
