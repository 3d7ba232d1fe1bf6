import { describe, expect, it } from '../../../../test/support/runner.js';
import { readDeliveryReport } from './delivery-report.js';

const ID = '0198c0de-0000-7000-8000-000000000001';
const report = ({
  action = 'failed',
  status = '5.1.1',
  envelope = '',
  id = `<${ID}@petite-enfance.exemple.fr>`,
} = {}): string => `From: MAILER-DAEMON@mx.exemple.fr
Message-ID: <20261125.ABC@mx.exemple.fr>
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status;
 boundary="AAA"

--AAA
Content-Type: text/plain

Action: failed, we said.

--AAA
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.exemple.fr
${envelope}
Final-Recipient: rfc822; laura@exemple.fr
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 5.1.1 <laura@exemple.fr>: no such
 user

--AAA
Content-Type: text/rfc822-headers

To: laura@exemple.fr
Message-ID:
 ${id}

--AAA--
`;

describe('a delivery report', () => {
  it.each([
    ['by the headers that came back', report(), { messageId: ID, code: '5.1.1' }],
    ['with the line ends of the wire', report().replaceAll('\n', '\r\n'), { messageId: ID, code: '5.1.1' }],
    [
      'by the envelope’s id',
      report({ envelope: `Original-Envelope-Id: ${ID}`, id: '<other@else.where>' }),
      { messageId: ID, code: '5.1.1' },
    ],
    ['given up after days', report({ status: '4.4.1' }), { messageId: ID, code: '4.4.1' }],
    ['without a status one can read', report({ status: 'unknown' }), { messageId: ID, code: null }],
  ])('names our message %s', (_, source, expected) => expect(readDeliveryReport(source)).toEqual(expected));

  it.each([
    ['a message that is only late', report({ action: 'delayed' })],
    ['somebody else’s message', report({ id: '<a@b.c>' })],
    ['a reply of a person', 'Subject: Re\nMessage-ID: <x@y>\n\nAction: failed\n'],
    ['nothing', ''],
  ])('is not read in %s', (_, source) => expect(readDeliveryReport(source)).toBeNull());
});
