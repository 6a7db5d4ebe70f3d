/** Absolute path of the sample app's folder. */
export const appFolder: string
/** Hex SHA-256 over everything the bundle is made from. */
export function sourcesHash(): string
