export function maskPersonName(_name: string): string {
  throw new Error('not written yet')
}
export function maskIdentityNumber(_text: string, _style: 'public' | 'staff'): string {
  throw new Error('not written yet')
}
export function maskPhone(_text: string): string {
  throw new Error('not written yet')
}
export function maskAddress(_text: string): string {
  throw new Error('not written yet')
}
export function maskIn(_text: string): string {
  throw new Error('not written yet')
}
