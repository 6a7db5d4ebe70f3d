/** An application-level refusal: HTTP 200 with this ErrorCode. */
export class ChatFailure extends Error {
  override readonly name = 'ChatFailure'
  readonly code: number

  constructor(code: number, info = texts.get(code) ?? 'the request was refused') {
    super(info)
    this.code = code
  }
}

/** Own words, except the two that the documentation's samples show. */
const texts = new Map<number, string>([
  [10002, 'internal error of the group service'],
  [10004, 'a parameter of the request is not valid'],
  [10007, 'the operation is not permitted'],
  [10010, 'the group does not exist or was deleted'],
  [10015, 'the group id is not valid'],
  [10017, 'the sender is muted in the group'],
  [10023, 'messages are sent too frequently'],
  [20001, 'the request is not valid'],
  [20003, 'the sender or recipient is not valid or was not imported'],
  [20007, 'the recipient has put the sender on the blocklist'],
  [40001, 'Err_Profile_Comm_Decode_Fail'],
  [40003, 'the account does not exist'],
  [40009, 'the profile tag does not exist'],
  [40601, 'the value of a profile field is too long'],
  [40610, 'the type of a profile value is wrong'],
  [60002, 'the HTTP request cannot be parsed'],
  [60003, 'the JSON of the request cannot be parsed'],
  [60004, 'the identifier or usersig in the URL is wrong'],
  [60006, 'the sdkappid is not valid'],
  [60007, 'the REST API is called too frequently'],
  [60008, 'the HTTP request is of a wrong form'],
  [60009, 'no such resource, check the URL'],
  [60010, 'the identifier is not an administrator of the app'],
  [60011, 'the app calls the REST API too frequently'],
  [60012, 'the sdkappid is missing'],
  [70001, 'UserSig is expired'],
  [70002, 'UserSig is empty'],
  [70003, 'UserSig is not valid'],
  [70005, 'UserSig is not valid'],
  [70009, 'UserSig failed verification, check the key'],
  [70013, 'the identifier does not match UserSig'],
  [70014, 'the sdkappid does not match UserSig'],
  [70107, 'the user id does not exist'],
  [70206, 'the number of accounts in the batch is not valid'],
  [70398, 'the number of accounts is over the limit'],
  [70402, 'a parameter of the request is not valid'],
  [90001, 'Fail to Parse json data of body, Please check it'],
  [90002, 'MsgBody is not an array of elements'],
  [90003, 'To_Account is missing or not a string'],
  [90005, 'MsgRandom is missing or not an integer'],
  [90007, 'MsgBody is not an array'],
  [90009, 'the operation needs an administrator'],
  [90010, 'the request is not in the form of a message'],
  [90011, 'more than 500 accounts'],
  [90012, 'invalid To_Account'],
  [90026, 'messages cannot be kept for more than seven days'],
  [90031, 'SyncOtherMachine is not an integer'],
  [90043, 'OfflinePushInfo is malformed'],
  [90044, 'MsgLifeTime is not an integer'],
  [90045, 'the push feature is not enabled'],
  [90048, 'the account does not exist'],
  [90049, 'the push id does not exist'],
  [90054, 'MsgKey is not valid'],
  [91000, 'internal error'],
  [93000, 'the message is longer than 12 KB'],
])
