declare module 'opencc-js/dict/TSCharacters' {
  /** Pairs `traditional simplified`, separated by `|`. */
  const pairs: string
  export default pairs
}
declare module 'opencc-js/dict/TSPhrases' {
  /** Pairs `traditional simplified`, separated by `|`. */
  const pairs: string
  export default pairs
}
