type Environment = Readonly<Record<string, string | undefined>>

const variable = 'PUSHFARM_INSTALL_PASSWORD'

/** What a phone's installer is told when it asks for the password of the vendor's account; undefined when nobody set one. */
export function installPassword(phone: string, environment: Environment): string | undefined {
  const own = environment[passwordVariable(phone)]
  const value = own === undefined || own === '' ? environment[variable] : own
  return value === '' ? undefined : value
}

/** Every password of installers that is set, for taking them out of what is written. */
export function installPasswords(environment: Environment): readonly string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    name.startsWith(variable) && value !== undefined && value !== '' ? [value] : [],
  )
}

/** The variable of one phone: `PUSHFARM_INSTALL_PASSWORD_OPPO_FIND_X6` for the phone `oppo-find-x6`. */
export function passwordVariable(phone: string): string {
  return `${variable}_${phone.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
}
