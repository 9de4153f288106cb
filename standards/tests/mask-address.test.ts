import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskAddress } from '../src/index.ts'

describe('an address', () => {
  it.each([
    ['浙江省杭州市西湖区文三路1号', '浙江省杭州市西湖区****'],
    ['北京市朝阳区建国路88号小区', '北京市朝阳区****'],
    ['朝阳区建国路市场二区5号', '朝阳区****'],
    ['哈尔滨市道里区中央大街', '哈尔滨市道里区****'],
    ['台州市路桥区路北街道', '台州市路桥区****'],
    ['黑龙江省鸡西市密山市兴凯镇', '黑龙江省鸡西市密山市****'],
    ['新疆维吾尔自治区伊犁哈萨克自治州伊宁市甲路', '新疆维吾尔自治区伊犁哈萨克自治州伊宁市****'],
    ['甲市人民路12号商区', '甲市****'],
    ['幸福里小区3号', '****'],
    ['解放路街道甲社区5栋', '****'],
    ['', '****'],
    ['区'.repeat(100_000), expect.stringMatching(/^.{0,40}\*{4}$/u)],
  ])('%s is shown as %s', (text, shown) => expect(maskAddress(text)).toEqual(shown))
  it('never shows a digit', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'甲乙省市区县路号街0123４５ ')).map((c) => c.join('')),
        (text) => !/[0-9０-９]/.test(maskAddress(text)),
      ),
    ))
})
