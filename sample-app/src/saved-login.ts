import AsyncStorage from '@react-native-async-storage/async-storage'

/** What a cold start needs to log in again by itself. Holds a secret: never show or log `userSig`. */
export interface SavedLogin {
  readonly sdkAppID: number
  readonly userID: string
  readonly userSig: string
  /** The mistake of the push guides, kept over restarts like the login itself. */
  readonly pushInit?: 'before-login'
}

const key = 'pushfarm.login'

export async function readSavedLogin(): Promise<SavedLogin | undefined> {
  const text = await AsyncStorage.getItem(key)
  if (text === null) return undefined
  const value = JSON.parse(text) as Partial<SavedLogin>
  if (typeof value.sdkAppID !== 'number' || !value.userID || !value.userSig) return undefined
  return { sdkAppID: value.sdkAppID, userID: value.userID, userSig: value.userSig }
}

export async function saveLogin(login: SavedLogin): Promise<void> {
  await AsyncStorage.setItem(key, JSON.stringify(login))
}

export async function forgetLogin(): Promise<void> {
  await AsyncStorage.removeItem(key)
}
