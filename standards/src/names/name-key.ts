import { toSimplified } from '../text/to-simplified.ts'
export function nameKey(name: string): string {
  return toSimplified(name.normalize('NFKC')).toUpperCase().replace(/[\s()（）《》“”"'·•.\-,，、]/g, '').replace(/有限责任公司/g, '有限公司')
}
