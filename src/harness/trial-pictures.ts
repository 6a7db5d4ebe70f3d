import type { Deadline } from '../base/deadline.ts'
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

/** Unlocks the phone and photographs its shade, whatever stands in it; the shade is closed again. PNG. */
export async function pictureOfTheShade(tested: TestedPhone, deadline: Deadline): Promise<Buffer> {
  await tested.phone.unlock(deadline)
  await tested.phone.openShade(deadline)
  try {
    // It slides down: a glance waits until it is there.
    await tested.shade.glance([], deadline)
    return Buffer.from(await tested.browser.takeScreenshot(), 'base64')
  } finally {
    await tested.phone.closeShade(deadline)
  }
}
