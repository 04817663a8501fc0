/**
 * What is planted in values that a request carries: no problem may give it back. It has hyphens, for
 * the name of an unknown field is told where it could be a name of ours.
 */
export const MARK = 'zq-planted-zq'
