import contract from '../contract.json'

/** The ids by which tests find things; contract.json is the only place they are written. */
export const ids = contract.testIds
export const firstChannel = contract.channels[0]?.id ?? ''
