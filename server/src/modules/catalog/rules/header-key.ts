const headerMax = 200

/** A header without what files add to it: blanks, line ends, colons, quotes, stars of required columns, width. */
export const headerKey = (header: string): string =>
  header
    .slice(0, headerMax)
    .normalize('NFKC')
    .replace(/_x000[dD]_/gu, '')
    .replace(/[\s\p{Cc}\p{Cf}"'“”:*]+/gu, '')
    .toLowerCase()

/** A key without what stands in brackets at its end, mostly a unit. */
export const bareHeaderKey = (key: string): string =>
  key.replace(/[([【〔][^()[\]【】〔〕]{0,40}[)\]】〕]$/u, '')
