import { promise } from '../src/harness/promise.ts'

promise(
  import.meta.url,
  "A message from another phone's app arrives with its title, description and ext, and a tap opens the sender's conversation",
  async (phone) => {
    const usual = await phone.getsMessageOf('sender/another-app')
    await usual.appears()

    const hard = await phone.getsMessageWhile('cache-killed', {
      sender: { by: 'client', sdk: 'chat-js' },
      title: '「周末」 "quoted" \\ 100% 👋',
      desc: '{token}\n两行 — "double", \'single\', <b>&amp;</b>, $HOME, 👩‍👩‍👧',
      customData: { text: '引号 " 和 \' 和 \\ 和 \n', url: 'https://example.com/?a=1&b=%20', emoji: '🎏' },
    })
    await hard.appears()
    await hard.tap()
    hard.opensTheConversation('cold')
    hard.carriesExt()
  },
  { tags: ['nightly', 'release'], phones: 2, rows: ['sender/another-app'] },
)
