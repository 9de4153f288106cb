/** The browser and system a User-Agent names, in short; an empty text when it names none that is known. */
export function deviceOf(agent: string): string {
  const browsers: [RegExp, string][] = [
    [/\bMicroMessenger\//, '微信 WeChat'],
    [/\bEdg(?:A|iOS)?\//, 'Edge'],
    [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
    [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
    [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
  ]
  const systems: [RegExp, string][] = [
    [/\bHarmonyOS\b|\bOpenHarmony\b/, 'HarmonyOS'],
    [/\bAndroid\b/, 'Android'],
    [/\b(?:iPhone|iPad)\b/, 'iOS'],
    [/\bWindows\b/, 'Windows'],
    [/\bMac OS X\b/, 'macOS'],
    [/\bLinux\b/, 'Linux'],
  ]
  const first = (list: [RegExp, string][]) => list.find(([shape]) => shape.test(agent))?.[1]
  return [first(browsers), first(systems)].filter(Boolean).join(' · ')
}
