import { describe, expect, it } from '../../../../test/support/runner.js';
import { blocksOf } from './mail-blocks.js';

describe('the text of a message', () => {
  it('is read as paragraphs, lists and links', () => {
    expect(
      blocksOf(
        'Bonjour,\n\nIl nous manque :\n– une date\n- un nom\nMerci.\n\nOuvrir le dossier : https://a.example/suivre/x\n\nDossier K7MX\nLe guichet\nhttps://a.example',
      ),
    ).toEqual([
      { kind: 'paragraph', lines: ['Bonjour,'] },
      { kind: 'paragraph', lines: ['Il nous manque :'] },
      { kind: 'list', items: ['une date', 'un nom'] },
      { kind: 'paragraph', lines: ['Merci.'] },
      { kind: 'link', label: 'Ouvrir le dossier', href: 'https://a.example/suivre/x' },
      { kind: 'paragraph', lines: ['Dossier K7MX', 'Le guichet'] },
      { kind: 'link', label: null, href: 'https://a.example' },
    ]);
  });

  it.each(['un lien http://a.example dans une phrase', 'javascript:alert(1)', 'http://a.example puis des mots'])(
    'makes no link of « %s »',
    (text) => {
      expect(blocksOf(text)).toEqual([{ kind: 'paragraph', lines: [text] }]);
    },
  );

  it('loses nothing of an empty text', () => expect(blocksOf('\n\n')).toEqual([]));
});
