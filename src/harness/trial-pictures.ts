import { addAttachment } from './allure.ts'
import { Evidence } from './evidence.ts'
import type { TestedPhone } from './tested-phone.ts'
import type { Trial } from './trial.ts'

/** Keeps what was photographed during a trial, in the evidence and in Allure. Returns the files' names. */
export async function keepPictures(tested: TestedPhone, trial: Trial, name: string): Promise<readonly string[]> {
  const prefix = `${tested.phone.name}.${name.replaceAll('/', '.')}`
  const evidence = new Evidence(`${tested.run.runFolder}/evidence`, prefix, tested.redaction)
  for (const picture of trial.pictures) await evidence.add(picture.name, () => picture.png)
  for (const file of evidence.files) await addAttachment(file.name, file.content, file.type)
  return evidence.paths
}
