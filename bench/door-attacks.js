/** The worst that a stranger can send to a route, within what the server takes at all. */
const BODY_BYTES = 240_000;
const HEADER_BYTES = 12_000;
const FORM = 'application/x-www-form-urlencoded';
const times = (count, one) => Array.from({ length: count }, (_, index) => one(index)).join('');

/** Texts that a careless expression reads again from each of its characters. */
const HARD_TEXTS = {
  spaces: (size) => `8${' '.repeat(size)}x`,
  letters: (size) => 'a'.repeat(size),
  dots: (size) => `a@${'a.'.repeat(size / 2)}`,
  dashes: (size) => `${'-, ;'.repeat(size / 4)}x`,
  tags: (size) => '<b>&amp;'.repeat(size / 8),
  digits: (size) => '1'.repeat(size),
  surrogates: (size) => '%ED%A0%80'.repeat(size / 9),
};

function* addresses({ path }) {
  const query = (text) => `${path}?${text}`;
  yield ['query of many names', query(times(2000, (index) => `f${index}=&`))];
  yield ['query of one name', query(times(3000, () => 'a=1&'))];
  yield ['long query', query(`langue=${'a'.repeat(HEADER_BYTES)}`)];
  yield ['query of escapes', query('%25'.repeat(HEADER_BYTES / 3))];
  yield ['nested query', query(`a${'[x]'.repeat(HEADER_BYTES / 3)}=1`)];
}

function* headers() {
  yield ['spaces in Accept-Language', { 'accept-language': `fr${' '.repeat(HEADER_BYTES)}x` }];
  yield ['many languages', { 'accept-language': 'zz;q=0.1,'.repeat(HEADER_BYTES / 9) }];
  yield ['many qualities', { 'accept-language': `zz${';q=0.1 '.repeat(HEADER_BYTES / 7)}` }];
  yield ['many cookies', { cookie: times(1500, (index) => `c${index}=1; `) }];
  yield ['one long cookie', { cookie: `marelle-personnel=${'a'.repeat(HEADER_BYTES)}` }];
  yield ['many headers', Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`x-${index}`, '1']))];
  yield ['long Accept', { accept: 'a/b;q=0.1,'.repeat(HEADER_BYTES / 10) }];
  yield ['long If-None-Match', { 'if-none-match': 'W/"a",'.repeat(HEADER_BYTES / 6) }];
  yield ['long bearer', { authorization: `Bearer ${'a'.repeat(HEADER_BYTES)}` }];
}

function* forms({ fields, csrf }, most) {
  const body = (text) => `_csrf=${encodeURIComponent(csrf ?? '')}&${text}`;
  const size = BODY_BYTES - 1000;
  yield ['28 000 unknown fields', body(times(28_000, (index) => `${index.toString(36)}=1&`))];
  yield ['290 unknown fields', body(times(290, (index) => `${index.toString(36)}=1&`))];
  yield ['escapes', body('%'.repeat(size))];
  yield ['nested names', body(times(1000, (index) => `a${'[x]'.repeat(70)}${index}=1&`))];
  const [first = 'name'] = fields;
  yield [
    'one field 60 000 times',
    body(`${encodeURIComponent(first)}=&`.repeat(Math.floor(size / (first.length + 2)))),
  ];
  for (const [name, text] of Object.entries(HARD_TEXTS)) {
    // Spaces are the worst of them: when there is time for one text only, it is that one.
    for (const field of most < 10 && name !== 'spaces' ? [] : fields.slice(0, most))
      yield [
        `${field} of ${name}`,
        body(`${encodeURIComponent(field)}=${name === 'surrogates' ? text(size) : text(size).replaceAll(' ', '+')}`),
      ];
    yield [
      `every field of ${name}`,
      body(
        fields
          .map(
            (field) =>
              `${encodeURIComponent(field)}=${text(Math.floor(Math.min(size / fields.length, 1900))).replaceAll(' ', '+')}`,
          )
          .join('&'),
      ),
    ];
  }
}

function* documents({ fields }, most) {
  const [first = 'name'] = fields;
  const size = BODY_BYTES;
  yield ['28 000 unknown keys', `{${times(28_000, (index) => `"${index.toString(36)}":1,`)}"z":1}`];
  yield ['deep lists', `{"${first}":${'['.repeat(size / 2)}${']'.repeat(size / 2)}}`];
  yield ['deep objects', `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`];
  yield ['a long list', `{"${first}":[${'0,'.repeat(size / 2 - 20)}0]}`];
  yield ['a list of objects', `{"${first}":[${'{},'.repeat(size / 3 - 20)}{}]}`];
  yield ['a list of lists', `{"${first}":[${'[],'.repeat(size / 3 - 20)}[]]}`];
  yield [
    'objects of keys',
    `{${times(150, (part) => `"k${part}":{${times(250, (index) => `"${index}":1,`)}"z":1},`)}"z":1}`,
  ];
  yield ['290 unknown keys', `{${times(290, (index) => `"${index}":1,`)}"z":1}`];
  for (const field of fields.slice(0, most < 10 ? 1 : 5)) {
    for (const [name, text] of Object.entries(HARD_TEXTS)) {
      yield [`${field}: a text of ${name}`, JSON.stringify({ [field]: text(size - 1000) })];
      yield [
        `${field}: nested texts of ${name}`,
        JSON.stringify({
          [field]: [
            {
              email: text(size / 4),
              phone: text(size / 4),
              firstName: text(size / 4),
              week: { mon: { start: text(size / 8) } },
            },
          ],
        }),
      ];
    }
  }
}

function* multiparts() {
  const part = (name, value) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  yield ['4 000 parts', `${times(4000, (index) => part(index, ''))}--x--`];
  yield [
    'a file of 9 MB',
    `--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${'a;b\n'.repeat(2_300_000)}\r\n--x--`,
  ];
  yield ['no end', `--x\r\n${'a: b\r\n'.repeat(20_000)}`];
  yield ['long names', times(20, () => part('n'.repeat(10_000), ''))];
}

const asForm = (asked, type, body) => ({ ...asked, headers: { ...asked.headers, 'content-type': type }, body });

/**
 * @yields what to send, by a name; from what the route is asked in the ordinary way. `most`: fields that get a long
 * text each
 */
export function* attacksOn(asked, most) {
  for (const [name, path] of addresses(asked)) yield { ...asked, name, path };
  for (const [name, more] of headers())
    yield {
      ...asked,
      name,
      headers: {
        ...asked.headers,
        ...more,
        ...(more.cookie ? { cookie: `${asked.headers.cookie ?? ''}; ${more.cookie}` } : {}),
      },
    };
  if (asked.method === 'GET') return;
  for (const [name, body] of forms(asked, most)) yield { name: `form: ${name}`, ...asForm(asked, FORM, body) };
  for (const [name, body] of documents(asked, most))
    yield { name: `JSON: ${name}`, ...asForm(asked, 'application/json', body) };
  for (const [name, body] of multiparts())
    yield { name: `multipart: ${name}`, ...asForm(asked, 'multipart/form-data; boundary=x', body) };
}
