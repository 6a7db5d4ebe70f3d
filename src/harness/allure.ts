import * as allure from '@wdio/allure-reporter'

/** Allure's words that the harness uses; outside of a run with the reporter they do nothing. */
export const addArgument = async (name: string, value: string): Promise<void> => allure.addArgument(name, value)
export const addHistoryId = async (id: string): Promise<void> => allure.addHistoryId(id)

export function addLabel(name: string, value: string): void {
  allure.addLabel(name, value)
}

export async function addAttachment(name: string, content: string | Buffer, type: string): Promise<void> {
  await allure.addAttachment(name, content, type)
}
