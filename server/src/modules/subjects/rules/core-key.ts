const forms = /(?:股份|有限责任|有限|责任)*公司$|(?:厂|店|部|社|院|所|中心|集团|合伙企业|个体工商户)$/u
const regionWord = /^[\p{Script=Han}]{1,5}?(?:省|市|自治区|特别行政区|自治州|地区|盟|县|旗|区)/u

/**
 * The part of a match key that names the entity: leading region words with a suffix (…省…市…区) and the organisation
 * form at the end are taken off. Two names of one firm written with and without its region share it; so may two
 * firms in different places, which is why it opens a comparison and never closes one.
 */
export function coreKeyOf(nameKey: string): string {
  let core = nameKey.slice(0, 200)
  for (let words = 0; words < 3; words++) {
    const region = regionWord.exec(core)
    if (!region || core.length - region[0].length < 4) break
    core = core.slice(region[0].length)
  }
  const form = forms.exec(core)
  return form && core.length - form[0].length >= 2 ? core.slice(0, -form[0].length) : core
}
