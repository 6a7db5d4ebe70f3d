/** Android's own codes for a package that cannot be parsed (android.content.pm.PackageManager). */
export type ApkErrorCode =
  | 'INSTALL_PARSE_FAILED_NOT_APK'
  | 'INSTALL_PARSE_FAILED_BAD_MANIFEST'
  | 'INSTALL_PARSE_FAILED_UNEXPECTED_EXCEPTION'
  | 'INSTALL_PARSE_FAILED_NO_CERTIFICATES'
  | 'INSTALL_PARSE_FAILED_BAD_PACKAGE_NAME'
  | 'INSTALL_PARSE_FAILED_MANIFEST_MALFORMED'

/** The bytes are no APK that Android would take. `installCode` is what the package installer answers. */
export class ApkError extends Error {
  override readonly name: string = 'ApkError'
  readonly installCode: ApkErrorCode

  constructor(installCode: ApkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.installCode = installCode
  }
}

/** The APK carries a signature that does not fit its bytes. An APK without any signature is not this error. */
export class ApkSignatureError extends ApkError {
  override readonly name: string = 'ApkSignatureError'

  constructor(message: string, options?: ErrorOptions) {
    super('INSTALL_PARSE_FAILED_NO_CERTIFICATES', message, options)
  }
}
